"""How the names of organisations are written, as patterns."""

from inbox_bot.core.extraction import lexicon

_WORD = r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž0-9][\w&'’-]*(?:\.(?=\w)\w+)*|[a-z]+\.[a-z]+(?:\.[a-z]+)*)"
_JOINT = (
    r"(?:voor|van|de|der|het|den|of|for|and|en|et|du|des|di|da|do|dos|das|del|della|la|le|les|und|für|the|al|y|e|"
    r"in|d'|qui|sans|sous|contre|[&+–])"
)
_FORM = r"(?:asbl|vzw|scrl|srl|gmbh|e\.\s?V\.|(?:wallonn?e?|flamande?)(?!\w))"
"""What belongs to a name though it has no capital: a legal form, `Brabant wallon`."""
NAME = rf"{_WORD}(?:[ ]+(?:{_JOINT}[ ]+)*{_WORD}|[ ]+(?:de[ ]+)?[dl]['’]{_WORD}|[ ]+{_FORM})*"
BRACKET = r"(?:[ ]+\((?!(?:I|We|It|My|Our|The|Not|Formerly|Previously|Ex|Until|Since)(?!\w))[A-ZÀ-Þ][\w&. -]{1,30}\))?"
KIND = (
    rf"(?:(?i:{lexicon.any_accented('employer_kinds')})(?:\s+(?!(?:et|en|and|und|qui|die|will|would|is|are|has|have|wish\w*|"
    rf"participer\w*|viendr\w*|vien\w*|souhait\w*|ser\w+|sont|est|suis|ist|komt|komen|zal|zullen|kommt|kommen|wird|à|aux?|chez|at|bij)\s)"
    rf"[a-zà-öø-ÿ][\w-]*|\s+(?:d['’]|l['’])\w+){{0,4}}?"
    r"(?:\s+(?:d['’]|l['’]|de\s+l['’]))?\s*(?<=[\s'’]))?"
)
"""What may stand in small letters before the name: `école communale`, `maison de repos`."""


def long_name(kinds: str, within: str) -> str:
    """Return a pattern for a name that begins with one of *kinds* and goes on in small letters."""
    return (
        rf"(?P<name>{within}(?i:{lexicon.any_accented(kinds)})(?=[\s'’])"
        r"(?:[ ]+(?:&[ ]+)?(?:[dl]['’])?"
        r"(?!(?:je|nous|vous|on|qui(?!\s+[A-ZÀ-Þ])|que|où|dont|et\s+(?:je|j['’]\w+|nous|vous|tu|on|il|elle|ils|elles|souhait\w*|mon|ma|me|mes|notre|votre|leur)|mais|car|depuis|comme|pour|avec|sans|ser\w+|souhait\w+|voudr\w+|aimer\w+|"
        r"particip\w+|viendr\w+|vien\w+|venons|assist\w+|arriv\w+|parce|puisque|où|c['’]\w+|en\s+tant|en\s+qualité|est|suis|sont|a|joignable|tél\w*|tel|gsm)(?!\w))[^\W\d_][\w’'-]*){1,9})"
    )


LONG_NAME = long_name("employer_kinds", r"(?=[A-ZÀ-Þ]|[^.,;:()\n]{3,40}?[ '’][A-ZÀ-Þ])")
