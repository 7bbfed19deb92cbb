"""In which countries a telephone number may be meant that does not say its own."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from babel.core import get_global

from inbox_bot.core.event import Event
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import emails, places
from inbox_bot.core.extraction.folding import fold, key
from inbox_bot.core.extraction.text.segments import segments

_POSTAL = re.compile(r"(?<![\w-])(?P<letters>B|D|A|CH|FL|L|NL|F|I)\s?[-–]\s?\d{4,5}(?!\d)")
_LETTERS = {"B": "BE", "D": "DE", "A": "AT", "CH": "CH", "FL": "LI", "L": "LU", "NL": "NL", "F": "FR", "I": "IT"}
_OF_LANGUAGE = {
    "nl": ("BE", "NL"),
    "fr": ("BE", "FR", "LU", "CH"),
    "de": ("DE", "AT", "CH", "LU", "IT", "BE"),
    "en": ("GB", "BE", "IE"),
}
_FEW_SPEAK = {("de", "BE"): frozenset({"BE", "LU", "DE", "NL", "FR"})}
"""Where few speak a language: they come to what is held in one of these countries."""
_TOP = {"uk": "GB"}


def likely(event: Event, address: str, language: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Return regions (ISO 3166-1), the likeliest first: of the postal addresses in *texts*, the event, the language.

    *address* is the sender's e-mail address: one at a provider where anybody may have one says less than the event.
    """
    domain = _of_domain(address)
    own, public = ((), domain) if emails.is_public(address) else (domain, ())
    held = _of_event(event)
    spoken = (one for code in (language, *event.languages) for one in _OF_LANGUAGE[code] if _is_near(code, one, held))
    said = tuple(texts)
    told = [one for text in said for one in (*_postal(text), *named(text))]
    towns = [one for text in said for one in _ends_in_town(text)]
    # Who tells where they are from is from no third country where the same language is spoken.
    return tuple(dict.fromkeys([*told, *own, *towns, *held, *public, *(() if towns else spoken)]))


def marked(text: str) -> bool:
    """Tell whether *text* holds a postal code with the letters of its country: `L-5480`."""
    return _POSTAL.search(text) is not None


def _is_near(language: str, region: str, held: Sequence[str]) -> bool:
    """Tell whether who speaks *language* may come from *region* to what is *held* elsewhere."""
    near = _FEW_SPEAK.get((language, region))
    return near is None or not held or not near.isdisjoint(held)


def named(text: str) -> Iterator[str]:
    """Yield the countries that stand between separators in *text*: `Lana (BZ), Italien`."""
    for span in segments(text, 0):
        region = _regions().get(fold(text[span.start : span.end]))
        if region:
            yield region


def _ends_in_town(text: str) -> Iterator[str]:
    """Yield the country of a town with which *text* ends, where only one has a town of that name: `Fiets VZW Lier`."""
    *before, last = text.rstrip(" .,;").split() or ("",)
    lands = lexicon.places().get(key(last), frozenset()) if before and last[:1].isupper() else frozenset()
    yield from lands if len(lands) == 1 and fold(last) not in lexicon.surnames() else ()


@cache
def _regions() -> dict[str, str]:
    called = (entry.partition("=") for entry in lexicon.words("countries"))
    return {name: code for code, _, name in lexicon.countries()} | {name: code.upper() for name, _, code in called}


@lru_cache(maxsize=64)
def _of_event(event: Event) -> tuple[str, ...]:
    """Return the country where an event is held, by its time zone."""
    territory = get_global("zone_territories").get(event.timezone)
    return (territory,) if territory else ()


def _of_domain(address: str) -> tuple[str, ...]:
    top = address.rpartition(".")[2].lower()
    region = _TOP.get(top, top.upper())
    return (region,) if len(region) == 2 and region in set(get_global("zone_territories").values()) else ()  # noqa: PLR2004 (ISO 3166-1 alpha-2)


def _postal(text: str) -> Iterator[str]:
    """Yield the countries of postal addresses."""
    for match in _POSTAL.finditer(text):
        yield _LETTERS[match["letters"]]
    for span in places.postal(text, 0, len(text)):
        lands = lexicon.places().get(key(text[span.start : span.end]), frozenset())
        yield from lands if len(lands) == 1 else ()
