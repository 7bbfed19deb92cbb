"""`inbox-bot login`, and what the organiser learns when the log-in fails: the whole program, as it is typed."""

import json
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from inbox_bot import tls
from inbox_bot.assembly import store_of
from inbox_bot.cli import main
from inbox_bot.config import load
from logins import Place, opened
from servers.scripted import Scripted, scripted
from servers.tokens import CLIENT, LINDA, SECRET, TENANT, refusal
from test_bearer import Door
from test_cli import configuration
from test_mailbox_faults import say as tell
from test_mailbox_faults import script as imap
from test_submission_faults import script as smtp

Typed = pytest.CaptureFixture[str]
MINUTE = timedelta(minutes=1)


@dataclass
class Office:
    """An organiser's folder, mail servers that open for one token, and who gives tokens."""

    place: Place
    config: Path
    mail: Scripted
    submission: Scripted
    door: Door
    said: list[str] = field(default_factory=list)

    def type(self, *arguments: str) -> int:
        return main(["--config", str(self.config), *arguments])

    def age(self, minutes: int) -> None:
        """Let the token be as old as that."""
        path = self.place.folder / "login.json"
        held = json.loads(path.read_text("utf-8"))
        obtained = datetime.now(UTC) - minutes * MINUTE
        times = {"obtained_at": obtained.isoformat(), "expires_at": (obtained + 60 * MINUTE).isoformat()}
        path.write_text(json.dumps({**held, **times}), "utf-8")

    @property
    def letters(self) -> list[str]:
        """What was handed over."""
        heard = "\n".join(heard.decode() for line in self.submission.lines for heard in line.heard)
        return heard.split("DATA\n")[1:]


@contextmanager
def opened_office(place: Place, **login: str) -> Iterator[Office]:
    door = Door("access-1")
    answers = {"AUTHENTICATE": door.imap, "SEARCH": tell("* SEARCH")}
    with (
        scripted(imap(answers, "IMAP4rev1 AUTH=XOAUTH2")) as mail,
        scripted(smtp(ehlo=("250-here", "250 AUTH XOAUTH2"), AUTH=door.smtp)) as submission,
    ):
        config = configuration(place.folder, mail.port, submission.port)
        text = config.read_text("utf-8").replace('username = "linda"\npassword = { file = "password.txt" }\n', "")
        text = text.replace('security = "none"\n', f'security = "none"\nusername = "{LINDA}"\noauth2 = "login"\n')
        keys = "".join(f"{key} = {value}\n" for key, value in login.items())
        config.write_text(f"[login]\n{keys}{text}", "utf-8")
        yield Office(place, config, mail, submission, door)


MICROSOFT = {"provider": '"microsoft"', "client_id": f'"{CLIENT}"', "tenant": f'"{TENANT}"'}


@pytest.fixture
def office(place: Place, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Return an office at Microsoft, whose authority is trusted as docs/login.md says."""
    place.server.interval = 0
    with trusting(place, monkeypatch), opened_office(place, **MICROSOFT, authority=f'"{place.server.address}"') as one:
        yield one


@contextmanager
def trusting(place: Place, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SSL_CERT_FILE", str(place.folder / "authority.pem"))
    tls.verified.cache_clear()
    yield
    tls.verified.cache_clear()


def test_login_says_what_to_do_keeps_the_log_in_and_tries_both_doors(office: Office, capsys: Typed) -> None:
    assert 0 == office.type("login")

    until = f"{datetime.now().astimezone() + 15 * MINUTE:%H:%M}"
    assert [
        "Let inbox-bot read and send the mail of your mailbox at Microsoft:",
        "1. Open https://microsoft.com/devicelogin in a browser, on any device.",
        "2. Type this code there: ABCD-EFGH",
        "3. Sign in with the account of the mailbox, and allow what is asked.",
        f"I wait until {until}; Ctrl-C ends it.",
        f"Thank you. The log-in is kept in {office.place.folder / 'login.json'}. I try whether it opens the mailbox:",
        f"✓ log-in: Microsoft opens to {LINDA}",
        "✓ mailbox: logged in at 127.0.0.1, INBOX found",
        "✓ submission: logged in at 127.0.0.1",
    ] == capsys.readouterr().out.replace("\nbrowser", " browser").splitlines()


def test_login_in_a_browser_takes_a_pasted_address(
    office: Office, capsys: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading) as typed, monkeypatch.context() as terminal:
        terminal.setattr(sys, "stdin", typed)
        terminal.setattr(
            "builtins.print", following(office, print, lambda back: os.write(writing, f"{back}\n".encode()))
        )
        assert 0 == office.type("login", "--browser")
    os.close(writing)

    assert "If the browser then shows a page that cannot be reached" in capsys.readouterr().out


def following(office: Office, printed: Callable[..., None], back: Callable[[str], object]) -> Callable[..., None]:
    """Return a print that, as somebody who reads, opens the address."""

    def show(line: str = "", **given: bool) -> None:
        printed(line, **given)
        if line.strip().startswith("https://"):
            back(office.place.server.visit(line.strip()))

    return show


def in_background(address: str) -> None:
    threading.Thread(target=opened, args=(address,), daemon=True).start()


def test_google_signs_in_in_a_browser(place: Place, monkeypatch: pytest.MonkeyPatch, capsys: Typed) -> None:
    google = {"provider": '"google"', "client_file": '"google.json"'}
    with trusting(place, monkeypatch), opened_office(place, **google) as office, open(os.devnull) as nobody:  # noqa: PTH123 - a device
        monkeypatch.setattr(sys, "stdin", nobody)
        with monkeypatch.context() as terminal:
            terminal.setattr("builtins.print", following(office, print, in_background))
            assert 0 == office.type("login")

    assert "✓ log-in: Google opens" in capsys.readouterr().out


def test_an_application_needs_nobody(place: Place, monkeypatch: pytest.MonkeyPatch, capsys: Typed) -> None:
    given = {**MICROSOFT, "authority": f'"{place.server.address}"', "client_secret": '{ file = "secret" }'}
    with trusting(place, monkeypatch), opened_office(place, **given) as office:
        assert 0 == office.type("login")

    assert "The application logs in at Microsoft by itself: nobody has to sign in." in capsys.readouterr().out


def test_who_declines_is_told_how_to_go_on(office: Office, capsys: Typed) -> None:
    office.place.server.answers = [refusal("authorization_declined")]

    assert 1 == office.type("login")
    assert "the sign-in was declined; run `inbox-bot login` again\n" == capsys.readouterr().err


def test_without_the_section_it_says_so(place: Place, capsys: Typed) -> None:
    assert 2 == main(["--config", str(configuration(place.folder, 1, 1)), "login"])
    assert "there is no section [login]" in capsys.readouterr().err


def test_check_finds_a_log_in_that_is_missing(office: Office, capsys: Typed) -> None:
    assert 1 == office.type("check")

    said = capsys.readouterr().out
    assert "✗ log-in: nobody has logged in at Microsoft yet; run `inbox-bot login`" in said
    assert "✗ mailbox: no log-in at 127.0.0.1: nobody has logged in at Microsoft yet" in " ".join(said.split())


def test_a_refusal_is_told_by_mail_while_the_old_token_still_opens_and_by_health_and_report(
    office: Office, capsys: Typed
) -> None:
    assert 0 == office.type("login")
    office.age(40)
    office.place.server.answers = [refusal("invalid_grant", "50173")]

    assert 0 == office.type("poll")
    assert 0 == office.type("poll")

    [letter] = office.letters
    assert "Subject: Let op: de aanmelding bij de mailbox heeft u nodig" in letter
    assert "Microsoft aanvaardt de aanmelding niet" in letter
    assert "inbox-bot login" in letter
    capsys.readouterr()
    assert 1 == office.type("health")
    assert "Microsoft does not accept the log-in" in capsys.readouterr().err
    assert 0 == office.type("report")
    assert "\n! Microsoft aanvaardt de aanmelding niet (het wachtwoord is gewijzigd of" in capsys.readouterr().out


def test_a_log_in_that_is_lost_loses_nothing_and_a_new_one_mends_it(office: Office, capsys: Typed) -> None:
    assert 0 == office.type("login")
    office.age(61)
    office.place.server.refresh_token = "withdrawn"

    for _ in range(3):
        assert 75 == office.type("poll")
    asked = len(office.place.server.asked)
    office.door.token = "access-2"
    assert 0 == office.type("login")
    office.type("poll")
    capsys.readouterr()
    assert 0 == office.type("health")

    assert 1 + 1 == asked  # the sign-in, and one renewal that was refused
    with store_of(load(office.config)) as store, store.read() as reading:
        [letter] = reading.outbox()
    assert b"inbox-bot login" in letter.octets


def test_no_line_of_the_log_holds_a_secret_or_a_name(office: Office, capsys: Typed) -> None:
    office.type("--verbose", "login")
    office.age(40)
    office.type("--verbose", "poll")
    office.age(61)
    office.place.server.answers = [refusal("invalid_grant", "50173")]
    office.type("--verbose", "poll")

    log = capsys.readouterr().err
    assert "log-in renewed" in log
    assert set() == {one for one in {*office.place.server.secrets, SECRET, LINDA, "device-1"} if one in log}
