"""Where the time goes: milliseconds per mail in each stage of the path, in one process."""

import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from statistics import median, quantiles
from time import perf_counter
from typing import NamedTuple, TypeVar

from benchmarks import labelled, mails
from inbox_bot.assembly import desk_of, limits_of, templates_of
from inbox_bot.config import Config, load
from inbox_bot.core.case import Case, Decision, History
from inbox_bot.core.extraction import extract, route
from inbox_bot.core.message import parse
from inbox_bot.core.reply import Desk, Reply, compose
from inbox_bot.core.rules import decide
from inbox_bot.core.zones import zone
from inbox_bot.store import Store

REFERENCE = labelled.PLACES[1] / "nl-dev"
"""Reference mails that may lie beside the checkout."""
BATCH = 50
WARM_UP = 20

Mail = tuple[bytes, datetime]
Made = TypeVar("Made")


class Decided(NamedTuple):
    """A mail on its way into the store."""

    octets: bytes
    case: Case
    decision: Decision
    reply: Reply | None


class Stopwatch:
    """Times by stage, in seconds."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = {}

    def __call__(self, stage: str, work: Callable[[], Made]) -> Made:
        started = perf_counter()
        made = work()
        self.times.setdefault(stage, []).append(perf_counter() - started)
        return made

    def show(self, title: str) -> None:
        """Print median, p99 and the share of all, stage by stage."""
        whole = sum(map(sum, self.times.values()))
        print(f"{title:44} {'median ms':>10} {'p99 ms':>8} {'share':>6}")
        for stage, times in self.times.items():
            p99 = quantiles(times, n=100)[-1]
            print(f"  {stage:42} {median(times) * 1e3:10.3f} {p99 * 1e3:8.2f} {sum(times) / whole:6.0%}")


def decided(timed: Stopwatch, one: Mail, config: Config, desk: Desk) -> Decided:
    """Take *one* through the pure part."""
    octets, received_at = one
    message = timed("parse", lambda: parse(octets))
    document = timed("zone", lambda: zone(message))
    event = route(message, document, config.events)
    extraction = timed("extract", lambda: extract(message, document, event))
    case = Case(message, document, extraction, History(), received_at, config.own_addresses, limits_of(config))
    decision = timed("decide", lambda: decide(case))
    return Decided(octets, case, decision, timed("compose", lambda: compose(case, decision, desk, at=received_at)))


def store_all(timed: Stopwatch, ready: Sequence[Decided]) -> None:
    """Commit *ready* in batches, as the intake does; a mail's time is its share of the batch's."""
    with tempfile.TemporaryDirectory() as folder, closing(Store(f"sqlite:///{folder}/store.db")) as store:
        store.create()
        times: list[float] = []
        for first in range(0, len(ready), BATCH):
            batch = ready[first : first + BATCH]
            started = perf_counter()
            _commit(store, batch, first)
            times += [(perf_counter() - started) / len(batch)] * len(batch)
    timed.times[f"intake transaction (of {BATCH})"] = times


def _commit(store: Store, batch: Sequence[Decided], first: int) -> None:
    now = datetime.now(UTC)
    with store.begin() as tx:
        tx.lock(one.case.message for one in batch)
        for uid, (octets, case, decision, reply) in enumerate(batch, start=first + 1):
            digest = case.message.digest
            tx.receive(digest, case.received_at, now)
            tx.see("INBOX", 1, uid, digest)
            tx.history(case.message, now)
            tx.record(case, decision, octets, now)
            if reply is not None:
                tx.enqueue(reply, digest, decision.outcome, now)


def show(title: str, some: Sequence[Mail], config: Config, desk: Desk) -> None:
    """Time the stages over *some* and print them."""
    timed = Stopwatch()
    for one in some[:WARM_UP]:
        decided(Stopwatch(), one, config, desk)
    distinct = {one.case.message.digest: one for one in (decided(timed, one, config, desk) for one in some)}
    store_all(timed, list(distinct.values()))
    timed.show(f"{title}, {len(some)} mails")


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=500)
    options = parser.parse_args()
    config = load(labelled.ROOT / "config.toml")
    desk = desk_of(config, templates_of(config), b"benchmark")
    octets = mails.mails(options.mails)
    show("generated", [(one, mails.received_at(number)) for number, one in enumerate(octets)], config, desk)
    if REFERENCE.is_dir():
        show(REFERENCE.name, [(mail.octets, mail.received_at) for mail in labelled.mails(REFERENCE)], config, desk)


if __name__ == "__main__":
    main()
