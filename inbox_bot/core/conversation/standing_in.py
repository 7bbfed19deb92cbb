"""Who is said to come where somebody stays away, or whose place a newcomer says they take."""

import re
from collections.abc import Iterable, Iterator, Sequence

from inbox_bot.core.case import Case, Known
from inbox_bot.core.conversation.knowing import context
from inbox_bot.core.conversation.mentions import mentioned
from inbox_bot.core.conversation.values import plain
from inbox_bot.core.conversation.whose import name
from inbox_bot.core.document import Zone
from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import names
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.intent.reading import Reading
from inbox_bot.core.extraction.model import Finding, Intent, Participant
from inbox_bot.core.extraction.own_words import own_words
from inbox_bot.core.extraction.wording.words import folded_words

_COMES = (
    r"(?:komt|gaat|neemt\s+deel|neemt\s+(?:haar|zijn|mijn|hun)\s+plaats\s+(?:in|over)|vervangt\s+(?:haar|hem|mij|hen)|"
    r"prend\s+(?:sa|ma|leur)\s+place|(?:le|la|me|les)\s+remplacera?|takes\s+(?:his|her|my|their)\s+place|"
    r"nimmt\s+(?:ihren|seinen|meinen)\s+platz\s+ein|zal\s+(?:\w+\s+){0,2}?(?:komen|gaan|deelnemen|aanwezig\s+zijn|zijn)|is\s+(?:er|erbij|aanwezig)|"
    r"ira|va|vient|viendra|participe|participera|sera\s+(?:present|la)|pourra\s+venir|"
    r"goes|comes|attends|joins|will\s+(?:go|come|attend|join|be\s+there)|is\s+(?:going|coming|attending)|"
    r"geht|kommt|nimmt\s+teil|ist\s+dabei|wird\s+(?:\w+\s+){0,2}?(?:kommen|gehen|teilnehmen|dabei\s+sein|da\s+sein))"
)
_BESIDE = r"(?:wel|dan|er|y|zelf|graag|daarom|dafur|schon|bien|oui|donc|also|ook|aussi|auch|instead|then)"
_REST = (
    r"(?:there|erbij|bij|dabei|"
    r"in\s+(?:mijn|zijn|haar|hun)\s+plaats|a\s+(?:ma|sa|leur)\s+place|in\s+(?:my|his|her|their)\s+place|"
    r"an\s+(?:meiner|seiner|ihrer)\s+stelle|naar\s+het\s+\w+|to\s+the\s+\w+)"
)
_SAYS_SO = re.compile(
    rf"\s*(?:\([^()\n]*\)\s*|,[^.;!?\n]{{1,80}},\s*)?"
    rf"(?:(?:{_BESIDE}\s+)*{_COMES}(?:\s+{_BESIDE})*(?:\s+{_REST}(?:\s+{_BESIDE})*)?|(?:wel|oui|si|schon|does|will|can|kan|kann|peut)(?:\s+wel)?)"
    r"(?=\s*(?:[.,;!?)\n]|$))"
)
_PERHAPS = re.compile(rf"\s+(?:{_BESIDE}\s+)*{_COMES}(?!\w)[^.,;!?\n]*")
_COLLEAGUE = re.compile(
    r"(?<!\w)(?:mijn|onze|een|mon|ma|notre|une?|my|our|a|meine?|unsere?|eine?)\s+(?:\w+\s+)?"
    r"(?:collega|medewerk\w+|vervang\w+|opvolg\w+|collegue|rempla\w+|colleague|deputy|successor|assistante?|"
    r"kolleg\w+|vertret\w+|nachfolg\w+)(?!\w)"
)
_GIVEN = re.compile(r"(?<![\w@.'’-])[^\W\d_][\w'’-]+(?![\w@])")
_HANGS_ON = re.compile(
    r"(?<!\w)(?:omdat|want|aangezien|daar|die|dat|because|since|as|that|who|car|parce|puisque|que|qui|comme|weil|da|denn|dass|der|die)(?!\w)"
)
_DENIES = re.compile(r"(?<!\w)(?:niet|geen|evenmin|pas|non|not|no|nor|neither|nicht|kein\w*|n['’]\w+|\w+n['’]t)(?!\w)")


def comes_instead(case: Case, there: Sequence[Known]) -> str | None:
    """Return the name of whoever is not of *there* and is said to come; empty where it is not told, or not plainly.

    None where nobody is.
    """
    found: str | None = None
    for line in case.document.of(Zone.NEW):
        for called, behind in _subjects(line.text):
            if mentioned(case, there, [folded_words(called)]):
                continue
            plainly = _SAYS_SO.match(behind)
            maybe = plainly or _PERHAPS.match(behind)
            if maybe and not _DENIES.search(maybe.group()):
                found = called if plainly and names.read(called) and not found else found or ""
    return found


def _subjects(text: str) -> Iterator[tuple[str, str]]:
    """Yield each name in *text* of which a main clause may say something, with the folded words behind it.

    A first name alone, or `my colleague`, is told as no whole name.
    """
    folded = fold(text)
    whole = [match.span() for match in names.SHAPE.finditer(text)]
    spans = [(start, end, text[start:end]) for start, end in whole]
    spans += [(*match.span(), "") for match in _COLLEAGUE.finditer(folded)]
    for match in _GIVEN.finditer(text):
        alone = not any(start < match.end() and match.start() < end for start, end in whole)
        if alone and match.group()[0].isupper() and fold(match.group()) in lexicon.given_names():
            spans.append((*match.span(), match.group()))
    for start, end, called in spans:
        clause = re.split(r"[.;!?\n]", folded[:start])[-1]
        if not _HANGS_ON.search(clause):
            yield called, folded[end:]


def newcomer(case: Case, called: str) -> Participant | None:
    """Return what the mail gives of whoever is *called* so; None where an event asks names in parts nobody gave."""
    known = context(case.history, case.event, case.message)
    given = Reading(case.message, own_words(case.message, case.document, case.event, known), case.event, known).given
    for one in given.settled.participants:
        if names.same(_called(case, one), called):
            return one
    field = next((field for field in case.event.fields if field.type is FieldType.PERSON_NAME), None)
    return {field.key: Finding(called, called, None, "text", 1.0)} if field else None


def in_place_of(case: Case, entries: Iterable[Known]) -> tuple[Known, ...]:
    """Return those of *entries* in whose place the mail says that somebody comes."""
    said = stands_in_for(case)
    there = (one for one in entries if one.event == case.event.id and one.status != "cancelled")
    called = ((one, name(case.event, one.fields)) for one in there)
    return tuple(one for one, theirs in called if theirs and any(names.same(theirs, other) for other in said))


def stands_in_for(case: Case) -> tuple[str, ...]:
    """Return the names of those in whose place the mail of a newcomer says that somebody comes."""
    if case.extraction.intent is not Intent.REGISTER:
        return ()
    reading = Reading(case.message, case.document, case.event)
    found = (*reading.has("instead"), *reading.found("replaces"))
    said = dict.fromkeys(match.sentence.between(0, len(match.sentence.words)) for match in found)
    named = (match.group() for text in said for match in names.SHAPE.finditer(text))
    theirs = [_called(case, one) for one in case.extraction.participants]
    return tuple(one for one in named if names.read(one) and not any(names.same(one, other) for other in theirs))


def _called(case: Case, given: Participant) -> str:
    return name(case.event, plain(given))
