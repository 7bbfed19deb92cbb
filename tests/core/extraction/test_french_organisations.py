"""Where French-speaking people say that they work, alone and together."""

import pytest

from core.extraction.asking import read
from core.extraction.test_french import HERS, SOPHIE, STUDY_DAY, given


@pytest.mark.parametrize(
    ("said", "employer"),
    [
        ("Je suis serveuse à l'association Voisins solidaires d'Hennebont, tél. 0495 11 22 33.", "association Voisins solidaires d'Hennebont"),
        ("Je représente aujourd'hui l'Amicale des Peintres gaumais, dont je suis serveuse.", "Amicale des Peintres gaumais"),
        ("Je suis serveuse et membre de France Bruit Nord.", "France Bruit Nord"),
        ("Je travaille comme serveuse à l'ONE et je m'inscris.", "ONE"),
        ("Je suis serveuse (en cuisine) à l'école Jules-Verne de Roubaix.", "école Jules-Verne de Roubaix"),
        ("Je suis serveuse à l'École communale des Lilas et j'aimerais beaucoup venir.", "École communale des Lilas"),
        ("serveuse\nClub de lecture de Jambes\n0495 11 22 33", "Club de lecture de Jambes"),
        ("Le Comité de quartier du Bultia sera représenté par moi-même, serveuse.", "Comité de quartier du Bultia"),
        ("Fonction serveuse\nOrganisation Le Tilleul\nTéléphone 0495 11 22 33", "Le Tilleul"),
        ("Patronne de la Menuiserie Dubuisson & Filles, 0495 11 22 33.", "Menuiserie Dubuisson & Filles"),
        ("Sophie Dubuisson, serveuse de la MJ Le Relais des Ondes, 0495 11 22 33.", "MJ Le Relais des Ondes"),
        ("Je suis serveuse et bénévole aux Restos du Cœur de Ciney.", "Restos du Cœur de Ciney"),
        ("Serveuse ; notre institution s'appelle Centre d'action populaire.", "Centre d'action populaire"),
        ("Je bosse au Service Droit Jeunes de Ciney comme serveuse.", "Service Droit Jeunes de Ciney"),
        ("Je suis serveuse chez Cuisiniers de rue.", "Cuisiniers de rue"),
        ("Sophie Dubuisson, de La Marmite (centre d'action sociale, Ciney), serveuse.", "La Marmite"),
        ("Je viens à la journée du 3 mai pour le Collectif Logement de Hannut, je suis serveuse.", "Collectif Logement de Hannut"),
        ("SOPHIE DUBUISSON\nRELAIS SOCIAL DU PAYS NOIR\nSERVEUSE\n0495 11 22 33", "Relais Social du Pays Noir"),
    ],
)  # fmt: skip
def test_an_employer_is_read_to_its_end_and_no_further(said: str, employer: str) -> None:
    found = read(STUDY_DAY, f"Merci de m'inscrire.\n\n{said}", SOPHIE)

    assert [employer] == [one["org"].value for one in found.participants]


@pytest.mark.parametrize(
    "text",
    [
        "Nous serons deux de l'Académie Grétry le 3 mai :\n- Sophie Dubuisson, 0495 11 22 33\n- Karim Ouali, 0495 44 55 66",
        "Deux personnes de l'Académie Grétry participeront :\n\nSophie Dubuisson, 0495 11 22 33\nKarim Ouali, 0495 44 55 66",
        "Merci d'inscrire les deux personnes suivantes pour l'Académie Grétry :\n\nNom | Prénom | Fonction | Tél.\nDubuisson | Sophie | institutrice | 0495 11 22 33\nOuali | Karim | infirmier | 0495 44 55 66",
        "Dubuisson Sophie, 0495 11 22 33\nOuali Karim, 0495 44 55 66\n\nTous deux de l'Académie Grétry.",
    ],
)  # fmt: skip
def test_what_is_said_of_several_is_of_each(text: str) -> None:
    found = given(read(STUDY_DAY, f"Bonjour, je m'inscris avec Karim.\n\n{text}", SOPHIE))

    assert [("Dubuisson", "Académie Grétry"), ("Ouali", "Académie Grétry")] == [
        (one["nom"], one.get("org")) for one in found
    ]


@pytest.mark.parametrize(
    "number",
    ["tél. 02 512 34 34 pour nous deux", "même numéro pour nous deux : 02 512 34 34", "notre numéro : 02 512 34 34"],
)
def test_a_number_may_be_of_both(number: str) -> None:
    text = f"Nous serons deux, {number}.\n\nSophie Dubuisson, institutrice\nKarim Ouali, infirmier"

    assert ["+3225123434"] * 2 == [one.get("tel") for one in given(read(STUDY_DAY, text, SOPHIE))]


@pytest.mark.parametrize(
    "text",
    [
        (
            "Mes infos : nom Dubuisson, prénom Sophie, organisation Athénée royal de Huy, fonction institutrice, "
            "téléphone 0495 11 22 33, lunch sandwich."
        ),
        "Pour votre liste : Dubuisson Sophie ; Athénée royal de Huy ; institutrice ; 0495 11 22 33. À midi, un sandwich.",
        "Inscrivez-moi :\n- Sophie Dubuisson\n- institutrice, Athénée royal de Huy\n- 0495 11 22 33\n- lunch : sandwich",
        "Sophie Dubuisson (institutrice, Athénée royal de Huy, 0495 11 22 33, lunch : sandwich) et personne d'autre.",
    ],
)
def test_a_list_in_a_sentence_gives_all(text: str) -> None:
    assert [HERS] == given(read(STUDY_DAY, f"Je m'inscris.\n\n{text}", SOPHIE))


ASKED = "Nom\nPrénom\nOrganisation\nFonction\nTéléphone\nLunch (sandwich / végétarien / pas de lunch)"
FILLED_IN = (
    "Nom Dubuisson\nPrénom Sophie\nOrganisation Athénée royal de Huy\nFonction institutrice\nTéléphone 0495 11 22 33\n"
    "Lunch (sandwich / végétarien / pas de lunch) sandwich"
)
INTRODUCED = "Envoyez-nous un message avec les données suivantes avant le vingt avril :"


@pytest.mark.parametrize(("above", "counts"), [("Voir mes réponses en gras.", True), ("Merci beaucoup !", True)])
def test_the_announcement_that_somebody_filled_in_below_is_theirs(above: str, counts: bool) -> None:  # noqa: FBT001 (a case)
    announced = STUDY_DAY.model_copy(update={"announcement": f"{INTRODUCED}\n{ASKED}"})
    quoted = f"De : Marie Petit <organiser@example.org>\nEnvoyé : mardi 8 avril 2025 10:12\nObjet : Congrès\n\n{INTRODUCED}\n{FILLED_IN}"

    found = given(read(announced, f"Bonjour,\n\n{above}\n\nSophie\n\n{quoted}", SOPHIE, "RE: Congrès"))

    assert counts == (found == [HERS])


def test_an_answer_that_stands_in_the_announcement_is_still_an_answer() -> None:
    options = STUDY_DAY.fields[5].model_copy(
        update={"label": "Déjeuner au buffet de midi (oui / non)", "options": ("oui", "non")}
    )
    asked = STUDY_DAY.model_copy(
        update={"fields": (options,), "announcement": "Indiquez :\nDéjeuner au buffet de midi (oui / non)"}
    )

    assert [{"lunch": "oui"}] == given(read(asked, "Je m'inscris.\n\nDéjeuner au buffet de midi : oui", SOPHIE))


@pytest.mark.parametrize(
    "arranged",
    [
        "Ma secrétaire (Anne Simon, 071 55 94 11) s'occupe du reste.",
        "Mon assistante, Anne Simon, se charge de tout.",
        "Mijn secretaresse (Anne Simon, anne.simon@huy.example) regelt de rest.",
        "My secretary (Anne Simon, anne.simon@huy.example) will see to the rest.",
        "Meine Sekretärin (Anne Simon, anne.simon@huy.example) kümmert sich um den Rest.",
    ],
)
def test_who_sees_to_the_rest_does_not_come_instead(arranged: str) -> None:
    found = given(read(STUDY_DAY, f"Je viens au congrès. {arranged}\n\nSophie Dubuisson\ninstitutrice", SOPHIE))

    assert ["Dubuisson"] == [one.get("nom") for one in found]
