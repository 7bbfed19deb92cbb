"""How well labelled mails are understood, corpus by corpus, and how long one takes.

A corpus is a folder with event.json, labels.json and messages/; score.py, which compares, lies beside it.
"""

import json
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from inbox_bot import explain
from inbox_bot.assembly import desk_of, limits_of, templates_of
from inbox_bot.config import Config

ROOT = Path(__file__).resolve().parent.parent
PLACES = (ROOT / "tests" / "corpus", ROOT.parent / "shared" / "corpus")
SCORER = PLACES[1] / "score.py"
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
    milliseconds: float
    errors: str


def configured(corpus: Path) -> Config:
    """Return the configuration that an organiser of this event would write."""
    announced = json.loads((corpus / "event.json").read_text("utf-8"))
    mailbox, announced["field"] = announced.pop("mailbox"), announced.pop("fields")
    return Config.model_validate(
        {
            "mailbox": {"host": "localhost"},
            "submission": {"host": "localhost", "from": mailbox},
            "organiser": {"addresses": [mailbox]},
            "event": [announced],
        }
    )


def predictions(corpus: Path) -> Iterator[dict[str, Any]]:
    """Yield what would be done with each mail, each taken as a first one of its sender."""
    config = configured(corpus)
    desk, limits = desk_of(config, templates_of(config), b"benchmark"), limits_of(config)
    for label in json.loads((corpus / "labels.json").read_text("utf-8"))["messages"]:
        octets, received = (corpus / label["file"]).read_bytes(), datetime.fromisoformat(label["received"])
        explanation = explain.explain(octets, config.events, None, received, desk, config.own_addresses, limits)
        found = explain.line(label["file"], explanation)
        people = [{key: one["value"] for key, one in person.items()} for person in found["participants"]]
        yield {"id": label["id"], "outcome": found["outcome"], "participants": people, "missing": found["missing"]}


def measured(corpus: Path, errors: int) -> Result:
    """Predict and score; the time is that of the second of two rounds over all mails."""
    list(predictions(corpus))
    started = perf_counter()
    found = list(predictions(corpus))
    milliseconds = (perf_counter() - started) / max(len(found), 1) * 1e3
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder, "predictions.jsonl")
        written.write_text("".join(json.dumps(one) + "\n" for one in found), "utf-8")
        command = [sys.executable, str(SCORER), str(corpus), str(written), "--json", "--errors", str(errors)]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    scores, end = json.JSONDecoder().raw_decode(said)
    return Result(corpus, scores, milliseconds, said[end:].strip())


def corpora() -> list[Path]:
    """Return the corpora that are here."""
    return [file.parent for place in PLACES if place.is_dir() for file in sorted(place.glob("*/labels.json"))]


def show(results: list[Result]) -> None:
    """Print the table, the score of each field, and the errors that were asked for."""
    longest = max(len(one.corpus.name) for one in results)
    print(f"{'':{longest}} {' '.join(f'{column:>8}' for column in COLUMNS)}  ms/mail")
    for one in results:
        cells = " ".join(f"{_shown(one.scores.get(name)):>8}" for name in COLUMNS.values())
        print(f"{one.corpus.name:{longest}} {cells} {one.milliseconds:8.1f}")
    for one in results:
        fields = {name[3:]: score for name, score in one.scores.items() if name.startswith("F1 ")}
        print(f"{one.corpus.name}: " + ", ".join(f"{name} {_shown(score)}" for name, score in fields.items()))
        if one.errors:
            print(one.errors)


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
    if not SCORER.exists() or not corpora():
        print("no labelled mails are here")
        return
    show([measured(corpus, options.errors) for corpus in corpora()])


if __name__ == "__main__":
    main()
