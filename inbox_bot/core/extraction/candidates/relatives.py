"""People who are listed by what they are to the writer: `my husband, our two children and a friend`."""

import re

from inbox_bot.core.alternation import alternation
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import numbers

_WHOSE = (
    r"(?:my|our|his|her|their|mijn|m'n|onze|ons|zijn|haar|hun|mon|ma|mes|notre|nos|son|sa|ses|meine?[mnrs]?|"
    r"unsere?[mnrs]?|seine?[mnrs]?|ihre?[mnrs]?|an?|one|a|een|une?|eine?[mnrs]?|the|de|het|le|la|les|both|beide)\s+"
)
_PAIRS = (
    r"(?:parents(?:-in-law)?|in-laws|grandparents|ouders|schoonouders|grootouders|beaux-parents|grands-parents|eltern|"
    r"schwiegereltern|grosseltern)"
)
_SEVERAL = (
    r"(?:children|kids|daughters|sons|brothers|sisters|siblings|friends|mates|pals|boys|girls|kinderen|dochters|zonen|zoons|"
    r"broers|zussen|vrienden|vriendinnen|jongens|enfants|filles|freres|soeurs|amis|amies|kinder|kindern|tochter|tochtern|sohne|"
    r"sohnen|bruder|geschwister|freunde|freunden|freundinnen)"
)
_MOST = 9
"""Nobody brings more of their own."""
_COUNT = rf"\d|{alternation(word for word, digits in numbers.spelled().items() if 0 < int(digits) <= _MOST)}"
_ONE = re.compile(
    rf"(?:{_WHOSE})*(?:(?:(?P<number>{_COUNT})\s+)?(?:(?!(?:and|en|et|und)\s)[^\W\d_]+\s+)?(?P<several>{_SEVERAL})|"
    rf"(?:(?:{_COUNT})\s+)?(?P<pair>{_PAIRS})|"
    rf"(?:[^\W\d_]+(?:-[^\W\d_]+)?\s+)??(?P<single>{lexicon.any_answer('relatives')}))(?!\w)"
)
_ME = re.compile(r"(?:me|myself|i|mijzelf|mezelf|ik|mij|moi|moi-meme|je|ich|mich|mir)(?!\w)")
_AND = r"(?:and|en|et|und|plus|as\s+well\s+as|sowie|evenals|ainsi\s+que|also|ook|aussi|auch)(?!\w)"
_JOINS = re.compile(rf"\s*(?:[,&+/]|(?<!\w){_AND})(?:\s*{_AND})*\s*")


def listed(folded: str, at: int = 0) -> tuple[int, int | None] | None:
    """Return where the list of people ends that begins at *at* of a *folded* text, and how many they are.

    None where none begins there; no number where nobody could tell: `our children`.
    """
    numbered: list[int | None] = []
    end = at
    while one := _ONE.match(folded, at) or _ME.match(folded, at):
        if one.re is _ONE:
            numbered.append(_number(one))
        end = one.end()
        joint = _JOINS.match(folded, end)
        if joint is None or joint.end() == end:
            break
        at = joint.end()
    known = [number for number in numbered if number is not None]
    return (end, sum(known) if len(known) == len(numbered) else None) if numbered else None


def _number(one: re.Match[str]) -> int | None:
    if one["single"] or one["pair"]:
        return 1 if one["single"] else 2
    number = numbers.number(one["number"] or "")
    return int(number) if number else None


def begins(folded: str) -> bool:
    """Tell whether a clause is nothing but a list of people, which goes on with what stands before it."""
    said = folded.strip(" .!)")
    found = listed(said)
    return found is not None and found[0] == len(said)
