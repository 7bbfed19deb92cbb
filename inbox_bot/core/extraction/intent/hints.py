"""What smells of a registration although no phrase says so."""

import re

from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction.evidence import AGREEING
from inbox_bot.core.extraction.intent.reading import Reading
from inbox_bot.core.extraction.routing import event_vocabulary, is_reply, kinds_of
from inbox_bot.core.extraction.wording.lexicon import frame_words, languages
from inbox_bot.core.extraction.wording.phrases import Match
from inbox_bot.core.extraction.wording.words import Sentence, fold, sentences

_LETTERS = re.compile(r"[^\W\d_]+")
_FEWEST_LABELS = 2
_ONLY_HERE = frozenset({FieldType.DATE, FieldType.CHOICE, FieldType.BOOLEAN})
_ELSE = ("works", "performs", "later", "elsewhen", "material")
_TELLING, _SOME = 2, 10
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63})+")
_OF_ITSELF = ("tag", "title", "date")
_SHORT = 60
_BRIEF, _LITTLE = 25, 4
_ONE_CLAUSE = 7
"""Words: in a longer sentence such a word wishes something else, too."""


def bare(reading: Reading) -> list[Match]:
    """Return what stands for a sentence that says nothing but a word of registering: `Inschrijving.`, `Attending.`"""
    if not (reading.names_it_plainly or reading.kind_beside([])):
        return []
    known = frame_words() | event_vocabulary(reading.event.title)
    return [
        match
        for match in reading.found("bare")
        if match.sentence in reading.own_sentences and known.issuperset(_rest(match))
    ]


def hint(reading: Reading) -> str:
    """Return the words that seem to register somebody; empty where nothing does."""
    if reading.message.mailing_list or reading.has("newsletter", "organising", "theirs", "declines", "registered"):
        return ""
    if "registered" in reading.quoted or reading.refused():
        return ""
    if reading.has("solicits") and not reading.found("asks", "comes"):
        return ""
    if reading.labelled >= max(_FEWEST_LABELS, len(reading.event.required)) and not reading.subject:
        return f"gives {reading.labelled} of the data asked"
    own = bool(reading.names) or _writes_of_oneself(reading)
    if reading.gives_all and own and reading.others_said <= _SHORT and not reading.has("matters"):
        return f"gives {len(reading.told.written)} of the data asked"
    signs = (_answered, _attached, _somebody, _stem, _answer, _foreign, _told, _reached, _personal, _comes, _pictured)
    return next(filter(None, (sign(reading) for sign in signs)), "")


def _writes_of_oneself(reading: Reading) -> bool:
    """Tell whether some of the data given agree with who sends the mail."""
    people = reading.told.settled.participants
    return any(AGREEING & set(one.evidence) for given in people for one in given.values() if one.source == "text")


def _answered(reading: Reading) -> str:
    """An answer to what hardly anybody else asks: a day of arrival, a choice, yes or no."""
    asked = [field.key for field in reading.event.required if field.type in _ONLY_HERE]
    people = reading.told.settled.participants
    found = (one[key].text for one in people for key in asked if key in one)
    return next(found, "") if reading.arrives or not reading.questions([]) else ""


def _attached(reading: Reading) -> str:
    """The sender points to an attachment, which may hold the registration."""
    pointing = reading.has("attached")
    about = reading.names_it_plainly or reading.subject_registers or reading.kind_beside([])
    about = about or bool(reading.message.attachments and (reading.has("forms") or reading.speaks_of_registering))
    named = next((one.filename for one in reading.message.attachments if _of_registering(one.filename)), "")
    if named:
        return named
    return pointing[0].text if pointing and about else ""


def _of_registering(name: str) -> bool:
    stems = tuple(stem for language in languages().values() for stem in language.stems)
    return any(word.startswith(stems) for word in _LETTERS.findall(fold(name)))


def _somebody(reading: Reading) -> str:
    """Somebody whom the sentence does not name comes."""
    others = [match for match in reading.found("others") if not _in_general(match.sentence)]
    return others[0].text if others and (reading.names_it_plainly or reading.kind_beside(others)) else ""


def _comes(reading: Reading) -> str:
    """Somebody says to come, and nothing of anything else: to what but the event of which this mailbox hears?"""
    words = sum(len(sentence.words) for sentence in reading.own_sentences)
    alone = words <= _BRIEF and reading.others_said <= _LITTLE and not reading.message.mailing_list
    answers = is_reply(reading.message.subject) and not reading.is_invited
    if not alone or answers or reading.questions([]) or reading.unsure:
        return ""
    return next((match.text for match in reading.found("comes")), "")


def _pictured(reading: Reading) -> str:
    """A picture of what somebody wrote by hand, with hardly a word beside: `see photo`."""
    words = sum(len(sentence.words) for sentence in reading.own_sentences)
    pointing = reading.has("attached") if 0 < words <= _BRIEF else ()
    pictures = [one for one in reading.message.attachments if one.content_type.startswith("image/")]
    return pointing[0].text if pointing and pictures and reading.others_said <= _LITTLE else ""


def _stem(reading: Reading) -> str:
    ours = kinds_of(reading.event)
    for sentence in reading.sentences:
        named = reading.names_it_plainly or reading.kind_beside([]) or any(word in ours for word in sentence.words)
        if named and not sentence.asks and (word := _registering(sentence)):
            return word
    return ""


def _told(reading: Reading) -> str:
    """Who somebody is, and something of what is asked, in a mail about the event: few say so for another reason."""
    given = len(reading.told.written | reading.told.in_doubt)
    about = reading.names or reading.subject_registers
    return f"gives {given} of the data asked" if about and given >= _TELLING and not reading.has("matters") else ""


def _reached(reading: Reading) -> str:
    """An address other than the sender's, in a mail about the event: where somebody is to be reached."""
    known = {one.addr_spec.lower() for one in (*reading.message.senders, *reading.message.to, *reading.message.cc)}
    said = (one[0].lower() for line in reading.lines for one in _ADDRESS.finditer(line.text))
    about = any(name.startswith(_OF_ITSELF) for name in reading.names)
    return next((one for one in said if one not in known), "") if about and reading.others_said <= _ONE_CLAUSE else ""


def _personal(reading: Reading) -> str:
    """Somebody who speaks of themselves and of the event, and of little else, may mean to come, however it is said."""
    only_place = all(name.startswith("place:") for name in reading.names) and not reading.kind_beside([])
    if not reading.speaks_of_it or only_place or reading.others_said > _SOME or reading.has(*_ELSE):
        return ""
    above = reading.subject if reading.day_above else ""
    said = next((match.text for match in reading.has("oneself")), above)
    return said if reading.own_sentences and not reading.questions([]) else ""


def _foreign(reading: Reading) -> str:
    """A subject of registering above the sender's own address: one may write in a language that no phrase knows."""
    sender = reading.message.sender
    given = sender and any(sender.addr_spec.lower() in line.text.lower() for line in reading.lines)
    said = (word for sentence in sentences([reading.subject]) if (word := _registering(sentence)))
    return next(said, "") if given else ""


def _registering(sentence: Sentence) -> str:
    stems = tuple(stem for language in languages().values() for stem in language.stems)
    return "" if _in_general(sentence) else next((word for word in sentence.words if word.startswith(stems)), "")


def _in_general(sentence: Sentence) -> bool:
    return not all(language.crowd.isdisjoint(sentence.words) for language in languages().values())


def _answer(reading: Reading) -> str:
    """A word of coming in an answer to the announcement, or in a short mail whose subject is the event."""
    replies = reading.quotes_announcement and is_reply(reading.message.subject)
    words = sum(len(sentence.words) for sentence in reading.own_sentences)
    if not replies and not (reading.kind_beside([]) and words <= _SHORT):
        return ""
    if reading.unsure or reading.put_off or reading.has("questions") or reading.questions([]):
        return ""
    eager = frozenset().union(*(language.eager for language in languages().values()))
    short = (sentence for sentence in reading.own_sentences if len(sentence.words) <= _ONE_CLAUSE)
    said = (word for sentence in short for word in sentence.words if word in eager)
    return next(said, "") or ("a name in reply to the announcement" if replies and reading.names_somebody else "")


def stem(reading: Reading) -> list[str]:
    """Return a word of registering, from a sentence that speaks of no crowd and asks nothing, or from the subject."""
    above = () if reading.subject_registers else sentences([reading.subject])
    said = (_registering(sentence) for sentence in (*above, *reading.own_sentences) if not sentence.asks)
    return [word for word in said if word][:1]


def eager(reading: Reading) -> list[str]:
    """Return a word of coming in an answer to the announcement, or in a short mail about the event."""
    return [word] if (word := _answer(reading)) else []


def _rest(match: Match) -> list[str]:
    words = match.sentence.words
    return [word for word in (*words[: match.start], *words[match.end :]) if not word.isdigit()]
