"""The words of every language, read once from the data files beside this package."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from inbox_bot.core.extraction.wording.phrases import Grammar, Phrase, Phrases
from inbox_bot.core.extraction.wording.spelling import Spelling
from inbox_bot.core.extraction.wording.words import folded_words
from inbox_bot.core.languages import LANGUAGES


@dataclass(frozen=True, slots=True)
class Language:
    """What one language's file holds besides phrases."""

    frame: frozenset[str]
    """The little words by which the language is known."""
    courtesies: frozenset[str]
    """Further words of thanks, praise and parting, in mails that want nothing."""
    kinds: frozenset[str]
    """Nouns for events."""
    lists: frozenset[str]
    """Where the organiser writes down who comes."""
    gatherings: frozenset[str]
    """Those that people use for each other: `seminar`, `symposium`, `conference`."""
    stems: tuple[str, ...]
    """How words of registering begin."""
    crowd: frozenset[str]
    """Words with such a stem that speak of registrations in general: how many, of whom, a form."""
    eager: frozenset[str]
    """Words which, in an answer to the announcement, may mean that somebody comes."""
    sides: frozenset[str]
    """What is offered beside the event: who declines the dinner comes all the same."""
    negators: frozenset[str]
    capacities: frozenset[str]
    """Words which, right behind a denial, say that only the way of coming is denied: `not for my work …`"""
    rather: frozenset[str]
    """…where one of these follows, by which the other way is told: `… but as a citizen`."""
    conjunctions: frozenset[str]
    """Words that begin another clause, over which no denial reaches."""
    subjects: frozenset[str]
    """Who speaks: `I`, `we`."""
    sources: frozenset[str]
    """Words which, near a thing, say that somebody only heard of the event there: `read in the newsletter`."""
    undated: frozenset[str]
    """Words which, just before a date, say that it is not the event's: `your mail of 5 November`."""
    towards: frozenset[str]
    """Words before that for which somebody registers."""
    things: frozenset[str]
    """What people come to that is no announced event, or how such a word ends: meetings, meals, courses, a nursery."""
    asides: frozenset[str]
    """Words which, just before a thing, say that nobody comes for it: `after the meeting`."""
    themes: frozenset[str]
    """Words between an event and what it is about."""
    sites: frozenset[str]
    """Words between an event and where it is."""
    registering: frozenset[str]
    """Nouns which, in a subject, say that somebody registers…"""
    about: frozenset[str]
    """…unless one of these says that it is about registrations."""


@cache
def languages() -> Mapping[str, Language]:
    """Return every language by its code."""
    return {code: _language(_file(code)) for code in LANGUAGES}


@cache
def phrases() -> Phrases:
    """Return the phrases of every language; their categories are `asks`, `subject.automatic`, `spam.bait`, ..."""
    return Phrases([phrase for code in LANGUAGES for phrase in _phrases(code, _file(code))])


@cache
def coming_phrases() -> Phrases:
    """Return verbs of coming and of bringing somebody, in any person: categories `coming.comes` and `coming.sends`."""
    return Phrases([phrase for code in LANGUAGES for phrase in _coming(code)])


@cache
def subject_phrases() -> Phrases:
    """Return the phrases that only the subjects of machines hold."""
    return phrases().only("subject")


@cache
def mine_phrases() -> Phrases:
    """Return the words by which somebody speaks of what is their own, of category `mine`."""
    return phrases().only("mine")


@cache
def own_phrases() -> Phrases:
    """Return the last lines of our own replies, of category `own`."""
    return phrases().only("own")


@cache
def kinds() -> frozenset[str]:
    """Return the nouns for events in every language."""
    return frozenset().union(*(language.kinds for language in languages().values()))


@cache
def lists() -> frozenset[str]:
    """Return the nouns for where the organiser writes down who comes, in every language."""
    return frozenset().union(*(language.lists for language in languages().values()))


@cache
def registering() -> Spelling:
    """Return the nouns by which a subject registers somebody, in every language, to put slips of the pen right."""
    return Spelling(word for language in languages().values() for word in language.registering)


@cache
def frame_words() -> frozenset[str]:
    """Return the little words of every language."""
    return frozenset().union(*(language.frame for language in languages().values()))


@cache
def courtesies() -> frozenset[str]:
    """Return the words of thanks, praise and parting in every language."""
    return frozenset().union(*(language.courtesies for language in languages().values()))


@cache
def _file(code: str) -> dict[str, Any]:
    path = files("inbox_bot.core.extraction") / "lexicon" / "intent" / f"{code}.toml"
    return tomllib.loads(path.read_text("utf-8"))


def _language(data: Mapping[str, Any]) -> Language:
    return Language(
        frame=_words(data["language"]),
        courtesies=_words(data["courtesies"]),
        kinds=_words(data["kinds"]),
        gatherings=_words(data["gatherings"]),
        lists=_words(data["lists"]),
        stems=tuple(data["stems"].split()),
        crowd=_words(data["crowd"]),
        eager=_words(data["eager"]),
        sides=_words(data["sides"]),
        negators=_words(data["negators"]),
        capacities=_words(data["capacities"]),
        rather=_words(data["rather"]),
        conjunctions=_words(data["conjunctions"]),
        subjects=_words(data["subjects"]),
        sources=_words(data["sources"]),
        undated=_words(data["undated"]),
        towards=_words(data["towards"]),
        things=_words(data["things"]),
        asides=_words(data["asides"]),
        themes=_words(data["themes"]),
        sites=_words(data["sites"]),
        registering=_words(data["subject"]["registering"]),
        about=_words(data["subject"]["about"]),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(folded_words(text))


def grammar(code: str, **classes: str) -> Grammar:
    """Return what the phrases of the language *code* share, with further *classes*."""
    data = _file(code)
    return Grammar(code, data["classes"] | classes, _words(data["barriers"]), _words(data["negators"]))


def _phrases(code: str, data: Mapping[str, Any]) -> Iterator[Phrase]:
    sources = dict(data["phrases"]) | {"harmless": data["harmless"]}
    for table in ("subject", "opening", "spam"):
        sources |= {f"{table}.{name}": lines for name, lines in data[table].items() if isinstance(lines, list)}
    shared = grammar(code)
    for category, lines in sources.items():
        for line in lines:
            yield Phrase.compile(line, category, shared)


def _coming(code: str) -> Iterator[Phrase]:
    shared = grammar(code)
    for category, lines in _file(code)["coming"].items():
        yield from (Phrase.compile(line, f"coming.{category}", shared) for line in lines)
