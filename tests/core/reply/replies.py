"""An event, a mail and cases of it, and how to look at the replies they get."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message as Parsed

from inbox_bot import templating
from inbox_bot.core.case import Case, Decision, Does, History, Known, Outcome, Plan
from inbox_bot.core.document import Document
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.model import ASKS, Extraction, Finding, Intent
from inbox_bot.core.message import Address, Message
from inbox_bot.core.reply import Desk, Reply, compose
from inbox_bot.core.states import Stands

TEMPLATES = templating.load()
DESK = Desk(Address("Kenniscentrum Vlaamse Steden", "seminarie@kcvs.example"), TEMPLATES, b"a secret")
LANGUAGES = ("nl", "fr", "en", "de")
FORMS = (("nl", "u"), ("nl", "je"), ("fr", "u"), ("en", "u"), ("de", "u"))
ANSWERED = (Outcome.CONFIRMED, Outcome.INCOMPLETE, Outcome.LATE, Outcome.UPDATED, Outcome.CANCELLED)
NOW = datetime(2018, 11, 26, 9, 0, tzinfo=UTC)
EVENT = Event.model_validate(
    {
        "id": "seminar-2018",
        "title": "Stadsbesturen in transitie",
        "timezone": "Europe/Brussels",
        "starts": "2018-12-07T09:30:00",
        "place": "Permeke, De Coninckplein 26, 2060 Antwerpen",
        "deadline": "2018-12-02",
        "languages": ["nl"],
        "field": [
            {"key": "name", "label": "Naam", "type": "person_name"},
            {"key": "city", "label": "Stad / gemeente", "type": "municipality"},
            {"key": "function", "label": "Functie", "type": "job_title"},
            {"key": "email", "label": "E-mailadres", "type": "email"},
            {"key": "remark", "label": "Opmerking", "type": "text", "required": False},
        ],
    }
)
JAN = {"name": "Jan Peeters", "city": "Gent", "function": "schepen", "email": "jan@gent.example"}
MESSAGE = Message(
    digest="d1",
    message_id="<m1@gent.example>",
    in_reply_to=(),
    references=(),
    senders=(Address("Jan Peeters", "jan@gent.example"),),
    reply_to=(),
    to=(),
    cc=(),
    return_path=None,
    subject="inschrijving",
    date=None,
    received=None,
    text="",
    html="",
    attachments=(),
    automatic=None,
    bounce=None,
    mailing_list=None,
    calendar=None,
    unreadable=None,
)
HEADERS = [
    *("Date", "From", "To", "Message-ID", "In-Reply-To", "References", "Subject"),
    *("Auto-Submitted", "X-Auto-Response-Suppress", "MIME-Version", "Content-Type"),
]


def case(
    *people: Mapping[str, str],
    language: str = "nl",
    event: Event = EVENT,
    received_at: datetime = NOW,
    message: Message = MESSAGE,
) -> Case:
    participants = tuple(
        {key: Finding(value, value, None, "text", 1.0) for key, value in one.items()} for one in people
    )
    return Case(
        message=message,
        document=Document("", ()),
        extraction=Extraction(event, Intent.REGISTER, (), participants, language=language),
        history=History(),
        received_at=received_at,
        own_addresses=frozenset({"info@kcvs.example"}),
    )


def without(*keys: str) -> dict[str, str]:
    return {key: value for key, value in JAN.items() if key not in keys}


def answer(case: Case, outcome: Outcome, desk: Desk = DESK, at: datetime = NOW) -> Reply:
    reply = compose(case, Decision(outcome), desk, at=at)
    assert reply is not None
    return reply


def parsed(reply: Reply) -> Parsed:
    return message_from_bytes(reply.octets)


def decoded(part: Parsed) -> str:
    octets = part.get_payload(decode=True)
    assert isinstance(octets, bytes)
    return octets.decode("utf-8").replace("\r\n", "\n")


def parts(reply: Reply) -> dict[str, str]:
    return {part.get_content_type(): decoded(part) for part in parsed(reply).walk() if not part.is_multipart()}


def sample(outcome: Outcome, language: str = "nl") -> Case:
    return case(without("function") if outcome is Outcome.INCOMPLETE else JAN, language=language)


def known(fields: Mapping[str, str], number: int = 1, status: str = "confirmed") -> Known:
    return Known(number, EVENT.id, Stands(status), fields, "jan@gent.example", NOW, in_thread=True)


def doing(does: Does, *people: Mapping[str, str], before: Sequence[Known] = (), language: str = "nl") -> Case:
    """Return a case in which the first of *people* take the places of *before*."""
    one = case(*people, language=language)
    history = History(in_thread=True, known=tuple(before))
    return replace(one, plan=Plan(does, dict(enumerate(before))), history=history)


def asking(case: Case) -> Case:
    return replace(case, extraction=replace(case.extraction, evidence=("inschrijven", f"{ASKS}is er parking?")))
