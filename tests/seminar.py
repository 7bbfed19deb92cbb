"""A seminar, the desk that answers for it, and what people may send to it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from functools import lru_cache

from inbox_bot import templating
from inbox_bot.core.case import Case, History
from inbox_bot.core.document import Document
from inbox_bot.core.event import Event, Field, FieldType
from inbox_bot.core.extraction.model import Extraction, Finding, Intent, Participant
from inbox_bot.core.message import Address, Message, parse
from inbox_bot.core.reply import Desk, Reply

NOW = datetime(2018, 11, 20, 9, 0, tzinfo=UTC)
ORGANISER = "linda@kcvs.example"

EVENT = Event(
    id="seminar",
    title="Seminarie Steden in transitie",
    timezone="Europe/Brussels",
    starts=datetime(2018, 12, 7, 9, 30, tzinfo=UTC),
    place="Antwerpen",
    deadline=datetime(2018, 12, 2, 22, 59, 59, tzinfo=UTC),
    field=(
        Field(key="name", label="Naam", type=FieldType.PERSON_NAME),
        Field(key="city", label="Stad", type=FieldType.MUNICIPALITY),
        Field(key="function", label="Functie", type=FieldType.JOB_TITLE),
        Field(key="email", label="E-mailadres", type=FieldType.EMAIL),
    ),
)
ANSWERS = {"name": "Jan Peeters", "city": "Gent", "function": "directeur", "email": "jan@gent.example"}


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, by: timedelta) -> None:
        self.now += by


@lru_cache
def desk() -> Desk:
    return Desk(Address("Linda", ORGANISER), templating.load(), b"k" * 32)


def mail(
    text: str,
    *,
    sender: str = "Jan Peeters <jan@gent.example>",
    subject: str = "Inschrijving",
    number: int = 1,
    answers: str = "",
) -> bytes:
    """Return a mail's octets; *answers* is the Message-ID that it answers."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, ORGANISER, subject
    message["Message-ID"] = f"<{number}@gent.example>"
    message["Date"] = "Tue, 20 Nov 2018 10:00:00 +0100"
    if answers:
        message["In-Reply-To"] = answers
    message.set_content(text)
    return message.as_bytes()


def registration(number: int = 1, *, without: str = "", answers: str = "") -> bytes:
    """Return a mail that gives all that is asked, but for the field *without*, from a sender of its own."""
    name, address = f"Jan {_SURNAMES[number % len(_SURNAMES)]}", f"jan{number}@gent.example"
    values = {**ANSWERS, "name": name, "email": address}
    lines = [f"{field.label}: {values[field.key]}" for field in EVENT.fields if field.key != without]
    text = "\n".join(["Beste,", "", "Graag schrijf ik mij in voor het seminarie.", "", *lines, ""])
    return mail(text, sender=f"{name} <{address}>", number=number, answers=answers)


_SURNAMES = ("Peeters", "Janssens", "Maes", "Jacobs", "Mertens", "Willems", "Claes", "Goossens", "Wouters", "De Smet")


def message(number: int = 1, *, answers: str = "", sender: str = "jan@gent.example") -> Message:
    return parse(mail(f"Mail {number}", number=number, answers=answers, sender=sender))


def found(**values: str) -> Participant:
    return {key: Finding(value, value, None, "text", 0.9) for key, value in values.items()}


def case(
    message: Message,
    *participants: Participant,
    intent: Intent = Intent.REGISTER,
    history: History = History(),  # noqa: B008  frozen
    at: datetime = NOW,
) -> Case:
    missing = tuple(field.key for field in EVENT.required if any(field.key not in one for one in participants))
    extraction = Extraction(EVENT, intent, ("asks to register",), participants, missing)
    return Case(message, Document("", ()), extraction, history, at, frozenset({ORGANISER}))


def reply(number: int = 1, rcpt_to: str = "jan@gent.example") -> Reply:
    return Reply(rcpt_to, f"<reply-{number}@kcvs.example>", "Re", "Dank u", b"Subject: Re\r\n\r\nDank u\r\n")


def without(participant: Participant, key: str) -> Participant:
    return {name: finding for name, finding in participant.items() if name != key}


def doubtful(case: Case, doubt: str) -> Case:
    return replace(case, extraction=replace(case.extraction, doubts=(doubt,)))
