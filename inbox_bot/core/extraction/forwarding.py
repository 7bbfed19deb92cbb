"""Whether the new text asks to register the person whose message is forwarded below."""

import re

from inbox_bot.core.document import Document, Zone
from inbox_bot.core.extraction.folding import fold

_BELOW = (
    r"(?:hieronder|onderstaand\w*|hierna|ci-dessous|ci-apres|below|following|unten|untenstehend\w*|"
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
    r"(?:register|sign\s+up|add|enroll?)\s+(?:her|him|them)(?!\w)|(?:l'inscrire|les\s+inscrire)|"
    r"(?:haar|hem|hen)\s+(?:\w+\s+)?in(?:\s?te)?\s?schrij|(?:sie|ihn)\s+(?:\w+\s+)?an(?:zu)?melden"
)


def asks(document: Document) -> bool:
    """Tell whether a forwarded message stands below, and the new text asks to register who wrote it."""
    if not document.forwards or not document.of(Zone.FORWARDED):
        return False
    return _ASKS.search(" ".join(fold(line.text) for line in document.of(Zone.NEW))) is not None
