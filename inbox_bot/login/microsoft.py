"""Microsoft, through MSAL: device code (RFC 8628), browser (RFC 8252), renewal, and an application by itself."""

import re
import ssl
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import msal
from msal.exceptions import MsalError
from requests import RequestException, Session

from inbox_bot.config import LoginSettings
from inbox_bot.login import https
from inbox_bot.login.browser import Browser
from inbox_bot.login.errors import LoginError, SignInAbandonedError, SignInRefusedError
from inbox_bot.login.record import Granted

_SCOPES = ["https://outlook.office.com/IMAP.AccessAsUser.All", "https://outlook.office.com/SMTP.Send"]
_OWN_SCOPES = ["https://outlook.office365.com/.default"]
_SIGN_IN = "run `inbox-bot login`"
_IT = "show this to your IT department; docs/login.md tells what it has to set"
# https://learn.microsoft.com/entra/identity-platform/reference-error-codes: number, what it means, who mends it.
_CODES = {
    "50076": ("the organisation now wants a second proof", _SIGN_IN),
    "50078": ("the second proof has lapsed", _SIGN_IN),
    "50079": ("the organisation now wants a second proof", _SIGN_IN),
    "50173": ("the password was changed or the log-in withdrawn", _SIGN_IN),
    "65001": ("nobody allowed the application to use the mailbox", _SIGN_IN),
    "70008": ("the log-in has lapsed", _SIGN_IN),
    "700082": ("the log-in was not used for 90 days", _SIGN_IN),
    "700084": ("the log-in has lapsed", _SIGN_IN),
    "50057": ("the account is switched off", _IT),
    "53003": ("a rule of the organisation forbids it", _IT),
    "65004": ("who signed in did not allow the application to use the mailbox", _SIGN_IN),
    "7000215": ("the secret of the application is wrong", "check login.client_secret"),
    "7000222": ("the secret of the application has lapsed", "put a new one where login.client_secret points"),
    "7000218": ("the application is not set up for this", _IT),
    "700016": ("there is no such application in this organisation", "check login.client_id and login.tenant"),
    "90002": ("there is no such organisation", "check login.tenant"),
    "900023": ("there is no such organisation", "check login.tenant"),
}
_PENDING = frozenset({"authorization_pending", "slow_down"})
_LATER = frozenset({"temporarily_unavailable", "server_error"})
_ABANDONED = {
    "authorization_declined": "the sign-in was declined",
    "access_denied": "the sign-in was declined",
    "expired_token": "nobody signed in in time",
}


class Microsoft:
    """The identity platform of Microsoft, for one application."""

    name = "Microsoft"

    def __init__(self, settings: LoginSettings, folder: Path, context: ssl.SSLContext) -> None:
        self._settings = settings
        self._folder = folder
        self._context = context

    @property
    def client(self) -> str:
        """The application, with the organisation that it asks in."""
        return f"{self._settings.tenant}/{self._settings.client_id}"

    @property
    def by_itself(self) -> bool:
        """Whether the application logs in without anybody."""
        return self._settings.client_secret is not None

    def renew(self, refresh_token: str) -> Granted:
        """Return a new access token; raises LoginError."""
        with _translated():
            if self.by_itself:
                # MSAL would give the one it has again.
                self._application.remove_tokens_for_client()
                return _granted(self._application.acquire_token_for_client(_OWN_SCOPES))
            return _granted(self._application.acquire_token_by_refresh_token(refresh_token, _SCOPES))

    def sign_in(self, say: Callable[[str], None], browser: Browser | None, sleep: Callable[[float], None]) -> Granted:
        """Return what who signs in allows: in *browser*, else with a code on any device; raises LoginError."""
        with _translated():
            return self._in_browser(browser) if browser else self._with_code(say, sleep)

    def _with_code(self, say: Callable[[str], None], sleep: Callable[[float], None]) -> Granted:
        flow = self._application.initiate_device_flow(_SCOPES)
        if "user_code" not in flow:
            raise _refusal(flow)
        until = datetime.fromtimestamp(flow["expires_at"], UTC).astimezone()
        say(f"1. Open {flow['verification_uri']} in a browser, on any device.")
        say(f"2. Type this code there: {flow['user_code']}")
        say("3. Sign in with the account of the mailbox, and allow what is asked.")
        say(f"I wait until {until:%H:%M}; Ctrl-C ends it.")
        while True:
            sleep(flow.get("interval", 5))  # which MSAL makes longer where the server says slow_down
            answer = self._poll(flow)
            if answer.get("error") not in _PENDING:
                return _granted(answer)
            if time.time() > flow["expires_at"]:
                return _granted({"error": "expired_token"})

    def _poll(self, flow: dict[str, Any]) -> Mapping[str, Any]:
        try:
            with warnings.catch_warnings(action="ignore"):  # that a second early is too soon
                answer: Mapping[str, Any] = self._application.acquire_token_by_device_flow(
                    flow, exit_condition=lambda _: True
                )
        except RequestException:
            return {"error": "slow_down"}  # RFC 8628, section 3.5: a line that broke is no answer
        return answer

    def _in_browser(self, browser: Browser) -> Granted:
        with warnings.catch_warnings(action="ignore"):  # form_post cannot be pasted
            flow = self._application.initiate_auth_code_flow(_SCOPES, redirect_uri=browser.redirect_uri)
        answer = browser.answer(flow["auth_uri"], flow["state"])
        return _granted(self._application.acquire_token_by_auth_code_flow(flow, answer))

    @cached_property
    def _application(self) -> Any:  # noqa: ANN401 - MSAL ships no types
        given = {
            "client_id": self._settings.client_id,
            "authority": f"{self._settings.authority}/{self._settings.tenant}",
            # The configuration names whom to ask; Microsoft need not be asked whether that is right.
            "instance_discovery": False,
            "http_client": https.secured(Session(), self._context, self._settings.timeout.total_seconds()),
        }
        if secret := self._settings.client_secret:
            return msal.ConfidentialClientApplication(client_credential=secret.read(self._folder), **given)
        return msal.PublicClientApplication(**given)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except LoginError:
        raise
    except RequestException as error:
        raise https.trouble(Microsoft.name, error) from None
    except (MsalError, ValueError, LookupError, TypeError, AttributeError, RuntimeError) as error:
        # MSAL says a wrong tenant and an answer that is none alike.
        raise LoginError(
            f"the answer of Microsoft cannot be understood ({type(error).__name__}); check login.tenant; it is tried "
            "again later"
        ) from None


def _granted(answer: Mapping[str, Any]) -> Granted:
    if not (token := https.text(answer, "access_token")):
        raise _refusal(answer)
    claims = answer.get("id_token_claims")
    lasts = https.seconds(answer, "refresh_token_expires_in")
    return Granted(
        access_token=token,
        expires_in=timedelta(seconds=https.seconds(answer, "expires_in")),
        refresh_token=https.text(answer, "refresh_token"),
        lasts=timedelta(seconds=lasts) if lasts else None,
        account=https.text(claims, "preferred_username") if isinstance(claims, Mapping) else "",
    )


def _refusal(answer: Mapping[str, Any]) -> LoginError:
    """Return what an error means. Its description may name people, and is left out but for its number."""
    error = re.sub(r"[^A-Za-z_]", "", https.text(answer, "error"))[:40]
    if error in _ABANDONED:
        return SignInAbandonedError(f"{_ABANDONED[error]}; {_SIGN_IN} again")
    found = re.search(r"AADSTS(\d+)", https.text(answer, "error_description"))
    if not error or error in _LATER:
        return LoginError(f"Microsoft gave no log-in now ({error or 'no reason said'}); it is tried again later")
    number = found[1] if found else ""
    said, mend = _CODES.get(number, (error, _SIGN_IN if error == "invalid_grant" else f"{_SIGN_IN}, or {_IT}"))
    return SignInRefusedError(Microsoft.name, f"{said}, AADSTS{number}" if number else said, mend)
