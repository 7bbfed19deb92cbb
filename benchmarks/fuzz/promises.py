"""What holds of every mail whatever: AssertionError where it does not."""

import json
import re
import time
from collections.abc import Iterator

from benchmarks.fuzz import replies
from benchmarks.fuzz.handling import first, following
from inbox_bot.core.case import Case
from inbox_bot.core.document import Document, Zone
from inbox_bot.core.extraction.context import FIRST_MAIL
from inbox_bot.core.extraction.model import Candidate, Finding
from inbox_bot.core.extraction.own_words import own_words
from inbox_bot.core.message import Address, Message, parse
from inbox_bot.explain import Explanation, line, text

SECONDS = 2.0
"""Of the processor's time, for each of the two ways of handling a mail."""
_SHOWN = 600_000
"""Characters of a mail that are looked at."""
_CLOSED = (Zone.QUOTED, Zone.DISCLAIMER)
_CHARSET = re.compile(rb"charset[^\s\w]*([\w-]*)", re.IGNORECASE)
_CHARSETS = {b"utf-8", b"us-ascii", b"iso-8859-1", b"iso-8859-15", b"windows-1252"}
"""Those in which a line end is the octet that it is in ASCII."""
_HEADS = {"subject", "from"}
"""Where words stand that have no place in the text; those of a forwarded mail's sender have one all the same."""
_HOLE = re.compile(r"\w+ while reading it")
"""How `parse` says that a parser below it failed on a message within all bounds."""


def hold(octets: bytes) -> None:
    """Check all of them of the mail *octets*, as a first one and as one that follows on another."""
    message = parse(octets)
    begun = time.process_time()
    alone = first(octets, message)
    assert time.process_time() - begun <= SECONDS, "too slow"
    assert message == alone.case.message, "read otherwise the second time"
    _message_is_sound(message)
    _document_holds_together(alone.case.document)
    _sound(alone)
    assert not _taken_from_others(alone.case), "taken from what others wrote"
    if _may_be_written_otherwise(octets, message):
        otherwise = octets.replace(b"\n", b"\r\n")
        same = first(otherwise, parse(otherwise))
        assert (message.digest, alone.decision) == (same.case.message.digest, same.decision), "line ends matter"
    begun = time.process_time()
    later = following(alone)
    assert time.process_time() - begun <= SECONDS, "too slow after another"
    _sound(later)


def _sound(done: Explanation) -> None:
    case = done.case
    for one in _found(case):
        _words_are_its_own(one, case)
    for value in (*_values(case), *done.decision.reasons, *case.extraction.doubts, *case.extraction.evidence):
        assert _can_be_stored(value), f"cannot be stored: {value!r}"
    assert text("a.eml", done)
    assert json.dumps(line("a.eml", done))
    if done.reply is not None:
        replies.allowed(case, done.decision.outcome)
        replies.sound(done.reply, case)


def _message_is_sound(message: Message) -> None:
    names = [part for one in _people(message) for part in (one.display_name, one.addr_spec)]
    files = [part for one in message.attachments for part in (one.filename, one.content_type)]
    ids = (message.message_id, *message.in_reply_to, *message.references, *message.returned)
    for one in (message.subject, message.return_path or "", *names, *files, *ids):
        assert not {"\r", "\n", "\0"} & set(one), f"a line end in {one!r}"
        assert _can_be_stored(one), f"cannot be stored: {one!r}"
    assert _can_be_stored(message.text)
    assert _can_be_stored(message.html)
    assert not _HOLE.fullmatch(message.unreadable or ""), message.unreadable


def _people(message: Message) -> tuple[Address, ...]:
    return (*message.senders, *message.reply_to, *message.to, *message.cc)


def _document_holds_together(document: Document) -> None:
    assert len(document.text) <= _SHOWN
    assert "\n".join(one.text for one in document.lines) == document.text
    for one in document.lines:
        assert document.slice(one.span) == one.text
        assert [document.slice(cell.span) for cell in one.cells] == [cell.text for cell in one.cells]
    assert all(0 <= forward.first_line <= len(document.lines) for forward in document.forwards)


def _may_be_written_otherwise(octets: bytes, message: Message) -> bool:
    """Tell whether *octets* mean the same with other line ends; every fourth mail will do."""
    known = all(charset.lower() in _CHARSETS for charset in _CHARSET.findall(octets))
    return known and message.unreadable is None and len(octets) % 4 == 0 and b"\r" not in octets and b"\0" not in octets


def _found(case: Case) -> Iterator[Finding | Candidate]:
    for participant in case.extraction.participants:
        yield from participant.values()
    for runners_up in case.extraction.alternatives.values():
        yield from runners_up


def _words_are_its_own(one: Finding | Candidate, case: Case) -> None:
    if one.span is None:
        people = (part for each in _people(case.message) for part in (each.display_name, each.addr_spec))
        heads = (case.message.subject, *people, case.document.text)
        assert one.source not in _HEADS or any(one.text in head for head in heads), f"{one.text!r} stands nowhere"
    else:
        assert 0 <= one.span.start <= one.span.end <= len(case.document.text), f"{one.span} is outside"
        assert case.document.slice(one.span) == one.text, f"{one.source} points elsewhere than at its words"


def _taken_from_others(case: Case) -> list[Finding]:
    """Return the values of *case* that stand where others' words stand, once those typed among them are told apart."""
    document = own_words(case.message, case.document, case.event, FIRST_MAIL)
    closed = [one.span for one in document.of(*_CLOSED)]
    taken = (one for participant in case.extraction.participants for one in participant.values())
    return [
        one for one in taken if one.span and any(one.span.start < end and start < one.span.end for start, end in closed)
    ]


def _values(case: Case) -> Iterator[str]:
    for participant in case.extraction.participants:
        for one in participant.values():
            assert not replies.CONTROLS.search(one.value), f"a control character in {one.value!r}"
            yield from (one.value, one.text)


def _can_be_stored(value: str) -> bool:
    """Tell whether a database takes *value*: PostgreSQL no NUL, and neither half a character."""
    return "\0" not in value and value.encode("utf-8", "replace").decode() == value
