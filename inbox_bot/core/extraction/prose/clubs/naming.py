"""What the name of a club tells: how it is called, its town, its legal form."""

import re

from inbox_bot.core.extraction.candidates import places

_FORM = re.compile(r"\s*(?:[eE]\.\s?[vV]\.?|VoG|VoE|g?GmbH|asbl|vzw|eG)(?!\w)\.?")
_GENITIVE = re.compile(r"(?<=\w)(verein|verband|chor|bund|kreis|klub|club|ausschuss)e?s(?=\s)")
_DATIVE = re.compile(r"(?<=freunde)n(?=\s)")
_SHORTEST = 3


def nominative(club: str) -> str:
    """Return the name of a *club* as it is called: `Heimatverein Aue` of `des Heimatvereins Aue`."""
    return _DATIVE.sub("", _GENITIVE.sub(r"\1", club, count=1), count=1)


def town_of(club: str) -> str:
    """Return the known place with which the name of a *club* ends or begins; empty if there is none."""
    plain = _FORM.sub("", re.sub(r"\s(?:1[5-9]|20)\d\d\b", "", club)).strip(" .")
    inside = re.search(r"\(([^()]+)\)$", plain)
    if inside and places.is_place(inside[1]):
        return inside[1]
    words = re.sub(r"\s*\([^()]*\)$", "", plain).split()
    for start in range(1, len(words)):
        if places.is_place(" ".join(words[start:])):
            return " ".join(words[start:])
    adjective = words[0] if words and words[0].endswith("er") else ""
    return adjective[:-2] if len(adjective) > _SHORTEST + 2 and places.is_place(adjective[:-2]) else ""


def with_form(text: str, start: int, end: int) -> int:
    """Return where a name that ends at *end* ends with its legal form, or with the mark that closes a quote."""
    form = _FORM.match(text, end)
    opened = text.count('"', start, end) % 2
    return form.end() if form else end + (opened and text[end : end + 1].count('"'))
