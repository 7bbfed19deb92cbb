"""Participants, anchored on names: each value attaches by row, line or block, and shared values spread."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from inbox_bot.core.document import Span
from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction import anchors, headers, lexicon, mentions, positions, signature, subject, values
from inbox_bot.core.extraction.candidates import emails, names
from inbox_bot.core.extraction.evidence import THRESHOLD, candidate
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels import Labelled, labelled
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.reading import Reading, Row, is_salutation
from inbox_bot.core.extraction.vocabulary import FAMILY, GIVEN, NAME, OTHER

SHARED = frozenset({FieldType.MUNICIPALITY, FieldType.ORGANISATION, FieldType.COUNTRY})
"""What one value may say for all: where people work."""

_TOGETHER = re.compile(
    r"(?<!\w)(?:samen met|en ikzelf|en ik|ik en|mezelf|ikzelf|komt mee|komen mee|meebrengen|vergezeld|avec|accompagn\w+|et moi|moi-meme|together with|along with|and i|and me|and myself|myself|zusammen mit|gemeinsam mit|und ich|und mich)(?!\w)"
)
_FIRST_PERSON = re.compile(r"(?<!\w)(?:ik|mij|me|mijn|je|j'|moi|i|my|ich|mich|mir)(?!\w)")
_THEIR_DATA = re.compile(
    r"(?<!\w)(?:zij|hij|ze|she|he|elle|il|sie|er)\s+(?:is|werkt|komt|est|works|ist|arbeitet)(?!\w)"
    r"|(?<!\w)(?:haar|zijn|her|his|son|sa|ihre?|seine?)\s+(?:\w+\s+)?"
    r"(?:adres|mail\w*|e-mail\w*|email\w*|functie|address|adresse|function|fonction|funktion|naam|name|nom)"
)
_SOMEBODY = re.compile(
    r"(?<!\w)(?:onze|mijn|notre|mon|ma|our|my|unser|unsere|meinen?|meine)\s+"
    r"(?:collega|burgemeester|schepen|directeur|baas|collegue|maire|colleague|boss|kolleg\w+|chef\w*)"
    r"|(?<!\w)(?:hem|haar|lui|him|her)\s+(?:in|inschrijven|inscrire|register)"
)
_COLLEAGUE = re.compile(r"(?:collega|collegue|colleague|kollege|kollegin)\w*(?:'s)?\W+$")
_EVERYBODY = re.compile(rf"(?<!\w){lexicon.any_of('everybody')}(?!\w)[^.!?]*$")
_SELF = re.compile(r"(?<!\w)(?:ik|ikzelf|zelf|je|moi|i|ich|myself|selbst)(?!\w)[^,.;]*$")
_THEY = re.compile(r"(?<!\w)(?:hij|zij|ze|haar|zijn|elle|il|son|sa|she|he|her|his|er|sie|ihre?|seine?)(?!\w)[^,.;]*$")
_SAME_JOB = re.compile(
    rf"(?:{lexicon.any_of('same')})\s+(?:functie|job|fonction|function|position|role|funktion|stelle)"
)


@dataclass
class Draft:
    """A participant in the making: candidates by slot."""

    found: dict[str, list[Candidate]] = field(default_factory=dict)
    is_sender: bool = False
    line: int = -1
    start: int = -1
    is_companion: bool = False
    is_colleague: bool = False

    def add(self, one: Candidate) -> None:
        """Note a candidate."""
        self.found.setdefault(one.key, []).append(one)

    @property
    def name(self) -> str:
        """The best name so far; empty if there is none."""
        best = max(self.found.get(NAME, ()), key=lambda one: one.confidence, default=None)
        return best.value if best else ""


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
    _mark_sender(reading, drafts)
    _add_sender(reading, drafts)
    _attach_mentions(reading, drafts, taken)
    _attach_positions(reading, drafts, taken)
    _attach_expected(reading, drafts, expecting)
    _fill_from_sender(reading, drafts)
    _spread(reading, drafts)
    return Records(drafts, _left_over(people, drafts))


def _labelled_drafts(reading: Reading, said: Sequence[Labelled]) -> list[Draft]:
    drafts = []
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
            draft.found[part.slot] = list(above[-1].found.get(part.slot, ())) if above else []


def _draft(reading: Reading, parts: Sequence[Labelled]) -> Draft:
    draft = Draft(line=parts[0].line if parts else -1, start=parts[0].span.start if parts else -1)
    for part in parts:
        one = values.of(reading, part)
        if one:
            draft.add(one)
    _join_name(reading, draft, parts)
    return draft


def _join_name(reading: Reading, draft: Draft, parts: Sequence[Labelled]) -> None:
    """Make one name of a given name and a surname; a lone `Naam` beside a given name is the surname."""
    lone = next((part for part in parts if part.slot == NAME and part.text and NAME not in draft.found), None)
    family = draft.found.get(FAMILY) or ([_as_family(reading, lone)] if lone and names.part(lone.text) else [])
    given = draft.found.get(GIVEN)
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
        is_colleague=is_companion and bool(_COLLEAGUE.search(before)),
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
        for key, listed in draft.found.items():
            for one in listed:
                for owner in owners or ([*drafts] if kinds.get(key) in SHARED else []):
                    owner.add(one)


def _line_of(reading: Reading, offset: int) -> int:
    return next((row.line for row in reading.rows if row.span.start <= offset <= row.span.end), -1)


def _mark_sender(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Find the participant who is the sender."""
    sender = reading.sender
    shown = headers.sender_name(reading)
    third_person = bool(_THEIR_DATA.search(" ".join(fold(row.text) for row in reading.own)))
    for draft in drafts:
        by_name = bool(shown) and names.same(draft.name, shown)
        by_address = sender is not None and not shown and names.agrees(draft.name, sender.addr_spec)
        draft.is_sender = by_name or by_address or (not draft.name and not third_person)
    if len(drafts) == 1 and drafts[0].name and not drafts[0].is_sender and sender:
        drafts[0].is_sender = _speaks_of_self(reading, drafts[0], shown, sender.addr_spec)


def _speaks_of_self(reading: Reading, draft: Draft, shown: str, addr_spec: str) -> bool:
    """Tell whether the only participant, whose name the headers do not give, is who writes."""
    evidence = {piece.name for one in draft.found.get(NAME, ()) for piece in one.evidence}
    if names.agrees(draft.name, addr_spec) or any(names.same(draft.name, one) for one in signature.names_in(reading)):
        return True
    if names.contradicts(draft.name, addr_spec) or "companion" in evidence:
        return False
    own = " ".join(fold(row.text) for row in reading.own)
    office = names.is_role(addr_spec.partition("@")[0].replace(".", " ")) or bool(
        reading.sender and names.is_role(reading.sender.display_name or "x")
    )
    return "frame" in evidence or (
        not shown
        and (
            bool(_FIRST_PERSON.search(own)) or not office and not _THEIR_DATA.search(own) and not _SOMEBODY.search(own)
        )
    )


def _add_sender(reading: Reading, drafts: list[Draft]) -> None:
    """Let the sender take part too where the others are brought along."""
    if any(draft.is_sender for draft in drafts) or not all(draft.is_companion for draft in drafts):
        return
    if _TOGETHER.search(" ".join(fold(row.text) for row in reading.own)):
        drafts.insert(0, Draft(is_sender=True))


def _attach_mentions(reading: Reading, drafts: Sequence[Draft], taken: Sequence[Span]) -> None:
    for row in reading.own:
        if is_salutation(row.text):
            continue
        for one in mentions.find(reading, row):
            if one.span and any(one.span.start < span.end and span.start < one.span.end for span in taken):
                continue
            for owner in _owners(reading, one, row, drafts):
                owner.add(one)


def _owners(reading: Reading, one: Candidate, row: Row, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """Return whose value it is: by address, by pronoun, by row, by block; what stands outside all is everybody's."""
    if len(drafts) == 1 or one.span is None:
        return drafts[:1]
    kind = reading.event.field(one.key).type
    if kind is FieldType.EMAIL:
        agreeing = [draft for draft in drafts if draft.name and names.agrees(draft.name, one.value)]
        if len(agreeing) == 1:
            return agreeing
    if kind in SHARED and _EVERYBODY.search(
        reading.folded[
            max(
                (d.start for d in drafts if row.span.start <= d.start <= one.span.start), default=row.span.start
            ) : one.span.start
        ]
    ):
        return drafts
    spoken = _by_pronoun(reading, one.span, row, drafts)
    if spoken:
        return [spoken]
    before = [draft for draft in drafts if row.span.start <= draft.start <= one.span.start]
    if before:
        return [max(before, key=lambda draft: draft.start)]
    above = [
        draft for draft in drafts if 0 <= draft.start < row.span.start and _one_block(reading, draft.line, row.line)
    ]
    if above:
        return [max(above, key=lambda draft: draft.start)]
    return drafts if kind in SHARED else []


def _by_pronoun(reading: Reading, span: Span, row: Row, drafts: Sequence[Draft]) -> Draft | None:
    before = reading.folded[row.span.start : span.start]
    if _SELF.search(before):
        return next((draft for draft in drafts if draft.is_sender), None)
    others = [draft for draft in drafts if not draft.is_sender]
    return others[0] if len(others) == 1 and _THEY.search(before) else None


def _one_block(reading: Reading, first: int, last: int) -> bool:
    return all(row.text.strip() for row in reading.rows if first <= row.line <= last)


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
    for previous, draft in zip(drafts, drafts[1:], strict=False):
        row = next((row for row in reading.own if row.line == draft.line), None)
        if row and _SAME_JOB.search(fold(row.text)):
            for key in jobs:
                draft.found.setdefault(key, list(previous.found.get(key, ())))
    for draft in drafts:
        if draft.is_colleague and owner is None:
            _employer_of_sender(reading, draft)
        if owner and draft is not owner and _colleagues(reading, owner, draft):
            for asked in reading.event.fields:
                if asked.type in SHARED:
                    draft.found.setdefault(asked.key, list(owner.found.get(asked.key, ())))


def _colleagues(reading: Reading, owner: Draft, other: Draft) -> bool:
    """Tell whether two participants have the same employer: an address in the same domain of its own, or the word colleague."""
    key = next((one.key for one in reading.event.fields if one.type is FieldType.EMAIL), "")
    domains = [{one.value.rpartition("@")[2] for one in draft.found.get(key, ())} for draft in (owner, other)]
    return other.is_colleague or any(not emails.is_public(f"@{domain}") for domain in domains[0] & domains[1])


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
