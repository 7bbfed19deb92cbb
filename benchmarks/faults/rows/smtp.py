"""SMTP server, scripted: each fault with each kind of reply."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial

import trustme

from benchmarks.faults.crossed import crossed
from benchmarks.faults.table import Fault, Toll
from inbox_bot.cli import TRY_LATER
from outside.ground import LAPSED, STORES, Ground, grounds
from outside.place import Settings
from outside.post import KINDS, machine
from outside.program import Run, ended, wait_until
from outside.served import serving
from outside.witnesses import database
from servers.certificates import certified
from servers.scripted import Line
from servers.submitting import Err, Submitting, Take, submitting

_SOON = timedelta(milliseconds=500)
_INTERVAL = 5.0
_LOGIN: Settings = {"username": "linda", "password": {"file": "password"}}


def say(words: str) -> Err:
    """Answer with *words* and nothing else."""
    return lambda line, _: line.say(words)


def leave(_line: Line, _take: Take) -> None:
    """End the connection."""
    raise EOFError


def leave_in_data(line: Line, _take: Take) -> None:
    line.say("354 go ahead")
    line.hear()
    raise EOFError


def take_and_leave(_line: Line, take: Take) -> None:
    take()
    raise EOFError


def take_and_hang(line: Line, take: Take) -> None:
    take()
    line.hang()


def take_say_and_leave(line: Line, take: Take) -> None:
    take()
    line.say("250 taken")
    raise EOFError


def show_another_certificate(line: Line, _take: Take) -> None:
    line.start_tls(certified(trustme.CA()))


def offer_no_starttls(line: Line, _take: Take) -> None:
    line.say("250 here")


@dataclass(frozen=True, slots=True)
class Case:
    """What the server does wrong once, and what has to come of the reply that meets it."""

    step: str
    err: Err
    settings: Settings = field(default_factory=dict)
    extensions: tuple[str, ...] = ()
    unknown: int = 0
    refused: int = 0
    at_once: bool = False
    """Whether both replies are settled by the first look; else the next one sends what is left."""
    race: bool = False
    """Whether the dot may leave before the server's end is noticed; then nobody can tell."""


CASES = {
    "421 at connect": Case("CONNECT", say("421 too busy")),
    "421 at MAIL": Case("MAIL", say("421 closing")),
    "450 at RCPT": Case("RCPT", say("450 mailbox busy")),
    "550 at RCPT": Case("RCPT", say("550 no such user"), refused=1, at_once=True),
    "451 after the dot": Case(".", say("451 try later")),
    "552 after the dot": Case(".", say("552 mailbox full"), refused=1, at_once=True),
    "dropped in DATA": Case("DATA", leave_in_data, race=True),
    "accepted, dropped before the 250": Case(".", take_and_leave, unknown=1, at_once=True),
    "accepted, hanging": Case(".", take_and_hang, unknown=1, at_once=True),
    "dropped after the 250": Case(".", take_say_and_leave, at_once=True),
    "QUIT answered 421": Case("QUIT", say("421 closing"), at_once=True),
    "log-in refused": Case("AUTH", say("535 5.7.8 no"), _LOGIN, ("AUTH PLAIN",)),
    "bad certificate": Case("CONNECT", show_another_certificate, {"host": "localhost", "security": "tls"}),
    "no STARTTLS": Case("EHLO", offer_no_starttls, {"host": "localhost", "security": "starttls"}, ("STARTTLS",)),
}


def survive(ground: Ground, name: str, kind: str, store: str) -> Toll:
    """Answer two mails of *kind* by a server that errs once as *name* says; look again when it is well."""
    case, authority = CASES[name], trustme.CA()
    context = certified(authority) if case.settings.get("security") else None
    server = Submitting({case.step: case.err}, case.extensions, context)
    with ground.place(store) as place, submitting(server) as port:
        place.configure(port, submission=case.settings)
        trusted = place.folder / "authority.pem"
        authority.cert_pem.write_to_path(str(trusted))
        posted = [KINDS[kind](1), machine(2), KINDS[kind](3)]
        place.post(posted)
        run = partial(Run, place.config, place.log, final_answer=_SOON, authority=trusted if context else None)
        code = ended(ground.context, run())
        assert code == (0 if case.at_once else TRY_LATER) or (case.race and code == 0), place.log.read_text()
        assert not server.errs, f"it never came to {case.step}"
        for looks in (1, 2):
            assert ended(ground.context, run(later=looks * LAPSED)) == 0, place.log.read_text()
        books = replace(place.books(posted, server.accepted), refused=case.refused)
        assert books.check() == case.unknown or (case.race and code == 0), f"{books.unknown} replies unknown"
    return Toll(books.unknown)


def look_on(ground: Ground, kind: str, store: str) -> Toll:
    """Let the server hang after the dot while the service runs: the next mail is taken in within two intervals."""
    server = Submitting({".": take_and_hang})
    with ground.place(store) as place, submitting(server) as port:
        place.configure(port, {"poll": f"{_INTERVAL:.0f}s", "idle": False})
        posted = [KINDS[kind](1), KINDS[kind](3)]
        place.post(posted[:1])
        run = partial(Run, place.config, place.log)
        with serving(ground.context, place, run("run"), _INTERVAL) as process:
            wait_until(lambda: bool(server.accepted))
            place.post(posted[1:])
            wait_until(lambda: len(database(place.store_url).inbound) == len(posted), 2 * _INTERVAL)
            process.terminate()
            process.join()
        assert ended(ground.context, run(later=LAPSED)) == 0, place.log.read_text()
        return Toll(place.books(posted, server.accepted).check())


@contextmanager
def faults() -> Iterator[Iterable[Fault]]:
    """Yield each fault with each kind of reply."""
    with grounds() as ground:
        yield [
            *crossed(survive, ground, CASES),
            *(Fault(f"the next look meanwhile, {kind}", partial(look_on, ground, kind, STORES[0])) for kind in KINDS),
        ]
