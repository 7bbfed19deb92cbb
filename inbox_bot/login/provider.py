"""Who gives tokens."""

import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from inbox_bot.config import LoginSettings
from inbox_bot.login.browser import Browser
from inbox_bot.login.record import Granted


class Provider(Protocol):
    """Who gives tokens."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def by_itself(self) -> bool:
        """Whether nobody has to sign in."""

    @property
    def client(self) -> str:
        """For which application."""

    def renew(self, refresh_token: str) -> Granted:
        """Return a new access token; raises LoginError."""

    def sign_in(self, say: Callable[[str], None], browser: Browser | None, sleep: Callable[[float], None]) -> Granted:
        """Have somebody sign in; raises LoginError."""


def chosen(settings: LoginSettings, folder: Path, context: ssl.SSLContext) -> Provider:
    """Return the one that *settings* name; *folder* is where config.toml lies."""
    # Their libraries take a fifth of a second to import, which whoever has a password need not wait for.
    if settings.provider == "microsoft":
        from inbox_bot.login.microsoft import Microsoft  # noqa: PLC0415 - as said above

        return Microsoft(settings, folder, context)
    from inbox_bot.login.google import Google  # noqa: PLC0415 - as said above

    return Google(settings, folder, context)
