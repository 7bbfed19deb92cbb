"""Who a letter is for is not who writes it."""

import pytest

from core.extraction.asking import SEMINAR, read, values

LETTER = "{}\n\nGeachte,\n\nGraag schrijf ik mij in voor het congres.\n\nJan Peeters\nGent"


@pytest.mark.parametrize(
    "block",
    [
        "T.a.v. Linda Boudry, directeur",
        "Ter attentie van mevrouw Boudry, stafmedewerker",
        "Aan: Linda Boudry\ncoördinator\nStad Aalst",
        "À l'attention de Linda Boudry, directrice",
        "z.Hd. Frau Boudry, Leiterin",
    ],
)
def test_nothing_is_taken_from_the_lines_that_say_for_whom_a_mail_is(block: str) -> None:
    (given,) = values(read(SEMINAR, LETTER.format(block)))
    assert ("Jan Peeters", "Gent", None) == (given["name"], given["town"], given.get("job"))


def test_data_below_such_a_line_count() -> None:
    text = "Aan: Linda Boudry\nNaam: An Claes\nGemeente: Lier\nFunctie: jurist\nMail: an@lier.be\n\nGraag inschrijven."
    assert ["An Claes"] == [one["name"] for one in values(read(SEMINAR, text))]
