"""Labels without a sign behind them, also where the form ends the mail as a signature would."""

import pytest

from core.extraction.asking import COLLOQUE, CONGRESS, SEMINAR, TREFFEN, read, values
from inbox_bot.core.event import Event

FORMS = [
    (
        SEMINAR,
        "Graag inschrijven.\n\nNaam Jos Dillen\nGemeente Balen\nFunctie raadslid\nMail jos.dillen@balen.be",
        {"name": "Jos Dillen", "town": "Balen", "job": "raadslid", "email": "jos.dillen@balen.be"},
    ),
    (
        COLLOQUE,
        "Je m'inscris.\n\nNom Dessart\nPrénom Alain\nOrganisation Ville d'Ath\nFonction échevin\nLunch poisson",
        {"nom": "Dessart", "prenom": "Alain", "org": "Ville d'Ath", "job": "échevin", "lunch": "Poisson"},
    ),
    (
        CONGRESS,
        "Please register me.\n\nName Jo Arens\nAffiliation KU Leuven\nCountry Belgium\nDinner yes",
        {"name": "Jo Arens", "org": "KU Leuven", "country": "Belgium", "dinner": "yes"},
    ),
    (
        TREFFEN,
        "Ich melde mich an.\n\nName Jo Arens\nVerein Chor Nideggen\nOrt Nideggen\nAnreisedatum 3. Mai\nUnterkunft Zelt",
        {"name": "Jo Arens", "org": "Chor Nideggen", "town": "Nideggen", "day": "2025-05-03", "bed": "Zelt"},
    ),
]


@pytest.mark.parametrize(("asked", "text", "given"), FORMS, ids=[asked.languages[0] for asked, *_ in FORMS])
def test_a_form_whose_labels_have_no_sign_is_read_at_the_end_of_a_mail(
    asked: Event, text: str, given: dict[str, str]
) -> None:
    (found,) = values(read(asked, text))
    assert given == {key: found.get(key) for key in given}


def test_a_signature_that_labels_its_telephone_is_none() -> None:
    text = "Graag inschrijven.\n\nMvg\n\nJos Dillen\nraadslid\nGemeente Balen\nTel 014 12 34 56\nMail jos@balen.be"
    sources = {found.source for found in read(SEMINAR, text).participants[0].values()}
    assert "text" not in sources
