"""How long something lasts, as it stands in config.toml."""

import re
from contextlib import suppress
from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, PlainSerializer

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def _duration(value: object) -> object:
    if isinstance(value, timedelta):
        return value
    if isinstance(value, str) and (match := re.fullmatch(r"(\d+)\s*([smhd])", value.strip())):
        with suppress(OverflowError):
            return timedelta(**{_UNITS[match[2]]: int(match[1])})
    raise ValueError('write a number and a unit: "60s", "5m", "2h" or "90d"')


def at_least(shortest: timedelta) -> AfterValidator:
    """Refuse what is shorter."""

    def check(value: timedelta) -> timedelta:
        if value < shortest:
            raise ValueError(f'is too short; write "{shortest.seconds}s" or more')
        return value

    return AfterValidator(check)


def _never(value: object) -> object:
    return None if value == "never" else value


or_never = BeforeValidator(_never)
"""Takes "never" for None."""
_AS_READ = PlainSerializer(lambda value: f"{value // timedelta(seconds=1)}s", return_type=str, when_used="json")
Duration = Annotated[timedelta, BeforeValidator(_duration), at_least(timedelta(seconds=1)), _AS_READ]
