"""The whole job, beside short scripts that do the same: fetch, understand, record, answer, mark. On real servers."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks import mails
from benchmarks.distance import far
from benchmarks.sink import Sink, sink
from inbox_bot.store import Store
from servers.dovecot import PASSWORD, Dovecot, dovecot

HERE = Path(__file__).resolve().parent
OURS = "inbox_bot"
PEERS = {
    "imap_tools, a connection per reply": ("imap_tools", "new"),
    "imap_tools, one SMTP connection": ("imap_tools", "kept"),
    "IMAPClient, a connection per reply": ("IMAPClient", "new"),
    "IMAPClient, one SMTP connection": ("IMAPClient", "kept"),
}
TRACED = 200
"""How many mails the run has in which system calls are counted."""
ROUND_TRIP = 0.02
"""Seconds to the servers and back in the second table, as to a mail server in the same country."""
USER = "organiser"
CONFIGURATION = """
[mailbox]
host = "127.0.0.1"
port = {imap}
security = "none"
username = "{user}"
password = {{ file = "password" }}
start = 2018-11-01

[submission]
host = "127.0.0.1"
port = {smtp}
security = "none"
from = "Linda Boudry <linda.boudry@kcvs.be>"

[store]
url = "sqlite:///store.db"

[organiser]
addresses = ["linda.boudry@kcvs.be"]

[reply]
per_hour = 1000000

"""


class Took(NamedTuple):
    """What one run took."""

    wall: float
    cpu: float
    rss: float


class Bench(NamedTuple):
    """The servers, the folder and the number of mails of a run."""

    server: Dovecot
    smtp: Sink
    folder: Path
    mails: int
    ports: tuple[int, int]
    """Where IMAP and SMTP are reached, perhaps over a long line."""

    def run(self, name: str) -> Took:
        """Let *name* do the whole job in a process of its own; raise if it did not do it all."""
        with self._fresh(name) as (command, store):
            print(f"  {name} …", end="\r", flush=True, file=sys.stderr)
            done = _output([sys.executable, "-S", str(HERE / "measure.py"), *command])
            self._verify(name, store)
        return Took(**json.loads(done.splitlines()[-1]))

    def fsyncs(self, name: str) -> float | None:
        """Return how often *name* waits for the disk per mail; None where strace is not installed."""
        strace = shutil.which("strace")
        if strace is None:
            return None
        counts = self.folder / "strace"
        with self._fresh(name) as (command, _):
            _output([strace, "-f", "-c", "-e", "trace=fsync,fdatasync", "-o", str(counts), *command])
        # % time, seconds, usecs/call, calls, errors if any, syscall
        calls = re.findall(r"^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s.*sync$", counts.read_text(), re.MULTILINE)
        return sum(map(int, calls)) / self.mails

    @contextmanager
    def _fresh(self, name: str) -> Iterator[tuple[list[str], Path]]:
        """Give the command of *name*, its store not there yet, and all mail unread."""
        with self.server.client(USER) as client:
            client.remove_flags(client.search("SEEN") or [1], rb"\Seen", silent=True)
        with tempfile.TemporaryDirectory(dir=self.folder) as own:
            config, store = Path(own, "config.toml"), Path(own, "store.db")
            _configure(config, *self.ports)
            before = self.smtp.accepted()
            yield _command(name, config, store), store
            if (sent := self.smtp.accepted() - before) != self.mails:
                raise AssertionError(f"{name} sent {sent} replies, not {self.mails}")

    def _verify(self, name: str, store: Path) -> None:
        """Raise if not each mail is on the list, or marked as that contestant marks."""
        found = _ours(store) if name == OURS else _theirs(store)
        with self.server.client(USER) as client:
            read = len(client.search("SEEN"))
        # Ours leaves the mailbox as it was: what it has seen stands in its store.
        if (found, read) != (self.mails, 0 if name == OURS else self.mails):
            raise AssertionError(f"{name} recorded {found} and marked {read} of {self.mails}")


def _output(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, cwd=HERE.parent, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: {done.stderr[-2000:]}")
    return done.stdout


def _configure(path: Path, imap: int, smtp: int) -> None:
    """Write the example's event with the servers of the benchmark."""
    example = (HERE.parent / "config.toml").read_text("utf-8")
    ours = CONFIGURATION.format(imap=imap, smtp=smtp, user=USER)
    path.write_text(ours + example[example.index("[[event]]") :], "utf-8")
    (path.parent / "password").write_text(PASSWORD, "utf-8")


def _command(name: str, config: Path, store: Path) -> list[str]:
    if name == OURS:
        return [sys.executable, "-m", "inbox_bot", "--config", str(config), "poll"]
    return [sys.executable, "-m", "benchmarks.peers", *PEERS[name], str(config), str(store)]


def _ours(path: Path) -> int:
    with closing(Store(f"sqlite:///{path}")) as store, store.read() as reading:
        return len(reading.entries(status="confirmed"))


def _theirs(path: Path) -> int:
    with closing(sqlite3.connect(path)) as store:
        return int(store.execute("SELECT count(*) FROM registration").fetchone()[0])


@contextmanager
def bench(octets: Sequence[bytes], round_trip: float = 0) -> Iterator[Bench]:
    """Start the servers, *round_trip* seconds away, with *octets* in the mailbox."""
    with dovecot() as server, sink() as smtp, tempfile.TemporaryDirectory() as folder, ExitStack() as lines:
        with server.client(USER) as client:
            for number, one in enumerate(octets):
                client.append("INBOX", one, msg_time=mails.received_at(number))
        ports = (server.plain_port, smtp.port)
        if round_trip:
            ports = (lines.enter_context(far(ports[0], round_trip)), lines.enter_context(far(ports[1], round_trip)))
        yield Bench(server, smtp, Path(folder), len(octets), ports)


def timed(octets: Sequence[bytes], repetitions: int, round_trip: float = 0) -> dict[str, Took]:
    """Return the medians over *repetitions*, in each of which everybody has a turn."""
    runs: dict[str, list[Took]] = {name: [] for name in (OURS, *PEERS)}
    with bench(octets, round_trip) as servers:
        for _ in range(repetitions):
            for name, done in runs.items():
                done.append(servers.run(name))
    return {name: Took(*map(median, zip(*done, strict=True))) for name, done in runs.items()}


def traced(octets: Sequence[bytes]) -> dict[str, float | None]:
    """Return everybody's fsyncs per mail."""
    with bench(octets) as servers:
        return {name: servers.fsyncs(name) for name in (OURS, *PEERS)}


def show(title: str, took: dict[str, Took], fsyncs: dict[str, float | None], count: int) -> None:
    """Print the table, and how ours compares with the best of the others."""
    print(f"{title:36} {'mails/s':>8} {'ms/mail':>8} {'CPU ms':>8} {'RSS MB':>8} {'fsyncs':>8}")
    for name, one in took.items():
        waits = "–" if (found := fsyncs.get(name)) is None else f"{found:.2f}"
        per_mail = f"{one.wall / count * 1e3:8.2f} {one.cpu / count * 1e3:8.2f}"
        print(f"{name:36} {count / one.wall:8.1f} {per_mail} {one.rss:8.0f} {waits:>8}")
    best, leanest = min(took[name].wall for name in PEERS), min(took[name].cpu for name in PEERS)
    print(f"mails/s {best / took[OURS].wall:.2f}× those of the fastest other,", end=" ")
    print(f"CPU {took[OURS].cpu / leanest:.2f}× that of the leanest\n", flush=True)


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=1000)
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--far-mails", type=int, default=100, help=f"how many over a line of {ROUND_TRIP * 1e3:.0f} ms")
    options = parser.parse_args()
    octets = mails.mails(options.mails)
    print(f"{mails.sizes(octets)}; medians of {options.repetitions}")
    took = timed(octets, options.repetitions)
    show(f"{len(octets)} mails, loopback", took, traced(octets[:TRACED]), len(octets))
    if some := octets[: options.far_mails]:
        show(f"{len(some)} mails, {ROUND_TRIP * 1e3:.0f} ms away", timed(some, 1, ROUND_TRIP), {}, len(some))


if __name__ == "__main__":
    main()
