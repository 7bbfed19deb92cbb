"""What a mail server says about who really sent a message (RFC 8601)."""

import re
from typing import Final

from inbox_bot.core.headers import Headers

# What is quoted or a comment may hold a semicolon.
_ASIDE: Final = re.compile(r'"[^"]*"|\([^()]*\)')
_FAILED: Final = re.compile(r"\s*dmarc\s*=\s*fail\b", re.IGNORECASE)


def dmarc_failed(headers: Headers) -> frozenset[str]:
    """Return the authserv-ids (lower case) in whose topmost header field DMARC fails (RFC 8601, section 2.7.1).

    Each server writes above what came to it: whatever stands below under the same name may be the sender's own.
    """
    topmost: dict[str, bool] = {}
    for value in headers.raw("authentication-results"):
        server, *results = _ASIDE.sub(" ", value).split(";")
        if name := server.split()[:1]:
            topmost.setdefault(name[0].lower(), any(map(_FAILED.match, results)))
    return frozenset(name for name, failed in topmost.items() if failed)
