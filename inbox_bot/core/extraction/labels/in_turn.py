"""Data without a label that stand in the order in which they were asked; what is optional may be left out."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from inbox_bot.core.event import Field, FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import choices, countries, emails, jobs, names, places
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels import concepts, values
from inbox_bot.core.extraction.labels.vocabulary import NAME, slot_of, vocabulary
from inbox_bot.core.extraction.prose import diets
from inbox_bot.core.extraction.text.reading import Reading

_NAMES = frozenset({FieldType.PERSON_NAME, FieldType.GIVEN_NAME, FieldType.FAMILY_NAME})
_ANSWERED = frozenset({FieldType.BOOLEAN, FieldType.CHOICE})
"""What `no` answers; of anything else it says that there is none."""
_OPEN = frozenset({FieldType.ORGANISATION, FieldType.MUNICIPALITY, FieldType.JOB_TITLE, FieldType.TEXT})
"""What any words may be: the types of which no word tells."""
_TELLS, _MAY_BE, _NOTHING = 3, 1, 0
_SIGNS = re.compile(r"\s*:\s*|\s+[-–—=]\s+|\s*[()]")
_SAYS = re.compile(
    r"(?<!\w)(?:je|j'|nous|vous|ik|wij|we|i|i'm|i'd|i'll|we'll|you|ich|wir|sie|merci|thanks|thank|dank|bedankt|danke)(?!\w)"
)
_MOST_WORDS, _FEWEST = 10, 2
_MOST = 16
_DIGITS = 7
"""Of a telephone number, at least."""

Weigh = Callable[[int, Field], int | None]
Turn = tuple[int, tuple[str, ...]]
"""How much speaks for it, and the slot of each part."""


def slots(reading: Reading, texts: Sequence[str], *, numbered: bool = False) -> list[str]:
    """Return the slot that each of *texts* fills, all required ones among them; none unless their order tells.

    Where the order leaves open which of two fields a text is for, its slot is empty. What is *numbered* as the fields
    are may be a sentence.
    """
    numbered = numbered and len(texts) == len(reading.event.fields)
    listed = [*texts] if numbered else list(takewhile(lambda text: not _is_sentence(text), texts))
    if len(listed) > _MOST or (not numbered and any(_is_labelled(reading, text) for text in listed)):
        return []
    fields = reading.event.fields
    weigh = _weighing(reading, listed, whole=len(listed) == len(fields), numbered=numbered)
    found = list(_turns(listed, fields, weigh))
    most = max((weight for weight, _ in found), default=0)
    best = [given for weight, given in found if weight == most]
    sure = [one.pop() if len(one := set(turn)) == 1 else "" for turn in zip(*best, strict=True)]
    return [*sure, *("" for _ in texts[len(listed) :])] if any(sure) else []


def _is_sentence(text: str) -> bool:
    """Tell whether *text* says something of somebody, and is no bare value."""
    return len(text.split()) > _FEWEST and _SAYS.search(fold(text)) is not None


def _is_labelled(reading: Reading, text: str) -> bool:
    """Tell whether *text* is a label, or holds one beside a value or in brackets behind it."""
    known = vocabulary(reading.event)
    if fold(text).strip(" .") in known.options:
        return False
    parts = _SIGNS.split(text)
    return any(known.match(part) for part in parts if part and parts[1:]) or known.match(text, alone=True) is not None


def _turns(texts: Sequence[str], fields: Sequence[Field], weigh: Weigh, at: int = 0) -> Iterator[Turn]:
    """Yield each way in which the texts from *at* on fill *fields* in turn, leaving out only what is optional."""
    if at == len(texts):
        if not any(field.required for field in fields):
            yield 0, ()
        return
    for number, field in enumerate(fields):
        weight = weigh(at, field)
        if weight is not None:
            for more, given in _turns(texts, fields[number + 1 :], weigh, at + 1):
                yield weight + more, (slot_of(field) if weight else "", *given)
        if field.required:
            return


def _weighing(reading: Reading, texts: Sequence[str], *, whole: bool, numbered: bool) -> Weigh:
    """Return what tells how well a text fits a field; None where it does not.

    Where *whole*, there are as many texts as fields: an optional field may then have one that tells nothing of it.
    What is *numbered* like its field may be a name that nobody knows.
    """
    known: dict[tuple[int, str], int | None] = {}

    def weigh(number: int, field: Field) -> int | None:
        if (number, field.key) not in known:
            fits = _fits(reading, texts[number], field)
            if fits is None and numbered and _may_stand(texts[number], field):
                fits = _MAY_BE
            known[number, field.key] = _NOTHING if fits is None and whole and not field.required else fits
        return known[number, field.key]

    return weigh


def _may_stand(text: str, field: Field) -> bool:
    """Tell whether *text*, where *field* is asked, may be a name that nobody knows, or a number of some country."""
    if field.type is FieldType.PHONE:
        return sum(map(str.isdigit, text)) >= _DIGITS
    return field.type in _NAMES and names.read(text) is not None


def _fits(reading: Reading, text: str, field: Field) -> int | None:
    folded = fold(text).strip(" .!")
    nothing = not folded or (folded in lexicon.words("none") and field.type not in _ANSWERED)
    if nothing and not (field.type is FieldType.CHOICE and _fits_type(reading, text, field)):
        return None if field.required else _MAY_BE
    if field.type in _NAMES:
        return _fits_name(text, field)
    if field.type in _OPEN:
        return _fits_anything(reading, text, field)
    fits = emails.normal(text) if field.type is FieldType.EMAIL else _fits_type(reading, text, field)
    return _TELLS if fits else None


def _fits_type(reading: Reading, text: str, field: Field) -> bool:
    short = "@" not in text and len(text.split()) <= _MOST_WORDS
    return short and values.read(reading, field, text) is not None


def _fits_name(text: str, field: Field) -> int | None:
    if "@" in text or any(map(str.isdigit, text)):
        return None
    if slot_of(field) != NAME:
        given = any(map(names.is_given, text.split()))
        known = given if field.type is FieldType.GIVEN_NAME else "surname" in names.looks(f"An {text}")
        return _TELLS if known and names.part(text) else None
    return _TELLS if names.read(text) and names.looks(text) else None


def _lean(text: str) -> int:
    """Return whether the words of *text* are those of a title (1), of an organisation or place (-1), or neither's."""
    return jobs.has_head(text) - bool(places.institution(text) or places.is_place(text))


def _fits_anything(reading: Reading, text: str, field: Field) -> int | None:
    if field.type is FieldType.TEXT and concepts.of(field) == "diet" and next(diets.find(text, 0, len(text)), None):
        return _TELLS
    if field.type is not FieldType.TEXT and _lean(text) not in {0, 1 if field.type is FieldType.JOB_TITLE else -1}:
        return None
    plain = "@" not in text and not choices.is_plain_answer(text) and countries.read(text) is None
    return _MAY_BE if plain and values.read(reading, field, text) is not None else None
