"""A name that somebody spells anew: `my surname is spelled Joshy, with a y`, or says the letters of: `met dt`."""

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from inbox_bot.core.case import Case, Known
from inbox_bot.core.conversation.whose import NAMES, is_own
from inbox_bot.core.document import Line, Zone
from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction.candidates import lettering
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.model import Finding, Intent, Participant

RESPELLED = "respelled"
"""The evidence of such a name."""
_SPEAKS_OF = re.compile(
    r"(?<!\w)(?:sur|first|last|family|given)?name|(?<!\w)(?:achter|voor|familie)?na+m(?!\w)|(?<!\w)(?:pre)?nom(?!\w)|"
    r"(?:nach|vor|familien)?namen?(?!\w)|spel(?:l|t)|geschreven|schrijf|ecri[ts]|geschrieben|schreib|buchstabier|epel"
)
_WORD = re.compile(r"[^\W\d_][\w'’-]+")
UNCLEAR = "says that a name is spelled “{}”, but where in “{}” is not clear"
_PARTS = {FieldType.GIVEN_NAME: "given", FieldType.FAMILY_NAME: "family"}
_ALIKE = 0.7
"""Share of letters in common from which one word is another that was misspelled."""


def respelled(case: Case, known: Known, *, named: bool) -> Participant:
    """Return the names of *known* in which the mail puts letters right; nothing where its sender is somebody else.

    *named*: it gives a name, which stands for itself, so that only letters may be told beside.
    """
    if case.extraction.intent is not Intent.UPDATE or not is_own(case, known):
        return {}
    found = {}
    for field in () if named else case.event.fields:
        noted = known.fields.get(field.key, "") if field.type in NAMES else ""
        for old, new, line, at in _slips(case, noted):
            value = noted.replace(old, new)
            span = line.span._replace(start=line.span.start + at, end=line.span.start + at + len(new))
            found[field.key] = Finding(value, new, span, "text", 1.0, (RESPELLED,))
    spelled = [] if found else list(_lettered(case, known))
    return found or (dict(spelled) if len(spelled) == 1 else {})


def unclear(case: Case, known: Known) -> tuple[str, ...]:
    """Say that letters are told that a name of *known* has, where in it they may stand in several places, or none."""
    told = lettering.find([line.text for line in case.document.of(Zone.NEW)])
    if told is None or case.extraction.intent is not Intent.UPDATE or not is_own(case, known):
        return ()
    noted = " ".join(known.fields.get(field.key, "") for field in case.event.fields if field.type in NAMES)
    there = told.new in fold(noted) if told.new else told.old not in fold(noted)
    found = list(_lettered(case, known))
    if len(found) == 1 or (there and not found):
        return ()
    return (UNCLEAR.format(told.said, noted),)


def _lettered(case: Case, known: Known) -> Iterator[tuple[str, Finding]]:
    """Yield each name of *known* as it may be meant by letters that the mail says it has: `mijn naam is met dt`."""
    told = lettering.find([line.text for line in case.document.of(Zone.NEW)])
    for field in case.event.fields if told else ():
        part = _PARTS.get(field.type, "")
        if told and field.type in NAMES and not (part and told.part not in {"", part}):
            alone = replace(told, part="") if part else told
            for value in alone.respell(known.fields.get(field.key, "")):
                yield field.key, Finding(value, told.said, None, "text", 1.0, (RESPELLED,))


def _slips(case: Case, noted: str) -> Iterator[tuple[str, str, Line, int]]:
    """Yield each word of a *noted* name with the one in the mail that is nearly it, its line, and where it stands."""
    parts = _WORD.findall(noted)
    for line in case.document.of(Zone.NEW):
        if not _SPEAKS_OF.search(fold(line.text)):
            continue
        for match in _WORD.finditer(line.text):
            old = next((part for part in parts if _is_slip(part, match.group())), None)
            if old and match.group() not in parts:
                yield old, match.group(), line, match.start()


def _is_slip(noted: str, said: str) -> bool:
    alike = SequenceMatcher(None, noted.lower(), said.lower(), autojunk=False).ratio()
    return said[0].isupper() and noted[0].lower() == said[0].lower() and _ALIKE <= alike < 1
