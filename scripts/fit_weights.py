"""Fit what each piece of evidence for a value weighs, on the labelled mails in tests/corpus.

Writes `lexicon/weights.toml` anew. The fit is a logistic regression whose penalty pulls each weight to its prior, so
that evidence that was hardly seen keeps what a careful reader would give it (maximum a posteriori, normal prior;
Bishop, Pattern Recognition and Machine Learning, section 4.5). Corpora that only measure are never read here.
"""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from math import exp
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.labelled import configured
from inbox_bot.core.event import Event, Field
from inbox_bot.core.extraction.folding import key as letters
from inbox_bot.core.extraction.model import Extraction
from inbox_bot.core.extraction.participants.choosing import agree
from inbox_bot.reading import read

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "inbox_bot" / "core" / "extraction" / "lexicon" / "weights.toml"
GIVES = {"register", "update"}
PENALTY, ROUNDS, STEP = 20.0, 400, 0.5
"""Precision of the prior in values seen, and how often and how far to go down the slope."""


class Seen(NamedTuple):
    """A value that was found in a mail: what spoke for it, and whether a careful reader wrote the same."""

    evidence: tuple[str, ...]
    right: bool


def seen(corpus: Path) -> Iterator[Seen]:
    """Yield each value that was found in the mails of *corpus*, also those that were not chosen."""
    event = configured(corpus).events[0]
    for label in json.loads((corpus / "labels.json").read_text("utf-8"))["messages"]:
        if label["intent"] in GIVES:
            _, _, extraction = read((corpus / label["file"]).read_bytes(), [event])
            yield from _in_mail(extraction, event, label["participants"])


def _in_mail(extraction: Extraction, event: Event, people: Sequence[dict[str, Any]]) -> Iterator[Seen]:
    for field in event.fields:
        written = [one for person in people for one in person.get(field.key) or ()]
        chosen = [given[field.key] for given in extraction.participants if field.key in given]
        for one in chosen:
            yield Seen(one.evidence, _is_one_of(one.value, written, field))
        rivals = [one for one in extraction.alternatives.get(field.key, ()) if one.source in {c.source for c in chosen}]
        for other in rivals:
            yield Seen(tuple(piece.name for piece in other.evidence), _is_one_of(other.value, written, field))


def _is_one_of(value: str, written: Sequence[str], field: Field) -> bool:
    return any(letters(value) == letters(one) or agree(value, one, field.type) for one in written if one)


def fitted(values: Sequence[Seen], priors: dict[str, float]) -> dict[str, float]:
    """Return the weights that make *values* likeliest, given *priors*; `bias` is that of every value."""
    counted = Counter((tuple(dict.fromkeys(("bias", *one.evidence))), one.right) for one in values)
    often = Counter(name for one in values for name in {"bias", *one.evidence})
    weights = dict(priors)
    for _ in range(ROUNDS):
        slope = {name: PENALTY * (weights[name] - prior) for name, prior in priors.items()}
        for (names, right), times in counted.items():
            short = right - 1 / (1 + exp(-sum(weights[name] for name in names)))
            for name in names:
                slope[name] -= times * short
        for name in weights:
            weights[name] -= STEP * slope[name] / (PENALTY + often[name])
    return weights


def written(table: str, weights: dict[str, float], values: Sequence[Seen]) -> str:
    """Return *table* with new weights and counts, each line and comment in its place."""
    often = Counter(name for one in values for name in {"bias", *one.evidence})
    right = Counter(name for one in values if one.right for name in {"bias", *one.evidence})

    def line(match: re.Match[str]) -> str:
        name = match["name"]
        prior = f'"{name}" = {{ prior = {match["prior"]}'
        return f"{prior}, weight = {weights[name]:.2f}, seen = {often[name]}, right = {right[name]} }}"

    return re.sub(r'^"(?P<name>[^"]+)" = \{ prior = (?P<prior>-?[\d.]+).*\}$', line, table, flags=re.MULTILINE)


def main() -> None:
    """Fit, write, and say on how many values."""
    table = TABLE.read_text("utf-8")
    groups = tomllib.loads(table).values()
    priors = {name: float(one["prior"]) for group in groups for name, one in group.items()}
    values = [one for corpus in sorted((ROOT / "tests" / "corpus").iterdir()) for one in seen(corpus)]
    TABLE.write_text(written(table, fitted(values, priors), values), "utf-8")
    print(f"{len(values)} values, {sum(one.right for one in values)} of them right: {TABLE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
