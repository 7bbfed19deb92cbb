"""Who thanks for what was confirmed, and wants nothing more."""

from inbox_bot.core.extraction.intent.doubts import Verdict
from inbox_bot.core.extraction.intent.reading import Reading
from inbox_bot.core.extraction.model import THANKS, Intent

_MUCH = 12


def thanks(reading: Reading) -> Verdict | None:
    """Thanks for a confirmation, in whatever mail: nobody registers in the same breath."""
    thanked = reading.thanked or (reading.context.known and reading.is_thanks)
    if not thanked or reading.wants_more or reading.supplies or reading.others_said > _MUCH:
        return None
    return Intent.UNRELATED, (THANKS,), ()
