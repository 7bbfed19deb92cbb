"""What people do at an event: who says to run where there is a run says to come, and `the course` is the event."""

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from inbox_bot.core.extraction.wording.lexicon import grammar
from inbox_bot.core.extraction.wording.phrases import Phrase, Phrases
from inbox_bot.core.extraction.wording.words import folded_words

_OPENING = 3
"""So many lines of an event's text, title first, say what it is."""
_ROOT = 4
_TOGETHER = ("mit", "mitzu", "mee")


@dataclass(frozen=True, slots=True)
class Activity:
    """Something people come together for: nouns that may mean the event, and the verbs for taking part."""

    nouns: frozenset[str]
    verbs: frozenset[str]
    signs: frozenset[str]
    """Further words that show of what kind an event is, and may mean much else."""

    def is_shown_by(self, word: str) -> bool:
        """Tell whether *word* in a title shows that the event is of this kind."""
        return word in self.signs or self.is_meant_by(word)

    def is_meant_by(self, word: str) -> bool:
        """Tell whether *word* is one of the nouns, or a compound that ends in a long one: `Seeuferlauf`."""
        return word in self.nouns or any(len(noun) >= _ROOT and word.endswith(noun) for noun in self.nouns)


@lru_cache(maxsize=64)
def nouns(event_words: str) -> frozenset[str]:
    """Return the nouns that may mean an event of which *event_words* tell, title first, with its own compounds."""
    ours = _ours(event_words)
    own = (word for word in _opening(event_words) if any(one.is_meant_by(word) for one in ours))
    return frozenset[str]().union(own, *(one.nouns for one in ours))


@cache
def all_nouns() -> frozenset[str]:
    """Return the nouns of all activities."""
    return frozenset[str]().union(*(one.nouns for one in _activities()))


@lru_cache(maxsize=64)
def verbs(event_words: str) -> frozenset[str]:
    """Return the verbs for what is done at an event of which *event_words* tell, title first."""
    return frozenset[str]().union(*(one.verbs for one in _ours(event_words)))


@lru_cache(maxsize=64)
def coming(event_words: str) -> Phrases | None:
    """Return the phrases, of category `does`, by which people say to take part in it; None where none are known."""
    ours = verbs(event_words)
    together = {f"{prefix}{verb}" for verb in ours if verb.endswith("en") for prefix in _TOGETHER}
    classes = {"do": " ".join(sorted(ours | together))}
    says = _table()["says"]
    lines = [(line, grammar(code, **classes)) for code, listed in says.items() for line in listed] if ours else []
    return Phrases([Phrase.compile(line, "does", shared) for line, shared in lines]) if lines else None


def _opening(event_words: str) -> tuple[str, ...]:
    return folded_words("\n".join(event_words.splitlines()[:_OPENING]))


@lru_cache(maxsize=64)
def _ours(event_words: str) -> tuple[Activity, ...]:
    said = _opening(event_words)
    return tuple(one for one in _activities() if any(map(one.is_shown_by, said)))


@cache
def _activities() -> tuple[Activity, ...]:
    tables = (table for name, table in _table().items() if name != "says")
    listed = ("nouns", "verbs", "signs")
    return tuple(Activity(*(frozenset(folded_words(table.get(name, ""))) for name in listed)) for table in tables)


@cache
def _table() -> dict[str, Any]:
    path = files("inbox_bot.core.extraction") / "lexicon" / "activities.toml"
    return tomllib.loads(path.read_text("utf-8"))
