"""What makes an answer easy: a form to copy, and a link that opens it filled in."""

from collections.abc import Sequence
from urllib.parse import quote

from inbox_bot.core.event import Event
from inbox_bot.core.reply.people import Noted, Person, named

_LONGEST_LINK = 1900
"""Characters. Some mail programs on Windows cut or refuse a link of more than about 2000."""


def form(event: Event, persons: Sequence[Person], language: str, *, several: bool, brief: bool) -> str:
    """Return the labels of what lacks, ready to be filled in; of several people each stands with their name.

    Where they are so many that it is *brief*, each gets one line.
    """
    lacking = [person for person in persons if person.lacks]
    if brief:
        return "\n".join(_line(person, named(event, person, language)) for person in lacking)
    return "\n\n".join(_block(person, named(event, person, language) if several else ()) for person in lacking)


def mailto(addr_spec: str, subject: str, in_reply_to: str, persons: Sequence[Person]) -> str:
    """Return a link (RFC 6068) to an answer with the known filled in; empty if it would grow too long."""
    body = "\n\n".join(_block(person, person.noted) for person in persons)
    fields = {"subject": subject, "in-reply-to": in_reply_to, "body": body.replace("\n", "\r\n")}
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in fields.items())
    link = f"mailto:{quote(addr_spec, safe='@')}?{query}"
    return link if len(link) <= _LONGEST_LINK else ""


def _block(person: Person, known: Sequence[Noted]) -> str:
    lines = [f"{noted.label}: {noted.value}" for noted in known]
    return "\n".join(lines + [f"{asked.label}: " for asked in person.lacks])


def _line(person: Person, name: Sequence[Noted]) -> str:
    known = [f"{noted.label}: {noted.value}" for noted in name] or [person.summary or str(person.number)]
    return ", ".join(known + [f"{asked.label}: " for asked in person.lacks])
