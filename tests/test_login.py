"""The log-in at a token server: made once, kept, renewed early, and said when it is refused."""

import errno
import logging
import os
import ssl
import stat
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

from inbox_bot import logs
from inbox_bot.login import Browser, LoginError, Notice, SignInAbandonedError
from inbox_bot.login.google import ERRORS
from inbox_bot.login.refusals import CODES
from inbox_bot.words import said as translated
from logins import HOUR, NOON, Place, opened
from servers.tokens import LINDA, SECRET, refusal

PROVIDERS = ["microsoft", "google"]


def test_a_code_is_shown_and_waited_for_as_the_server_wants(place: Place) -> None:
    place.server.answers = [refusal("authorization_pending"), refusal("slow_down"), refusal("authorization_pending")]

    login = place.signed_in()

    assert any("https://microsoft.com/devicelogin" in line for line in place.said)
    assert any("ABCD-EFGH" in line for line in place.said)
    assert [5, 5, 10, 10] == place.slept
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
    place: Place, answer: tuple[int, dict[str, Any]], said: str
) -> None:
    place.signed_in()
    place.server.answers = [refusal("authorization_pending"), answer]

    with pytest.raises(LoginError, match=said):
        place.signed_in()

    assert "access-1" == place.login().token()


def test_a_line_that_breaks_while_somebody_signs_in_is_no_answer(place: Place) -> None:
    def breaks() -> tuple[int, dict[str, Any]]:
        raise OSError

    place.server.answers = [breaks]

    assert "access-1" == place.signed_in().token()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_browser_comes_back_to_this_machine(place: Place, provider: str) -> None:
    login = place.login(provider)
    place.in_browser(login)

    assert "access-1" == login.token()
    assert "refresh-1" == place.kept["refresh_token"]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_the_address_of_a_browser_elsewhere_may_be_pasted(place: Place, provider: str) -> None:
    login, (reading, writing) = place.login(provider), os.pipe()

    def say(line: str) -> None:
        place.said.append(line)
        if line.strip().startswith("https://"):
            back = place.server.visit(line.strip())
            os.write(writing, f"what?\n{back.replace('state=', 'state=x')}\n".encode())
        elif line.startswith("That is not the address"):
            os.write(writing, f"  {place.server.visit(place.said[1].strip())}\n".encode())

    with Browser.open(reading, say, patience=5) as browser:
        login.sign_in(say, browser)

    assert "access-1" == login.token()


def test_what_knocks_without_the_state_gets_nothing_and_does_no_harm(place: Place) -> None:
    def strangers_first(address: str) -> str:
        back = place.server.visit(address)
        where = back.partition("?")[0]
        for stranger in (f"{where}/favicon.ico", f"{where}?code=evil&state=guessed"):
            with pytest.raises(urllib.error.HTTPError):
                urllib.request.urlopen(stranger, timeout=30)  # noqa: S310 - as above
        return back

    login = place.login("google")

    def in_time(address: str) -> str:
        done = threading.Thread(target=lambda: opened(strangers_first(address)), daemon=True)
        done.start()
        return ""

    place.in_browser(login, in_time)

    assert "access-1" == login.token()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_who_says_no_in_the_browser_is_understood(place: Place, provider: str) -> None:
    def declined(address: str) -> str:
        return place.server.visit(address).replace("code=code-0", "error=access_denied")

    with pytest.raises(SignInAbandonedError, match="declined; run `inbox-bot login` again"):
        place.in_browser(place.login(provider), declined)

    assert not (place.folder / "login.json").exists()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_what_is_kept_is_for_this_user_alone_and_no_scrap_is_left(place: Place, provider: str) -> None:
    login = place.signed_in(provider)
    for _ in range(3):
        place.clock.now += HOUR
        login.token()

    assert 0o600 == stat.S_IMODE((place.folder / "login.json").stat().st_mode)
    assert ["authority.pem", "google.json", "login.json", "secret"] == sorted(
        path.name for path in place.folder.iterdir()
    )


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_new_refresh_token_is_kept_and_the_next_process_goes_on_with_it(place: Place, provider: str) -> None:
    place.signed_in(provider)
    for number in range(2, 6):
        place.clock.now += HOUR

        assert f"access-{number}" == place.login(provider).token()
        assert f"refresh-{number}" == place.kept["refresh_token"]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_token_serves_half_of_its_life_and_then_a_new_one_is_asked_for_once(place: Place, provider: str) -> None:
    login = place.signed_in(provider)
    asked = len(place.server.asked)
    given = []
    for minutes in (0, 20, 29, 31, 40, 59, 62):
        place.clock.now = NOON + timedelta(minutes=minutes)
        given.append(login.token())

    assert ["access-1"] * 3 + ["access-2"] * 3 + ["access-3"] == given
    assert 2 == len(place.server.asked) - asked


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_token_of_which_nobody_says_how_long_it_lasts_is_used_for_an_hour(place: Place, provider: str) -> None:
    place.server.lifetime = 0
    login = place.signed_in(provider)

    assert ["access-1"] * 3 == [login.token() for _ in range(3)]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can sign in for somebody else")
def test_root_signs_in_for_whoever_owns_the_folder(place: Place) -> None:
    os.chown(place.folder, 65534, 65534)
    place.signed_in()

    found = (place.folder / "login.json").stat()
    assert (65534, 65534, 0o600) == (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode))


def test_many_threads_and_processes_renew_once(place: Place) -> None:
    place.signed_in()
    place.clock.now += HOUR
    logins = [place.login(), place.login(), place.login()]
    with ThreadPoolExecutor(9) as pool:
        given = set(pool.map(lambda number: logins[number % 3].token(), range(27)))

    assert ({"access-2"}, ["access-1", "access-2"]) == (given, place.server.given)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_refusal_is_known_and_said_while_the_old_token_still_opens_the_door(place: Place, provider: str) -> None:
    login = place.signed_in(provider)
    place.server.answers = [refusal("invalid_grant", "50173")]
    place.clock.now += HOUR / 2

    login.tend()

    [notice] = login.notices(place.clock.now)
    assert notice.broken
    assert "does not accept the log-in" in notice.text
    assert notice.text.endswith("run `inbox-bot login`")
    assert "access-1" == login.token()
    assert (notice,) == place.login(provider).notices(place.clock.now)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_refused_log_in_is_not_asked_for_again_at_once_and_a_new_sign_in_mends_it(
    place: Place, provider: str
) -> None:
    login = place.signed_in(provider)
    place.server.refresh_token = "withdrawn"
    place.clock.now += 2 * HOUR
    asked = len(place.server.asked)
    for _ in range(5):
        with pytest.raises(LoginError, match=r"does not accept the log-in \(.*run `inbox-bot login`"):
            login.token()
    assert 1 == len(place.server.asked) - asked

    place.signed_in(provider)

    assert "access-2" == login.token()
    assert () == login.notices(place.clock.now)


def test_a_refusal_that_was_a_mistake_of_theirs_heals_by_itself(place: Place) -> None:
    login = place.signed_in()
    place.server.answers = [refusal("invalid_grant", "70000")]
    place.clock.now += HOUR
    with pytest.raises(LoginError):
        login.token()

    place.clock.now += timedelta(minutes=15)

    assert "access-2" == place.login().token()
    assert () == place.login().notices(place.clock.now)


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((200, b"<html>"), "cannot be understood|gave no log-in now"),
        ((200, b"[]"), "cannot be understood|gave no log-in now"),
        ((200, {}), "cannot be understood|gave no log-in now"),
        ((200, {"access_token": 7}), "cannot be understood|gave no log-in now"),
        ((307, b""), "cannot be asked|gave no log-in now"),
    ],
)
def test_a_provider_in_trouble_is_left_alone_a_while_and_nothing_is_lost(
    place: Place, provider: str, answer: tuple[int, Any], said: str
) -> None:
    login = place.signed_in(provider)
    kept = place.kept
    place.clock.now += HOUR
    asked = len(place.server.asked)
    place.server.answers = [answer] * 3  # which google-auth asks for itself
    for _ in range(3):
        with pytest.raises(LoginError, match=said):
            login.token()

    assert kept == place.kept
    assert len(place.server.asked) - asked <= 3
    place.server.answers.clear()
    assert "access-2" == place.login(provider).token()


@pytest.mark.parametrize("answer", [refusal("temporarily_unavailable"), (503, b"<html>busy"), (429, {})])
def test_microsoft_in_trouble_has_refused_nothing(place: Place, answer: tuple[int, Any]) -> None:
    login = place.signed_in()
    place.clock.now += HOUR
    place.server.answers = [answer]

    with pytest.raises(LoginError, match=r"gave no log-in now|cannot be understood"):
        login.token()

    assert () == login.notices(place.clock.now)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_provider_that_is_silent_or_away_costs_its_time_out_and_the_old_token_serves_on(
    place: Place, provider: str
) -> None:
    login = place.signed_in(provider, timeout="1s")
    place.server.silent.set()
    place.clock.now += HOUR / 2
    began = time.monotonic()

    assert ["access-1"] * 3 == [login.token() for _ in range(3)]
    assert time.monotonic() - began < 4
    place.clock.now += HOUR / 2
    with pytest.raises(LoginError, match="did not answer in time; it is tried again later"):
        login.token()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_provider_that_answers_an_octet_at_a_time_is_not_waited_for(place: Place, provider: str) -> None:
    login = place.signed_in(provider, timeout="1s")
    place.server.trickling.set()
    place.clock.now += HOUR
    began = time.monotonic()

    with pytest.raises(LoginError, match="did not answer in time"):
        login.token()

    assert time.monotonic() - began < 2


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_provider_whose_certificate_is_not_trusted_gets_nothing(place: Place, provider: str) -> None:
    place.signed_in(provider)
    asked = len(place.server.asked)
    place.context = ssl.create_default_context()
    place.clock.now += HOUR

    with pytest.raises(LoginError, match=r"the certificate of (Microsoft|Google) is not trusted \(.*SSL_CERT_FILE"):
        place.login(provider).token()

    assert 0 == len(place.server.asked) - asked


def test_an_application_logs_in_by_itself_with_its_secret(place: Place) -> None:
    login = place.login(client_secret={"file": "secret"})

    assert "access-1" == login.token()
    assert "access-1" == place.login(client_secret={"file": "secret"}).token()
    place.clock.now += HOUR
    assert "access-2" == login.token()
    assert () == login.notices(place.clock.now)


@pytest.mark.parametrize(
    ("number", "said"),
    [("7000215", "the secret of the application is wrong"), ("7000222", "the secret of the application has lapsed")],
)
def test_a_secret_that_is_not_taken_is_said_with_the_mend(place: Place, number: str, said: str) -> None:
    login = place.login(client_secret={"file": "secret"})
    place.server.answers = [refusal("invalid_client", number, 401)]

    with pytest.raises(LoginError, match=said):
        login.token()

    assert [f"Microsoft does not accept the log-in ({said}, AADSTS{number}); "] == [
        notice.text.partition("; ")[0] + "; " for notice in login.notices(place.clock.now)
    ]


def test_a_secret_that_is_not_there_is_named_and_stops_nothing(place: Place) -> None:
    login = place.login(client_secret={"file": "nowhere"})
    login.tend()

    with pytest.raises(LoginError, match=r"nowhere cannot be read"):
        login.token()


def test_what_lapses_is_told_before_it_does(place: Place) -> None:
    place.server.refresh_lifetime = 7 * 86400
    soon = place.signed_in("google")
    by_itself = place.login(client_secret={"file": "secret"}, client_secret_expires="2026-12-20", file="own.json")

    lapses = Notice("the log-in at Google lapses on 2026-11-30; run `inbox-bot login` before", broken=False)
    assert (lapses,) == soon.notices(NOON)
    [secret] = by_itself.notices(NOON)
    assert secret.text.startswith(
        "the secret of the application lapses on 2026-12-20; ask your IT department for a new one"
    )
    assert () == by_itself.notices(NOON - timedelta(days=5))


def test_who_never_signed_in_is_told_so_and_nobody_is_asked(place: Place) -> None:
    said = "nobody has logged in at Microsoft yet; run `inbox-bot login`"
    with pytest.raises(LoginError, match=said):
        place.login().token()

    assert (Notice(said, broken=True),) == place.login().notices(NOON)
    assert [] == place.server.paths


def test_the_log_in_of_another_application_is_none(place: Place) -> None:
    place.signed_in()

    with pytest.raises(LoginError, match="nobody has logged in"):
        place.login(client_id="another").token()


@pytest.mark.parametrize("held", ["", "{}", "[]", '{"client": 1}', "\xff"])
def test_a_file_that_holds_no_log_in_is_named_with_the_mend(place: Place, held: str) -> None:
    (place.folder / "login.json").write_text(held, "latin-1")

    with pytest.raises(LoginError, match=r"login\.json holds no log-in; run `inbox-bot login`"):
        place.login().token()

    place.signed_in()
    assert "access-1" == place.login().token()


def test_a_token_that_a_mail_server_refuses_is_renewed_once_unless_it_is_new(place: Place) -> None:
    login = place.signed_in()

    assert "access-1" == login.token("access-1")  # it is not its age
    place.clock.now += timedelta(minutes=10)
    assert "access-2" == login.token("access-1")
    assert "access-2" == login.token("access-1")
    assert "access-2" == login.token("access-2")
    assert ["access-1", "access-2"] == place.server.given


@pytest.mark.parametrize("days", [-400, 400])
def test_a_clock_that_jumps_costs_a_renewal_at_most(place: Place, days: int) -> None:
    login = place.signed_in()
    place.clock.now += timedelta(days=days)

    assert ["access-2"] * 2 == [login.token(), login.token()]


def test_a_folder_that_cannot_be_written_does_not_stop_the_service_and_is_said(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    login = place.signed_in()
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", _no_space)
        for number in (2, 3):
            place.clock.now += HOUR
            assert f"access-{number}" == login.token()
        [notice] = login.notices(place.clock.now)
        assert "cannot be kept in" in notice.text
    place.clock.now += HOUR

    assert "access-4" == login.token()
    assert "refresh-4" == place.kept["refresh_token"]
    assert () == login.notices(place.clock.now)
    assert ["authority.pem", "google.json", "login.json", "secret"] == sorted(
        path.name for path in place.folder.iterdir()
    )


def _no_space(_handle: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("provider", PROVIDERS)
def test_no_log_holds_a_secret(place: Place, provider: str, caplog: pytest.LogCaptureFixture) -> None:
    logs.set_up(verbose=True)
    caplog.set_level(logging.DEBUG)
    logging.getLogger().addHandler(caplog.handler)
    login = place.signed_in(provider)
    place.server.answers = [(200, b'{"access_token": "access-9", "refresh_tok')]
    for _ in range(4):
        place.clock.now += HOUR
        login = place.login(provider)
        with suppress(LoginError):
            login.token()
    place.server.answers = [refusal("invalid_grant", "50173")]
    place.clock.now += HOUR
    login.tend()

    assert "log-in refused" in caplog.text
    secrets = {*place.server.secrets, SECRET, "d3sktop", "access-9", LINDA, "refresh-"}
    assert set() == {secret for secret in secrets if secret in caplog.text}


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_every_refusal_is_told_in_the_organisers_language(language: str) -> None:
    table = [*CODES.values(), *ERRORS.values()]
    told = [translated(f"Microsoft does not accept the log-in ({why}, CODE); {mend}", language) for why, mend in table]

    assert [] == [one for one in told if any(f"{why}, CODE" in one or one.endswith(mend) for why, mend in table)]
