"""Clear Dutch registrations for the seminar of config.toml, in the sizes and shapes of real mail; always the same."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape
from itertools import product
from string import Template
from typing import NamedTuple

FIRST = datetime(2018, 11, 5, 8, 0, tzinfo=UTC)
"""When the first mail arrived; the others follow minute by minute, all of them on time."""
MAILBOX = "linda.boudry@kcvs.be"

GIVEN = """
Zoë Noëlle Joëlle Maïté Hélène André René Benoît Raphaël Daniël Gaëlle Aurélie Célestine Désirée Irène Joël Loïc Michaël
Noël Théo Chloë Cédric Frédéric Gérard Stéphanie Valérie Véronique Sébastien Grégory Jérôme Félix Léon Léa Anaïs
Raphaëlle Danièle Thérèse Geneviève Hélèna Maëlle
"""
FAMILY = """
Vandenbroucke Peeters Janssens Maes Jacobs Mertens Willems Claes Goossens Wouters Vermeulen Pauwels Dubois Hermans Aerts
Michiels Lambrecht Martens Desmet Verhoeven Stevens Hendrickx Coppens Bogaert Declercq Vanhoutte Lemmens Smets Cools
Segers
"""
CITIES = ("Leuven", "Brugge", "Kortrijk", "Mechelen", "Hasselt", "Genk", "Aalst", "Oostende", "Roeselare", "Turnhout")
FUNCTIONS = (
    "stafmedewerker strategische planning",
    "beleidsmedewerker",
    "algemeen directeur",
    "coördinator participatie",
    "diensthoofd communicatie",
    "projectleider mobiliteit",
    "adviseur organisatieontwikkeling",
)

LABELLED = """Beste Linda,

Graag schrijf ik mij in voor het seminarie van 7 december in Permeke.

Naam: $name
Stad / gemeente: $city
Functie: $function
E-mailadres: $address
"""
SHORT = """Dag Linda,

Hierbij mijn inschrijving voor het seminarie "Stadsbesturen in transitie":

Naam: $name
Gemeente: $city
Functie: $function
E-mail: $address
"""
PROSE = """Beste mevrouw Boudry,

Met plezier neem ik deel aan het seminarie van vrijdag 7 december.
Ik ben $name, $function bij de stad $city. U kan mij bereiken op $address.
"""
TEXTS = (LABELLED, SHORT, PROSE)

SIGNATURE = """
Met vriendelijke groeten,

$name
$function
Stad $city - Grote Markt 1 - T 050 44 80 00
www.$domain

Dit bericht en eventuele bijlagen zijn uitsluitend bestemd voor de geadresseerde. Indien u dit bericht per
vergissing hebt ontvangen, gelieve het te vernietigen en de afzender te verwittigen.
Denk aan het milieu voor u dit bericht afdrukt.
"""

STYLE = """
p.Style$number, li.Style$number, div.Style$number
 {mso-style-priority:99; mso-style-link:"Tekst zonder opmaak Char"; margin:0cm; margin-bottom:.0001pt;
 font-size:11.0pt; font-family:"Calibri",sans-serif; mso-fareast-language:EN-US;}"""


class Person(NamedTuple):
    """Who registers."""

    name: str
    address: str
    city: str
    function: str
    domain: str


def people() -> Iterator[Person]:
    """Yield people, none of them twice."""
    for number, (family, given) in enumerate(product(FAMILY.split(), GIVEN.split())):
        city, function = CITIES[number % len(CITIES)], FUNCTIONS[number % len(FUNCTIONS)]
        domain = f"{city.lower()}.be"
        yield Person(f"{given} {family}", f"{_ascii(given)}.{_ascii(family)}@{domain}", city, function, domain)


def mails(count: int) -> list[bytes]:
    """Return *count* mails: 45 % plain (2 to 3 KB), 35 % with HTML (8 to 14 KB), 20 % with a picture (25 to 68 KB)."""
    chance = random.Random(count)  # noqa: S311 - the same mails in every run
    some = [person for person, _ in zip(people(), range(count), strict=False)]
    if len(some) < count:
        raise ValueError(f"there are {len(some)} people; ask for no more mails")
    return [_mail(number, person, chance) for number, person in enumerate(some)]


def received_at(number: int) -> datetime:
    """Return when the server received the mail with that *number*, counted from 0."""
    return FIRST + timedelta(minutes=number)


def _mail(number: int, person: Person, chance: random.Random) -> bytes:
    words = person._asdict()
    text = Template(chance.choice(TEXTS) + SIGNATURE).substitute(words)
    message = EmailMessage(policy=SMTP)
    _trace(message, number, person)
    message["From"] = Address(person.name, addr_spec=person.address)
    message["To"] = Address("Linda Boudry", addr_spec=MAILBOX)
    message["Subject"] = "Inschrijving seminarie 7 december"
    message["Date"] = format_datetime(received_at(number))
    message["Message-ID"] = f"<{number}.{chance.getrandbits(64):x}@{person.domain}>"
    message.set_content(text, cte="quoted-printable")
    kind = chance.random()
    if kind >= 0.45:
        message.add_alternative(_html(text, chance.randint(16, 36)), subtype="html", cte="quoted-printable")
    if kind >= 0.80:
        _add_picture(message, chance)
    _fix_boundaries(message)
    return message.as_bytes()


def _trace(message: EmailMessage, number: int, person: Person) -> None:
    """Add what the servers on the way add, the last one on top."""
    at = format_datetime(received_at(number))
    hops = (f"mail.{person.domain}", "relay.telenet-ops.example", "mx.kcvs.be")
    message["Return-Path"] = f"<{person.address}>"
    message["Authentication-Results"] = (
        f"mx.kcvs.be; dkim=pass header.d={person.domain} header.s=selector1; spf=pass smtp.mailfrom={person.address};"
        f" dmarc=pass (p=QUARANTINE sp=NONE dis=NONE) header.from={person.domain}"
    )
    for hop, (by, source) in enumerate(zip(reversed(hops), (*reversed(hops[:2]), "[10.1.2.3]"), strict=True)):
        message["Received"] = (
            f"from {source} (unknown [192.0.2.{hop + 1}]) (using TLSv1.2 with cipher ECDHE-RSA-AES256-GCM-SHA384"
            f" (256/256 bits)) by {by} (Postfix) with ESMTPS id {number:08X}{hop} for <{MAILBOX}>; {at}"
        )
    message["DKIM-Signature"] = (
        f"v=1; a=rsa-sha256; c=relaxed/relaxed; d={person.domain}; s=selector1; h=from:to:subject:date:message-id;"
        f" bh={'Zm9vYmFy' * 5}; b={' '.join(['QmFzZTY0'] * 40)}"
    )


def _html(text: str, styles: int) -> str:
    """Return *text* as Outlook writes it."""
    style = "".join(Template(STYLE).substitute(number=number) for number in range(styles))
    paragraphs = "".join(
        f'<p class="MsoNormal">{escape(line) or "<o:p>&nbsp;</o:p>"}</p>\n' for line in text.split("\n")
    )
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="utf-8">'
        f'<style><!--{style}\n--></style></head>\n<body lang="NL-BE"><div class="WordSection1">\n'
        f"{paragraphs}</div></body></html>\n"
    )


def _add_picture(message: EmailMessage, chance: random.Random) -> None:
    html = message.get_body(("html",))
    assert html is not None
    octets = b"\x89PNG\r\n\x1a\n" + chance.randbytes(chance.randint(12_000, 40_000))
    html.add_related(octets, "image", "png", cid="<image001.png@01D47F>", filename="image001.png")


def _fix_boundaries(message: EmailMessage) -> None:
    """Say what would be random otherwise."""
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"----=_NextPart_{number:03}_01D47F")


def _ascii(name: str) -> str:
    return name.lower().translate(str.maketrans("ëéèïîô", "eeeiio"))


def sizes(octets: Sequence[bytes]) -> str:
    """Say how large they are."""
    ordered = sorted(map(len, octets))
    median, ninetieth = ordered[len(ordered) // 2], ordered[len(ordered) * 9 // 10]
    return f"{sum(ordered) / 1e6:.1f} MB, median {median / 1e3:.1f} KB, p90 {ninetieth / 1e3:.0f} KB"
