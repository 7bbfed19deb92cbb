"""Word to the organiser that the mail server numbers the mails of the folder anew."""

from datetime import datetime, timedelta

from inbox_bot.store import Reading, Transaction

_NOTED = "numbered anew"
_TOLD = timedelta(days=7)
"""For so long the report tells of it."""
_SAID = (
    "the mail server began to number the mails anew on {}; all of them were looked at again, "
    "and nothing is answered twice"
)


def note(tx: Transaction, at: datetime) -> None:
    """Note that it began at *at* (aware)."""
    tx.set_meta(_NOTED, at.isoformat())


def told(reading: Reading, now: datetime) -> tuple[str, ...]:
    """Return what the organiser should know at *now* (aware)."""
    noted = reading.meta(_NOTED)
    if not noted or now - (at := datetime.fromisoformat(noted)) > _TOLD:
        return ()
    return (_SAID.format(f"{at:%Y-%m-%d}"),)
