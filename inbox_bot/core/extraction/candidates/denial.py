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


def denies(folded: str) -> bool:
    """Tell whether a folded text denies something that matters."""
    return _NO.search(_NOTHING_DENIED.sub("", folded)) is not None
