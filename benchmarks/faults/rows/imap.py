"""IMAP server, scripted: each fault with each kind of reply."""

import re
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import product

import trustme

from benchmarks.faults.table import Fault, Toll
from inbox_bot.cli import DONE, TRY_LATER
from inbox_bot.demo.servers import smtp_server
from outside.ground import LAPSED, STORES, Ground, grounds
from outside.place import Settings
from outside.post import KINDS, machine
from outside.program import Run, ended
from servers.between import Answer, Between, Err, between
from servers.scripted import Line

_TIMEOUT: Settings = {"timeout": "1s"}
_TLS: Settings = {"host": "localhost", "security": "tls"}
_MEGABYTE = 1 << 20
_DATE = rb'INTERNALDATE "[^"]*"'
_BODY = rb"(?s)BODY\[\] \{\d+\}\r\n.*\)\r\n$"


def send(line: Line, answer: Iterable[bytes]) -> None:
    line.sock.sendall(b"".join(answer))


def leave(_line: Line, _answer: Answer) -> None:
    """End the connection, whatever was done."""
    raise EOFError


def hang(line: Line, _answer: Answer) -> None:
    line.hang()


def bye(line: Line, _answer: Answer) -> None:
    line.say("* BYE shutting down")
    raise EOFError


def refuse(words: str) -> Err:
    """Answer with *words* behind the tag, and nothing else."""
    return lambda line, answer: line.say(answer[-1].partition(b" ")[0] + b" " + words.encode())


def say(words: str) -> Err:
    """Say *words* for all there is, and that it is done."""
    return lambda line, answer: send(line, [words.encode() + b"\r\n", answer[-1]])


def first(change: Callable[[bytes], bytes]) -> Err:
    """Change the first answer alone."""
    return lambda line, answer: send(line, [change(answer[0]), *answer[1:]])


def put(pattern: bytes, words: bytes) -> Err:
    """Say *words* in place of *pattern* in the first answer."""
    return first(lambda said: re.sub(pattern, lambda _: words, said))


def half(line: Line, answer: Answer, then: Err) -> None:
    send(line, [answer[0][: len(answer[0]) // 2]])
    then(line, answer)


def leave_out(pattern: bytes) -> Err:
    """Leave out the answers in which *pattern* is."""
    return lambda line, answer: send(line, [one for one in answer if not re.search(pattern, one)])


def mix_in(line: Line, answer: Answer) -> None:
    chatter = (b"* OK Still here\r\n", b"* 7 EXISTS\r\n", b"* 0 RECENT\r\n", b"* 2 FETCH (UID 2 FLAGS (\\Seen))\r\n")
    send(line, [*chatter, answer[0], *chatter, *answer[1:-1], *chatter, answer[-1]])


def say_twice(line: Line, answer: Answer) -> None:
    send(line, [*answer[:-1], *answer])


def turn_round(line: Line, answer: Answer) -> None:
    send(line, [*answer[-2::-1], answer[-1]])


def all_and_leave(line: Line, answer: Answer) -> None:
    send(line, answer[:-1])
    bye(line, answer)


def show_another_certificate(line: Line, _answer: Answer) -> None:
    line.start_tls(_context(trustme.CA()))


@dataclass(frozen=True, slots=True)
class Case:
    """What the server does wrong once, and how the look that meets it ends."""

    step: str
    err: Err
    ends: int = TRY_LATER
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
    "bad INTERNALDATE": Case("FACTS", put(_DATE, b'INTERNALDATE "32-Foo-2018 10:00:00 +0100"'), DONE),
    "INTERNALDATE NIL": Case("FACTS", put(_DATE, b"INTERNALDATE NIL"), DONE),
    "size without UID": Case("FACTS", put(rb"UID \d+ ", b""), DONE),
    "BYE at FETCH": Case("FETCH", bye),
    "ends inside a literal": Case("FETCH", partial(half, then=leave)),
    "hangs inside a literal": Case("FETCH", partial(half, then=hang)),
    "TLS cut inside a literal": Case("FETCH", partial(half, then=leave), tls=True),
    "FETCH NO [SERVERBUG]": Case("FETCH", refuse("NO [SERVERBUG] oops"), DONE),
    "empty body": Case("FETCH", put(_BODY, b'BODY[] "")\r\n'), DONE),
    "body NIL": Case("FETCH", put(_BODY, b"BODY[] NIL)\r\n"), DONE),
    "FETCH without UID": Case("FETCH", put(rb"UID \d+ ", b""), DONE),
    "FLAGS only": Case("FETCH", put(_BODY, b"FLAGS (\\Seen))\r\n"), DONE),
    "expunged meanwhile": Case("FETCH", first(lambda _: b"* 1 EXPUNGE\r\n"), DONE),
    "answer of a mail that nobody asked for": Case("FETCH", put(rb"UID \d+ ", b"UID 99 "), DONE),
    "answer that cannot be parsed": Case("FETCH", put(_BODY, b"BODY[] (\r\n"), DONE),
    "line of 1 MB": Case("FETCH", first(lambda said: b"* OK " + b"x" * _MEGABYTE + b"\r\n" + said)),
    "unsolicited answers": Case("FETCH", mix_in, DONE),
    "each answer twice": Case("FETCH", say_twice, DONE),
    "answers in another order": Case("FETCH", turn_round, DONE),
    "all answers, BYE in place of OK": Case("FETCH", all_and_leave),
    "mail left as it is: NO": Case("HANDLE", refuse("NO [SERVERBUG] oops")),
    "mail left as it should, gone before the OK": Case("HANDLE", leave),
    "mail left as it should, silent after it": Case("HANDLE", hang),
    "silent at LOGOUT": Case("LOGOUT", hang, DONE),
    "gone at LOGOUT": Case("LOGOUT", leave, DONE),
}


def survive(ground: Ground, name: str, kind: str, store: str) -> Toll:
    """Look at two mails of *kind* in a mailbox whose server errs once as *name* says; look again when it is well."""
    case, authority = CASES[name], trustme.CA()
    server = Between({case.step: case.err}, ground.imap.plain_port, _context(authority) if case.tls else None)
    with ground.place(store) as place, smtp_server() as smtp, between(server) as port:
        place.configure(smtp.port, {"port": port, **_TIMEOUT, **(_TLS if case.tls else {})})
        trusted = place.folder / "authority.pem"
        authority.cert_pem.write_to_path(str(trusted))
        posted = [KINDS[kind](1), machine(2), KINDS[kind](3)]
        place.post(posted)
        run = partial(Run, place.config, place.log, authority=trusted if case.tls else None)
        assert ended(ground.context, run()) == case.ends, place.log.read_text()
        assert not server.errs, f"it never came to {case.step}"
        for looks in (1, 2):
            assert ended(ground.context, run(later=looks * LAPSED)) == DONE, place.log.read_text()
        unknown = place.books(posted, smtp.accepted).check()
    assert unknown == 0, f"{unknown} replies unknown"
    return Toll()


def _context(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    return context


@contextmanager
def faults() -> Iterator[Iterable[Fault]]:
    """Yield each fault with each kind of reply."""
    with grounds() as ground:
        stores = len(STORES)
        yield [
            Fault(f"{name}, {kind}", partial(survive, ground, name, kind, STORES[number % stores]))
            for number, (name, kind) in enumerate(product(CASES, KINDS))
        ]
