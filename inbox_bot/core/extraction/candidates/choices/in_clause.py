"""The option that a clause of running text names."""

import re

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import measures
from inbox_bot.core.extraction.candidates.choices.answering import (
    ASSENT,
    EATS,
    INDIFFERENT,
    answering,
    boolean,
    said_of_meal,
    says,
)
from inbox_bot.core.extraction.candidates.choices.denials import without_denied, without_refused
from inbox_bot.core.extraction.candidates.choices.meanings import by_meaning, by_size
from inbox_bot.core.extraction.candidates.choices.naming import is_denied, only_longest, spot, together
from inbox_bot.core.extraction.candidates.choices.positions import placed
from inbox_bot.core.extraction.candidates.choices.telling import by_telling_word
from inbox_bot.core.extraction.candidates.retractions import corrected
from inbox_bot.core.extraction.folding import fold

_WORD, _TELLING = 3, 4
_SPARED = re.compile(rf"(?<!\w){lexicon.any_answer('spared')}(?!\w)")
_DISH = re.compile(rf"(?<!\w){lexicon.any_answer('dishes')}(?!\w)")
_OWN_FOOD = re.compile(rf"(?<!\w){lexicon.any_answer('own_food')}(?!\w)")
"""What somebody eats instead of what is served."""


def mentioned(text: str, options: tuple[str, ...], *, speaks: bool, eats: bool = False) -> str | None:
    """Return the one option that a clause names; a short one, or none, only where it *speaks* of the field.

    Words that mean an option, and are said every day of other things, tell where the sentence *eats*, too.
    """
    last = corrected(text, lambda part: _mentioned(part, options, speaks=speaks, eats=eats))
    return last or _mentioned(text, options, speaks=speaks, eats=eats)


def _mentioned(text: str, options: tuple[str, ...], *, speaks: bool, eats: bool) -> str | None:
    folded = without_denied(fold(text), options)
    if _OWN_FOOD.search(folded):
        return answering("no", options)
    wanted = without_refused(folded, options)
    named = _named(text, wanted, options, speaks=speaks, eats=eats)
    if INDIFFERENT.search(folded) and len(named) != 1:
        return answering("yes", options) if EATS.search(folded) else None
    named = together(only_longest(named), options)
    spared = _SPARED.search(folded) if named else None
    if spared and len(named) == 1 and says(named[0]) != "no":
        return answering("no", options) if mentioned(folded[spared.end() :], options, speaks=speaks) else named[0]
    if len(named) != 1 and wanted == folded and (speaks or eats or EATS.search(folded)):
        plain = not named and (speaks or EATS.search(folded) is not None)
        said = answering(said_of_meal(folded), options) if plain else None
        named = [said] if said else by_telling_word(folded, options)
    return named[0] if len(named) == 1 else None


def _named(text: str, folded: str, options: tuple[str, ...], *, speaks: bool, eats: bool) -> list[str]:
    """Return the options that *folded* names, measures, or means."""
    named = [o for o in options if _is_named(folded, fold(o), speaks=speaks) and not is_denied(folded, fold(o))]
    named = [option for option in named if len(option) > 1 or spot(text, option.upper())]
    alone = folded.strip(" .!")
    everyday = speaks or eats or EATS.search(folded) is not None or _DISH.search(folded) is not None
    return (
        named
        or [o for o in options if fold(o) == alone and boolean(o) is None and not alone.isdigit()]
        or measures.named(folded, options)
        or (by_size(folded, options) if speaks else [])
        or [o for o in by_meaning(folded, options, everyday=everyday) if not is_denied(folded, fold(o))]
        or placed(folded, options, bare=False)
    )


def _is_named(folded: str, option: str, *, speaks: bool) -> bool:
    spelled = option.partition(":")[2].strip() or option
    chosen = len(spelled) >= _WORD and len(folded.split()) < _TELLING and ASSENT.search(folded)
    return bool(speaks or chosen or len(spelled) >= _TELLING) and spot(folded, spelled) is not None
