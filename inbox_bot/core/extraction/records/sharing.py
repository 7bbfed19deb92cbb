"""What a participant has of the sender or of another: address, employer, the same function."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from inbox_bot.core.document import Span
from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import emails, names
from inbox_bot.core.extraction.evidence import candidate
from inbox_bot.core.extraction.labels.vocabulary import NAME
from inbox_bot.core.extraction.records.draft import SHARED, Draft
from inbox_bot.core.extraction.records.reach import without_the_house
from inbox_bot.core.extraction.sender import first_name, headers, signature, subject
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row

_OF_OURS = re.compile(
    r"(?<!\w)(?:collega\w*|medewerk\w*|mandataris\w*|\w*raadsleden|schepenen|ambtenaren|bestuursleden|onze|ons|mijn|namens|vanuit|wij|we|"
    r"collegues?|notre|nos|mes|mon|nous|colleagues?|our|my|kolleg\w+|unsere?\w*|meine?\w*|wir)(?!\w)"
)
"""How people speak of those with whom they work."""
_SAME_JOB = re.compile(
    rf"(?:{lexicon.any_of('same')})\s+(?:functie|job|fonction|function|position|role|funktion|stelle)"
)


_SAME_HOUSE = re.compile(
    rf"(?<!\w)(?:{lexicon.any_of('same')})\s+(?:\w+\s+)?{lexicon.any_of('houses')}(?!\w)|"
    r"(?<!\w)(?:zelfde|dezelfde|same|meme|gleichen?|selben?)\s+(?:club|vereniging|organisatie|organisation|association|asbl|service|institution|company|school|verein|firma)(?!\w)"
)


def fill_from_sender(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Let the sender's signature and headers fill the sender's own record, and no other."""
    for draft in drafts:
        if draft.name and not draft.is_sender:
            _fill_from_copies(reading, draft)
    owner = next((draft for draft in drafts if draft.is_sender), None)
    if owner is None:
        return
    for one in [*subject.candidates(reading), *signature.candidates(reading, owner.name), *headers.candidates(reading)]:
        if one.key != NAME or not owner.name or names.same(owner.name, one.value):
            owner.add(one)
    without_the_house(reading, owner)
    if not owner.name:
        for one in first_name.candidates(reading):
            owner.add(one)


def _fill_from_copies(reading: Reading, draft: Draft) -> None:
    """Take the address of who is brought along from the recipients, where the headers name them in full."""
    for asked in reading.event.fields:
        for address in (*reading.message.cc, *reading.message.to) if asked.type is FieldType.EMAIL else ():
            value = emails.normal(address.addr_spec)
            spelled = not address.display_name and names.spells(draft.name, address.addr_spec)
            if value and (spelled or names.same(address.display_name, draft.name)):
                draft.add(candidate(asked.key, value, address.addr_spec, None, "from", ("copied",)))


def spread(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Give colleagues the employer of the sender, and `same function` the function of who stands before."""
    owner = next((draft for draft in drafts if draft.is_sender), None)
    for previous, draft in pairwise(drafts):
        _copy_same(reading, previous, draft)
    of_one_house = owner is None and _OF_OURS.search(reading.said) and not any(map(_has_employer(reading), drafts))
    for draft in drafts:
        of_this_house = of_one_house and not _is_elsewhere(reading, draft)
        if of_this_house or (owner is None and (draft.is_colleague or _shares_domain(reading, draft))):
            _employer_of_sender(reading, draft)
        if owner and draft is not owner and _colleagues(reading, owner, draft):
            for asked in reading.event.fields:
                if asked.type in SHARED:
                    draft.found.setdefault(asked.key, list(owner.found.get(asked.key, ())))


def _copy_same(reading: Reading, previous: Draft, draft: Draft) -> None:
    """Give *draft* the function, or the employer, that its row says to be that of who stands before."""
    row = next((row for row in reading.own if row.line == draft.line), None)
    for asked in reading.event.fields if row else ():
        same = _SAME_JOB if asked.type is FieldType.JOB_TITLE else _SAME_HOUSE if asked.type in SHARED else None
        if row and same and same.search(row.folded):
            draft.found.setdefault(asked.key, list(previous.found.get(asked.key, ())))


def share_house(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Give who names no employer that of those at the same house, by the domain of their own addresses."""
    for asked in reading.event.fields if len(drafts) > 1 else ():
        for draft in drafts if asked.type in SHARED else ():
            if draft.found.get(asked.key):
                continue
            others = [other for other in drafts if other is not draft and _colleagues(reading, draft, other)]
            given = [one for other in others for one in other.found.get(asked.key, ()) if one.source == "text"]
            if len({one.value for one in given}) == 1:
                draft.found[asked.key] = given[:1]


def _colleagues(reading: Reading, owner: Draft, other: Draft) -> bool:
    """Tell whether two participants have the same employer: their addresses' domain, or the word colleague."""
    key = next((one.key for one in reading.event.fields if one.type is FieldType.EMAIL), "")
    domains = [{one.value.rpartition("@")[2] for one in draft.found.get(key, ())} for draft in (owner, other)]
    return other.is_colleague or any(not emails.is_public(f"@{domain}") for domain in domains[0] & domains[1])


def _has_employer(reading: Reading) -> Callable[[Draft], bool]:
    shared = {one.key for one in reading.event.fields if one.type in SHARED}
    return lambda draft: any(draft.found.get(key) for key in shared)


def _is_elsewhere(reading: Reading, draft: Draft) -> bool:
    """Tell whether a participant's address is at another employer's than the sender's."""
    kinds = {one.key for one in reading.event.fields if one.type is FieldType.EMAIL}
    written = [one.value for key in kinds for one in draft.found.get(key, ())]
    return any(not emails.is_public(value) for value in written) and not _shares_domain(reading, draft)


def _shares_domain(reading: Reading, draft: Draft) -> bool:
    """Tell whether a participant's address is where the sender's is, at an employer's own domain."""
    kinds = {one.key for one in reading.event.fields if one.type is FieldType.EMAIL}
    domain = reading.sender.addr_spec.rpartition("@")[2].lower() if reading.sender else ""
    mine = {one.value.rpartition("@")[2].lower() for key in kinds for one in draft.found.get(key, ())}
    return mine == {domain} and not emails.is_public(f"@{domain}")


def _employer_of_sender(reading: Reading, draft: Draft) -> None:
    """Give a colleague of the sender, who takes no part, the sender's employer."""
    shared = {one.key for one in reading.event.fields if one.type in SHARED}
    for one in [*signature.candidates(reading, ""), *headers.candidates(reading)]:
        if one.key in shared and one.key not in draft.found:
            draft.add(one)


def share_lines(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Give everybody what a line below or above the list says once, where nobody is named on it."""
    named = [row for row in reading.own if any(row.span.start <= draft.start <= row.span.end for draft in drafts)]
    for asked in reading.event.fields if len(named) > 1 else ():
        lacking = [draft for draft in drafts if not draft.found.get(asked.key)]
        given = [one for draft in drafts for one in draft.found.get(asked.key, ())]
        apart = [one for one in given if one.span and not any(_holds(row, one.span) for row in named)]
        if asked.type in SHARED and lacking and apart and len({one.value for one in given}) == 1:
            for draft in lacking:
                draft.found[asked.key] = [one for one in apart if one.source in {"text", "forwarded"}]


def _holds(row: Row, span: Span) -> bool:
    return row.span.start <= span.start <= row.span.end
