"""Where the names of organisations and functions begin and end in a sentence, in four languages."""

import pytest

from core.extraction.asking import event, read
from inbox_bot.core.event import Field, FieldType


def asked(language: str) -> tuple[Field, ...]:
    return (
        Field(key="name", label="Name", type=FieldType.PERSON_NAME),
        Field(key="org", label="Organisation" if language != "nl" else "Organisatie", type=FieldType.ORGANISATION),
        Field(key="job", label={"fr": "Fonction", "nl": "Functie", "en": "Position", "de": "Funktion"}[language], type=FieldType.JOB_TITLE),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "said", "employer", "job"),
    [
        ("fr", "Je suis chargée de projets au Contrat de rivière Dyle.", "Contrat de rivière Dyle", "chargée de projets"),
        ("fr", "Au nom de la Zone de police Haut-Pays, où j'ai le grade de major et la fonction de directeur des opérations, je viens.", "Zone de police Haut-Pays", "directeur des opérations"),
        ("fr", "J'enseigne la biologie à l'Athénée Royal de Huy, comme professeure.", "Athénée Royal de Huy", "professeure"),
        ("fr", "Le GAL Pays des Tiges se déplace : j'y suis coordinatrice.", "GAL Pays des Tiges", "coordinatrice"),
        ("fr", "Je suis notaire en notre étude (Étude Claes & Berger).", "Étude Claes & Berger", "notaire"),
        ("fr", "Après dix ans à la Province de Namur, je suis maintenant hydrologue au SPW Mobilité.", "SPW Mobilité", "hydrologue"),
        ("fr", "Ancienne conseillère de la Province de Namur, je suis à présent directrice de l'asbl Les Rives.", "asbl Les Rives", "directrice"),
        ("fr", "Mon patron, les Carrières du Hoyoux, m'a demandé d'y aller ; je suis contremaître.", "Carrières du Hoyoux", "contremaître"),
        ("fr", "L'asbl Terre et Ciel, dont je suis la trésorière, vous soutient.", "asbl Terre et Ciel", "trésorière"),
        ("fr", "Chez Aquarive, où je gère le patrimoine comme gestionnaire technique, on attend ce jour.", "Aquarive", "gestionnaire technique"),
        ("fr", "L'Intercommunale du Hainaut m'emploie comme ingénieure.", "Intercommunale du Hainaut", "ingénieure"),
        ("fr", "Je travaille depuis peu à l'AIDE en tant que cheffe de projet.", "AIDE", "cheffe de projet"),
        ("fr", "Capitaine à la Zone de secours Hainaut-Est, je suis en charge de la planification.", "Zone de secours Hainaut-Est", "Capitaine"),
        ("fr", "Je suis volontaire de la Croix-Rouge de Theux.", "Croix-Rouge de Theux", "volontaire"),
        ("nl", "Namens de Hulpverleningszone Waasland, waar ik de functie van operationeel directeur heb, kom ik.", "Hulpverleningszone Waasland", "operationeel directeur"),
        ("nl", "Na tien jaar bij de provincie Antwerpen ben ik nu jurist bij Natuurpunt.", "Natuurpunt", "jurist"),
        ("nl", "Onze vzw, De Groene Oever, stuurt mij; ik ben er secretaris.", "De Groene Oever", "secretaris"),
        ("nl", "Ik vertegenwoordig het Wijkcomité Oude Dokken, waarvan ik penningmeester ben.", "Wijkcomité Oude Dokken", "penningmeester"),
        ("nl", "Als stafmedewerker van de Boerenbond kom ik graag.", "Boerenbond", "stafmedewerker"),
        ("nl", "Mijn werkgever is Aquafin en ik ben er procesingenieur.", "Aquafin", "procesingenieur"),
        ("en", "After ten years at the Province of Namur I am now a hydrologist with the Water Agency.", "Water Agency", "hydrologist"),
        ("en", "My employer is Anglian Water and my job title is process engineer.", "Anglian Water", "process engineer"),
        ("en", "I run Willow Farm as a market gardener.", "Willow Farm", "market gardener"),
        ("en", "I represent the Old Harbour Residents' Association, of which I am chair.", "Old Harbour Residents' Association", "chair"),
        ("de", "Nach zehn Jahren bei der Provinz Lüttich bin ich jetzt Juristin beim NABU.", "NABU", "Juristin"),
        ("de", "Ich vertrete den Heimatverein Kelmis, dessen Vorsitzende ich bin.", "Heimatverein Kelmis", "Vorsitzende"),
        ("de", "Ich bin bei der Dachbau Nord GmbH als Projektleiterin tätig.", "Dachbau Nord GmbH", "Projektleiterin"),
        ("de", "Ich arbeite als Hydrologin beim Wasserverband Eifel.", "Wasserverband Eifel", "Hydrologin"),
    ],
)  # fmt: skip
def test_a_sentence_lends_no_words_to_what_it_names(language: str, said: str, employer: str, job: str) -> None:
    found = read(
        event(language, *asked(language)), f"{said}\n\nJan Peeters\n", "Jan Peeters <jan.peeters@mail.example>"
    )

    assert [(employer, job)] == [(one["org"].value, one["job"].value) for one in found.participants]


def test_the_day_in_a_subject_is_no_part_of_an_organisation() -> None:
    text = "Je m'inscris.\n\nJan Peeters\nAttaché\nProvince de Liège\n"
    found = read(event("fr", *asked("fr")), text, "Jan Peeters <jan@mail.example>", "Inscription journée d'étude 03/05")

    assert ["Province de Liège"] == [one["org"].value for one in found.participants]


def test_several_come_for_one_house() -> None:
    text = "An Claes (éducatrice) et moi (Jan Peeters, directeur) participerons au nom du Centre Les Peupliers."
    found = read(event("fr", *asked("fr")), text, "Jan Peeters <jan@mail.example>")

    assert {
        ("An Claes", "Centre Les Peupliers", "éducatrice"),
        ("Jan Peeters", "Centre Les Peupliers", "directeur"),
    } == {(one["name"].value, one["org"].value, one["job"].value) for one in found.participants}


def test_names_in_a_list_stand_in_one_order() -> None:
    fields = (
        Field(key="nom", label="Nom", type=FieldType.FAMILY_NAME),
        Field(key="prenom", label="Prénom", type=FieldType.GIVEN_NAME),
    )
    text = "Nous venons à trois :\n\nVandenbroucke Sophie\nGaspard Éric\nDelhaye Nadia\n"
    found = read(event("fr", *fields), text)

    assert [("Vandenbroucke", "Sophie"), ("Gaspard", "Éric"), ("Delhaye", "Nadia")] == [
        (one["nom"].value, one["prenom"].value) for one in found.participants
    ]


def test_a_noun_of_a_sentence_labels_nothing() -> None:
    text = "J'espère qu'il reste de la place : inscrivez-moi. Je suis juriste chez Aquarive.\n\nJan Peeters\n"
    found = read(event("fr", *asked("fr")), text, "Jan Peeters <jan@mail.example>")

    assert [("Aquarive", "juriste")] == [(one["org"].value, one["job"].value) for one in found.participants]
