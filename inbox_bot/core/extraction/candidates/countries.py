"""Countries by their English short name, as Babel's territories give it."""

import re
from functools import cache

from babel import Locale

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.folding import fold

_LANGUAGES = ("en", "nl", "fr", "de")


@cache
def _codes() -> dict[str, str]:
    found = {}
    for language in reversed(_LANGUAGES):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"}:  # noqa: PLR2004 (ISO 3166-1 alpha-2)
                found[fold(name)] = code
                found[fold(re.sub(r"\s*\(.*?\)", "", name))] = code
    return found | {
        name: code.upper() for name, _, code in (entry.partition("=") for entry in lexicon.words("countries"))
    }


def read(text: str) -> str | None:
    """Return the English short name of the country that *text* is, in any of the four languages; None if it is none."""
    folded = re.sub(r"\s+", " ", re.sub(r"\(.*?\)", "", fold(text))).strip(" .,;:!-\t")
    code = _codes().get(folded) or _codes().get(re.sub(r"^(?:the|la|le|les|l'|de|het|die|der|das)\s*", "", folded))
    if code is None and re.fullmatch(r"[A-Z]{2}", text.strip()):
        code = text.strip() if text.strip() in _codes().values() else None
    return str(Locale("en").territories[code]) if code else None
