"""HTTPS to the providers: verified as mail servers are, with a time-out, straight to where it was addressed."""

import ssl
from collections.abc import Mapping
from typing import Any

from requests import PreparedRequest, Response, Session
from requests.adapters import HTTPAdapter
from requests.exceptions import ConnectionError as NoConnectionError
from requests.exceptions import SSLError, Timeout

from inbox_bot.login.errors import LoginError

_DEEPEST = 10


class _Adapter(HTTPAdapter):
    """Trusts what the whole program trusts, and waits no longer than it is told."""

    def __init__(self, context: ssl.SSLContext, seconds: float) -> None:
        self._context = context
        self._seconds = seconds
        super().__init__()

    def init_poolmanager(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - passed on
        super().init_poolmanager(*given, ssl_context=self._context, **named)

    def cert_verify(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - as above
        """Leave it to the context: requests would add authorities of its own."""

    def send(self, request: PreparedRequest, *given: Any, **named: Any) -> Response:  # noqa: ANN401 - as above
        return super().send(request, *given, **{**named, "timeout": self._seconds})


def secured(session: Session, context: ssl.SSLContext, seconds: float) -> Session:
    """Make *session* speak HTTPS alone, with *context*, waiting at most so many seconds for each answer."""
    session.trust_env = False  # no .netrc, no proxy that nobody configured here
    session.max_redirects = 0  # a token goes nowhere else
    session.headers["Connection"] = "close"  # it is asked once in half an hour
    session.adapters.clear()
    session.mount("https://", _Adapter(context, seconds))
    return session


def trouble(provider: str, error: BaseException | None) -> LoginError:
    """Return what *error*, which requests raised, means."""
    if isinstance(error, SSLError):
        return LoginError(
            f"the certificate of {provider} is not trusted ({_root(error)}); name the authority that signed it in the "
            "environment variable SSL_CERT_FILE"
        )
    if isinstance(error, Timeout):
        return LoginError(f"{provider} did not answer in time; it is tried again later")
    if isinstance(error, NoConnectionError):
        return LoginError(f"{provider} cannot be reached ({_root(error)}); it is tried again later")
    return LoginError(f"{provider} cannot be asked ({type(error).__name__}); it is tried again later")


def _root(error: BaseException) -> str:
    """Say what lies at the bottom: what requests makes of it is a page of class names."""
    at_bottom = error
    for _ in range(_DEEPEST):  # such a chain may go round in a circle
        at_bottom = at_bottom.__cause__ or at_bottom.__context__ or at_bottom
        if isinstance(at_bottom, ssl.SSLCertVerificationError):
            return at_bottom.verify_message
    return (at_bottom.strerror if isinstance(at_bottom, OSError) else None) or type(at_bottom).__name__


def text(answer: Mapping[str, Any], key: str) -> str:
    """Return what stands in *answer* under *key*, if that is text."""
    value = answer.get(key)
    return value if isinstance(value, str) else ""


def seconds(answer: Mapping[str, Any], key: str) -> int:
    """Return the number of seconds in *answer* under *key*, 0 where there is none."""
    try:
        return max(0, int(answer.get(key) or 0))
    except (TypeError, ValueError):
        return 0
