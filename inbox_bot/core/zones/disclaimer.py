"""Lines that nobody wrote for this mail: legal notes, banners, device and antivirus lines, slogans."""

import re
from collections.abc import Sequence

from inbox_bot.core.document import Zone
from inbox_bot.core.zones.labels import value_of
from inbox_bot.core.zones.normal import fold
from inbox_bot.core.zones.row import Row
from inbox_bot.core.zones.words import any_of

_LEGAL = re.compile(any_of("legal"))
_BOILERPLATE = re.compile(rf"{any_of('environment', 'antivirus', 'banners')}")
_DEVICE = re.compile(rf"\W{{0,4}}{any_of('device')}\b")
_SLOGAN = re.compile(rf"\b{any_of('slogans')}\b")
_MYSELF = re.compile(
    r"(?<![\w-])(?:i|i'm|i'd|i'll|my|myself|ik|mijn|j'\w+|je\s+(?:suis|ne|me|m'|souhaite|voudrais|viens|participe|serai|mange)\w*|moi|ich|mein\w*|mich|mir)(?![\w-])"
)
"""Who speaks of oneself offers nothing to everybody: `I follow a low-salt diet` is no `Follow us`."""
_TAG = re.compile(
    r"[\[(*]{1,2}\s?(?:ext|extern(?:al|e|er)?|caution|attention|achtung|let op)\b[^\])*]{0,40}[\])*]{1,2}$"
)
_SOCIAL = re.compile(r"(?:[\[(<]?(?:facebook|twitter|linkedin|instagram|youtube|tiktok|flickr)[\])>]?[\s|,/&-]*)+$")
_DEVICE_LENGTH, _SLOGAN_LENGTH, _LEGAL_LENGTH, _MOST = 120, 200, 20, 4000


def mark_disclaimers(rows: Sequence[Row], zones: list[Zone]) -> None:
    """Turn the sender's lines of *rows* that are boilerplate into DISCLAIMER in *zones*."""
    legal = False
    for at, row in enumerate(rows):
        if zones[at] is not Zone.NEW or (row.blank and not legal):
            continue
        said = fold(row.text[:_MOST])
        # A note that was wrapped goes on to the end of its paragraph.
        legal = not row.blank and (legal or _is_legal(said))
        if not (legal or _is_boilerplate(said)):
            continue
        if value_of(row.text):
            legal = False
        elif not row.blank:
            zones[at] = Zone.DISCLAIMER


def _is_legal(said: str) -> bool:
    return len(said) > _LEGAL_LENGTH and "?" not in said and bool(_LEGAL.search(said))


def _is_boilerplate(said: str) -> bool:
    if _BOILERPLATE.search(said) or _TAG.match(said) or _SOCIAL.match(said):
        return True
    if len(said) <= _DEVICE_LENGTH and _DEVICE.match(said):
        return True
    return len(said) <= _SLOGAN_LENGTH and "?" not in said and bool(_SLOGAN.search(said)) and not _MYSELF.search(said)
