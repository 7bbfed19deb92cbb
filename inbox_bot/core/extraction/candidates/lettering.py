"""Letters by which somebody says how a name is spelled: `met dt`, `with a y, not an i`, `sans h`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.folding import fold

_ALIKE = {
    **{one: frozenset(("d", "t", "dt", "tt", "dd", "th")) for one in ("d", "t", "dt", "tt", "dd", "th")},
    **{one: frozenset(("c", "k", "ck", "kk", "cc", "q", "ch")) for one in ("c", "k", "ck", "kk", "cc", "q", "ch", "x")},
    **{one: frozenset(("s", "ss", "z", "sz", "tz", "ts")) for one in ("s", "ss", "z", "sz", "tz", "ts")},
    **{one: frozenset(("f", "ff", "v", "ph", "w")) for one in ("f", "ff", "v", "ph", "w")},
    **{one: frozenset((one[0], one[0] * 2)) for letter in "abeglmnopru" for one in (letter, letter * 2)},
    "y": frozenset(("i", "ij")),
    "i": frozenset(("y", "ie", "ij")),
    "ie": frozenset(("i", "y")),
    "ij": frozenset(("y", "i", "ei")),
    "ei": frozenset(("ij", "ey", "ai", "y")),
    "ey": frozenset(("ei", "y", "ij")),
    "ai": frozenset(("ei", "ay")),
    "ae": frozenset(("a", "aa")),
    "oe": frozenset(("u", "o")),
    "ue": frozenset(("u",)),
}
"""By letters, those that are mistaken for them, for they sound alike."""
_WITH = r"(?:met|avec|with|mit)"
_WITHOUT = r"(?:zonder|sans|without|ohne)"
_ONE = r"(?:een|één|1|a|an|one|un|une|ein|eine[mn]?|de|the|le|un\s+seul|single|enkele|einfache[mn]?|just|nur)"
_TWO = r"(?:twee|dubbele?|dubbel|2|two|double|doubled|deux|zwei|doppel|doppelte[mn]?)"
_QUOTE = "[\"'“”‘’«»]?"
_LETTERS = (
    rf"{_QUOTE}\s?(?P<{{0}}two>{{two}}[\s-]+)?(?:letters?\s+|lettre\s+|buchstaben\s+)?"
    rf"{_QUOTE}(?P<{{0}}>[a-z]{{{{1,3}}}})(?:['’]?s|['’]en)?{_QUOTE}(?!\w)"
)
_OLD = _LETTERS.format("old", two=_TWO)
_SPELLS = re.compile(
    rf"(?<!\w)(?:{_WITH}\s+(?:{_ONE}\s+)*{_LETTERS.format('new', two=_TWO)}"
    rf"(?:[\s,(]+(?:en|et|and|und|maar|but)?\s*(?:niet|not|non|pas|nicht|geen|kein|{lexicon.any_of('in_place_of')})\s+"
    rf"(?:{_WITH}\s+|d')?(?:{_ONE}\s+)*{_OLD})?|{_WITHOUT}\s+(?:{_ONE}\s+)*{_LETTERS.format('out', two=_TWO)})"
)
_SPEAKS_OF = re.compile(
    r"(?:(?P<given>voor-?na+m|first\s+name|given\s+name|prenom|vorname)|(?P<family>achter-?na+m|familie-?na+m|sur-?name|last\s+name|family\s+name|"
    r"nom\s+de\s+famille|nachname|familienname)|na+m|name|nom|spel|schrij|schreef|ecri|spell|writ|schreib|geschr|buchstab)"
)
_CONSONANT = re.compile(r"[b-df-hj-np-tv-z]")
_FEW = 5


@dataclass(frozen=True, slots=True)
class Lettering:
    """Which letters a name has, and instead of which others."""

    new: str
    """Empty where letters are to go."""
    old: str = ""
    part: str = ""
    """`given` or `family`, where only that part of the name is spoken of."""
    said: str = ""

    def respell(self, name: str) -> tuple[str, ...]:
        """Return *name* as it may be meant: one for each place where its letters may be other ones."""
        words = name.split()
        found = (
            " ".join([*words[:at], word, *words[at + 1 :]])
            for at in _places(words, self.part)
            for word in self._words(words[at], given=at == 0 and len(words) > 1)
        )
        return tuple(dict.fromkeys(found))

    def _words(self, word: str, *, given: bool) -> Iterator[str]:
        folded = fold(word)
        for start, end in self._runs(folded):
            letters = self.new.upper() if word[start:end].isupper() and len(word) > 1 and word.isupper() else self.new
            letters = letters.capitalize() if not start and word[0].isupper() and not word.isupper() else letters
            other = f"{word[:start]}{letters}{word[end:]}"
            other = other[:1].upper() + other[1:] if word[:1].isupper() else other
            # Nobody spells a name that is known otherwise by letters that make it no name.
            if not (given and not self.part and _is_given(word) and not _is_given(other)):
                yield other

    def _runs(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield where other letters stand that may be these."""
        alike = {self.old} if self.old else _ALIKE.get(self.new, frozenset())
        # The longest first: of `tt` neither `t` stands for itself.
        taken = "|".join(sorted({*alike, self.new} - {""}, key=len, reverse=True))
        for match in re.finditer(taken, folded) if taken else ():
            ends = match.end() == len(folded)
            doubled = len(self.new) > 1 and self.new[0] == self.new[-1]
            fits = ends if self.new == "dt" else not (doubled and match.start() == 0)
            if match.group() != self.new and match.group() in alike and fits:
                yield match.span()


def find(texts: Sequence[str]) -> Lettering | None:
    """Return how *texts*, the sender's lines, say that a name is spelled; None where none does."""
    for text in texts:
        folded = fold(text)
        told = _SPEAKS_OF.search(folded)
        match = _SPELLS.search(folded) if told or len(folded.split()) <= _FEW else None
        if match and _are_letters(match):
            part = "given" if told and told["given"] else "family" if told and told["family"] else ""
            return Lettering(
                _letters(match, "new"), _letters(match, "old") or _letters(match, "out"), part, match.group()
            )
    return None


def _are_letters(match: re.Match[str]) -> bool:
    """Tell whether letters are spoken of, and no short word: not `met de trein`, `with me`."""
    said = match["new"] or match["out"]
    return said in _ALIKE.keys() - {"u", "a", "e", "o"} or _CONSONANT.fullmatch(said) is not None


def _letters(match: re.Match[str], group: str) -> str:
    letters = match[group] or ""
    return letters * 2 if match[f"{group}two"] and len(letters) == 1 else letters


def _places(words: Sequence[str], part: str) -> range:
    if part == "given":
        return range(min(1, len(words)))
    return range(1 if part == "family" and len(words) > 1 else 0, len(words))


def _is_given(word: str) -> bool:
    return fold(word) in lexicon.given_names()
