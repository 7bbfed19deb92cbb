"""Log in with an OAuth 2 access token: SASL OAUTHBEARER (RFC 7628) and XOAUTH2, for IMAP and SMTP alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from inbox_bot.config import Token

MECHANISMS = ("OAUTHBEARER", "XOAUTH2")
"""The standard before its forerunner, which Microsoft speaks alone."""
_MOST = 3
"""Challenges that a server may put: none, its refusal, and one for good measure."""


@runtime_checkable
class Tokens(Protocol):
    """Where access tokens come from."""

    def token(self, refused: str = "") -> str:
        """Return a token; another than *refused*, which a server did not take, if there is one to be had.

        Raises SecretError.
        """


@dataclass(frozen=True, slots=True)
class Foreign:
    """Tokens that another program renews."""

    source: Token
    folder: Path
    """Where config.toml lies."""

    def token(self, refused: str = "") -> str:  # noqa: ARG002 - it is read anew each time
        """Return the token that is there now."""
        return self.source.read(self.folder)


def tokens_of(oauth2: Token | str | None, folder: Path, login: Tokens | None) -> Tokens | None:
    """Return what *oauth2*, as configured, stands for; None where that is a password."""
    if isinstance(oauth2, Token):
        return Foreign(oauth2, folder)
    return login if oauth2 else None


def mechanism(offered: Iterable[str]) -> str | None:
    """Return which of the mechanisms that a server offers is used; None where it takes no token."""
    names = {name.upper() for name in offered}
    return next((one for one in MECHANISMS if one in names), None)


class Exchange:
    """The client's side of one authentication."""

    def __init__(self, mechanism: str, username: str, token: str, host: str, port: int) -> None:
        self._standard = mechanism == "OAUTHBEARER"
        self._first = (
            f"n,a={_saslname(username)},\1host={host}\1port={port}\1auth=Bearer {token}\1\1"
            if self._standard
            else f"user={username}\1auth=Bearer {token}\1\1"
        ).encode()
        self._asked = 0

    def answer(self, _challenge: bytes = b"") -> bytes:
        """Return the response to the next challenge; ValueError where the server puts one after the other.

        The second one is a refusal in JSON, of which only the server's own words that follow are shown; it wants an
        answer before they come (RFC 7628, section 3.2.3).
        """
        self._asked += 1
        if self._asked > _MOST:
            raise ValueError("it asks for the log-in without end")
        if self._asked == 1:
            return self._first
        return b"\1" if self._standard else b""


def _saslname(username: str) -> str:
    """Escape what has a meaning in a GS2 header (RFC 5801, section 4)."""
    return username.replace("=", "=3D").replace(",", "=2C")
