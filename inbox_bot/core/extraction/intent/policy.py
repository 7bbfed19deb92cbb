"""The intent rules, read top to bottom: the first that speaks decides, and if none does the mail asks nothing."""

from collections.abc import Callable, Sequence

from inbox_bot.core.extraction.intent.doubts import Verdict, doubts_about
from inbox_bot.core.extraction.intent.elsewhere import for_something_else
from inbox_bot.core.extraction.intent.hints import bare, hint, names_only
from inbox_bot.core.extraction.intent.reading import Reading
from inbox_bot.core.extraction.model import THANKS, Intent
from inbox_bot.core.extraction.wording.phrases import Match

IntentRule = Callable[[Reading], Verdict | None]

_SHORT, _SHORTER = 80, 12
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
    if reading.says_something_above or reading.expecting:
        return Intent.UNRELATED, ours, ("answers above, or in, the text of a reply of ours",)
    return Intent.AUTOMATIC, ours, ()


def by_opening(reading: Reading) -> Verdict | None:
    """A machine known only by its words; those of somebody who also asks or comes are the sender's own."""
    for intent in (Intent.BOUNCE, Intent.AUTOMATIC):
        if f"subject.{intent}" in reading.opening:
            return intent, (f"subject: {reading.message.subject}",), ()
        if f"opening.{intent}" in reading.opening and not reading.found("asks") and not reading.comes_here:
            return intent, _quotes(reading.has(f"opening.{intent}")), ()
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
    signs = {match.phrase.category: match for match in reading.has("spam.secrets", "spam.pressure", "spam.bait")}
    if len(signs) < 2 or reading.names_it_plainly:  # noqa: PLR2004 - one such word alone says nothing
        return None
    return Intent.SPAM, _quotes(list(signs.values())), ()


def bulk(reading: Reading) -> Verdict | None:
    """A newsletter or a list; one who asks by way of a list is left to a human."""
    sign = reading.message.mailing_list or next(iter(_quotes(reading.has("newsletter"))), "")
    asks = reading.found("asks", "comes") or reading.subject_registers
    if not sign or (asks and (reading.names_it_plainly or reading.labelled > _FEW)):
        return None
    return Intent.UNRELATED, (f"bulk mail: {sign}",), ()


def confirmed_elsewhere(reading: Reading) -> Verdict | None:
    """Another organiser's confirmation, sent to ours."""
    confirmed = reading.found("registered")
    if not confirmed or reading.found("asks") or reading.quoted:
        return None
    return Intent.UNRELATED, _quotes(confirmed), ()


def another_thing(reading: Reading) -> Verdict | None:
    """Asks for something that is no event, or for an event of another kind, and does not name ours."""
    wishes = [*reading.found("asks", "comes"), *reading.others()]
    elsewhere = "" if reading.is_ours(wishes) else for_something_else(reading, wishes)
    if elsewhere:
        return Intent.UNRELATED, (f"about something else: {elsewhere}",), ()
    if reading.names_it_plainly:
        return None
    things = [match.text for match in reading.has("other_things")]
    if not reading.names:
        things += reading.other_kinds() + ([] if reading.supplies else reading.other_objects())
    if not things:
        return None
    doubts = (f"asks for something else: {things[0]}",) if wishes or reading.subject_registers else ()
    return Intent.UNRELATED, (f"about something else: {things[0]}",), doubts


def update(reading: Reading) -> Verdict | None:
    """Corrects a registration, or puts somebody else in its place."""
    changes = reading.found("updates")
    earlier = {"registered", "lacking"} & reading.quoted
    about = earlier or reading.registering_beside(changes) or (reading.names_it_plainly and reading.supplies)
    if not changes or not about or reading.found("asks"):
        return None
    return Intent.UPDATE, _quotes(changes), ()


def answer(reading: Reading) -> Verdict | None:
    """Supplies what our reply asked for."""
    asked = reading.expecting or "lacking" in reading.quoted
    if not asked or not reading.says_something or reading.found("asks", "cancels"):
        return None
    if reading.questions([]) and not reading.supplies:
        return None
    return Intent.UPDATE, ("answers what was asked",), ()


def cancel(reading: Reading) -> Verdict | None:
    """Takes back a registration."""
    withdrawn = reading.found("cancels")
    if not withdrawn and "registered" in reading.quoted:
        withdrawn = reading.declines()
    about = reading.names or reading.registering_beside(withdrawn) or "registered" in reading.quoted
    if not withdrawn or not about or reading.found("asks") or _is_elsewhere(reading, withdrawn):
        return None
    return Intent.CANCEL, _quotes(withdrawn), ()


def ask(reading: Reading) -> Verdict | None:
    """Says in so many words that somebody is to be registered."""
    asked = reading.found("asks")
    if not asked or (_only_wonders(reading, asked) and not reading.supplies):
        return None
    return _register(reading, asked)


def decline(reading: Reading) -> Verdict | None:
    """Cannot or will not come, and was never registered."""
    declined = reading.declines() or reading.refused()
    about = reading.names or reading.registering_beside(declined)
    if not declined or not about or reading.found("comes") or reading.others():
        return None
    return Intent.DECLINE, _quotes(declined), ()


def wonder(reading: Reading) -> Verdict | None:
    """Asks whether one may still register; with the data that is a registration."""
    wondered = reading.has("possible")
    if not wondered or not (reading.names or reading.registering_beside(wondered)):
        return None
    if reading.supplies and "registered" not in reading.quoted:
        return _register(reading, wondered)
    return Intent.QUESTION, _quotes(wondered), ()


def come(reading: Reading) -> Verdict | None:
    """Says to come to the event."""
    coming = reading.found("comes") or reading.others()
    about = reading.names_it_plainly or reading.subject_registers or reading.supplies or reading.kind_beside(coming)
    if not coming or not about or ("registered" in reading.quoted and not reading.supplies):
        return None
    if reading.has("hedges", "later") and not reading.supplies:
        return Intent.QUESTION, _quotes(coming), (f"is not sure to come: {reading.has('hedges', 'later')[0].text}",)
    return _register(reading, coming)


def hesitate(reading: Reading) -> Verdict | None:
    """Speaks of the event, and leaves open whether to come."""
    unsure = reading.has("hedges")
    if not unsure or not reading.has("later") or not reading.names or reading.supplies:
        return None
    return Intent.QUESTION, _quotes(unsure), (f"is not sure to come: {unsure[0].text}",)


def accept(reading: Reading) -> Verdict | None:
    """Says yes to the announcement, or that the data follow."""
    accepted = reading.has("yes") if reading.names_it_plainly else []
    about = reading.subject_registers or reading.names_it_plainly or (reading.supplies and reading.kind_beside([]))
    if not accepted and about:
        accepted = reading.found("details")
    accepted = accepted or bare(reading)
    if not accepted or "registered" in reading.quoted or (reading.has("questions") and not reading.supplies):
        return None
    return _register(reading, accepted)


def supply(reading: Reading) -> Verdict | None:
    """Gives the data asked, in a mail that is about the event."""
    about = reading.names_it_plainly or any(name.startswith("kind:") for name in reading.names)
    if not reading.supplies or "registered" in reading.quoted or reading.has("questions"):
        return None
    if not (reading.subject_registers or about):
        return None
    intent, evidence, doubts = _register(reading, [])
    if reading.gives_another:
        doubts = (*doubts, "gives the data of somebody else without asking to register them")
    if reading.subject_registers or reading.quotes_announcement or reading.labelled >= 2:  # noqa: PLR2004 - as asked
        return intent, evidence, doubts
    return intent, evidence, (*doubts, "gives data without asking to be registered")


def subject_alone(reading: Reading) -> Verdict | None:
    """Only the subject says that somebody registers: for what, a human sees at a glance."""
    words = sum(len(sentence.words) for sentence in reading.sentences)
    named = reading.names_it_plainly or reading.tells_who
    if not reading.subject_registers or words > (_SHORT if named else _SHORTER) or reading.questions([]):
        return None
    if not named and not reading.subject_is_bare:
        return None
    intent, evidence, doubts = _register(reading, [])
    for_what = "" if reading.names_it_plainly else ", and nothing names the event"
    if reading.names_it_plainly and names_only(reading):
        return intent, evidence, doubts
    return intent, evidence, (*doubts, f"only the subject asks to be registered{for_what}")


def question(reading: Reading) -> Verdict | None:
    """Asks something about the event or about registering."""
    asked = tuple(sentence.between(0, len(sentence.words)) for sentence in reading.questions([]))
    asked = asked or _quotes(reading.has("questions"))
    about = reading.names_it_plainly or reading.kind_beside([]) or (reading.names and reading.registering_beside([]))
    return (Intent.QUESTION, asked, ()) if asked and about else None


def unclear(reading: Reading) -> Verdict | None:
    """Shows a sign of registering that no phrase explains: better seen by a human than dropped."""
    sign = hint(reading)
    if not sign:
        return None
    intent, evidence, doubts = _register(reading, [])
    return intent, (sign, *evidence), (f"seems to register, but does not say so plainly: {sign}", *doubts)


def nothing(reading: Reading) -> Verdict:
    """What nothing speaks for is not for us."""
    return Intent.UNRELATED, () if reading.says_something or reading.denies else (THANKS,), ()


INTENT_RULES: tuple[IntentRule, ...] = (
    # machines and bulk
    by_header, by_own_words, by_opening, calendar, spam, bulk, confirmed_elsewhere,
    # what concerns a registration that exists
    update, answer, cancel,
    # who registers, and who does not
    another_thing, ask, decline, come, wonder, hesitate, accept, supply, subject_alone,
    # and the rest
    question, unclear, nothing,
)  # fmt: skip


def _register(reading: Reading, matches: Sequence[Match]) -> Verdict:
    evidence = list(_quotes(matches))
    if reading.labelled:
        evidence.append(f"gives {reading.labelled} of the data asked")
    if reading.subject_registers:
        evidence.append(f"subject: {reading.subject_registers}")
    asked = (f"asks a question: {sentence.between(0, len(sentence.words))}" for sentence in reading.questions(matches))
    return Intent.REGISTER, (*evidence, *reading.names, *asked), doubts_about(reading, matches)


def _is_elsewhere(reading: Reading, withdrawn: Sequence[Match]) -> bool:
    ours = "registered" in reading.quoted or reading.registering_beside(withdrawn) or reading.is_ours(withdrawn)
    return not ours and bool(for_something_else(reading, withdrawn))


def _only_wonders(reading: Reading, asked: Sequence[Match]) -> bool:
    wondering = reading.has("possible", "questions")
    return all(any(match.overlaps(other) for other in wondering) for match in asked)


def _quotes(matches: Sequence[Match]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match.text for match in sorted(matches, key=lambda match: match.start - match.end)))
