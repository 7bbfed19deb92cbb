"""Mails from the wild: whole, cut, damaged; none registers."""

import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path

from benchmarks.faults.table import Fault, Toll
from inbox_bot.config import Config, load
from inbox_bot.core.case import Limits, Outcome
from inbox_bot.core.message import Address
from inbox_bot.core.reply import Desk
from inbox_bot.explain import explain
from outside.post import EXAMPLE, ORGANISER
from outside.program import templates

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "real-mails"
"""Beside the checkout; where it is absent there is nothing to try."""
_CUTS = _CHANGES = 2
_MOST = 30
"""How many octets one change touches at most."""


def survive(path: Path) -> Toll:
    """Decide about the mail at *path* and what random damage makes of it: nobody is answered, nobody is listed."""
    octets = path.read_bytes()
    kinds = [octets, *damaged(octets, path.name)]
    for number, one in enumerate(kinds):
        found = explain(one, config().events, None, _received(), _desk(), config().own_addresses, Limits())
        assert found.reply is None, f"form {number} is answered: {found.decision}"
        assert found.decision.outcome in {Outcome.IGNORED, Outcome.REVIEW}, f"form {number}: {found.decision}"
    return Toll(tried=len(kinds))


def damaged(octets: bytes, seed: str) -> Iterator[bytes]:
    """Yield *octets* cut, and with octets changed, at places that depend on *seed* alone."""
    dice = random.Random(seed)  # noqa: S311  it keeps no secret
    for _ in range(_CUTS):
        yield octets[: dice.randrange(len(octets) + 1)]
    for _ in range(_CHANGES):
        changed = bytearray(octets)
        for _ in range(dice.randint(1, _MOST) if changed else 0):
            changed[dice.randrange(len(changed))] = dice.randrange(256)
        yield bytes(changed)


@cache
def config() -> Config:
    """Return the example's."""
    return load(EXAMPLE)


@cache
def _desk() -> Desk:
    return Desk(Address("", ORGANISER), templates(), b"wild")


def _received() -> datetime:
    return config().events[0].deadline - timedelta(days=7)


@contextmanager
def faults() -> Iterator[Iterable[Fault]]:
    """Yield each file."""
    files = sorted(FOLDER.rglob("*.eml"))
    yield [Fault(str(path.relative_to(FOLDER)), partial(survive, path)) for path in files]
