"""By what one sees that a mail is about an event."""

import re
from datetime import date, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from inbox_bot.core.document import Document, Zone
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.wording import activities
from inbox_bot.core.extraction.wording.days import MONTHS, days
from inbox_bot.core.extraction.wording.lexicon import frame_words, kinds, languages
from inbox_bot.core.extraction.wording.words import fold, folded_words
from inbox_bot.core.message import Message

_REPLY = re.compile(
    r"^\s*(?:\[[^\]]*\]\s*)?(?:re|aw|antw|antwort|antwoord|betr|sv|ref|fwd?|wg|tr|doorst|doorgestuurd|vs)\s*(?:\[\d+\])?\s*:",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,250}|www\.\S{1,250}")
"""What stands in these names nothing: who writes from an address at a town does not speak of it."""
_READ = 20_000
_TITLE_WORDS = 2
_KIND_ROOT = 5
_NAME_LENGTH = 4
_LONGEST_EVENT = 31
_ORDINAL = re.compile(
    r"(?<![\w./:-])(?P<number>[1-3]?\d)(?:de|e|ste|st|nd|rd|th|er|[eè]me|ten)(?![\w-])(?=\s*(?P<next>[^\W\d_]+)?)"
)


def is_reply(subject: str) -> bool:
    """Tell whether *subject* begins as that of a reply or a forwarded message, so is not the sender's own."""
    return _REPLY.match(subject) is not None


def bare(subject: str) -> str:
    """Return *subject* folded, without what replies and forwarded messages put before it."""
    while is_reply(subject):
        subject = subject.partition(":")[2]
    return " ".join(folded_words(subject))


def names_event(message: Message, document: Document, event: Event) -> tuple[str, ...]:
    """Return what in the mail shows that it is about *event*, strongest first.

    Each begins with what it is: `tag`, `title`, `date`, `day` (without its month), `quoted title`, `quoted date`,
    `place`, `kind`.
    """
    own = _text(document, Zone.NEW)
    said = _ADDRESS.sub(" ", f"{message.subject}\n{own}")
    quoted = _text(document, Zone.QUOTED, Zone.FORWARDED)
    words, words_quoted = set(folded_words(said)), set(folded_words(quoted))
    found = [
        ("tag", _tag(message, event)),
        ("title", _title(words, event)),
        ("date", date_said := _date(said, event)),
        ("day", "" if date_said else day_alone(said, event)),
        ("quoted title", _title(words_quoted, event)),
        ("quoted date", _date(quoted, event)),
        ("place", _shared(words, place_words(event))),
        ("kind", _kind(words, event)),
    ]
    return tuple(f"{name}: {words}" for name, words in found if words)


@lru_cache(maxsize=64)
def event_kinds(event_words: str) -> frozenset[str]:
    """Return the nouns for events, of any language, that *event_words* (title and announcement) use."""
    said = set(folded_words(event_words))
    long = {kind for kind in kinds() if len(kind) >= _KIND_ROOT}
    named = {kind for kind in long if any(word.endswith(kind) for word in said)} | (said & kinds())
    roots = {kind[:_KIND_ROOT] for kind in named}
    return frozenset(kind for kind in kinds() if kind[:_KIND_ROOT] in roots) | activities.nouns(event_words)


@lru_cache(maxsize=64)
def kinds_of(event: Event) -> frozenset[str]:
    """Return the nouns that may mean *event*, but for little words of its languages: `les` is no lesson in French."""
    little = frozenset[str]().union(*(languages()[code].frame for code in event.languages)) - kinds()
    return event_kinds(f"{event.title}\n{event.announcement}") - little


@lru_cache(maxsize=64)
def event_vocabulary(event_words: str) -> frozenset[str]:
    """Return every word of *event_words* (title, place, announcement), folded."""
    return frozenset(folded_words(event_words))


@lru_cache(maxsize=4096)
def ends_in(word: str, nouns: frozenset[str]) -> bool:
    """Tell whether *word* is one of *nouns*, or a compound that ends in a long one: `Dorftreffen`."""
    return word in nouns or any(len(noun) >= _KIND_ROOT and word.endswith(noun) for noun in nouns)


def _text(document: Document, *zones: Zone) -> str:
    return "\n".join(line.text for line in document.of(*zones))[:_READ]


def _tag(message: Message, event: Event) -> str:
    tag = f"+{event.id.lower()}@"
    return next((to.addr_spec for to in (*message.to, *message.cc) if tag in to.addr_spec.lower()), "")


def _title(said: set[str], event: Event) -> str:
    telling = title_words(event.title)
    found = telling & said
    if not found:
        return ""
    enough = len(found) + bool(_kind(said, event)) >= min(_TITLE_WORDS, len(folded_words(event.title)))
    return " ".join(sorted(found)) if enough else ""


def _date(text: str, event: Event) -> str:
    dates = event_days(event)
    return next((day.text for day in days(text) if any(day.is_day(one) for one in dates)), "")


def day_alone(text: str, event: Event) -> str:
    """Return the words that name a day of *event* without its month: `7de`, `7th`; empty where none do."""
    numbers = {str(day.day) for day in event_days(event)}
    found = (match for match in _ORDINAL.finditer(text) if match["number"] in numbers)
    return next((match.group() for match in found if fold(match["next"] or "") not in MONTHS), "")


@lru_cache(maxsize=64)
def event_days(event: Event) -> tuple[date, ...]:
    """Return the days of *event*: from its first to its last, or to the last that its own text adds to the first."""
    zone = ZoneInfo(event.timezone)
    first = event.starts.astimezone(zone).date()
    last = event.ends.astimezone(zone).date() if event.ends else first
    told = list(days(f"{event.title}\n{event.announcement}"))
    while not event.ends and any(day.is_day(last + timedelta(days=1)) for day in told):
        last += timedelta(days=1)
    return tuple(first + timedelta(days=away) for away in range(min((last - first).days, _LONGEST_EVENT) + 1))


def _shared(said: set[str], words: frozenset[str]) -> str:
    return " ".join(sorted(words & said))


def _kind(said: set[str], event: Event) -> str:
    return " ".join(sorted(word for word in said if ends_in(word, kinds_of(event))))


@lru_cache(maxsize=64)
def title_words(title: str) -> frozenset[str]:
    """Return the words of *title* that tell it from others: not those of any event, but for want of better ones."""
    words = frozenset(
        word for word in folded_words(title) if len(word) > 1 and word not in frame_words() and not word.isdigit()
    )
    return words - kinds() - activities.all_nouns() or words


@lru_cache(maxsize=64)
def place_words(event: Event) -> frozenset[str]:
    """Return the words of where *event* is that are long enough to tell it."""
    return frozenset(word for word in folded_words(event.place) if len(word) >= _NAME_LENGTH and not word.isdigit())
