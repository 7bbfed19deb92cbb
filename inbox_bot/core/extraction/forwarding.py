"""Whether the new text asks to register the person whose message is forwarded below."""

import re
from collections.abc import Iterator, Sequence

from inbox_bot.core.document import Document, Zone
from inbox_bot.core.extraction.folding import fold, words
from inbox_bot.core.extraction.text.courtesies import is_salutation
from inbox_bot.core.extraction.wording.lexicon import phrases
from inbox_bot.core.extraction.wording.phrases import Match
from inbox_bot.core.extraction.wording.words import sentences
from inbox_bot.core.zones.labels import asks_person, value_of

_BELOW = (
    r"(?:hieronder|onderstaand\w*|hierna|ci-dessous|ci-apres|below|beneath|underneath|under\s+(?:mine|this|here)|further\s+down|following|unten|untenstehend\w*|"
    r"nachstehend\w*|folgende\w*)"
)
_WHOM = (
    r"(?:persoon|personen|collega\w*|deelnemer\w*|inschrijving\w*|aanmelding|mevrouw|heer|personne|"
    r"collegue\w*|participant\w*|inscription\w*|demande|person|people|colleague\w*|registration\w*|"
    r"request|teilnehmer\w*|kolleg\w+|anmeldung\w*)"
)
_ASKS = re.compile(
    rf"{_WHOM}[^.!?\n]{{0,30}}{_BELOW}|{_BELOW}[^.!?\n]{{0,20}}{_WHOM}|(?:doorgestuurde|transmise|"
    rf"forwarded|weitergeleitete)\s+{_WHOM}|"
    rf"(?:gegevens|donnees|coordonnees|details|data|daten|angaben)[^.!?\n]{{0,40}}{_BELOW}|"
    r"(?:his|her|their|zijn|haar|hun|son|sa|leur|seine?|ihre?)\s+(?:\w+\s+)?(?:e-?)?(?:mail|message|request|bericht|nachricht|courriel|demande)"
    rf"\w*[^.!?\n]{{0,20}}{_BELOW}|"
    r"(?:register|sign\s+up|add|enroll?)\s+(?:her|him|them)(?!\w)|(?:l'inscrire|les\s+inscrire)|"
    rf"{_BELOW}\s+(?:\w+\s+){{0,2}}(?:in(?:\s?te)?\s?schrij|anmelden|register|inscrire)|"
    r"(?:haar|hem|hen|die|hun)\s+(?:\w+\s+)?in(?:\s?te)?\s?schrij|(?:sie|ihn)\s+(?:\w+\s+)?an(?:zu)?melden|"
    r"(?:nimm|nehmt|nehmen|trag\w*|meld\w*|merk\w*|setz\w*|schreib\w*|vermerk\w*)\s+(?:\w+\s+){0,3}ihn\s+(?:\w+\s+){0,3}"
    r"(?:auf|ein|an|vor|dazu)(?!\w)|(?:seine|ihre)\s+anmeldung\s+weiter\w*|"
    rf"{_BELOW}[^.!?\n]{{0,60}}(?<!\w)(?:er|sie)\s+(?:bittet|mochte|will|wurde)(?!\w)"
)


_ENROLS = r"(?:inscri\w*|enregistr\w*|ajout\w*|schrijf|inschrijv\w*|regist\w*|sign up|anmelden|melde|eintragen)"

_VERB_LAST = (
    r"(?<!\w)(?:inschrijven|in\s+te\s+schrijven|aan\s?melden|aan\s+te\s+melden|noteren|toevoegen|opnemen|bijzetten|anmelden|anzumelden|eintragen|einzutragen|"
    r"aufnehmen|aufzunehmen|vormerken|notieren|dazuschreiben)(?!\w)"
)
"""In Dutch and in German the verb may come last: `kan jij An inschrijven?`"""

_ENROL_THEM = re.compile(
    r"(?<!\w)(?:sie|ihn|sie\s+beide|her|him|them|haar|hem|ze|hen|la|le|les)\s+(?:\w+\s+){0,4}"
    r"(?:aufnehmen|eintragen|anmelden|vormerken|notieren|dazuschreiben|opnemen|inschrijven|noteren|aanmelden|"
    r"inscrire|ajouter|noter|enregistrer)(?!\w)|"
    r"(?:noteer|schrijf|zet|meld|voeg|registreer|notez|inscri\w+|trag\w*|nimm|notier\w*)\s+(?:(?:jij|je|u|du|sie|bitte)\s+)?(?:hem|haar|hen|ze|le|la|les|ihn|sie)(?!\w)|"
    r"(?:add|register|include|sign\s+up|put|book|note)\s+(?:her|him|them)(?!\w)|(?<!\w)l['’](?:inscrire|ajouter|enregistrer)(?!\w)"
)
"""Said of somebody named elsewhere: `kannst du sie bitte aufnehmen?`"""
_MATE = re.compile(
    r"(?<!\w)(?:mijn|onze|een|mon|ma|notre|une?|my|our|a|meinen?|meine|unseren?|unsere)\s+(?:\w+\s+)?"
    r"(?:collega|medewerk\w+|collegue|collaborat\w+|colleague|kolleg\w+|mitarbeiter\w*)(?!\w)"
)
_CALLED = re.compile(r"\s*[,(:]?\s*[A-ZÀ-Þ][a-zß-ÿ]")
_WISH = re.compile(
    rf"{_ENROLS}|(?<!\w)(?:aan\s?melden|aan\s+te\s+melden|noteren|opgeven|op\s+te\s+(?:nemen|geven)|opnemen)(?!\w)"
)
_STOP = re.compile(r"[.!?]\s")
# «Graag inschrijven», «Please register» and nothing else: whom, a registration below says.
_MOST_WORDS = 12
_OF_ONESELF = re.compile(
    r"\b(?:ik|mij|me|mezelf|mijn|ook|wij|we|ons|j|je|m|moi|mon|ma|aussi|nous|i|my|myself|also|too|us|ich|mich|mir|mein|"
    r"auch|wir|uns)\b"
)
_ENOUGH, _MOST_LINES = 2, 60


def asks(document: Document) -> bool:
    """Tell whether a forwarded message stands below, and the new text asks to register who wrote it."""
    if not document.forwards or not document.of(Zone.FORWARDED):
        return False
    written = _written(document)
    little = _says_little(fold(" ".join(written))) and not any(map(value_of, written))
    return asks_in_words(document) or (little and _registers(document))


def asks_in_words(document: Document) -> bool:
    """Tell whether the new text says itself that who wrote the message below is to be registered."""
    written = _written(document) if document.forwards and document.of(Zone.FORWARDED) else []
    said = fold(" ".join(written))
    named = _names_author(document, said) or _enrols_colleague(document, written)
    return _ASKS.search(said) is not None or ("@" not in said and named)


def _written(document: Document) -> list[str]:
    return [line.text for line in document.of(Zone.NEW) if not is_salutation(line.text)]


def _names_author(document: Document, said: str) -> bool:
    """Tell whether the new text asks to register who wrote the forwarded message, by name: `inscrire Leïla`."""
    first = {fold(forward.sender).split()[0].strip("\"',") for forward in document.forwards if forward.sender.strip()}
    named = [re.compile(rf"\b{re.escape(name)}\b") for name in first if len(name) > 1]
    enrolled = any(
        re.search(rf"{_ENROLS}[^.!?\n]{{0,40}}{name.pattern}|{name.pattern}[^.!?\n]{{0,40}}{_VERB_LAST}", said)
        for name in named
    )
    return enrolled or (_ENROL_THEM.search(said) is not None and any(name.search(said) for name in named))


def _enrols_colleague(document: Document, written: Sequence[str]) -> bool:
    """Tell whether the new text asks to register a colleague whom only the mail below names."""
    text = " ".join(written)
    known = any(forward.sender.strip() for forward in document.forwards)
    found = _MATE.finditer(fold(text)) if known else ()
    return any(not _CALLED.match(text, mate.end()) and _WISH.search(_around(fold(text), mate)) for mate in found)


def _around(text: str, mate: re.Match[str]) -> str:
    """Return the sentence in which a colleague is spoken of."""
    before, after = _STOP.split(text[: mate.start()])[-1], _STOP.split(text[mate.end() :])[0]
    return f"{before} {after}"


def _says_little(said: str) -> bool:
    return 0 < len(words(said)) <= _MOST_WORDS and "@" not in said and not _OF_ONESELF.search(said)


def _registers(document: Document) -> bool:
    """Tell whether what is forwarded gives a person's data behind labels, or asks to be registered itself."""
    lines = [line.text for line in document.of(Zone.FORWARDED)]
    given = [text for text in lines if value_of(text)]
    return (len(given) >= _ENOUGH and any(map(asks_person, given))) or any(map(_is_wish, _wishes(lines)))


def _wishes(lines: Sequence[str]) -> Iterator[Match]:
    found = phrases().find(sentences(lines[:_MOST_LINES]))
    return (match for match in found if match.phrase.category in {"asks", "comes"})


def _is_wish(match: Match) -> bool:
    """Tell whether somebody wishes something for himself, as an announcement does not."""
    return _OF_ONESELF.search(fold(match.text)) is not None
