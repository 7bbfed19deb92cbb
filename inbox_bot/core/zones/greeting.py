"""Lines that greet and say nothing else."""

import re

from inbox_bot.core.zones.normal import fold
from inbox_bot.core.zones.words import any_of

_GREETING = re.compile(rf"{any_of('greetings')}(?!\w)(?:[\s,]+[\w.'&/-]+){{0,6}}[\s,.!:]*$")
_LONGEST = 60


def is_greeting(text: str) -> bool:
    """Tell whether *text* only greets."""
    return len(text) <= _LONGEST and _GREETING.match(fold(text)) is not None
