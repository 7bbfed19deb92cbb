"""What a database means by an error."""

import sqlite3

from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError

# Connection, rollback for another's sake, resources, locks, operator, system: appendix A of PostgreSQL's manual.
_PASSING = {"08", "40", "53", "55", "57", "58"}
# Read only, as one that stands by is until it takes over; and a transaction in which we slept too long.
_READ_ONLY = "25006"
_PASSING_ALONE = {_READ_ONLY, "25P03"}
_DAMAGED = "XX"


def may_pass(error: SQLAlchemyError) -> bool:
    """Tell whether the same may succeed later."""
    report = _report(error)
    if "C" in report:
        return report["C"][:2] in _PASSING or report["C"] in _PASSING_ALONE
    return isinstance(error, OperationalError | InterfaceError) and not is_damaged(error)


def is_read_only(error: SQLAlchemyError) -> bool:
    """Tell whether a PostgreSQL server took no writes."""
    return _report(error).get("C") == _READ_ONLY


def is_damaged(error: SQLAlchemyError) -> bool:
    """Tell whether the database's files hold what no database wrote."""
    code = getattr(getattr(error, "orig", None), "sqlite_errorcode", 0) & 0xFF  # without what more it tells
    return code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB} or _report(error).get("C", "")[:2] == _DAMAGED


def said(error: SQLAlchemyError) -> str:
    """Return one line, without data: the lines below it, and SQLAlchemy's own, repeat the statement and its values."""
    words = _report(error).get("M") or str(getattr(error, "orig", None) or "")
    return next(iter(words.splitlines()), type(error).__name__)


def _report(error: SQLAlchemyError) -> dict[str, str]:
    """Return what a PostgreSQL server said (its manual, 55.8): `C` is the SQLSTATE, `M` the message; or nothing."""
    told = next(iter(getattr(getattr(error, "orig", None), "args", ())), None)
    return told if isinstance(told, dict) else {}
