"""The one organisation that a mail names and nothing else explains, where nothing else says where its people work."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from inbox_bot.core.document import Span
from inbox_bot.core.event import Event, Field, FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import countries, jobs, names, places
from inbox_bot.core.extraction.candidates.clubwords import is_club_word
from inbox_bot.core.extraction.evidence import THRESHOLD, candidate
from inbox_bot.core.extraction.folding import fold, key
from inbox_bot.core.extraction.labels import concepts
from inbox_bot.core.extraction.labels.vocabulary import NAME
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.prose.employers.patterns import NAME as HOUSE
from inbox_bot.core.extraction.prose.employers.words import is_prose
from inbox_bot.core.extraction.records.draft import Draft
from inbox_bot.core.extraction.text.courtesies import is_valediction
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.extraction.text.segments import sentences
from inbox_bot.core.extraction.wording.days import days
from inbox_bot.core.extraction.wording.lexicon import courtesies, frame_words

_RUN = re.compile(
    rf"(?<![\w@.-]){HOUSE}(?:\s[\"“„«][^\"“”„«»\n]{{2,40}}[\"”“»])?(?:\s+(?:von|vom)\s+[A-ZÀ-Þ][\w-]+)?(?:\s+(?:VoG|vzw|asbl|e\.\s?V\.))?"
)
_WORD = re.compile(r"[^\W\d_]+")
_AT = re.compile(
    r"(?<!\w)(?:called|named|heet|genaamd|s'appelle|nommee?|heisst|genannt|at|from|for|with|bij|voor|namens|vanuit|chez|pour|bei|vom|beim|fur|(?P<of>of|van|de|du|von))\s+"
    r"(?:(?:the|de|het|la|le|les|der|dem|den|die|das|our)\s+)?$"
)
_STANDS_FOR = re.compile(
    r"(?<!\w)(?:vertrete[nt]?|reprasentiere[nt]?|represents?|representing|represente|vertegenwoordig(?:en)?)\s+(?:(?:die|den|das|the|de|het|la|le|les|l')\s*)?$"
)
_IS_STOOD_FOR = re.compile(r"\s+(?:zu\s+)?(?:vertrete[nt]?|reprasentieren|vertegenwoordigen)(?!\w)")
"""Around the organisation for which somebody comes: `ich vertrete die Funker Aue`, `werde die Funker Aue vertreten`."""
_GROUP = re.compile(
    r"(?<!\w)(?:fur\s+die|bei\s+den|von\s+den|(?:mitglied|obmann|obfrau|kassier\w*|vorsitzende[rn]?|vorstand|prasident(?:in)?|"
    r"schriftfuhrer(?:in)?|aktuar(?:in)?|beisitzer(?:in)?)\s+(?:der|des|von\s+den|bei\s+den|beim|im))\s+$"
)
"""Before what people of one club are called together: `Obmann der Funker Aue`."""
_ELSEWHERE = re.compile(rf"(?<!\w)(?:{lexicon.any_of('hearsay')}|{lexicon.any_of('former')})(?!\w)")
"""What says that somebody worked there once, or only heard from there."""
_LETTERS = re.compile(r"[A-ZÄÖÜ]{2,5}")
"""By their letters and their town many clubs are called: `MFC Aue`."""
_BEFORE = re.compile(r"[\w-]+(?=\s+$)")
_LONGEST, _REACH, _TELLING = 70, 30, 3
_OWN_WORDS = frozenset({"text", "forwarded"})
_ASKED = frozenset({FieldType.ORGANISATION, FieldType.MUNICIPALITY})


def attach_lone_house(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Give all the only organisation that a mail names, if nobody has one; several people only what surely is one."""
    for field in reading.event.fields:
        given = [one for draft in drafts for one in draft.found.get(field.key, ()) if _is_taken(one)]
        if field.type not in _ASKED or not all(_gives_way(field, one) for one in given):
            continue
        surely, perhaps = _houses(reading, drafts, field)
        alone = len(drafts) == 1 and field.type is FieldType.ORGANISATION
        found = [one for one in surely or (perhaps if alone else []) if not given or one.source in _OWN_WORDS]
        if len({key(one.value) for one in found}) == 1:
            for draft in drafts:
                draft.add(found[0])


def _gives_way(field: Field, one: Candidate) -> bool:
    """Tell whether *one* is only where somebody lives, or works, where a club or a town is asked."""
    home = any(piece.name == "home" for piece in one.evidence)
    return concepts.takes_town(field) and (home or one.source not in _OWN_WORDS)


def _is_taken(one: Candidate) -> bool:
    return one.confidence >= THRESHOLD


def _houses(reading: Reading, drafts: Sequence[Draft], field: Field) -> tuple[list[Candidate], list[Candidate]]:
    """Return what is surely an organisation, and what stands where one would."""
    surely: list[Candidate] = []
    perhaps: list[Candidate] = []
    spans = [one.span for one in _taken(drafts) if one.span]
    for row, segment, span in _unexplained(reading, drafts):
        said = reading.clean[span.start : span.end]
        one = candidate(field.key, said, reading.document.slice(span), span, reading.source(row), ("only one left",))
        if _is_institution(said) or (concepts.takes_town(field) and _is_lettered(said)):
            surely.append(one)
        elif (span == segment and _is_listed(row, segment, spans)) or _stands_behind_at(reading, segment, span):
            perhaps.append(one)
    return surely, perhaps


def _taken(drafts: Sequence[Draft]) -> list[Candidate]:
    return [one for draft in drafts for listed in draft.found.values() for one in listed if _is_taken(one)]


def _unexplained(reading: Reading, drafts: Sequence[Draft]) -> Iterator[tuple[Row, Span, Span]]:
    """Yield each run of capitalised words that is nothing else, with its row and its segment."""
    taken = _taken(drafts)
    spans = [one.span for one in taken if one.span]
    called = {fold(word) for one in taken if one.key == NAME for word in _WORD.findall(one.value)}
    known = _announced(reading.event) | called
    for row in (*reading.own, *reading.signature):
        if row.greets or row.takes_leave:
            continue
        aside = [
            one for one in sentences(row.text, row.span.start) if _ELSEWHERE.search(reading.folded, one.start, one.end)
        ]
        for segment in row.segments:
            for span in _runs(reading.clean, segment):
                explained = any(one.start < span.end and span.start < one.end for one in (*spans, *aside))
                start = max(segment.start, span.start - _REACH)
                group = _GROUP.search(reading.folded, start, span.start) or _IS_STOOD_FOR.match(
                    reading.folded, span.end
                )
                if not explained and not _is_other(reading.clean[span.start : span.end], known, group is not None):
                    yield row, segment, span


def _is_listed(row: Row, segment: Span, values: Sequence[Span]) -> bool:
    """Tell whether the segment next to *segment* holds nothing but a value, or no other stands in its row."""
    at = row.segments.index(segment)
    beside = [*row.segments[max(0, at - 1) : at], *row.segments[at + 1 : at + 2]]
    return not beside or any(
        one.start <= value.start and value.end <= one.end and value.end - value.start > (one.end - one.start) / 2
        for one in beside
        for value in values
    )


def _runs(text: str, segment: Span) -> Iterator[Span]:
    for match in _RUN.finditer(text, segment.start, segment.end):
        words = list(_WORD.finditer(text, *match.span()))
        if words and match.start() == segment.start and fold(words[0].group()) in frame_words():
            words.pop(0)  # only its place gave it a capital
        if words and " " in text[words[0].start() : match.end()] and match.end() - words[0].start() <= _LONGEST:
            yield Span(words[0].start(), match.end())


def _is_institution(said: str) -> bool:
    return places.institution(said) or any(is_club_word(fold(word)) for word in _WORD.findall(said))


def _is_lettered(said: str) -> bool:
    letters, _, place = said.partition(" ")
    return _LETTERS.fullmatch(letters) is not None and places.is_place(place)


def _stands_behind_at(reading: Reading, segment: Span, span: Span) -> bool:
    """Tell whether a preposition puts somebody there; behind a title `of` says what they do: `teacher of Old Norse`."""
    at = _AT.search(reading.folded, max(segment.start, span.start - _REACH), span.start)
    before = _BEFORE.search(reading.folded, segment.start, at.start()) if at and at["of"] else None
    start = max(segment.start, span.start - _REACH)
    stands_for = _STANDS_FOR.search(reading.folded, start, span.start) or _IS_STOOD_FOR.match(reading.folded, span.end)
    return bool(stands_for or _GROUP.search(reading.folded, start, span.start)) or (
        at is not None and not (before and jobs.is_head(before.group()))
    )


def _is_other(said: str, known: frozenset[str], group: bool) -> bool:  # noqa: FBT001 (told of the words before)
    """Tell whether *said* is of the announcement, a name, a place, a title, a day, a courtesy or a sentence.

    What a *group* is called is no title: `bei den Funkern Aue`.
    """
    words = [fold(word) for word in _WORD.findall(said)]
    return (
        not known.isdisjoint(words)
        or not courtesies().isdisjoint(words)
        or said.isupper()
        or any(map(str.isdigit, said))
        or (names.is_given(words[0]) and not _is_institution(said))
        or places.is_place(said)
        or countries.read(said) is not None
        or (jobs.has_head(said) and not group)
        or any(True for _ in days(said))
        or (is_prose(said) and not group)
        or is_valediction(said)
    )


@lru_cache(maxsize=64)
def _announced(event: Event) -> frozenset[str]:
    text = " ".join((event.title, event.announcement, *(field.label for field in event.fields)))
    return frozenset(word for word in map(fold, _WORD.findall(text)) if len(word) > _TELLING)
