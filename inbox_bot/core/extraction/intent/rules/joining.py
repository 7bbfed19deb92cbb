"""Who joins those on the list, or comes back: never mere thanks, however short it is said."""

from inbox_bot.core.extraction.intent.comings import Coming, Who, comings
from inbox_bot.core.extraction.intent.doubts import NO_EVENT, Verdict
from inbox_bot.core.extraction.intent.reading import Reading
from inbox_bot.core.extraction.intent.rules.verdict import also_asks, quotes
from inbox_bot.core.extraction.model import JOINS, THANKS, Intent
from inbox_bot.core.extraction.participants.doubts.accompanied import accompanied
from inbox_bot.core.extraction.records import counted
from inbox_bot.core.extraction.wording.words import folded_words

_SOMEBODY_ELSE = 'Somebody else seems to take part: "{}".'


def joins(reading: Reading) -> Verdict | None:
    """Says in a conversation that somebody comes who is not on the list: the sender, or whom the mail names."""
    if not reading.context.registered or reading.found("asks"):
        return None
    coming = list(comings(reading.own_sentences, _on_the_list(reading)))
    others = [one for one in coming if one.who is not Who.ONESELF]
    company = _company(reading) if coming else ""
    if company:
        return Intent.UNRELATED, (JOINS,), (_SOMEBODY_ELSE.format(company),)
    if others:
        named = _names_new(reading) and any(one.who is Who.NAMED for one in others)
        return _register(reading, others) if named else _doubt(others)
    if coming and reading.context.perhaps_another:
        return _doubt(coming)
    if coming and reading.context.by_another:
        return _register(reading, coming)
    return _again(reading, coming) if coming else None


def _again(reading: Reading, coming: list[Coming]) -> Verdict | None:
    """Return that who is on the list says so once more; with something more that gives no data it is for a human."""
    first, turns = coming[0].match, reading.has("turns")
    if reading.told.written or reading.labelled or reading.questions([]) or reading.denies:
        return None
    said = {word for one in coming for word in one.match.sentence.words[one.match.start : one.match.end]}
    words = [word for sentence in reading.own_sentences for word in sentence.words]
    more = any(map(str.isdigit, words)) or not said.issuperset(reading.beyond_courtesy)
    more = more or any(one.sentence is first.sentence and one.start >= first.end for one in turns)
    return Intent.UNRELATED, () if more else (THANKS,), ()


def returns(reading: Reading) -> Verdict | None:
    """Comes after all, having taken a registration back: what was noted of them is known."""
    if not reading.context.left or reading.questions([]) or reading.denies or reading.unsure or reading.put_off:
        return None
    wishes = [*reading.found("asks", "comes", "stays"), *reading.has("yes")]
    coming = [one.match for one in comings(reading.own_sentences, frozenset()) if one.who is Who.ONESELF]
    about = reading.context.replies or reading.names or reading.speaks_of_registering
    doubts = () if about else (NO_EVENT,)
    return (Intent.REGISTER, quotes([*wishes, *coming]), doubts) if wishes or coming else None


def _on_the_list(reading: Reading) -> frozenset[str]:
    """Return the words of the names that are known: of those on the list, of who writes and of who reads."""
    people = (*reading.message.senders, *reading.message.to)
    names = (*reading.context.people, *(one.display_name for one in people))
    return frozenset(word for name in names for word in folded_words(name))


def _names_new(reading: Reading) -> bool:
    """Tell whether the text gives a whole name that is not on the list."""
    known = _on_the_list(reading)
    return any(not known.issuperset(folded_words(draft.name)) for draft in reading.told.records.drafts if draft.name)


def _company(reading: Reading) -> str:
    """Return the words by which the sender comes with others whom nothing names."""
    told = reading.told.reading
    several = (said for number, said in counted.announced(told) if number > 1)
    return next(accompanied(told), "") or next(several, "")


def _register(reading: Reading, coming: list[Coming]) -> Verdict:
    unsure = next(iter((*reading.unsure, *reading.put_off, *reading.reserved)), None)
    doubts = (f"is not sure yet: {unsure.text}",) if unsure else ()
    return Intent.REGISTER, (JOINS, *quotes([one.match for one in coming]), *also_asks(reading, [])), doubts


def _doubt(coming: list[Coming]) -> Verdict:
    return Intent.UNRELATED, (JOINS,), tuple(_SOMEBODY_ELSE.format(one.said) for one in coming[:1])
