"""The intent rules, read top to bottom: the first that speaks decides, and if none does the mail asks nothing."""

from collections.abc import Callable

from inbox_bot.core.extraction.intent.doubts import Verdict
from inbox_bot.core.extraction.intent.reading import Reading
from inbox_bot.core.extraction.intent.rules.existing import answer, cancel, follow, update
from inbox_bot.core.extraction.intent.rules.joining import joins, returns
from inbox_bot.core.extraction.intent.rules.machines import (
    bulk,
    by_header,
    by_opening,
    by_own_words,
    calendar,
    confirmed_elsewhere,
    spam,
)
from inbox_bot.core.extraction.intent.rules.offered import offered
from inbox_bot.core.extraction.intent.rules.registering import registers, wonder
from inbox_bot.core.extraction.intent.rules.rest import nothing, question, unclear
from inbox_bot.core.extraction.intent.rules.staying_away import another_thing, decline, hesitate
from inbox_bot.core.extraction.intent.rules.telling import tells
from inbox_bot.core.extraction.intent.rules.thanking import thanks

IntentRule = Callable[[Reading], Verdict | None]
INTENT_RULES: tuple[IntentRule, ...] = (
    # machines and bulk
    by_header, by_own_words, by_opening, calendar, spam, bulk, confirmed_elsewhere,
    # what concerns a registration that exists
    update, offered, answer, cancel, joins, returns, thanks, follow,
    # who registers, and who does not
    another_thing, decline, wonder, hesitate, registers, tells,
    # and the rest
    question, unclear, nothing,
)  # fmt: skip
