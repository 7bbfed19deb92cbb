"""For what else than the event a wish may be: another thing, work to be done there, an event on another theme."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from inbox_bot.core.event import Event, FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.intent.reading import Reading
from inbox_bot.core.extraction.labels import concepts
from inbox_bot.core.extraction.routing import ends_in, event_vocabulary, is_reply
from inbox_bot.core.extraction.wording.lexicon import Language, frame_words, languages
from inbox_bot.core.extraction.wording.phrases import Match
from inbox_bot.core.extraction.wording.words import Sentence, folded_words

_AROUND = 10
_BEFORE = 4
_THEME = 5
_ROOT = 5
_CHOSEN = frozenset({FieldType.BOOLEAN, FieldType.CHOICE, FieldType.DATE, FieldType.NUMBER})
"""What an event offers beside itself; the label of a job, `formation`, is also a thing to register for."""


def for_something_else(reading: Reading, wishes: Sequence[Match]) -> str:
    """Return the thing for which every one of *wishes* is; empty if one of them may be for the event."""
    objects = {id(wish.sentence): "" for wish in wishes}
    for wish in wishes:
        objects[id(wish.sentence)] = objects[id(wish.sentence)] or _object(reading, wish)
    if objects and all(objects.values()):
        return next(iter(objects.values()))
    return _in_subject(reading) if wishes else ""


def beside(reading: Reading, wishes: Sequence[Match]) -> str:
    """Return a thing or some work for which one of *wishes* is; what is offered at an event that is named is none."""
    found = (word for wish in wishes if (word := _object(reading, wish)))
    return next((word for word in found if not (reading.is_told(wishes) and reading.is_part(word))), "")


def another_event(reading: Reading, wishes: Sequence[Match]) -> str:
    """Return the theme or place of an event of our kind where the event's own text knows no word of it."""
    if reading.names_it_firmly:
        return ""
    sentences = {id(wish.sentence): wish.sentence for wish in wishes}.values()
    said = (name for sentence in sentences for name in (*_themes(reading, sentence), *_sites(reading, sentence)))
    return next(said, "")


def _object(reading: Reading, wish: Match) -> str:
    return next(_things(reading, wish), "") or next(_works(reading, wish), "")


def _works(reading: Reading, wish: Match) -> Iterator[str]:
    """Yield the work of which *wish* speaks; no clause of its own is meant, nor what the event's own text speaks of."""
    known = _announced(reading)
    for work in reading.has("works"):
        ours = known.issuperset(work.sentence.words[work.start : work.end])
        if work.sentence is wish.sentence and not ours and not _stands_apart(work, wish):
            yield work.text


def _stands_apart(work: Match, wish: Match) -> bool:
    """Tell whether *work* has a subject of its own: `I help out at a school, but put me down for mine`.

    Work behind a mere word of coming may be what somebody comes for: `we come on Friday, we deliver the chairs`.
    """
    language, words = languages()[wish.phrase.language], wish.sentence.words
    if work.overlaps(wish):
        return False
    if work.start < wish.start:
        between = words[work.end : wish.start + 1]
        return not (language.subjects | language.conjunctions).isdisjoint(between)
    between = words[wish.end : work.start]
    causes = language.conjunctions - language.rather
    return wish.phrase.category == "asks" and not language.subjects.isdisjoint(between) and causes.isdisjoint(between)


def _things(reading: Reading, wish: Match) -> Iterator[str]:
    """Yield the things in the clause of *wish*: names are none, nor what the event's own text speaks of."""
    language = languages()[wish.phrase.language]
    sentence, known = wish.sentence, _announced(reading)
    first, last = _clause(wish, language)
    idioms = {at for one in reading.has("idioms") if one.sentence is sentence for at in range(one.start, one.end)}
    for at in range(first, last):
        if at in idioms:
            continue
        aside = not language.asides.isdisjoint(sentence.words[max(0, at - _BEFORE) : at])
        capital = at and wish.phrase.language != "de" and sentence.text[sentence.spans[at][0]].isupper()
        house = reading.is_of_house_named(sentence.words[at])
        ours = ends_in(sentence.words[at], reading.kinds) or _is_who_comes(sentence, at) or house
        if not (aside or capital or ours) and _is_thing(sentence.words[at], wish.phrase.language, known):
            yield sentence.between(at, at + 1)


def _is_who_comes(sentence: Sentence, at: int) -> bool:
    """Tell whether the word at *at* is for people of the sender's: `keep four places for our board`."""
    before = lexicon.words("whose").intersection(sentence.words[max(0, at - 2) : at])
    return bool(before) and sentence.words[at] in lexicon.words("bodies")


def _clause(wish: Match, language: Language) -> tuple[int, int]:
    breaks = language.conjunctions | language.asides
    sentence, first, last = wish.sentence, wish.start, wish.end
    before = reversed(range(max(0, first - _AROUND), first))
    first -= len(list(takewhile(lambda at: at + 1 not in sentence.commas and sentence.words[at] not in breaks, before)))
    behind = range(last, min(len(sentence.words), last + _AROUND))
    last += len(list(takewhile(lambda at: at not in sentence.commas and sentence.words[at] not in breaks, behind)))
    return first, last


def _announced(reading: Reading) -> frozenset[str]:
    return event_vocabulary(f"{reading.event.title}\n{reading.event.announcement}") | _asked(reading.event)


@lru_cache(maxsize=64)
def _asked(event: Event) -> frozenset[str]:
    """Return the words, in every language, for what *event* asks: the dinner of an English one is an `Abendessen`."""
    told = (word for field in event.fields if field.type in _CHOSEN for word in concepts.labels(event, field))
    return frozenset(word for phrase in told for word in folded_words(phrase))


def _is_thing(word: str, language: str, known: frozenset[str]) -> bool:
    ends = _ends(word, language)
    return bool(ends) and not any(ours.endswith(thing) for thing in ends for ours in known)


@lru_cache(maxsize=4096)
def _ends(word: str, language: str) -> tuple[str, ...]:
    """Return the things of *language* that *word* is, or with which it ends."""
    things = languages()[language].things
    return tuple(thing for thing in things if word == thing or (len(thing) >= _ROOT and word.endswith(thing)))


def _in_subject(reading: Reading) -> str:
    """Return a thing that the subject names; the subject of a reply to the announcement is ours."""
    subject = reading.message.subject
    if is_reply(subject) and reading.quotes_announcement:
        return ""
    words = (word for word in folded_words(subject) if not ends_in(word, reading.kinds))
    said = (word for word in words if word not in frame_words() and not reading.may_mean(word))
    known = _announced(reading)
    said = (word for word in said if not reading.is_of_house_named(word))
    return next((word for word in said if any(_is_thing(word, language, known) for language in languages())), "")


def _themes(reading: Reading, sentence: Sentence) -> Iterator[str]:
    roots, themes = _roots(reading.event), frozenset().union(*(language.themes for language in languages().values()))
    for at, word in enumerate(sentence.words):
        if word not in reading.kinds or not themes.intersection(sentence.words[at + 1 : at + 3]):
            continue
        said = [w for w in sentence.words[at + 2 : at + 2 + _THEME] if w not in frame_words() and w not in themes]
        if said and said[0].isalpha() and not roots.intersection(word[:_ROOT] for word in said):
            yield said[0]


@lru_cache(maxsize=64)
def _roots(event: Event) -> frozenset[str]:
    words = event_vocabulary(f"{event.title}\n{event.place}\n{event.announcement}")
    return frozenset(word[:_ROOT] for word in words)


def _sites(reading: Reading, sentence: Sentence) -> Iterator[str]:
    """Yield the places of events of our kind; `Gand` and `Ghent` may be the same."""
    event = reading.event
    known = event_vocabulary(f"{event.title}\n{event.place}\n{event.announcement}")
    initials = {word[:1] for word in folded_words(event.place)}
    sites = frozenset().union(*(language.sites for language in languages().values()))
    for kind, site, name in zip(range(len(sentence.words)), sentence.words[1:], sentence.words[2:], strict=False):
        elsewhere = name not in known and name[:1] not in initials
        said = sentence.between(kind + 2, kind + 3)
        if sentence.words[kind] in reading.kinds and site in sites and elsewhere and said[:1].isupper():
            yield said
