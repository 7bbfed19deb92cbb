"""Municipalities and organisations: how they are written, found in text, and read from a domain."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice

from inbox_bot.core.alternation import alternation
from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import emails
from inbox_bot.core.extraction.folding import fold, key
from inbox_bot.core.extraction.wording.lexicon import frame_words

_CUE = rf"(?<!\w){lexicon.any_accented('place_cues')}(?:\s+(?:van|in|de|der|of)(?=\s))?(?:\s+|(?<=['’])\s*)"
_ANY_CUE = re.compile(_CUE)
_NAME = r"(?:\bSte?\.[ -]?(?=[^\W\d_]))?[^\W\d_][^\W\d_'’]*(?:['’-][^\W\d_]+)*"
_CUED = re.compile(rf"(?P<cue>{_CUE})(?P<place>{_NAME}(?:[ ]+{_NAME}){{0,3}})", re.IGNORECASE)
_WORDS = re.compile(_NAME)
_POSTAL = re.compile(
    r"(?<!\w)(?:[A-Z]{1,2}[- ])?(?P<code>\d{4,5})(?:\s?[A-Z]{2}(?=\s))?\s+"
    r"(?P<place>[^\W\d_][^\d\n,|()]{1,40})"
)
_TOP = {
    "be": {"BE"},
    "brussels": {"BE"},
    "vlaanderen": {"BE"},
    "gent": {"BE"},
    "nl": {"NL"},
    "fr": {"FR"},
    "de": {"DE"},
    "lu": {"LU"},
    "at": {"AT"},
    "ch": {"CH"},
    "uk": {"GB"},
    "ie": {"IE"},
}
_OFFICIAL = re.compile(
    r"^(?:stad|gemeente|ville|mairie|commune|stadt|gemeinde|ocmw|cpas|lokaalbestuur)-?(?:de-|d-|van-)?|-?(?:ocmw|cpas)$"
)
_DOTTED_WORD = re.compile(r"[^\W_]+(?:\.[^\W_])*")
_JOINTS = re.compile(r"(?:[^\W\d_]{2,5}\s+)+(?:de|het|een|la|le|les|the|der|die|das|dem)")
"""Little words that spell a place when they are written as one: `voor de` is not Voorde."""
_OF_ANYTHING = ("district", "quartier", "canton", "secteur")
"""What may be a part of anything: only before a known place it is one of a town."""
_OF = re.compile(r"\s(?:van|in|der)\s*$", re.IGNORECASE)
_DOTTED = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\.?")
_WORKS = re.compile(
    r"^\s*(?:ik|we|wij|woon\w*|wonend\w*|i|we|i\s+live|living|j['’]?\s?habite|je|nous|ich|wir|wohn\w+)\s.*?(?<!\w)"
    r"(?:werk(?:en|zaam|end)?|work(?:ing)?|travaill\w+|arbeit\w+)\s+(?:in|bij|voor|for|at|pour|chez|à|bei|für)\s+(?:de\s+|het\s+|the\s+)?",
    re.IGNORECASE,
)
"""What somebody says beside the label before the place of work."""
_LONGEST = 6
_LABELS = frozenset(
    label
    for kind in ("person_name", "job_title", "email", "phone")
    for label in lexicon.labels(kind)
    if " " not in label
)
"""What stands behind `Gemeente` in a row of labels."""


@lru_cache(maxsize=4096)
def is_place(name: str) -> bool:
    """Tell whether *name* is a known town or municipality."""
    return key(name) in lexicon.places()


def bare(name: str) -> str:
    """Return *name* without `Stad`, `Gemeente`, `Ville de`, a postal code, and brackets: for comparing."""
    folded = re.sub(r"\s*\(.*$", "", fold(name).strip())
    folded = re.sub(r"^(?:[a-z]{1,2}-)?\d{4,5}\s+", "", folded)
    name = _ANY_CUE.sub("", folded) or folded
    return key(re.sub(r"^(?:sint|saint|sankt)(?=[- ])", "st", name))


def is_belgian(name: str) -> bool:
    """Tell whether *name* is a place in Belgium."""
    return "BE" in lexicon.places().get(key(name), frozenset())


_EXPLAINS = re.compile(r"omstreken|dus zet|\((?=[^()]*(?:\d|,))[^()]{8,}\)$")
"""What follows a town tells of it, and is no part of it: `Deinze (Nevele, vanaf 1 januari gefuseerd)`."""
_ADDRESSED = re.compile(r"(?P<who>[^,|•·;\d]{2,80}?)\s*(?:[,|•·;]|\s[-–—])\s+(?P<where>(?=[^,|•·;]*\s\d|\d{4,5}\s).+)")
"""Somebody's house, and behind it where that stands: `Gemeente Peer - Zuidervest 2a - 3990 Peer`."""


_CLOSING = '"”“»'
_OPENS = re.compile(r"(?<!\S)[\"“„«][^\"“”»]*$")
"""A quotation that the value does not end."""


def read(text: str) -> str | None:
    """Return the municipality or organisation that a labelled *text* gives; None where it says that there is none."""
    value = re.sub(r"\s+", " ", _WORKS.sub("", text)).strip(' \t.,;:!?"“”«»<>|/-–')
    value = re.sub(r"^(?:[A-Z]{1,2}[- ])?\d{4,5}\s+(?=[^\W\d])", "", value)
    closing = text.rstrip(" .,;")[-1:]
    if _OPENS.search(value) and closing in _CLOSING:
        value += closing
    nothing = not lexicon.words("none").isdisjoint({fold(value), f"{fold(value)}."})
    if not value or nothing or "@" in value or not any(c.isalpha() for c in value):
        return None
    if re.search(r"\w\.\w$", value) and text.rstrip().endswith("."):
        value += "."
    value = _without_address(value)
    place = re.match(r"^([^\W\d_][^,.]{1,40}?)(?:,| en omstreken| \()", value)
    return place[1] if place and is_place(place[1]) and _EXPLAINS.search(value) else value


def _without_address(value: str) -> str:
    """Return *value* without the postal address that follows a town or an organisation."""
    house = _ADDRESSED.fullmatch(value)
    who = house["who"] if house else ""
    return who if who and (is_place(who) or institution(who) or next(cued(who), None)) else value


@cache
def _phrases() -> re.Pattern[str]:
    # No white space but a space joins them: other kinds part one cell from another.
    phrases = alternation(phrase for phrase in lexicon.words("organisations") if " " in phrase or "-" in phrase)
    return re.compile(phrases.replace(r"\s+", " ") + r"|\be\.\s?v\.")


@lru_cache(maxsize=1024)
def organisation_word(text: str) -> bool:
    """Tell whether *text* holds a word that only organisations have in their names."""
    folded = fold(text)
    found = set(_DOTTED_WORD.findall(folded))
    if found & lexicon.words("organisations") or _phrases().search(folded):
        return True
    return any(word.endswith(_endings()) for word in found)


@cache
def _endings() -> tuple[str, ...]:
    return tuple(lexicon.words("organisation_endings"))


@cache
def _institutional() -> re.Pattern[str]:
    phrases = alternation(phrase for phrase in lexicon.words("institutions") if not phrase.isalnum())
    return re.compile(rf"(?<!\w){phrases.replace(chr(92) + 's+', ' ')}(?!\w)")


@lru_cache(maxsize=1024)
def institution(text: str) -> bool:
    """Tell whether *text* holds a word that organisations, if not they alone, have in their names."""
    if organisation_word(text):
        return True
    folded = fold(text)
    known = lexicon.words("institutions")
    said = _DOTTED.findall(folded)
    return (
        not known.isdisjoint(said)
        or not known.isdisjoint(word.removesuffix("s") for word in said)
        or bool(_institutional().search(folded))
        or bool(
            re.search(
                r"(?:amt|archiv|stiftung|werk|kreis|schaft|bund|zunft|gilde|museum|schule|collectief|fonds|kring|gids|school|"
                r"\w{3}(?:bond|schap|raad|front|club|maatschappij))(?!\w)",
                folded,
            )
        )
    )


def cued(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[Span, bool]]:
    """Yield `Stad Gent`, `gemeente Mol`, `Ville de Bruxelles` in *text*: the span, and whether the place is known."""
    for match in _CUED.finditer(text, start, len(text) if end is None else end):
        place = longest(match["place"])
        if place:
            # `gemeentebestuur van Mol` says of Mol; `Ville de Mons` is how Mons is called.
            start = match.start("place") if _OF.search(match["cue"]) else match.start()
            yield Span(start, match.start("place") + len(place)), True
        elif match["place"][0].isupper() and fold(match["place"].split()[0]) not in _LABELS:
            head = re.match(rf"{_NAME}(?:[ ](?=[A-Z]){_NAME})*", match["place"])
            if head and not fold(match["cue"]).startswith(_OF_ANYTHING):
                yield Span(match.start(), match.start("place") + head.end()), False


def longest(text: str, *, bare: bool = False) -> str:
    """Return the longest known place with which *text* begins; empty if there is none.

    Where nothing before says that a place follows, it is *bare*: words of every day are none, `werken`.
    """
    ends = [match.end() for match in islice(_WORDS.finditer(text), _LONGEST)]
    return next((text[:end] for end in reversed(ends) if is_place(text[:end]) and not _is_words(text[:end], bare)), "")


def _is_words(text: str, bare: bool) -> bool:  # noqa: FBT001 (passed on)
    """Tell whether *text* is words of a sentence that spell a place: `voor de` is not Voorde."""
    said = text in frame_words() or _JOINTS.fullmatch(text) is not None
    return said or (bare and text in lexicon.words("ordinary_places"))


def postal(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the places that stand behind a postal code in *text*."""
    for match in _POSTAL.finditer(text, start, end):
        place = longest(match["place"].strip()) or _with_part(match["place"])
        if place:
            yield Span(match.start("place"), match.start("place") + len(place))


def _with_part(text: str) -> str:
    """Return the town with which *text* begins, with the part of it behind a hyphen: `Aachen-Walheim`."""
    word = text.split(maxsplit=1)[0]
    town, hyphen, part = word.partition("-")
    return word if hyphen and part[:1].isupper() and is_place(town) else ""


def _saints(name: str) -> tuple[str, ...]:
    """Return the full spellings of a name that begins with `st`."""
    rest = re.match(r"st-?(?=\w{3})", name)
    return tuple(f"{saint}-{name[rest.end() :]}" for saint in ("sint", "saint", "sankt")) if rest else ()


def of_domain(addr_spec: str) -> str | None:
    """Return the municipality whose own domain an address plainly has; None if it has not."""
    labels = addr_spec.rpartition("@")[2].lower().split(".")
    countries = _TOP.get(labels[-1])
    if countries is None or len(labels) < 2 or emails.is_public(addr_spec):  # noqa: PLR2004 (a name and a top-level domain)
        return None
    if labels[-1] == "gent" and labels[-2] == "stad":
        return "Gent"
    for label in labels[-2:-4:-1]:
        name = _OFFICIAL.sub("", label)
        name = next((full for full in _saints(name) if is_place(full)), name)
        if len(name) > 2 and countries & lexicon.places().get(key(name), frozenset()):  # noqa: PLR2004 (two letters name nothing)
            return "-".join(
                word if word in {"op", "den", "aan", "de", "in", "sur", "la", "le", "am"} else word.capitalize()
                for word in name.split("-")
            )
    return None


def is_part(one: str, other: str) -> bool:
    """Tell whether one of two names is of a part of the town that the other is of: `Kessel-Lo` and `Stad Leuven`."""
    parts, left, right = lexicon.parts_of_towns(), bare(one), bare(other)
    return right in parts.get(left, ()) or left in parts.get(right, ())


def translations(one: str, other: str) -> bool:
    """Tell whether two folded names are of one place in different languages."""
    pairs = lexicon.words("translations")
    return f"{one}={other}" in pairs or f"{other}={one}" in pairs
