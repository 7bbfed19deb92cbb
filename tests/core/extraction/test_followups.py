"""What follows on a registration, in the words that people use: thanks, polite requests, another day, typed answers."""

from collections.abc import Sequence

import pytest

from inbox_bot.core.extraction import extract
from inbox_bot.core.extraction.context import Context
from inbox_bot.core.extraction.model import THANKS, Extraction, Intent
from inbox_bot.core.message import parse
from inbox_bot.core.zones import zone
from seminar import EVENT, mail

NOTED = Context(registered=True, known=True, people=("Jan Peeters", "Els Maes"), shared=(("city", "stad Gent"),))
ASKED = Context(expecting=("function",), registered=True, known=True, people=("Els Maes",), asked="Els Maes")


def read(text: str, context: Context = NOTED) -> Extraction:
    message = parse(mail(text, sender="Jan Peeters <jan@gent.example>", answers="<ours@kcvs.example>"))
    return extract(message, zone(message), EVENT, context)


@pytest.mark.parametrize(
    "text",
    [
        "Dank u wel voor uw begrip.",
        "Els heeft u intussen zelf geantwoord. Waarvoor dank.",
        "Super, merci beaucoup et à la semaine prochaine !",
        "Merci pour votre compréhension.",
        "Lovely, thank you so much!",
        "Thanks for sorting this so quickly, see you in December!",
        "Bin zurück und sehe gerade die Bestätigung. Vielen Dank, bis Juni!",
        "danke, sehr lieb! viel spaß euch allen",
    ],
)
def test_thanks_in_any_words_want_nothing(text: str) -> None:
    assert (Intent.UNRELATED, (THANKS,)) == (read(text).intent, read(text).evidence)


@pytest.mark.parametrize(
    "text",
    [
        "Bedankt! Trouwens, mijn collega komt mee.",
        "Merci ! Finalement nous serons trois.",
        "Thanks! Is there parking?",
        "Danke! Ich bringe noch jemanden mit.",
        "Mag mijn collega ook komen?",
    ],
)
def test_thanks_with_something_else_are_no_mere_thanks(text: str) -> None:
    assert (THANKS,) != read(text).evidence


@pytest.mark.parametrize(
    "text",
    [
        "Beste, kunt u mijn functie aanpassen? Functie: schepen",
        "Bonjour, pourriez-vous changer ma fonction ? Fonction : schepen",
        "Could you please change my function? Function: schepen",
        "Könnten Sie bitte meine Funktion ändern? Funktion: schepen",
    ],
)
def test_a_change_that_is_asked_politely_is_no_question(text: str) -> None:
    assert Intent.UPDATE == read(text).intent


@pytest.mark.parametrize(
    "text",
    [
        "Gelieve mijn inschrijving te annuleren.",
        "Veuillez annuler mon inscription, avec mes excuses.",
        "Please cancel my registration.",
        "Bitte stornieren Sie meine Anmeldung.",
    ],
)
def test_who_asks_to_cancel_a_registration_does_not_ask_for_one(text: str) -> None:
    assert Intent.CANCEL == read(text).intent


@pytest.mark.parametrize(
    "question",
    [
        ("> Nog nodig:", "> - Functie van Els Maes: jurist"),
        ("> Je mist nog:", "> * Functie: jurist"),
        ("Van: Linda <linda@kcvs.example>", "Verzonden: dinsdag 20 november 2018", "", "  *   Functie", "Jurist"),
    ],
)
def test_what_is_typed_into_a_question_of_any_wording_answers_it(question: Sequence[str]) -> None:
    (given,) = read(
        "\n".join(["Zie hieronder.", "", "Op di 20 nov. 2018 schreef Linda:", "", *question]), ASKED
    ).participants
    assert given["function"].value.lower() == "jurist"


@pytest.mark.parametrize("text", ["Super, bedankt!", "Beste Linda, zie hieronder", "Lovely!", "Merci, parfait"])
def test_a_courtesy_is_no_answer(text: str) -> None:
    assert all(
        "city" not in one for one in read(text, Context(expecting=("city",), registered=True, known=True)).participants
    )


@pytest.mark.parametrize("said", ["ook bij ons", "same city", "même commune", "auch bei uns"])
def test_who_comes_too_works_where_the_others_do(said: str) -> None:
    given = read(f"Graag ook inschrijven: Griet Thys ({said}), jurist, griet@gent.example").participants
    assert "stad Gent" in [one["city"].value for one in given if "city" in one]
