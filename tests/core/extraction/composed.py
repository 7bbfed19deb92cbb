"""Registrations put together from what people write, and other ways to send the same one."""

import html
import textwrap
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage

from hypothesis import strategies as st

from core.extraction.asking import SEMINAR

PEOPLE = [
    "Jan Peeters", "Els Van den Broeck", "Marie-Claire Dubois", "Mehmet Yılmaz", "Sofie D'Hondt", "Karel De Smet",
    "Noor Verstraete", "Zoë Maes", "Ludo Janssens", "Fatima El Amrani", "Tom Claes", "Griet Vandenberghe",
]  # fmt: skip
TOWNS = ["Gent", "Sint-Niklaas", "Heusden-Zolder", "Oudenaarde", "Kortrijk", "Lier", "Geraardsbergen", "Mechelen"]
JOBS = [
    "schepen",
    "beleidsmedewerker",
    "jurist",
    "diensthoofd cultuur",
    "stafmedewerker",
    "gemeenteraadslid",
    "archivaris",
]
ASKS = [
    "Graag schrijf ik mij in voor het congres.", "Ik neem graag deel aan het congres over open steden.",
    "Hierbij mijn inschrijving voor het congres.", "Mag ik mij inschrijven voor het congres op 3 mei?",
]  # fmt: skip
OPENS = ["", "Beste Linda,", "Dag mevrouw Boudry,", "Geachte,", "Goedemiddag,"]
CLOSES = ["", "Met vriendelijke groeten,", "Groeten,", "Alvast bedankt!", "Mvg"]
SHAPES = {
    "labels": "Naam: {name}\nStad / gemeente: {town}\nFunctie: {job}\nE-mailadres: {email}",
    "bullets": "- naam: {name}\n- gemeente: {town}\n- functie: {job}\n- e-mail: {email}",
    "values": "{name}\n{town}\n{job}\n{email}",
    "commas": "{name}, {town}, {job}, {email}",
    "prose": "Mijn naam is {name} en ik ben {job} bij de stad {town}. Mijn e-mailadres is {email}.",
}


@dataclass(frozen=True)
class Registration:
    name: str
    address: str
    text: str


def _composed(name: str, town: str, job: str, asks: str, opens: str, closes: str, shape: str) -> Registration:  # noqa: PLR0917 (one argument for each part)
    letters = unicodedata.normalize("NFD", name.replace("ı", "i")).encode("ascii", "ignore").decode().lower()
    address = f"{'.'.join(letters.replace(chr(39), '').split())}@{town.lower()}.be"
    data = SHAPES[shape].format(name=name, town=town, job=job, email=address)
    return Registration(name, address, "\n\n".join(part for part in (opens, asks, data, closes) if part) + "\n")


REGISTRATIONS = st.builds(
    _composed,
    *map(st.sampled_from, (PEOPLE, TOWNS, JOBS, ASKS, OPENS, CLOSES, list(SHAPES))),
)


def sent(one: Registration, text: str, subtype: str = "plain", charset: str = "utf-8", cte: str = "8bit") -> bytes:
    """Return the octets of the mail that says *text*."""
    mail = EmailMessage()
    mail["From"] = f'"{one.name}" <{one.address}>' if one.name.isascii() else one.address
    mail["To"], mail["Subject"] = "Linda Boudry <organiser@example.org>", "Inschrijving"
    mail.set_content(text, subtype=subtype, charset=charset, cte=cte)
    return mail.as_bytes()


def _block(tag: str) -> Callable[[str], str]:
    return lambda text: "".join(f"<{tag}>{html.escape(line) or '&nbsp;'}</{tag}>" for line in text.splitlines())


def _wrapped(text: str) -> str:
    return "\n".join(
        part for line in text.splitlines() for part in textwrap.wrap(line, 72, break_on_hyphens=False) or [""]
    )


def _without_accents(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))


QUOTED = "\n".join(
    f"> {line}" for line in SEMINAR.announcement.splitlines() or ["Congress on Open Cities, 3 mei", "Naam:", "Functie:"]
)
BELOW = {
    "disclaimer": "\nDisclaimer: dit bericht is enkel bestemd voor de geadresseerde. Kreeg u het per vergissing, verwijder het dan.\n",
    "confidential": "\nThis e-mail is confidential. If you have received it in error, please notify the sender and delete it.\n",
    "telephone": "\nVerzonden vanaf mijn iPhone\n",
    "quoted": f"\nOp ma 7 apr. 2025 om 09:12 schreef Linda Boudry <organiser@example.org>:\n\n{QUOTED}\n",
    "outlook": "\nVan: Linda Boudry <organiser@example.org>\nVerzonden: maandag 7 april 2025 9:12\nAan: Linda Boudry\n"
    "Onderwerp: uitnodiging\n\nBeste,\n\nStuur ons uw naam, gemeente en functie.\n\nLinda Boudry\nstafmedewerker\n",
}  # fmt: skip
MAILERS: dict[str, Callable[[Registration], bytes]] = {
    "base64": lambda one: sent(one, one.text, cte="base64"),
    "quoted-printable": lambda one: sent(one, one.text, cte="quoted-printable"),
    "utf-16": lambda one: sent(one, one.text, charset="utf-16", cte="base64"),
    "latin-5": lambda one: sent(one, one.text, charset="iso-8859-9", cte="quoted-printable"),
    "lines of html": lambda one: sent(one, _block("div")(one.text), "html"),
    "paragraphs of html": lambda one: sent(one, _block("p")(one.text), "html"),
    "no line ends in html": lambda one: sent(one, "<br>".join(map(html.escape, one.text.splitlines())), "html"),
    "small letters": lambda one: sent(one, one.text.lower()),
    "capitals": lambda one: sent(one, one.text.upper().replace("I\u0307", "I")),
    "no accents": lambda one: sent(one, _without_accents(one.text)),
    "wrapped": lambda one: sent(one, _wrapped(one.text)),
    "blank lines": lambda one: sent(one, one.text.replace("\n", "\n\n")),
    "a banner": lambda one: sent(one, f"[EXTERN] Deze mail komt van buiten de organisatie.\n\n{one.text}"),
    **{name: lambda one, below=below: sent(one, one.text + below) for name, below in BELOW.items()},  # type: ignore[misc]  # mypy infers no type of a lambda's default
}
"""Other ways to send the same registration."""
