"""Values in a list: what stands in the one place that nothing else explains is the one thing that is still asked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from inbox_bot.core.document import Span
from inbox_bot.core.event import Field, FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import emails, jobs, names, places
from inbox_bot.core.extraction.evidence import THRESHOLD, candidate
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels import concepts, values
from inbox_bot.core.extraction.labels.vocabulary import NAME, slot_of, vocabulary
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.prose import employers
from inbox_bot.core.extraction.text.courtesies import is_salutation
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.extraction.wording.lexicon import courtesies, frame_words
from inbox_bot.core.extraction.wording.words import folded_words

_OPEN = {FieldType.MUNICIPALITY, FieldType.ORGANISATION, FieldType.JOB_TITLE}
_FORMER = re.compile(rf"(?<!\w){lexicon.any_of('former')}(?!\w)")
_AGENT = re.compile(
    r"(?:er|aar|eur|ist|or|ent|ant|loog|loge|iste|euse|ster|trice|icus|ica|man|vrouw|kracht|lid|rat|rin|logue|iere?|ien|ienne|yst|ian|graaf|arts)$"
)
"""How the word for who does something ends."""
_ALSO = re.compile(
    r"(?:ook|eveneens|also|likewise|aussi|egalement|auch|ebenfalls|now|currently|nu|thans|maintenant|actuellement|jetzt|derzeit)\s+"
)
_SAME = re.compile(rf"(?:{lexicon.any_of('same')})(?!\w)")
"""What repeats what somebody else is of, and names nothing."""
_SHORTEST = 5
_SENTENCE = re.compile(
    r"(?<!\w)(?:my|me|has|have|had|will|am|are|he|she|they|could|would|can|elle|il|ils|j|ai|suis|sont|mon|ma|mes|"
    r"habe|haben|hat|sind|bin|wird|werde|kann|er|sie|mein\w*|mir|mich|heeft|heb|hebben|mijn|onze|hij|zij|ze|kan|kunt|"
    r"zal|zou|hier|here|voici|see|siehe|zie)(?!\w)"
)
"""Words of what somebody tells us; a bare value has none."""
_FREE = frozenset({FieldType.ORGANISATION, FieldType.MUNICIPALITY, FieldType.JOB_TITLE, FieldType.TEXT})
"""What may be written in any words, and so is easily mistaken."""
_WORDY = re.compile(
    r"(?<!\w)(?:niet|geen|not|no|pas|nicht|kein\w*|sent from|verstuurd|verzonden|envoye|gesendet|"
    r"ik|mij|wij|je|u|is|zijn|ben|graag|we|i|you|please|vous|nous|ich|wir|bitte|schrijf|"
    r"inschrij\w*|tot|schrijft|zich|voor|uw|wil|wens|wenst|neemt|komt|komen|seminarie|deel|dank\w*|"
    r"merci|thanks|groet\w*)(?!\w)"
)
_WHERE = re.compile(r"\d\w?\s*[–,-]\s*(?:[A-Z]{1,2}-)?\d{4,5}\s+[A-ZÀ-Þ]")
"""A postal address is no remark: `Rue du Pont 4, 5000 Namur`."""

_MOST_PARTS = 40
"""What has more is a list of people, or of anything."""


def find(
    reading: Reading, found: Mapping[str, Sequence[Candidate]], start: int, taken: Sequence[Span]
) -> Iterator[Candidate]:
    """Yield the value of the one open field, where a list around the name at *start* has one place to spare."""
    open_fields = [
        field for field in reading.event.required if field.type in _OPEN and not _given(found.get(field.key, ()))
    ]
    if len(open_fields) != 1 or start < 0 or _titled(found, open_fields[0]):
        return
    listed = _list(reading, start)
    if len(listed) > _MOST_PARTS:
        return
    parts = [span for span in listed if not any(span.start < t.end and t.start < span.end for t in taken)]
    spare = [
        span
        for span in parts
        if not _explained(reading, span, found)
        and not _WORDY.search(reading.folded[span.start : span.end])
        and not _SAME.match(reading.folded, span.start)
        and not _FORMER.match(reading.folded, span.start)
    ]
    if open_fields[0].type is FieldType.ORGANISATION and not concepts.takes_town(open_fields[0]):
        spare = [span for span in spare if not places.is_place(reading.clean[span.start : span.end])]
    named = [span for span in spare if reading.clean[span.start].isupper()]
    spare = named if len(named) == 1 else spare
    spare = [span for span in spare if not reading.clean.startswith("?", span.end)]
    if len(parts) >= 3 and len(spare) == 1 and spare[0].start > start:  # noqa: PLR2004 (a name, a value, and one more)
        also = _ALSO.match(reading.folded, spare[0].start, spare[0].end)
        span = Span(also.end(), spare[0].end) if also else spare[0]
        text = reading.clean[span.start : span.end]
        house = places.institution(text) or (text.islower() and places.is_place(text.rpartition(" ")[2]))
        called = _is_called(text) or (house and not employers.is_prose(text))
        if open_fields[0].type is not FieldType.JOB_TITLE and (not called or jobs.has_head(text)):
            return
        if open_fields[0].type is FieldType.ORGANISATION and reading.clean[span.start - 1 : span.start] == "(":
            return
        value = values.read(reading, open_fields[0], reading.clean[span.start : span.end])
        if value:
            yield candidate(open_fields[0].key, value, reading.document.slice(span), span, "text", ("position",))


def _is_called(text: str) -> bool:
    """Tell whether *text* is written as the name of a place or an organisation is: with capitals, and no sentence."""
    words = text.split()
    small = [word for word in words[1:] if word.islower() and fold(word) not in lexicon.words("particles")]
    return text[:1].isupper() and len(small) <= 1 and not (small and employers.is_prose(text))


def _given(listed: Sequence[Candidate]) -> bool:
    return any(one.confidence >= THRESHOLD and one.source in {"text", "forwarded"} for one in listed)


def _titled(found: Mapping[str, Sequence[Candidate]], field: Field) -> bool:
    """Tell whether a word that only titles have stands in the text already, if not plainly as this one's."""
    return field.type is FieldType.JOB_TITLE and any(one.source == "text" for one in found.get(field.key, ()))


def _explained(reading: Reading, span: Span, found: Mapping[str, Sequence[Candidate]]) -> bool:
    text = reading.clean[span.start : span.end]
    if any(
        one.span and one.span.start < span.end and span.start < one.span.end
        for listed in found.values()
        for one in listed
    ):
        return True
    called = {word for one in found.get(NAME, ()) for word in fold(one.value).split()}
    if called.issuperset(fold(text).split()):
        return True
    return "@" in text or any(c.isdigit() for c in text) or len(text.split()) > 6 or len(text) < 3 or "www." in text  # noqa: PLR2004 (prose)


def _list(reading: Reading, start: int) -> list[Span]:
    """Return the segments of the row at *start*, or of the block of short rows that begins there."""
    rows = list(reading.own)
    index = next((number for number, row in enumerate(rows) if row.span.start <= start <= row.span.end), None)
    if index is None:
        return []
    inside = [span for span in rows[index].segments if span.end > start]
    if len(inside) > 2:  # noqa: PLR2004 (a list in one line)
        return _sentence(reading, inside)
    block: list[Span] = []
    for row in rows[index:]:
        if not row.text.strip() and len(block) > 1:
            break
        if row.takes_leave or row.greets:
            break
        block += row.segments
    return block


def _sentence(reading: Reading, parts: list[Span]) -> list[Span]:
    """Cut the list where its sentence ends."""
    kept = parts[:1]
    for previous, part in pairwise(parts):
        if re.match(r"\s*[.!?](?:\s|$)", reading.clean[previous.end : part.start]):
            break
        kept.append(part)
    return kept


def expected(
    reading: Reading,
    found: Mapping[str, Sequence[Candidate]],
    expecting: Sequence[str],
    taken: Sequence[tuple[str, Span]] = (),
) -> Iterator[Candidate]:
    """Yield the bare lines of an answer as the values that were asked: by type, else in order.

    *taken* is what was read already, by slot: that is no other slot's value.
    """
    fields = [field for field in reading.event.fields if field.key in expecting]
    spans = [span for row in reading.own for span in _bare(reading, row)]
    for field in fields:
        if any(one.confidence >= THRESHOLD for one in found.get(slot_of(field), ())):
            continue
        free = [span for span in spans if not any(slot != slot_of(field) and _covers(one, span) for slot, one in taken)]
        others = {fold(option) for other in reading.event.fields if other != field for option in other.options}
        for span in free:
            if reading.folded[span.start : span.end].strip() in others:
                continue  # our own question may stand above its answer, with what can be chosen
            value = _fits(reading, field.type, reading.clean[span.start : span.end]) and _read(reading, field.key, span)
            if value:
                spans.remove(span)
                yield candidate(slot_of(field), value, reading.document.slice(span), span, "text", ("answer",))
                break


def bare(reading: Reading, field: Field, span: Span) -> str | None:
    """Return the value of *field* that the words at *span* are, bare as they stand; None where they are no such."""
    text = reading.clean[span.start : span.end]
    told = _WORDY.search(fold(text)) or _SENTENCE.search(fold(text))
    return _read(reading, field.key, span) if not told and _fits(reading, field.type, text) else None


def _covers(one: Span, span: Span) -> bool:
    """Tell whether *one* is at least half of *span*."""
    return 2 * (min(one.end, span.end) - max(one.start, span.start)) >= span.end - span.start


def _bare(reading: Reading, row: Row) -> list[Span]:
    if not row.text.strip() or row.greets or row.takes_leave:
        return []
    known = vocabulary(reading.event)
    return [
        span
        for span in row.segments
        if not _WORDY.search(reading.folded[span.start : span.end])
        and not _SENTENCE.search(reading.folded[span.start : span.end])
        and not is_salutation(reading.clean[span.start : span.end])
        and reading.folded[span.start : span.end].strip() not in known.exact
    ]


def _read(reading: Reading, key: str, span: Span) -> str | None:
    field = reading.event.field(key)
    text = reading.clean[span.start : span.end]
    if slot_of(field) == NAME:
        return names.read(text)
    if field.type in {FieldType.GIVEN_NAME, FieldType.FAMILY_NAME}:
        return names.part(text)
    return values.read(reading, field, text)


def _is_title(text: str) -> bool:
    """Tell whether a bare text may be a title: it has a core that only titles have, or words formed like one."""
    if places.is_place(text) or (names.looks(text)[:1] == ("given name",) and len(text.split()) > 1):
        return False
    folded = [word for word in re.findall(r"[^\W\d_]+", fold(text)) if len(word) >= _SHORTEST]
    said = [word for word in folded if word not in lexicon.words("acknowledgements")]
    return jobs.has_head(text) or any(_AGENT.search(word) and not names.is_given(word) for word in said)


def _fits(reading: Reading, kind: FieldType, text: str) -> bool:
    """Tell whether a bare text may be a value of *kind*: short, and not plainly something else."""
    if len(text.split()) > 8 or fold(text) == "":  # noqa: PLR2004 (prose)
        return False
    if kind is FieldType.EMAIL:
        return "@" in text
    courteous = kind in _FREE and (frame_words() | courtesies()).issuperset(folded_words(text))
    if courteous or emails.normal(text) or values.says_nothing(text) or _FORMER.search(fold(text)):
        return False
    if kind is FieldType.JOB_TITLE:
        return _is_title(text)
    if kind is not FieldType.MUNICIPALITY:
        return kind is not FieldType.TEXT or _WHERE.search(text) is None
    return (
        (places.is_place(text) and (len(text) > 2 or not names.is_given(text)))  # noqa: PLR2004 (`An` is a name)
        or next(places.cued(text), None) is not None
        or places.organisation_word(text)
        or len(reading.event.required) == 1
    )
