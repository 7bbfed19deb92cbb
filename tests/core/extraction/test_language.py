from email.message import EmailMessage

import pytest

from core.extraction.intent_mails import EVENTS
from inbox_bot.core.extraction import language
from inbox_bot.core.message import parse
from inbox_bot.core.zones import zone


def language_of(subject: str, body: str, event: str = "nl") -> str:
    mail = EmailMessage()
    mail["From"] = "Jan Peeters <jan@mail.example>"
    mail["Subject"] = subject
    mail.set_content(body)
    message = parse(mail.as_bytes())
    return language.of(zone(message), message, EVENTS[event])


@pytest.mark.parametrize(
    ("expected", "subject", "body"),
    [
        ("nl", "Inschrijving", "Ik schrijf mij graag in voor 19 maart."),
        ("fr", "Inscription", "Je souhaite participer au séminaire."),
        ("en", "Registration", "Please register me for the seminar."),
        ("de", "Anmeldung", "Hiermit melde ich mich für die Tagung an."),
        ("fr", "", "Nom : Luc Dupont\nVille : Ath\nFonction : attaché"),
        ("en", "", "Name: Mary Byrne\nCity: Cork\nPosition: clerk"),
        ("de", "", "Vorname: Eva\nNachname: Schmidt\nOrt: Aachen\nFunktion: Referentin"),
        ("nl", "", "Naam: Jan Peeters\nGemeente: Gent"),
    ],
)
def test_the_senders_words_tell_the_language(expected: str, subject: str, body: str) -> None:
    assert expected == language_of(subject, body)


def test_a_mail_without_words_is_in_the_events_language() -> None:
    assert "fr" == language_of("7/5", "Jan Peeters", event="fr")


def test_a_reply_in_another_language_than_the_announcement_counts() -> None:
    body = "Yes, I would like to attend.\n\nOp ma 2 feb. 2026 om 10:04 schreef Els <els@huis.example>:\n> We nodigen u graag uit op de studiedag van 19 maart.\n"
    assert "en" == language_of("Re: Uitnodiging voor de studiedag van het huis", body)


def test_words_in_an_address_tell_nothing() -> None:
    assert "nl" == language_of("", "n: fons\ne: fons@be.and.the.example")
