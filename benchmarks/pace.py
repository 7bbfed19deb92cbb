"""How long a mail takes from its zones to the decision, beside its parse: processor time, each mail read once."""

import json
import subprocess
import sys
from pathlib import Path
from statistics import median, quantiles
from time import process_time
from typing import NamedTuple

from benchmarks.labelled import ROOT, configured, mails
from inbox_bot.assembly import limits_of
from inbox_bot.core.case import Case, History
from inbox_bot.core.extraction import extract, route
from inbox_bot.core.message import parse
from inbox_bot.core.rules import decide
from inbox_bot.core.zones import zone
from inbox_bot.warming import warm

PROCESSES = 3


class Pace(NamedTuple):
    """Milliseconds of each mail."""

    parse: list[float]
    decide: list[float]
    """From zones to decision."""

    def __str__(self) -> str:
        return f"{_spread(self.parse)} {_spread(self.decide)}"


def pace(corpus: Path) -> Pace:
    """Read each mail of *corpus* once in each of a few processes; the quickest counts, as other work only adds."""
    command = [sys.executable, "-m", "benchmarks.pace", str(corpus)]
    runs = [subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout for _ in range(PROCESSES)]
    parse, decide = (
        [min(times) for times in zip(*some, strict=True)] for some in zip(*map(json.loads, runs), strict=True)
    )
    return Pace(parse, decide)


def read_once(corpus: Path) -> Pace:
    """Read each mail of *corpus* as the service does: what that takes is loaded before."""
    config = configured(corpus)
    limits = limits_of(config)
    warm(config.events)
    taken = Pace([], [])
    for mail in mails(corpus):
        started = process_time()
        message = parse(mail.octets)
        parsed = process_time()
        document = zone(message)
        extraction = extract(message, document, route(message, document, config.events))
        decide(Case(message, document, extraction, History(), mail.received_at, config.own_addresses, limits))
        decided = process_time()
        taken.parse.append((parsed - started) * 1e3)
        taken.decide.append((decided - parsed) * 1e3)
    return taken


def _spread(times: list[float]) -> str:
    """Return median and 99th percentile."""
    return f"{median(times):6.2f} {quantiles(times, n=100, method='inclusive')[-1]:6.1f}"


if __name__ == "__main__":
    print(json.dumps(read_once(Path(sys.argv[1]))))
