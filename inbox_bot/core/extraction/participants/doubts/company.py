"""More or other people than those found: a count, a first name, somebody who is not named."""

import re
from collections.abc import Iterator, Sequence

from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import countries, names, places
from inbox_bot.core.extraction.evidence import THRESHOLD
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels import concepts
from inbox_bot.core.extraction.labels.vocabulary import FAMILY, GIVEN, NAME, slot_of
from inbox_bot.core.extraction.model import Participant
from inbox_bot.core.extraction.participants.doubts.accompanied import accompanied
from inbox_bot.core.extraction.prose.people import enrolled
from inbox_bot.core.extraction.prose.people.part import is_absent
from inbox_bot.core.extraction.records import counted
from inbox_bot.core.extraction.records.draft import Draft
from inbox_bot.core.extraction.records.gather import Records
from inbox_bot.core.extraction.sender import authorship
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row

_FIRST_NAME = re.compile(
    r"(?<!\w)(?:collega|collègue|colleague|kollege|kollegin|samen met|together with|avec|met|mit|und|and|et|"
    r"en)\s+(?P<behind>[A-ZÀ-Þ][a-zß-ÿ]{2,})(?![\w-])(?!\s+(?:[A-ZÀ-Þ]|van|de|der|den|el|von|le|la|du|ten|ter))|"
    r"(?<![\w-])(?P<before>[A-ZÀ-Þ][a-zß-ÿ]{2,})(?:\s\([^()\n]*\))?\s+(?:en|and|et|und|&)\s+"
    r"(?:ik|ikzelf|I|myself|moi|ich)(?!\w)|"
    r"(?<![\w-])(?<![A-ZÀ-Þ]\w\s)(?P<joined>[A-ZÀ-Þ][a-zß-ÿ]{2,})\s+(?:en|and|et|und|&)\s+(?=[A-ZÀ-Þ][a-zß-ÿ]+\s+(?:(?:van|de|von|der|den)\s+)*[A-ZÀ-Þ])"
)
_SOMEBODY = (
    r"(?!\w*(?:zelt|teleskop|fernrohr|kamera|hund|rad|auto|wagen|wohnmobil|motorrad|koffer|rucksack|instrument|gitarre|"
    r"tent|telescope|camera|dog|car|van|bike|guitar|tente|chien|velo|voiture)(?!\w))\w+"
)
"""Whom one brings along; a tent and a dog are nobody."""
_BOTH = re.compile(
    r"(?<!\w)(?:ons beiden|wij beiden|mijn collega en ik|ik en mijn collega|nous deux|"
    r"mon collegue et moi|ma collegue et moi|both of us|my colleague and i|uns beide|"
    rf"mein kollege und ich|meine kollegin und ich|wir beide|wir zwei|(?:mich|ich|mir) und meine?[nmr]? {_SOMEBODY}|"
    rf"meine?[nmr]? {_SOMEBODY} und (?:ich|mich|mir)|"
    r"wir \w+ beide|wij \w+ beiden?|we (?:are|will) both|nous \w+ (?:tous|toutes) (?:les )?deux|"
    rf"(?:me|moi) et (?:mon|ma) {_SOMEBODY}|(?:mon|ma) {_SOMEBODY} et moi|"
    rf"(?:me|i|myself) and my {_SOMEBODY}|my {_SOMEBODY} and (?:i|me))(?!\w)"
)
_BESIDE_ME = re.compile(
    r"(?<![\w-])(?:[Dd]e[rn]|[Dd]ie|[Dd]'|[Ii]|[Dd]e|[Ll][ea])\s?[A-ZÀ-Þ][a-zß-ÿ]{2,}\s+(?:und|en|et)\s+(?:ich|i|ik|moi)(?!\w)|"
    r"(?<!\w)(?:[Ii]ch|[Ii]|[Ii]k|[Mm]oi)\s+(?:und|en|et)\s+(?:der|d[ae]|die|de|l[ea])\s+[A-ZÀ-Þ]?[a-zß-ÿ]{2,}\s+(?=\w)"
)
"""By an article and a first name, whatever name that is, one calls who comes along: `der Schorsch und ich`."""
_EITHER = re.compile(
    r"(?<!\w)(?:entweder|either|ofwel|soit)\s+(?P<who>[^.!?\n]{3,60}?)\s+(?:oder|or|ofwel|soit|of|ou)\s+(?:ich|wir|i|me|ik|wij|moi|nous)(?!\w)"
    r"|(?<!\w)(?P<sign>ofwel|hetzij|soit|entweder|either)\s[^\n]{3,200}?(?<!\w)(?:(?P=sign)|oder|or)\s+"
    r"(?P<twice>[^.!?\n]{3,40})"
    r"|(?<!\w)(?P<one>(?:een|l'un|l'une|one|einer|eine)\s+(?:van|de|d'entre|of|von)\s+(?:ons|nous|us|uns)"
    r"(?:\s+(?:twee|beiden?|deux|two))?)(?!\w)"
    r"|(?<!\w)(?:ich|i|ik|moi)\s+(?:oder|or|of|ou)\s+(?P<other>(?:meine?|unsere?|my|our|mijn|onze|mon|ma|notre|frau|herr)\s+\w+)"
)
"""Who comes is open: one of two."""
_APART = (
    r"separately|separement|getrennt|(?:register|sign\s+up|write|mail)s?\s+(?:you\s+)?(?:himself|herself|themselves)|"
    r"(?:zichzelf|zich\s+zelf|zich\s+apart)"
)
"""Who registers so sends a mail of their own."""
_DENIES = re.compile(rf"[^.!?\n]*(?<!\w)(?:niet|niets|geen|not|pas|nicht|nichts|{_APART})(?!\w)")
_WHO = ("who", "twice", "one", "other")
_SOMEBODY_ELSE = re.compile(
    rf"(?:^|(?<=[.!?,;:\n])|(?<!\w)(?:dat|que|that|dass))\s*(?P<who>(?:de|onze|mijn|ons|notre|mon|ma|le|la|our|my|the|unsere?|meine?|der|die)\s+"
    rf"(?:nieuwe\s+|nouveau\s+|new\s+|algemeen\s+|[\w-]+\s+)?(?:{enrolled.OFFICES}))\s+(?:zelf\s+)?"
    r"(?:zal|wil|wenst|komt|neemt|is\s+(?:graag|er|ook|aanwezig)|zou|schrijft|volgt|sera|souhaite|voudrait|participera|viendra|veut|desire|"
    r"will|would|wants|wishes|is\s+(?:coming|attending|happy|pleased)|mochte|kommt|wird|nimmt)(?!\w)"
    rf"(?![^.!?\n]{{0,60}}(?<!\w)(?:niet|pas|not|nicht|cannot|{_APART})(?!\w))"
)
_ENLISTED = re.compile(
    r"(?<!\w)(?i:(?:kan|kun|kunt|mag|wil|wilt|zou|zal)\s+(?:je|u|jij|ik|jullie)|gelieve|graag)\s+(?P<who>[A-ZÀ-Þ][a-zß-ÿ]{2,})"
    r"\s+(?:[a-z]+\s+){0,3}(?:inschrijven|in\s+te\s+schrijven|aan\s*melden|noteren|opschrijven|registreren)(?!\w)"
)
_TO_FOLLOW = re.compile(
    r"(?P<who>[A-ZÀ-Þ][\wß-ÿ]{2,})\s*[(,:–-]\s*(?:(?i:achter|familie|volledige\s+)?naam|nom|(?:last|full|sur)\s?name|name|nachname)\s+"
    r"(?:volgt|nog|suit|a\s+suivre|follows?|to\s+follow|folgt|later|tbc|onbekend|weet)"
)


_ONCE = re.compile(rf"(?<!\w){lexicon.any_of('once')}(?!\w)[^.,;:!?]*$")
"""Where somebody was with another, and is no longer: `I was there with Ann`."""
_AND = re.compile(r"\w\s*(?:\s(?:en|et|and|und)\s|[&+/;])\s*\w")


def couples(reading: Reading, participants: Sequence[Participant]) -> Iterator[str]:
    """Tell of one whose given or family name is that of several people: `Prénoms : An et Jo`."""
    parts = [field.key for field in reading.event.fields if slot_of(field) in {GIVEN, FAMILY}]
    if any(key in given and _AND.search(fold(given[key].value)) for given in participants for key in parts):
        yield "The mail speaks of two people and names one."


def counts(reading: Reading, found: int) -> Iterator[str]:
    """Tell of a number of people other than *found*."""
    asked = {concepts.of(field) for field in reading.event.fields if field.type is FieldType.NUMBER}
    if "people" in asked:
        return  # the number is itself what is asked
    numbered = counted.is_numbered(reading.event)
    text = counted.own_text(reading)
    for number, announced in counted.announced(reading):
        if number != found:
            yield f'The mail speaks of "{announced}" and names {found}.'
            return
    beside = any(not _in_name(row, one) for row in reading.own for one in _BESIDE_ME.finditer(row.text))
    if found == 1 and not numbered and (beside or _BOTH.search(text)):
        yield "The mail speaks of two people and names one."
    elif found == 1 and not numbered and (others := next(accompanied(reading), "")):
        yield f'Somebody else seems to take part: "{others}".'


def _in_name(row: Row, called: re.Match[str]) -> bool:
    """Tell whether the article is a part of a name, not before one: `Els Van den Broeck en ik ben jurist`."""
    before = row.text[: called.start()].split()
    return (
        bool(before) and before[-1].isalpha() and (before[-1][0].isupper() or before[-1] in lexicon.words("particles"))
    )


def others(reading: Reading, records: Records) -> Iterator[str]:
    """Tell of somebody who is to come and whose name the mail does not say."""
    known = {token for draft in records.drafts for token in fold(draft.name).split()}
    signing = authorship.may_only_sign(reading, records.drafts)
    if signing:
        yield f'Somebody is named whose part is not clear: "{signing.name}".'
    left_out = authorship.is_left_out(reading, records.drafts)
    if left_out:
        yield f'Somebody else seems to take part: "{left_out}".'
    for row in reading.own:
        unnamed = _SOMEBODY_ELSE.search(row.folded)
        if unnamed and not any(not draft.is_sender and draft.name for draft in records.drafts):
            yield f'Somebody else seems to take part: "{unnamed["who"]}".'
        for either in _EITHER.finditer(row.folded):
            yield f'Somebody else seems to take part: "{next(filter(None, map(either.group, _WHO)))}".'
        for match in (*_TO_FOLLOW.finditer(row.text), *_ENLISTED.finditer(row.text)):
            mine = all(draft.is_sender for draft in records.drafts) and match.re is _ENLISTED
            if (mine and names.is_given(match["who"])) or fold(match["who"]) not in known:
                yield f'Somebody is named by a first name only: "{match["who"]}".'


def unnamed(reading: Reading, records: Records) -> Iterator[str]:
    """Tell of somebody whom the sender asks to register by what they are, where the text names nobody."""
    if any(not draft.is_sender or _is_named(draft) for draft in records.drafts):
        return
    for row in reading.own:
        for found in enrolled.find(row.folded):
            if not _DENIES.match(row.folded, found.end):
                yield f'Somebody else seems to take part: "{row.folded[found.start : found.end]}".'


def _is_named(draft: Draft) -> bool:
    """Tell whether the text itself, not signature or headers, says how a participant is called."""
    return any(one.source == "text" for one in draft.found.get(NAME, ()))


def first_names(reading: Reading, records: Records) -> Iterator[str]:
    """Tell of somebody brought along who is named by a first name only."""
    known = {token for draft in records.drafts for token in fold(draft.name).split()}
    listed = (one for draft in records.drafts for found in draft.found.values() for one in found)
    given = [one.span for one in listed if one.span and one.confidence >= THRESHOLD]
    for row in reading.own:
        for match in _FIRST_NAME.finditer(row.text):
            group = next(group for group in ("behind", "before", "joined") if match[group])
            who = match[group]
            greeted = fold(row.text[: match.start()]).strip()
            if (
                names.is_given(who)
                and not is_absent(row.folded[match.end() :])
                and not _ONCE.search(row.folded, 0, match.start())
                and fold(who) not in known
                and not places.is_place(who)
                and countries.read(who) is None
                and not any(span.start <= row.span.start + match.start(group) < span.end for span in given)
                and greeted.split(" ")[0] not in lexicon.words("salutations")
            ):
                yield f'Somebody is named by a first name only: "{who}".'


def signed_otherwise(reading: Reading, records: Records) -> Iterator[str]:
    """Tell of a name that only the headers give, where another first name signs the mail."""
    rows = [row for row in (*reading.own, *reading.signature) if row.text.strip() and not row.greets]
    filled = [row.text.strip(" .,!-–") for row in rows]
    greeted = {word for to in reading.message.to for word in fold(to.display_name).split()}
    alone = (text for text in reversed(filled) if len(text.split()) == 1 and fold(text) not in greeted)
    signed = next(filter(names.is_given, alone), "")
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
