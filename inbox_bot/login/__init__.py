"""The log-in at Microsoft or Google: kept in a file, renewed early, and said when it is about to fail."""

import logging
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from inbox_bot import tls
from inbox_bot.config import LoginSettings
from inbox_bot.login import record as records
from inbox_bot.login.browser import Browser
from inbox_bot.login.errors import LoginError, SignInAbandonedError, SignInRefusedError
from inbox_bot.login.record import Granted, Record

__all__ = ["Browser", "Login", "LoginError", "SignInAbandonedError", "SignInRefusedError"]

log = logging.getLogger(__name__)

JUST = timedelta(minutes=5)
"""A token that is younger is not renewed because a mail server refuses it: that is not for its age."""
REST = 60.0
"""Seconds in which a provider that could not be reached is left alone."""
AGAIN = timedelta(minutes=15)
"""How long a provider that refused is left alone: somebody has to mend something first."""
SOON = timedelta(days=14)
"""How long before a log-in lapses the organiser is told."""
SECRET_SOON = timedelta(days=30)
"""How long before the secret of an application lapses: a new one has to be asked for."""


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


class Login:
    """One log-in, for any number of threads and processes."""

    def __init__(
        self,
        settings: LoginSettings,
        folder_of_config: Path,
        *,
        context: ssl.SSLContext | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._settings = settings
        self._path = folder_of_config / settings.file
        self._clock = clock
        self._provider = _provider(settings, folder_of_config, context or tls.verified())
        self._rest_until = 0.0
        self._trouble = ""
        self._unsaved: tuple[Record | None, Record] | None = None

    @property
    def provider(self) -> str:
        """Who gives the tokens."""
        return self._provider.name

    @property
    def by_itself(self) -> bool:
        """Whether nobody has to sign in."""
        return self._provider.by_itself

    @property
    def path(self) -> Path:
        """Where it is kept."""
        return self._path

    @property
    def account(self) -> str:
        """Who signed in, where that is known."""
        held = self._record()
        return held.account if held else ""

    def token(self, refused: str = "") -> str:
        """Return an access token; another than *refused*, where that may help.

        It is renewed when half of its life is over, so that a refusal is known while the old one still opens the
        door, and can be told by mail. Raises LoginError.
        """
        held, now = self._record(), self._clock()
        usable = held is not None and held.access_token != refused and held.valid(now)
        if held is not None and usable and held.fresh(now):
            return held.access_token
        if held is not None and refused and refused == held.access_token and abs(now - held.obtained_at) < JUST:
            return refused
        try:
            return self._renewed(held, refused).access_token
        except LoginError:
            if held is not None and usable:
                return held.access_token
            raise

    def tend(self) -> None:
        """Renew if it is time; what goes wrong is kept for `notices`, and raised when a token is wanted."""
        with suppress(LoginError):
            self.token()

    def notices(self, now: datetime) -> tuple[str, ...]:
        """Return what the organiser should know of the log-in, a sentence each; it names nobody."""
        try:
            held = self._record()
            return tuple(_notices(self._provider, self._settings, held, now)) + self._not_kept()
        except LoginError as error:
            return (f"{error}",)

    def sign_in(
        self, say: Callable[[str], None], browser: Browser | None, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        """Have somebody sign in, and keep the log-in in the place of what was there. Raises LoginError and OSError."""
        self._path.parent.stat()  # before anybody takes the trouble
        granted = Granted("", timedelta()) if self.by_itself else self._provider.sign_in(say, browser, sleep)
        with records.alone(self._path):
            records.write(self._path, Record.of(self._provider.client, granted, self._clock()))
        self._unsaved, self._rest_until = None, 0.0

    def _record(self) -> Record | None:
        """Return the log-in of this application, from the file unless that is behind; it may have been made anew."""
        kept = records.read(self._path)
        if self._unsaved and self._unsaved[0] == kept:
            return self._unsaved[1]
        return kept if kept and kept.client == self._provider.client else None

    def _renewed(self, seen: Record | None, refused: str) -> Record:
        if time.monotonic() < self._rest_until:
            raise LoginError(self._trouble)
        with records.alone(self._path):
            held, now = self._record(), self._clock()
            if held is not None and held != seen and held.access_token != refused and held.fresh(now):
                return held  # another thread or process was quicker
            if held is None and not self.by_itself:
                raise LoginError(f"nobody has logged in at {self.provider} yet; run `inbox-bot login`")
            if held and held.refused_at and abs(now - held.refused_at) < AGAIN:
                raise LoginError(held.refused)
            held = held or Record.of(self._provider.client, Granted("", timedelta()), now)
            return self._asked(held, now)

    def _asked(self, held: Record, now: datetime) -> Record:
        try:
            granted = self._provider.renew(held.refresh_token)
        except SignInRefusedError as error:
            self._keep(replace(held, refused=str(error), refused_at=now))
            log.error("log-in refused: %s", error)  # noqa: TRY400 - the message says it all
            raise
        except LoginError as error:
            self._trouble, self._rest_until = str(error), time.monotonic() + REST
            log.warning("log-in not renewed: %s", error)
            raise
        log.info("log-in renewed", extra={"provider": self.provider})
        return self._keep(held.renewed(granted, now))

    def _keep(self, held: Record) -> Record:
        """Write it down; where that fails it is used all the same, as the old one may be worth nothing any more."""
        try:
            kept = records.read(self._path)
            records.write(self._path, held)
        except OSError as error:
            self._unsaved = kept, held
            log.error("log-in not kept: %s", error.strerror)  # noqa: TRY400 - as above
        else:
            self._unsaved = None
        return held

    def _not_kept(self) -> tuple[str, ...]:
        if not self._unsaved:
            return ()
        return (f"the renewed log-in cannot be kept in {self._path}; make room there, and let this program write it",)


def _provider(settings: LoginSettings, folder: Path, context: ssl.SSLContext) -> Provider:
    # Their libraries take a fifth of a second to import, which whoever has a password need not wait for.
    if settings.provider == "microsoft":
        from inbox_bot.login.microsoft import Microsoft  # noqa: PLC0415 - as said above

        return Microsoft(settings, folder, context)
    from inbox_bot.login.google import Google  # noqa: PLC0415 - as said above

    return Google(settings, folder, context)


def _notices(provider: Provider, settings: LoginSettings, held: Record | None, now: datetime) -> list[str]:
    if held is None and not provider.by_itself:
        return [f"nobody has logged in at {provider.name} yet; run `inbox-bot login`"]
    found = [held.refused] if held and held.refused else []
    if held and held.lasts_until and held.lasts_until - now < SOON:
        found.append(
            f"the log-in at {provider.name} lapses on {held.lasts_until:%Y-%m-%d}; run `inbox-bot login` before"
        )
    lapses = settings.client_secret_expires
    if lapses and lapses - now.date() < SECRET_SOON:
        found.append(
            f"the secret of the application lapses on {lapses}; ask for a new one, put it where login.client_secret "
            "points, and change login.client_secret_expires"
        )
    return found
