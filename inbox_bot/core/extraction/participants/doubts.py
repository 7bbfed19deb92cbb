"""Cross-checks: what a human should look at although each value looked right by itself."""

import re
from collections.abc import Iterator, Sequence

from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import emails, names, numbers, places
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels.vocabulary import FAMILY, GIVEN, NAME, slot_of
from inbox_bot.core.extraction.model import Candidate, Participant
from inbox_bot.core.extraction.records.draft import Draft
from inbox_bot.core.extraction.records.gather import Records
from inbox_bot.core.extraction.text.reading import Reading

_PEOPLE = (
    r"personen|persoon|deelnemers?|deelnemende|mensen|inschrijvingen|inschrijving|plaatsen|"
    r"plaatsjes?|plaats|personnes?|participants?|inscriptions?|places?|people|persons?|participants|"
    r"attendees|seats|registrations|teilnehmer|personen|platze|anmeldungen"
)
_COUNT = re.compile(
    rf"(?<![\w.,/:-])(\d{{1,2}}|[^\W\d_]{{2,6}})\s+(?:{_PEOPLE})(?!\w)|(?<!\w)x\s?(\d)(?!\w)|"
    rf"(?<!\w)(?:met|a|with|zu|mit)\s+(?:z'n\s+|ons\s+|zijn\s+)?(\d|twee|drie|vier|vijf|zes|twee[eë]n|"
    rf"deux|trois|quatre|two|three|four|five|zweit|dritt|zwei|drei|vier)(?:en)?\s*[:.!,]"
)
_FIRST_NAME = re.compile(
    r"(?:collega|collègue|colleague|kollege|kollegin|samen met|together with|avec|met|mit|und|and|et|"
    r"en)\s+([A-ZÀ-Þ][a-zß-ÿ]{2,})(?![\w-])(?!\s+(?:[A-ZÀ-Þ]|van|de|der|den|el|von|le|la|du|ten|ter))"
)
_ATTACHED = re.compile(
    r"(?<!\w)(?:bijlage|bijgevoegd|annexe|piece jointe|ci-joint|attached|attachment|anhang|anbei|beigefugt)"
)
_BOTH = re.compile(
    r"(?<!\w)(?:ons beiden|wij beiden|mijn collega en ik|ik en mijn collega|nous deux|"
    r"mon collegue et moi|ma collegue et moi|both of us|my colleague and i|uns beide|"
    r"mein kollege und ich|meine kollegin und ich)(?!\w)"
)


_CORRECTS = re.compile(
    r"(?<!\w)(?:correctie|rechtzetting|verbetering|erratum|rectificatie|rectification|correction|korrektur|berichtigung|"
    r"oeps|oops|sorry,?\s+(?:het|de|mijn)\s+\w+\s+(?:is|moet))\s*[:!,]"
)
_STRUCK_OFF = re.compile(
    r"(?<!\w)(?:(?:valt|vallen|haakt|haken)\s(?:[^\s.!?]+\s){0,3}af(?!\w)|"
    r"(?:hem|haar|hen|collega|naam)\s(?:[^\s.!?]+\s){0,3}(?:te\s+)?(?:schrappen|geschrapt|uitschrijven|verwijderen)(?!\w)|"
    r"(?:hem|haar|hen)\s+uit\s+te\s+schrijven|drops?\s+out|dropped\s+out|(?:remove|unregister)\s+(?:him|her|them)|"
    r"(?:le|la|les)\s+(?:desinscrire|retirer)|se\s+desiste|fallt\s(?:[^\s.!?]+\s){0,3}aus|(?:ihn|sie)\s+(?:streichen|abmelden))"
)
_OFFICES = (
    r"burgemeester|schepen|wethouder|voorzitter|voorzitster|directeur|directrice|diensthoofd|afdelingshoofd|secretaris|"
    r"baas|collega|korpschef|gouverneur|bourgmestre|maire|echevine?|president|presidente|chef|cheffe|collegue|patron|patronne|"
    r"mayor|alderman|director|boss|manager|head|chairman|colleague|burgermeister|burgermeisterin|leiter|leiterin|kollege|kollegin|chefin"
)
_SOMEBODY_ELSE = re.compile(
    rf"(?:^|(?<=[.!?,;:\n])|(?<!\w)(?:dat|que|that|dass))\s*(?P<who>(?:de|onze|mijn|ons|notre|mon|ma|le|la|our|my|the|unsere?|meine?|der|die)\s+"
    rf"(?:nieuwe\s+|nouveau\s+|new\s+|algemeen\s+|[\w-]+\s+)?(?:{_OFFICES}))\s+(?:zelf\s+)?"
    r"(?:zal|wil|wenst|komt|neemt|is\s+(?:graag|er|ook|aanwezig)|zou|schrijft|volgt|sera|souhaite|voudrait|participera|viendra|veut|desire|"
    r"will|would|wants|wishes|is\s+(?:coming|attending|happy|pleased)|mochte|kommt|wird|nimmt)(?!\w)"
    r"(?![^.!?\n]{0,60}(?<!\w)(?:niet|pas|not|nicht|cannot)(?!\w))"
)
_ENLISTED = re.compile(
    r"(?<!\w)(?i:(?:kan|kun|kunt|mag|wil|wilt|zou|zal)\s+(?:je|u|jij|ik|jullie)|gelieve|graag)\s+(?P<who>[A-ZÀ-Þ][a-zß-ÿ]{2,})"
    r"\s+(?:[a-z]+\s+){0,3}(?:inschrijven|in\s+te\s+schrijven|aan\s*melden|noteren|opschrijven|registreren)(?!\w)"
)
_TO_FOLLOW = re.compile(
    r"(?P<who>[A-ZÀ-Þ][\wß-ÿ]{2,})\s*[(,:–-]\s*(?:(?i:achter|familie|volledige\s+)?naam|nom|(?:last|full|sur)\s?name|name|nachname)\s+"
    r"(?:volgt|nog|suit|a\s+suivre|follows?|to\s+follow|folgt|later|tbc|onbekend|weet)"
)


def find(reading: Reading, records: Records, participants: Sequence[Participant]) -> Iterator[str]:
    """Yield a sentence for each thing that does not fit."""
    yield from _left_over(records.left_over)
    yield from _counts(reading, len(participants))
    yield from _first_names(reading, records)
    yield from _signed_otherwise(reading, records)
    yield from _others(reading, records)
    yield from _changes(reading, participants)
    for draft, given in zip(records.drafts, participants, strict=True):
        yield from _address(reading, draft.name, given)
        yield from _domain(reading, given)
        yield from _unread(reading, draft, given)
    yield from _twice(reading, participants)
    yield from _attached(reading, participants)


def _left_over(names_left: Sequence[Candidate]) -> Iterator[str]:
    for one in names_left:
        if any(piece.name in {"given name", "frame", "companion", "neighbours"} for piece in one.evidence):
            yield f'Somebody is named whose part is not clear: "{one.value}".'


def _counts(reading: Reading, found: int) -> Iterator[str]:
    if any(field.type is FieldType.NUMBER for field in reading.event.fields):
        return
    text = "\n".join(
        [fold(reading.message.subject), *(reading.folded[row.span.start : row.span.end] for row in reading.own)]
    )
    for match in _COUNT.finditer(text):
        said = numbers.number(match[1] or match[2] or match[3] or "")
        if said and int(said) != found and 0 < int(said) < 50:  # noqa: PLR2004 (more is no company)
            announced = " ".join(match.group().split())
            yield f'The mail speaks of "{announced}" and names {found}.'
            return
    if found == 1 and _BOTH.search(text):
        yield "The mail speaks of two people and names one."


def _others(reading: Reading, records: Records) -> Iterator[str]:
    """Tell of somebody who is to come and whose name the mail does not say."""
    known = {token for draft in records.drafts for token in fold(draft.name).split()}
    for row in reading.own:
        unnamed = _SOMEBODY_ELSE.search(row.folded)
        if unnamed and not any(not draft.is_sender and draft.name for draft in records.drafts):
            yield f'Somebody else seems to take part: "{unnamed["who"]}".'
        for match in (*_TO_FOLLOW.finditer(row.text), *_ENLISTED.finditer(row.text)):
            mine = all(draft.is_sender for draft in records.drafts) and match.re is _ENLISTED
            if (mine and names.is_given(match["who"])) or fold(match["who"]) not in known:
                yield f'Somebody is named by a first name only: "{match["who"]}".'


def _changes(reading: Reading, participants: Sequence[Participant]) -> Iterator[str]:
    """Tell of words below the data that take back some of them, or somebody."""
    spans = [finding.span for given in participants for finding in given.values() if finding.source == "text"]
    data = min((span.start for span in spans if span), default=None)
    for row in reading.rows:
        corrected = data is not None and row.span.start > data and _CORRECTS.search(row.folded)
        struck = _STRUCK_OFF.search(row.folded)
        if corrected or struck:
            yield f'The mail takes something back: "{row.text.strip()[:80]}".'


def _first_names(reading: Reading, records: Records) -> Iterator[str]:
    """Tell of somebody brought along who is named by a first name only."""
    known = {token for draft in records.drafts for token in fold(draft.name).split()}
    for row in reading.own:
        for match in _FIRST_NAME.finditer(row.text):
            greeted = fold(row.text[: match.start()]).strip()
            if (
                names.is_given(match[1])
                and fold(match[1]) not in known
                and not places.is_place(match[1])
                and greeted.split(" ")[0] not in lexicon.words("salutations")
            ):
                yield f'Somebody is named by a first name only: "{match[1]}".'


def _signed_otherwise(reading: Reading, records: Records) -> Iterator[str]:
    """Tell of a name that only the headers give, where another first name signs the mail."""
    rows = [row for row in (*reading.own, *reading.signature) if row.text.strip() and not row.greets]
    filled = [row.text.strip(" .,!-–") for row in rows]
    signed = next((text for text in reversed(filled) if len(text.split()) == 1 and names.is_given(text)), "")
    for draft in records.drafts:
        sources = {one.source for one in draft.found.get(NAME, ())}
        if signed and draft.is_sender and sources == {"from"} and _is_other(signed, draft.name):
            yield f'The mail is signed "{signed}", but its sender is called {draft.name}.'


def _is_other(first: str, name: str) -> bool:
    """Tell whether a first name is nobody's of *name*, not even as a short form."""
    signed, tokens = fold(first), re.split(r"[\s-]", fold(name))
    if any(token.startswith(signed[:3]) or signed.startswith(token[:3]) for token in tokens):
        return False
    return not any(map(names.is_given, tokens)) or all(token[:1] != signed[:1] for token in tokens)


def _address(reading: Reading, name: str, given: Participant) -> Iterator[str]:
    for field in reading.event.fields:
        finding = given.get(field.key)
        if (
            field.type is FieldType.EMAIL
            and finding
            and name
            and names.contradicts(name, finding.value)
            and "label" not in finding.evidence
        ):
            yield f'{field.label}: the address "{finding.value}" seems to be of somebody else than {name}.'


def _domain(reading: Reading, given: Participant) -> Iterator[str]:
    """Tell of an address at one municipality beside another municipality."""
    fields = {field.type: field for field in reversed(reading.event.fields)}
    place, address = fields.get(FieldType.MUNICIPALITY), fields.get(FieldType.EMAIL)
    said = given.get(place.key) if place else None
    written = given.get(address.key) if address else None
    if place is None or said is None or written is None or said.source == "domain" or not _is_municipality(said.value):
        return
    own = places.of_domain(written.value)
    if own and not emails.is_public(written.value) and not _related(own, said.value):
        yield f'{place.label}: "{said.value}", but the address is at "{own}".'


def _is_municipality(value: str) -> bool:
    return places.is_place(value) or any(known for _, known in places.cued(value))


def _related(domain: str, value: str) -> bool:
    left, right = places.bare(domain), places.bare(value)
    return left in right or right in left or places.translations(left, right)


def _unread(reading: Reading, draft: Draft, given: Participant) -> Iterator[str]:
    """Tell of an answer beside a label that could not be read as a value of its kind."""
    for field in reading.event.fields:
        finding = given.get(field.key)
        slot = slot_of(field)
        if slot in {NAME, GIVEN, FAMILY} and len(draft.unread.get(slot, "").split()) == 1:
            continue  # a first name alone is no name, so it is asked for
        if slot in draft.unread and (finding is None or finding.source not in {"text", "forwarded"}):
            yield f'{field.label}: cannot read "{draft.unread[slot]}".'


def _attached(reading: Reading, participants: Sequence[Participant]) -> Iterator[str]:
    """Tell of an attachment to which the text points for what it does not say itself."""
    lacking = any(field.key not in given for field in reading.event.required for given in participants)
    if lacking and reading.message.attachments and any(_ATTACHED.search(row.folded) for row in reading.own):
        yield "The data may stand in the attachment."


def _twice(reading: Reading, participants: Sequence[Participant]) -> Iterator[str]:
    """Tell of two people with one address of their own."""
    for field in reading.event.fields:
        if field.type is FieldType.EMAIL:
            written = [given[field.key].value.casefold() for given in participants if field.key in given]
            if len(set(written)) < len(written):
                yield f"{field.label}: the same address for several people."
