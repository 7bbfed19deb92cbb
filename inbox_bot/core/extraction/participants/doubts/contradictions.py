"""Values that contradict each other, or the mail."""

import re
from collections.abc import Iterator, Sequence

from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction.candidates import emails, names, places
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels.values import lists_options
from inbox_bot.core.extraction.labels.vocabulary import FAMILY, GIVEN, NAME, slot_of
from inbox_bot.core.extraction.model import Participant
from inbox_bot.core.extraction.records.draft import Draft
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.wording.lexicon import frame_words
from inbox_bot.core.umlauts import umlauts

_CORRECTS = re.compile(
    r"(?<!\w)(?:correctie|rechtzetting|verbetering|erratum|rectificatie|rectification|correction|korrektur|berichtigung|"
    r"oeps|oops|oei|zut|mince|aie|ups|hoppla|huch|whoops|sorry,?\s+(?:het|de|mijn)\s+\w+\s+(?:is|moet))\s*[:!,]"
)
_HELD = frozenset({FieldType.JOB_TITLE, FieldType.MUNICIPALITY, FieldType.ORGANISATION})
_NO_MORE = (
    r"(?<!\w)(?:(?:geen|niet\s+(?:meer|langer)|no\s+longer|not\s+anymore|not|plus|pas|nicht\s+(?:mehr|langer)|kein\w*)\s+)"
    r"(?:(?:een|als|de|het|bij|voor|van|in|a|an|as|the|at|for|with|of|un|une|le|la|l'|de\s+la|du|d'|chez|comme|ein\w*|als|der|die|"
    r"das|bei|fur|von|stad|gemeente|ville|commune|city|stadt|gemeinde)\s+){0,3}"
)
_DENIES = re.compile(_NO_MORE)
"""What denies the value behind it."""
_OUTDATED = re.compile(
    r"(?<!\w)(?:e-?mail)?(?:handtekening|signature|signatur)(?!\w)(?:\s+[^\s.!?,]+){0,5}?\s+(?:klopt\s+(?:nog\s+)?niet|"
    r"(?:niet|nog|not|no\s+longer|pas|plus|nicht|noch)\s+(?:[^\s.!?,]+\s+){0,2}(?:juist|correct\w*|actueel|up[\s-]to[\s-]date|aangepast|right|current|"
    r"a\s+jour|exacte|bonne|aktuell|richtig|angepasst)|verouderd|fout|outdated|out\s+of\s+date|wrong|obsolete|perimee|"
    r"stimmt\s+(?:noch\s+)?nicht|veraltet|falsch)(?!\w)|"
    r"(?<!\w)(?:oude|verouderde|foute|old|outdated|wrong|ancienne|mauvaise|alte|veraltete|falsche)\s+(?:e-?mail)?"
    r"(?:handtekening|signature|signatur)(?!\w)"
)
"""A signature of before: `mijn handtekening klopt niet meer`."""
_STRUCK_OFF = re.compile(
    r"(?<!\w)(?:(?:valt|vallen|haakt|haken)\s(?:[^\s.!?]+\s){0,3}af(?!\w)|"
    r"(?:hem|haar|hen|collega|naam)\s(?:[^\s.!?]+\s){0,3}(?:te\s+)?(?:schrappen|geschrapt|uitschrijven|verwijderen)(?!\w)|"
    r"(?:hem|haar|hen)\s+uit\s+te\s+schrijven|drops?\s+out|dropped\s+out|(?:remove|unregister)\s+(?:him|her|them)|"
    r"(?:le|la|les)\s+(?:desinscrire|retirer)|se\s+desiste|fallt\s(?:[^\s.!?]+\s){0,3}aus|(?:ihn|sie)\s+(?:streichen|abmelden))"
)


def changes(reading: Reading, participants: Sequence[Participant]) -> Iterator[str]:
    """Tell of words below the data that take back some of them, or somebody."""
    spans = [finding.span for given in participants for finding in given.values() if finding.source == "text"]
    data = min((span.start for span in spans if span), default=None)
    for row in reading.rows:
        corrected = data is not None and row.span.start > data and _CORRECTS.search(row.folded)
        struck = _STRUCK_OFF.search(row.folded)
        if corrected or struck:
            yield f'The mail takes something back: "{row.text.strip()[:80]}".'


def denied(reading: Reading, given: Participant) -> Iterator[str]:
    """Tell of a value that the text says is one no longer: `zie handtekening, maar ik ben geen schepen meer`."""
    denies = _DENIES.search(reading.said)
    for field in reading.event.fields if denies else ():
        finding = given.get(field.key) if field.type in _HELD else None
        if finding and re.search(rf"{_NO_MORE}{re.escape(fold(finding.value))}(?!\w)", reading.said):
            yield f'{field.label}: the mail says that it is not "{finding.value}".'


def outdated(reading: Reading, given: Participant) -> Iterator[str]:
    """Tell of a value of a signature that, so the text says, is no longer right."""
    said = _OUTDATED.search(reading.said)
    for field in reading.event.fields if said else ():
        finding = given.get(field.key) if field.type in _HELD else None
        if finding and finding.source == "signature":
            yield f'{field.label}: the mail says that its signature is not right, which gives "{finding.value}".'


def address(reading: Reading, name: str, given: Participant) -> Iterator[str]:
    """Tell of an address that spells another name."""
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


def domain(reading: Reading, given: Participant) -> Iterator[str]:
    """Tell of an address at one municipality beside another municipality."""
    fields = {field.type: field for field in reversed(reading.event.fields)}
    place, address = fields.get(FieldType.MUNICIPALITY), fields.get(FieldType.EMAIL)
    said = given.get(place.key) if place else None
    written = given.get(address.key) if address else None
    if place is None or said is None or written is None or said.source == "domain" or not _is_municipality(said.value):
        return
    own = places.of_domain(written.value)
    if own and fold(own) in reading.said.replace(fold(written.value), ""):
        return
    if own and not emails.is_public(written.value) and not _related(own, said.value):
        yield f'{place.label}: "{said.value}", but the address is at "{own}".'


def _is_municipality(value: str) -> bool:
    return places.is_place(value) or any(known for _, known in places.cued(value))


def _related(domain: str, value: str) -> bool:
    left, right = places.bare(domain), places.bare(value)
    spelled = {places.bare(spelling) for spelling in umlauts(value.lower())}
    return (
        any(left in one or one in left for one in spelled)
        or places.translations(left, right)
        or places.is_part(domain, value)
    )


def unread(reading: Reading, draft: Draft, given: Participant) -> Iterator[str]:
    """Tell of an answer beside a label that could not be read as a value of its kind."""
    for field in reading.event.fields:
        finding = given.get(field.key)
        slot = slot_of(field)
        if slot in {NAME, GIVEN, FAMILY} and len(draft.unread.get(slot, "").split()) == 1:
            continue  # a first name alone is no name, so it is asked for
        if finding is None and lists_options(field, draft.unread.get(slot, "")):
            continue  # the line of the announcement, of which nothing is chosen
        explains = slot == NAME and finding is not None and _explains(draft.unread.get(slot, ""), finding.value)
        if slot in draft.unread and not explains and (finding is None or finding.source not in {"text", "forwarded"}):
            yield f'{field.label}: cannot read "{draft.unread[slot]}".'


def _explains(text: str, name: str) -> bool:
    """Tell whether *text* names nobody but who is called *name*: `Claes is de familienaam, An de voornaam`."""
    called = {word for word in _CAPITALISED.findall(text) if fold(word) not in frame_words()}
    return bool(called) and called <= set(_CAPITALISED.findall(name))


_CAPITALISED = re.compile(r"(?<!\w)[A-ZÀ-Þ][\w'’-]+")
_SHARED = re.compile(
    r"(?:nur|eine?|unsere|the|our|onze|notre)\s+gemeinsam\w*|gemeinsame\s+(?:e-?mail|mail|adresse)|"
    r"share[sd]?\s+(?:an|one|this|our)|gedeeld\s+\w*adres|adresse\s+(?:\w+\s+)?(?:commune|partagee)|gezamenlijk|"
    r"@\S+\s*[(,–-]?\s*(?:geldt\s+|gilt\s+|is\s+)?(?:fur\s+(?:uns\s+)?(?:beide|alle)|voor\s+(?:ons\s+)?(?:allebei|beiden?)|for\s+(?:us\s+)?both|pour\s+(?:nous|les|tous\s+les)\s+deux)|"
    r"(?:fur\s+(?:uns\s+)?(?:beide|alle)|fur\s+beide|for\s+(?:the\s+)?(?:both|two|all)\s+of\s+us|for\s+us\s+(?:both|all)|"
    r"voor\s+(?:ons\s+)?(?:allebei|beiden?|alle\s?twee|alle\s+drie)|pour\s+(?:nous|les|tous\s+les|toutes\s+les)\s+deux)(?!\w)"
    r"[^.!?]{0,40}(?:adres|mail)|(?:adres|mail)[^.!?]{0,40}(?<!\w)(?:fur\s+(?:uns\s+)?(?:beide|alle)|for\s+both|for\s+us\s+both|"
    r"voor\s+(?:ons\s+)?(?:allebei|beiden?)|pour\s+(?:nous|les|tous\s+les)\s+deux)(?!\w)"
)


def twice(reading: Reading, participants: Sequence[Participant]) -> Iterator[str]:
    """Tell of two people with one address of their own, unless they say that they share it."""
    if _SHARED.search(reading.said):
        return
    for field in reading.event.fields:
        if field.type is FieldType.EMAIL:
            written = [given[field.key].value.casefold() for given in participants if field.key in given]
            if len(set(written)) < len(written):
                yield f"{field.label}: the same address for several people."
