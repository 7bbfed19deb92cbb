"""Choices among options, and yes or no."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from rapidfuzz import fuzz

from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import measures
from inbox_bot.core.extraction.candidates.denial import HEDGE, denies
from inbox_bot.core.extraction.folding import fold

_CLOSE = 85
_WORD, _ANSWER, _SEVERAL = 3, 60, 3
_NEGATION = re.compile(r"(?<!\w)(?:niet|geen|not|pas|aucun|nicht|kein|keine)(?!\w)")
_EATS = re.compile(rf"(?<!\w){lexicon.any_answer('eating')}(?!\w)")
_ASSENT = re.compile(rf"(?<![\w-]){lexicon.any_answer('assent')}(?!\w)")
_SPARED = re.compile(rf"(?<!\w){lexicon.any_answer('spared')}(?!\w)")
_EXCEPT = re.compile(rf"{lexicon.any_answer('exceptions')}(?!\w)")
_YES = re.compile(rf"[\W_]*{lexicon.any_of('yes')}(?!\w)")
_ALL_OF_THEM = re.compile(rf"(?:{lexicon.any_answer('all_of_them')})(?!\w)")
_OWN_FOOD = re.compile(rf"(?<!\w){lexicon.any_answer('own_food')}(?!\w)")
"""What somebody eats instead of what is served."""
_CLASSES = (
    *("vegetarian", "vegan", "meat", "fish", "sandwich", "salad", "soup", "pasta", "halal", "kosher"),
    *("half marathon", "marathon", "walking", "beginner", "intermediate", "advanced"),
    *("soprano", "alto", "tenor", "bass", "single", "double", "dormitory", "tent", "bunk", "camper"),
)
_NARROWER = {"vegetarian": "meat", "vegan": "meat", "half marathon": "marathon"}
"""Who eats no meat wants a meal without it, and no meal of meat; who runs half a marathon runs none."""
_SIZES = ("size_xs", "size_s", "size_m", "size_l", "size_xl", "size_xxl", "size_xxxl")
_FOODS = lexicon.any_answer("foods")
_DENIED = re.compile(
    rf"(?<!\w)(?:{lexicon.any_answer('denials')}|n't)(?:\s+(?:(?:eats?|eating|mange|eet|esse|isst|any|de|du|la)\s+|d['’])*"
    rf"{_FOODS}"
    r"(?:,?\s*(?:/\s*|\s(?:or|and|nor|of|en|noch|ou|et|ni|oder|und)\s+)(?:(?:no|geen|kein\w*|pas de)\s+)?"
    rf"{_FOODS})*)(?!\w)"
)
"""What somebody does not eat: `no fish or meat`."""
_NO_FOOD = re.compile(
    rf"(?:no|geen|kein\w*|sans|zonder|ohne|without|pas\s+de)\s+(?:\w+\s+)?(?:{lexicon.any_answer('foods')}|allerg\w*|diet\w*)(?!\w)"
)
"""What somebody does not eat answers no other question."""
_CLAUSE = re.compile(r"[,;.(]")
_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]+")
_INDIFFERENT = re.compile(
    r"n'importe|peu importe|m'est egal|pas de preference|sans preference|no preference|don't mind|do not mind|either|"
    r"whatever|geen voorkeur|maakt niet uit|om het even|keine praferenz|"
    r"(?:ist|mir)\s+egal|(?:eet|esse)\s+alles|mange\s+de\s+tout|eat\s+(?:everything|anything)"
)
_SHORT_DAY = re.compile(r"(?<!\w)(sat|sun|fri|thu|thur|thurs|wed|tue|tues|mon)\.?(?!\w)")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ANSWERED_BUT = re.compile(
    rf"\s*(?P<answer>{lexicon.any_of('yes')}|{lexicon.any_of('no')}),?\s+(?:mais|but|maar|aber)(?!\w)"
    r"(?!\s+(?:vegan?|vege|veget|sans|without|zonder|ohne|no|geen|kein|pas))"
)
"""A plain answer, and what is said of it: `non, mais café oui`."""
_BOX = re.compile(r"[☐☑☒✓✔✅]|\[\s*[xXvV✓]?\s*\]|\(\s*[xX]?\s*\)")
_TELLING, _LONG = 4, 6
_BRACKETS = re.compile(r"\s*\([^()]*\)?\s*$")
_JOINTS = re.compile(r"(?<![^\W_])(?:und|en|and|et)(?![^\W_])|[\s&+-]+")
_TICKED = re.compile(r"[☑☒✓✔✅]|\[\s*[xXvV✓]\s*\]|\(\s*[xX]\s*\)")


def choice(text: str, options: tuple[str, ...]) -> str | None:
    """Return the one option that *text* names, in full, in part, by its number or letter; None if none or several."""
    ticked = _ticked(text, options)
    if ticked:
        return ticked
    first = _ANSWERED_BUT.match(fold(text))
    if first:
        text = text[: first.end("answer")]
    folded = _SHORT_DAY.sub(_full_day, _without_denied(fold(text), options)).strip(" .,;:!?\"'-–()[]\t")
    if not folded or _INDIFFERENT.search(folded):
        return None
    said = {_squashed(folded), _squashed(_BRACKETS.sub("", folded))}
    exact = [option for option in options if _squashed(fold(option)) in said]
    if exact:
        return exact[0]
    named = [option for option in options if _has(folded, fold(option)) and not _denied(folded, fold(option))]
    if len(named) > 1:
        named = [
            option for option in named if not any(option != other and fold(option) in fold(other) for other in named)
        ]
    named = _more_exact(folded, _together(named, options), options)
    if not named:
        named = (
            _by_number(folded, options)
            or measures.named(folded, options)
            or [o for o in options if len(folded) >= _WORD and _has(fold(o), folded)]
            or [o for o in options if len(folded) >= _TELLING and folded.isalpha() and fold(o).startswith(folded)]
            or [
                o
                for o in options
                if fuzz.ratio(folded, fold(o)) >= _CLOSE and _DIGITS.findall(o) == _DIGITS.findall(folded)
            ]
        )
    if not named:
        named = _by_size(folded, options) or _by_class(folded, options) or _by_answer(folded, options)
        named = named or _by_telling_word(folded, options)
    return named[0] if len(named) == 1 else None


def _squashed(folded: str) -> str:
    """Return letters, digits and signs without what joins words: `camper-van`, `soup + salad` for `soup and salad`."""
    return _JOINTS.sub("", folded)


def _without_denied(folded: str, options: tuple[str, ...]) -> str:
    """Return *folded* without what it says is not eaten; without meat, and fish where it is offered, is vegetarian."""
    offered = {name for name in ("meat", "fish") for option in options if _class(name).search(fold(option))}

    def instead(denied: re.Match[str]) -> str:
        said = {name for name in offered if _class(name).search(denied.group())}
        spared = said == offered or ("meat" in said and not _EXCEPT.match(denied.group()))
        return ("vegetarian" if said and spared else "").ljust(len(denied.group()))

    return _DENIED.sub(instead, folded) if offered else folded


def _together(named: list[str], options: tuple[str, ...]) -> list[str]:
    """Return the option for all of them where several are *named*: `Saturday & Sunday` is `Both days`."""
    whole = [option for option in options if _ALL_OF_THEM.match(fold(option))]
    return whole if len(whole) == 1 and len(named) > 1 and len({*named, *whole}) == len(options) else named


def _more_exact(folded: str, named: list[str], options: tuple[str, ...]) -> list[str]:
    """Return the option that says more than a plain yes beside it: `yes (vegetarian)`, `oui, végé`."""
    if not any(map(is_plain_yes, named)):
        return named
    others = [option for option in named if not is_plain_yes(option)] or _by_class(folded, options)
    return others if len(others) == 1 and boolean(others[0]) != "no" else named


def _full_day(short: re.Match[str]) -> str:
    return next(day for day in _DAYS if day.startswith(short[1]))


def _ticked(text: str, options: tuple[str, ...]) -> str | None:
    """Return the one option whose box is ticked, where each has one: `[ ] soup  [x] salad`."""
    boxes = list(_BOX.finditer(text))
    ends = [box.start() for box in boxes[1:]] + [len(text)]
    ticked = [text[box.end() : end] for box, end in zip(boxes, ends, strict=False) if _TICKED.fullmatch(box.group())]
    return choice(ticked[0], options) if len(boxes) > 1 and len(ticked) == 1 else None


def mentioned(text: str, options: tuple[str, ...], *, speaks: bool) -> str | None:
    """Return the one option that a clause names; a short one, or none, only where it *speaks* of the field."""
    folded = _without_denied(fold(text), options)
    if _OWN_FOOD.search(folded):
        return _answering("no", options)
    named = [o for o in options if _is_named(folded, fold(o), speaks=speaks) and not _denied(folded, fold(o))]
    named = [o for o in named if len(o) > 1 or _has(text, o.upper())]
    alone = folded.strip(" .!")
    named = named or [o for o in options if fold(o) == alone and boolean(o) is None and not alone.isdigit()]
    named = named or measures.named(folded, options)
    named = named or (_by_size(folded, options) if speaks else [])
    named = named or [o for o in _by_class(folded, options) if not _denied(folded, fold(o))]
    if _INDIFFERENT.search(folded) and len(named) != 1:
        return _answering("yes", options) if _EATS.search(folded) else None
    named = [option for option in named if not any(option != other and fold(option) in fold(other) for other in named)]
    named = _together(named, options)
    spared = _SPARED.search(folded) if named else None
    if spared and len(named) == 1 and not _says_no(named[0]):
        return _answering("no", options) if mentioned(folded[spared.end() :], options, speaks=speaks) else named[0]
    if not named and (speaks or _EATS.search(folded)):
        said = _answering(_said(folded), options)
        named = [said] if said else _by_telling_word(folded, options)
    return named[0] if len(named) == 1 else None


def _by_telling_word(folded: str, options: tuple[str, ...]) -> list[str]:
    """Return the options of which *folded* says a word that no other option has: `the platter`."""
    said = set(_WORDS.findall(folded)) if not denies(folded) else set()
    return [option for option, words in _telling_words(options) if not said.isdisjoint(words)]


@lru_cache(maxsize=256)
def _telling_words(options: tuple[str, ...]) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return, of each option, the words that it alone has; what says no has none."""
    words = {option: frozenset(_WORDS.findall(fold(option))) for option in options}
    others = {option: frozenset().union(*(words[other] for other in options if other != option)) for option in options}
    telling = ((option, frozenset(one for one in words[option] - others[option] if one[_LONG:])) for option in options)
    return tuple((option, own) for option, own in telling if _says(option) is None)


def _says_no(option: str) -> bool:
    return _says(option) == "no"


@lru_cache(maxsize=256)
def _whole(option: str) -> re.Pattern[str] | None:
    """Return what matches an option of several words that another word joins: a clause would be cut there."""
    words = re.findall(r"[^\W_]+", fold(option))
    if len(words) < _SEVERAL or not lexicon.words("conjunctions").intersection(words):
        return None
    between = r"\W+(?:(?:a|de|la|le|les|du|des|l|d|the|der|die|das|het)\W+)*"
    joined = "".join(
        rf"(?:{word}{between})?" if word in lexicon.words("conjunctions") else f"{word}{between}" for word in words[:-1]
    )
    return re.compile(rf"(?<!\w){joined}{words[-1]}(?!\w)")


def spelled_out(folded: str, options: tuple[str, ...]) -> Iterator[tuple[Span, str]]:
    """Yield where *folded* names an option in full whose words a clause would part: `soils and rain water`."""
    for option in options:
        whole = _whole(option)
        for match in whole.finditer(folded) if whole else ():
            if not _denied(folded, match.group()):
                yield Span(*match.span()), option


def _said(folded: str) -> str | None:
    """Return whether a clause about a meal says yes or no: who says to eat says yes."""
    if HEDGE.search(folded):
        return None
    if denies(folded):
        return "no"
    return "yes" if (_EATS.search(folded) or _ASSENT.search(folded)) else None


def _answering(said: str | None, options: tuple[str, ...]) -> str | None:
    named = [option for option in options if said and _says(option) == said]
    return named[0] if len(named) == 1 else None


def _says(option: str) -> str | None:
    """Return whether an option is a yes or a no by its first word, or denies: `Both days` is neither."""
    said = boolean(option)
    return said if said == "no" or _YES.match(fold(option)) else None


def is_plain_yes(value: str) -> bool:
    """Tell whether an option only says yes, which another may say more exactly: `yes` beside `vegetarian`."""
    return _says(value) == "yes"


def _is_named(folded: str, option: str, *, speaks: bool) -> bool:
    spelled = option.partition(":")[2].strip() or option
    chosen = len(spelled) >= _WORD and len(folded.split()) < _TELLING and _ASSENT.search(folded)
    return bool(speaks or chosen or len(spelled) >= _TELLING) and _has(folded, spelled)


def _by_size(folded: str, options: tuple[str, ...]) -> list[str]:
    """Return the option for the one size of clothes of which *folded* speaks."""
    said = {name for name in _SIZES if _class(name).search(folded)}
    said = {name for name in said if not any(other != name and _is_part(name, other, folded) for other in said)}
    return [option for option in options if any(_class(name).fullmatch(fold(option)) for name in said)]


def _is_part(size: str, other: str, folded: str) -> bool:
    """Tell whether the words for *size* only stand within those for *other*: `extra large`."""
    return not _class(size).search(_class(other).sub("", folded))


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
    return re.compile(rf"(?<![\w-])(?<!\w['’]){lexicon.any_answer(name)}(?!\w)")


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
    return [option for option in options if said is not None and _says(option) == said]


def is_open(text: str) -> bool:
    """Tell whether *text* says neither yes nor no, nor which option, but that it is not known yet, or all the same."""
    folded = fold(text)
    return HEDGE.search(folded) is not None or _INDIFFERENT.search(folded) is not None


def is_plain_answer(text: str) -> bool:
    """Tell whether *text* is but a yes, a no or a number."""
    folded = fold(text).strip(" .!")
    return folded.isdigit() or folded in lexicon.words("yes") or folded in lexicon.words("no")


def boolean(text: str) -> str | None:
    """Return `yes` or `no` as *text* says; None where it says neither."""
    folded = re.sub(r"\s+", " ", fold(text)).strip(" .,;:!?\"'-–")
    if _TICKED.search(text):
        return "yes"
    if not folded:
        return None
    for value, name in (("no", "no"), ("yes", "yes")):
        if folded in lexicon.words(name) or folded in lexicon.answers(f"whole_{name}"):
            return value
    if _NO_FOOD.match(folded) or HEDGE.search(_CLAUSE.split(folded)[0]):
        return None
    first = re.match(rf"(?:(?P<no>{lexicon.any_of('no')})|(?P<yes>{lexicon.any_of('yes')}))(?!\w)", folded)
    if first is None:
        return _in_words(folded) if len(folded) <= _ANSWER else None
    return "no" if first["no"] else "yes"


def _in_words(folded: str) -> str | None:
    if HEDGE.search(folded):
        return None
    if _NEGATION.search(folded):
        return "no"
    return "yes" if _ASSENT.search(folded) and not HEDGE.search(folded) else None
