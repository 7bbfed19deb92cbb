"""Google, through google-auth: a desktop application's browser flow (RFC 8252), and renewal."""

import json
import re
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from google.auth.transport.requests import Request
from google.oauth2.credentials import Credentials
from google_auth_oauthlib.flow import Flow
from oauthlib.oauth2 import OAuth2Error
from requests import RequestException, Session

from inbox_bot.config import LoginSettings
from inbox_bot.login import https
from inbox_bot.login.browser import Browser
from inbox_bot.login.errors import LoginError, SignInAbandonedError, SignInRefusedError
from inbox_bot.login.record import Granted

_SCOPE = "https://mail.google.com/"
_KEYS = ("client_id", "client_secret", "auth_uri", "token_uri")
_CLIENT = "check login.client_file"
# What the token endpoint says (RFC 6749, section 5.2): what it means, and the mend.
_ERRORS = {
    "invalid_grant": ("the log-in has lapsed or was withdrawn", "run `inbox-bot login`"),
    "invalid_client": ("the application is not known, or its secret was changed", _CLIENT),
    "deleted_client": ("the application was deleted", _CLIENT),
    "unauthorized_client": ("the application may not do this", _CLIENT),
    "admin_policy_enforced": ("a rule of the organisation forbids it", "show this to your IT department"),
}


class Google:
    """The accounts of Google, for one desktop application."""

    name = "Google"
    by_itself = False

    def __init__(self, settings: LoginSettings, folder: Path, context: ssl.SSLContext) -> None:
        self._path = folder / (settings.client_file or "")
        self._context = context
        self._seconds = settings.timeout.total_seconds()

    @property
    def client(self) -> str:
        """The application."""
        return self._installed["client_id"]

    def renew(self, refresh_token: str) -> Granted:
        """Return a new access token; raises LoginError."""
        keys = self._installed
        held = Credentials(  # type: ignore[no-untyped-call]  # google-auth is typed in part
            token=None,
            refresh_token=refresh_token,
            token_uri=keys["token_uri"],
            client_id=keys["client_id"],
            client_secret=keys["client_secret"],
        )
        with _translated(), Session() as session:
            held.refresh(Request(https.secured(session, self._context, self._seconds)))  # type: ignore[no-untyped-call]  # as above
        if not isinstance(held.token, str):
            raise _refusal("")
        left = held.expiry.replace(tzinfo=UTC) - datetime.now(UTC) if held.expiry else timedelta()
        return Granted(held.token, left, https.text({"": held.refresh_token}, ""))

    def sign_in(self, _say: Callable[[str], None], browser: Browser | None, _sleep: Callable[[float], None]) -> Granted:
        """Return what who signs in in *browser* allows; raises LoginError."""
        if browser is None:
            raise LoginError("Google signs in in a browser alone")
        flow = Flow.from_client_config({"installed": self._installed}, [_SCOPE], redirect_uri=browser.redirect_uri)
        https.secured(flow.oauth2session, self._context, self._seconds)
        # With consent asked anew, or Google gives no refresh token to who gave it before.
        address, state = flow.authorization_url(access_type="offline", prompt="consent")
        code = browser.answer(address, state).get("code", "")
        if not code:
            raise SignInAbandonedError("the sign-in was declined; run `inbox-bot login` again")
        with _translated():
            return _granted(flow.fetch_token(code=code))

    @cached_property
    def _installed(self) -> dict[str, str]:
        try:
            found = json.loads(self._path.read_text("utf-8"))["installed"]
            keys = {key: found[key] for key in _KEYS}
        except OSError as error:
            raise LoginError(f"{self._path} cannot be read: {error.strerror}; {_CLIENT}") from None
        except (ValueError, LookupError, TypeError):
            raise LoginError(
                f"{self._path} is not the file of a desktop application; Google's console gives it (docs/login.md)"
            ) from None
        return keys


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (TransportError, RequestException) as error:
        raise https.trouble(Google.name, error.__cause__ if isinstance(error, TransportError) else error) from None
    except RefreshError as error:
        answer = error.args[1] if len(error.args) > 1 and isinstance(error.args[1], Mapping) else {}
        raise _refusal(https.text(answer, "error")) from None
    except OAuth2Error as error:
        raise _refusal(error.error or "") from None
    except Warning:  # what oauthlib raises where another scope was granted
        raise SignInAbandonedError("the mailbox was not allowed; run `inbox-bot login` again and tick it") from None
    except (GoogleAuthError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise LoginError(
            f"the answer of Google cannot be understood ({type(error).__name__}); it is tried again later"
        ) from None


def _granted(answer: Mapping[str, Any]) -> Granted:
    if not (refresh_token := https.text(answer, "refresh_token")):
        raise LoginError("Google gave no lasting log-in; run `inbox-bot login` again")
    lasts = https.seconds(answer, "refresh_token_expires_in")  # of an application that is being tested: seven days
    return Granted(
        access_token=https.text(answer, "access_token"),
        expires_in=timedelta(seconds=https.seconds(answer, "expires_in")),
        refresh_token=refresh_token,
        lasts=timedelta(seconds=lasts) if lasts else None,
    )


def _refusal(error: str) -> LoginError:
    error = re.sub(r"[^A-Za-z_]", "", error)[:40]
    if error in _ERRORS:
        said, mend = _ERRORS[error]
        return SignInRefusedError(Google.name, said, mend)
    return LoginError(f"Google gave no log-in now ({error or 'no reason said'}); it is tried again later")
