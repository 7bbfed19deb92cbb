"""Countries by their English short name: as CLDR names them in many languages, and as people call them."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.folding import fold

_ARTICLE = re.compile(r"^(?:the|la|le|les|l'|de|het|die|der|das|o|el)\s*")
_STATE = re.compile(
    r"^(?:(?:federal|democratic|islamic|federale|democratische|federative)\s+)?"
    r"(?:republic|kingdom|state|republik|konigreich|republiek|koninkrijk|republique|royaume|grand duchy)"
    r"\s+(?:of\s+|van\s+|de\s+|du\s+|d'|der\s+)?(?:the\s+)?"
)
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’.-](?=[^\W_]))*\.?")
_SHORTENED = {
    "n.": "north",
    "s.": "south",
    "e.": "east",
    "rep.": "republic",
    "rep": "republic",
    "dem.": "democratic",
    "fed.": "federation",
    "isl.": "islands",
    "is.": "islands",
    "st.": "st.",
}
_LONGEST = 5
_FEWEST_LETTERS = 4
_CLOSE, _APART = 84, 6
"""How like a name must be to what is meant for it, and how much less like every other, of 100."""


@cache
def _codes() -> dict[str, str]:
    return {fold(name): code for code, _, name in lexicon.countries()} | _by_hand("countries")


@cache
def _english() -> dict[str, str]:
    return {code: english.replace(" & ", " and ") for code, english, _ in lexicon.countries()}


@cache
def _by_hand(listed: str) -> dict[str, str]:
    pairs = (entry.partition("=") for entry in lexicon.words(listed))
    return {name: code.upper() for name, _, code in pairs}


@lru_cache(maxsize=2048)
def read(text: str) -> str | None:
    """Return the English short name of the country that *text* is, in any of many languages; None if it is none."""
    folded = re.sub(r"\s+", " ", re.sub(r"\(.*?\)", "", fold(text))).strip(" ,;:!-\t")
    code = _code(folded) or _code(folded.rstrip("."))
    if code is None and re.fullmatch(r"[A-Z]{2}", text.strip()):
        code = text.strip()
    return _english().get(code or "")


def labelled(text: str) -> str | None:
    """Return the country that *text* beside its label gives: a name, `Paris, France`, a nationality, a sign."""
    said = fold(text).strip(" .")
    whole = read(text) or _english().get(_by_hand("nationalities").get(said) or _by_hand("country_signs").get(said, ""))
    if whole:
        return whole
    parts = [part.strip() for part in re.split(r"[,/();]|\s[-–]\s", text)]
    named = {country for part in parts if part and (country := read(part) or _begins(part))}
    if len(named) > 1:
        return None
    return named.pop() if named else _english().get(_misspelled(said))


def _begins(part: str) -> str | None:
    """Return the country with which *part* begins, if it goes on as a sentence does: `Belgium since January`."""
    found = at(part, 0, len(part))
    return found[1] if found and part[found[0].end :][:2].strip().islower() else None


@lru_cache(maxsize=256)
def _misspelled(folded: str) -> str:
    """Return the code of the one country that *folded* is nearly called; empty if of none, or of several."""
    near = process.extract(folded, _long_names(), scorer=fuzz.ratio, score_cutoff=_CLOSE, limit=_LONGEST)
    best = max((score for _, score, _ in near), default=0)
    codes = {_codes()[name] for name, score, _ in near if score > best - _APART}
    return codes.pop() if len(codes) == 1 else ""


@cache
def _long_names() -> tuple[str, ...]:
    return tuple(name for name in _codes() if len(name) > _FEWEST_LETTERS)


def _code(folded: str) -> str | None:
    for name in (folded, _ARTICLE.sub("", folded), _STATE.sub("", folded), _in_full(folded)):
        if name in _codes():
            return _codes()[name]
    return None


def _in_full(folded: str) -> str:
    """Return a name with what is cut short in it written out: `N. Macedonia`, `Czech Rep.`."""
    words = [_SHORTENED.get(word, word) for word in folded.split()]
    return " ".join(words)


def at(text: str, start: int, end: int) -> tuple[Span, str] | None:
    """Return the longest country whose name begins at *start* of *text*, written with a capital; None if none does."""
    if not text[start : start + 1].isupper() and not text[start : start + 4].lower().startswith("the "):
        return None
    ends = [match.end() for match in _WORD.finditer(text, start, min(end, start + 60))][:_LONGEST]
    for finish in reversed(ends):
        stop = finish if text[finish - 1] != "." or "." in text[start : finish - 1] else finish - 1
        value = read(text[start:stop]) if stop - start >= _FEWEST_LETTERS or text[start:stop].isupper() else None
        if value and text[start:stop].upper() not in {"US", "VS"}:
            return Span(start, stop), value
    return None


def find(text: str, start: int, end: int, before: re.Pattern[str]) -> Iterator[tuple[Span, str]]:
    """Yield the countries of *text* that stand behind a match of *before*, between *start* and *end*.

    A shorter name within a longer one is none: `the Congo` in `the Democratic Republic of the Congo`.
    """
    taken = start
    for match in before.finditer(text, start, end):
        found = at(text, match.end(), end) if match.end() >= taken else None
        if found:
            taken = found[0].end
            yield found
