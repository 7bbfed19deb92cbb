"""Telephone numbers however they are written, and the last of two where the first is taken back."""

import pytest

from core.extraction.asking import event, read
from inbox_bot.core.event import Field, FieldType
from inbox_bot.core.extraction.candidates import phones

REGIONS = ("BE", "FR", "NL", "DE")


@pytest.mark.parametrize(
    "written",
    [
        "0475/12,34.56", "0475, 12 34 56", "0475; 12 34 56", "0475:12:34:56", "0475_12_34_56", "0475*12*34*56",
        "0475’12’34’56", "0475·12·34·56", "0475‑12‑34‑56", "0475—12—34—56", "0475--12--34--56", "0475=12=34=56",
        "O475 12 34 56", "0475 12 34 56/57", "+ 32 475 12 34 56", "[+32] 475 12 34 56", "32 475 12 34 56",
        "(0475) 12-34-56", "0475 . 12 . 34 . 56",
    ],
)  # fmt: skip
def test_a_number_is_read_whatever_parts_its_groups(written: str) -> None:
    text = f"Ann Claes, {written}, jurist"

    assert ["+32475123456"] == [value for _, value in phones.find(text, 0, len(text), REGIONS)]
    assert "+32475123456" == phones.read(written, REGIONS)


@pytest.mark.parametrize(
    "text", ["le 12, 13, 14 mars", "de 9:30, 10:45 à 12:15", "BE 0451.882.107", "2,5; 03,5; 12,25"]
)
def test_other_figures_are_no_numbers(text: str) -> None:
    assert [] == list(phones.find(text, 0, len(text), REGIONS))


ASKED = event(
    "fr",
    Field(key="name", label="Nom", type=FieldType.PERSON_NAME),
    Field(key="job", label="Fonction", type=FieldType.JOB_TITLE),
    Field(key="tel", label="Téléphone", type=FieldType.PHONE),
)


@pytest.mark.parametrize(
    "said",
    [
        "Téléphone : 0475 12 34 99, non, pardon, 0475 12 34 56",
        "Téléphone : 0475 12 34 99 — non, pardon, c'est celui de mon fils ! Le mien : 0475 12 34 56",
        "Téléphone : 0475 12 34 99 (oups, je me trompe : 0475 12 34 56)",
        "Téléphone : 0475 12 34 99 -> 0475 12 34 56",
        "Mon gsm est le 0475 12 34 99, non pardon, 0475 12 34 56.",
    ],
)
def test_a_number_that_is_taken_back_gives_way_to_the_next(said: str) -> None:
    found = read(ASKED, f"Nom : Jan Peeters\nFonction : jurist\n{said}\n")

    assert ["+32475123456"] == [one["tel"].value for one in found.participants]


@pytest.mark.parametrize(
    "said", ["secrétaire... ou plutôt comptable", "secrétaire → comptable", "secrétaire, pardon, comptable"]
)
def test_a_function_beside_its_label_may_be_corrected(said: str) -> None:
    found = read(ASKED, f"Nom : Jan Peeters\nFonction : {said}\nTéléphone : 0475 12 34 56\n")

    assert ["comptable"] == [one["job"].value for one in found.participants]
