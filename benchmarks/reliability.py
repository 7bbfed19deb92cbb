"""Reliability: of the values taken with each confidence, how many are right, by type of field.

Confidence is worth something where the share that is right is at least the confidence said.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from benchmarks.labelled import configured, corpora, mails, scorer
from inbox_bot.reading import read

EDGES = (0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999)
"""Where one class of confidence ends and the next begins; a value below the first is not taken."""
_GIVES = {"register", "update"}


class Taken(NamedTuple):
    """A value that was taken."""

    type: str
    confidence: float
    right: bool


def taken(corpus: Path) -> Iterator[Taken]:
    """Yield each value taken from the mails of *corpus* in which somebody registers."""
    judge, events = scorer(), configured(corpus).events
    kinds = {field.key: field.type.value for field in events[0].fields}
    for mail in mails(corpus):
        if mail.label["intent"] not in _GIVES:
            continue
        people = read(mail.octets, events)[2].participants
        values = [{key: one.value for key, one in given.items()} for given in people]
        for meant, found in judge.pair_up(kinds, mail.label.get("participants") or [], values):
            # Who was found is told by identity: two people may have the same values.
            given = next((one for one, value in zip(people, values, strict=True) if value is found), {})
            for key, one in given.items():
                yield Taken(kinds[key], one.confidence, judge.right(kinds[key], one.value, meant.get(key)))


def table(values: Iterable[Taken]) -> Iterator[str]:
    """Yield the lines of the table: right of taken, and the share, for each class of confidence and type of field."""
    listed = sorted(values)
    highest = (*EDGES[1:], 1.0)
    yield (
        f"{'':14}"
        + "".join(f"{f'{low:g}–{high:g}':>16}" for low, high in zip(EDGES, highest, strict=True))
        + f"{'all':>16}"
    )
    for kind, some in groupby(listed, key=lambda one: one.type):
        yield _row(kind, list(some))
    yield _row("all", listed)
    yield _line("said", listed, lambda some: f"{sum(one.confidence for one in some) / len(some):.4f}")


def _row(name: str, values: list[Taken]) -> str:
    return _line(name, values, lambda some: f"{sum(one.right for one in some)}/{len(some)} {_share(some):.3f}")


def _line(name: str, values: list[Taken], cell: Callable[[list[Taken]], str]) -> str:
    classes: list[list[Taken]] = [[] for _ in EDGES]
    for one in values:
        classes[max(number for number, edge in enumerate(EDGES) if one.confidence >= edge or not number)].append(one)
    return f"{name:14}" + "".join(f"{cell(some) if some else '–':>16}" for some in (*classes, values))


def _share(values: list[Taken]) -> float:
    return sum(one.right for one in values) / len(values)


def main() -> None:
    """Print the table over all corpora that are here."""
    found = [one for corpus in corpora() for one in taken(corpus)]
    print("\n".join(table(found)) if found else "no labelled mails are here")


if __name__ == "__main__":
    main()
