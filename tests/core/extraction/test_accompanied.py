"""Who comes with others whom nothing names, or may not come at all, is for a human."""

import pytest

from core.extraction.asking import CONGRESS, SEMINAR, read
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.model import Extraction, Intent

SIGNED = "Met vriendelijke groeten\nPiet Smets\nJurist\nStad Brugge\npiet@brugge.example"


def told(text: str, asked: Event = SEMINAR) -> Extraction:
    return read(asked, f"{text}\n\n{SIGNED}", "Piet Smets <piet@brugge.example>", "Congress")


@pytest.mark.parametrize(
    "text",
    [
        "Wij komen met drie naar het congres.",
        "Wij komen graag met z'n tweeën naar het congres.",
        "We komen met ons drieën naar het congres.",
        "Wij zijn met ons drieën op het congres.",
        "Graag schrijf ik mij en mijn collega in voor het congres.",
        "Ik en mijn collega komen graag naar het congres.",
        "Ik kom met mijn collega naar het congres.",
        "Ik schrijf mij in voor het congres, samen met twee collega's.",
        "Ik kom graag naar het congres en breng mijn chef mee.",
        "Nous viendrons à trois au congrès.",
        "Nous serons deux au congrès.",
        "Je m'inscris avec ma collègue au congrès.",
        "Je souhaite m'inscrire au congrès, ainsi que mon collègue.",
        "Je viendrai au congrès accompagné d'un collègue.",
        "We are coming with three to the congress.",
        "We will be three at the congress.",
        "I would like to register myself and two colleagues for the congress.",
        "I will attend the congress together with my director.",
        "Wir kommen zu dritt zum Kongress.",
        "Wir kommen gern zu zweit zum Kongress.",
        "Ich komme mit meiner Kollegin zum Kongress.",
        "Ich melde mich und zwei Kollegen zum Kongress an.",
    ],
)
def test_somebody_whom_nothing_names_is_doubted(text: str) -> None:
    said = told(text)
    assert said.doubts or said.intent is Intent.QUESTION


@pytest.mark.parametrize(
    "text",
    [
        "Ik zou mij graag inschrijven voor het congres, maar ik weet nog niet of ik kan.",
        "Ik kom graag naar het congres, maar ik ben niet zeker of het lukt.",
        "Je souhaite m'inscrire au congrès, mais je ne sais pas encore si je serai là.",
        "Je m'inscris au congrès mais je ne suis pas sûr de pouvoir venir.",
        "I would like to register for the congress, but I do not know yet whether it will work out.",
        "Please register me for the congress, but I'm not sure I can come.",
        "Ich möchte mich zum Kongress anmelden, weiß aber noch nicht, ob ich kann.",
        "Ich melde mich zum Kongress an, bin aber nicht sicher, ob es klappt.",
    ],
)
def test_who_does_not_know_whether_they_can_come_is_for_a_human(text: str) -> None:
    said = told(text)
    assert said.doubts or said.intent is Intent.QUESTION


@pytest.mark.parametrize(
    "text",
    [
        "Wij komen graag naar het congres.",
        "Ik kom met de trein om 2 uur naar het congres.",
        "Ik schrijf mij in voor het congres. Ik werk met een collega aan dit thema.",
        "Je m'inscris au congrès. J'en ai parlé avec mon directeur.",
        "Please register me for the congress. I work with a colleague on open cities.",
        "Ich melde mich zum Kongress an. Das habe ich mit meinem Chef besprochen.",
    ],
)
def test_who_only_speaks_of_others_registers_alone(text: str) -> None:
    assert (Intent.REGISTER, (), 1) == (told(text).intent, told(text).doubts, len(told(text).participants))


def test_where_the_event_asks_for_guests_they_need_no_name() -> None:
    said = told("I will come to the congress with my colleague. Dinner: yes. Norway. Open Lab.", CONGRESS)
    assert not any("Somebody else" in doubt for doubt in said.doubts)


def test_named_colleagues_are_no_strangers() -> None:
    text = "Ik schrijf mij in voor het congres, samen met mijn collega An Claes, jurist, an@brugge.example."
    assert not any("Somebody else" in doubt for doubt in told(text).doubts)
