"""What the subject gives: some people write all there, `Registration: An Claes, Ghent, jurist`."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from inbox_bot.core.document import Document, Line, Span, Zone
from inbox_bot.core.event import Field, FieldType
from inbox_bot.core.extraction.candidates import countries, days, emails, jobs, names, places
from inbox_bot.core.extraction.candidates.clubwords import is_club_word
from inbox_bot.core.extraction.evidence import candidate
from inbox_bot.core.extraction.folding import fold, key, words
from inbox_bot.core.extraction.labels import concepts
from inbox_bot.core.extraction.labels.vocabulary import NAME
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.prose import employers, mentions
from inbox_bot.core.extraction.prose.about import about
from inbox_bot.core.extraction.routing import event_kinds, is_reply
from inbox_bot.core.extraction.sender import headers
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.segments import segments
from inbox_bot.core.extraction.wording.days import MONTHS
from inbox_bot.core.extraction.wording.lexicon import frame_words, kinds, languages

_PLACES = {FieldType.MUNICIPALITY, FieldType.ORGANISATION}
_SAID = {FieldType.JOB_TITLE, FieldType.PHONE, FieldType.CHOICE, FieldType.BOOLEAN, FieldType.NUMBER}
_PLAIN = frozenset({"birth", "seats"})
"""What is nothing else, wherever it stands: a date with its year of long ago, `2 places` in a car."""
_EMPLOYS, _CLUB, _SPOKEN = {"workplace", "employer"}, {"employer"}, {"arrival"}
_OF_OFFICE = {"known", "frame"}

_FROM = re.compile(r"(?<!\w)(?:from|uit|de|du|des|d'|aus)\s*(?:the\s+|de\s+|der\s+|la\s+|l')?(?=[A-ZÀ-Þ])")
"""Where somebody registers from: `Registration from Tajikistan`."""
_DAY = re.compile(r"[\d./-]+[:,]?")
_CODE = 2
"""Two letters open the subject of an answer: `VS:`."""


def candidates(reading: Reading) -> Iterator[Candidate]:
    """Yield the values that stand in the subject, each between separators of its own."""
    subject, shown = reading.message.subject, headers.sender_name(reading)
    announced = key(f"{reading.event.title} {reading.event.place}")
    spare: list[str] = []
    listed: list[Candidate] = []
    for span in segments(subject, 0):
        text = _without_registering(subject[span.start : span.end])
        if text and key(text) not in announced:
            named = [one for one in _name(text) if not shown or names.same(shown, one.value)]
            others = list(_others(reading, text))
            listed += named + others
            spare += [text] if not named and not others and listed else []
    yield from listed
    yield from _listed_day(reading, listed)
    said = list(_said(reading, names_one=any(one.key == NAME for one in listed)))
    yield from said
    spare = [text for text in spare if not any(one.text in text or text in one.text for one in said)]
    listed += said
    if len(spare) == 1 and {NAME} < {one.key for one in listed}:
        yield from _left_over(reading, spare[0])


def _listed_day(reading: Reading, listed: list[Candidate]) -> Iterator[Candidate]:
    """Yield the day that stands beside a name and where its bearer belongs; else it may be the event's."""
    subject, kinds = reading.message.subject, {reading.event.field(one.key).type for one in listed if one.key != NAME}
    asked = [field for field in reading.event.required if field.type is FieldType.DATE]
    if len(asked) != 1 or not kinds & _PLACES or not any(one.key == NAME for one in listed):
        return
    if event_kinds(reading.event.title).intersection(words(subject)):
        return
    for span in segments(subject, 0):
        text = subject[span.start : span.end]
        day = days.read(text, reading.event) if days.is_only(fold(text)) else None
        if day:
            yield candidate(asked[0].key, day, text, None, "subject", ("option", "valid", "subject"))


def _said(reading: Reading, *, names_one: bool) -> Iterator[Candidate]:
    """Yield what the subject says as a sentence does; that of a reply is not the sender's.

    A town is somebody's where it stands behind a title, and somebody is named: `An Claes, alderman Ghent`.
    """
    subject = "" if is_reply(reading.message.subject) else reading.message.subject
    line = Line(subject, Span(0, len(subject)), Zone.NEW)
    alone = replace(reading, document=Document(subject, (line,)), forwarded=False, zones=frozenset({Zone.NEW}))
    for match in names.SHAPE.finditer(subject):
        name = names.read(match.group(), reading.addresses)
        if (
            name
            and reading.sender
            and "given name" in names.looks(name)
            and names.agrees(name, reading.sender.addr_spec)
        ):
            names_one = True
            agreeing = ("subject", "segment", "given name", "agrees with address")
            yield candidate(NAME, name, match.group(), None, "subject", agreeing)
    for one in (one for row in alone.rows for one in mentions.find(alone, row)):
        evidence = ("subject", *(piece.name for piece in one.evidence))
        kind = reading.event.field(one.key).type
        club = (
            kind in _PLACES
            and "," not in one.text
            and not (_EMPLOYS if kind is FieldType.ORGANISATION else _CLUB).isdisjoint(evidence)
        )
        town = names_one and kind is FieldType.MUNICIPALITY and _OF_OFFICE.issubset(evidence)
        plain = concepts.of(reading.event.field(one.key)) in _PLAIN
        day = plain or (kind is FieldType.DATE and not _SPOKEN.isdisjoint(evidence))
        if (kind in _SAID or club or town or day) and not (club and key(one.text) in key(reading.event.title)):
            yield candidate(one.key, one.value, one.text, None, "subject", evidence)


def _left_over(reading: Reading, text: str) -> Iterator[Candidate]:
    """Yield as an employer what stands in a list of data without being anything else that is asked."""
    asked = [field for field in reading.event.required if field.type in _PLACES]
    if len(asked) == 1 and len(text.split()) > 1 and text[0].isupper() and not employers.is_prose(text):
        yield candidate(asked[0].key, text, text, None, "subject", ("position", "subject"))


def _without_registering(text: str) -> str:
    """Return *text* without the words in front by which somebody registers: `Anmeldung für An Claes`."""
    words = text.split()
    while words and fold(words[0]).strip(":-") in _nouns():
        words = words[1:]
    rest = words
    while rest and (_DAY.fullmatch(rest[0]) or fold(rest[0]).strip(":-") in _event_words()):
        rest = rest[1:]
    return " ".join(rest if names.SHAPE.fullmatch(" ".join(rest)) else words)


@cache
def _event_words() -> frozenset[str]:
    """Return the words that name an event before somebody: `Inscription à la journée du 19/3 An Claes`."""
    return frame_words() | kinds() | MONTHS | _nouns()


@cache
def _nouns() -> frozenset[str]:
    return frozenset(word for language in languages().values() for word in (*language.registering, *language.towards))


def _name(text: str) -> Iterator[Candidate]:
    name = names.read(text) if names.SHAPE.fullmatch(text) else None
    if name and not jobs.has_head(text) and "given name" in names.looks(name):
        yield candidate(NAME, name, text, None, "subject", ("segment", "subject", *names.looks(name)))


def _is_name(text: str) -> bool:
    """Tell whether *text* is more than the word for a kind of organisation: two words, or an acronym."""
    return len(text.split()) > 1 or sum(map(str.isupper, text)) > 1


def _employs(reading: Reading, text: str) -> bool:
    sender = reading.sender
    return places.organisation_word(text) or (sender is not None and employers.spells(text, sender.addr_spec))


def _others(reading: Reading, text: str) -> Iterator[Candidate]:
    for field in reading.event.fields:
        address = emails.normal(text) if field.type is FieldType.EMAIL else None
        if address:
            yield candidate(field.key, address, text, None, "subject", ("address written out", "subject"))
        country = countries.read(text) if field.type is FieldType.COUNTRY and len(text) > _CODE else None
        if country:
            yield candidate(field.key, country, text, None, "subject", ("known", "segment", "subject"))
        elif field.type is FieldType.COUNTRY and key(text) not in key(reading.event.title):
            for span, value in countries.find(text, 0, len(text), _FROM):
                said = text[span.start : span.end]
                yield candidate(field.key, value, said, None, "subject", ("known", "segment", "subject"))
        if field.type in _PLACES:
            yield from (one for one in _employers(reading, field, text) if not days.read(text, reading.event))
        if field.type is FieldType.DATE and (day := _day(reading, field, text)):
            yield candidate(field.key, day, text, None, "subject", ("option", "valid", "subject"))


def _employers(reading: Reading, field: Field, text: str) -> Iterator[Candidate]:
    if field.type is FieldType.ORGANISATION and ((_is_name(text) and _employs(reading, text)) or _is_club(text)):
        yield candidate(field.key, text, text, None, "subject", ("organisation word", "segment", "subject"))
    club = field.type is FieldType.MUNICIPALITY and not _asks(reading, FieldType.ORGANISATION) and _is_club(text)
    both = field.type is FieldType.ORGANISATION and _asks(reading, FieldType.MUNICIPALITY)
    if (
        club
        or (places.is_place(text) and not both and fold(text) not in fold(headers.sender_name(reading)).split())
        or any(span.end == len(text) for span, known in places.cued(text) if known)
    ):
        yield candidate(field.key, text, text, None, "subject", ("known", "segment", "subject"))


def _day(reading: Reading, field: Field, text: str) -> str | None:
    """Return the day that *text* says of *field*; a day alone may be the event's."""
    told = about(reading.event, field)
    return days.read(text, reading.event) if told and told.search(fold(text)) else None


def _asks(reading: Reading, kind: FieldType) -> bool:
    return any(field.type is kind for field in reading.event.fields)


def _is_club(text: str) -> bool:
    words = fold(text).split()
    return len(words) > 1 and any(map(is_club_word, words))
