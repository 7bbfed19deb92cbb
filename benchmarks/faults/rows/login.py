"""Log-in with tokens (OAuth 2): refused, withdrawn, silent, torn."""

import base64
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial

import trustme

from benchmarks.faults.crossed import crossed
from benchmarks.faults.table import Fault, Toll
from inbox_bot.cli import DONE, TRY_LATER
from outside.ground import LAPSED, Ground, grounds
from outside.place import Place
from outside.post import KINDS, ORGANISER, machine
from outside.program import Run, ended
from servers.introspection import Tokens
from servers.scripted import Line
from servers.submitting import Submitting, submitting
from servers.tokens import CLIENT, TENANT, Answer, TokenServer, refusal, token_server

_HALF = timedelta(minutes=40)
"""So old a token is renewed, and is still good."""
_OVER = timedelta(minutes=61)
_GONE = refusal("invalid_grant", "50173")


@dataclass(slots=True)
class Guarded(Submitting):
    """A submission server that asks whether a token is good."""

    tokens: Tokens = field(default_factory=dict)

    def _answer(self, verb: str, said: str, line: Line, envelope: dict[str, str]) -> None:
        if verb == "AUTH" and not any(f"Bearer {token}\1" in _borne(said) for token in self.tokens):
            line.say("535 5.7.8 no")
        else:
            # Without arguments it does not work in a class with slots.
            super(Guarded, self)._answer(verb, said, line, envelope)


def _borne(said: str) -> str:
    return base64.b64decode(said.split(" ")[2]).decode()


@dataclass(frozen=True, slots=True)
class Office:
    """A mailbox whose log-in is kept by a token server."""

    place: Place
    server: TokenServer
    tokens: Tokens
    authority: trustme.CA

    def open(self) -> None:
        """Let the mail servers know which tokens were given."""
        self.tokens.update(dict.fromkeys(self.server.given, self.place.user))

    def withdraw(self) -> None:
        """Let the tokens that were given open nothing any more."""
        for token in self.server.given:
            self.tokens.pop(token, None)


@dataclass(frozen=True, slots=True)
class Case:
    """What goes wrong before the first look, how old the token is then, and how the look ends."""

    err: Callable[[Office], object]
    age: timedelta = _OVER
    ends: int = TRY_LATER
    signs_in: bool = False
    """Whether somebody has to sign in before all is well."""


def answering(*answers: Answer) -> Callable[[Office], object]:
    return lambda office: office.server.answers.extend(answers)


def tear(office: Office) -> None:
    path = office.place.folder / "login.json"
    path.write_bytes(path.read_bytes()[:40])


def forget(office: Office) -> None:
    (office.place.folder / "login.json").unlink()


def distrust(office: Office) -> None:
    trustme.CA().cert_pem.write_to_path(office.place.folder / "authority.pem")


CASES = {
    "lapsed": Case(lambda _: None, ends=DONE),
    "withdrawn at the mail servers": Case(Office.withdraw, timedelta(minutes=10), DONE),
    "renewal refused early": Case(answering(_GONE), _HALF, DONE, signs_in=True),
    "renewal refused": Case(answering(_GONE), signs_in=True),
    "a second proof wanted": Case(answering(refusal("interaction_required", "50076")), signs_in=True),
    "application unknown": Case(answering(refusal("unauthorized_client", "700016")), signs_in=True),
    "busy": Case(answering(refusal("temporarily_unavailable"))),
    "busy, early": Case(answering(refusal("temporarily_unavailable")), _HALF, DONE),
    "503": Case(answering((503, b"<html>"))),
    "429": Case(answering((429, {}))),
    "HTML for an answer": Case(answering((200, b"<html>"))),
    "half an answer": Case(answering((200, b'{"access_token": "ey'))),
    "an empty answer": Case(answering((200, {}))),
    "a number for a token": Case(answering((200, {"access_token": 7}))),
    "a redirect": Case(answering((307, b""))),
    "silent": Case(lambda office: office.server.silent.set()),
    "silent, early": Case(lambda office: office.server.silent.set(), _HALF, DONE),
    "an octet at a time": Case(lambda office: office.server.trickling.set()),
    "another certificate": Case(distrust),
    "the file torn": Case(tear, signs_in=True),
    "the file gone": Case(forget, signs_in=True),
}


def survive(ground: Ground, name: str, kind: str, store: str) -> Toll:
    """Look at two mails of *kind* while the log-in fails as *name* says; mend it, and look again."""
    case, authority = CASES[name], trustme.CA()
    with ground.place(store) as place, token_server(authority) as tokens:
        office = Office(place, tokens, ground.imap.tokens, authority)
        server = Guarded({}, ("AUTH XOAUTH2",), tokens=ground.imap.tokens)
        with submitting(server) as port:
            posted = [KINDS[kind](1), machine(2), KINDS[kind](3)]
            run = _signed_in(ground, office, port)
            place.post(posted)
            case.err(office)
            tokens.on_grant = office.open
            assert ended(ground.context, run(later=case.age)) == case.ends, place.log.read_text()
            tokens.silent.clear()
            tokens.trickling.clear()
            authority.cert_pem.write_to_path(place.folder / "authority.pem")
            if case.signs_in:
                assert ended(ground.context, run(command="login")) == DONE, place.log.read_text()
            for looks in (2, 4):
                assert ended(ground.context, run(later=case.age + looks * LAPSED)) == DONE, place.log.read_text()
        letters = [one for one in server.accepted if one.rcpt_tos == (ORGANISER,)]
        assert bool(letters) == case.signs_in, f"{len(letters)} letters to the organiser"
        books = place.books(posted, server.accepted)
        assert replace(books, secrets=(*books.secrets, *tokens.secrets)).check() == 0
    return Toll()


def _signed_in(ground: Ground, office: Office, port: int) -> Callable[..., Run]:
    """Configure all and sign in; return what makes a start."""
    place, server = office.place, office.server
    server.interval = 0
    server.on_grant = office.open
    authority = {"client_id": CLIENT, "tenant": TENANT, "authority": server.address}
    place.configure(
        port,
        mailbox={"password": None, "oauth2": "login"},
        submission={"username": place.user, "oauth2": "login"},
        login={"provider": "microsoft", "timeout": "1s", **authority},
    )
    trusted = place.folder / "authority.pem"
    office.authority.cert_pem.write_to_path(trusted)
    run = partial(Run, place.config, place.log, authority=trusted)
    assert ended(ground.context, run(command="login")) == DONE, place.log.read_text()
    return run


@contextmanager
def faults() -> Iterator[Iterable[Fault]]:
    """Yield each fault with each kind of reply."""
    with grounds() as ground:
        yield list(crossed(survive, ground, CASES))
