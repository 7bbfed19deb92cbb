"""How an entry stands, as columns."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_

from inbox_bot import schema
from inbox_bot.core.states import Stands, Status

_entry = schema.entry.c


def stands(*ways: Stands) -> ColumnElement[bool]:
    """Return the condition that an entry stands in one of *ways*."""
    return or_(*map(_stands, ways))


def columns(way: Stands, until: datetime | None = None) -> Mapping[str, Any]:
    """Return what is noted of who stands so; *until* is the end of a new offer."""
    noted = {"status": way.status, "placed": way.placed}
    if way in {Stands.OFFERED, Stands.PASSED}:  # until when the place is kept, or was, is known still
        return {**noted, "offered_until": until} if until else noted
    return {**noted, "offered_until": None}


def _stands(way: Stands) -> ColumnElement[bool]:
    so = (_entry.status == way.status) & (_entry.placed if way.placed else ~_entry.placed)
    if way.status is not Status.WAITING or way.placed:
        return so
    return so & (_entry.offered_until.is_not(None) if way is Stands.PASSED else _entry.offered_until.is_(None))
