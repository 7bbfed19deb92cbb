"""What a field is about, whatever its label calls it: a meal, a diet, who comes along, a day of arrival."""

import re
from functools import lru_cache

from inbox_bot.core.event import Event, Field, FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.wording import activities

_ASKED_FREELY = frozenset({FieldType.CHOICE, FieldType.BOOLEAN, FieldType.NUMBER, FieldType.TEXT, FieldType.DATE})
_EMPLOYERS = frozenset({FieldType.ORGANISATION, FieldType.MUNICIPALITY})
_TAIL = re.compile(r"\s+(?:at|during|after|bij|tijdens|na|lors|pendant|apres|beim|wahrend|nach)\s.*$|\s*\(.*$")
_WORD = re.compile(r"[^\W_]+")
_EITHER = re.compile(r"\s*/\s*|(?<!\w)(?:oder|or|ou|of|bzw|resp)(?!\w)")


def asked_freely(field: Field) -> bool:
    """Tell whether *field* may be asked in any words, and is answered by yes, a number, an option or anything."""
    return field.type in _ASKED_FREELY


@lru_cache(maxsize=256)
def of(field: Field) -> str:
    """Return the concept of which the label of *field* speaks first, or its key or other labels; empty if of none."""
    if not asked_freely(field):
        return ""
    for text in (field.label, field.key.replace("_", " ").replace("-", " "), *field.labels):
        folded = _TAIL.sub("", fold(text))
        found = [(match.start(), name) for name in lexicon.concepts() if (match := _pattern(name).search(folded))]
        if found:
            # `Number of people with you` asks for guests.
            return min([one for one in found if one[1] != "people"] or found)[1]
    return ""


@lru_cache(maxsize=64)
def _pattern(name: str) -> re.Pattern[str]:
    ordered = sorted(lexicon.concept(name), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)")


@lru_cache(maxsize=256)
def takes_town(field: Field) -> bool:
    """Tell whether *field* asks for an organisation, or else where somebody lives: `Verein oder Ort`."""
    said = _EITHER.split(fold(field.label)) if field.type in _EMPLOYERS else ()
    words = {word for part in said for word in (part.strip(), *_WORD.findall(part))}
    told = len(said) > 1 and not words.isdisjoint(lexicon.labels(FieldType.MUNICIPALITY))
    return told and (field.type is FieldType.ORGANISATION or not words.isdisjoint(lexicon.clubs("words")))


@lru_cache(maxsize=256)
def labels(event: Event, field: Field) -> tuple[str, ...]:
    """Return the words for what *field* is about, where no other field of *event* is about the same."""
    name = of(field)
    if not name or sum(of(other) == name for other in event.fields) > 1:
        return ()
    others = {word for other in event.fields if other is not field for word in lexicon.concept(of(other) or "none")}
    # `Company` beside an organisation that is asked is that, and not who comes along.
    if not _EMPLOYERS.isdisjoint(other.type for other in event.fields):
        others |= {word for kind in _EMPLOYERS for word in lexicon.labels(kind)} - own_words(field)
    return tuple(word for word in lexicon.concept(name) if word not in others)


@lru_cache(maxsize=256)
def telling(event: Event, field: Field) -> frozenset[str]:
    """Return the folded words that tell that a text speaks of *field*: its concept's, else those of its own label."""
    known = labels(event, field)
    if known:
        return frozenset(word for word in known if word[2:])
    title = {*_WORD.findall(fold(event.title)), *activities.verbs(event.title)}
    return frozenset(word for word in own_words(field) if word not in title)


@lru_cache(maxsize=256)
def own_words(field: Field) -> frozenset[str]:
    """Return the words of the labels of *field* that say something, folded."""
    texts = (field.label, field.key.replace("_", " ").replace("-", " "), *field.labels)
    return frozenset(
        word
        for text in texts
        for word in _WORD.findall(_TAIL.sub("", fold(text)))
        if word not in lexicon.words("fillers") and word[2:]
    )
