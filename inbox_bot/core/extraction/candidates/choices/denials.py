"""What a text says is not eaten, or not chosen."""

import re
from functools import lru_cache

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates.choices.answering import says
from inbox_bot.core.extraction.candidates.choices.meanings import asked, meaning
from inbox_bot.core.extraction.candidates.choices.naming import any_word
from inbox_bot.core.extraction.candidates.denial import DENIED_FOODS
from inbox_bot.core.extraction.folding import fold

_ANY_MEAT = re.compile(rf"(?<!\w){lexicon.any_answer('any_meat')}(?!\w)")
_EXCEPT = re.compile(rf"{lexicon.any_answer('exceptions')}(?!\w)")
_REFUSAL = (
    r"(?<!\w)(?:plutot\s+qu[e'’]|au\s+lieu\s+d[eu'’]|rather\s+than|instead\s+of|liever\s+dan|eerder\s+dan|in\s+plaats\s+van|(?:an)?statt|"
    r"j'aurais\s+(?:(?:bien|volontiers)\s+)?(?:pris|aime|voulu|mange)|would\s+have\s+(?:liked|taken|had|chosen)|had\s+(?:ik\s+)?(?:graag|liever)|"
    r"hatte\s+(?:ich\s+)?gerne?|surtout\s+pas|rien\s+de|rien|nothing|niets|nichts|pas|not|no|niet|geen|nicht|kein\w*)\s*(?<=[\s'’])(?:(?:de|d['’]|du|la|le|les|l['’]|un|une|the|an?|any|het|een|der|des|die|das|dem|den|eine?[nrm]?)\s*(?<=[\s'’]))*"
)

_RATHER = re.compile(r"(?<!\w)(?:plutot|prefere\w*|rather|prefer|liever|eerder|lieber|eher)(?!\w)")
_THAN = re.compile(r"(?<!\w)(?:que|than|dan|als)(?=\s)")
"""Behind one of these, where somebody prefers something, stands what is left: `rather hot than cold`."""

_EATS_FISH = re.compile(r"(?<!\w)pes[ck](?:o|a|e)?[\s-]?veg[a-z]*|(?<!\w)pes[ck][ae]?tari[a-z]*")
"""Who eats no meat but fish: `pesco-végétarienne`, `pescetarian`."""


def without_denied(folded: str, options: tuple[str, ...]) -> str:
    """Return *folded* without what it says is not eaten; without meat, and fish where it is offered, is vegetarian."""
    offered = {name for name in ("meat", "fish") for option in options if meaning(name).search(fold(option))}

    def instead(denied: re.Match[str]) -> str:
        said = {name for name in offered if _refuses(denied.group(), name, options)}
        spared = said == offered or ("meat" in said and not _EXCEPT.match(denied.group()))
        return ("vegetarian" if said and spared else "").ljust(len(denied.group()))

    if "fish" in offered:
        folded = _EATS_FISH.sub(lambda match: "fish".ljust(len(match.group())), folded)
    return DENIED_FOODS.sub(instead, folded) if offered else folded


def _refuses(denied: str, name: str, options: tuple[str, ...]) -> bool:
    """Tell whether what is *denied* is all meat, or the very meat that is served: who eats no pork may like chicken."""
    kinds = meaning(name).findall(denied)
    served = any(kind in fold(option) for kind in kinds for option in options)
    return bool(kinds) and (name != "meat" or served or _ANY_MEAT.search(denied) is not None)


def without_refused(folded: str, options: tuple[str, ...]) -> str:
    """Return *folded* without the options that it says are not chosen: `cold, not hot`."""
    refused = _refused(options)
    if refused is None:
        return folded
    if _RATHER.search(folded):
        folded = _THAN.sub(lambda match: f"not{' ' * (len(match.group()) - 3)}", folded)
    return refused.sub(lambda match: " " * len(match.group()), folded)


@lru_cache(maxsize=256)
def _refused(options: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return what matches words by which people refuse one of *options*; who refuses any chooses the one for none."""
    offered = tuple(option for option in options if says(option) is None)
    if len(offered) < len(options) - 1 or not offered:
        return None
    means = "".join(f"|{lexicon.any_answer(name)}" for name in sorted(asked(offered, everyday=True) & {"cold", "hot"}))
    word = rf"(?:{any_word(offered)}{means})(?!\w)"
    return re.compile(rf"{_REFUSAL}{word}(?:\s+{word})*")
