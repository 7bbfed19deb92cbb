"""Choices among options, and yes or no."""

import re
from functools import cache, lru_cache

from rapidfuzz import fuzz

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import measures
from inbox_bot.core.extraction.candidates.denial import HEDGE, denies
from inbox_bot.core.extraction.folding import fold

_CLOSE = 85
_WORD, _ANSWER = 3, 60
_NEGATION = re.compile(r"(?<!\w)(?:niet|geen|not|pas|aucun|nicht|kein|keine)(?!\w)")
_EATS = re.compile(rf"(?<!\w){lexicon.any_answer('eating')}(?!\w)")
_ASSENT = re.compile(rf"(?<![\w-]){lexicon.any_answer('assent')}(?!\w)")
_OWN_FOOD = re.compile(rf"(?<!\w){lexicon.any_answer('own_food')}(?!\w)")
"""What somebody eats instead of what is served."""
_CLASSES = (
    *("vegetarian", "vegan", "meat", "fish", "sandwich", "salad", "soup", "pasta", "halal", "kosher"),
    *("half marathon", "marathon", "walking", "beginner", "intermediate", "advanced"),
    *("soprano", "alto", "tenor", "bass", "single", "double", "dormitory"),
)
_NARROWER = {"vegetarian": "meat", "vegan": "meat", "half marathon": "marathon"}
"""Who eats no meat wants a meal without it, and no meal of meat; who runs half a marathon runs none."""
_NO_FOOD = re.compile(
    rf"(?:no|geen|kein\w*|sans|zonder|ohne|without|pas\s+de)\s+(?:\w+\s+)?(?:{lexicon.any_answer('foods')}|allerg\w*|diet\w*)(?!\w)"
)
"""What somebody does not eat answers no other question."""
_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]+")
_INDIFFERENT = re.compile(
    r"n'importe|peu importe|m'est egal|pas de preference|sans preference|no preference|don't mind|do not mind|either|"
    r"whatever|geen voorkeur|maakt niet uit|om het even|keine praferenz|"
    r"(?:ist|mir)\s+egal|(?:eet|esse)\s+alles|mange\s+de\s+tout|eat\s+(?:everything|anything)"
)
_BOX = re.compile(r"[☐☑☒✓✔✅]|\[\s*[xXvV✓]?\s*\]|\(\s*[xX]?\s*\)")
_TELLING, _LONG = 4, 6
_TICKED = re.compile(r"[☑☒✓✔✅]|\[\s*[xXvV✓]\s*\]|\(\s*[xX]\s*\)")


def choice(text: str, options: tuple[str, ...]) -> str | None:
    """Return the one option that *text* names, in full, in part, by its number or letter; None if none or several."""
    ticked = _ticked(text, options)
    if ticked:
        return ticked
    folded = fold(text).strip(" .,;:!?\"'-–()[]\t")
    if not folded or _INDIFFERENT.search(folded):
        return None
    exact = [option for option in options if fold(option).strip() == folded]
    if exact:
        return exact[0]
    named = [option for option in options if _has(folded, fold(option)) and not _denied(folded, fold(option))]
    if len(named) > 1:
        named = [
            option for option in named if not any(option != other and fold(option) in fold(other) for other in named)
        ]
    named = _more_exact(folded, named, options)
    if not named:
        named = (
            _by_number(folded, options)
            or measures.named(folded, options)
            or [o for o in options if len(folded) >= _WORD and _has(fold(o), folded)]
            or [
                o
                for o in options
                if fuzz.ratio(folded, fold(o)) >= _CLOSE and _DIGITS.findall(o) == _DIGITS.findall(folded)
            ]
        )
    if not named:
        named = _by_class(folded, options) or _by_answer(folded, options)
    return named[0] if len(named) == 1 else None


def _more_exact(folded: str, named: list[str], options: tuple[str, ...]) -> list[str]:
    """Return the option that says more than a plain yes beside it: `yes (vegetarian)`, `oui, végé`."""
    if not any(map(is_plain_yes, named)):
        return named
    others = [option for option in named if not is_plain_yes(option)] or _by_class(folded, options)
    return others if len(others) == 1 and boolean(others[0]) != "no" else named


def _ticked(text: str, options: tuple[str, ...]) -> str | None:
    """Return the one option whose box is ticked, where each has one: `[ ] soup  [x] salad`."""
    boxes = list(_BOX.finditer(text))
    ends = [box.start() for box in boxes[1:]] + [len(text)]
    ticked = [text[box.end() : end] for box, end in zip(boxes, ends, strict=False) if _TICKED.fullmatch(box.group())]
    return choice(ticked[0], options) if len(boxes) > 1 and len(ticked) == 1 else None


def mentioned(text: str, options: tuple[str, ...], *, speaks: bool) -> str | None:
    """Return the one option that a clause names; a short one, or none, only where it *speaks* of the field."""
    folded = fold(text)
    if _OWN_FOOD.search(folded):
        return _answering("no", options)
    named = [o for o in options if _is_named(folded, fold(o), speaks=speaks) and not _denied(folded, fold(o))]
    alone = folded.strip(" .!")
    named = named or [o for o in options if fold(o) == alone and boolean(o) is None and not alone.isdigit()]
    named = named or measures.named(folded, options)
    named = named or [o for o in _by_class(folded, options) if not _denied(folded, fold(o))]
    if _INDIFFERENT.search(folded) and len(named) != 1:
        return _answering("yes", options) if _EATS.search(folded) else None
    named = [option for option in named if not any(option != other and fold(option) in fold(other) for other in named)]
    if not named and (speaks or _EATS.search(folded)):
        return _answering(_said(folded), options)
    return named[0] if len(named) == 1 else None


def _said(folded: str) -> str | None:
    """Return whether a clause about a meal says yes or no: who says to eat says yes."""
    if HEDGE.search(folded):
        return None
    if denies(folded):
        return "no"
    return "yes" if (_EATS.search(folded) or _ASSENT.search(folded)) else None


def _answering(said: str | None, options: tuple[str, ...]) -> str | None:
    named = [option for option in options if said and boolean(option) == said]
    return named[0] if len(named) == 1 else None


def is_plain_yes(value: str) -> bool:
    """Tell whether an option only says yes, which another may say more exactly: `yes` beside `vegetarian`."""
    return boolean(value) == "yes"


def _is_named(folded: str, option: str, *, speaks: bool) -> bool:
    spelled = option.partition(":")[2].strip() or option
    return (speaks or len(spelled) >= _TELLING) and _has(folded, spelled)


def _by_class(folded: str, options: tuple[str, ...]) -> list[str]:
    """Return the options that mean what a word of *folded* means, or that it misspells."""
    said = _classes(folded, _asked(options))
    named = [option for option in options if said & _asked((option,)) and boolean(option) != "no"]
    if named or len(folded) > _ANSWER:
        return named
    words = [word for word in _WORDS.findall(folded) if len(word) >= _LONG]
    return [
        option
        for option in options
        if len(option) >= _LONG
        and " " not in option
        and any(fuzz.ratio(word, fold(option)) >= _CLOSE for word in words)
    ]


@lru_cache(maxsize=256)
def _asked(options: tuple[str, ...]) -> frozenset[str]:
    """Return the classes of which *options* speak."""
    every = frozenset(_CLASSES)
    return frozenset[str]().union(*(_classes(fold(option), every) for option in options))


@lru_cache(maxsize=1024)
def _classes(folded: str, asked: frozenset[str]) -> frozenset[str]:
    """Return those of the classes *asked* of which a text speaks."""
    tried = asked | {name for name, wider in _NARROWER.items() if wider in asked}
    found = {name for name in tried if _class(name).search(folded)}
    return frozenset(found - {wider for name, wider in _NARROWER.items() if name in found})


@cache
def _class(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){lexicon.any_answer(name)}(?!\w)")


def _has(text: str, phrase: str) -> bool:
    return phrase in text and re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) is not None


def _denied(text: str, phrase: str) -> bool:
    return (
        re.search(
            rf"(?<!\w)(?:geen|niet|pas de|pas|ni de|ni|nor|noch|non|no|not|kein|keine|keinen|nicht|zonder|sans|without|"
            rf"ohne)\s+{re.escape(phrase)}",
            text,
        )
        is not None
    )


def _by_number(folded: str, options: tuple[str, ...]) -> list[str]:
    match = re.fullmatch(r"(?:optie|option|keuze|choix|choice)?\s*(?:(\d{1,2})|([a-h]))[.)]?", folded)
    if not match or any(map(_DIGITS.search, options)):
        return [option for option in options if match and _DIGITS.findall(option) == [match[1]]]
    index = int(match[1]) - 1 if match[1] else ord(match[2]) - ord("a")
    return [options[index]] if 0 <= index < len(options) else []


def _by_answer(folded: str, options: tuple[str, ...]) -> list[str]:
    said = boolean(folded)
    return [option for option in options if said is not None and boolean(option) == said]


def boolean(text: str) -> str | None:
    """Return `yes` or `no` as *text* says; None where it says neither."""
    folded = re.sub(r"\s+", " ", fold(text)).strip(" .,;:!?\"'-–")
    if _TICKED.search(text):
        return "yes"
    if not folded:
        return None
    for value, name in (("no", "no"), ("yes", "yes")):
        if folded in lexicon.words(name):
            return value
    if _NO_FOOD.match(folded):
        return None
    first = re.match(rf"(?:(?P<no>{lexicon.any_of('no')})|(?P<yes>{lexicon.any_of('yes')}))(?!\w)", folded)
    if first is None:
        return _in_words(folded) if len(folded) <= _ANSWER else None
    return "no" if first["no"] else "yes"


def _in_words(folded: str) -> str | None:
    if _NEGATION.search(folded):
        return "no"
    return "yes" if _ASSENT.search(folded) and not HEDGE.search(folded) else None
