"""Yes and no: what a text says, and which option says so."""

import re
from functools import lru_cache

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates.choices.boxes import TICKED
from inbox_bot.core.extraction.candidates.denial import HEDGE, denies
from inbox_bot.core.extraction.folding import fold

_ANSWER = 60
_NEGATION = re.compile(r"(?<!\w)(?:niet|geen|not|pas|aucun|nicht|kein|keine)(?!\w)")
EATS = re.compile(rf"(?<!\w){lexicon.any_answer('eating')}(?!\w)")
ASSENT = re.compile(rf"(?<![\w-]){lexicon.any_answer('assent')}(?!\w)")
_YES = re.compile(rf"[\W_]*{lexicon.any_of('yes')}(?!\w)")
_NO_FOOD = re.compile(
    rf"(?<!\w)(?:no|geen|kein\w*|sans|zonder|ohne|without|pas\s+de)\s+(?:\w+\s+)?(?:{lexicon.any_answer('foods')}|allerg\w*|diet\w*)(?!\w)"
)
"""What somebody does not eat answers no other question."""
INDIFFERENT = re.compile(
    r"n'importe|peu importe|m'est egal|pas de preference|sans preference|no preference|don't mind|do not mind|either|"
    r"whatever|geen voorkeur|maakt niet uit|om het even|keine praferenz|"
    r"(?:ist|mir)\s+egal|(?:eet|esse)\s+alles|mange\s+de\s+tout|eat\s+(?:everything|anything)"
)


_CLAUSE = re.compile(r"[,;.(]")
_FORM = re.compile(
    rf"\W*(?:(?:{lexicon.any_of('yes')})\s*(?:/|\||or|of|ou|oder)\s*(?:{lexicon.any_of('no')})|"
    rf"(?:{lexicon.any_of('no')})\s*(?:/|\||or|of|ou|oder)\s*(?:{lexicon.any_of('yes')}))(?!\w)[\s):=>→,–—-]*"
)
"""The form's own `yes / no`, left standing before the answer."""


def boolean(text: str) -> str | None:
    """Return `yes` or `no` as *text* says; None where it says neither."""
    folded = re.sub(r"\s+", " ", fold(text)).strip(" .,;:!?\"'-–")
    if TICKED.search(text):
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
    return "yes" if ASSENT.search(folded) else None


def said_of_meal(folded: str) -> str | None:
    """Return whether a clause about a meal says yes or no: who says to eat says yes."""
    if HEDGE.search(folded) or _NO_FOOD.search(folded):
        return None
    if denies(folded):
        return "no"
    return "yes" if (EATS.search(folded) or ASSENT.search(folded)) else None


def answering(said: str | None, options: tuple[str, ...]) -> str | None:
    """Return the one option that says what is *said*; None if none or several."""
    named = [option for option in options if said and says(option) == said]
    return named[0] if len(named) == 1 else None


@lru_cache(maxsize=1024)
def says(option: str) -> str | None:
    """Return whether an option is a yes or a no by its first word, or denies: `Both days` is neither."""
    said = boolean(option)
    return said if said == "no" or _YES.match(fold(option)) else None


def is_plain_yes(value: str) -> bool:
    """Tell whether an option only says yes, which another may say more exactly: `yes` beside `vegetarian`."""
    return says(value) == "yes"


def is_open(text: str) -> bool:
    """Tell whether *text* says neither yes nor no, nor which option, but that it is not known yet, or all the same."""
    folded = fold(text)
    return HEDGE.search(folded) is not None or INDIFFERENT.search(folded) is not None


def is_plain_answer(text: str) -> bool:
    """Tell whether *text* is but a yes, a no or a number."""
    folded = fold(text).strip(" .!")
    return folded.isdigit() or folded in lexicon.words("yes") or folded in lexicon.words("no")


def repeats_form(text: str) -> int:
    """Return how many characters at the beginning of *text* only repeat that yes or no is asked."""
    left = _FORM.match(fold(text))
    return left.end() if left else 0
