"""What a careful reader does not take for a value, and where a title, a town or a participant ends."""

import pytest

from core.extraction.asking import SEMINAR, read, values
from inbox_bot.core.document import Span
from inbox_bot.core.extraction.candidates import jobs

ASKS = "Graag schrijf ik mij in voor het congres.\n\n"
FORM = "Naam: Jan Peeters\nStad: Gent\nFunctie: jurist\nE-mailadres: jan.peeters@gent.be\n"
SIGNED = "\n\nMet vriendelijke groeten,\nJan Peeters\nstafmedewerker\nStad Gent\n"

TITLES = {
    "Ik ben verantwoordelijke voor mobiliteit bij Stad Gent": "verantwoordelijke voor mobiliteit",
    "schepen van klimaat, dierenwelzijn en feestelijkheden / x": "schepen van klimaat, dierenwelzijn en feestelijkheden",
    "schepen van openbare werken Duffel": "schepen van openbare werken",
    "alg. dir.": "alg. dir",
    "afdelingshoofd a.i., Lokeren": "afdelingshoofd a.i.",
    "voorzitster van de dorpsraad": "voorzitster van de dorpsraad",
    "voorzitter van de adviesraad voor milieu en natuur": "voorzitter van de adviesraad voor milieu en natuur",
}


@pytest.mark.parametrize("text", TITLES)
def test_a_title_is_read_to_its_end(text: str) -> None:
    (span, _), *_ = jobs.find(text, 0, len(text))
    assert TITLES[text] == text[span.start : span.end]
    assert isinstance(span, Span)


@pytest.mark.parametrize(
    "answer", ["Prima!", "STOP", "unsubscribe", "Zie mijn vorige mail", "Vroeger burgemeester", "Sent from my iPhone"]
)
def test_an_answer_that_says_nothing_is_no_function(answer: str) -> None:
    assert not any(
        "job" in given for given in values(read(SEMINAR, answer, subject="Re: uw vraag", expecting=("job",)))
    )


@pytest.mark.parametrize("answer", ["ik woon niet in Gent", "An"])
def test_what_is_denied_or_a_first_name_is_no_town(answer: str) -> None:
    given = values(read(SEMINAR, answer, "Jan Peeters <jan@telenet.be>", "Re: uw vraag", ("town",)))
    assert not any("town" in one for one in given)


@pytest.mark.parametrize("left", ["[uw functie]", "<functie>", "n.v.t.", ".......", "die moet ik nog navragen"])
def test_what_is_left_to_fill_in_is_asked_for(left: str) -> None:
    extraction = read(SEMINAR, ASKS + FORM.replace("jurist", left))
    assert (("job",), ()) == (extraction.missing, extraction.doubts)


@pytest.mark.parametrize("once", ["geen, vroeger schepen", "aucune, ancien échevin", "keine, früher Schöffin"])
def test_what_somebody_once_was_is_no_function(once: str) -> None:
    assert not any("job" in given for given in values(read(SEMINAR, ASKS + FORM.replace("jurist", once))))


@pytest.mark.parametrize(
    "said",
    [
        "Mijn collega An Claes (beleidsmedewerker, an.claes@gent.be) kan er helaas niet bij zijn.",
        "Mijn collega An Claes (an.claes@gent.be) had zich al ingeschreven.",
        "Ik vervang An Claes, directeur stad Brugge.",
    ],
)
def test_nothing_is_taken_of_who_does_not_come(said: str) -> None:
    (given,) = values(read(SEMINAR, ASKS + said + SIGNED))
    assert {
        "name": "Jan Peeters",
        "town": "Stad Gent",
        "job": "stafmedewerker",
        "email": "jan.peeters@gent.be",
    } == given


@pytest.mark.parametrize(
    "text",
    [
        "Beste,\nonze burgemeester wil graag deelnemen aan het congres." + SIGNED,
        ASKS + FORM + "\nCorrectie: stad is Brugge",
        ASKS + FORM + "\nPS: mijn collega An Claes valt af.",
        ASKS + "1. An Claes, directeur, an@gent.be\n2. Piet (naam volgt)\nAllen stad Gent",
    ],
)
def test_what_is_taken_back_or_unnamed_is_a_doubt(text: str) -> None:
    assert read(SEMINAR, text).doubts


def test_a_title_before_a_name_is_of_that_person_and_the_employer_is_shared() -> None:
    text = "Ik kan die dag niet. Onze schepen An Claes (an.claes@gent.be) wil wel komen, schrijf je haar in?" + SIGNED
    (given,) = values(read(SEMINAR, text))
    assert {"name": "An Claes", "town": "Stad Gent", "job": "schepen", "email": "an.claes@gent.be"} == given


def test_where_the_event_takes_place_is_nobody_s_town() -> None:
    text = "Ik schrijf me in voor het congres op 3 mei in Bozar te Brussels, Ravensteinstraat 23, 1000 Brussels."
    assert not any("town" in given for given in values(read(SEMINAR, text, "Jan Peeters <jan@telenet.be>")))


def test_signs_within_a_value_stay_as_written() -> None:
    (given,) = values(read(SEMINAR, ASKS + FORM.replace("jurist", "-1+1 adviseur 7*7")))
    assert "-1+1 adviseur 7*7" == given["job"]


@pytest.mark.parametrize(
    "said",
    [
        "Gegevens zie handtekening, behalve dat ik geen stafmedewerker meer ben.",
        "Ik ben niet langer stafmedewerker, onze IT past de handtekening later aan.",
        "I am no longer a stafmedewerker.",
        "Je ne suis plus le stafmedewerker que je signe.",
        "Ich bin kein stafmedewerker mehr.",
    ],
)
def test_a_signed_title_that_the_text_denies_is_doubtful(said: str) -> None:
    extraction = read(SEMINAR, ASKS + said + SIGNED)
    assert 'Functie: the mail says that it is not "stafmedewerker".' in extraction.doubts


def test_a_title_in_the_text_against_the_one_behind_its_label_is_doubtful() -> None:
    asks = "Ik schrijf mij in voor het congres als algemeen directeur van Gent.\n\n"
    extraction = read(SEMINAR, asks + FORM.replace("jurist", "financieel directeur"))
    assert any(doubt.startswith("Functie: different values") for doubt in extraction.doubts)


@pytest.mark.parametrize("order", ["respectievelijk ", "resp. ", ""])
@pytest.mark.parametrize("all_of", ["Gent (beiden)", "Gent (allebei)", "Gent"])
def test_a_form_for_two_says_who_has_which_title_and_what_both_share(order: str, all_of: str) -> None:
    form = (
        f"Naam: Jan Peeters en An Claes\nStad: {all_of}\nFunctie: {order}jurist en controller\n"
        "E-mailadres: jan.peeters@gent.be, an.claes@gent.be\n"
    )
    given = [(one["town"], one["job"]) for one in values(read(SEMINAR, ASKS + form))]
    assert [("Gent", "jurist"), ("Gent", "controller")] == given


@pytest.mark.parametrize(
    "absent",
    [
        "is die dag helaas verhinderd",
        "is dan spijtig genoeg afwezig",
        "sera malheureusement absente",
        "ist leider verhindert",
    ],
)
def test_the_sender_registers_not_the_absent_one(absent: str) -> None:
    extraction = read(SEMINAR, ASKS.replace("\n\n", " ") + f"Onze burgemeester, Els Wouters, {absent}." + SIGNED)
    assert ["Jan Peeters"] == [one["name"] for one in values(extraction)]


def test_a_question_in_a_list_is_no_function() -> None:
    said = "Ik ben Jan Peeters uit Gent en zou graag het congres volgen, ook al werk ik niet meer (gepensioneerd). Mag dat?"
    assert not any("job" in one for one in values(read(SEMINAR, f"{said}\nJan\n")))


@pytest.mark.parametrize(
    "said",
    [
        "Ik schrijf haar straks nog apart in voor het congres.",
        "Ik schrijf mij in voor het congres, maar moet eerst mijn agenda nakijken.",
        "Je m'inscris au congrès, mais je dois d'abord demander à mon chef.",
        "Ich melde mich zum Kongress an, muss aber erst meinen Chef fragen.",
        "Please register me for the congress, but I first have to ask my boss.",
    ],
)
def test_who_registers_later_or_has_to_ask_first_is_not_registered_yet(said: str) -> None:
    assert any(doubt.startswith("is not sure yet") for doubt in read(SEMINAR, f"{said}\n\n{FORM}").doubts)


@pytest.mark.parametrize(
    "said",
    [
        "Mijn handtekening klopt niet meer, ik ben intussen schepen.",
        "Let op: de handtekening is verouderd.",
        "My signature is no longer up to date.",
        "Ma signature n'est pas encore à jour.",
        "Meine Signatur ist leider veraltet.",
    ],
)
def test_a_title_of_a_signature_that_is_not_right_is_doubtful(said: str) -> None:
    doubts = read(SEMINAR, ASKS + said + SIGNED).doubts
    assert any("its signature is not right" in doubt for doubt in doubts)


def test_a_signature_to_which_the_text_points_is_believed() -> None:
    said = "Mijn gegevens vind je in mijn handtekening, ik kan niet blijven lunchen."
    assert not any("signature" in doubt for doubt in read(SEMINAR, ASKS + said + SIGNED).doubts)


@pytest.mark.parametrize("absent", ["kan er niet bij zijn", "laat zich verontschuldigen", "is die dag verhinderd"])
def test_the_title_of_an_absent_one_is_not_the_senders(absent: str) -> None:
    extraction = read(SEMINAR, f"{ASKS}Schepen Els Wouters {absent}.{SIGNED}")
    assert ["stafmedewerker"] == [one["job"] for one in values(extraction)]


def test_a_title_that_both_have_is_each_ones() -> None:
    form = (
        "Naam: Jan Peeters en An Claes\nStad: Gent\nFunctie: beiden jurist\n"
        "E-mailadres: jan.peeters@gent.be, an.claes@gent.be\n"
    )
    assert ["jurist", "jurist"] == [one["job"] for one in values(read(SEMINAR, ASKS + form))]
