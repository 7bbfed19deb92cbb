"""E-mail addresses in running text, and what the words before them say of them."""

import re
from collections.abc import Iterator

from inbox_bot.core.event import Field
from inbox_bot.core.extraction.candidates import emails
from inbox_bot.core.extraction.evidence import candidate
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row

_WRITE_TO = re.compile(
    r"(?<!\w)(?:mail\w*|e-mail\w*|stuur|sturen|antwoord\w*|bereik\w*|communicatie|bevestiging|bericht\w*|write|reply|send|reach|"
    r"ecri\w+|envoy\w+|repond\w+|schreib\w+|send\w*|antwort\w*)(?!\w)[^.!?]*(?<!\w)(?:naar|op|via|aan|to|at|on|a|sur|an|unter)\s+$"
)
_NO_MORE = re.compile(
    r"(?<!\w)(?:niet|geen|not|pas|plus|nicht|no longer|oude|oud|former|ancienne|"
    r"alte[nrs]?|fruhere[nrs]?|bisherige[nrs]?|ehemalige[nrs]?|vorige[nrs]?)(?!\w)[^.!?,;)]*"
    r"(?:naar|op|via|aan|to|a|sur|an|unter|adres\w*|e-?mail\w*|mail\w*|postfach|is|ist|war|lautete|alte[nrs]?|oude|old|ancienne)"
    r"\s*[(:]?\s*$"
)
_GONE = re.compile(
    r"\W*\s(?:bestaat|werkt|is|wordt|gebruik|n'existe|does|no|existiert|gibt|geht)\s(?:[\w']+\s){0,3}(?:niet|meer|plus|not|longer|nicht|mehr)(?!\w)"
    r"|\W*\s(?:\w+\s)?(?:loschen|streichen|vergessen|verwijderen|schrappen|delete|remove|forget|oublier|supprimer)(?!\w)"
)
_HELP = re.compile(
    r"(?<!\w)(?:dringend\w*|vragen|problemen|helpdesk|noodgeval\w*|afwezigheid|urgence\w*|urgente?s?|questions?|absence|urgent|emergenc\w+|queries|"
    r"dringende\w*|fragen|notfall\w*|abwesenheit|secretariaat|secretariat|sekretariat)(?!\w)[^.!?]*$"
)
"""What an address is for that is not the writer's."""
_REACH = 90


def in_row(reading: Reading, row: Row, field: Field) -> Iterator[Candidate]:
    """Yield the addresses in *row*, also those that are spelled out."""
    for span, value in emails.find(reading.clean, row.span.start, row.span.end, obfuscated=True):
        gone = _GONE.match(reading.folded, span.end, row.span.end)
        said = ("somebody else's",) if gone else _wish(reading.folded[row.span.start : span.start])
        wanted = ("address written out", *said)
        yield candidate(field.key, value, reading.document.slice(span), span, reading.source(row), wanted)


def _wish(before: str) -> Iterator[str]:
    """Yield what the words before an address say of it: that mail is to go there, or not there."""
    clause = re.split(r"[.!?;](?=\s)|(?<!\w)(?:maar|but|mais|sondern|aber)(?!\w)", before[-_REACH:])[-1]
    if _NO_MORE.search(clause) or _HELP.search(clause):
        yield "somebody else's"
    elif _WRITE_TO.search(clause):
        yield "frame"
