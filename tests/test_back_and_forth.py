"""What people write after their first mail: a question beside, a colleague who joins, second thoughts, short answers."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from inbox_bot.core.case import Limits, Outcome
from inbox_bot.core.message import parse
from inbox_bot.intake import Intake
from inbox_bot.reading import Arrival
from inbox_bot.store import Inbound, Store
from seminar import EVENT, ORGANISER, Clock, desk, mail

JAN, ELS = "Jan Peeters <jan@gent.example>", "Els Maes <els@gent.example>"
FORMS = {
    "nl": "Graag schrijf ik mij in voor het seminarie.\n\nNaam: Jan Peeters\nStad: Gent\nFunctie: directeur\n"
    "E-mailadres: jan@gent.example",
    "fr": "Bonjour, je souhaite m'inscrire au séminaire.\n\nNom : Jan Peeters\nVille : Gand\nFonction : directeur\n"
    "Adresse e-mail : jan@gent.example",
    "en": "Please register me for the seminar.\n\nName: Jan Peeters\nCity: Ghent\nPosition: director\n"
    "E-mail: jan@gent.example",
    "de": "Ich melde mich hiermit für das Seminar an.\n\nName: Jan Peeters\nStadt: Gent\nFunktion: Direktor\n"
    "E-Mail-Adresse: jan@gent.example",
}


@dataclass
class Talk:
    """A conversation with the desk, mail by mail."""

    store: Store = field(default_factory=lambda: Store("sqlite://"))
    clock: Clock = field(default_factory=Clock)
    mails: int = 0

    def __post_init__(self) -> None:
        self.store.create()

    def says(self, text: str, sender: str = JAN, subject: str = "Inschrijving", *, answers: bool = True) -> Outcome:
        """Take a mail in, which answers our last reply unless told otherwise, and return what becomes of it."""
        intake = Intake(self.store, (EVENT,), desk(), frozenset({ORGANISER}), Limits(per_sender=50), self.clock)
        self.mails += 1
        self.clock.advance(timedelta(minutes=5))
        octets = mail(f"{text}\n", sender=sender, subject=subject, number=self.mails, answers=answers * self.last)
        (taken,) = intake.take([Arrival(octets, self.clock(), "INBOX", 7, self.mails)])
        assert taken.outcome is not None
        return taken.outcome

    @property
    def last(self) -> str:
        """The Message-ID of our last reply; empty where there is none."""
        with self.store.read() as reading:
            return next((one.message_id for one in reversed(reading.outbox())), "")

    @property
    def told(self) -> str:
        """The text of our last reply."""
        with self.store.read() as reading:
            return parse(reading.outbox()[-1].octets).text

    @property
    def replies(self) -> int:
        with self.store.read() as reading:
            return len(reading.outbox())

    @property
    def noted(self) -> list[tuple[str, str, str]]:
        """Status, name and function of everybody on the list."""
        with self.store.read() as reading:
            return [(one.status.value, one.fields["name"], one.fields.get("function", "")) for one in reading.entries()]

    @property
    def asking(self) -> list[Inbound]:
        with self.store.read() as reading:
            return reading.asking()


def registered(language: str = "nl") -> Talk:
    talk = Talk()
    assert talk.says(FORMS[language], answers=False) is Outcome.CONFIRMED
    return talk


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("nl", "Ik kan helaas niet komen. Krijg ik de slides?", "Uw vraag geven wij door"),
        ("fr", "Je ne peux malheureusement pas venir. Recevrai-je les diapositives ?", "transmettons votre question"),
        ("en", "I am afraid I cannot come. Will I get the slides?", "passing on your question"),
        ("de", "Ich kann leider nicht kommen. Bekomme ich die Folien?", "Ihre Frage"),
    ],
)
def test_a_question_beside_a_cancellation_is_passed_on(language: str, text: str, said: str) -> None:
    talk = registered(language)
    assert (Outcome.CANCELLED, 1) == (talk.says(text), len(talk.asking))
    assert said in talk.told


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("nl", "Graag aanpassen: Functie: jurist. Is er parking?", "Uw vraag geven wij door"),
        ("fr", "Il faut lire : Fonction : juriste. Y a-t-il un parking ?", "transmettons votre question"),
        ("en", "Correction: Position: lawyer. Is there any parking?", "passing on your question"),
        ("de", "Korrektur: Funktion: Jurist. Gibt es Parkplätze?", "Ihre Frage"),
    ],
)
def test_a_question_beside_a_change_is_passed_on(language: str, text: str, said: str) -> None:
    talk = registered(language)
    assert (Outcome.UPDATED, 1) == (talk.says(text), len(talk.asking))
    assert said in talk.told


def test_a_request_to_cancel_is_no_question() -> None:
    talk = registered("en")
    assert (Outcome.CANCELLED, []) == (talk.says("Could you please cancel my registration?"), talk.asking)


@pytest.mark.parametrize("language", FORMS)
@pytest.mark.parametrize("text", ["schepen", "Schepen, merci!", "Functie: schepen", "ok: schepen", "yes, schepen"])
def test_a_short_answer_is_answered_in_the_language_of_the_conversation(language: str, text: str) -> None:
    talk = Talk()
    asked = "\n".join(line for line in FORMS[language].splitlines() if "irect" not in line and "irekt" not in line)
    assert talk.says(asked, answers=False) is Outcome.INCOMPLETE
    assert talk.says(text) is Outcome.CONFIRMED
    assert _GREETING[language] in talk.told


_GREETING = {"nl": "Goedendag", "fr": "Bonjour", "en": "Hello", "de": "Guten Tag"}


def test_who_goes_on_in_another_language_is_answered_in_it() -> None:
    talk = registered("nl")
    assert talk.says("Je ne peux malheureusement pas venir.") is Outcome.CANCELLED
    assert _GREETING["fr"] in talk.told
