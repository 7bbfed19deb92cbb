"""A registration for something else, which only shares words with the event: it is never answered as one for ours."""

import pytest

from core.extraction.asking import SEMINAR
from inbox_bot.core.event import Event
from inbox_bot.core.extraction import extract
from inbox_bot.core.extraction.model import Extraction, Intent
from inbox_bot.core.message import parse
from inbox_bot.core.zones import zone
from seminar import mail


def about(title: str, language: str, announcement: str) -> Event:
    return SEMINAR.model_copy(update={"title": title, "languages": (language,), "announcement": announcement})


DUTCH = about("Groene scholen: van speelplaats tot tuin", "nl", "Studiedag over groene scholen, op 3 mei in Bozar.")
FRENCH = about(
    "Déminéraliser les cours d'école : du bitume au jardin", "fr", "Journée d'étude sur les cours d'école, le 3 mai."
)
ENGLISH = about("Green school yards: from tar to garden", "en", "Study day on green school yards, on 3 May in Bozar.")
GERMAN = about("Grüne Schulhöfe: vom Asphalt zum Garten", "de", "Tagung über grüne Schulhöfe, am 3. Mai im Bozar.")


def read(event: Event, text: str, subject: str = "zondag") -> Extraction:
    message = parse(mail(text, sender="Oma <oma@skynet.be>", subject=subject))
    return extract(message, zone(message), event)


@pytest.mark.parametrize(
    ("event", "text"),
    [
        (FRENCH, "Ma chérie, dis à Bruno de m'inscrire pour la brocante de l'école, leur site ne va pas. Bisous, Mamy"),
        (FRENCH, "Coucou, je veux m'inscrire pour le tournoi dans les jardins de l'école. Bisous, Mamy"),
        (FRENCH, "Coucou, je me suis inscrite pour la brocante de l'école. On se voit là-bas ! Mamy"),
        (DUTCH, "Zeg tegen Bruno dat hij mij moet inschrijven voor de rommelmarkt op de speelplaats van de scholen."),
        (DUTCH, "Dag, ik wil mij graag inschrijven voor de rommelmarkt in de tuin van de scholen. Groetjes, oma"),
        (DUTCH, "Dag schat, ik heb mij ingeschreven voor de rommelmarkt van de scholen. Tot zondag. Oma"),
        (ENGLISH, "Hi love, could you register me for the jumble sale at the green school? Granny"),
        (ENGLISH, "Hi love, I have registered for the jumble sale in the garden of the green school. Granny"),
        (GERMAN, "Hallo, ich möchte mich für den Trödel im Garten der grünen Schulhöfe anmelden. Oma"),
        (GERMAN, "Hallo, ich habe mich für den Trödel im Garten der Schulhöfe angemeldet. Oma"),
    ],
)
def test_who_asks_for_something_else_at_a_like_place_is_never_answered(event: Event, text: str) -> None:
    said = read(event, text)
    assert said.intent is not Intent.REGISTER or said.doubts


@pytest.mark.parametrize(
    ("event", "text"),
    [
        (FRENCH, "Je souhaite m'inscrire pour la journée sur les cours d'école. Mamy Dethier"),
        (FRENCH, "Je souhaite m'inscrire pour les cours d'école. Mamy Dethier"),
        (DUTCH, "Graag schrijf ik mij in voor de studiedag over de tuin op scholen."),
        (DUTCH, "Graag schrijf ik mij in namens de scholen van Mol, voor 3 mei."),
        (ENGLISH, "Please register me for the day on green school yards."),
        (GERMAN, "Ich möchte mich für die Tagung über Schulhöfe und Garten anmelden."),
    ],
)
def test_who_asks_for_the_event_by_words_of_its_title_registers(event: Event, text: str) -> None:
    said = read(event, text)
    assert (Intent.REGISTER, ()) == (said.intent, said.doubts)
