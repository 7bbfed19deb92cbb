"""What mail servers see of a token: the mechanism that they offer, one more try with a new token, and no third."""

import base64
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from inbox_bot.config import MailboxSettings, SubmissionSettings
from inbox_bot.login import Login
from inbox_bot.mailbox import LoginRefused, Mailbox, MailboxError
from inbox_bot.submission import Submission, SubmissionError
from logins import HOUR, Place
from servers.scripted import Line, Scripted, scripted
from servers.tokens import LINDA, refusal
from test_mailbox_faults import script as imap
from test_submission_faults import say
from test_submission_faults import script as smtp

CHALLENGE = base64.b64encode(json.dumps({"status": "invalid_token", "schemes": "bearer"}).encode()).decode()
SERVER = {"security": "none", "timeout": "5s", "username": LINDA, "oauth2": "login"}


class Door:
    """Opens for one token, and refuses others as RFC 7628, section 3.2.3 says, or without a word."""

    def __init__(self, token: str, *, challenge: bool = True) -> None:
        self.token = token
        self.borne: list[bytes] = []
        self.answered: list[bytes] = []
        self._challenge = challenge

    def imap(self, line: Line, tag: str) -> None:
        if self._opens(line.heard[-1]):
            line.say(f"{tag} OK come in")
            return
        if self._challenge:
            line.say(f"+ {CHALLENGE}")
            self.answered.append(base64.b64decode(line.hear()))
        line.say(f"{tag} NO [AUTHENTICATIONFAILED] not with {self.borne[-1].decode()}")

    def smtp(self, line: Line) -> None:
        if self._opens(line.heard[-1].split(b" ")[2]):
            line.say("235 come in")
            return
        if self._challenge:
            line.say(f"334 {CHALLENGE}")
            self.answered.append(base64.b64decode(line.hear()))
        line.say("535 5.7.8 no")

    def _opens(self, response: bytes) -> bool:
        self.borne.append(base64.b64decode(response))
        return f"auth=Bearer {self.token}\1".encode() in self.borne[-1]


Knock = Callable[[Path, Login, Door, str], Scripted]


def at_imap(folder: Path, login: Login, door: Door, mechanisms: str) -> Scripted:
    offered = " ".join(f"AUTH={one}" for one in mechanisms.split())
    with scripted(imap({"AUTHENTICATE": door.imap}, f"IMAP4rev1 {offered}")) as server:
        settings = MailboxSettings.model_validate({"host": "127.0.0.1", "port": server.port, **SERVER})
        with closing(Mailbox(settings, folder, login=login)) as mailbox:
            mailbox.open()
    return server


def at_smtp(folder: Path, login: Login, door: Door, mechanisms: str) -> Scripted:
    with scripted(smtp(ehlo=("250-here", f"250 AUTH {mechanisms}"), AUTH=door.smtp)) as server:
        values = {"host": "127.0.0.1", "port": server.port, "from": LINDA, **SERVER}
        Submission(SubmissionSettings.model_validate(values), folder, login=login).check()
    return server


KNOCKS = [at_imap, at_smtp]


@pytest.mark.parametrize("knock", KNOCKS)
@pytest.mark.parametrize(
    ("mechanisms", "expected"),
    [
        ("PLAIN XOAUTH2", "user=linda@kcvs.example\1auth=Bearer access-1\1\1"),
        (
            "PLAIN LOGIN XOAUTH2 OAUTHBEARER",
            "n,a=linda@kcvs.example,\1host=127.0.0.1\1port={}\1auth=Bearer access-1\1\1",
        ),
        ("oauthbearer", "n,a=linda@kcvs.example,\1host=127.0.0.1\1port={}\1auth=Bearer access-1\1\1"),
    ],
)
def test_a_token_is_borne_as_the_server_offers(place: Place, knock: Knock, mechanisms: str, expected: str) -> None:
    door = Door("access-1")
    server = knock(place.folder, place.signed_in(), door, mechanisms)

    assert [expected.format(server.port).encode()] == door.borne


def test_what_has_a_meaning_in_a_name_is_escaped(place: Place) -> None:
    door = Door("access-1")
    with scripted(imap({"AUTHENTICATE": door.imap}, "IMAP4rev1 AUTH=OAUTHBEARER")) as server:
        given = {"host": "127.0.0.1", "port": server.port, **SERVER, "username": "a,b=c@kcvs.example"}
        with closing(Mailbox(MailboxSettings.model_validate(given), place.folder, login=place.signed_in())) as mailbox:
            mailbox.open()

    assert door.borne[0].startswith(b"n,a=a=2Cb=3Dc@kcvs.example,\1")


@pytest.mark.parametrize("knock", KNOCKS)
@pytest.mark.parametrize(("mechanism", "dummy"), [("XOAUTH2", b""), ("OAUTHBEARER", b"\1")])
@pytest.mark.parametrize("challenge", [True, False])
def test_an_expired_token_is_renewed_and_tried_once_more(
    place: Place, knock: Knock, mechanism: str, dummy: bytes, *, challenge: bool
) -> None:
    login = place.signed_in()
    place.clock.now += HOUR / 4  # by our clock it is good
    door = Door("access-2", challenge=challenge)

    knock(place.folder, login, door, mechanism)

    assert ["access-1", "access-2"] == place.server.given
    assert 2 == len(door.borne)
    assert ([dummy] if challenge else []) == door.answered


@pytest.mark.parametrize("knock", KNOCKS)
def test_a_server_that_takes_no_token_is_asked_twice_and_the_provider_once(place: Place, knock: Knock) -> None:
    login = place.signed_in()
    place.clock.now += HOUR / 4
    door = Door("none")
    for _ in range(3):
        with pytest.raises((LoginRefused, SubmissionError), match=r"refuses the log-in: .*is allowed for this mailbox"):
            knock(place.folder, login, door, "XOAUTH2")

    assert 2 + 1 + 1 == len(door.borne)
    assert ["access-1", "access-2"] == place.server.given


@pytest.mark.parametrize("knock", KNOCKS)
def test_no_token_stands_in_what_is_said(place: Place, knock: Knock) -> None:
    with pytest.raises((LoginRefused, SubmissionError)) as raised:
        knock(place.folder, place.signed_in(), Door("none"), "XOAUTH2")

    assert "access" not in str(raised.value)
    assert LINDA not in str(raised.value)


@pytest.mark.parametrize("knock", KNOCKS)
def test_a_refused_renewal_is_said_with_the_mend(place: Place, knock: Knock) -> None:
    login = place.signed_in()
    place.clock.now += HOUR / 4
    place.server.answers = [refusal("invalid_grant", "50173")]

    with pytest.raises(
        (MailboxError, SubmissionError), match=r"no log-in at 127\.0\.0\.1: Microsoft .*AADSTS50173.*run"
    ):
        knock(place.folder, login, Door("access-2"), "XOAUTH2")


@pytest.mark.parametrize("knock", KNOCKS)
def test_a_server_that_takes_no_tokens_at_all_gets_none(place: Place, knock: Knock) -> None:
    door = Door("access-1")
    with pytest.raises((LoginRefused, SubmissionError), match=r"take out .*oauth2 and write password"):
        knock(place.folder, place.signed_in(), door, "PLAIN LOGIN")

    assert [] == door.borne


def test_a_server_that_asks_without_end_is_left(place: Place) -> None:
    def ask(line: Line, _tag: str) -> None:
        while True:
            line.say("+ ")
            line.hear()

    login = place.signed_in()
    with scripted(imap({"AUTHENTICATE": ask}, "IMAP4rev1 AUTH=XOAUTH2")) as server:
        settings = MailboxSettings.model_validate({"host": "127.0.0.1", "port": server.port, **SERVER})
        with pytest.raises(MailboxError, match="asks for the log-in without end"):
            Mailbox(settings, place.folder, login=login).open()


@pytest.mark.parametrize(
    ("answer", "becomes"),
    [
        (
            "NO [UNAVAILABLE] not now",
            r"no log-in at 127\.0\.0\.1 now: \[UNAVAILABLE\] not now; it is tried again later",
        ),
        ("BYE", "ended the connection|now:"),
    ],
)
def test_an_imap_server_in_trouble_costs_no_renewal(place: Place, answer: str, becomes: str) -> None:
    def later(line: Line, tag: str) -> None:
        line.say(f"* {answer}" if answer == "BYE" else f"{tag} {answer}")
        if answer == "BYE":
            raise EOFError

    login = place.signed_in()
    place.clock.now += HOUR / 4
    with scripted(imap({"AUTHENTICATE": later}, "IMAP4rev1 AUTH=XOAUTH2")) as server:
        settings = MailboxSettings.model_validate({"host": "127.0.0.1", "port": server.port, **SERVER})
        with pytest.raises(MailboxError, match=becomes):
            Mailbox(settings, place.folder, login=login).open()

    assert ["access-1"] == place.server.given


def test_an_smtp_server_in_trouble_costs_no_renewal(place: Place) -> None:
    login = place.signed_in()
    place.clock.now += HOUR / 4
    with scripted(smtp(ehlo=("250-here", "250 AUTH XOAUTH2"), AUTH=say("454 4.7.0 not now"))) as server:
        values: dict[str, Any] = {"host": "127.0.0.1", "port": server.port, "from": LINDA, **SERVER}
        with pytest.raises(SubmissionError, match=r"454 4\.7\.0 not now"):
            Submission(SubmissionSettings.model_validate(values), place.folder, login=login).check()

    assert ["access-1"] == place.server.given
