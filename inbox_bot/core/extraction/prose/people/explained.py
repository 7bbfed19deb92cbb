"""What looks like a name and is something else, or the sender's."""

import re
from functools import lru_cache

from inbox_bot.core.event import Event
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import countries, jobs, names, places
from inbox_bot.core.extraction.candidates.clubwords import is_club_word
from inbox_bot.core.extraction.folding import fold, key
from inbox_bot.core.extraction.labels.vocabulary import vocabulary
from inbox_bot.core.extraction.prose.employers.domain import is_like_domain
from inbox_bot.core.extraction.sender import headers
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.wording.words import folded_words

_SHORT = 2


def explained(reading: Reading, text: str) -> bool:
    """Tell whether *text* is something else: a place, an organisation, a title, an announced word, a recipient."""
    if names.is_spelled(text, reading.addresses):
        return is_announced(reading, text) or _is_addressed(reading, text)
    if _is_of_another_kind(text):
        return True
    if is_sender(reading, text):
        return False
    if is_like_domain(reading, text) and not names.is_given(text.split(maxsplit=1)[0]):
        return True
    if places.institution(text) and not names.is_given(text.split(maxsplit=1)[0]):
        return True
    return (
        key(text) in _announced(reading.event) or _is_addressed(reading, text) or _ends_otherwise(reading.event, text)
    )


def _is_of_another_kind(text: str) -> bool:
    """Tell whether the words of *text* are those of an office, a house or a place."""
    house = places.organisation_word(text) or names.is_role(text) or jobs.has_head(text) or _is_club(text)
    return bool(house or places.is_place(text) or countries.read(text) or _is_initialism(text) or _is_street(text))


def _is_club(text: str) -> bool:
    """Tell whether *text* is what a club is called: `Friesische Amateurastronomen`."""
    first, *others = text.split()
    clubs = (word for word in map(fold, others) if is_club_word(word) and word not in lexicon.surnames())
    return not names.is_given(first) and any(clubs)


def _is_addressed(reading: Reading, text: str) -> bool:
    """Tell whether *text* is whom the mail is to, or greets them by one name: `Evening Lenka`."""
    first, *_, last = text.split()
    called = {
        piece
        for to in reading.message.to
        for piece in re.split(r"[^\w]+", fold(f"{to.display_name} {to.addr_spec.partition('@')[0]}"))
    }
    greeted = fold(last) in called and not names.is_given(first) and len(last) > _SHORT
    # `dag linda tis voor` of who writes no capitals: whom the mail greets, and the next word.
    greeted |= fold(first) in called and fold(last) not in lexicon.surnames() and len(text.split()) == _SHORT
    return greeted or any(names.same(text, address.display_name) for address in reading.message.to)


def _ends_otherwise(event: Event, text: str) -> bool:
    """Tell whether *text* ends in what is chosen, or in what is asked: `Pauls Mailadresse`."""
    first, *_, last = text.split()
    return _goes_to(event, text) or (not names.is_given(first) and vocabulary(event).match(last) is not None)


@lru_cache(maxsize=1024)
def _goes_to(event: Event, text: str) -> bool:
    """Tell whether *text* is a first name with what its bearer chooses: `Anna zu Maske` of `Anna zu Maske und Ton`."""
    first, *between, last = text.split()
    offered = {word for field in event.fields for option in field.options for word in folded_words(option)}
    return bool(between) and names.is_given(first) and fold(last) in offered and fold(last) not in lexicon.surnames()


def _is_initialism(text: str) -> bool:
    """Tell whether capitals alone open *text* and no name follows: `UC Leuven-Limburg`, `VVSG Vlaanderen`."""
    first, *rest = text.split()
    others = [piece for word in rest for piece in word.split("-")]
    bare = first.isupper() and len(first) > 1 and "." not in first and not names.is_given(first)
    return bare and all(places.is_place(piece) for piece in others)


def _is_street(text: str) -> bool:
    """Tell whether *text* is a part of an address: `Custom House Quay`, `Queens Building`."""
    first, *_, last = fold(text).split()
    return last in lexicon.words("streets") and not names.is_given(first)


def is_announced(reading: Reading, text: str) -> bool:
    """Tell whether *text*, which looks like a name, stands in the announcement: of a speaker, of the organiser."""
    place = key(text) in key(reading.event.place) or places.is_place(text)
    return not place and names.is_given(text.split(maxsplit=1)[0]) and key(text) in _announced(reading.event)


@lru_cache(maxsize=64)
def _announced(event: Event) -> str:
    return key(f"{event.title} {event.place} {event.announcement}")


def is_sender(reading: Reading, name: str) -> bool:
    """Tell whether *name* is that of the sender, by the name shown or else by the address."""
    sender = reading.sender
    shown = headers.sender_name(reading)
    return sender is not None and (names.same(name, shown) if shown else names.agrees(name, sender.addr_spec))
