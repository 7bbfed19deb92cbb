"""A decided case to the reply that tells the sender."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from inbox_bot.core.case import Case, Decision, Outcome
from inbox_bot.core.event import Event
from inbox_bot.core.languages import Form
from inbox_bot.core.message import Address
from inbox_bot.core.reply.invitation import invitation_part
from inbox_bot.core.reply.kinds import Kind
from inbox_bot.core.reply.mime import Headers, Part, mailbox, multipart, text_part, to_octets, unstructured, verify
from inbox_bot.core.reply.msgid import reply_message_id, threading
from inbox_bot.core.reply.templates import Rendered, Templates
from inbox_bot.core.reply.variables import our_words, their_words

ANSWERED = tuple(outcome for outcome in Outcome if outcome not in {Outcome.REVIEW, Outcome.IGNORED})
"""The outcomes that the sender hears of."""

_ADDR_SPEC = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=.{1,253}$)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")


@dataclass(frozen=True, slots=True)
class Desk:
    """Who answers: the address replies come from, the words, the secret under their Message-IDs, and the tone."""

    address: Address
    templates: Templates
    key: bytes
    form: Form = "u"

    @property
    def domain(self) -> str:
        """The right-hand side of the Message-IDs."""
        return self.address.addr_spec.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Reply:
    """An automatic response, ready to be handed over with a null reverse-path (RFC 3834, section 3.3)."""

    rcpt_to: str
    message_id: str
    subject: str
    text: str
    octets: bytes


def compose(case: Case, decision: Decision, desk: Desk, *, at: datetime) -> Reply | None:
    """Return the reply, written *at* (aware); None where the outcome wants none or the sender cannot be answered.

    Raises as `write`.
    """
    return write(case, Kind(decision.outcome), desk, at=at) if decision.outcome in ANSWERED else None


def write(
    case: Case, kind: Kind, desk: Desk, *, at: datetime, entry: int = 0, kept: datetime | None = None
) -> Reply | None:
    """Return what tells the sender *kind*, written *at* (aware); None where the sender cannot be answered.

    *kept* is until when a place is kept for them, where *kind* is of that.

    The same case, kind and key always give the same Message-ID; *entry* tells apart what is told to several people of
    one mail, and, with *at*, what one of them is told again: a place may come free twice. Raises TemplateFault;
    UnsafeReply where the octets would not read back as written; ValueError where it asks for what lacks and nothing
    does.
    """
    rcpt_to = recipient(case, desk)
    if rcpt_to is None:
        return None
    wanted = (case.extraction.language, *case.event.languages, "nl", "en")
    language = desk.templates.language(kind.template, wanted)
    about = f"{case.message.digest} {entry} {at.isoformat()}" if entry else case.message.digest
    message_id = reply_message_id(about, kind, desk.key, desk.domain)
    rendered = _render(case, kind, desk, language=language, message_id=message_id, at=at, kept=kept)
    headers = _headers(case, desk, rcpt_to=rcpt_to, message_id=message_id, subject=rendered.subject, at=at)
    content = multipart("mixed", [_body(rendered, language), *_attached(case.event, kind, desk, at)])
    entity = Part((*headers, *content.headers), content.body)
    octets = to_octets(entity)
    verify(octets, entity, rcpt_to)
    return Reply(rcpt_to, message_id, rendered.subject, rendered.text, octets)


def recipient(case: Case, desk: Desk) -> str | None:
    """Return who hears of the mail: its only author, unless the plan tells somebody else.

    None if there is none we can write to, a machine, or ourselves.
    """
    message, sender = case.message, case.message.sender
    if message.bounce or message.automatic or message.no_reply or message.mailing_list:
        return None
    if sender is None or not reachable(told := case.plan.tells or sender.addr_spec):
        return None
    return None if told.lower() in case.own_addresses | {desk.address.addr_spec.lower()} else told


def reachable(addr_spec: str) -> bool:
    """Tell whether we write to *addr_spec*: to ASCII dot-atoms only.

    The rest needs SMTPUTF8, or hides more than an address.
    """
    return _ADDR_SPEC.fullmatch(addr_spec) is not None and "=?" not in addr_spec


def _render(
    case: Case, kind: Kind, desk: Desk, *, language: str, message_id: str, at: datetime, kept: datetime | None
) -> Rendered:
    theirs = their_words(case, desk.address, language, message_id, kept)
    if kind.asks and not theirs["form"]:
        raise ValueError("nothing lacks that could be asked for")
    return desk.templates.render(
        kind.template, language, our_words(case.event, desk.address, language, at, desk.form), theirs
    )


def _headers(case: Case, desk: Desk, *, rcpt_to: str, message_id: str, subject: str, at: datetime) -> Headers:
    return (
        ("Date", format_datetime(at.astimezone(ZoneInfo(case.event.timezone)))),
        ("From", mailbox(desk.address.display_name, desk.address.addr_spec)),
        ("To", rcpt_to),
        ("Message-ID", message_id),
        *threading(case.message),
        ("Subject", unstructured("Subject", subject)),
        ("Auto-Submitted", "auto-replied"),
        ("X-Auto-Response-Suppress", "All"),
        ("MIME-Version", "1.0"),
    )


def _body(rendered: Rendered, language: str) -> Part:
    texts = [text_part(rendered.text, "plain", language)]
    if rendered.html is not None:
        texts.append(text_part(rendered.html, "html", language))
    return multipart("alternative", texts)


def _attached(event: Event, kind: Kind, desk: Desk, at: datetime) -> list[Part]:
    return [invitation_part(event, desk.address, at)] if kind in {Kind.CONFIRMED, Kind.PLACE} else []
