"""Clubs in German running text: a compound word or a word for a club, what leads it, and the name that follows."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from inbox_bot.core.document import Span
from inbox_bot.core.event import Event
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import jobs, names, places
from inbox_bot.core.extraction.candidates.clubwords import is_club_word
from inbox_bot.core.extraction.candidates.dayforms import WEEKDAYS
from inbox_bot.core.extraction.prose.clubs.naming import with_form
from inbox_bot.core.extraction.routing import event_vocabulary
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.extraction.wording.words import folded_words

_TOKEN = re.compile(r"[^\W_][\w'’]*(?:[.-]\w+)*-?|\(\w[\w -]{0,20}\)")
_SAINT = frozenset({"st", "sankt", "hl", "heilig", "sint", "saint", "kgl", "konigl", "kath", "ev", "hist", "frw"})
_PLAIN = (
    "verein",
    "vereinigung",
    "verband",
    "chor",
    "gilde",
    "bund",
    "club",
    "klub",
    "gesellschaft",
    "feuerwehr",
    "zunft",
    "museum",
)
_ALL = frozenset({"beide", "alle"})
_OF = frozenset({"vom", "im", "beim", "den", "die", "des", "der", "dem", "zum", "unser", "unseren", "unserem"})
"""Before a lone word they say that somebody belongs there."""
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ADJECTIVE = re.compile(r"[\w-]{3,}(?:er|es|e|en)$")
_QUALIFYING = ("sche", "scher", "schen", "sches")
"""So end adjectives, behind which stands who is meant: `Verein Rheinische Postsammler`."""
_HEARSAY = re.compile(rf"(?<!\w){lexicon.any_of('hearsay')}(?!\w)")
_FORMER = re.compile(rf"(?<!\w){lexicon.any_of('former')}(?!\w)[^.!?,]*$")
_RECOMMENDED = re.compile(
    r"(?<!\w)(?:empfehlung|hinweis|vermittlung|tipp|anregung)\s+(?:von|des|der|durch)\s[^.!?,]*\($"
)
"""Behind the name of who passed the word on, their club stands in brackets."""
_FROM = frozenset({"vom", "von", "aus"})
_REACH = 40
_SENTENCE = 90


class _Token(NamedTuple):
    text: str
    folded: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        return self.text[:1].isupper()


def find(reading: Reading, row: Row) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield the clubs that *row* names with their evidence; those somebody heard of or was once in are mentioned."""
    tokens = _tokens(row) if "de" in {reading.language, *reading.event.languages} else []
    at = 0
    while at < len(tokens):
        if not tokens[at].is_capital or not is_club_word(tokens[at].folded) or _is_company(tokens, at):
            at += 1
            continue
        first, last = _first(tokens, at, reading.clean), _last(tokens, at, reading.clean)
        span = Span(tokens[first].start, with_form(reading.clean, tokens[first].start, tokens[last].end))
        at = last + 1
        lone = first == last and is_invited(reading.event, tokens[first].folded)
        chosen = is_choice(reading.event, row.folded[span.start - row.span.start : span.end - row.span.start])
        if not lone and not chosen and _is_name(tokens, first, last, span):
            heard = _only_mentioned(reading, row, span)
            yield span, ("organisation word", "mentioned" if heard else "employer")


def _tokens(row: Row) -> list[_Token]:
    found, start = _TOKEN.finditer(row.text), row.span.start
    return [
        _Token(match.group(), row.folded[slice(*match.span())].rstrip("."), start + match.start(), start + match.end())
        for match in found
    ]


def _joined(text: str, left: _Token, right: _Token) -> bool:
    between = text[left.end : right.start]
    shortened = left.folded in _SAINT | lexicon.words("abbreviations") and between == ". "
    towns = between == "/" and right.is_capital and any(map(places.is_place, (left.text, right.text)))
    return between in {" ", ' "', " „", '" ', "“ "} or shortened or towns


def _first(tokens: Sequence[_Token], head: int, text: str) -> int:
    """Return where the name begins: `Heimat- und` and adjectives belong to it."""
    at = head
    if at > 1 and tokens[at - 1].folded in {"und", "en", "&"} and tokens[at - 2].text.endswith("-"):
        at -= 2
    while at and _joined(text, tokens[at - 1], tokens[at]) and _leads(tokens[at - 1]):
        if at > 1 and names.is_given(tokens[at - 2].text) and tokens[at - 2].end + 1 == tokens[at - 1].start:
            break  # a person's surname
        at -= 1
    return at


def _leads(token: _Token) -> bool:
    if not token.is_capital or token.folded in lexicon.clubs("openers") or token.folded in lexicon.words("openers"):
        return False
    if jobs.is_head(token.folded):
        return False
    acronym = token.text.isupper() and len(token.text) > 1
    return (
        acronym
        or token.folded in _SAINT
        or (_ADJECTIVE.match(token.folded) is not None and not names.is_given(token.text))
    )


def _last(tokens: Sequence[_Token], head: int, text: str) -> int:
    """Return where the name ends: behind what is written with capitals, a year, and joints between them."""
    last, at = head, head + 1
    while at < len(tokens) and _joined(text, tokens[at - 1], tokens[at]):
        if _is_part(tokens[at]):
            if _ends_before(tokens, at, text):
                break
            last = at
        elif not _joins(tokens[at], behind_head=last == at - 1 == head, further=at > head + 1):
            break
        at += 1
    return last


def _joins(token: _Token, *, behind_head: bool, further: bool) -> bool:
    """Tell whether a small word may stand within the name: `für` right behind the word for the club, `und` later."""
    return (
        token.folded in lexicon.clubs("inner_joints")
        or (behind_head and token.folded in lexicon.clubs("joints"))
        or (further and token.folded in {"und", "der", "den", "das", "die"})
    )


def _is_part(token: _Token) -> bool:
    return token.is_capital or token.text.startswith("(") or _YEAR.fullmatch(token.text) is not None


def _ends_before(tokens: Sequence[_Token], at: int, text: str) -> bool:
    """Tell whether the capitalised word at *at* begins something else: a day, a person, a label, an aside."""
    token = tokens[at]
    word = token.folded.strip("()")
    qualified = tokens[at - 1].folded.endswith(_QUALIFYING) and tokens[at - 1].is_capital
    titled = jobs.is_head(word) and not (qualified or _ADJECTIVE.fullmatch(tokens[at - 1].text))
    if word in WEEKDAYS or word in lexicon.clubs("ends") or titled or word in lexicon.clubs("openers"):
        return True
    if token.text.startswith("("):
        return not (token.text[1:2].isupper() or places.is_place(word)) or " " in token.text
    person = names.is_given(token.text) and tokens[at - 1].folded not in _SAINT
    followed = at + 1 < len(tokens) and tokens[at + 1].is_capital and _joined(text, token, tokens[at + 1])
    town = followed and places.is_place(tokens[at + 1].text)
    return person and followed and not town and not places.is_place(token.text)


def _is_name(tokens: Sequence[_Token], first: int, last: int, span: Span) -> bool:
    """Tell whether the words name one club, and not just a kind of club."""
    alone = first == last and span.end <= tokens[last].end
    before = tokens[first - 1].folded if first else ""
    hyphenated = alone and "-" in tokens[first].text.strip("-") and before in _OF | {"fur", "von"}
    telling = tokens[first].folded.removesuffix("s").endswith(_PLAIN) and before in _OF | _ALL
    return not alone or hyphenated or (telling and not _is_kind(tokens[first]))


@lru_cache(maxsize=1024)
def is_invited(event: Event, folded: str) -> bool:
    """Tell whether a word is for clubs of the kind that the event invites, so names none: `beim Heimatverein`."""
    kind = next((plain for plain in _PLAIN if folded.removesuffix("s").endswith(plain)), "")
    stem = folded.removesuffix("s").removesuffix(kind).removesuffix("s")
    return bool(kind and stem) and any(word.startswith((stem, folded)) for word in event_vocabulary(event.title))


@lru_cache(maxsize=1024)
def is_choice(event: Event, folded: str) -> bool:
    """Tell whether *folded* names what the event offers to choose from: `Licht-und-Ton-Werkstatt`."""
    said = set(folded_words(folded))
    return any(said.issuperset(folded_words(option)) for field in event.fields for option in field.options)


def _is_kind(token: _Token) -> bool:
    return token.folded in lexicon.clubs("words")


def _is_company(tokens: Sequence[_Token], at: int) -> bool:
    """Tell whether the word at *at* says who comes from where that follows: `die Reisegruppe vom Gymnasium Aue`."""
    origin = at + 1 < len(tokens) and tokens[at + 1].folded in _FROM
    return origin and tokens[at].folded in lexicon.clubs("companies")


def _only_mentioned(reading: Reading, row: Row, span: Span) -> bool:
    before = reading.folded[max(row.span.start, span.start - _REACH) : span.start]
    clause = re.split(r"[.!?;]\s", reading.folded[row.span.start : row.span.end][span.start - row.span.start :])[0]
    recommended = _RECOMMENDED.search(reading.folded, max(row.span.start, span.start - _SENTENCE), span.start)
    return bool(_FORMER.search(before) or recommended or _HEARSAY.search(clause))
