"""What was asked freely, is spoken of, and was taken from nowhere."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from inbox_bot.core.alternation import alternation
from inbox_bot.core.event import Event, Field, FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import company, countries
from inbox_bot.core.extraction.candidates.denial import HEDGE
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels import concepts
from inbox_bot.core.extraction.model import Participant
from inbox_bot.core.extraction.prose import answers, diets
from inbox_bot.core.extraction.text.clauses import questions
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.extraction.text.segments import sentences

_ANSWERED = frozenset({FieldType.BOOLEAN, FieldType.CHOICE, FieldType.NUMBER, FieldType.DATE})
"""What has an answer wherever it is spoken of; of remarks and diets people say that there are none."""
_MEALS = frozenset({"breakfast", "lunch", "dinner", "reception"})
_SHORT, _MOST = 3, 10
_CLAUSES = re.compile(r"[.!?;](?=\s)")
_AT = re.compile(r"(?<!\w)(?:at|in|bij|au|im|beim|dans)\s+(?:(?:the|de|het|le|la|der|dem)\s+)([^\W\d_]{5,})(?!\w)")
"""Where something is: an article tells it from a day."""
_FROM = re.compile(r"(?<!\w)(?:from|in|to|via|of)\s+(\w+)")
"""What is no food behind such a word: `I arrive from Turkey`."""
_PARTS = re.compile(r"[,;()]\s|\s[-–—]\s")
_WANTS_PAPER = re.compile(
    r"(?<!\w)(?:souhait\w+|voudr\w+|aimer\w+|besoin|faut|faudra\w*|wens\w*|graag|nodig|heb|would|need|like|want|brauch\w*|mocht\w*|gerne?|hatte)(?!\w)"
    r"[^.!?]*(?<!\w)(?:certificat|attestation|facture|certificate|invoice|attest|getuigschrift|factuur|bescheinigung|teilnahmebestatigung|rechnung)(?!\w)"
)
"""A remark that the organiser has to act on: `je souhaiterais un certificat de participation`."""
_NONE = alternation(word for word in lexicon.words("none") if word[0].isalpha() and len(word) > _SHORT - 1)
_NOTHING = re.compile(
    rf"(?<!\w)(?:{lexicon.any_answer('refusal')}|{_NONE}|0)(?!\w)|^\W*\w+\W*$|(?:[:=]\s*|\s)[^\w\s]+\s*$"
)
"""What says that there is none, or says nothing: `no guests`, `Dinner`."""


def untold(reading: Reading, participants: Sequence[Participant]) -> Iterator[str]:
    """Tell of an optional field of which the mail speaks, and which nobody was given."""
    for field in reading.event.fields:
        given = field.required or any(field.key in one for one in participants)
        said = None if given else _said(reading, field, len(participants))
        if said:
            yield f'{field.label}: cannot read "{said.strip()[:80]}".'


def _said(reading: Reading, field: Field, people: int) -> str | None:
    """Return the words that speak of *field*."""
    concept, telling = concepts.of(field), _telling(reading.event, field)
    if telling and (row := next((row for row in reading.own if _speaks(row, telling)), None)):
        return row.text
    if concept == "remarks" and field.type is FieldType.TEXT:
        return _in_sentences(reading, lambda said, _: _WANTS_PAPER.search(said) is not None)
    if concept == "diet" and field.type is FieldType.TEXT:
        return _in_sentences(reading, _eats_not)
    if concept == "guests" and field.type is FieldType.NUMBER:
        dinner = _meal(reading.event)
        alone = people == 1  # who registers several may well name relatives among them
        return _in_sentences(
            reading, lambda said, _: (alone and company.speaks(said, dinner)) or _are_more(said, dinner, people)
        )
    return None


def _where(named: re.Match[str]) -> str:
    return " " * len(named.group()) if countries.read(named[1]) else named.group()


def _eats_not(said: str, before: str) -> bool:
    """Tell whether a sentence speaks of a diet; that of a guest, of whom was spoken *before*, is not asked."""
    said = _FROM.sub(_where, said)
    guest = answers.BROUGHT.search(before) or answers.BROUGHT.search(said)
    return guest is None and any(map(diets.speaks, _PARTS.split(said)))


def _in_sentences(reading: Reading, speaks: Callable[[str, str], bool]) -> str | None:
    """Return the first of the sender's own sentences of which *speaks* holds, folded, with what stands before it."""
    for row in reading.own:
        asked = questions(row)
        for one in sentences(row.text, row.span.start):
            said = reading.folded[one.start : one.end]
            if (one not in asked or answers.FOR_ME.search(said)) and speaks(
                said, reading.folded[row.span.start : one.start]
            ):
                return reading.clean[one.start : one.end]
    return None


def _are_more(folded: str, dinner: re.Pattern[str], people: int) -> bool:
    """Tell whether a sentence about the dinner counts more people than *people* who register: `dinner for three`."""
    party = company.party(folded) if dinner.search(folded) else None
    return party is not None and people < int(party[1]) <= _MOST


@lru_cache(maxsize=64)
def _meal(event: Event) -> re.Pattern[str]:
    """Return what matches the words for what guests are brought to."""
    asked = (field for field in event.fields if concepts.of(field) in _MEALS)
    words = {word for field in asked for word in concepts.telling(event, field)}
    return re.compile(rf"(?<!\w){alternation(words or lexicon.concept('dinner'))}(?!\w)")


def _speaks(row: Row, telling: re.Pattern[str]) -> bool:
    """Tell whether *row* speaks of it, and says more than that there is nothing to say, or not yet."""
    if not telling.search(row.folded) or row.text.rstrip().endswith(":"):
        return False
    clauses = [clause for clause in _CLAUSES.split(row.folded) if telling.search(clause)]
    return any(not (_NOTHING.search(clause) or HEDGE.search(clause)) for clause in clauses)


@lru_cache(maxsize=256)
def _telling(event: Event, field: Field) -> re.Pattern[str] | None:
    """Return what matches a word for what *field* asks; None where it is asked in no word of its own."""
    words = {word for word in concepts.telling(event, field) if word.isalpha() and len(word) > _SHORT}
    if concepts.of(field) in _MEALS:
        words |= {"meal", *_sites(event, field)}
    asked = field.type in _ANSWERED and words
    return re.compile(rf"(?<!\w){alternation(map(fold, words))}(?!\w)") if asked else None


def _sites(event: Event, field: Field) -> set[str]:
    """Return the words for where, so the announcement says, the meal of *field* is: `dinner at the castle`."""
    meal = re.compile(rf"(?<!\w){alternation(concepts.telling(event, field))}(?!\w)")
    said = [one for one in re.split(r"(?<=[.!?])\s|\n", fold(event.announcement)) if meal.search(one)]
    elsewhere = fold(f"{event.title}\n{event.place}")
    return {site[1] for one in said for site in _AT.finditer(one) if site[1] not in elsewhere}
