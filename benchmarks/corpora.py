"""How well labelled mails are understood, corpus by corpus, and how long one takes."""

import json
import subprocess
import sys
import tempfile
import tomllib
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.labelled import SCORER, configured, corpora, first_mails
from benchmarks.pace import Pace, pace
from inbox_bot import explain
from inbox_bot.assembly import desk_of, limits_of, templates_of

FIRST = Path(__file__).with_name("first_scores.toml")
"""Straight-through when a corpus was scored for the first time."""
COLUMNS = {
    "mails": "messages",
    "straight": "straight-through",
    "asked": "asked for exactly the missing",
    "outcome": "outcome accuracy",
    "F1": "field F1",
    "replied": "harm: replied to what wants no reply",
    "stored": "harm: stored something wrong",
    "dropped": "harm: dropped a registration",
    "noise": "noise: flagged what could be ignored",
}


class Result(NamedTuple):
    """What came of one corpus."""

    corpus: Path
    scores: dict[str, float | int | None]
    errors: str


def predictions(corpus: Path) -> Iterator[dict[str, Any]]:
    """Yield what would be done with each mail that begins something."""
    config = configured(corpus)
    desk, limits = desk_of(config, templates_of(config), b"benchmark"), limits_of(config)
    for label, octets, received_at in first_mails(corpus):
        explanation = explain.explain(octets, config.events, None, received_at, desk, config.own_addresses, limits)
        found = explain.line(label["file"], explanation)
        people = [{key: one["value"] for key, one in person.items()} for person in found["participants"]]
        yield {"id": label["id"], "outcome": found["outcome"], "participants": people, "missing": found["missing"]}


def measured(corpus: Path, errors: int) -> Result:
    """Predict and score."""
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder, "predictions.jsonl")
        written.write_text("".join(json.dumps(one) + "\n" for one in predictions(corpus)), "utf-8")
        command = [sys.executable, str(SCORER), str(corpus), str(written), "--json", "--errors", str(errors)]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    scores, end = json.JSONDecoder().raw_decode(said)
    return Result(corpus, scores, said[end:].strip())


def first_scores() -> dict[str, float]:
    """Return the first scores by the names of the corpora."""
    return tomllib.loads(FIRST.read_text("utf-8"))


def row(result: Result, times: Pace, first: float | None) -> str:
    """Return one corpus of the table: first score, figures now, times, and the score of each field."""
    cells = [_shown(result.scores.get(name)) for name in COLUMNS.values()]
    cells.insert(1, _shown(first))
    fields = [f"{name[3:]} {_shown(score)}" for name, score in result.scores.items() if name.startswith("F1 ")]
    return f"{result.corpus.name:20}" + "".join(f"{cell:>9}" for cell in cells) + f" {times}  {', '.join(fields)}"


def heading() -> str:
    """Return what stands above the table."""
    names = list(COLUMNS)
    names.insert(1, "first")
    times = f"{'parse':>7}{'p99':>7}{'decide':>7}{'p99':>7}"
    return f"{'':20}" + "".join(f"{name:>9}" for name in names) + f"{times}  F1 by field"


def _shown(
    value: float | int | None,  # noqa: PYI041 - they are shown differently
) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0, help="show that many mails of each corpus that went wrong")
    options = parser.parse_args()
    if not corpora():
        print("no labelled mails are here")
        return
    print(heading())
    first, errors = first_scores(), ""
    for corpus in corpora():
        times = pace(corpus)
        result = measured(corpus, options.errors)
        print(row(result, times, first.get(corpus.name)), flush=True)
        errors += f"\n{corpus.name}\n{result.errors}\n" if result.errors else ""
    print(errors, end="")


if __name__ == "__main__":
    main()
