"""Registrations as French-speaking people write them."""

import pytest

from core.extraction.asking import COLLOQUE, read
from inbox_bot.core.event import Field, FieldType
from inbox_bot.core.extraction.model import Extraction

STUDY_DAY = COLLOQUE.model_copy(
    update={
        "fields": (
            Field(key="nom", label="Nom", type=FieldType.FAMILY_NAME),
            Field(key="prenom", label="Prénom", type=FieldType.GIVEN_NAME),
            Field(key="org", label="Organisation", type=FieldType.ORGANISATION),
            Field(key="job", label="Fonction", type=FieldType.JOB_TITLE),
            Field(key="tel", label="Téléphone", type=FieldType.PHONE),
            Field(
                key="lunch", label="Lunch", type=FieldType.CHOICE, options=("sandwich", "végétarien", "pas de lunch")
            ),
            Field(key="rem", label="Remarques", type=FieldType.TEXT, required=False),
        )
    }
)
SOPHIE = "Sophie Dubuisson <sophie.dubuisson@mail.example>"
HERS = {
    "nom": "Dubuisson",
    "prenom": "Sophie",
    "org": "Athénée royal de Huy",
    "job": "institutrice",
    "tel": "+32495112233",
    "lunch": "sandwich",
}


def given(extraction: Extraction) -> list[dict[str, str]]:
    return [{key: one.value for key, one in participant.items()} for participant in extraction.participants]


@pytest.mark.parametrize(
    "text",
    [
        "Dubuisson;Sophie;Athénée royal de Huy;institutrice;0495 11 22 33;sandwich",
        "1. Dubuisson\n2. Sophie\n3. Athénée royal de Huy\n4. institutrice\n5. 0495/11.22.33\n6. sandwich\n7. néant",
        "Sophie Dubuisson / institutrice / Athénée royal de Huy / 0495 - 11 22 33 / sandwich",
        (
            "Nom - Dubuisson\nPrénom - Sophie\nOrganisation - Athénée royal de Huy\nFonction - institutrice\n"
            "Téléphone - 0495 112 233\nLunch - sandwich"
        ),
        (
            "Je m'appelle Sophie Dubuisson, je suis institutrice à l'Athénée royal de Huy. "
            "Mon gsm : 0495/11 22 33. À midi, ce sera un sandwich."
        ),
    ],
)
def test_what_is_asked_is_read_with_labels_and_without(text: str) -> None:
    assert [HERS] == given(read(STUDY_DAY, f"Merci de m'inscrire.\n\n{text}", SOPHIE))


def test_a_function_a_number_and_a_meal_may_be_of_both() -> None:
    text = (
        "Veuillez m'inscrire ainsi que mon mari, Luc Dumoulin. Nous sommes tous deux bénévoles à l'association "
        "Coup de Main. Notre téléphone : 081 22 33 44. Deux sandwichs, s'il vous plaît.\n\nSophie Dubuisson"
    )
    shared = {"org": "association Coup de Main", "job": "bénévoles", "tel": "+3281223344", "lunch": "sandwich"}
    both = [HERS | shared, HERS | shared | {"nom": "Dumoulin", "prenom": "Luc"}]
    assert both == given(read(STUDY_DAY, text, SOPHIE))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("à l'école communale Les Hirondelles", "école communale Les Hirondelles"),
        ("au centre PMS de Ciney", "centre PMS de Ciney"),
        ("à la maison de repos Saint-Roch", "maison de repos Saint-Roch"),
        ("à la Fédération de l'aide à domicile", "Fédération de l'aide à domicile"),
    ],
)
def test_organisations_are_known_by_what_they_are(text: str, expected: str) -> None:
    (sophie,) = given(read(STUDY_DAY, f"Inscrivez-moi svp. Je suis infirmière {text}.", SOPHIE))
    assert expected == sophie.get("org")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Je mange sur place.", "oui"),
        ("Je mangerai avec vous.", "oui"),
        ("Lunch compris, merci.", "oui"),
        ("J'apporte mes tartines, pas de lunch.", "non"),
        ("Je prends le lunch, végétarien de préférence.", "végétarien"),
    ],
)
def test_who_eats_says_yes_to_the_meal(said: str, expected: str) -> None:
    lunch = Field(key="lunch", label="Lunch", type=FieldType.CHOICE, options=("oui", "non", "végétarien"))
    asked = STUDY_DAY.model_copy(update={"fields": (*STUDY_DAY.fields[:5], lunch)})
    (sophie,) = given(read(asked, f"Inscrivez-moi svp. {said}", SOPHIE))
    assert expected == sophie.get("lunch")


@pytest.mark.parametrize(
    ("lines", "job"),
    [
        ("Titre : Dr\nFonction : médecin scolaire", "médecin scolaire"),
        ("Ancien facteur, aujourd'hui trésorier.", "trésorier"),
        ("Retraité de la poste, je suis trésorier du club.", "trésorier"),
    ],
)
def test_a_form_of_address_and_a_former_function_give_way_to_the_present_one(lines: str, job: str) -> None:
    found = read(STUDY_DAY, f"Merci de m'inscrire.\n\n{lines}", SOPHIE)

    assert [job] == [one["job"].value.split(" du ")[0] for one in found.participants]


@pytest.mark.parametrize("label", ["N° de membre", "Numéro d'entreprise", "Réf. dossier"])
def test_a_number_that_nobody_asked_is_no_organisation(label: str) -> None:
    text = f"Je m'inscris.\n\nOrganisation : Institut Vésale\n{label} : 0123-456\nFonction : infirmier"

    assert ["Institut Vésale"] == [one["org"].value for one in read(STUDY_DAY, text, SOPHIE).participants]


@pytest.mark.parametrize(
    ("job", "remark"),
    [("conducteur de train", ""), ("infirmier", "facture au nom du service"), ("attachée de presse", "")],
)
def test_a_word_of_organising_in_a_value_raises_no_doubt(job: str, remark: str) -> None:
    text = (
        "Nom : Dubuisson\nPrénom : Sophie\nOrganisation : Athénée royal de Huy\n"
        f"Fonction : {job}\nTéléphone : 0495 11 22 33\nLunch : sandwich\nRemarques : {remark}"
    )

    assert () == read(STUDY_DAY, text, SOPHIE).doubts


@pytest.mark.parametrize("written", ["Oumzarg Ylvène", "Ylvène Oumzarg"])
def test_the_headers_tell_the_surname_where_no_word_is_known(written: str) -> None:
    found = read(STUDY_DAY, f"Je m'inscris : {written}, institutrice.", "Ylvène Oumzarg <y.oumzarg@mail.example>")

    assert ["Oumzarg"] == [one["nom"].value for one in found.participants]
