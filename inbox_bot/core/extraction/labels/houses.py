"""An organisation, or where somebody lives instead, out of the sentence that stands beside its label."""

import re
from collections.abc import Iterator

from inbox_bot.core.event import Field, FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import countries, places
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels import concepts
from inbox_bot.core.extraction.prose import homes
from inbox_bot.core.extraction.text.reading import Reading

_WHERE_IT_IS = re.compile(
    r",\s+(?:which|that['’]s|that\s+is|who|based|located|situated|qui|bas[ée]e?|situ[ée]e?|die|dat|wat|gevestigd|gelegen|welche[rs]?|"
    r"das|mit\s+sitz)\s.*$",
    re.IGNORECASE,
)
"""What somebody says of the organisation whose name stands before: `Atelier Noord, which is in Ghent`."""
_PARTS = re.compile(r"\s*[,;(!?]\s*|\s+[–—-]+\s+|\.\s+|\)\s*|\s+(?:aber|sondern|maar|mais|but)\s+")
_NO_CLUB = re.compile(
    r"(?<!\w)(?:kein\w*|nicht|ohne|nirgends|vereinslos\w*|no|not|none|without|aucune?|pas|sans|geen|niet|zonder|"
    r"privat\w*|prive|individual\w*|einzelperson|einzelkampfer\w*)(?!\w)"
)
"""What says that somebody belongs to no organisation."""
_NAMED = re.compile(
    r"(?:(?:in|aus|uit|from|de|d'|a|te)\s+)?(?P<place>[A-ZÀ-Þ][\w'’-]+(?:[ -][\w'’-]+){0,4})", re.IGNORECASE
)
_BUT = re.compile(r"^(?:aber|sondern|und|maar|mais|but)\s+")
_DENIED = re.compile(r"(?:ohne|none|no|sans|zonder)(?!\w)|.*(?<!\w)(?:kein\w*|aucune?|geen)(?!\w)")
_LONGEST_TALK = 2


def read(reading: Reading, field: Field, text: str) -> str | None:
    """Return the organisation, or the town, that a labelled *text* gives; None where it gives none."""
    text = _WHERE_IT_IS.sub("", text)
    if concepts.takes_town(field):
        home = homes.told(text) or _beside_no_club(text)
        if home:
            return places.read(home)
        if _DENIED.match(fold(text).strip()):
            return None  # what somebody is in instead, or where they live, nobody can tell
    return _without_country(reading, field, places.read(_without_talk(reading, text)))


def _without_country(reading: Reading, field: Field, value: str | None) -> str | None:
    """Return an organisation without the country behind it, where the event asks for that, too."""
    house, comma, land = (value or "").rpartition(", ")
    both = field.type is FieldType.ORGANISATION and any(one.type is FieldType.COUNTRY for one in reading.event.fields)
    return house if comma and both and countries.read(land) else value


def _beside_no_club(text: str) -> str:
    """Return the place that stands beside words for no organisation: `keiner, Lindau`, `privat (Lindau)`."""
    parts = [part for part in _PARTS.split(text) if part and any(map(str.isalpha, part))]
    others = [part for part in parts if not _NO_CLUB.search(fold(part))]
    found = _NAMED.fullmatch(_BUT.sub("", others[0].strip(" ."))) if len(others) == 1 < len(parts) else None
    return found["place"] if found and found["place"][0].isupper() else ""


def _without_talk(reading: Reading, text: str) -> str:
    """Return *text* without the German clause behind a comma that is no name: it holds no word with a capital."""
    if reading.language != "de":
        return text
    parts = list(_spans(text))
    kept = next((start for start, said in parts[1:] if _is_talk(said)), len(text))
    return text[:kept].rstrip(" ,;–—-(") if any(map(str.isupper, text[:kept])) else text


def _spans(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in (*re.finditer(r"[,;(]\s*|\s+[–—-]\s+", text), None):
        yield start, text[start : match.start() if match else len(text)]
        start = match.end() if match else len(text)


def _is_talk(said: str) -> bool:
    words = re.findall(r"[^\W\d_]{2,}", said)
    little = lexicon.words("abbreviations") | lexicon.words("organisations")
    return len(words) > _LONGEST_TALK and said == said.lower() and little.isdisjoint(map(fold, words))
