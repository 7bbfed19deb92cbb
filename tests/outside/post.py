"""Mails for the example's event, each with what has to become of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import lru_cache
from itertools import islice
from pathlib import Path

from benchmarks.mails import Person, people
from inbox_bot.core.message import parse

EXAMPLE = Path(__file__).resolve().parents[2] / "config.toml"
ORGANISER = "linda.boudry@kcvs.be"
ON_TIME = datetime(2018, 11, 20, 9, 0, tzinfo=UTC)
TOO_LATE = datetime(2018, 12, 4, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Posted:
    """A mail, and the one final state in which it has to end."""

    octets: bytes
    received_at: datetime
    outcomes: tuple[str, ...]
    """One of these is right."""
    listed: tuple[Mapping[str, str], ...] = ()
    """The entries it begins: their fields, and `status`."""
    kind: str = ""
    """What the one reply tells; empty where nobody may be answered."""

    @property
    def digest(self) -> str:
        """The name of the mail in the database."""
        return parse(self.octets).digest

    @property
    def sender(self) -> str:
        """The address that a reply goes to."""
        return str(message_from_bytes(self.octets, policy=default)["From"].addresses[0].addr_spec)


def confirmed(number: int) -> Posted:
    """Return a registration that gives all that is asked."""
    person = _person(number)
    fields = _fields(person)
    octets = _mail(number, person, "Graag schrijf ik mij in voor het seminarie.", **_said(person))
    return Posted(octets, _received(ON_TIME, number), ("confirmed",), ({**fields, "status": "confirmed"},), "confirmed")


def incomplete(number: int) -> Posted:
    """Return a registration in which the function lacks."""
    person = _person(number)
    fields = {key: value for key, value in _fields(person).items() if key != "function"}
    said = {label: value for label, value in _said(person).items() if label != "Functie"}
    octets = _mail(number, person, "Graag schrijf ik mij in voor het seminarie.", **said)
    entry = {**fields, "status": "incomplete"}
    return Posted(octets, _received(ON_TIME, number), ("incomplete",), (entry,), "incomplete")


def late(number: int) -> Posted:
    """Return a whole registration that came after the deadline."""
    person = _person(number)
    octets = _mail(number, person, "Graag schrijf ik mij nog in voor het seminarie.", **_said(person))
    entry = {**_fields(person), "status": "late"}
    return Posted(octets, _received(TOO_LATE, number), ("late",), (entry,), "late")


def machine(number: int) -> Posted:
    """Return what a machine says in the name of somebody who is away."""
    person = _person(number)
    text = "Ik ben afwezig en lees mijn mails niet. Bedankt voor uw bericht over het seminarie."
    octets = b"Auto-Submitted: auto-replied\r\n" + _mail(number, person, text)
    return Posted(octets, _received(ON_TIME, number), ("ignored",))


def unrelated(number: int) -> Posted:
    """Return what a colleague writes about something else."""
    text = "De sleutel van de vergaderzaal ligt bij het onthaal. Vraag gerust naar Rachid."
    octets = _mail(number, _person(number), text, subject="sleutel vergaderzaal")
    return Posted(octets, _received(ON_TIME, number), ("ignored",))


def doubtful(number: int) -> Posted:
    """Return what only a human can answer."""
    text = "Wij komen met drie van onze dienst naar het seminarie. Wie er precies meekomt laat ik nog weten."
    octets = _mail(number, _person(number), text)
    return Posted(octets, _received(ON_TIME, number), ("review",))


KINDS = {"confirmed": confirmed, "incomplete": incomplete, "late": late}
"""What is answered."""
_ROUND = (*[confirmed] * 11, *[incomplete] * 3, *[late] * 2, machine, machine, unrelated, doubtful)


def mixed(count: int) -> list[Posted]:
    """Return *count* mails as a mailbox gets them: of twenty, sixteen are to be answered."""
    return [_ROUND[number * 7 % len(_ROUND)](number) for number in range(count)]


@lru_cache
def _everybody() -> list[Person]:
    return list(islice(people(), 1000))


def _person(number: int) -> Person:
    return _everybody()[number]


def _fields(person: Person) -> dict[str, str]:
    return {
        "name": person.name,
        "municipality": person.city,
        "function": person.function,
        "email": person.address,
    }


def _said(person: Person) -> dict[str, str]:
    return dict(zip(("Naam", "Stad / gemeente", "Functie", "E-mailadres"), _fields(person).values(), strict=True))


def _received(first: datetime, number: int) -> datetime:
    return first + timedelta(minutes=number)


def _mail(
    number: int, person: Person, text: str, /, *, subject: str = "Inschrijving seminarie 7 december", **said: str
) -> bytes:
    message = EmailMessage()
    message["From"] = f'"{person.name}" <{person.address}>'
    message["To"] = ORGANISER
    message["Subject"] = subject
    message["Message-ID"] = f"<{number}.post@{person.domain}>"
    message["Date"] = _received(ON_TIME, number)
    lines = [f"{label}: {value}" for label, value in said.items()]
    message.set_content("\n".join(["Beste Linda,", "", text, "", *lines, ""]), cte="quoted-printable")
    return message.as_bytes(policy=message.policy.clone(linesep="\r\n"))
