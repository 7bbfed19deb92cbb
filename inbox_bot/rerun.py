"""A mail that could not be handled, tried once more: the program may have been mended since."""

import logging
from dataclasses import dataclass, replace

from inbox_bot.core.case import Outcome
from inbox_bot.core.rules import unreadable
from inbox_bot.intake import BrokenError, ChangedError, Intake
from inbox_bot.reading import ReaderError
from inbox_bot.review import AlreadySettledError, ReviewError, find
from inbox_bot.store import Inbound, Store, StoreError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rerun:
    """The organiser's word to decide anew."""

    store: Store
    intake: Intake

    def rerun(self, which: str, event: str | None = None) -> tuple[Inbound, Outcome]:
        """Decide a flagged mail as if it came now, and answer it; return it as it was, and what became of it.

        *which* is its digest, or enough of its beginning; *event* the one that it is about, on the organiser's word.
        Raises ReviewError where it is not flagged, is no longer kept, or still cannot be handled; it is as it was then.
        """
        intake = self._about(event)
        with self.store.read() as reading:
            mail = find(reading, which)
        _check(mail)
        try:
            return mail, intake.again(mail)
        except (StoreError, ReaderError):
            raise
        except ChangedError:
            raise ReviewError("this mail changed meanwhile; look at it again with `inbox-bot review show`") from None
        except Exception as error:
            log.debug("could not be handled again", exc_info=True)
            why = str(error) if isinstance(error, BrokenError) else type(error).__name__
            raise ReviewError(
                f"it still cannot be handled ({why}); settle it with `inbox-bot review correct`"
            ) from error

    def _about(self, event: str | None) -> Intake:
        """Return the intake, for which there is *event* alone."""
        meant = tuple(one for one in self.intake.events if event in {None, one.id})
        if not meant:
            known = ", ".join(one.id for one in self.intake.events)
            raise ReviewError(f'there is no event "{event}"; name one of: {known}')
        return replace(self.intake, events=meant)


def _check(mail: Inbound) -> None:
    if mail.outcome is not Outcome.REVIEW:
        raise ReviewError(f"this mail is not flagged: its outcome is {mail.outcome}")
    if mail.settled_at:
        raise AlreadySettledError(f"settled already: {mail.settled_how}")
    if not mail.octets or mail.rule == unreadable.__name__:
        raise ReviewError("the whole mail is not kept; look in your mailbox, then correct or dismiss it")
