"""Who does not register: for want of will, of certainty, or for something else."""

from inbox_bot.core.extraction.intent.doubts import Verdict
from inbox_bot.core.extraction.intent.elsewhere import for_something_else
from inbox_bot.core.extraction.intent.heard import but_for_sources
from inbox_bot.core.extraction.intent.reading import Reading
from inbox_bot.core.extraction.intent.rules.verdict import quotes
from inbox_bot.core.extraction.intent.signs import asked, coming
from inbox_bot.core.extraction.model import Intent


def another_thing(reading: Reading) -> Verdict | None:
    """Asks for something that is no event, or for an event of another kind, and does not name ours."""
    wishes = [*reading.found("asks", "comes"), *reading.others()]
    if reading.fills_in:
        return None
    elsewhere = "" if reading.is_ours(wishes) or reading.asks_here else for_something_else(reading, wishes)
    if elsewhere:
        return Intent.UNRELATED, (f"about something else: {elsewhere}",), ()
    if other := reading.object_beside_title():
        return Intent.UNRELATED, (f"about something else: {other}",), (f"asks for something else: {other}",)
    if reading.names_it_plainly:
        return None
    named = but_for_sources(reading, reading.found("other_things"))
    things = [match.text for match in named if not reading.kind_within(match.sentence)]
    if not reading.names:
        things += reading.other_kinds() + ([] if reading.supplies else reading.other_objects())
    if not things:
        return None
    doubts = (f"asks for something else: {things[0]}",) if wishes or reading.subject_registers else ()
    return Intent.UNRELATED, (f"about something else: {things[0]}",), doubts


def decline(reading: Reading) -> Verdict | None:
    """Cannot or will not come, and was never registered."""
    declined = reading.declines() or reading.refused()
    about = reading.names or reading.registering_beside(declined)
    if not declined or not about or asked(reading) or reading.found("comes") or reading.others():
        return None
    if reading.registers_others:
        return None
    return Intent.DECLINE, quotes(declined), ()


def hesitate(reading: Reading) -> Verdict | None:
    """Speaks of the event, and leaves open whether to come."""
    unsure, later = reading.unsure, reading.put_off
    if not (unsure or later) or reading.supplies or asked(reading):
        return None
    if coming(reading) or (unsure and later and reading.names):
        return Intent.QUESTION, quotes(unsure or later), (f"is not sure to come: {(unsure or later)[0].text}",)
    return None
