"""Whom a mail registers that passes on, quotes or strikes out what somebody wrote."""

import pytest

from core.extraction.asking import SEMINAR
from inbox_bot.core.extraction.model import Extraction, Intent
from inbox_bot.reading import read

DATA = "Naam: Jan Peeters\nStad: Brugge\nFunctie: directeur\nE-mail: jan@brugge.be\n"
ASK = "Ik schrijf me in voor het seminarie van 7 december."
FORWARDED = f"""
---------- Doorgestuurd bericht ---------
Van: Jan Peeters <jan@brugge.be>
Datum: ma 19 nov. 2018 om 10:00
Onderwerp: Inschrijving
Aan: An Maes <an.maes@gent.be>

{ASK}
{DATA}"""


def extraction(
    body: str, subject: str, *, subtype: str = "plain", sender: str = "An Maes <an.maes@gent.be>"
) -> Extraction:
    head = f"From: {sender}\nTo: Linda Boudry <linda.boudry@kcvs.be>\nSubject: {subject}\nIn-Reply-To: <a@b.be>\n"
    return read(f"{head}Content-Type: text/{subtype}; charset=utf-8\n\n{body}".encode(), [SEMINAR])[2]


def names(found: Extraction) -> list[str]:
    return [participant["name"].value for participant in found.participants]


@pytest.mark.parametrize(
    "words", ["Zie hieronder.", "Graag inschrijven", "Please register", "Bitte anmelden", "Merci d'inscrire", "Graag Jan inschrijven"]
)  # fmt: skip
def test_a_word_above_the_registration_of_somebody_else_registers_them(words: str) -> None:
    found = extraction(f"{words}\n{FORWARDED}", "Fwd: Inschrijving seminarie")
    assert [(Intent.REGISTER, ["Jan Peeters"])] == [(found.intent, names(found))]


@pytest.mark.parametrize(
    "words", [f"{ASK[:-1]}, functie adviseur", "Ik schrijf me ook in", "Naam: An Maes, functie: adviseur"]
)
def test_who_speaks_of_themselves_above_it_is_not_taken_for_the_other(words: str) -> None:
    assert "Jan Peeters" not in names(extraction(f"{words}\n{FORWARDED}", "Fwd: Inschrijving seminarie"))


def quoted(author: str, words: str) -> str:
    marked = "".join(f"> {line}\n" for line in f"{words}\n{DATA}".splitlines())
    return f"Op ma 19 nov. 2018 om 10:00 schreef {author}:\n{marked}"


@pytest.mark.parametrize("above", ["\n\n", "Met vriendelijke groeten,\nAn Maes\n\n"])
@pytest.mark.parametrize("author", ["Jan Peeters <jan@brugge.be>", "Jan Peeters"])
@pytest.mark.parametrize("words", [ASK, "Graag inschrijven met volgende gegevens:"])
def test_an_empty_reply_to_the_registration_of_somebody_else_registers_nobody(
    above: str, author: str, words: str
) -> None:
    assert [] == names(extraction(above + quoted(author, words), "Re: Inschrijving"))


@pytest.mark.parametrize("author", ["Linda Boudry <linda.boudry@kcvs.be>", "Linda Boudry", "KCVS <info@kcvs.be>"])
def test_an_empty_reply_to_the_form_that_the_organiser_sent_is_an_answer(author: str) -> None:
    body = quoted(
        author, "Wie wenst deel te nemen aan het seminarie van 7 december stuurt een e-mail met volgende gegevens:"
    )
    assert ["Jan Peeters"] == names(extraction(f"\n\n{body}", "Re: Inschrijving", sender="Jan Peeters <jan@brugge.be>"))


HIDING = [
    '<div style="display:none">{}</div>', '<div style="mso-hide:all">{}</div>', '<div style="visibility: hidden">{}</div>', "<div hidden>{}</div>",
    '<div style="opacity:0">{}</div>', '<div style="max-height:0; overflow:hidden">{}</div>', '<span style="font-size:0px">{}</span>', "<s>{}</s>",
    '<div style="position:absolute; left:-9999px">{}</div>', "<template>{}</template>", "<textarea>{}</textarea>", "<strike>{}</strike>",
    '<style>p, div.x {{ display: none }}</style><div class="a x">{}</div>', '<span style="text-decoration: line-through">{}</span>', "<del>{}</del>",
]  # fmt: skip


@pytest.mark.parametrize("hiding", HIDING)
def test_what_a_reader_does_not_see_registers_nobody(hiding: str) -> None:
    hidden = hiding.format(f"{ASK}<br>" + DATA.replace("\n", "<br>"))
    assert Intent.UNRELATED == extraction(f"<p>Hallo</p>{hidden}", "Factuur", subtype="html").intent


SHOWING = [
    '<table><tr><td style="font-size:0px; padding:9px"><div style="font-size:13px">{}</div></td></tr></table>', '<div style="opacity:0.9">{}</div>',
    '<style>@media (max-width: 400px) {{ .x {{ display: none }} }}</style><div class="x">{}</div>', '<p style="display:none">Hallo<p>{}',
    '<div style="left:-2px; max-height:0.9em">{}</div>',
]  # fmt: skip


@pytest.mark.parametrize("showing", SHOWING)
def test_what_a_reader_sees_registers(showing: str) -> None:
    shown = showing.format(f"{ASK}<br>" + DATA.replace("\n", "<br>"))
    assert ["Jan Peeters"] == names(
        extraction(shown, "Inschrijving", subtype="html", sender="Jan Peeters <jan@brugge.be>")
    )
