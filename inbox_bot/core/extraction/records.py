"""Participants, anchored on names: each value attaches by row, line or block, and shared values spread."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from inbox_bot.core.document import Span
from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction import (
    anchors,
    authorship,
    headers,
    lexicon,
    mentions,
    owners,
    positions,
    signature,
    subject,
    values,
)
from inbox_bot.core.extraction.candidates import emails, jobs, names
from inbox_bot.core.extraction.draft import SHARED, Draft
from inbox_bot.core.extraction.evidence import THRESHOLD, candidate
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels import Labelled, labelled
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.reading import Reading
from inbox_bot.core.extraction.vocabulary import FAMILY, GIVEN, NAME, OTHER

_COLLEAGUE = re.compile(r"(?:collega|collegue|colleague|kollege|kollegin)\w*(?:'s)?\W+$")
_OURS = re.compile(r"(?<!\w)(?:onze|ons|mijn|notre|mon|ma|our|my|unsere?n?|meine?n?)\s+(?:\w+\s+)?$")
_OUR_PART = re.compile(r"\s+(?:van|uit|bij|of|from|de|von|aus)\s+(?:onze|ons|mijn|our|my|notre|mon|ma|unsere[rmn]?)\s")
_OF_ONESELF = re.compile(r"[.!?;](?=\s|$)|\n|,?\s(?:en|maar|dus|and|but|et|mais|und|aber)\s+(?:ik|zelf|i|je|ich)(?!\w)")
_NEWLY = re.compile(r"(?:nieuwe|kersverse|nouveau|nouvelle|new|neue[rn]?)\s+", re.IGNORECASE)
_REACH = 30
_SAME_JOB = re.compile(
    rf"(?:{lexicon.any_of('same')})\s+(?:functie|job|fonction|function|position|role|funktion|stelle)"
)


@dataclass
class Records:
    """What the mail holds: the participants, and the names that fit nowhere."""

    drafts: list[Draft]
    left_over: list[Candidate]


def gather(reading: Reading, expecting: Sequence[str] = ()) -> Records:
    """Return the participants of a mail with every candidate for their fields."""
    said = labelled(reading)
    taken = [span for one in said for span in ((one.whole, one.span) if one.text else (one.whole,))]
    people = anchors.find(reading, taken)
    drafts = _labelled_drafts(reading, said)
    persons = _persons(reading, people, drafts)
    drafts += persons
    if not drafts:
        drafts = [Draft()]
    _attach_unnamed(reading, said, drafts)
    authorship.mark_sender(reading, drafts)
    authorship.add_sender(reading, drafts)
    aside = list(_said_of_others(reading, people, drafts))
    _attach_mentions(reading, drafts, [*taken, *aside])
    _attach_offices(reading, drafts)
    _attach_positions(reading, drafts, taken)
    _attach_expected(reading, drafts, expecting)
    _fill_from_sender(reading, drafts)
    _spread(reading, drafts)
    return Records(drafts, _left_over(people, drafts))


def _labelled_drafts(reading: Reading, said: Sequence[Labelled]) -> list[Draft]:
    drafts: list[Draft] = []
    for group in sorted({one.group for one in said}):
        parts = [one for one in said if one.group == group and one.slot != OTHER]
        draft = _draft(reading, parts)
        if NAME in draft.found:
            _copy_same(parts, draft, drafts)
            drafts.append(draft)
    return drafts


def _copy_same(parts: Sequence[Labelled], draft: Draft, above: Sequence[Draft]) -> None:
    """Let `idem` mean the value of the participant above."""
    for part in parts:
        if fold(part.text).strip(' ."') in lexicon.words("same"):
            draft.unread.pop(part.slot, None)
            draft.found[part.slot] = list(above[-1].found.get(part.slot, ())) if above else []


def _draft(reading: Reading, parts: Sequence[Labelled]) -> Draft:
    draft = Draft(line=parts[0].line if parts else -1, start=parts[0].span.start if parts else -1)
    for part in parts:
        one = values.of(reading, part)
        if one:
            draft.add(one)
        elif part.text and not _is_denial(part.text):
            draft.unread[part.slot] = part.text
    _join_name(reading, draft, parts)
    return draft


def _is_denial(text: str) -> bool:
    folded = fold(text).strip(" .")
    none = not lexicon.words("none").isdisjoint({folded, f"{folded}."})
    return none or folded in lexicon.words("no") or values.is_blank(text) or values.is_put_off(text)


def _join_name(reading: Reading, draft: Draft, parts: Sequence[Labelled]) -> None:
    """Make one name of a given name and a surname; a lone `Naam` beside a given name is the surname."""
    lone = next((part for part in parts if part.slot == NAME and part.text and NAME not in draft.found), None)
    family = draft.found.get(FAMILY) or ([_as_family(reading, lone)] if lone and names.part(lone.text) else [])
    given = draft.found.get(GIVEN)
    whole = draft.found.get(NAME)
    if given and whole and not family and not _holds(whole[0].value, given[0].value):
        family = [replace(whole[0], key=FAMILY)]
        del draft.found[NAME]
    if FAMILY in draft.found and not given and _is_whole(family[0].value):
        draft.found[NAME] = [replace(family[0], key=NAME)]
        del draft.found[FAMILY]
    if not given or not family or NAME in draft.found:
        return
    draft.found[FAMILY] = family
    spans = [one.span for one in (given[0], family[0]) if one.span]
    span = Span(min(one.start for one in spans), max(one.end for one in spans))
    name = f"{given[0].value} {family[0].value}"
    draft.add(
        candidate(
            NAME,
            name,
            reading.document.slice(span),
            span,
            given[0].source,
            (given[0].evidence[0].name, *names.looks(name)),
        )
    )


def _holds(name: str, given: str) -> bool:
    return set(fold(given).split()) <= set(fold(name).split())


def _is_whole(name: str) -> bool:
    """Tell whether what stands beside the label of a surname is the whole name."""
    tokens = name.split()
    return names.read(name) is not None and names.is_given(tokens[0]) and not names.is_given(tokens[-1])


def _as_family(reading: Reading, part: Labelled) -> Candidate:
    return candidate(
        FAMILY, names.part(part.text) or "", reading.document.slice(part.span), part.span, part.source, (part.evidence,)
    )


def _persons(reading: Reading, people: Sequence[Candidate], drafts: Sequence[Draft]) -> list[Draft]:
    """Return those named in running text who take part; beside a form only those who are brought along."""
    found: list[Draft] = []
    for one in people:
        shown = {piece.name for piece in one.evidence}
        known = next((draft for draft in [*drafts, *found] if names.same(draft.name, one.value)), None)
        if known:
            if known in found:
                known.add(one)
            continue
        if one.confidence < THRESHOLD or (drafts and not shown & {"companion"}):
            continue
        found.append(_person(reading, one, is_companion="companion" in shown))
    return found


def _person(reading: Reading, one: Candidate, *, is_companion: bool) -> Draft:
    start = one.span.start if one.span else -1
    before = reading.folded[max(0, start - 30) : max(0, start)]
    return Draft(
        {NAME: [one]},
        start=start,
        is_companion=is_companion,
        is_colleague=(is_companion and bool(_COLLEAGUE.search(before)))
        or bool(one.span and _OUR_PART.match(reading.folded, one.span.end)),
    )


def _attach_unnamed(reading: Reading, said: Sequence[Labelled], drafts: list[Draft]) -> None:
    """Give the values of groups without a name to the only participant, or to all when they say where people work."""
    kinds = {one.key: one.type for one in reading.event.fields}
    for draft in drafts:
        draft.line = _line_of(reading, draft.start)
    for group in sorted({one.group for one in said}):
        draft = _draft(reading, [one for one in said if one.group == group and one.slot != OTHER])
        if NAME in draft.found:
            continue
        lines = {one.line for one in said if one.group == group}
        owners = drafts if len(drafts) == 1 else [one for one in drafts if one.line in lines]
        for owner in owners:
            owner.unread |= draft.unread
        for key, listed in draft.found.items():
            for one in listed:
                for owner in owners or ([*drafts] if kinds.get(key) in SHARED else []):
                    owner.add(one)


def _said_of_others(reading: Reading, people: Sequence[Candidate], drafts: Sequence[Draft]) -> Iterator[Span]:
    """Yield what a sentence goes on to say of somebody who takes no part: a function, an address."""
    for one in people:
        mentioned = any(piece.name == "mentioned" for piece in one.evidence)
        if mentioned and one.span and not any(names.same(draft.name, one.value) for draft in drafts):
            end = _OF_ONESELF.search(reading.folded, one.span.end)
            yield Span(one.span.start, end.start() if end else len(reading.folded))


def _attach_offices(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Give each the title that stands right before the name: `onze schepen Ann Claes`."""
    for asked in reading.event.fields:
        for draft in drafts if asked.type is FieldType.JOB_TITLE else ():
            span = _office(reading, draft) if draft.start >= 0 else None
            if span:
                text = reading.clean[span.start : span.end]
                draft.add(
                    candidate(asked.key, text, reading.document.slice(span), span, "text", ("job word", "position"))
                )
                draft.is_colleague |= bool(_OURS.search(reading.folded[max(0, span.start - _REACH) : span.start]))


def _office(reading: Reading, draft: Draft) -> Span | None:
    row = next((row for row in reading.own if row.span.start <= draft.start <= row.span.end), None)
    before = reading.clean[row.span.start : draft.start].rstrip(" ,:") if row else ""
    titles = jobs.find(before, 0, len(before)) if row and before else ()
    found = next((span for span, _ in titles if span.end == len(before)), None)
    newly = _NEWLY.match(before, found.start) if found else None
    found = Span(newly.end(), found.end) if found and newly else found
    return Span(row.span.start + found.start, row.span.start + found.end) if row and found else None


def _line_of(reading: Reading, offset: int) -> int:
    return next((row.line for row in reading.rows if row.span.start <= offset <= row.span.end), -1)


def _attach_mentions(reading: Reading, drafts: Sequence[Draft], taken: Sequence[Span]) -> None:
    for row in reading.own:
        if row.greets:
            continue
        for one in mentions.find(reading, row):
            if one.span and any(one.span.start < span.end and span.start < one.span.end for span in taken):
                continue
            for owner in owners.of(reading, one, row, drafts):
                owner.add(one)


def _attach_positions(reading: Reading, drafts: Sequence[Draft], taken: Sequence[Span]) -> None:
    for draft in drafts:
        for one in positions.find(reading, draft.found, draft.start, taken):
            draft.add(one)


def _attach_expected(reading: Reading, drafts: Sequence[Draft], expecting: Sequence[str]) -> None:
    if expecting and len(drafts) == 1:
        for one in positions.expected(reading, drafts[0].found, expecting):
            drafts[0].add(one)


def _fill_from_sender(reading: Reading, drafts: Sequence[Draft]) -> None:
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


def _fill_from_copies(reading: Reading, draft: Draft) -> None:
    """Take the address of who is brought along from the recipients, where the headers name them in full."""
    for asked in reading.event.fields:
        for address in (*reading.message.cc, *reading.message.to) if asked.type is FieldType.EMAIL else ():
            value = emails.normal(address.addr_spec)
            if value and names.same(address.display_name, draft.name):
                draft.add(candidate(asked.key, value, address.addr_spec, None, "from", ("copied",)))


def _spread(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Give colleagues the employer of the sender, and `same function` the function of who stands before."""
    jobs = [one.key for one in reading.event.fields if one.type is FieldType.JOB_TITLE]
    owner = next((draft for draft in drafts if draft.is_sender), None)
    for previous, draft in pairwise(drafts):
        row = next((row for row in reading.own if row.line == draft.line), None)
        if row and _SAME_JOB.search(row.folded):
            for key in jobs:
                draft.found.setdefault(key, list(previous.found.get(key, ())))
    for draft in drafts:
        if owner is None and (draft.is_colleague or _shares_domain(reading, draft)):
            _employer_of_sender(reading, draft)
        if owner and draft is not owner and _colleagues(reading, owner, draft):
            for asked in reading.event.fields:
                if asked.type in SHARED:
                    draft.found.setdefault(asked.key, list(owner.found.get(asked.key, ())))


def _colleagues(reading: Reading, owner: Draft, other: Draft) -> bool:
    """Tell whether two participants have the same employer: their addresses' domain, or the word colleague."""
    key = next((one.key for one in reading.event.fields if one.type is FieldType.EMAIL), "")
    domains = [{one.value.rpartition("@")[2] for one in draft.found.get(key, ())} for draft in (owner, other)]
    return other.is_colleague or any(not emails.is_public(f"@{domain}") for domain in domains[0] & domains[1])


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


def _left_over(people: Sequence[Candidate], drafts: Sequence[Draft]) -> list[Candidate]:
    """Return the names that are neither a participant's nor plainly somebody else's."""
    return [
        one
        for one in people
        if "mentioned" not in {piece.name for piece in one.evidence}
        and one.evidence
        and not any(names.same(draft.name, one.value) for draft in drafts)
    ]
