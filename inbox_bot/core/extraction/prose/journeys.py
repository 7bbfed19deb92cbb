"""Days on which people say that they come or leave, in running text and in lists."""

import re
from collections.abc import Iterator
from datetime import date

from inbox_bot.core.alternation import alternation
from inbox_bot.core.document import Span
from inbox_bot.core.event import Field, FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import days, names, nearby
from inbox_bot.core.extraction.candidates.denial import HEDGE
from inbox_bot.core.extraction.evidence import candidate
from inbox_bot.core.extraction.labels import concepts
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.prose.about import about
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.extraction.wording.lexicon import kinds


def _any(name: str) -> str:
    return alternation(lexicon.days(name)).replace(r"\*", r"\w*")


def _verbs() -> str:
    """Return a pattern for verbs whose particle stands before them, or ends the clause: `tauche am Freitag auf`."""
    pairs = (entry.split(" ", 1) for entry in lexicon.days("arriving_verbs"))
    both = ((particle, roots.replace("/", "|")) for particle, roots in pairs)
    return "|".join(
        rf"{particle}(?:zu)?(?:{roots})\w*|(?:{roots})\w*\s[^.!?;\n]{{0,60}}\b{particle}(?=\s*(?:[,.;:!?()]|$|und\s))"
        for particle, roots in both
    )


_ARRIVES = re.compile(
    rf"(?<!\w)(?:{_any('arrives')}|{_verbs()}|(?:bin|sind|ist|wird|werden?|waren?|bi|sinn)(?:\s+[\w.]+){{0,6}}\s+d[ao]|"
    r"d[ao]\s+(?:bin|sind|sein|waren?))(?!\w)"
)
_COMES = re.compile(rf"{_ARRIVES.pattern}|(?<!\w){_any('comes')}(?!\w)")
_NOT_A_DAY = re.compile(
    rf"(?<!\w){alternation(lexicon.days('not_then'))}\s+(?:(?:schon|erst|bereits|am|den|on|op|le)\s+)*[\w.]+"
)
"""A day that is denied, which says nothing of another one: `nicht am Freitag`."""
_LEAVES = re.compile(
    rf"(?<!\w){_any('leaves')}(?!\w)|(?<!\w)reise[n]?(?=[^.!?\n]*\bab\b)|(?<!\w)(?:wieder|dann|und)\s+(?:ab|heim|fort)(?!\w)"
)
_ON_THE_WAY = re.compile(rf"(?<!\w){_any('on_the_way')}(?!\w)")
_STAYS_AWAY = re.compile(
    r"(?<!\w)(?:nicht(?! vor)|kein\w*|niet(?! voor)|geen|not(?! before)|n't|cannot|pas(?! avant)|ne|verhindert|unable|"
    r"wer|who|wie(?!\s+(?:von|vom|schon|bereits|immer|gewohnt|ublich|im|in|oben|am|beim|jedes|letztes|telefonisch|besprochen|abgesprochen|"
    r"angeboten|angekundigt|geplant|vereinbart|vorgeschlagen|gesagt|geschrieben)(?!\w))|qui)(?!\w)"
)
_BORDER = re.compile(r"[,;:()|–—!?]|\.(?=\s|$)|(?<!\w)(?:und|and|et|en|aber|maar|but|mais)(?!\w)")
_GIVEN_UP = re.compile(rf"(?<!\w){_any('given_up')}(?!\w)")
"""What somebody once did, or meant to do."""
_AS_EVER = re.compile(
    r"(?<!\w)(?:so\s+)?(?:wie|zoals|comme|like|as)\s+(?:(?:beim|im|bei|am|die|de|het|la|l'|the|vor|d')\s*){0,2}"
    r"(?:letzte\w*|vorige\w*|vergangene\w*|vorig|an\s+dernier|annee\s+derniere|derniere|last|previous|immer|ublich|gewohnt|zwei)"
    r"(?:\s+(?:mal|male|jahr\w*|treffen|jaar|keer|fois|year|time))?(?!\w)"
)
"""How it was before, which says nothing of this time: `wie letztes Jahr`."""
_MAY_I = re.compile(
    r"(?<!\w)(?:darf|durfte|durfen|durften|mag|mogen|zou|zouden|may|might|puis|puis-je|pourrais)(?:\s+|-)(?:ich|wir|ik|we|wij|i|je)(?!\w)"
    r"(?![^?]*(?<!\w)(?:schon|auch|al|ook|already|also|deja|aussi)(?!\w))"
)
"""By which a polite sentence asks to come, and does not wonder whether one can on another day, too."""
_SENTENCE = re.compile(r"[!?()]|\.(?=\s|$)")
_NOUN_BEFORE = re.compile(
    r"([^\W\d_]{4,})\s+(?:(?:am|vom|on|of|op|van|du|le|des|zum|in|der|den|fur|pour|for|voor)\s+)*$"
)
_SENTENCE_WORDS = re.compile(
    r"(?<!\w)(?:ich|wir|er|sie|ik|wij|je|j'|nous|i|we|muss|kann|ist|war|bin|sind|hat|habe|haben|wird|findet)(?!\w)"
)
_OWN = re.compile(rf"(?<!\w){alternation(lexicon.days('first_person'))}(?!\w)")
_DOES = re.compile(rf"(?<!\w){_any('done_that_day')}(?!\w)")
"""What somebody does on a day of the event without coming to it: working, writing, having something else to do."""
_SHORTEST_DATE, _FEW = 4, 5
_COUPLE = 2
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_ONESELF = frozenset({"ich", "ik", "ikzelf", "i", "me", "moi", "er", "sie", "he", "she", "hij", "zij"})
_REASONS = frozenset(
    {
        "da",
        "weil",
        "wenn",
        "falls",
        "denn",
        "obwohl",
        "als",
        "omdat",
        "want",
        "because",
        "if",
        "as",
        "since",
        "car",
        "si",
    }
)
_DAYS_AROUND = 2
_ARRIVAL, _SPOKEN, _DONE = ("arrival", "valid"), ("option", "valid"), ("segment", "valid")
_SIGN = re.compile(r"[\s:=-]*")
_GOES_ON = re.compile(r"(?:[^\W\d]+ )*\d{1,2}\. +[a-zà-ÿ]")
"""The dot behind a number where no sentence ends: `Am 16. muss ich weg`."""


def find(reading: Reading, row: Row, field: Field) -> Iterator[Candidate]:
    """Yield the days that *row* gives for *field*, each with its own words."""
    said_here = [said for said in _told(reading, row, field) if not _is_taken_back(row, said[0], reading)]
    told = [(said, _ARRIVAL if _arrives(row, said[0]) else _SPOKEN) for said in said_here]
    if any(_is_on_the_way(row, said[0]) for said, _ in told) and _arrives_otherwise(reading, field):
        told = [(said, evidence) for said, evidence in told if not _is_on_the_way(row, said[0])]
    if not told and _asks_one_day(reading) and concepts.of(field) != "departure":
        told = [(said, _DONE) for said in _done(reading, row)]
    for (span, value), evidence in told:
        yield candidate(field.key, value, reading.document.slice(span), span, reading.source(row), evidence)


def _is_taken_back(row: Row, day: Span, reading: Reading) -> bool:
    """Tell whether the sentence goes on to another day, which it says to be meant instead."""
    end = day.end - row.span.start
    others = (span.start for span, _ in days.arrivals(row.folded, reading.event) if span.start >= end)
    following = next(iter(sorted(others)), None)
    return following is not None and days.takes_back(row.folded[end:following])


def _arrives(row: Row, day: Span) -> bool:
    """Tell whether the sentence around a day says in so many words that somebody arrives."""
    within = Span(day.start - row.span.start, day.end - row.span.start)
    return _ARRIVES.search(row.folded[slice(*_around(row.folded, within, _SENTENCE))]) is not None


def _is_on_the_way(row: Row, day: Span) -> bool:
    """Tell whether the clause around a day says that the sender sets out, or goes to somebody else first."""
    within = Span(day.start - row.span.start, day.end - row.span.start)
    said = row.folded[slice(*_around(row.folded, within, _BORDER))]
    return _ON_THE_WAY.search(said) is not None and _OWN.search(said) is not None


def _arrives_otherwise(reading: Reading, field: Field) -> bool:
    """Tell whether the text gives another day, in words of arriving."""
    said = ((row, span) for row in reading.own for span, _ in _told(reading, row, field))
    return any(_arrives(row, span) and not _is_on_the_way(row, span) for row, span in said)


def _told(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, str]]:
    if concepts.of(field) == "departure":
        yield from _spoken(reading, row, field, _LEAVES)
        return
    yield from _spoken(reading, row, field, _COMES)
    if _asks_one_day(reading):
        signs = reading.source(row) == "signature"  # beside a name a letter is dated, too
        yield from (said for said in _bare(reading, row, field) if not signs or _is_of_event(reading, said[1]))


def _done(reading: Reading, row: Row) -> Iterator[tuple[Span, str]]:
    """Yield the one day on which the sender does something, whatever it is, if no other day is spoken of anywhere."""
    found = [(span, value) for span, value in days.arrivals(row.folded, reading.event) if _is_own(row.folded, span)]
    if not found or len(set(_days_of(reading))) != 1:
        return
    for span, value in found:
        yield Span(row.span.start + span.start, row.span.start + span.end), value


def _days_of(reading: Reading) -> Iterator[str]:
    for row in reading.own:
        yield from (value for _, value in days.arrivals(row.folded, reading.event))


def _is_own(folded: str, span: Span) -> bool:
    """Tell whether the sentence around a day is of what the sender does then, and does not say to be elsewhere."""
    sentence = _around(folded, span, _SENTENCE)
    said = folded[slice(*sentence)]
    against = (_DOES, _LEAVES, _STAYS_AWAY, HEDGE)
    return (
        _OWN.search(said) is not None
        and folded[sentence.end : sentence.end + 1] != "?"
        and not any(pattern.search(said) for pattern in against)
        and not _names_event(folded[: span.start])
    )


def _asks_one_day(reading: Reading) -> bool:
    return sum(other.type is FieldType.DATE for other in reading.event.fields) == 1


def _spoken(reading: Reading, row: Row, field: Field, verbs: re.Pattern[str]) -> Iterator[tuple[Span, str]]:
    """Yield the days that a clause gives with a verb, `am Freitag reisen wir an`, or the one day of such a sentence."""
    told, folded, start = about(reading.event, field), row.folded, row.span.start
    found = list((days.departures if verbs is _LEAVES else days.arrivals)(folded, reading.event))
    for span, value in found:
        clause, sentence = _around(folded, span, _BORDER), _around(folded, span, _SENTENCE)
        only = {other for one, other in found if sentence.start <= one.start < sentence.end} == {value}
        said = [
            _AS_EVER.sub(" ", folded[slice(*clause)]),
            *([_NOT_A_DAY.sub(" ", folded[slice(*sentence)])] if only else _shared(folded, span)),
        ]
        speaking = next((one for one in said if verbs.search(one) or (told and told.search(one))), None)
        other_way = verbs is not _LEAVES and _LEAVES.search(said[0]) is not None
        asks = folded[sentence.end : sentence.end + 1] == "?" and not _MAY_I.search(folded[slice(*sentence)])
        if (
            speaking
            and not asks
            and not other_way
            and not _doubtful(speaking)
            and not _GIVEN_UP.search(said[0])
            and not _names_event(folded[: span.start])
        ):
            yield Span(start + span.start, start + span.end), value


def _shared(folded: str, day: Span) -> list[str]:
    """Return the sentence around a *day* whose verb is of several people, of whom the clause names one.

    `We come: Ann (ann@claes.example) on Friday and Ben on Saturday`. What stands in brackets tells more of somebody.
    """
    plain = _IN_BRACKETS.sub(lambda found: " " * len(found[0]), folded)
    if plain[day.start : day.end] != folded[day.start : day.end]:
        return []
    said = plain[slice(*_around(plain, day, _BORDER))].split()
    named = any(word in _ONESELF or names.is_given(word) for word in said[:_COUPLE])
    alone = named and len(said) <= _FEW + _COUPLE and said[0] not in _REASONS and not _DOES.search(" ".join(said))
    return [plain[slice(*_around(plain, day, _SENTENCE))]] if alone else []


def _around(folded: str, span: Span, border: re.Pattern[str]) -> Span:
    """Return what stands around a day up to the next border on each side; a border within the day is none."""
    begin = max((match.end() for match in border.finditer(folded, 0, span.start)), default=0)
    end = border.search(folded, span.end)
    return Span(begin, end.start() if end else len(folded))


def _doubtful(said: str) -> bool:
    return bool(HEDGE.search(said) or _STAYS_AWAY.search(said))


def _names_event(before: str) -> bool:
    """Tell whether the words before a day only say which event is meant: `zum Treffen am 14. Juni`."""
    noun = _NOUN_BEFORE.search(before)
    named = noun is not None and any(noun[1].endswith(kind) for kind in kinds())
    return noun is not None and named and not _ARRIVES.fullmatch(noun[1])  # `Eintreffen Freitag`


def _bare(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, str]]:
    """Yield what stands alone between separators, perhaps behind its label: `Anreise Fr`, `Samstag`."""
    told = about(reading.event, field)
    whole = [
        Span(row.span.start + one.start, row.span.start + one.end)
        for one, _ in days.arrivals(row.folded, reading.event)
    ]
    for span in row.segments:
        label = told.match(reading.folded, span.start, span.end) if told else None
        sign = _SIGN.match(reading.folded, label.end(), span.end) if label else None
        day = Span(sign.end() if sign else span.start, span.end)
        alone = _is_alone(reading.folded[day.start : day.end], reading)
        meant = (
            alone
            and not any(one.start < day.start < one.end for one in whole)
            and not days.is_last(reading.folded[row.span.start : day.start])
            and not _GOES_ON.match(reading.clean, day.start, row.span.end)
            and not _contradicts(row, day, reading)
        )
        value = days.read(reading.clean[day.start : day.end], reading.event) if meant else None
        if value:
            yield day, value


def _is_of_event(reading: Reading, value: str) -> bool:
    return abs((date.fromisoformat(value) - nearby.first_day(reading.event)).days) <= _DAYS_AROUND


def _contradicts(row: Row, day: Span, reading: Reading) -> bool:
    """Tell whether a day is a part of one that cannot be: `Freitag, den 16.` where the 16th is a Saturday."""
    begin, end = day.start - row.span.start, day.end - row.span.start
    return any(span.start < end and begin < span.end for span in days.impossible(row.folded, reading.event))


def _is_alone(folded: str, reading: Reading) -> bool:
    """Tell whether a part of a list is a day, and perhaps a few words on how or when that day: `Fr 14.6. per Bahn`."""
    if days.is_only(folded):
        return True
    first = next(days.arrivals(folded, reading.event), None)
    rest = folded[first[0].end :].split() if first and first[0].start == 0 and first[0].end > _SHORTEST_DATE else []
    told = _LEAVES.search(folded) or _SENTENCE_WORDS.search(folded) or any(map(kinds().__contains__, rest))
    return 0 < len(rest) <= _FEW and not _doubtful(folded) and not told
