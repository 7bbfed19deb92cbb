"""The organiser's own sentences are nobody's answer, also where nothing marks them as quoted."""

import pytest

from core.extraction.asking import SEMINAR, read, values

TOLD = (
    "The Centre for Flemish Towns and Villages invites you to its congress.\n"
    "Please send your name, town and function before 20 April, and let us know what you eat.\n"
    "De organisatie is in handen van het Kenniscentrum Vlaamse Dorpen en Steden.\n"
)
ASKED = SEMINAR.model_copy(update={"announcement": TOLD})
OWN = "Graag schrijf ik mij in voor het congres.\n\nJan Peeters\nGent\njurist\njan.peeters@gent.be\n\n"


@pytest.mark.parametrize("repeated", [TOLD, TOLD.upper(), "* " + TOLD.replace("\n", "\n* "), TOLD.replace(" ", "  ")])
def test_a_sentence_of_the_announcement_below_an_answer_changes_nothing(repeated: str) -> None:
    assert values(read(ASKED, OWN)) == values(read(ASKED, OWN + repeated))


def test_a_short_answer_counts_though_the_announcement_has_the_same_words() -> None:
    told = ASKED.model_copy(update={"announcement": TOLD + "Plaats: Vlaamse Dorpen en Steden\n"})
    found = values(read(told, "Graag schrijf ik mij in.\n\nNaam: Jan Peeters\nStad:\nVlaamse Dorpen\nFunctie: jurist"))
    assert ["Vlaamse Dorpen"] == [one["town"] for one in found]
