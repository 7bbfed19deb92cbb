"""Where a title, a name, a value beside a label and a denial end, and the sentence goes on with something else."""

import pytest

from core.extraction.asking import SEMINAR, TREFFEN, read, values
from inbox_bot.core.extraction.candidates import days, jobs, names
from inbox_bot.core.extraction.model import Intent

ASKS = "Graag schrijf ik mij in voor het congres.\n\n"
FORM = "Naam: Jan Peeters\nStad: Gent\nFunctie: jurist\nE-mailadres: jan.peeters@gent.be\n"
BARE = "Inschrijving Congress on Open Cities"


def titles(text: str) -> list[str]:
    return [text[span.start : span.end] for span, _ in jobs.find(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Als stadsbioloog volg ik in Leuven de bomen.", "stadsbioloog"),
        ("In mijn functie van architect ontwerp ik pleinen.", "architect"),
        ("Als Lehrerin betreue ich den Schulgarten.", "Lehrerin"),
        ("Aan de hogeschool geef ik als docent stedenbouw enkele vakken.", "docent stedenbouw"),
        ("Ich leite als Professorin Landschaftsplanung mehrere Projekte.", "Professorin Landschaftsplanung"),
        ("Je suis enseignante plusieurs jours par semaine.", "enseignante"),
        ("I work as a planner several days a week.", "planner"),
        ("responsable de plusieurs services", "responsable de plusieurs services"),
        ("Ik ben er nu twee jaar logistiek medewerker.", "logistiek medewerker"),
        ("Ik ben adjunct-algemeen directeur.", "adjunct-algemeen directeur"),
        ("Ik ben eigenlijk jurist.", "jurist"),
        ("voorzitter van de adviesraad van diezelfde stad", "voorzitter van de adviesraad"),
        ("Schepen van Klimaat, Water en Groen", "Schepen van Klimaat, Water en Groen"),
        ("schepen van klimaat, Gent en Aalst", "schepen van klimaat"),
        ("docent Howest", "docent"),
        ("Ik ben opvoedster.", "opvoedster"),
        ("tekenares", "tekenares"),
    ],
)
def test_a_title_ends_where_something_else_begins(text: str, title: str) -> None:
    assert [title] == titles(text)


@pytest.mark.parametrize("word", ["venster", "zuster", "Berlin", "Martin", "Wachter"])
def test_a_word_that_only_ends_like_a_womans_title_is_none(word: str) -> None:
    assert not jobs.is_head(word)


@pytest.mark.parametrize(
    "said",
    [
        "Ik ben met pensioen als schooldirecteur, maar ik ben nu voorzitter van de cultuurraad van Gent.",
        "Vroeger was ik schooldirecteur, vandaag ben ik voorzitter van de cultuurraad van Gent.",
        "U kent me misschien nog als schooldirecteur, maar ik ben voorzitter van de cultuurraad van Gent.",
        "Hoewel ik gepensioneerd ben als schooldirecteur, zetel ik nog als voorzitter van de cultuurraad van Gent.",
    ],
)
def test_what_somebody_was_gives_way_to_what_they_are(said: str) -> None:
    (given,) = values(read(SEMINAR, ASKS + said))
    assert "voorzitter van de cultuurraad" == given["job"]


@pytest.mark.parametrize(
    "told",
    [
        "jurist, ik volg ook de bomen op",
        "jurist - dat ben ik al lang",
        "jurist (wij adviseren het bestuur)",
        "jurist, al twaalf jaar",
        "jurist, je travaille au service juridique",
        "jurist. I also look after the trees",
        "jurist, seit drei Jahren",
        "tekenaar en jurist, maar noteer enkel dat laatste",
        "jurist and planner, but please note only the first",
    ],
)
def test_a_sentence_behind_a_labelled_value_is_no_part_of_it(told: str) -> None:
    (given,) = values(read(SEMINAR, ASKS + FORM.replace("jurist", told)))
    assert "jurist" == given["job"]


@pytest.mark.parametrize(
    "leave",
    [
        "Groeten, Jan Peeters",
        "Groetjes Jan Peeters",
        "Met vriendelijke groeten, Jan Peeters, stad Gent",
        "Alvast bedankt en groeten, Jan Peeters",
        "Bien à vous, Jan Peeters",
        "Kind regards, Jan Peeters",
        "Viele Grüße, Jan Peeters",
    ],
)
def test_the_name_behind_a_farewell_on_its_line_signs(leave: str) -> None:
    (given,) = values(read(SEMINAR, f"{ASKS}Ik werk als jurist bij de stad Gent.\n\n{leave}\n", "<janp7@gmail.com>"))
    assert "Jan Peeters" == given["name"]


@pytest.mark.parametrize(
    "text",
    [
        "Het betreft mevrouw An Claes",
        "het gaat om An Claes",
        "Il s'agit de Mme An Claes",
        "It concerns my colleague An Claes",
        "Es geht um Frau An Claes",
    ],
)
def test_whom_a_mail_is_about_is_called_by_the_name_alone(text: str) -> None:
    assert "An Claes" == names.read(text)


@pytest.mark.parametrize("text", ["Claes is de familienaam", "Claes est mon nom", "Claes ist der Nachname"])
def test_what_says_something_of_a_name_is_none(text: str) -> None:
    assert names.read(text) is None


def test_a_part_of_a_name_that_is_explained_is_not_the_whole() -> None:
    said = "Thi Mai is mijn voornaam, Tran de familienaam. Ik ben jurist bij de stad Gent.\n\nTran Thi Mai\n"
    (given,) = values(read(SEMINAR, ASKS + said, "Tran Thi Mai <mai.tran@gent.be>"))
    assert "Tran Thi Mai" == given["name"]


@pytest.mark.parametrize(
    "text",
    [
        "sorry als het niet klopt ik zou graag komen naar het congres",
        "sorry if this is not clear i would like to attend the congress",
        "pardon si ce n'est pas clair je souhaite participer au congrès",
    ],
)
def test_a_denial_ends_where_somebody_begins_to_speak_of_themselves(text: str) -> None:
    assert Intent.REGISTER is read(SEMINAR, text, subject="x").intent


@pytest.mark.parametrize("text", ["ik denk niet dat ik kom naar het congres", "I do not think that I will attend"])
def test_a_denial_reaches_into_the_clause_that_hangs_on_it(text: str) -> None:
    assert Intent.REGISTER is not read(SEMINAR, text, subject="Congress on Open Cities").intent


@pytest.mark.parametrize(
    "told",
    [
        "2. Mai, nein, Entschuldigung, am 3. Mai",
        "2. Mai (Korrektur: 3. Mai)",
        "2 mei, sorry, 3 mei",
        "2 mei - of nee, 3 mei",
        "2 May, I mean 3 May",
        "2 mai, pardon, 3 mai",
    ],
)
def test_a_day_that_is_taken_back_gives_way(told: str) -> None:
    assert "2025-05-03" == days.read(told, TREFFEN)


@pytest.mark.parametrize("told", ["Eröffnungstag", "am Tag der Eröffnung", "openingsdag", "le jour d'ouverture"])
def test_the_day_on_which_an_event_opens_is_its_first(told: str) -> None:
    assert "2025-05-03" == days.read(told, TREFFEN)
