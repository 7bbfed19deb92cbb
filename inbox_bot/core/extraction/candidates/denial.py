"""What denies, and what leaves open, in a few folded words."""

import re

from inbox_bot.core.extraction import lexicon

_NO = re.compile(rf"(?<![\w-]){lexicon.any_answer('refusal')}(?!\w)|n't(?!\w)|(?<!\w)n'(?=\w)")
HEDGE = re.compile(rf"(?<!\w){lexicon.any_answer('hedges')}(?!\w)")
_NOTHING_DENIED = re.compile(
    r"(?:n't|(?<!\w)(?:not|never|niet|nooit|pas|jamais|nicht|nie))\s+(?:miss|skip|missen|overslaan|rater|manquer|verpassen)(?!\w)|"
    rf"(?<!\w)(?:{lexicon.any_answer('not_denied')}|"
    r"(?:without|no|zonder|sans|ohne|geen|kein\w*)\s+(?:(?:any|my|a|an|mijn|mon|ma|mein\w*)\s+)?"
    r"(?:company|guests?|partner|companions?|wife|husband|plus one|allerg\w*|diet\w*|special|restrictions?|gasten|"
    r"gezelschap|gaste|begleitung|accompagnant|invites?))(?!\w)"
)
_ARTICLE = r"(?:(?:any|the|de|du|des|la|les?|het|die|der|das|den|dem|of|van)\s+|[dl]['’])*"
_FOODS = rf"{_ARTICLE}{lexicon.any_answer('foods')}"
_AND = r"(?:\s*/\s*|,?\s(?:or|and|nor|of|en|noch|ou|et|ni|oder|und)\s+)"
_OR_NO = r"(?:(?:no|geen|kein\w*|pas de|sans|zonder|ohne|without)\s+)?"
_PRAISED = (
    r"(?!\w|\s+(?:me|m'\w+|mir|mij|est|sera|serait|fera|ferait|convien\w+|ira|irait|va|is|will|would|ist|ware|lijkt|mag)"
    r"(?!\w))"
)
"""What is denied does not please, as the next may do: `pas de viande et le saumon me va`."""
DENIED_FOODS = re.compile(
    rf"(?<!\w)(?:{lexicon.any_answer('denials')}|n't)\s+(?:(?:eats?|eating|mange|eet|esse|isst)\s+)*{_FOODS}(?!\w)"
    rf"(?:,\s*{_OR_NO}{_FOODS}(?=,|{_AND})|{_AND}{_OR_NO}{_FOODS}{_PRAISED})*"
)
"""What somebody does not eat: `no fish or meat`, `tout sauf le poisson et la viande`."""


def denies(folded: str) -> bool:
    """Tell whether a folded text denies something that matters."""
    return _NO.search(_NOTHING_DENIED.sub("", folded)) is not None
