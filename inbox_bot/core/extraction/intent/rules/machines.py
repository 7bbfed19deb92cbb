"""Machines, calendars, bulk mail: nobody who registers."""

from inbox_bot.core.extraction.intent.doubts import Verdict
from inbox_bot.core.extraction.intent.reading import Reading
from inbox_bot.core.extraction.intent.rules.verdict import quotes
from inbox_bot.core.extraction.model import Intent

_FEW = 2


def by_header(reading: Reading) -> Verdict | None:
    """A machine that says so itself."""
    message = reading.message
    if message.bounce:
        return Intent.BOUNCE, (message.bounce,), ()
    if message.automatic:
        return Intent.AUTOMATIC, (message.automatic,), ()
    return (Intent.AUTOMATIC, ("null reverse-path",), ()) if message.return_path == "" else None


def by_own_words(reading: Reading) -> Verdict | None:
    """A reply of ours that comes back, not quoted; who wrote something above it is left to a human."""
    if not reading.is_own:
        return None
    ours = ("holds the text of a reply of ours",)
    if reading.says_something_above or reading.context.expecting:
        return Intent.UNRELATED, ours, ("answers above, or in, the text of a reply of ours",)
    return Intent.AUTOMATIC, ours, ()


def by_opening(reading: Reading) -> Verdict | None:
    """A machine known only by its words; those of somebody who also asks or comes are the sender's own."""
    if (
        reading.comes_here
        or reading.comes_first
        or any(wish.sentence in reading.own_sentences for wish in reading.found("asks"))
    ):
        return None
    for intent in (Intent.BOUNCE, Intent.AUTOMATIC):
        if f"subject.{intent}" in reading.opening:
            return intent, (f"subject: {reading.message.subject}",), ()
        if f"opening.{intent}" in reading.opening:
            return intent, quotes(reading.has(f"opening.{intent}")), ()
    return None


def calendar(reading: Reading) -> Verdict | None:
    """A meeting request or the answer to one."""
    method = reading.message.calendar
    if not method:
        return None
    doubts = ("is a calendar message that names the event",) if reading.names_it_plainly else ()
    return Intent.UNRELATED, (f"calendar: {method}",), doubts


def spam(reading: Reading) -> Verdict | None:
    """Two of: asks for secrets, presses, baits; and nothing that names the event."""
    if reading.context.registered:
        return None
    signs = {match.phrase.category: match for match in reading.has("spam.secrets", "spam.pressure", "spam.bait")}
    if len(signs) < 2 or reading.names_it_plainly:  # noqa: PLR2004 - one such word alone says nothing
        return None
    return Intent.SPAM, quotes(list(signs.values())), ()


def bulk(reading: Reading) -> Verdict | None:
    """A newsletter or a list; one who asks by way of a list is left to a human."""
    if reading.context.registered:
        return None
    sign = reading.message.mailing_list or next(iter(quotes(reading.has("newsletter"))), "")
    asks = reading.found("asks", "comes") or reading.subject_registers
    if not sign or (asks and (reading.names_it_plainly or reading.labelled > _FEW)):
        return None
    return Intent.UNRELATED, (f"bulk mail: {sign}",), ()


def confirmed_elsewhere(reading: Reading) -> Verdict | None:
    """Another organiser's confirmation, sent to ours."""
    confirmed = reading.found("registered")
    if not confirmed or reading.found("asks") or reading.quoted:
        return None
    return Intent.UNRELATED, quotes(confirmed), ()
