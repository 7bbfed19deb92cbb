"""IMAP server, scripted: each fault with each kind of reply."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

import trustme

from benchmarks.faults.crossed import crossed
from benchmarks.faults.table import Fault, Toll
from inbox_bot.cli import DONE, TRY_LATER
from inbox_bot.demo.servers import Accepted, smtp_server
from outside.ground import LAPSED, STORES, Ground, grounds
from outside.place import Place, Settings
from outside.post import KINDS, Posted, machine
from outside.program import Run, ended, wait_until
from outside.served import serving
from outside.witnesses import database
from servers.between import Answer, Between, Err, between
from servers.certificates import certified
from servers.errors import (
    MEGABYTE,
    all_and_leave,
    bye,
    first,
    half,
    hang,
    leave,
    leave_out,
    mix_in,
    put,
    refuse,
    say,
    say_twice,
    turn_round,
)
from servers.scripted import Line

_INTERVAL = 5.0
_PATIENCE = 1.0
_TIMEOUT: Settings = {"timeout": f"{_PATIENCE:.0f}s"}
_POLL: Settings = {"poll": f"{_INTERVAL:.0f}s", "idle": False}
_TLS: Settings = {"host": "localhost", "security": "tls"}
_DATE = rb'INTERNALDATE "[^"]*"'
_BODY = rb"(?s)BODY\[\] \{\d+\}\r\n.*\)\r\n$"


def show_another_certificate(line: Line, _answer: Answer) -> None:
    line.start_tls(certified(trustme.CA()))


@dataclass(frozen=True, slots=True)
class Case:
    """What the server does wrong once, and how the look that meets it ends."""

    step: str
    err: Err
    ends: int = TRY_LATER
    replies: int = 0
    """How many of two have left by the end of it."""
    tls: bool = False


CASES = {
    "silent at connect": Case("CONNECT", hang),
    "gone at connect": Case("CONNECT", leave),
    "BYE for a greeting": Case("CONNECT", bye),
    "another certificate": Case("CONNECT", show_another_certificate, tls=True),
    "TLS cut at the handshake": Case("CONNECT", leave, tls=True),
    "log-in refused": Case("AUTHENTICATE", refuse("NO [AUTHENTICATIONFAILED] no")),
    "log-in [UNAVAILABLE]": Case("AUTHENTICATE", refuse("NO [UNAVAILABLE] later")),
    "silent at the log-in": Case("AUTHENTICATE", hang),
    "SELECT NO [SERVERBUG]": Case("SELECT", refuse("NO [SERVERBUG] oops")),
    "SELECT without UIDVALIDITY": Case("SELECT", leave_out(rb"UIDVALIDITY")),
    "BYE at NOOP": Case("NOOP", bye),
    "SEARCH NO [SERVERBUG]": Case("SEARCH", refuse("NO [SERVERBUG] oops")),
    "SEARCH nonsense": Case("SEARCH", say("* SEARCH x y")),
    "SEARCH without an answer": Case("SEARCH", leave_out(rb"^\* SEARCH"), DONE),
    "SEARCH finds nothing": Case("SEARCH", say("* SEARCH"), DONE),
    "bad INTERNALDATE": Case("FACTS", put(_DATE, b'INTERNALDATE "32-Foo-2018 10:00:00 +0100"'), DONE, 1),
    "INTERNALDATE NIL": Case("FACTS", put(_DATE, b"INTERNALDATE NIL"), DONE, 1),
    "size without UID": Case("FACTS", put(rb"UID \d+ ", b""), DONE, 2),
    "BYE at FETCH": Case("FETCH", bye),
    "ends inside a literal": Case("FETCH", partial(half, then=leave)),
    "hangs inside a literal": Case("FETCH", partial(half, then=hang)),
    "TLS cut inside a literal": Case("FETCH", partial(half, then=leave), tls=True),
    "FETCH NO [SERVERBUG]": Case("FETCH", refuse("NO [SERVERBUG] oops"), DONE, 2),
    "empty body": Case("FETCH", put(_BODY, b'BODY[] "")\r\n'), DONE, 1),
    "body NIL": Case("FETCH", put(_BODY, b"BODY[] NIL)\r\n"), DONE, 1),
    "FETCH without UID": Case("FETCH", put(rb"UID \d+ ", b""), DONE, 2),
    "FLAGS only": Case("FETCH", put(_BODY, b"FLAGS (\\Seen))\r\n"), DONE, 1),
    "expunged meanwhile": Case("FETCH", first(lambda _: b"* 1 EXPUNGE\r\n"), DONE, 1),
    "answer of a mail that nobody asked for": Case("FETCH", put(rb"UID \d+ ", b"UID 99 "), DONE, 1),
    "answer that cannot be parsed": Case("FETCH", put(_BODY, b"BODY[] (\r\n"), DONE, 2),
    "line of 1 MB": Case("FETCH", first(lambda said: b"* OK " + b"x" * MEGABYTE + b"\r\n" + said)),
    "unsolicited answers": Case("FETCH", mix_in, DONE, 2),
    "each answer twice": Case("FETCH", say_twice, DONE, 2),
    "answers in another order": Case("FETCH", turn_round, DONE, 2),
    "all answers, BYE in place of OK": Case("FETCH", all_and_leave),
    "mail left as it is: NO": Case("HANDLE", refuse("NO [SERVERBUG] oops"), replies=2),
    "mail left as it should, gone before the OK": Case("HANDLE", leave, replies=2),
    "mail left as it should, silent after it": Case("HANDLE", hang, replies=2),
    "silent at LOGOUT": Case("LOGOUT", hang, DONE, 2),
    "gone at LOGOUT": Case("LOGOUT", leave, DONE, 2),
}


IDLES = {
    "IDLE tells of no mail": None,
    "IDLE ends with NO": refuse("NO [SERVERBUG] oops"),
    "IDLE ends with nonsense": say("* ? ?"),
    "IDLE ends with BYE": bye,
    "IDLE, gone": leave,
    "IDLE, silent after DONE": hang,
}
"""Between the program and the server nobody hears of new mail while IDLE lasts."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A mailbox behind a server that errs once, with mail that was posted."""

    place: Place
    server: Between
    accepted: Sequence[Accepted]
    posted: Sequence[Posted]
    run: Callable[..., Run]

    def taken_in(self) -> bool:
        """Tell whether all that was posted is decided."""
        return len(database(self.place.store_url).inbound) == len(self.posted)

    def balance(self, ground: Ground, looks: int) -> Toll:
        """Look so often again; check the books."""
        for look in range(1, looks + 1):
            assert ended(ground.context, self.run(later=look * LAPSED)) == DONE, self.place.log.read_text()
        unknown = self.place.books(self.posted, self.accepted).check()
        assert unknown == 0, f"{unknown} replies unknown"
        return Toll()


def survive(ground: Ground, name: str, kind: str, store: str) -> Toll:
    """Look at two mails of *kind* in a mailbox whose server errs once as *name* says; look again when it is well."""
    case = CASES[name]
    with _scene(ground, case, kind, store) as scene:
        assert ended(ground.context, scene.run()) == case.ends, scene.place.log.read_text()
        assert not scene.server.errs, f"it never came to {case.step}"
        assert len(scene.accepted) == case.replies, f"{len(scene.accepted)} replies after the first look"
        return scene.balance(ground, 2)


def look_on(ground: Ground, name: str, kind: str, store: str) -> Toll:
    """Let the server err while the service runs: within two intervals all mail is taken in."""
    with _scene(ground, CASES[name], kind, store, _POLL) as scene:
        with serving(ground.context, scene.place, scene.run("run"), _INTERVAL, fault=_PATIENCE) as process:
            wait_until(lambda: not scene.server.errs)
            wait_until(
                lambda: len(database(scene.place.store_url).inbound) == len(scene.posted), _PATIENCE + 2 * _INTERVAL
            )
            process.terminate()
            process.join()
        return scene.balance(ground, 1)


def listen(ground: Ground, name: str, kind: str, store: str) -> Toll:
    """Let mail arrive while the service waits for word of it: within two intervals it is taken in all the same."""
    case = Case("IDLE", IDLES[name] or leave)
    with _scene(ground, case, kind, store, {**_POLL, "idle": True}) as scene:
        if IDLES[name] is None:
            scene.server.errs.clear()
        assert ended(ground.context, scene.run("check")) == DONE, scene.place.log.read_text()  # the tables are there
        with serving(ground.context, scene.place, scene.run("run"), _INTERVAL, fault=_PATIENCE) as process:
            wait_until(scene.taken_in)
            scene.place.post([further := KINDS[kind](4)])
            more = replace(scene, posted=[*scene.posted, further])
            wait_until(more.taken_in, _PATIENCE + 2 * _INTERVAL)
            wait_until(lambda: not scene.server.errs)
            process.terminate()
            process.join()
        return more.balance(ground, 1)


@contextmanager
def _scene(ground: Ground, case: Case, kind: str, store: str, mailbox: Settings | None = None) -> Iterator[Scene]:
    authority = trustme.CA()
    server = Between({case.step: case.err}, ground.imap.plain_port, certified(authority) if case.tls else None)
    with ground.place(store) as place, smtp_server() as smtp, between(server) as port:
        place.configure(smtp.port, {"port": port, **_TIMEOUT, **(_TLS if case.tls else {}), **(mailbox or {})})
        trusted = place.folder / "authority.pem"
        authority.cert_pem.write_to_path(str(trusted))
        posted = [KINDS[kind](1), machine(2), KINDS[kind](3)]
        place.post(posted)
        run = partial(Run, place.config, place.log, authority=trusted if case.tls else None)
        yield Scene(place, server, smtp.accepted, posted, run)


@contextmanager
def faults() -> Iterator[Iterable[Fault]]:
    """Yield each fault with each kind of reply, and once while the service runs; and those of IDLE."""
    with grounds() as ground:
        stores, kinds = len(STORES), tuple(KINDS)
        yield [
            *crossed(survive, ground, CASES),
            *(
                Fault(
                    f"{name}, while it runs", partial(look_on, ground, name, kinds[number % 3], STORES[number % stores])
                )
                for number, name in enumerate(CASES)
                if CASES[name].step != "LOGOUT"
            ),
            *(
                Fault(name, partial(listen, ground, name, kinds[number % 3], STORES[number % stores]))
                for number, name in enumerate(IDLES)
            ),
        ]
