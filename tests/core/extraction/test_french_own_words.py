"""What French-speaking people conclude, correct and leave out when they say in their own words who and what."""

from collections.abc import Sequence

import pytest

from core.extraction.asking import COLLOQUE, event, read
from core.extraction.test_french import SOPHIE, STUDY_DAY, given
from inbox_bot.core.event import Field, FieldType
from inbox_bot.core.extraction.candidates import names

POULTRY, SALMON, LASAGNE = "volaille aux champignons", "saumon au citron", "lasagne végétarienne"
MEALS = event(
    "fr",
    *(field for field in STUDY_DAY.fields if field.key not in {"lunch", "rem"}),
    Field(key="lunch", label="Lunch", type=FieldType.CHOICE, options=(POULTRY, SALMON, LASAGNE)),
)
HELLO = "Merci de m'inscrire : Sophie Dubuisson, institutrice à l'Athénée royal de Huy, 0495 11 22 33."


@pytest.mark.parametrize(
    ("said", "meal"),
    [
        ("Tout sauf le poisson et la viande.", LASAGNE),
        ("N'importe lequel sauf du poisson ou de la viande.", LASAGNE),
        ("Everything except the fish and the meat.", LASAGNE),
        ("Ik eet geen vlees of vis.", LASAGNE),
        ("Kein Fleisch und keinen Fisch bitte.", LASAGNE),
        ("Ni viande, ni poisson, ni volaille.", LASAGNE),
        ("Je ne mange pas de porc, la volaille me convient.", POULTRY),
        ("Je ne mange pas de viande et le saumon me va.", SALMON),
        ("Je ne mange pas de viande, donc saumon.", SALMON),
        ("Je ne mange pas de viande mais bien du poisson.", SALMON),
        ("Pesco-végétarienne : saumon donc.", SALMON),
        ("Je suis allergique au poisson : la volaille donc.", POULTRY),
        ("Je déteste le poisson mais j'adore la volaille.", POULTRY),
        ("Menu poulet, svp.", POULTRY),
        ("Zum Mittagessen Huhn, bitte.", POULTRY),
        ("Kip als lunch graag.", POULTRY),
        ("Turkey or chicken for lunch, please.", POULTRY),
        ("Pour midi, la volaille m'ira très bien.", POULTRY),
        ("Va pour la lasagne.", LASAGNE),
    ],
)
def test_a_dish_is_chosen_by_what_is_left_or_what_it_is_made_of(said: str, meal: str) -> None:
    found = read(MEALS, f"{HELLO} {said}", SOPHIE)

    assert [meal] == [one.get("lunch") for one in given(found)]


@pytest.mark.parametrize(
    "said",
    [
        "au bureau 0495 11 22 33 mais de préférence sur mon fixe, le 081 22 33 44",
        "mon gsm, le 0495 11 22 33, a été supprimé ; prenez le 081 22 33 44",
        "n'appelez plus le 0495 11 22 33 mais le 081 22 33 44",
        "0495 11 22 33, or rather use 081 22 33 44",
        "0495 11 22 33 werkt niet, bel 081 22 33 44",
        "0495 11 22 33 oder am besten 081 22 33 44",
    ],
)
def test_of_two_numbers_the_one_that_people_say_to_call_counts(said: str) -> None:
    text = "Merci de m'inscrire : Sophie Dubuisson, institutrice à l'Athénée royal de Huy."

    for told in (f"{text} Vous pouvez me joindre : {said}.", f"{text}\nTéléphone : {said}"):
        assert ["+3281223344"] == [one.get("tel") for one in given(read(STUDY_DAY, told, SOPHIE))]


def test_what_stands_in_brackets_behind_a_number_is_said_of_it() -> None:
    text = (
        "Merci de m'inscrire : Sophie Dubuisson, institutrice à l'Athénée royal de Huy. "
        "On me joint à l'école, 0495 11 22 33, ou sur mon portable 081 22 33 44 (plutôt celui-ci)."
    )

    assert ["+3281223344"] == [one.get("tel") for one in given(read(STUDY_DAY, text, SOPHIE))]


@pytest.mark.parametrize(
    ("said", "job"),
    [
        ("Retraitée de l'enseignement depuis quinze ans mais présidente du Cercle de lecture d'Ath", "présidente"),
        ("Ma fonction officielle est « assistante pénitentiaire » à la prison de Huy", "assistante pénitentiaire"),
        ("Je suis puéricultrice en chef là-bas depuis 2019", "puéricultrice en chef"),
        ("Je suis bénévole dans une bibliothèque", "bénévole"),
        ("Je suis institutrice de profession", "institutrice"),
        ("Je termine un master en sciences de l'éducation", "étudiant"),
        ("Ik volg een master pedagogie", "student"),
    ],
)
def test_a_function_ends_where_the_sentence_goes_on(said: str, job: str) -> None:
    text = f"Merci de m'inscrire : Sophie Dubuisson, Athénée royal de Huy. {said}. 0495 11 22 33."

    assert [job] == [one.get("job") for one in given(read(STUDY_DAY, text, SOPHIE))]


@pytest.mark.parametrize(
    ("said", "house"),
    [
        ("Je viendrai représenter la crèche Les Libellules.", "crèche Les Libellules"),
        ("Je dirige la librairie Le Chat qui Lit à Ath.", "librairie Le Chat qui Lit"),
        ("Je travaille seule, sous le nom Arkadia.", "Arkadia"),
        ("Mon cabinet s'appelle « Au fil des mots ».", "Au fil des mots"),
        ("Ik werk onder de naam Studio Noord.", "Studio Noord"),
        ("Téléphone de la crèche : 02 648 15 72. Je travaille à la crèche Les Lutins.", "crèche Les Lutins"),
        ("Téléphone du bureau : 071 44 55 66. Je travaille pour l'asbl Le Fil Rouge.", "asbl Le Fil Rouge"),
    ],
)
def test_a_house_is_called_by_its_whole_name(said: str, house: str) -> None:
    text = f"Merci de m'inscrire : Sophie Dubuisson, serveuse. {said}"

    assert [house] == [one.get("org") for one in given(read(STUDY_DAY, text, SOPHIE))]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Kim Nguyen Van", ("Kim", "Nguyen Van")),
        ("An Van den Broeck", ("An", "Van den Broeck")),
        ("Jan Van", ("Jan", "Van")),
    ],
)
def test_the_last_word_of_a_name_is_no_particle(name: str, parts: Sequence[str]) -> None:
    assert tuple(parts) == names.split(name)


@pytest.mark.parametrize(
    "late",
    [
        "Je serai peut-être dix minutes en retard.",
        "J'arriverai peut-être un peu plus tard.",
        "Je devrai peut-être partir plus tôt.",
    ],
)
def test_who_may_be_late_comes(late: str) -> None:
    found = read(COLLOQUE, f"{HELLO} Poisson à midi. {late}", SOPHIE)

    assert [] == [doubt for doubt in found.doubts if "not sure yet" in doubt]
