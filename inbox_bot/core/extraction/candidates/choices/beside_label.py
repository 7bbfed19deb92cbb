"""The option that stands beside a label."""

import re

from rapidfuzz import fuzz

from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import measures
from inbox_bot.core.extraction.candidates.choices.answering import (
    EATS,
    INDIFFERENT,
    answering,
    boolean,
    is_plain_yes,
    said_of_meal,
    says,
)
from inbox_bot.core.extraction.candidates.choices.boxes import is_unticked, marked
from inbox_bot.core.extraction.candidates.choices.denials import without_denied, without_refused
from inbox_bot.core.extraction.candidates.choices.meanings import by_meaning, by_size
from inbox_bot.core.extraction.candidates.choices.naming import is_denied, only_longest, spot, squashed, together
from inbox_bot.core.extraction.candidates.choices.positions import placed
from inbox_bot.core.extraction.candidates.choices.telling import by_any_word, by_telling_word
from inbox_bot.core.extraction.candidates.retractions import corrected
from inbox_bot.core.extraction.folding import fold

_CLOSE = 85
_WORD, _TELLING = 3, 4
_DIGITS = re.compile(r"\d+")
_SHORT_DAY = re.compile(r"(?<!\w)(sat|sun|fri|thu|thur|thurs|wed|tue|tues|mon)\.?(?!\w)")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ANSWERED_BUT = re.compile(
    rf"\s*(?P<answer>{lexicon.any_of('yes')}|{lexicon.any_of('no')}),?\s+(?:mais|but|maar|aber)(?!\w)"
    r"(?!\s+(?:vegan?|vege|veget|sans|without|zonder|ohne|no|geen|kein|pas))"
)
"""A plain answer, and what is said of it: `non, mais café oui`."""
_BRACKETS = re.compile(r"\s*\([^()]*\)?\s*$")
_BOXES = re.compile(r"[☐☑☒□■✓✔✅]|\[\s*[xXvV✓*]?\s*\]|\(\s*[xX]?\s*\)")
_OUTER = " .,;:!?\"'-–()[]\t"
_OWN_FOOD = re.compile(rf"(?<!\w){lexicon.any_answer('own_food')}(?!\w)")


def choice(text: str, options: tuple[str, ...]) -> str | None:
    """Return the one option that *text* names, in full, in part, by its place or its mark; None if none or several.

    Where it takes back what it says first, the last counts: `soup... or rather no, salad`.
    """
    return (
        marked(text, options, _spot)
        or corrected(text, lambda part: _chosen(part, options, plainly=True))
        or _chosen(text, options)
    )


def in_list(text: str, options: tuple[str, ...]) -> str | None:
    """Return the option that is all that one place of a list says."""
    folded = fold(text).strip(_OUTER)
    if folded in lexicon.answers("plain_none"):
        return answering("no", options)
    return None if folded in lexicon.answers("dishes") or folded.isdigit() else _chosen(text, options, plainly=True)


def _spot(text: str, option: str) -> Span | None:
    return spot(fold(text), fold(option))


def _chosen(text: str, options: tuple[str, ...], *, plainly: bool = False) -> str | None:
    """Return the one option that *text* names; said *plainly*, it is called by what it is, and not by a yes or no."""
    if is_unticked(text):
        return None
    first = _ANSWERED_BUT.match(fold(text))
    if first:
        text = text[: first.end("answer")]
    whole = _SHORT_DAY.sub(_full_day, _BOXES.sub(" ", fold(text))).strip(_OUTER)
    folded = without_denied(whole, options).strip(_OUTER)
    if not folded or INDIFFERENT.search(folded):
        return None
    said = {squashed(folded), squashed(_BRACKETS.sub("", folded))}
    exact = [option for option in options if squashed(fold(option)) in said]
    if exact:
        return exact[0]
    wanted = without_refused(folded, options).strip(_OUTER)
    named = _named(wanted, options) if wanted else []
    if not named and wanted:
        named = _by_form(wanted, options, bare=not plainly) or _by_sense(wanted, options)
    if not named and not plainly:
        refused = [option for option in options if not wanted and says(option) == "no" and spot(folded, fold(option))]
        named = refused or _by_answer(folded, options) if wanted else refused
    named = named or (by_telling_word(wanted, options) if wanted else [])
    return named[0] if len(named) == 1 else None


def _named(folded: str, options: tuple[str, ...]) -> list[str]:
    """Return the options that *folded* names in full; one for all of them, or more exact than a yes, in their place."""
    named = [option for option in options if spot(folded, fold(option)) and not is_denied(folded, fold(option))]
    return _more_exact(folded, together(only_longest(named), options), options)


def _by_form(folded: str, options: tuple[str, ...], *, bare: bool) -> list[str]:
    """Return the options of which *folded* is the place, the measure, a part, the beginning, or a misspelling."""
    return (
        placed(folded, options, bare=bare)
        or measures.named(folded, options)
        or [
            option for option in options if len(folded) >= _WORD and says(option) != "no" and spot(fold(option), folded)
        ]
        or [o for o in options if len(folded) >= _TELLING and folded.isalpha() and fold(o).startswith(folded)]
        or [
            option
            for option in options
            if fuzz.ratio(folded, fold(option)) >= _CLOSE and _DIGITS.findall(option) == _DIGITS.findall(folded)
        ]
    )


def _by_sense(folded: str, options: tuple[str, ...]) -> list[str]:
    return by_size(folded, options) or by_meaning(folded, options) or by_any_word(folded, options)


def _by_answer(folded: str, options: tuple[str, ...]) -> list[str]:
    """Return the option that says what a plain answer says: `no`, `nothing`, `I bring my own lunch`."""
    none = folded in lexicon.answers("plain_none") or _OWN_FOOD.search(folded)
    said = "no" if none else (boolean(folded) or (said_of_meal(folded) if EATS.search(folded) else None))
    if none:
        found = answering("no", options)
        return [found] if found else []
    return [option for option in options if said is not None and says(option) == said]


def _more_exact(folded: str, named: list[str], options: tuple[str, ...]) -> list[str]:
    """Return the option that says more than a plain yes beside it: `yes (vegetarian)`, `oui, végé`."""
    if not any(map(is_plain_yes, named)):
        return named
    others = [option for option in named if not is_plain_yes(option)] or by_meaning(folded, options)
    return others if len(others) == 1 and boolean(others[0]) != "no" else named


def _full_day(short: re.Match[str]) -> str:
    return next(day for day in _DAYS if day.startswith(short[1]))
