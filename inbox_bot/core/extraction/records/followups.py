"""What is noted already helps to read what follows: it is known who is there, where they work, and what was asked."""

import re
from collections.abc import Iterator, Sequence

from inbox_bot.core.document import Span
from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction.candidates import names
from inbox_bot.core.extraction.context import Context
from inbox_bot.core.extraction.evidence import THRESHOLD, candidate
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.prose import positions
from inbox_bot.core.extraction.records.draft import Draft
from inbox_bot.core.extraction.routing import is_reply
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row

_NAMES = frozenset({FieldType.PERSON_NAME, FieldType.GIVEN_NAME, FieldType.FAMILY_NAME})
_SAME = re.compile(
    r"(?<!\w)(?:same|zelfde|dezelfde|hetzelfde|meme|gleiche[nrs]?|selbe[nrs]?)\s+"
    r"(?:organi[sz]ation|organisatie|organisme|institut\w*|instelling|instance|affiliation|employer|werkgever|employeur|"
    r"association|vereniging|verein|vzw|asbl|club|dienst|service|department|departement|abteilung|afdeling|bedrijf|company|"
    r"firma|firme|societe|entreprise|stad|gemeente|ville|commune|gemeinde|city|town|ort|land|country|pays|ecole|school|schule|"
    r"universi\w+|office|bureau|buro|kantoor|team|address|place|lab|group|centre|center|foundation|museum)(?!\w)"
    r"|(?<!\w)(?:also|auch|ebenfalls|ook|eveneens|aussi|egalement)\s+(?:(?:works?|working|werkt|arbeitet|travaille)\s+)?"
    r"(?:bij|van|with|at|from|for|chez|de|bei|von)\s+(?:ons|us|nous|uns)(?!\w)"
    r"|(?<!\w)(?:chez nous|bij ons|bei uns|with us)(?!\w)"
)
"""`same institute`, `ook bij ons`."""


def is_no_name(reading: Reading, one: Candidate, context: Context) -> bool:
    """Tell whether what looks like a name is an employer or a town that was noted, or answers that we ask for one."""
    return any(fold(value) == fold(one.value) for _, value in context.shared) or _answers(reading, one, context)


def _answers(reading: Reading, one: Candidate, context: Context) -> bool:
    """Tell whether a name that stands alone on its line may be the organisation that we ask of somebody."""
    asks = any(reading.event.field(key).type is FieldType.ORGANISATION for key in context.expecting)
    named = any(reading.event.field(key).type in _NAMES for key in context.expecting)
    if not asks or named or any(names.same(known, one.value) for known in context.people):
        return False
    return any(row.span == one.span or row.text.strip(" .") == one.text for row in reading.own)


def attach_noted(reading: Reading, drafts: Sequence[Draft], context: Context) -> None:
    """Give who is new the employer or town noted of the others that the text names, or says to be the same."""
    for draft in drafts:
        if draft.name and any(names.same(known, draft.name) for known in context.people):
            continue
        for one in (*_named(reading, context), *_same(reading, context)):
            if not any(other.confidence >= THRESHOLD for other in draft.found.get(one.key, ())):
                draft.add(one)


def _named(reading: Reading, context: Context) -> Iterator[Candidate]:
    for key, value in context.shared:
        found = re.compile(rf"(?<!\w){re.escape(fold(value))}(?!\w)")
        for row in reading.own:
            for match in found.finditer(row.folded):
                yield _candidate(
                    reading, key, value, Span(row.span.start + match.start(), row.span.start + match.end())
                )


def _same(reading: Reading, context: Context) -> Iterator[Candidate]:
    for row in reading.own:
        for match in _SAME.finditer(row.folded):
            for key in {key for key, _ in context.shared}:
                values = [value for other, value in context.shared if other == key]
                if len(values) == 1:
                    yield _candidate(reading, key, values[0], _span(row, match))


def _span(row: Row, match: re.Match[str], group: int | str = 0) -> Span:
    return Span(row.span.start + match.start(group), row.span.start + match.end(group))


def _candidate(reading: Reading, key: str, value: str, span: Span) -> Candidate:
    return candidate(key, value, reading.document.slice(span), span, "text", ("noted",))


def without_old_values(reading: Reading, drafts: Sequence[Draft], context: Context) -> None:
    """Take away what says nothing anew: the subject that our reply bore, and of two addresses the one noted."""
    answered = context.registered and is_reply(reading.message.subject)
    emails = {field.key for field in reading.event.fields if field.type is FieldType.EMAIL}
    for draft in drafts:
        for key, listed in draft.found.items():
            kept = [one for one in listed if not (answered and one.source == "subject")]
            new = [one for one in kept if fold(one.value) not in context.noted]
            said = any(one.source == "text" for one in new)
            draft.found[key] = new if key in emails and said else kept


def attach_expected(reading: Reading, drafts: Sequence[Draft], context: Context) -> None:
    """Give the only participant the bare lines that answer what was asked, but for those that say something else."""
    if not context.expecting or len(drafts) != 1:
        return
    found = drafts[0].found
    taken = [
        (key, one.span) for key, listed in found.items() for one in listed if one.span and one.confidence >= THRESHOLD
    ]
    for one in positions.expected(reading, found, context.expecting, taken):
        drafts[0].add(one)
