"""What makes a registration doubtful although it asks for one."""

from collections.abc import Sequence
from itertools import takewhile

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.intent.elsewhere import another_event, beside
from inbox_bot.core.extraction.intent.reading import Reading
from inbox_bot.core.extraction.intent.turned import for_a_thing, invites, turned
from inbox_bot.core.extraction.model import Intent
from inbox_bot.core.extraction.routing import is_reply
from inbox_bot.core.extraction.wording.days import MONTHS
from inbox_bot.core.extraction.wording.lexicon import frame_words
from inbox_bot.core.extraction.wording.phrases import Match
from inbox_bot.core.extraction.wording.words import folded_words

Verdict = tuple[Intent, tuple[str, ...], tuple[str, ...]]

ONLY_THE_DAY = "names no more of the event than its day or place"
NO_EVENT = "nothing in the mail names the event"
NO_WISH = "gives data without asking to be registered"
ONLY_SUBJECT = "only the subject asks to be registered"
ONLY_SUBJECT_NO_EVENT = "only the subject asks to be registered, and nothing names the event"
MUCH_ELSE = "says little of coming, and much of something else"
COLLEAGUE = "comes from the organiser's own house, without a word of registering"
NOT_PLAINLY = "seems to register, but does not say so plainly"

_ENOUGH = 2
_LITTLE = 4
"""Words beside data, event and courtesies."""
_FEW = 2
_MANY = 4
PERHAPS = lexicon.answers("perhaps")
_SAID = frozenset({"text", "forwarded"})
"""Where people say something of themselves: a subject and a signature are there anyway."""
_SILENT = frozenset({Intent.UNRELATED, Intent.AUTOMATIC, Intent.BOUNCE, Intent.DECLINE, Intent.SPAM})


def doubts_about(reading: Reading, matches: Sequence[Match]) -> tuple[str, ...]:
    """Return, as short sentences, what a human should look at before anybody is registered by *matches*."""
    doubts = (
        _another_day(reading, matches),
        _another_kind(reading),
        _another_thing(reading, matches),
        _another_event(reading, matches),
        _another_time(reading, matches),
        _nothing_of_it(reading, matches),
        _invites(reading),
        _thanks(reading),
        _only_the_day(reading, matches),
        _bulk(reading),
        _unnamed(reading),
        _troubles(reading),
        _contradicts(reading),
        _no_event(reading),
        _only_forwards(reading),
        _organises(reading),
        _performs(reading),
        _talks_of_else(reading),
        _others_act(reading),
        _reads_automatic(reading),
        _unsure(reading),
        _baits(reading),
        _of_the_house(reading, matches),
        _matters(reading),
        _advertises(reading),
    )
    return tuple(doubt for doubt in doubts if doubt)


def _another_day(reading: Reading, matches: Sequence[Match]) -> str:
    others = [day.text for day in reading.other_days(matches)] or reading.other_weekdays(matches)
    return f"names another date: {others[0]}" if others else ""


def _another_kind(reading: Reading) -> str:
    others = reading.other_kinds()
    ours = reading.names_it_firmly or (reading.day_above and reading.comes_here)
    return f"names another kind of event: {others[0]}" if others and not ours else ""


def _another_thing(reading: Reading, matches: Sequence[Match]) -> str:
    thing = "" if reading.fills_in else beside(reading, matches) or for_a_thing(reading, matches)
    return f"is about something else: {thing}" if thing else ""


def _another_event(reading: Reading, matches: Sequence[Match]) -> str:
    other = another_event(reading, matches)
    return f"speaks of an event about or in something else: {other}" if other else ""


def _another_time(reading: Reading, matches: Sequence[Match]) -> str:
    said = turned(reading, matches, "elsewhen")
    return f"means another time: {said}" if said else ""


def _nothing_of_it(reading: Reading, matches: Sequence[Match]) -> str:
    said = turned(reading, matches, "unreal")
    return f"seems to say that nothing comes of it: {said}" if said else ""


def _invites(reading: Reading) -> str:
    said = invites(reading)
    return f"invites the reader: {said}" if said else ""


def _thanks(reading: Reading) -> str:
    """Whoever thanks for a confirmation is on the list, unless they ask to be registered all the same."""
    plain = reading.supplies or reading.found("asks")
    return "" if plain or not reading.thanked else f"thanks for a confirmation: {reading.thanked[0].text}"


def _only_the_day(reading: Reading, matches: Sequence[Match]) -> str:
    """Many things happen on one day: who comes then, and says no more, may mean another."""
    unknown = [] if reading.is_told(matches) or reading.supplies else reading.other_objects()
    if unknown:
        return f"asks for what the announcement does not know: {unknown[0]}"
    if not matches or not reading.names or reading.is_ours(matches) or reading.tells_who or _day_is_all(reading):
        return ""
    asks = any(match.phrase.category == "asks" for match in matches)
    nothing_else = reading.told.complete and not reading.others_said
    loosely = reading.calls_it_loosely and reading.names_it_plainly
    return "" if asks or nothing_else or loosely else ONLY_THE_DAY


def _day_is_all(reading: Reading) -> bool:
    """Tell whether the subject says nothing but the day, or the text gives what an event asks."""
    subject = [word for word in folded_words(reading.subject) if not word.isdigit() and word not in MONTHS]
    day = any(map(str.isdigit, folded_words(reading.subject))) and frame_words().issuperset(subject)
    return day or len(reading.told.written) >= _ENOUGH


def _bulk(reading: Reading) -> str:
    return f"came by a mailing list: {reading.message.mailing_list}" if reading.message.mailing_list else ""


def _unnamed(reading: Reading) -> str:
    later = reading.put_off
    return f"does not say yet who comes: {later[0].text}" if later and not reading.supplies else ""


def _troubles(reading: Reading) -> str:
    troubles = [] if reading.told.complete and reading.found("asks", "comes") else reading.has("troubles")
    return f"says that something failed: {troubles[0].text}" if troubles else ""


def _contradicts(reading: Reading) -> str:
    against = [*reading.found("cancels"), *([] if reading.registers_others else reading.refused())]
    return f"also says: {against[0].text}" if against else ""


def _no_event(reading: Reading) -> str:
    if reading.gives_everything:
        return ""
    if _answers_another(reading):
        return NO_EVENT
    known = reading.tells_who or reading.is_invited or reading.has("hurries", "invitations")
    named = known or reading.names or reading.supplies or reading.subject_registers
    asked = reading.found("asks")
    plain = reading.registering_within(asked) or (asked and (reading.found("comes") or reading.told.complete))
    if plain and reading.others_said <= _FEW:
        return ""
    wished = reading.found("asks") or reading.found("comes") or reading.subject_registers
    other = reading.may_name_it and not (reading.names or wished)
    return NO_EVENT if other or not named else ""


def _answers_another(reading: Reading) -> bool:
    """Tell whether an answer, of which no word is of the event, says only by a day when its sender comes."""
    subject = reading.message.subject
    about = reading.names or reading.is_invited or reading.may_name_it or reading.speaks_of_registering
    return is_reply(subject) and not (about or reading.found("asks") or len(reading.told.written) >= _ENOUGH)


def _only_forwards(reading: Reading) -> str:
    return "forwards a mail that asks, without a word of its own" if reading.only_forwards and reading.lines else ""


def _organises(reading: Reading) -> str:
    words = reading.has_beside_values("organising") or reading.answered("organising", "performs")
    return f"speaks of organising: {words[0].text}" if words and not reading.found("asks") else ""


def _performs(reading: Reading) -> str:
    """Who speaks, plays, delivers or repairs something at the event comes too, and registers nobody."""
    beside = reading.has_beside_values("performs")
    words = [match for match in reading.found("performs") if match in beside]
    return f"speaks of a part of their own in it: {words[0].text}" if words else ""


def _talks_of_else(reading: Reading) -> str:
    """Who comes, but asks for no registration and has much else to say, may be no participant at all."""
    plain = reading.context.known or reading.found("asks") or reading.subject_registers or reading.labelled >= _ENOUGH
    plain = plain or reading.comes_here or (reading.gives_all and reading.answers)
    plain = plain or bool(reading.arrives and (reading.names_it_plainly or reading.supplies))
    lacks = reading.told.settled.missing(reading.event)
    return MUCH_ELSE if lacks and not plain and reading.others_said > _LITTLE else ""


def _others_act(reading: Reading) -> str:
    words = [] if reading.found("asks") else reading.has("themselves")
    return f"says that others will register by themselves: {words[0].text}" if words else ""


def _reads_automatic(reading: Reading) -> str:
    said = reading.has("opening.automatic", "opening.bounce")
    if said and _asked_before(reading, said[0]):
        return ""
    words = [match.text for match in said]
    machine = {kind for kind in reading.opening if kind.endswith((".automatic", ".bounce"))}
    return f"reads like an automatic reply: {next(iter(words), reading.message.subject)}" if machine else ""


def _asked_before(reading: Reading, said: Match) -> bool:
    """Tell whether a sentence above *said* asks to be registered: what a machine says, it says first."""
    asked = [match.sentence for match in reading.found("asks")]
    above = takewhile(lambda sentence: sentence is not said.sentence, reading.own_sentences)
    return any(sentence in asked for sentence in above)


def _unsure(reading: Reading) -> str:
    words = reading.reserved or (reading.questions([]) and reading.undecided) or _only_perhaps(reading)
    return f"is not sure yet: {words[0].text}" if words else ""


def _only_perhaps(reading: Reading) -> list[Match]:
    """Return the wishes to register if each of them holds a word for perhaps: `dan schrijf ik me misschien in`."""
    asked = reading.found("asks")
    said = [one for one in asked if not PERHAPS.isdisjoint(one.sentence.words[one.start : one.end])]
    return said if len(said) == len(asked) else []


def _baits(reading: Reading) -> str:
    plain = reading.gives_everything and reading.registering_within(reading.found("asks"))
    words = [] if reading.context.known or plain else reading.has_beside_values("spam.bait")
    return f"reads like spam: {words[0].text}" if words else ""


def _of_the_house(reading: Reading, matches: Sequence[Match]) -> str:
    """Who shares the domain of the organiser, and has much to say but no word of registering, may be a colleague."""
    if not reading.is_of_house:
        return ""
    asked = {field.key for field in reading.event.required}
    people = reading.told.settled.participants
    said = {key for given in people for key, one in given.items() if one.source in _SAID}
    plain = not asked.isdisjoint(said) or reading.subject_registers or reading.registering_within(matches)
    quiet = reading.others_said <= _LITTLE and not reading.questions([])
    return "" if plain or reading.context.known or quiet else COLLEAGUE


def _matters(reading: Reading) -> str:
    """A complaint, an application or another system's notice may hold the same data as a registration."""
    if reading.gives_everything and reading.registering_within(reading.found("asks")):
        return ""
    words = reading.has_beside_values("matters") or (
        [] if reading.found("asks", "comes") or reading.gives_all else reading.has_beside_values("material")
    )
    return f"speaks of something that is no registration: {words[0].text}" if words else ""


def _advertises(reading: Reading) -> str:
    words = reading.has("newsletter")
    return f"reads like a newsletter: {words[0].text}" if words else ""


def silence(reading: Reading, verdict: Verdict) -> Verdict:
    """Return *verdict*, with a doubt where it would drop without a word what gives the data asked.

    Only a machine's headers outweigh data: words such as `on leave` or `cannot come` also stand in registrations.
    """
    intent, evidence, doubts = verdict
    if intent not in _SILENT or doubts or _by_machine(reading) or reading.is_own:
        return verdict
    if (
        intent is Intent.AUTOMATIC
        and {"subject.automatic", "opening.automatic"} <= reading.opening
        and not _wishes(reading)
    ):
        return verdict
    stamped = reading.message.is_stamped and reading.gives_all
    declares = intent is Intent.DECLINE and reading.names_somebody and len(reading.told.written) > _ENOUGH
    spelled = reading.names_somebody and len(reading.told.spoken) >= max(_MANY, len(reading.event.required) - 1)
    if not (reading.gives_enough or reading.gives_everything or stamped or declares or spelled):
        return verdict
    if intent is Intent.SPAM and not reading.found("asks", "comes"):
        return verdict
    kept = intent if intent is Intent.DECLINE else Intent.UNRELATED
    given = reading.gives or len(reading.told.written)
    return kept, evidence, (f"gives {given} of the data asked, but reads like no registration: {intent}",)


def _wishes(reading: Reading) -> bool:
    """Tell whether the text, not a subject that a machine repeats, asks or comes, or answers behind labels."""
    wishes = (one for one in reading.found("asks", "comes") if one.sentence in reading.own_sentences)
    return bool(reading.labelled) or next(wishes, None) is not None


def _by_machine(reading: Reading) -> bool:
    message = reading.message
    if reading.message.is_stamped and (reading.found("asks") or reading.subject_registers):
        return False
    return bool(message.bounce or message.automatic or message.mailing_list or message.return_path == "")
