"""Injection: no command to a server holds what a sender wrote."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial

from benchmarks.faults.rows.injection import VALUES
from benchmarks.faults.table import Fault, Toll
from outside.ground import STORES, Ground, grounds
from outside.post import ON_TIME, Posted, confirmed
from outside.program import Run, ended
from outside.relay import relay
from outside.witnesses import database
from servers.submitting import Submitting, submitting


def survive(ground: Ground, value: str, store: str) -> Toll:
    """Let the whole program meet mails with *value* in their headers: no command to a server holds any of it."""
    server, posted = Submitting({}), [confirmed(1), _bearing(confirmed(2), value)]
    authors = {confirmed(1).sender, confirmed(2).sender}
    marks = [word for word in (b"evil", b"7*7", b"cmd", b"SUM", b"1+1", b"2+3", b"alert") if word in value.encode()]
    with ground.place(store) as place, submitting(server) as port, relay(place.server.plain_port) as imap:
        place.configure(port, mailbox={"port": imap.port})
        place.post(posted)
        assert ended(ground.context, Run(place.config, place.log)) == 0, place.log.read_text()
        assert len(database(place.store_url).inbound) == len(posted)
    assert b"FETCH" in imap.said
    assert not [mark for mark in marks if mark in imap.said], bytes(imap.said)
    assert {one.rcpt_tos for one in server.accepted} <= {(author,) for author in authors}
    return Toll()


def _bearing(posted: Posted, value: str) -> Posted:
    """Return *posted* with *value* in its Message-ID, its references and its author's name."""
    head = value.encode().replace(b"\r\n", b"\r").replace(b"\n", b"\r")
    fields = b"Message-ID: <%b@evil.example>\r\nReferences: <%b@evil.example>\r\n" % (head, head)
    lines = [line for line in posted.octets.splitlines(keepends=True) if not line.lower().startswith(b"message-id:")]
    return Posted(fields + b"".join(lines), ON_TIME, posted.outcomes)


@contextmanager
def faults() -> Iterator[Iterable[Fault]]:
    """Yield each value, on one database or the other."""
    with grounds() as ground:
        stores = len(STORES)
        yield [
            Fault(repr(value), partial(survive, ground, value, STORES[number % stores]))
            for number, value in enumerate(VALUES)
        ]
