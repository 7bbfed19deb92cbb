"""Injection: what a sender writes is shown, and obeyed nowhere."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from email.utils import getaddresses
from functools import partial
from html.parser import HTMLParser
from itertools import product

import openpyxl

from benchmarks.faults.table import Fault, Toll
from core.reply.replies import DESK, FORMS, HEADERS, JAN, MESSAGE, NOW, known, parsed, parts
from core.reply.replies import EVENT as REPLIED
from core.reply.replies import case as replied
from inbox_bot import export, report
from inbox_bot.core.case import Case, Decision, Does, History, Outcome, Plan
from inbox_bot.core.message import Address, Message, parse
from inbox_bot.core.reply import Desk, Reply, write
from inbox_bot.core.reply.kinds import TOLD, Kind
from inbox_bot.core.reply.values import shown
from inbox_bot.store import Entry, Status, Store
from seminar import ANSWERS, EVENT, case, found, mail

VALUES = (
    "Jan\r\nBcc: victim@evil.example",
    "Jan\nBcc: victim@evil.example\n\nhello",
    "Jan\rX-Evil: 1",
    "Jan\0Bcc: victim@evil.example",
    "\r\n.\r\nMAIL FROM:<>\r\nRCPT TO:<victim@evil.example>",
    "=?utf-8?Q?=0D=0ABcc:_victim@evil.example?=",
    "=?utf-8?b?DQpCY2M6IHZAZXZpbC5leGFtcGxl?=",
    "{{7*7}}",
    "{% for x in range(9) %}evil{% endfor %}",
    "{{ participants.__class__.__mro__ }}",
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "</pre></td><a href='javascript:alert(1)'>evil</a>",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("evil")',
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "＝1+1",
)
_CALM = "Qqq"
"""What is put in a value's place to see what the reply says around it."""
_DESKS = {"u": replace(DESK, form="u"), "je": replace(DESK, form="je")}
_DIALECTS: dict[export.Dialect, str] = {"semicolon": ";", "comma": ",", "tab": "\t"}
_SIGNS = ("=", "+", "-", "@", "|", "%", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def in_a_field(key: str, value: str) -> Toll:
    """Write every reply, with *value* as the answer to *key*: it stands there as it is, and all around is the same."""
    for kind, (language, form) in product(TOLD, FORMS):
        desk = _DESKS[form]
        hostile, calm = (
            _written(_case(kind, language, MESSAGE, _person(kind, key, one)), kind, desk) for one in (value, _CALM)
        )
        _sound(hostile, calm)
        (field,) = (field for field in REPLIED.fields if field.key == key)
        expected = calm.text.replace(_CALM, shown(field, value, language))
        assert " ".join(expected.split()) == " ".join(hostile.text.split()), f"{kind} {language}: {hostile.text}"
    return Toll()


def in_a_header(change: Callable[[str], Message], value: str) -> Toll:
    """Write every reply to a mail with *value* in its header section: what it says is the same."""
    for kind, (language, form) in product(TOLD, FORMS):
        desk = _DESKS[form]
        person = _person(kind, "name", JAN["name"])
        hostile, calm = (_written(_case(kind, language, change(one), person), kind, desk) for one in (value, _CALM))
        _sound(hostile, calm)
        assert calm.subject == hostile.subject
    return Toll()


def in_a_table(value: str) -> Toll:
    """Export *value* in each field and in the sender: no cell begins as a formula does."""
    entry = Entry(1, EVENT.id, "1" * 64, 0, Status.CONFIRMED, dict.fromkeys(ANSWERS, value), value, NOW, NOW)
    for dialect, sign in _DIALECTS.items():
        text = export.as_csv([entry], [EVENT], dialect).decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign) for cell in row]
        assert not [cell for cell in cells if cell.lstrip().startswith(_SIGNS)], cells
    return Toll()


def in_a_workbook(value: str) -> Toll:
    """Export *value* the same way: each cell is text, and none a formula or a link."""
    entry = Entry(1, EVENT.id, "1" * 64, 0, Status.CONFIRMED, dict.fromkeys(ANSWERS, value), value, NOW, NOW)
    book = openpyxl.load_workbook(io.BytesIO(export.as_xlsx([entry], [EVENT])))
    for sheet in book:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type in {"s", "d", "n"}, cell.data_type
            assert cell.hyperlink is None
    return Toll()


def in_a_report(value: str) -> Toll:
    """Show *value* to the organiser wherever a mail's words are shown: the page is made of the same elements."""
    for language in ("nl", "fr", "en", "de"):
        assert _elements(_page(_CALM, language)) == _elements(_page(f"x{value}", language))
    return Toll()


def _person(kind: Kind, key: str, value: str) -> dict[str, str]:
    """Return somebody whose answer to *key* is *value*, and who leaves another out where *kind* asks for something."""
    lacking = ("city" if key == "function" else "function") if kind.asks else ""
    return {one: value if one == key else JAN[one] for one in JAN if one != lacking}


def _case(kind: Kind, language: str, message: Message, person: dict[str, str]) -> Case:
    """Return a case of *person* in which there is cause to tell *kind*."""
    one = replied(person, language=language, message=message)
    before = known(person)
    if kind in {Kind.UPDATED, Kind.CANCELLED}:
        does = Does.CANCELS if kind is Kind.CANCELLED else Does.CHANGES
        return replace(one, plan=Plan(does, {0: before}), history=History(in_thread=True, known=(before,)))
    return one


def _written(case: Case, kind: Kind, desk: Desk) -> Reply:
    reply = write(case, kind, desk, at=NOW)
    assert reply is not None
    return reply


def _sound(reply: Reply, calm: Reply) -> None:
    """Check that *reply* has our headers, one recipient, and the parts and the markup of *calm*."""
    read = parsed(reply)
    assert set(read.keys()) <= {*HEADERS, "Content-Transfer-Encoding", "Content-Language"}, read.keys()
    assert len(read.keys()) == len(set(read.keys()))
    assert getaddresses(read.get_all("To", [])) == [("", "jan@gent.example")]
    assert reply.rcpt_to == "jan@gent.example"
    types = [part.get_content_type() for part in read.walk()]
    assert [part.get_content_type() for part in parsed(calm).walk()] == types
    assert not [part.defects for part in read.walk() if part.defects]
    hostile, quiet = (parts(one).get("text/html", "") for one in (reply, calm))
    assert _elements(quiet) == _elements(hostile)


class _Elements(HTMLParser):
    """Collects each element with the names of its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attrs)))


def _elements(html: str) -> list[tuple[str, tuple[str, ...]]]:
    parser = _Elements()
    parser.feed(html)
    return parser.found


def _page(value: str, language: str) -> str:
    """Return the organiser's page about mails that say *value* wherever they can."""
    with closing(Store("sqlite://")) as store:
        store.create()
        for number, outcome in enumerate((Outcome.REVIEW, Outcome.LATE, Outcome.INCOMPLETE, Outcome.CONFIRMED), 1):
            message = replace(
                parse(mail(f"Dag\n{value}", number=number)),
                subject=value,
                senders=(Address(value, "jan@gent.example"),),
            )
            with store.begin() as tx:
                assert tx.receive(message.digest, NOW, NOW)
                decided = case(message, found(**dict.fromkeys(ANSWERS, value)))
                tx.record(decided, Decision(outcome, (value,), "doubtful"), mail(f"Dag\n{value}", number=number), NOW)
        return report.render(report.build(store, [EVENT], NOW, since=NOW), "html", language)


def _named(value: str) -> Message:
    return replace(MESSAGE, senders=(Address(value, "jan@gent.example"),))


def _titled(value: str) -> Message:
    return replace(MESSAGE, subject=value)


def _identified(value: str) -> Message:
    return replace(MESSAGE, message_id=f"<{value}@gent.example>")


def _referring(value: str) -> Message:
    return replace(MESSAGE, references=(f"<{value}@gent.example>",), in_reply_to=(f"<{value}@gent.example>",))


PLACES: dict[str, Callable[[str], Toll]] = {
    **{f"answer to {key}": partial(in_a_field, key) for key in JAN},
    "display name": partial(in_a_header, _named),
    "subject": partial(in_a_header, _titled),
    "Message-ID": partial(in_a_header, _identified),
    "References": partial(in_a_header, _referring),
    "CSV": in_a_table,
    "XLSX": in_a_workbook,
    "report": in_a_report,
}


@contextmanager
def faults() -> Iterator[Iterable[Fault]]:
    """Yield each value at each place."""
    yield [Fault(f"{value!r}: {place}", partial(PLACES[place], value)) for value in VALUES for place in PLACES]
