"""What a labelled text gives for a field."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from inbox_bot.core.event import Field, FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import (
    births,
    choices,
    company,
    countries,
    days,
    glosses,
    jobs,
    lines,
    names,
    nearby,
    needed,
    numbers,
    placeholders,
    places,
    retractions,
    spoken,
    texts,
)
from inbox_bot.core.extraction.evidence import candidate
from inbox_bot.core.extraction.folding import fold, key
from inbox_bot.core.extraction.labels import concepts, houses, reached
from inbox_bot.core.extraction.labels.labelled import Labelled
from inbox_bot.core.extraction.labels.vocabulary import FAMILY, GIVEN, NAME, vocabulary
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.prose import chosen, diets, employers
from inbox_bot.core.extraction.text import regions
from inbox_bot.core.extraction.text.reading import Reading

Reader = Callable[[Reading, Field, str], str | None]
_PUT_OFF = re.compile(rf"{lexicon.any_of('put_off')}(?!\w)")
_EVASION = re.compile(rf"{lexicon.any_of('evasions')}(?!\w)")
_FORMERLY = re.compile(rf"(?:{lexicon.any_of('former')}|was|war|bis)(?!\w)")
_PLACEHOLDER = re.compile(r"[\[<{][^@\])>}]*\w{3}[^@\])>}]*[\])>}]|\((?:uw|je|jouw|your|votre|ihre?)\s[^)]*\)")
_EXAMPLE = re.compile(
    r"(?<![\w.-])(?:voorbeeld|example|exemple|beispiel|uw|jouw|your|votre|ihre?|naam|name|nom|voornaam|prenom|vorname|"
    r"firstname|e-?mail|adres|address|adresse)[\w.-]*@(?:[\w-]+\.)*(?:example|voorbeeld|exemple|domein|domain)\.\w+",
    re.IGNORECASE,
)
_NO_LONGER = rf"(?:{lexicon.any_accented('former')}|ex-?)"
_PARTLY = r"(?:deel|half|vol)tijds|tijdelijk|(?:part|full)[- ]time|temps\s+p|mi[- ]temps|(?:teil|voll)zeit"
_ONCE = re.compile(
    rf"\s*\((?=[^()]*(?<!\w)(?:{_NO_LONGER}|geen|niet|ik|was|sinds|vanaf|{_PARTLY}|woon\w*|not|no\s+longer|i|live\w*|living|je|j|ne|pas|depuis|"
    rf"habit\w*|ohne|wie\s+immer|das\s+ist|hoff\w*|nicht|kein\w*|ich|seit|wohn\w*|(?:bis|until|till|tot|jusqu'en)\s+(?:\w+\s+)?(?:19|20)\d\d)(?!\w))[^()]{{8,}}\)\s*$|(?:[,;]|\s[–—-])\s+(?:{_NO_LONGER}(?!\w)|(?:tot|until|till|jusqu\S*|bis)\s+\S+\s)[^,]*$",
    re.IGNORECASE,
)
"""What somebody says behind a value of what they are no longer: `raadslid (geen schepen meer sinds mei)`."""
_SAYS = re.compile(
    rf"(?<=[\w)])(?:[,;:.]\s+|\s[–—-]\s+|\s*\(\s*)(?:(?:en|maar|dus|want|and|but|so|et|mais|donc|car|und|aber|also|denn)\s+)?(?:{lexicon.any_of('subjects')}\s+\S+\s|"
    rf"{lexicon.any_of('for_so_long')}(?!\w))"
)
"""Where behind a value a sentence begins that tells more of it: `wijkagent, ik volg de overlast op`."""
_CALLED = frozenset({FieldType.JOB_TITLE, FieldType.MUNICIPALITY, FieldType.ORGANISATION, FieldType.COUNTRY})
_SPOKEN = _CALLED | {FieldType.EMAIL, FieldType.PHONE}
_PICKED = re.compile(
    r"[,;.(–-]+\s*[^,;.()]{0,40}?(?<!\w)(?:enkel|alleen|only|just|seulement|uniquement|nur|liefst|gerust)\s+(?:[\w']+\s+){0,3}?"
    r"(?:(?P<last>laatste|tweede|last|latter|second|derniere?|deuxieme|letzter\w*|letzte\w*|zweite\w*)|"
    r"eerste|first|former|premiere?|erste\w*)(?!\w)"
)
"""By which somebody says which of two to note: `…, maar noteer enkel het eerste`."""
_BOTH = re.compile(r"\s+(?:en|and|et|und|&|\+)\s+|\s*[/,;]\s*", re.IGNORECASE)
_OF_ALL = re.compile(rf"\s*\(\s*{lexicon.any_of('everybody')}\s*\)\s*$", re.IGNORECASE)
"""What somebody says behind a value of several people: `Gent (beiden)`."""
_PARTS = re.compile(r"\s+[–—-]+\s+|[;,(.]\s+|\s\(")
_ASIDE = re.compile(r"\s\([^()]*\)")
_WHERE = frozenset(
    {"plaats", "waar", "locatie", "adres", "lieu", "ou", "endroit", "where", "place", "location", "venue", "ort", "wo"}
)
_DOTS = re.compile(r"[.…_/\s-]+")
_HOUSES = frozenset({FieldType.ORGANISATION, FieldType.MUNICIPALITY})
_REMARK, _FEW = 5, 6
_LONGEST = 500
"""A longer text beside a label is no value."""


def of(reading: Reading, said: Labelled) -> Candidate | None:
    """Return the candidate that a labelled text gives; None where it gives no value of that kind."""
    value = _value(reading, said)
    open_ = said.evidence in {"label below", "column"} or _is_named(reading, said.slot)
    if value is None or (open_ and fold(said.text).strip(" .:") in vocabulary(reading.event).own):
        return None
    evidence = (said.evidence, *_supported(reading, said.slot, value))
    return candidate(said.slot, value, reading.document.slice(said.span), said.span, said.source, evidence)


def _value(reading: Reading, said: Labelled) -> str | None:
    if (
        len(said.text) > _LONGEST
        or is_blank(said.text)
        or (says_nothing(said.text) and not _is_address(reading, said.slot) and not _remarks(reading, said))
    ):
        return None
    same = fold(said.text).strip(' ."') in lexicon.words("same") and not _is_address(reading, said.slot)
    if same or _is_venue(reading, said):
        return None
    if said.slot == NAME:
        return names.read(retractions.behind(said.text)) or names.read(spoken.alone(said.text), reading.addresses)
    if said.slot in {GIVEN, FAMILY}:
        return names.part(said.text)
    field = _field(reading, said.slot)
    text = _with_options(reading, said, field) if field and field.options else said.text
    return _last_word(reading, field, _alone(field, text)) if field else None


def _last_word(reading: Reading, field: Field, text: str) -> str | None:
    """Return the value of *field* that *text* gives, after what it takes back: `0475 12 34 56, no, sorry: 0475…`."""
    plain = _OF_ALL.sub("", _now(text))
    if field.type is FieldType.TEXT:
        return read(reading, field, plain)
    return retractions.corrected(text, lambda part: _plainly(reading, field, part)) or read(reading, field, plain)


def _plainly(reading: Reading, field: Field, text: str) -> str | None:
    """Return the value of *field* that *text* gives, where its words could be nothing else."""
    words = text.split()
    if field.type is FieldType.JOB_TITLE and not (words and len(words) <= _FEW and jobs.has_head(text)):
        return None
    if field.type in _HOUSES:
        called = bool(words) and len(words) <= _FEW and text.strip()[:1].isupper()
        return read(reading, field, text) if called and not employers.is_prose(text) else None
    return read(reading, field, text)


def _with_options(reading: Reading, said: Labelled, field: Field) -> str:
    """Return the text of *said* with the rows below it that go on listing the options, of which one is marked."""
    row = next((row for row in reading.own if row.span.start <= said.span.start <= row.span.end), None)
    rows = chosen.option_rows(reading, row, field) if row and said.evidence == "label below" else []
    return "\n".join(one.text for one in rows) or said.text


def _alone(field: Field, text: str) -> str:
    """Return *text* without the sentence that goes on behind the value; of two, the one that it says to note."""
    if field.type not in _CALLED:
        return text
    picked = _PICKED.search(fold(text))
    if picked:
        parts = _BOTH.split(text[: picked.start()])
        return parts[-1 if picked["last"] else 0]
    said = _SAYS.search(fold(text))
    return _unspoken(field, text[: said.start()] if said else text)


def _unspoken(field: Field, text: str) -> str:
    several = text.count("@") > 1  # what is said beside them tells which one to write to
    return spoken.alone(text) if field.type in _SPOKEN and not several else text


def _now(text: str) -> str:
    """Return *text* without what it says behind the value of what is no longer so."""
    once = _ONCE.search(fold(text)) if text.count("(") <= 1 else None
    text = text[: once.start()] if once else text
    opened = text.rfind("(") if text.count("(") > text.count(")") else 0
    return text[:opened].rstrip() if opened > 0 else text


def _is_venue(reading: Reading, said: Labelled) -> bool:
    """Tell whether a label such as `Plaats` names where the event takes place, copied from its announcement."""
    field = _field(reading, said.slot)
    if field is None or field.type is not FieldType.MUNICIPALITY or said.span.start <= said.whole.start:
        return False
    label = reading.folded[said.whole.start : said.span.start].strip(" .:=*-•\t")
    return label in _WHERE and key(said.text) in key(reading.event.place)


def is_no_longer(folded: str) -> bool:
    """Tell whether *folded* says that there is none now: `none, formerly Delta Lab`, `none (retired)`."""
    first, sign, rest = folded.partition("," if "," in folded else "(")
    aside = (sign == "(" and first.strip() not in lexicon.words("no")) or _FORMERLY.match(rest.strip()) is not None
    return bool(sign) and first.strip() in lexicon.words("none") and aside


def _remarks(reading: Reading, said: Labelled) -> bool:
    """Tell whether *said* is a remark of some words: `je dois partir à 15 h` puts off nothing."""
    field = _field(reading, said.slot)
    free = field is not None and field.type is FieldType.TEXT and not field.required
    eaten = free and next(diets.find(said.text, 0, len(said.text)), None) is not None
    return free and (eaten or len(said.text.split()) >= _REMARK)


def says_nothing(text: str) -> bool:
    """Tell whether *text* gives no value: it is an evasion, puts it off, or says what once was."""
    folded = fold(text).strip()
    return is_put_off(text) or bool(_EVASION.match(folded)) or is_no_longer(folded)


def is_put_off(text: str) -> bool:
    """Tell whether *text* only says that the value comes later, or is known already."""
    return bool(_PUT_OFF.match(fold(text).strip(" ("))) or placeholders.is_placeholder(text)


def leaves_open(reading: Reading, said: Labelled) -> bool:
    """Tell whether what stands beside a label gives no value and need give none.

    It says why there is no telephone, `private, please only by mail`, or leaves open what is optional: `not sure yet`.
    """
    field = _field(reading, said.slot)
    if field is None:
        return False
    if field.type is FieldType.PHONE:
        return not any(map(str.isdigit, said.text))
    return not field.required and (texts.read(said.text) is None or choices.is_open(said.text))


def lists_options(field: Field, text: str) -> bool:
    """Tell whether *text* only repeats every option of *field*, of which none is chosen: `tent, bunk or camper`."""
    folded = fold(text)
    return len(field.options) > 1 and all(fold(option) in folded for option in field.options)


def is_blank(text: str) -> bool:
    """Tell whether *text* is only a place to fill in: `[uw naam]`, `<stad>`, `voorbeeld@example.com`."""
    plain = text.strip()
    said = fold(plain.strip("[]<>{} "))
    answered = said in lexicon.words("yes") or said in lexicon.words("no")
    return bool(_EXAMPLE.search(plain) or _DOTS.fullmatch(plain) or (_PLACEHOLDER.fullmatch(plain) and not answered))


def _is_address(reading: Reading, slot: str) -> bool:
    field = _field(reading, slot)
    return field is not None and field.type is FieldType.EMAIL


def _is_named(reading: Reading, slot: str) -> bool:
    """Tell whether a value is whatever stands beside the label: then the label of a form left empty is none."""
    field = _field(reading, slot)
    return field is not None and field.type in {FieldType.MUNICIPALITY, FieldType.ORGANISATION, FieldType.JOB_TITLE}


def _field(reading: Reading, slot: str) -> Field | None:
    return next((field for field in reading.event.fields if field.key == slot), None)


def read(reading: Reading, field: Field, text: str) -> str | None:
    """Return the value of *field* that *text* gives in normal form, in its last words; None where it gives none."""
    reader = READERS.get(field.type, _text)
    text = _unspoken(field, text)
    later = retractions.behind(text) if field.type is not FieldType.TEXT else ""
    if field.type is FieldType.BOOLEAN:
        later = later if choices.is_plain_answer(_PARTS.split(later)[0]) else ""
        text = text[choices.repeats_form(text) :]
    if later and field.type in _HOUSES and not later[:1].isupper():
        return None  # what is written now is no name: a human reads what was taken back
    return (reader(reading, field, later) if later else None) or reader(reading, field, text)


def _day(reading: Reading, field: Field, text: str) -> str | None:
    """Return the day that *text* gives; a journey to the event is made near it, else the month may be a slip."""
    if concepts.of(field) == "birth":
        return births.day(fold(text), reading.event)
    value = days.read(text, reading.event) or days.read(_ASIDE.sub("", text), reading.event)
    journey = concepts.of(field) in {"arrival", "departure"}
    return value if value and (not journey or nearby.is_near(date.fromisoformat(value), reading.event)) else None


def _supported(reading: Reading, slot: str, value: str) -> tuple[str, ...]:
    if slot == NAME:
        return names.looks(value)
    field = _field(reading, slot)
    if field and field.type is FieldType.JOB_TITLE and jobs.has_head(value):
        return ("job word",)
    if field and field.type is FieldType.EMAIL:
        return ("valid",)
    if field and field.type is FieldType.COUNTRY:
        return ("known",)
    known = (
        field and field.type is FieldType.MUNICIPALITY and (places.is_place(value) or next(places.cued(value), None))
    )
    return ("known",) if known else ()


def _text(_reading: Reading, _field: Field, text: str) -> str | None:
    return texts.read(text)


def _number(reading: Reading, field: Field, text: str) -> str | None:
    if concepts.of(field) == "birth":
        return births.year(fold(text), reading.event)
    return company.labelled(text) if concepts.of(field) == "guests" else numbers.number(text)


READERS: Mapping[FieldType, Reader] = {
    FieldType.EMAIL: lambda reading, _, text: reached.read(reading, text),
    FieldType.PHONE: lambda reading, _, text: lines.read(text, (*regions.named(text), *reading.regions)),
    FieldType.COUNTRY: lambda _, __, text: countries.labelled(text),
    FieldType.CHOICE: lambda reading, field, text: (
        choices.choice(text, field.options) or glosses.option(text, field.options, reading.event)
    ),
    FieldType.BOOLEAN: lambda _, field, text: (needed.is_asked(field) and needed.read(text)) or choices.boolean(text),
    FieldType.NUMBER: _number,
    FieldType.DATE: _day,
    FieldType.MUNICIPALITY: houses.read,
    FieldType.ORGANISATION: houses.read,
    FieldType.JOB_TITLE: lambda _, __, text: jobs.read(text),
    FieldType.TEXT: _text,
}
"""How the words beside a label become a value, for each type but names; a type has a module in candidates/."""
