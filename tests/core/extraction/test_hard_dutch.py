"""What makes ordinary Dutch registrations hard: names that are words, two towns, two addresses, secretaries, wishes."""

import pytest

from core.extraction.asking import event, read, values
from inbox_bot.core.event import Field, FieldType

SEMINAR = event(
    "nl",
    Field(key="name", label="Naam", type=FieldType.PERSON_NAME),
    Field(key="town", label="Stad / gemeente", type=FieldType.MUNICIPALITY),
    Field(key="job", label="Functie", type=FieldType.JOB_TITLE),
    Field(key="email", label="E-mailadres", type=FieldType.EMAIL),
)
SENDER = "An Claes <an.claes@bree.example>"


def form(**given: str) -> str:
    said = {"Naam": "An Claes", "Gemeente": "Bree", "Functie": "jurist", "E-mailadres": "an.claes@bree.example"} | given
    return "Dag Linda,\nhierbij mijn inschrijving.\n\n" + "\n".join(
        f"{label}: {value}" for label, value in said.items()
    )


@pytest.mark.parametrize(
    "said",
    [
        *(
            "(nog in te vullen)",
            "wordt nog bezorgd",
            "geef ik later door",
            "n.t.b.",
            "TBC",
            "???",
            "(...)",
            "(functie)",
        ),
        *("à compléter", "(à préciser ultérieurement)", "to be confirmed", "will follow", "wird nachgereicht", "folgt"),
    ],
)
def test_a_placeholder_is_no_function(said: str) -> None:
    extraction = read(SEMINAR, form(Functie=said), SENDER)
    assert (("job",), ()) == (extraction.missing, extraction.doubts)


@pytest.mark.parametrize(
    "said",
    [
        *(
            "an.claes@bree.example (bij voorkeur) of an@mail.example",
            "liefst an.claes@bree.example, anders an@mail.example",
        ),
        *(
            "an.claes@bree.example, of als dat niet lukt an@mail.example",
            "an@mail.example, maar liever an.claes@bree.example",
        ),
        "an@mail.example of an.claes@bree.example (die laatste geniet de voorkeur)",
    ],
)
def test_of_two_addresses_the_better_one_is_taken(said: str) -> None:
    (given,) = values(read(SEMINAR, form(**{"E-mailadres": said}), SENDER))
    assert given.get("email") == "an.claes@bree.example"


@pytest.mark.parametrize("name", ["Dirk Stad", "Piet Gemeente", "Kurt Meester", "Jan Schepen"])
def test_a_name_that_an_address_spells_may_be_a_word(name: str) -> None:
    address = f"{name.lower().replace(' ', '.')}@bree.example"
    listed = (
        f"Graag inschrijven voor Bree:\n- {name}, archivaris, {address}\n- Els Ooms, jurist, els.ooms@bree.example\n"
    )
    given = values(read(SEMINAR, listed, "Els Ooms <els.ooms@bree.example>"))
    assert {"name": name, "town": "Bree", "job": "archivaris", "email": address} in given


@pytest.mark.parametrize(
    ("said", "job"),
    [
        ("Als gepensioneerd brandweercommandant boeit het thema mij.", "gepensioneerd brandweercommandant"),
        ("Als diensthoofd welzijn leek dit seminarie mij nuttig.", "diensthoofd welzijn"),
        ("Als financieel directeur van deze stad kom ik graag.", "financieel directeur"),
        ("Ik trek als buurtregisseur van wijk naar wijk.", "buurtregisseur"),
        ("Mijn functie is dorpskompas.", "dorpskompas"),
        ("Ik werk als jurist voor het OCMW van Bree.", "jurist"),
    ],
)
def test_a_title_ends_where_the_sentence_goes_on(said: str, job: str) -> None:
    (given,) = values(read(SEMINAR, f"Dag Linda,\nik schrijf me graag in. {said}\n\nAn Claes\nBree\n", SENDER))
    assert job == given.get("job")


@pytest.mark.parametrize(
    "said",
    [
        "Ik woon in Veurne maar kom namens Diksmuide, waar ik jurist ben.",
        "Ik woon in Veurne en vertegenwoordig Diksmuide, als jurist.",
        "Ik ben jurist van Diksmuide. Zelf woon ik in Veurne.",
    ],
)
def test_who_lives_in_one_town_and_serves_another_is_of_the_other(said: str) -> None:
    mail = f"Dag Linda,\nik schrijf me graag in. {said}\n\nAn Claes\n"
    (given,) = values(read(SEMINAR, mail, "An Claes <an.claes@mail.example>"))
    assert given.get("town") == "Diksmuide"


def test_a_part_of_a_town_does_not_contradict_it() -> None:
    extraction = read(SEMINAR, "Graag inschrijven: An Claes, jurist in Kessel-Lo (stad Leuven).\n", SENDER)
    assert () == extraction.doubts


@pytest.mark.parametrize(
    "said",
    [
        "Kan u Koen Vermeire, financieel directeur, inschrijven? Zijn adres is koen.vermeire@bree.example.",
        "Hierbij meld ik Koen Vermeire aan, financieel directeur, koen.vermeire@bree.example.",
    ],
)
def test_who_is_registered_by_another_is_the_only_one_to_come(said: str) -> None:
    given = values(read(SEMINAR, f"Dag Linda,\n{said}\n\nMet vriendelijke groeten\nAn Claes\nStad Bree\n", SENDER))
    assert [("Koen Vermeire", "financieel directeur")] == [(one.get("name"), one.get("job")) for one in given]


@pytest.mark.parametrize("said", ["misschien", "wellicht", "eventueel"])
def test_who_registers_perhaps_is_not_sure_yet(said: str) -> None:
    extraction = read(SEMINAR, f"Is er parking? Dan schrijf ik me {said} in.\n\nAn Claes, jurist, Bree\n", SENDER)
    assert extraction.doubts


def test_a_colleague_who_has_not_decided_is_not_registered() -> None:
    mail = "Schrijf mij in a.u.b. Mijn collega Els Ooms twijfelt nog.\n\nMet vriendelijke groeten\nAn Claes\njurist\nStad Bree\n"
    assert ["An Claes"] == [one.get("name") for one in values(read(SEMINAR, mail, SENDER))]


def test_labels_in_square_brackets_are_labels() -> None:
    mail = (
        "[Naam] An Claes [Gemeente] Bree [Functie] werfleider [E-mailadres] an.claes@bree.example\nGraag inschrijven.\n"
    )
    (given,) = values(read(SEMINAR, mail, SENDER))
    assert given.get("job") == "werfleider"
