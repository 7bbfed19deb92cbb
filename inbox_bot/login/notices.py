"""What the organiser should know of the log-in: that it is broken, or soon will be."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from inbox_bot.config import LoginSettings
from inbox_bot.login.provider import Provider
from inbox_bot.login.record import Record

SOON = timedelta(days=14)
"""How long before a log-in lapses the organiser is told."""
SECRET_SOON = timedelta(days=30)
"""How long before the secret of an application lapses: a new one has to be asked for."""


class Notice(NamedTuple):
    """What the organiser should know of the log-in. It names nobody."""

    text: str
    broken: bool
    """Whether it keeps the service from its work, or soon will if nothing is done at once."""


def broken(provider: Provider, held: Record | None) -> Iterator[Notice]:
    """Yield what keeps it from being renewed."""
    if held is None and not provider.by_itself:
        yield Notice(f"nobody has logged in at {provider.name} yet; run `inbox-bot login`", broken=True)
    elif held and held.refused:
        yield Notice(held.refused, broken=True)


def lapsing(provider: Provider, settings: LoginSettings, held: Record | None, now: datetime) -> Iterator[Notice]:
    """Yield what will end it."""
    if held and held.lasts_until and held.lasts_until - now < SOON:
        day = f"{held.lasts_until:%Y-%m-%d}"
        yield Notice(f"the log-in at {provider.name} lapses on {day}; run `inbox-bot login` before", broken=False)
    lapses = settings.client_secret_expires
    if lapses and lapses - now.date() < SECRET_SOON:
        yield Notice(
            f"the secret of the application lapses on {lapses}; ask your IT department for a new one, and change "
            "login.client_secret_expires with it",
            broken=False,
        )
