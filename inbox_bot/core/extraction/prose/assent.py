"""Yes and no in running text: who speaks of a meal in a registration joins it, unless something says otherwise."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import choices, company
from inbox_bot.core.extraction.candidates.denial import HEDGE, denies
from inbox_bot.core.extraction.text.clauses import Clause

_OF_IT = re.compile(r"(?<!\w)(?:skip|miss|pass on|give)\s+(?:it|that)(?!\w)")
"""What people say of a meal that they named before, and leave out."""
_ELLIPSIS = re.compile(
    r"(?:and\s+|but\s+)?[^\W\d_]+\s+(?:won't|will\s+not|can't|cannot|isn't|is\s+not|doesn't|does\s+not|will|does|is|won't\s+be|will\s+too|is\s+too)[\s.!]*|"
    r"(?:and\s+|but\s+)?(?:i|we)(?:'ll|\s+will|\s+shall|'m|\s+am|\s+do)\s+(?:be\s+there|join|come|coming|attend|stay|go|be\s+joining)[\s.!]*"
)
"""What is said of another with the verb alone: `I'll be at the dinner, Marc won't`."""
_WOULD = re.compile(r"(?:would|'d)\s+(?:\w+\s+)?(?:love|like|enjoy)|(?<!\w)(?:zou|j'aurais|wurde|hatte)(?!\w)")
_PREVENTED = re.compile(
    r"(?<!\w)(?:have to|must|need to|got to|train|flight|bus|moet|trein|vlucht|dois|vol|muss|zug|flug)(?!\w)"
)
_OTHERS = re.compile(
    r"(?<!\w)(?:my|our|his|her|the|mijn|onze|mon|ma|mes|notre|meine?|unsere?|die|der)\s+"
    r"(?!(?:workshop|conference|evening|dinner|lunch|meal)(?!\w))[^\W\d_]+\s+(?:[^\W\d_]+\s+){0,2}?"
    r"(?:won't|can't|cannot|does|do|will|is|are|has|who|komt|kan|ne|kann|kommt)(?!\w)"
)
_MYSELF = re.compile(
    r"\s*(?:and\s+|but\s+)?(?:i|we|ik|wij|je|ich|moi)(?:'ll|\s+(?:will|can|do|am|shall|would|wel|oui|schon))(?!\w)"
)
_TALK = re.compile(
    r"(?<!\w)(?:about|question\w*|ask\w*|much|pric\w+|costs?|pay\w*|when|where|what|which|before|after|during|invoice|speech|"
    r"organi[sz]\w+|catering|number|list|yet|later|know|tell|whether|if|venue|menu|over|prijs|kost\w*|wanneer|waar|hoeveel|"
    r"prix|combien|quand|ou|preis|wann|wo|wieviel|nach|vor|na|voor|apres|avant|pendant|wahrend|tijdens)(?!\w)"
)
_HOUR = re.compile(
    r"(?:(?<!\w)(?:good|this|late|last|yesterday|same)|late\s+(?:in|at)\s+the|writing\D*)\s+(?:evening|night)(?!\w)|"
    r"(?<!\w)(?:evening|night)\s+(?:train|flight|bus|coach|ferry|boat|plane)(?!\w)|(?<!\w)(?:train|vol|bus|avion|car)\s+d[ue]\s+(?:soir|nuit)(?!\w)"
)
"""When somebody writes or travels, and not when they eat."""
_ONE_ALONE = re.compile(r"(?<!\w)(?:only|just|alleen|enkel|nur|seule?)\s+(?:he|she|hij|zij|er|sie|lui|elle)(?!\w)")
"""Who says of one of several that no other does leaves it to a human: `only she comes to the dinner`."""
_TOPIC = re.compile(rf"{lexicon.any_answer('topics')}\s+(?:(?:le|la|les|l'|the|de|het|das|die|der|den|dem)\s*)?")
_FOOD = re.compile(rf"(?<!\w)(?:{lexicon.any_answer('foods')}|{lexicon.any_answer('needs')})")
_LACKS = re.compile(
    r"(?:no|geen|kein\w*|pas\s+d[e'’]|aucune?|sans|without|zonder|ohne)\s+(?!thank|thx|need|please|sorry|merci|dank|bedankt)[^\W\d_]"
)
"""What denies something else: `dinner, no guests`."""
_ONE_MORE = re.compile(r"(?:(?:an?|one|the|een|1|un|une|le|la|ein\w*|das|het|also|plus|\+|with|mit|met|avec)\s+)*")
_IF_ANY = re.compile(
    r"\s+(?:if\s+(?:there(?:'s|\s+is|\s+are)|possible|available|any|still)|si\s+(?:possible|il\s+(?:en\s+)?reste)|als\s+er\s+nog|wenn\s+noch|falls\s+noch)(?!\w)[^,;.]*"
)
"""What leaves it to the organiser: `a bed if there's one left`."""
_FEWEST, _ANSWER, _A_LIST = 2, 4, 3


def find(listed: Sequence[Clause], told: re.Pattern[str]) -> Iterator[tuple[Span, str]]:
    """Yield what the clauses *listed* of a row answer to what *told* tells that they speak of."""
    for number, clause in enumerate(listed):
        if told.search(clause.text) and not _ONE_ALONE.search(clause.text):
            topical, value = _as_topic(listed, number, told)
            if not topical:
                value = _turned(listed, number, clause.answer or _carried(listed, number))
                value = value or _implied(clause) or _with_guests(listed, number) or _listed(listed, number, told)
            if value:
                yield clause.span, value
        elif number and _ELLIPSIS.fullmatch(clause.text) and told.search(listed[number - 1].text):
            yield clause.span, "no" if denies(clause.text) else "yes"
        elif number and _OF_IT.search(clause.text) and any(told.search(one.text) for one in listed[:number]):
            yield clause.span, "no"


def _as_topic(listed: Sequence[Clause], number: int, told: re.Pattern[str]) -> tuple[bool, str | None]:
    """Tell whether a clause only says of what the next one speaks, and what that answers: `For dinner, no thanks`."""
    clause, behind = listed[number], next(iter(listed[number + 1 : number + 2]), None)
    if behind is None or clause.answer or told.search(behind.text):
        return False, None
    led = _TOPIC.match(clause.text)
    only = len(told.sub("", clause.text[led.end() if led else 0 :]).split()) < _FEWEST
    if (
        not only
        or not behind.before.startswith(clause.before)
        or not behind.before.rstrip().endswith((",", ":", "-", "–", "—"))
    ):
        return False, None
    brief = len(behind.text.split()) <= _ANSWER and company.count(behind.text) is None and not _LACKS.match(behind.text)
    short = choices.boolean(behind.text) if brief else None
    if led is None or short:
        short = short or _regretted(behind)
        return short is not None, short
    return True, None if _FOOD.search(behind.text) else behind.answer or _regretted(behind)


_ALAS = re.compile(
    r"(?:but\s+|maar\s+|mais\s+|aber\s+)?(?:unfortunately|sadly|alas|regrettably|helaas|spijtig|jammer|malheureusement|helas|leider|bedauerlicherweise)(?!\w)"
)


def _regretted(behind: Clause) -> str | None:
    """Return `no` where one only regrets what keeps one away: `Dinner: unfortunately I fly home that day`."""
    alas = _ALAS.match(behind.text)
    return "no" if alas and not HEDGE.search(behind.text) and not _FOOD.search(behind.text) else None


_VERB = re.compile(
    r"(?<!\w)(?:is|are|was|will|would|sounds?|looks?|works?|suits?|fits?|past|wordt|zou|klinkt|est|sera|serait|convient|ist|ware|wird|passt|klingt)(?!\w)"
)
"""What says something by itself, and carries on nothing: `I eat no beef, and the dinner is fine`."""


def _carried(listed: Sequence[Clause], number: int) -> str | None:
    """Return what the clause before says in the same sentence, of which this one is only the end."""
    clause = listed[number]
    if not clause.before or not re.match(
        r"(?:to|at|for|also|in|the|aan|voor|het|de|pour|au|a la|zum|beim|am|fur)\s", clause.text
    ):
        return None
    if _VERB.search(clause.text):
        return None
    earlier = [one for one in listed[:number] if clause.before.startswith(one.before) and not _FOOD.search(one.text)]
    return next((one.answer for one in reversed(earlier) if one.answer), None)


def _turned(listed: Sequence[Clause], number: int, value: str | None) -> str | None:
    """Return *value* as the rest of the sentence leaves it: `I'd love to, but`, `my wife won't, but I will`."""
    clause = listed[number]
    behind = [one for one in listed[number + 1 :] if one.before and one.before.startswith(clause.before)]
    if value == "yes" and _WOULD.search(clause.text) and behind:
        prevented = denies(behind[0].text) or _PREVENTED.search(behind[0].text)
        return "no" if prevented and re.search(r"(?:but|maar|mais|aber)\W*$", behind[0].before) else value
    if value == "no" and _OTHERS.search(clause.text):
        return "yes" if any(_MYSELF.match(one.text) and not denies(one.text) for one in behind) else None
    return value


def _with_guests(listed: Sequence[Clause], number: int) -> str | None:
    """Return `yes` where nothing but guests are added to the mere word: `dinner and one guest`."""
    clause, behind = listed[number], listed[number + 1 : number + 2]
    alone = (
        len(clause.text.split()) < _FEWEST
        and behind
        and behind[0].before.rstrip().endswith(("and", "en", "et", "und", "+"))
    )
    return "yes" if alone and (company.count(behind[0].text) or "0") != "0" else None


def _listed(listed: Sequence[Clause], number: int, told: re.Pattern[str]) -> str | None:
    """Return `yes` where a clause is the mere word, among others of one sentence: `vegetarian, dinner, no company`."""
    clause = listed[number]
    led = _ONE_MORE.match(clause.text)
    alone = told.fullmatch(clause.text.strip(" .!"), led.end() if led else 0)
    first = next(at for at in range(number, -1, -1) if not listed[at].before)
    beside = [one for one in listed[number + 1 :] if one.before and one.before.startswith(clause.before)]
    several = number - first + 1 + len(beside) >= _A_LIST
    signs = f"{clause.before.rstrip()[-1:]}{beside[0].before.rstrip()[-1:] if beside else ''}"
    answered = beside and choices.boolean(beside[0].text) and not _LACKS.match(beside[0].text)
    return "yes" if alone and several and number > first and set(signs) <= set(",;-–+") and not answered else None


def _implied(clause: Clause) -> str | None:
    """Return `yes` where a clause only names it: `dinner included`, `hungry for dinner too`."""
    said = clause.text.split()
    clause = replace(clause, text=_IF_ANY.sub("", clause.text))
    silent = HEDGE.search(clause.text) or denies(clause.text) or _TALK.search(clause.text) or _HOUR.search(clause.text)
    return None if silent or len(said) < _FEWEST or _OTHERS.search(clause.text) else "yes"
