"""Which participant is the sender: only that one may be completed from the signature and the headers."""

import re
from collections.abc import Sequence

from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import names
from inbox_bot.core.extraction.evidence import LABELLED
from inbox_bot.core.extraction.folding import key
from inbox_bot.core.extraction.labels.vocabulary import NAME
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.records.counted import announced
from inbox_bot.core.extraction.records.draft import Draft
from inbox_bot.core.extraction.sender import headers, signature
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row

_TOGETHER = re.compile(
    r"(?<!\w)(?:samen met|evenals|alsook|ainsi que|de meme que|as well as|sowie|"
    r"en ikzelf|en ik|ik en|mij en|mich und|moi et|me and|mezelf|(?<!niet )ikzelf|"
    r"komt mee|komen mee|meebrengen|"
    r"(?<!wordt )(?<!worden )vergezeld|accompagn\w+|"
    r"avec(?!\s+(?:vous|toi|eux|grand|plaisir|joie|interet|enthousiasme|le|la|les|l'|votre|vos|ou))|"
    r"et moi|moi-meme|together with|along with|and i|and me|and myself|"
    r"myself|zusammen mit|gemeinsam mit|und ich|und mich)(?!\w)"
)
_AND_ME = re.compile(
    r"(?<!\w)(?:for|voor|pour|fur)\s+(?:me|myself|mij|mezelf|moi|mich)\s*(?:,|and|en|et|und)\s+(?:\w+\s+)?(?:for|voor|pour|fur)(?!\w)|"
    r"(?<!\w)(?:and|en|et|und|y)\s+(?:myself|ikzelf|mezelf|mijzelf|moi-meme|moi|mich selbst|mich)(?!\w)"
    r"|(?<!\w)(?:en\s+ik|and\s+i|und\s+ich|et\s+je)\s*(?=[.,!?)]|$)"
    r"|(?<!\w)(?:en\s+ik|and\s+i|und\s+ich|et\s+moi)\s+(?:\w+\s+)?(?:komen|zullen|willen|wensen|zouden|nemen|schrijven|gaan|zijn|would|will|are|"
    r"plan|wish|want|hope|kommen|nehmen|mochten|wollen|werden|sind|melden|viendrons|serons|participerons|participons|souhaitons|voudrions)(?!\w)"
    r"|(?<!\w)ikzelf\s+(?:ben|kom|neem)(?!\w)"
    r"|(?<!\w)(?:myself|ikzelf|mezelf|mijzelf|moi-meme)\s+(?:and|en|et|und|as well as)(?!\w)"
)
_COMES_ONESELF = re.compile(
    r"(?<!\w)(?:ik\s+(?:(?!niet|geen|helaas|zelf niet|mijn|onze|hem|haar)[\w-]+\s+){0,4}"
    r"(?:deelnemen|deel te nemen|komen|kom|bijwonen|aanwezig|bij zijn|erbij)|(?:breng|neem)\s+(?:[\w'-]+\s+){1,8}?mee|"
    r"(?:kom|neem|ben)\s+ik\s+(?!niet|helaas)(?:\w+\s+){0,3}(?:deel|aanwezig|erbij|luisteren|naar|graag|ook)|"
    r"(?:schrijf|meld|geef|noteer|zet|inschrijven|voor)\s+(?:ik\s+)?(?:mij|me|mezelf|mijzelf)(?=\s+(?:en|met|samen|in|aan|op)(?!\w))|"
    r"je\s+m'(?:y\s+)?inscris|inscrivez[- ]moi|inscris[- ]moi|"
    r"j'(?:irai|y\s+serai|y\s+vais|assisterai|assiste)|m'inscrire,?\s+et|"
    r"(?:schrijf|meld|geef|noteer|zet|voeg)\s+(?:je|jij|u|jullie|dus|dan|maar|gerust|ook|alvast)\s+(?:\w+\s+)?(?:mij|me|mezelf)|"
    r"(?:mij|me|mezelf)\s+(?:(?!niet|collega|hem\s|haar\s|hen\s)\w+\s+){0,4}?(?:inschrijven|in\s+te\s+schrijven|aan\s?melden|aan\s+te\s+melden|opgeven|noteren|registreren)|"
    r"register\s+(?:me|myself)|mich\s+(?:\w+\s+){0,4}(?:anmelden|anzumelden)|"
    r"je\s+(?:viens|viendrai|participe|participerai|serai)|je\s+(?:souhaite|voudrais|desire|confirme)\s+(?:\w+\s+)?(?:participer|venir|ma)|"
    r"(?:i\s+am|i'm)\s+(?:very\s+|also\s+)?(?:interested|happy|glad|delighted|pleased|keen|going|planning|coming|attending|joining)(?:\s+(?:to|in|on)"
    r"\s+(?:attend|com|join|participat|be)\w*)?|"
    r"i\s+(?:will|would\s+(?:like|love)\s+to|want\s+to|am\s+happy\s+to)\s+(?:attend|come|join|participate|be)|i'll\s+(?:attend|come|join|be)|"
    r"ich\s+(?:komme|nehme)|ich\s+(?:mochte|werde)\s+(?:\w+\s+){0,4}(?:teilnehmen|kommen))(?!\w)"
)
"""How somebody says to come, besides bringing another."""
_ENTRY = re.compile(
    rf"(?:(?:^|[-–•*·:,;(?!.])\s*|(?<!\w)\d{{1,2}}[.)]\s*|(?<!\w)(?:en|and|et|und|plus|&|\+)\s+)"
    rf"(?P<who>{lexicon.any_of('myself')}|(?:ik|ich|moi|me|i)(?=\s*[(,:–]|\s-))"
    r"(?=\s*(?:[(:,;.|–]|\s-|$)|\s(?:als|as|comme|en|and|et|und|&)\s)"
    r"(?![^.;:!?\n]{0,60}(?<!\w)(?:niet|geen|verhinderd|not|can't|cannot|pas|nicht|verhindert|kein\w*)(?!\w))"
)
"""Who writes, as one of those who are listed: `wij komen met drie: ikzelf (jurist), …`."""
_STAYS_AWAY = re.compile(
    r"(?<!\w)(?:i|i'm|ik|je|ich)\s(?:[^\s.!?]+\s){0,4}(?:not|n't|niet|pas|nicht)\s(?:[^\s.!?]+\s){0,4}(?:com\w+|"
    r"attend\w*|join\w*|part\w*|mysel\w*|kom\w*|zelf|venir|viens|moi-meme|selbst|teilnehmen|dabei)|"
    r"(?<!\w)(?:ich|ik|je|i)(?:\s+selbst|\s+selber|\s+zelf|\s+myself)?\s(?:[^\s.!?]+\s){0,3}(?:verhindert|verhinderd|empechee?|unable)|"
    r"(?<!\w)(?:unterzeichne\w+|unterfertigte\w*|ondergetekende|soussignee?|undersigned)\s(?:[^\s.!?]+\s){0,3}(?:nicht|niet|pas|not)(?!\w)|"
    r"(?<!\w)i (?:can't|won't|cannot)(?!\w)|"
    r"(?<!\w)(?:(?:ik|ikzelf|zelf)\s+(?:kom|ga|doe|neem|ben)|(?:kom|ga|doe|neem|ben)\s+(?:ik|ikzelf)|je\s+ne\s+(?:viens|viendrai|participe)|"
    r"ich\s+(?:komme|nehme)|(?:komme|nehme)\s+ich)\s(?:[^\s.!?,]+\s){0,4}?(?:niet|pas|nicht)(?!\w)"
)
_FIRST_PERSON = re.compile(r"(?<!\w)(?:ik|mij|me|mijn|je|j'|moi|i|my|ich|mich|mir)(?!\w)")
_SPEAKS = re.compile(
    r"(?<!\w)(?:ik|ikzelf|mij|me|mezelf|wij|we|(?<!bij )(?<!van )ons|beiden|allebei|"
    r"je|j'|moi|nous|i|we|us|me|ich|wir|mich|uns)(?!\w)"
)
_WE = re.compile(r"(?<!\w)(?:wij|we|ons|beiden|allebei|nous|us|wir|uns)(?!\w)")
_WHOSE = r"(?:mijn|onze|ons|mon|ma|notre|my|our|meine?[nmr]?|unsere?[nmr]?)"
_OURS = re.compile(
    rf"(?<!\w){_WHOSE}\s+(?:[\w-]+\s*){{1,3}}[,:]?\s*(?:(?:mevrouw|mevr\.?|de\s+heer|dhr\.?|mme|m\.|mr\.?|mrs\.?|frau|herrn?)\s+)?\Z"
)
_SENDS = re.compile(
    rf"(?<!\w){_WHOSE}\s+[^.!?;]{{3,80}}?(?<!\w)(?:aan\s?melden|aan\s+te\s+melden|inschrijven|in\s+te\s+schrijven|opgeven|op\s+te\s+geven|"
    r"inscrire|an(?:zu)?melden|ein(?:zu)?tragen)(?!\w)|"
    rf"(?<!\w)(?:schrijf|schrijven|meld|melden|geef|geven|schreibe|melde|trage|inscris|inscrivons)\s+(?:(?:ik|wij|we|ich|wir|hierbij|hiermee|graag|"
    rf"hiermit|gerne?)\s+){{0,2}}{_WHOSE}\s|(?<!\w)(?:inscrire|register|enroll?|sign\s+up|voor|van|de|for|of|pour)\s+"
    rf"{_WHOSE}\s+(?:[\w-]+\s+){{0,2}}(?:schepen|burgemeester|directeur|directrice|baas|chef|maire|echevin|boss|director|mayor)(?!\w)"
)
"""Who sends another whom they serve: `ik mag mijn schepen aanmelden`."""
_INDENT, _MANY, _REACH = 3, 2, 60
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


_YOU = re.compile(r"(?<![\w'’-])je(?![\w'’-])")


def _said(reading: Reading) -> str:
    """Return what the mail says; in Dutch `je` is who reads it, and not who writes, as in French."""
    said = reading.said
    return _YOU.sub("u", said) if reading.language == "nl" and " je " in said else said


def mark_sender(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Find the participant who is the sender."""
    sender = reading.sender
    shown = headers.sender_name(reading)
    third_person = bool(_THEIR_DATA.search(_said(reading)))
    for draft in drafts:
        by_name = bool(shown) and names.same(draft.name, shown)
        by_address = sender is not None and not shown and names.agrees(draft.name, sender.addr_spec)
        draft.is_sender = by_name or by_address or (not draft.name and not third_person)
    if len(drafts) == 1 and drafts[0].name and not drafts[0].is_sender and sender:
        drafts[0].is_sender = _speaks_of_self(reading, drafts[0], shown, sender.addr_spec)


def _speaks_of_self(reading: Reading, draft: Draft, shown: str, addr_spec: str) -> bool:
    """Tell whether the only participant, whose name the headers do not give, is who writes."""
    evidence = {piece.name for one in draft.found.get(NAME, ()) for piece in one.evidence}
    if "companion" in evidence or (names.contradicts(draft.name, addr_spec) and "frame" not in evidence):
        return False
    given = key(names.split(draft.name)[0])
    spelled = names.agrees(draft.name, addr_spec) and (not shown or given in key(addr_spec.partition("@")[0]))
    if spelled or any(names.same(draft.name, one) for one in signature.names_in(reading)):
        return True
    office = names.is_role(addr_spec.partition("@")[0].replace(".", " ")) or bool(
        reading.sender and names.is_role(reading.sender.display_name or "x")
    )
    return "frame" in evidence or (
        not shown
        and (
            bool(_FIRST_PERSON.search(_said(reading)))
            or (not office and not _THEIR_DATA.search(_said(reading)) and not _SOMEBODY.search(_said(reading)))
        )
    )


def only_signs(reading: Reading, drafts: Sequence[Draft]) -> Draft | None:
    """Return who only signs, below, what is said of others in the third person: nobody who takes part.

    Who speaks of themselves, too, but signs for as many others as are said to come, takes no part either.
    """
    if _SPEAKS.search(_said(reading)):
        told = next((number for number, _ in announced(reading)), 0)
        sends = told == len(drafts) - 1 or _SENDS.search(_said(reading)) is not None
        if not sends or any(sign.search(_said(reading)) for sign in (_COMES_ONESELF, _AND_ME, _WE)):
            return None
    return _signing(reading, drafts)


def may_only_sign(reading: Reading, drafts: Sequence[Draft]) -> Draft | None:
    """Return who signs below what is said of others, and speaks of themselves without saying to come."""
    comes = any(sign.search(_said(reading)) for sign in (_COMES_ONESELF, _AND_ME, _TOGETHER, _WE))
    return None if comes else _signing(reading, drafts)


def is_explained(reading: Reading, one: Candidate, drafts: Sequence[Draft]) -> bool:
    """Tell whether a name that is no participant's is the sender's: who signs for a list of others, or a short form."""
    return _signs_for(reading, one, drafts) or any(_is_short_form(reading, one.value, draft) for draft in drafts)


def _signs_for(reading: Reading, one: Candidate, drafts: Sequence[Draft]) -> bool:
    """Tell whether *one* stands below a list or form with the others, and does not say to come, too."""
    listed = all(LABELLED & {p.name for found in draft.found.get(NAME, ()) for p in found.evidence} for draft in drafts)
    rows = [row for row in reading.own if row.text.strip()]
    last = rows[-1].line if rows else 0
    below = one.span is not None and any(row.span.start <= one.span.start for row in rows if row.line >= last - 1)
    if not listed or not below or any(draft.is_sender for draft in drafts):
        return False
    counted = any(number == len(drafts) for number, _ in announced(reading))
    return counted or _STAYS_AWAY.search(_said(reading)) is not None or not _SPEAKS.search(_said(reading))


def _is_short_form(reading: Reading, name: str, draft: Draft) -> bool:
    """Tell whether the sender, called otherwise in the headers, signs as the address has it: `Resi` for `Theresia`."""
    shown = draft.is_sender and {one.source for one in draft.found.get(NAME, ())} == {"from"}
    spelled = reading.sender is not None and names.spells(name, reading.sender.addr_spec)
    return shown and spelled and key(names.split(name)[1]) == key(names.split(draft.name)[1])


def _signing(reading: Reading, drafts: Sequence[Draft]) -> Draft | None:
    rows = [row for row in reading.own if row.text.strip() and not row.takes_leave]
    if not rows or len(drafts) < _MANY:
        return None
    signed = any(draft.is_sender and 0 <= draft.start - rows[-1].span.start <= _INDENT for draft in drafts)
    first = next((row for row in rows if not signed and not _stands_above(reading, row, rows[-1])), rows[-1])
    writer = next((draft for draft in drafts if first.span.start <= draft.start <= first.span.start + _INDENT), None)
    others = [draft for draft in drafts if draft is not writer]
    apart = all(draft.start < first.span.start for draft in others)
    alone = apart and writer is not None and (writer.is_sender or writer.name == first.text.strip(" .,"))
    return writer if alone and all(draft.is_companion or _is_sent(reading, draft) for draft in others) else None


def _is_sent(reading: Reading, draft: Draft) -> bool:
    """Tell whether somebody is called by what they are to the writer: `mijn schepen, An Claes`."""
    return _OURS.search(reading.folded, max(0, draft.start - _REACH), max(0, draft.start)) is not None


def _stands_above(reading: Reading, row: Row, last: Row) -> bool:
    """Tell whether a blank line parts *row* from the *last* one."""
    return any(not one.text.strip() for one in reading.rows if row.line < one.line < last.line)


def add_sender(reading: Reading, drafts: list[Draft]) -> None:
    """Let the sender take part too where the others are brought along."""
    if any(draft.is_sender for draft in drafts):
        return
    listed = _listed(reading)
    if listed:
        row, span = listed
        drafts.insert(0, Draft(is_sender=True, line=row.line, start=span.start))
        return
    if not all(draft.is_companion for draft in drafts) and not _AND_ME.search(_said(reading)):
        return
    if _STAYS_AWAY.search(_said(reading)):
        return
    if _TOGETHER.search(_said(reading)) or _COMES_ONESELF.search(_said(reading)):
        drafts.insert(0, Draft(is_sender=True))


def _listed(reading: Reading) -> tuple[Row, Span] | None:
    """Return where the writer stands among those who are listed, and the row."""
    if _STAYS_AWAY.search(_said(reading)):
        return None
    for row in reading.own:
        found = None if row.greets else _ENTRY.search(row.folded)
        if found:
            return row, Span(row.span.start + found.start("who"), row.span.start + found.end("who"))
    return None


def is_left_out(reading: Reading, drafts: Sequence[Draft]) -> str:
    """Return the words by which the sender, who is none of the participants, says to come with others; else nothing."""
    if any(draft.is_sender for draft in drafts) or _STAYS_AWAY.search(_said(reading)):
        return ""
    known = headers.sender_name(reading) or any(signature.names_in(reading))
    found = _AND_ME.search(_said(reading)) or (_COMES_ONESELF.search(_said(reading)) if known else None)
    return found.group() if found else ""
