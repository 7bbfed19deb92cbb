"""Events that ask different things in four languages, and a short way from a mail's text to what is understood."""

from collections.abc import Sequence
from datetime import UTC, datetime
from email.message import EmailMessage

from inbox_bot.core.event import Event, Field, FieldType
from inbox_bot.core.extraction import extract
from inbox_bot.core.extraction.context import Context
from inbox_bot.core.extraction.model import Extraction
from inbox_bot.core.message import parse
from inbox_bot.core.zones import zone


def event(language: str, *fields: Field) -> Event:
    return Event.model_validate(
        {
            "id": "cities",
            "title": "Congress on Open Cities",
            "starts": datetime(2025, 5, 3, 9, tzinfo=UTC),
            "place": "Bozar, Brussels",
            "deadline": datetime(2025, 4, 20, 22, tzinfo=UTC),
            "timezone": "Europe/Brussels",
            "languages": (language,),
            "fields": fields,
        }
    )


SEMINAR = event(
    "nl",
    Field(key="name", label="Naam", type=FieldType.PERSON_NAME),
    Field(key="town", label="Stad / gemeente", type=FieldType.MUNICIPALITY),
    Field(key="job", label="Functie", type=FieldType.JOB_TITLE),
    Field(key="email", label="E-mailadres", type=FieldType.EMAIL),
)
COLLOQUE = event(
    "fr",
    Field(key="nom", label="Nom", type=FieldType.FAMILY_NAME),
    Field(key="prenom", label="Prénom", type=FieldType.GIVEN_NAME),
    Field(key="org", label="Organisation", type=FieldType.ORGANISATION),
    Field(key="job", label="Fonction", type=FieldType.JOB_TITLE),
    Field(key="email", label="Adresse e-mail", type=FieldType.EMAIL),
    Field(key="tel", label="Téléphone", type=FieldType.PHONE, required=False),
    Field(key="lunch", label="Lunch", type=FieldType.CHOICE, options=("Viande", "Poisson", "Végétarien")),
)
CONGRESS = event(
    "en",
    Field(key="name", label="Full name", type=FieldType.PERSON_NAME),
    Field(key="org", label="Affiliation", type=FieldType.ORGANISATION),
    Field(key="country", label="Country", type=FieldType.COUNTRY),
    Field(key="email", label="E-mail address", type=FieldType.EMAIL),
    Field(key="dinner", label="Conference dinner (yes/no)", type=FieldType.BOOLEAN),
    Field(key="guests", label="Number of guests", type=FieldType.NUMBER, required=False),
    Field(key="diet", label="Dietary requirements", type=FieldType.TEXT, required=False),
)
TREFFEN = event(
    "de",
    Field(key="name", label="Name", type=FieldType.PERSON_NAME),
    Field(key="org", label="Verein", type=FieldType.ORGANISATION),
    Field(key="town", label="Ort", type=FieldType.MUNICIPALITY),
    Field(key="email", label="E-Mail", type=FieldType.EMAIL),
    Field(key="day", label="Anreisedatum", type=FieldType.DATE),
    Field(key="bed", label="Unterkunft", type=FieldType.CHOICE, options=("Zelt", "Einzelzimmer", "Doppelzimmer")),
)

SENDER = "Jan Peeters <jan.peeters@gent.be>"


def read(
    asked: Event,
    text: str,
    sender: str = SENDER,
    subject: str = "",
    expecting: Sequence[str] = (),
    *,
    cc: str = "",
    subtype: str = "plain",
) -> Extraction:
    """Return what is understood of a mail to the organiser of *asked*."""
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = "Linda Boudry <organiser@example.org>"
    if cc:
        mail["Cc"] = cc
    mail["Subject"] = subject or "Registration Inschrijving Inscription Anmeldung Congress on Open Cities"
    mail.set_content(text, subtype=subtype)
    message = parse(mail.as_bytes())
    return extract(message, zone(message), asked, Context(tuple(expecting)))


def values(extraction: Extraction) -> list[dict[str, str]]:
    """Return the participants as plain values."""
    return [{key: found.value for key, found in given.items()} for given in extraction.participants]
