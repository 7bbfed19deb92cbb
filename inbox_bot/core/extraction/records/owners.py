"""Whose value it is, where a mail names several people."""

import re
from collections.abc import Sequence

from inbox_bot.core.document import Span
from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import emails, jobs, names, numbers
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels.vocabulary import NAME
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.prose.about import about
from inbox_bot.core.extraction.records.draft import SHARED, Draft, is_for_all
from inbox_bot.core.extraction.sender import headers
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row

_EVERYBODY = re.compile(
    rf"(?<!\w)(?:{lexicon.any_of('everybody')}|respectievelijk|respectivement|respectively|beziehungsweise)(?!\w)[^.!?]*$"
)
_EACH = re.compile(
    r"(?<!\w)(?:allebei|(?:alle)?beide[n]?|alle\s+(?:twee|drie|vier)|tous(?:\s+les)?\s+(?:deux|trois)|toutes\s+deux|both|beide|alle\s+zwei)"
    r"(?:\s+(?:als|zijn|comme|as|are|sont|sind|werken))*\s*$"
)
"""Right before a title: it is that of all."""
_ONE = r"on\s+(?:habite|vit|vient|dort|dormira|loge|logera|sera|est|travaille|mange|mangera|reste|prend|prendra)"
"""In French one is we."""
_US = re.compile(rf"(?<!\w)(?:uns|nous|ons|us|{_ONE})(?!\w)[^.!?]*$")
_WE = re.compile(r"\s*,\s*(?:wir|wij|we|nous)(?!\w)")
"""Right behind a value: it is that of all, who go on speaking."""
_THEY_GO_ON = re.compile(
    r"\s*[,)]?\s*(?:(?:beide|wir|both|tous|toutes|allebei|gerne?|graag)\s+){0,2}(?:mochten|wollen|kommen|sind|nehmen|melden|wurden|werden|"
    r"freuen|reisen|sagen|willen|komen|zijn|schrijven|nemen|wensen|zouden|are|wish|want|souhaitons|voudrions|viendrons|participerons|serons|"
    r"souhaitent|viendront|participeront|seront)(?!\w)"
)
"""Right behind the house of several people the sentence goes on of all: `my wife and I of the club Aue are coming`."""
_ALL = re.compile(
    rf"(?<!\w)(?:all|neither|none of us|wij|nous|wir|ils|elles|they|{lexicon.any_of('everybody')}|{_ONE}|"
    r"(?:pour|voor|for|fur|a)\s+(?:(?:nous|les|the|ons|uns|die)\s+)?(?:deux|trois|quatre|two|three|zwei|drei|twee|drie|tous|toutes))"
    r"(?!\w)(?!(?<=[;,|(]\s\w{4})\s*[;,|)])"
)
"""One of these between separators is no word of a sentence: `Elena ; Alle ; oui`, who lives in Alle."""
_WE_COME = re.compile(
    r"(?<!\w)(?:participerons|viendrons|serons|souhaitons|venons|assisterons|participeront|viendront|seront|souhaitent|viennent|assisteront|"
    r"komen|nemen|willen|zullen|are\s+coming|will\s+(?:attend|come|join|be)|would\s+like|kommen|nehmen|mochten|werden)(?!\w)[^.!?]*$"
)
"""What several do stands before the house of all: `An et moi participerons au nom du Centre`."""
_OURS = re.compile(r"(?<!\w)(?:our|onze|ons|notre|nos|unsere?)\s+[\w-]+(?:\s+(?:is|est|ist|zijn|are))?\W*$")
_COMMON = re.compile(
    r"(?<!\w)(?:une? seule?|un telephone pour|one phone|only one|a single|nur ein\w*|maar een|slechts een|"
    r"meme (?:numero|telephone|gsm|tel)|pour (?:nous deux|tous|toutes|les (?:deux|trois))|"
    r"same (?:number|phone)|zelfde (?:nummer|telefoon|gsm)|gleiche (?:nummer|telefonnummer)|le meme pour|chacune?|"
    r"tous|toutes|nous joindre|nous contacter|nous appeler|joignables|commun|communs|partage|gemeenschappelijk|shared|"
    r"common|gemeinsam\w*)(?!\w)[^.!?]{0,40}$"
)
_FOR_BOTH = re.compile(
    r"[\s,(]*(?:le meme )?(?:pour (?:nous|les) (?:deux|trois)|pour tous|pour toutes|for (?:both|all|us)|"
    r"voor (?:ons|allen|beiden|allebei|iedereen)|fur (?:uns|beide|alle))(?!\w)"
)
_BRACKETS = re.compile(r"[^,;:.!?()\n]{0,20}\(([^()\n]{2,40})\)")
"""Whose a value is may stand behind it: `3 places libres (Claes)`."""
_HOW_MANY = re.compile(r"([^\W\d_]+|\d+)(?:\s?[x×])?(?!\w)")
_SELF = re.compile(
    rf"(?<!\w)(?:ik|zelf|mij|je|moi|i|ich|mich|mine|selbst|{lexicon.any_of('myself')})(?!\w)[^,.;]*$|"
    r"(?<!\w)(?:mon|ma|my|mijn|meine?)\s+(?:numero|number|nummer|tel\w*|gsm|phone|mobile|portable|handy\w*|address|adresse?|"
    r"e?-?mail\w*|fonction|functie|function|funktion)(?!\w)[^,.;]*$"
)
_I_AM = re.compile(r"(?<!\w)(?:ik ben|zelf ben ik|je suis|i am|i'm|ich bin)(?!\w)[^,.;]*$")
_I_WORK = re.compile(r"\W*(?:i'm|i am|i work|ik ben|ik werk|je suis|je travaille|ich bin|ich arbeite)(?!\w)")
_ME = re.compile(r"(?<!\w)(?:ik|ikzelf|mij|moi|je|j'\w+|me|i|myself|ich|mich|mir)(?!\w)")
_MY = re.compile(r"(?<!\w)(?:my|mijn|mon|ma|mes|meine?[rmn]?)\s+(?:[\w-]+\s+)?$")
_HIM = re.compile(r"(?<!\w)(?:pour|voor|for|fur)\s+(?:lui|elle|hem|haar|him|her|ihn|sie)(?!\w)")
_THEY = re.compile(
    r"(?<!\w)(?:lui|le sien|la sienne|de zijne|de hare|hij|zij|ze|haar|zijn|elle|il|son|sa|she|he|her|his|hers|"
    r"er|sie|ihre?|seine?)(?!\w)[^,.;]*$"
)
_HE_IS = re.compile(
    r"(?<!\w)(?:hij|zij|ze|il|elle|he|she|er|sie)\s+(?:is|werkt|est|travaille|works|ist|arbeitet)(?!\w)[^,.;]*$"
)
_IS_CALLED = re.compile(
    r"(?<!\w)(?P<who>[A-ZÀ-Þ][\wß-ÿ-]+)(?:\s\([^()]*\))?\s(?:is|wordt|werkt|est|travaille|works|ist|arbeitet)\s+(?:\w+\s+){0,3}$"
)
"""By a first name a sentence says what somebody is: `Tim is jurist`."""
_ANSWERED = frozenset({FieldType.CHOICE, FieldType.BOOLEAN, FieldType.NUMBER, FieldType.TEXT, FieldType.DATE})
_CLAUSE = re.compile(
    r"[,;:()]|[.!?](?=\s)|(?<!\w)(?:und|and|et|en|aber|maar|but|mais)(?!\w)(?!\s+(?:ich|i|ik|je|wir|we|nous)(?!\w))"
)
_TITLED = re.compile(rf"[ :(]+(?:{lexicon.any_of('titles')}\.? +)*|, (?:{lexicon.any_of('titles')}\.? +)+")
_NEARBY, _FAR = 20, 60
_COUPLE = 2
_AND = re.compile(r"(?<!\w)(?:en|et|and|und)(?!\w)|[&+]")
_JOINT = re.compile(r"\s*(?:,|,?\s*(?:en|et|and|und)(?!\w)|[&+])\s*")
_PARTED = re.compile(r"\s*[,;:–-]\s")
_BREAK = re.compile(r"[,;:(]\s|(?<!\w)(?:and|but|en|maar|et|mais|und|aber)(?=\s)")
_SENTENCE = re.compile(r"[.!?](?=\s)")


def of(reading: Reading, one: Candidate, row: Row, drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Return whose value it is: by address, by name, by pronoun, by row, by block; the rest is everybody's."""
    kind = reading.event.field(one.key).type
    if len(drafts) == 1 or one.span is None:
        theirs = _is_writers(reading, one, row, drafts) or _is_anothers(reading, one, row, drafts[0])
        return [] if kind is FieldType.JOB_TITLE and theirs else drafts[:1]
    told = _by_address(reading, one.value, one.span, drafts) if kind is FieldType.EMAIL else ()
    named = next((draft for draft in drafts if kind is FieldType.JOB_TITLE and _bears(reading, draft, one.span)), None)
    if told or named:
        return told or [one for one in (named,) if one]
    if _is_everybodys(reading, one, row, drafts):
        return drafts
    shared = is_for_all(reading.event.field(one.key))
    owners = _named_together(reading, one.span, _before(row, one.span, drafts)) if shared else []
    if owners or (kind in _ANSWERED and (owners := list(_answering(reading, one.key, one.span, row, drafts)))):
        return owners
    owner = (
        _by_name(reading, one.span, row, drafts)
        or _by_pronoun(reading, one.span, row, drafts)
        or _last(_before(row, one.span, drafts))
        or (_writer_among(_above(reading, row, drafts)) if kind is FieldType.PHONE else None)
        or _last(_above(reading, row, drafts))
    )
    return [owner] if owner else drafts if shared else []


def _by_address(reading: Reading, address: str, span: Span, drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Return whose *address* is by what it spells, or by what is said of it; of several whom it may be, nobody's."""
    if _FOR_BOTH.match(reading.folded, span.end):
        return drafts
    agreeing = [draft for draft in drafts if draft.name and names.agrees(draft.name, address)]
    spelled = [draft for draft in agreeing if names.spells(draft.name, address)]
    sent = reading.sender is not None and address.casefold() == reading.sender.addr_spec.casefold()
    own = [draft for draft in drafts if draft.is_sender and sent]
    found = spelled or own or agreeing or _by_given_name(reading, address, drafts) or _without_own(reading, drafts)
    return found if len(found) == 1 else ()


def _before(row: Row, span: Span, drafts: Sequence[Draft]) -> list[Draft]:
    """Return those whose names stand before a value in the same row."""
    return [draft for draft in drafts if row.span.start <= draft.start <= span.start]


def _named_together(reading: Reading, span: Span, before: Sequence[Draft]) -> list[Draft]:
    """Return those whose names, joined by a word, stand right before what a sign parts from them: `An en Jo, Gent`."""
    called = sorted(one.span for draft in before for one in draft.found.get(NAME, ())[:1] if one.span)
    if len(called) < _COUPLE or not _PARTED.match(reading.clean, called[-1].end, span.start):
        return []
    first = len(called) - 1
    while first and _JOINT.fullmatch(reading.folded, called[first - 1].end, called[first].start):
        first -= 1
    joined = _AND.search(reading.folded, called[first].end, called[-1].start) if first < len(called) - 1 else None
    return [draft for draft in before if draft.start >= called[first].start] if joined else []


def _is_everybodys(reading: Reading, one: Candidate, row: Row, drafts: Sequence[Draft]) -> bool:
    """Tell whether what stands before a value, or its form, says that it is of all: `notre numéro`, `enseignants`."""
    kind, span = reading.event.field(one.key).type, one.span or row.span
    since = max((draft.start for draft in _before(row, span, drafts)), default=row.span.start)
    said = reading.folded[since : span.start]
    if kind is FieldType.JOB_TITLE and (_EACH.search(said) or jobs.is_plural(one.value.split(maxsplit=1)[0])):
        return True
    if kind is FieldType.PHONE and (_COMMON.search(said) or _FOR_BOTH.match(reading.folded, span.end)):
        return True
    if kind in _ANSWERED and _FOR_BOTH.match(reading.folded, span.end):
        return True
    return bool(
        (kind is not FieldType.EMAIL and _OURS.search(said))
        or (kind in SHARED and (_go_on_together(reading, span, row, drafts) or _WE_COME.search(said)))
        or (kind in SHARED and (_EVERYBODY.search(said) or _US.search(said) or _WE.match(reading.folded, span.end)))
    )


def _go_on_together(reading: Reading, span: Span, row: Row, drafts: Sequence[Draft]) -> bool:
    """Tell whether a sentence that names several people goes on of all of them behind where they belong."""
    start = _sentence_start(reading, span, row)
    told = [draft for draft in drafts if start <= draft.start < span.start]
    return len(told) > 1 and _THEY_GO_ON.match(reading.folded, span.end) is not None


def _by_given_name(reading: Reading, address: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the one who is the only one called by the first name that *address* spells: `ben@commuters.example`."""
    local = fold(address.partition("@")[0])
    shown = [(one, one.name or (headers.sender_name(reading) if one.is_sender else "")) for one in drafts]
    return [one for one, name in shown if fold(name).split()[:1] == [local]]


def _without_own(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """Return those of whom no address in the text spells the name, if all but one have such a one."""
    written = [value for row in reading.own for _, value in emails.find(reading.clean, row.span.start, row.span.end)]
    left = [draft for draft in drafts if draft.name and not any(names.agrees(draft.name, value) for value in written)]
    return left if len(left) == 1 and len(set(written)) == len(drafts) else []


def _bears(reading: Reading, draft: Draft, title: Span) -> bool:
    """Tell whether the name of a participant follows right behind a title: `burgemeester An Claes`."""
    between = reading.folded[title.end : draft.start] if title.end < draft.start <= title.end + _FAR else "-"
    return (len(between) <= _NEARBY and _TITLED.fullmatch(between) is not None) or jobs.comes_along(between)


def _answering(reading: Reading, key: str, span: Span, row: Row, drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Return of whom the clause speaks; a day in a row of its own is that of all above who have none yet."""
    if not is_for_all(reading.event.field(key)):
        return by_clause(reading, key, span, row, drafts)
    spoken_of = by_clause(reading, key, Span(_clause_start(reading, span, row), span.end), row, drafts)
    alone = not any(row.span.start <= draft.start <= span.start for draft in drafts)
    return spoken_of or [one for one in _above(reading, row, drafts) if alone and key not in one.found]


def _is_writers(reading: Reading, one: Candidate, row: Row, drafts: Sequence[Draft]) -> bool:
    """Tell whether the writer, who is no participant, says it of himself: `Je suis ...`."""
    if one.span is None or drafts[0].is_sender:
        return False
    return bool(_I_AM.search(reading.folded[_sentence_start(reading, one.span, row) : one.span.start]))


def _is_anothers(reading: Reading, one: Candidate, row: Row, draft: Draft) -> bool:
    """Tell whether a sentence says it of somebody else, by a first name."""
    said = _IS_CALLED.search(reading.clean[row.span.start : one.span.start]) if one.span else None
    called = fold(said["who"]) if said else ""
    known = fold(f"{draft.name} {headers.sender_name(reading) if draft.is_sender else ''}").split()
    return names.is_given(called) and called not in known


def by_clause(reading: Reading, key: str, span: Span, row: Row, drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Return of whom a whole clause speaks: `We both join`, `Ann is vegetarian`, `sandwich for me`."""
    since = max((one.start for one in _before(row, span, drafts)), default=row.span.start)
    said = reading.folded[max(since, _sentence_start(reading, span, row)) : span.end]
    begin = max((match.end() for match in _BREAK.finditer(said)), default=0)
    clause = said[begin:] if begin < len(said) - (span.end - span.start) else reading.folded[span.start : span.end]
    behind = _BRACKETS.match(reading.folded, span.end, row.span.end)
    named = [draft for draft in drafts if _called(draft, f"{clause} {behind[1]}" if behind else clause, drafts)]
    if len(named) == 1:
        return named
    counted = _HOW_MANY.match(reading.folded, span.start, span.end)
    if (_ALL.search(said) or (counted and numbers.number(counted[1]) == str(len(drafts)))) and not named:
        return drafts
    me = _ME.search(clause) or _is_mine(reading, key, clause)
    if named or not (me or _HIM.search(clause)):
        return ()
    mine = [draft for draft in drafts if draft.is_sender]
    others = [draft for draft in drafts if not draft.is_sender]
    return mine if me else others if len(others) == 1 else ()


def _is_mine(reading: Reading, key: str, clause: str) -> bool:
    """Tell whether *clause* speaks of what is asked as the sender's own: `my size`, `mon plat`."""
    told = about(reading.event, reading.event.field(key))
    owned = (_MY.search(clause, 0, one.start()) for one in (told.finditer(clause) if told else ()))
    return any(owned)


def _by_name(reading: Reading, span: Span, row: Row, drafts: Sequence[Draft]) -> Draft | None:
    """Return the one whose first or last name was the latest to be said before in the sentence."""
    start = _sentence_start(reading, span, row)
    said = reading.folded[start : span.start]
    places = {at: draft for draft in drafts if (at := _called(draft, said, drafts))}
    if not places:
        return None
    oneself = _SELF.search(said, max(places))
    return next((draft for draft in drafts if draft.is_sender), None) if oneself else places[max(places)]


def _clause_start(reading: Reading, span: Span, row: Row) -> int:
    """Return where the clause with the day at *span* begins: `Ann on Friday, Ben on Saturday`."""
    return max(
        (match.end() for match in _CLAUSE.finditer(reading.folded, row.span.start, span.start)), default=row.span.start
    )


def _sentence_start(reading: Reading, span: Span, row: Row) -> int:
    ends = [match.end() for match in _SENTENCE.finditer(reading.folded, row.span.start, span.start + 1)]
    return ends[-1] if ends else row.span.start


def _called(draft: Draft, folded: str, drafts: Sequence[Draft]) -> int:
    """Return behind which character *folded* last calls a participant by a name that no other has; 0 if not."""
    mine = _names(draft)
    own = mine - {name for other in drafts if other is not draft for name in _names(other)}
    said = (name for name in own or mine if name in folded)
    found = [m.end() for name in said for m in re.finditer(rf"(?<![\w@.-]){re.escape(name)}(?![\w@]|[.-]\w)", folded)]
    return max(found, default=0)


def _names(draft: Draft) -> set[str]:
    """Return the first and the last name; what has two letters is a word."""
    tokens = [token for token in fold(draft.name).split() if len(token) > 2]  # noqa: PLR2004  initials and particles
    return {tokens[0], tokens[-1]} if tokens else set()


def _last(drafts: Sequence[Draft]) -> Draft | None:
    return max(drafts, key=lambda draft: draft.start, default=None)


def _above(reading: Reading, row: Row, drafts: Sequence[Draft]) -> list[Draft]:
    """Return those whose names stand above in the same block of lines."""
    return [one for one in drafts if 0 <= one.start < row.span.start and _one_block(reading, one.line, row.line)]


def _writer_among(above: Sequence[Draft]) -> Draft | None:
    """Return the sender, where the last row above names them with others: one number below is whose mail it is."""
    last = max((draft.line for draft in above), default=-1)
    named = [draft for draft in above if draft.line == last]
    return next((draft for draft in named if draft.is_sender), None) if len(named) > 1 else None


def _by_pronoun(reading: Reading, span: Span, row: Row, drafts: Sequence[Draft]) -> Draft | None:
    before = reading.folded[row.span.start : span.start]
    opening = reading.folded[span.start : span.end].split(" ", 1)[0]
    others = [draft for draft in drafts if not draft.is_sender]
    if len(others) == 1 and _HE_IS.search(before):
        return others[0]
    if _I_WORK.match(reading.folded, _sentence_start(reading, span, row), span.start):
        return next((draft for draft in drafts if draft.is_sender), None)
    if _SELF.search(before):
        return next((draft for draft in drafts if draft.is_sender), None)
    return others[0] if len(others) == 1 and (_THEY.search(before) or _THEY.fullmatch(opening)) else None


def _one_block(reading: Reading, first: int, last: int) -> bool:
    return all(row.text.strip() for row in reading.rows if first <= row.line <= last)
