"""What the headers say of the sender: display name, address, and the municipality of its domain."""

import re
from collections.abc import Iterator

from inbox_bot.core.event import Event, FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import emails, names, places
from inbox_bot.core.extraction.candidates.clubwords import is_club_word
from inbox_bot.core.extraction.evidence import candidate
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels.vocabulary import NAME
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.routing import event_vocabulary
from inbox_bot.core.extraction.text.reading import Reading

_BESIDE = re.compile(r"[^\W\d_]{2}\s*(?:\(|\s[-–|/@]\s|,\s)([^()|,]{3,80})\)?\s*$")
"""What stands behind a name: `Ann Claes (River Trust)`."""
_PLACE_TYPES = {FieldType.MUNICIPALITY, FieldType.ORGANISATION}


def sender_name(reading: Reading) -> str:
    """Return the display name where it is a person's full name, else nothing."""
    sender = reading.sender
    name = names.read(sender.display_name, (sender.addr_spec,)) if sender else None
    if sender is None or name is None:
        return ""
    if _is_department(name, sender.addr_spec) or _is_nickname(name, reading.event):
        return ""
    plausible = names.looks(name) or names.agrees(name, sender.addr_spec) or len(name.split()) > 1
    return name if plausible and not _abbreviated(name) else ""


def _is_department(name: str, addr_spec: str) -> bool:
    """Tell whether a display name is a department's with its town: `Milieu Kontich` at milieu@kontich.example."""
    first, *rest = name.split()
    local = fold(addr_spec.partition("@")[0])
    return not names.is_given(first) and local == fold(first) and places.is_place(" ".join(rest))


def _is_nickname(name: str, event: Event) -> bool:
    """Tell whether a first name stands behind a word for what the event is about: `Bees Fred` at a day on bees."""
    first, *rest = name.split()
    called = len(rest) == 1 and names.is_given(rest[0]) and not names.is_given(first)
    return called and fold(first) not in lexicon.surnames() and fold(first) in event_vocabulary(event.title)


def _abbreviated(name: str) -> bool:
    """Tell whether *name* holds an initial, or consonants alone; `Ó` is a word of a name."""
    return any(
        (not token.strip(".")[1:] and (token.isascii() or token.endswith(".")))
        or (token.islower() and not re.search("[aeiouy]", token))
        for token in name.split()
    )


def candidates(reading: Reading) -> Iterator[Candidate]:
    """Yield what the headers give for the sender's own record."""
    sender = reading.sender
    if sender is None:
        return
    name = sender_name(reading)
    if name:
        agreeing = ("agrees with address",) if names.agrees(name, sender.addr_spec) else ()
        yield candidate(NAME, name, sender.display_name, None, "from", ("display name", *names.looks(name), *agreeing))
    address = emails.normal(sender.addr_spec)
    for field in reading.event.fields:
        if field.type is FieldType.EMAIL and address and not emails.is_no_reply(address):
            yield candidate(field.key, address, sender.addr_spec, None, "from", ("sender's address",))
        if field.type in _PLACE_TYPES:
            yield from _places(field.key, field.type, sender.display_name, sender.addr_spec)


def _is_body(text: str) -> bool:
    return places.institution(text) or any(map(is_club_word, fold(text).split()))


def _places(key: str, kind: FieldType, display_name: str, addr_spec: str) -> Iterator[Candidate]:
    for span, known in places.cued(display_name):
        if known:
            text = display_name[span.start : span.end]
            yield candidate(key, text, display_name, None, "from", ("display name", "place word", "known"))
    beside = _BESIDE.search(display_name) if kind is FieldType.ORGANISATION else None
    if beside and _is_body(beside[1]) and len(beside[1].split()) > 1:
        text = beside[1].strip()
        yield candidate(key, text, display_name, None, "from", ("display name", "organisation word"))
    place = places.of_domain(addr_spec) if kind is FieldType.MUNICIPALITY else None
    if place:
        yield candidate(key, place, addr_spec, None, "domain", ("domain",))
