"""The log-in at a token server: made once, kept, renewed early, and said when it is refused."""

import errno
import json
import logging
import os
import ssl
import stat
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import trustme

from inbox_bot import logs
from inbox_bot.config import LoginSettings
from inbox_bot.login import Browser, Login, LoginError, SignInAbandonedError
from servers.tokens import CLIENT, LINDA, SECRET, TENANT, TokenServer, refusal, token_server

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def server(authority: trustme.CA) -> Iterator[TokenServer]:
    with token_server(authority) as running:
        yield running


class Clock:
    """Stands still until it is told."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


class House:
    """One folder with one log-in, at a provider that the test chooses."""

    def __init__(self, folder: Path, server: TokenServer, authority: trustme.CA) -> None:
        self.folder = folder
        self.server = server
        self.clock = Clock()
        self.said: list[str] = []
        self.slept: list[float] = []
        self.context = ssl.create_default_context()
        authority.configure_trust(self.context)
        (folder / "secret").write_text(SECRET, "utf-8")
        keys = {"client_id": "desktop", "client_secret": "d3sktop", "auth_uri": f"{server.address}/auth"}
        installed = {"installed": {**keys, "token_uri": f"{server.address}/token"}}
        (folder / "google.json").write_text(json.dumps(installed), "utf-8")

    def login(self, provider: str = "microsoft", **given: Any) -> Login:
        of = {"client_id": CLIENT, "tenant": TENANT, "authority": self.server.address}
        of = of if provider == "microsoft" else {"client_file": "google.json"}
        settings = LoginSettings.model_validate({"provider": provider, "timeout": "2s", **of, **given})
        return Login(settings, self.folder, context=self.context, clock=self.clock)

    def signed_in(self, provider: str = "microsoft", **given: Any) -> Login:
        login = self.login(provider, **given)
        if provider == "microsoft":
            login.sign_in(self.said.append, None, self.slept.append)
        else:
            self.in_browser(login)
        return login

    def in_browser(self, login: Login, answer: Callable[[str], str] | None = None) -> None:
        """Sign in as somebody who opens the address that is said."""

        def say(line: str) -> None:
            self.said.append(line)
            if line.strip().startswith("https://"):
                back = (answer or self.server.visit)(line.strip())
                if back:
                    threading.Thread(target=_opened, args=(back,), daemon=True).start()

        with Browser.open(None, say, patience=5) as browser:
            login.sign_in(say, browser, self.slept.append)

    @property
    def kept(self) -> dict[str, Any]:
        held: dict[str, Any] = json.loads((self.folder / "login.json").read_text("utf-8"))
        return held


def _opened(address: str) -> None:
    urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own page


@pytest.fixture
def house(tmp_path: Path, server: TokenServer, authority: trustme.CA) -> House:
    return House(tmp_path, server, authority)


PROVIDERS = ["microsoft", "google"]


def test_a_code_is_shown_and_waited_for_as_the_server_wants(house: House) -> None:
    house.server.answers = [refusal("authorization_pending"), refusal("slow_down"), refusal("authorization_pending")]

    login = house.signed_in()

    assert any("https://microsoft.com/devicelogin" in line for line in house.said)
    assert any("ABCD-EFGH" in line for line in house.said)
    assert [5, 5, 10, 10] == house.slept
    assert (LINDA, "access-1") == (login.account, login.token())


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (refusal("authorization_declined"), "the sign-in was declined; run `inbox-bot login` again"),
        (refusal("expired_token"), "nobody signed in in time; run `inbox-bot login` again"),
        (refusal("invalid_grant", "53003"), "a rule of the organisation forbids it, AADSTS53003.*show this to your IT"),
        (refusal("access_denied", "65004"), "the sign-in was declined"),
    ],
)
def test_a_sign_in_that_is_not_to_be_ends_with_the_mend_and_what_was_there_stays(
    house: House, answer: tuple[int, dict[str, Any]], said: str
) -> None:
    house.signed_in()
    house.server.answers = [refusal("authorization_pending"), answer]

    with pytest.raises(LoginError, match=said):
        house.signed_in()

    assert "access-1" == house.login().token()


def test_a_line_that_breaks_while_somebody_signs_in_is_no_answer(house: House) -> None:
    def breaks() -> tuple[int, dict[str, Any]]:
        raise OSError

    house.server.answers = [breaks]

    assert "access-1" == house.signed_in().token()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_browser_comes_back_to_this_machine(house: House, provider: str) -> None:
    login = house.login(provider)
    house.in_browser(login)

    assert "access-1" == login.token()
    assert "refresh-1" == house.kept["refresh_token"]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_the_address_of_a_browser_elsewhere_may_be_pasted(house: House, provider: str) -> None:
    login, (reading, writing) = house.login(provider), os.pipe()

    def say(line: str) -> None:
        house.said.append(line)
        if line.strip().startswith("https://"):
            back = house.server.visit(line.strip())
            os.write(writing, f"what?\n{back.replace('state=', 'state=x')}\n".encode())
        elif line.startswith("That is not the address"):
            os.write(writing, f"  {house.server.visit(house.said[1].strip())}\n".encode())

    with Browser.open(reading, say, patience=5) as browser:
        login.sign_in(say, browser)

    assert "access-1" == login.token()


def test_what_knocks_without_the_state_gets_nothing_and_does_no_harm(house: House) -> None:
    def strangers_first(address: str) -> str:
        back = house.server.visit(address)
        where = back.partition("?")[0]
        for stranger in (f"{where}/favicon.ico", f"{where}?code=evil&state=guessed"):
            with pytest.raises(urllib.error.HTTPError):
                urllib.request.urlopen(stranger, timeout=5)  # noqa: S310 - as above
        return back

    login = house.login("google")

    def in_time(address: str) -> str:
        done = threading.Thread(target=lambda: _opened(strangers_first(address)), daemon=True)
        done.start()
        return ""

    house.in_browser(login, in_time)

    assert "access-1" == login.token()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_who_says_no_in_the_browser_is_understood(house: House, provider: str) -> None:
    def declined(address: str) -> str:
        return house.server.visit(address).replace("code=code-0", "error=access_denied")

    with pytest.raises(SignInAbandonedError, match="declined; run `inbox-bot login` again"):
        house.in_browser(house.login(provider), declined)

    assert not (house.folder / "login.json").exists()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_what_is_kept_is_for_this_user_alone_and_no_scrap_is_left(house: House, provider: str) -> None:
    login = house.signed_in(provider)
    for _ in range(3):
        house.clock.now += HOUR
        login.token()

    assert 0o600 == stat.S_IMODE((house.folder / "login.json").stat().st_mode)
    assert ["google.json", "login.json", "secret"] == sorted(path.name for path in house.folder.iterdir())


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_new_refresh_token_is_kept_and_the_next_process_goes_on_with_it(house: House, provider: str) -> None:
    house.signed_in(provider)
    for number in range(2, 6):
        house.clock.now += HOUR

        assert f"access-{number}" == house.login(provider).token()
        assert f"refresh-{number}" == house.kept["refresh_token"]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_token_serves_half_of_its_life_and_then_a_new_one_is_asked_for_once(house: House, provider: str) -> None:
    login = house.signed_in(provider)
    asked = len(house.server.asked)
    given = []
    for minutes in (0, 20, 29, 31, 40, 59, 62):
        house.clock.now = NOON + timedelta(minutes=minutes)
        given.append(login.token())

    assert ["access-1"] * 3 + ["access-2"] * 3 + ["access-3"] == given
    assert 2 == len(house.server.asked) - asked


def test_many_threads_and_processes_renew_once(house: House) -> None:
    house.signed_in()
    house.clock.now += HOUR
    logins = [house.login(), house.login(), house.login()]
    with ThreadPoolExecutor(9) as pool:
        given = set(pool.map(lambda number: logins[number % 3].token(), range(27)))

    assert ({"access-2"}, ["access-1", "access-2"]) == (given, house.server.given)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_refusal_is_known_and_said_while_the_old_token_still_opens_the_door(house: House, provider: str) -> None:
    login = house.signed_in(provider)
    house.server.answers = [refusal("invalid_grant", "50173")]
    house.clock.now += HOUR / 2

    login.tend()

    [notice] = login.notices(house.clock.now)
    assert "does not accept the log-in" in notice
    assert notice.endswith("run `inbox-bot login`")
    assert "access-1" == login.token()
    assert (notice,) == house.login(provider).notices(house.clock.now)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_refused_log_in_is_not_asked_for_again_at_once_and_a_new_sign_in_mends_it(
    house: House, provider: str
) -> None:
    login = house.signed_in(provider)
    house.server.refresh_token = "withdrawn"
    house.clock.now += 2 * HOUR
    asked = len(house.server.asked)
    for _ in range(5):
        with pytest.raises(LoginError, match=r"does not accept the log-in \(.*run `inbox-bot login`"):
            login.token()
    assert 1 == len(house.server.asked) - asked

    house.signed_in(provider)

    assert "access-2" == login.token()
    assert () == login.notices(house.clock.now)


def test_a_refusal_that_was_a_mistake_of_theirs_heals_by_itself(house: House) -> None:
    login = house.signed_in()
    house.server.answers = [refusal("invalid_grant", "70000")]
    house.clock.now += HOUR
    with pytest.raises(LoginError):
        login.token()

    house.clock.now += timedelta(minutes=15)

    assert "access-2" == house.login().token()
    assert () == house.login().notices(house.clock.now)


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((200, b"<html>"), "cannot be understood|gave no log-in now"),
        ((200, b"[]"), "cannot be understood|gave no log-in now"),
        ((200, {}), "cannot be understood|gave no log-in now"),
        ((200, {"access_token": 7}), "cannot be understood|gave no log-in now"),
        (refusal("temporarily_unavailable"), "gave no log-in now"),
        ((307, b""), "cannot be asked|gave no log-in now"),
    ],
)
def test_a_provider_in_trouble_is_left_alone_a_while_and_nothing_is_lost(
    house: House, provider: str, answer: tuple[int, Any], said: str
) -> None:
    login = house.signed_in(provider)
    kept = house.kept
    house.clock.now += HOUR
    asked = len(house.server.asked)
    house.server.answers = [answer] * 3  # which google-auth asks for itself
    for _ in range(3):
        with pytest.raises(LoginError, match=said):
            login.token()

    assert kept == house.kept
    assert len(house.server.asked) - asked <= 3
    house.server.answers.clear()
    assert "access-2" == house.login(provider).token()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_provider_that_is_silent_or_away_costs_its_time_out_and_the_old_token_serves_on(
    house: House, provider: str
) -> None:
    login = house.signed_in(provider, timeout="1s")
    house.server.silent.set()
    house.clock.now += HOUR / 2
    began = time.monotonic()

    assert ["access-1"] * 3 == [login.token() for _ in range(3)]
    assert time.monotonic() - began < 4
    house.clock.now += HOUR / 2
    with pytest.raises(LoginError, match="did not answer in time; it is tried again later"):
        login.token()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_provider_whose_certificate_is_not_trusted_gets_nothing(house: House, provider: str) -> None:
    house.signed_in(provider)
    asked = len(house.server.asked)
    house.context = ssl.create_default_context()
    house.clock.now += HOUR

    with pytest.raises(LoginError, match=r"the certificate of (Microsoft|Google) is not trusted \(.*SSL_CERT_FILE"):
        house.login(provider).token()

    assert 0 == len(house.server.asked) - asked


def test_an_application_logs_in_by_itself_with_its_secret(house: House) -> None:
    login = house.login(client_secret={"file": "secret"})

    assert "access-1" == login.token()
    assert "access-1" == house.login(client_secret={"file": "secret"}).token()
    house.clock.now += HOUR
    assert "access-2" == login.token()
    assert () == login.notices(house.clock.now)


@pytest.mark.parametrize(
    ("number", "said"),
    [("7000215", "the secret of the application is wrong"), ("7000222", "the secret of the application has lapsed")],
)
def test_a_secret_that_is_not_taken_is_said_with_the_mend(house: House, number: str, said: str) -> None:
    login = house.login(client_secret={"file": "secret"})
    house.server.answers = [refusal("invalid_client", number, 401)]

    with pytest.raises(LoginError, match=said):
        login.token()

    assert [f"Microsoft does not accept the log-in ({said}, AADSTS{number}); "] == [
        notice.partition("; ")[0] + "; " for notice in login.notices(house.clock.now)
    ]


def test_what_lapses_is_told_before_it_does(house: House) -> None:
    house.server.refresh_lifetime = 7 * 86400
    soon = house.signed_in("google")
    by_itself = house.login(client_secret={"file": "secret"}, client_secret_expires="2026-12-20", file="own.json")

    assert ("the log-in at Google lapses on 2026-11-30; run `inbox-bot login` before",) == soon.notices(NOON)
    [secret] = by_itself.notices(NOON)
    assert secret.startswith("the secret of the application lapses on 2026-12-20; ask for a new one")
    assert () == by_itself.notices(NOON - timedelta(days=5))


def test_who_never_signed_in_is_told_so_and_nobody_is_asked(house: House) -> None:
    said = "nobody has logged in at Microsoft yet; run `inbox-bot login`"
    with pytest.raises(LoginError, match=said):
        house.login().token()

    assert (said,) == house.login().notices(NOON)
    assert [] == house.server.paths


def test_the_log_in_of_another_application_is_none(house: House) -> None:
    house.signed_in()

    with pytest.raises(LoginError, match="nobody has logged in"):
        house.login(client_id="another").token()


@pytest.mark.parametrize("held", ["", "{}", "[]", '{"client": 1}', "\xff"])
def test_a_file_that_holds_no_log_in_is_named_with_the_mend(house: House, held: str) -> None:
    (house.folder / "login.json").write_text(held, "latin-1")

    with pytest.raises(LoginError, match=r"login\.json holds no log-in; run `inbox-bot login`"):
        house.login().token()

    house.signed_in()
    assert "access-1" == house.login().token()


def test_a_token_that_a_mail_server_refuses_is_renewed_once_unless_it_is_new(house: House) -> None:
    login = house.signed_in()

    assert "access-1" == login.token("access-1")  # it is not its age
    house.clock.now += timedelta(minutes=10)
    assert "access-2" == login.token("access-1")
    assert "access-2" == login.token("access-1")
    assert "access-2" == login.token("access-2")
    assert ["access-1", "access-2"] == house.server.given


@pytest.mark.parametrize("days", [-400, 400])
def test_a_clock_that_jumps_costs_a_renewal_at_most(house: House, days: int) -> None:
    login = house.signed_in()
    house.clock.now += timedelta(days=days)

    assert ["access-2"] * 2 == [login.token(), login.token()]


def test_a_folder_that_cannot_be_written_does_not_stop_the_service_and_is_said(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    login = house.signed_in()
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", _no_space)
        for number in (2, 3):
            house.clock.now += HOUR
            assert f"access-{number}" == login.token()
        [notice] = login.notices(house.clock.now)
        assert "cannot be kept in" in notice
    house.clock.now += HOUR

    assert "access-4" == login.token()
    assert "refresh-4" == house.kept["refresh_token"]
    assert () == login.notices(house.clock.now)
    assert ["google.json", "login.json", "secret"] == sorted(path.name for path in house.folder.iterdir())


def _no_space(_handle: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("provider", PROVIDERS)
def test_no_log_holds_a_secret(house: House, provider: str, caplog: pytest.LogCaptureFixture) -> None:
    logs.set_up(verbose=True)
    caplog.set_level(logging.DEBUG)
    logging.getLogger().addHandler(caplog.handler)
    login = house.signed_in(provider)
    house.server.answers = [(200, b'{"access_token": "access-9", "refresh_tok')]
    for _ in range(4):
        house.clock.now += HOUR
        login = house.login(provider)
        with suppress(LoginError):
            login.token()
    house.server.answers = [refusal("invalid_grant", "50173")]
    house.clock.now += HOUR
    login.tend()

    assert "log-in refused" in caplog.text
    secrets = {*house.server.secrets, SECRET, "d3sktop", "access-9", LINDA, "refresh-"}
    assert set() == {secret for secret in secrets if secret in caplog.text}
