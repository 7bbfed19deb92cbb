"""Colleagues whom the text calls by a first name, and whom the copies of the mail name in full."""

import re
from collections.abc import Iterator

from inbox_bot.core.document import Span
from inbox_bot.core.extraction.candidates import emails, names
from inbox_bot.core.extraction.evidence import candidate
from inbox_bot.core.extraction.labels.vocabulary import NAME
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.prose.people.part import brings_along
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row

_IN_COPY = re.compile(
    r"\W{1,3}(?:(?:hier|ook|zie|staat|die|in|de|via|see|is|also|auch|aussi)\s+)*(?:cc|c\.c\.?|kopie|copie|copy|kopij)(?!\w)"
)
_WITH_ME = re.compile(r"(?:\s*\([^()\n]*\))?\s+(?:en|and|et|und|&)\s+(?:ik|ikzelf|i|myself|me|moi|ich)(?!\w)")


def copied(reading: Reading) -> Iterator[Candidate]:
    """Yield the full name of each that a copy goes to, where the text says by the first name that they come along."""
    for address in reading.message.cc:
        name = names.read(address.display_name) or _spelled(address.addr_spec)
        given = names.split(name)[0] if name else ""
        if name and given and emails.normal(address.addr_spec):
            yield from _called(reading, name, given)


def _spelled(addr_spec: str) -> str:
    """Return the name that an address spells in full: `bob.claes@gent.example`."""
    first, _, rest = addr_spec.partition("@")[0].partition(".")
    return f"{first.capitalize()} {rest.capitalize()}" if names.is_given(first) and rest.isalpha() else ""


def _called(reading: Reading, name: str, given: str) -> Iterator[Candidate]:
    alone = re.compile(rf"(?<!\w){re.escape(given)}(?![\w@-])(?!\s+(?:van|de|den|der|el|von)?\s*[A-ZÀ-Þ][a-zß-ÿ])")
    for row in reading.own:
        found = None if row.greets else alone.search(row.text)
        if found and _comes_along(row, found):
            start = row.span.start + found.start()
            span = Span(start, start + len(given))
            yield candidate(
                NAME, name, reading.document.slice(span), span, reading.source(row), ("companion", "copied")
            )
            return


def _comes_along(row: Row, found: re.Match[str]) -> bool:
    before, after = row.folded[: found.start()], row.folded[found.end() :]
    return bool(_IN_COPY.match(after) or _WITH_ME.match(after)) or brings_along(before)
