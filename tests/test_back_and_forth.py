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
        subject = f"Re: {subject}" if answers else subject
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


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Dank u, tot dan. Els Maes komt ook."),
        ("nl", "Piet Claes gaat ook mee."),
        ("de", "Danke, bis dann. Els Maes kommt auch."),
    ],
)
def test_a_newcomer_who_is_named_is_asked_for_what_lacks(language: str, text: str) -> None:
    talk = registered(language)
    assert talk.says(text) is Outcome.INCOMPLETE
    assert ["confirmed", "incomplete"] == [status for status, *_ in talk.noted]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Mijn collega komt ook."),
        ("nl", "Ik stuur mijn collega."),
        ("nl", "Ik stuur mijn collega in mijn plaats."),
        ("nl", "Els komt ook."),
        ("nl", "Ik kom met drie."),
        ("nl", "Ik kom, maar zonder lunch."),
        ("nl", "Ik kom pas om 10 uur."),
        ("nl", "Dit is mijn e-mailadres."),
        ("fr", "Merci, à bientôt. Els Maes vient aussi."),
        ("fr", "Ma collègue vient aussi."),
        ("fr", "J'envoie ma collègue."),
        ("fr", "Je viens avec ma femme."),
        ("fr", "Ceci est mon adresse e-mail."),
        ("en", "Thanks, see you then. Els Maes is coming too."),
        ("en", "My colleague is coming too."),
        ("en", "I will send my colleague instead."),
        ("en", "This is my e-mail address."),
        ("de", "Meine Kollegin kommt auch."),
        ("de", "Ich schicke meine Kollegin."),
        ("de", "Wir kommen zu dritt."),
        ("de", "Das ist meine E-Mail-Adresse."),
    ],
)
def test_who_else_comes_without_a_name_is_for_a_human(language: str, text: str) -> None:
    talk = registered(language)
    assert (Outcome.REVIEW, 1) == (talk.says(text), len(talk.noted))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Ik kom ook graag."),
        ("nl", "Ik ook!"),
        ("nl", "Ik zal er ook zijn."),
        ("fr", "Je viens aussi."),
        ("fr", "Moi aussi !"),
        ("en", "I am coming too."),
        ("en", "I would love to come too."),
        ("en", "Me too!"),
        ("de", "Ich komme auch gern."),
        ("de", "Ich auch!"),
    ],
)
def test_a_colleague_who_joins_in_a_thread_is_asked_for_what_lacks(language: str, text: str) -> None:
    talk = registered(language)
    assert talk.says(text, ELS) is Outcome.INCOMPLETE
    assert [("confirmed", "Jan Peeters"), ("incomplete", "Els Maes")] == [one[:2] for one in talk.noted]
    assert "directeur" not in talk.told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Ik kom graag!"),
        ("nl", "Bedankt, Jan Peeters komt zeker."),
        ("nl", "Prima, dat komt in orde."),
        ("fr", "Merci, je viens avec plaisir."),
        ("en", "Thanks, I will be there."),
        ("de", "Danke, ich komme gern."),
    ],
)
def test_who_is_on_the_list_and_says_to_come_needs_no_answer(language: str, text: str) -> None:
    talk = registered(language)
    assert (Outcome.IGNORED, 1) == (talk.says(text), talk.replies)


_BACK = [
    ("nl", "Ik kan helaas niet komen.", "Toch wel, ik kom!"),
    ("nl", "Ik kan helaas niet komen.", "Ik kan er nu toch bij zijn."),
    ("fr", "Je ne peux malheureusement pas venir.", "Finalement si, je viens !"),
    ("en", "I am afraid I cannot come.", "I can come after all!"),
    ("de", "Ich kann leider nicht kommen.", "Ich komme doch!"),
]


@pytest.mark.parametrize(("language", "off", "back"), _BACK)
def test_who_comes_back_is_registered_with_what_they_said_before(language: str, off: str, back: str) -> None:
    talk = registered(language)
    assert [Outcome.CANCELLED, Outcome.CONFIRMED] == [talk.says(off), talk.says(back)]
    (gone, again) = talk.noted
    assert (("cancelled", "confirmed"), gone[1:]) == ((gone[0], again[0]), again[1:])
    assert again[2] in talk.told


@pytest.mark.parametrize(("language", "off", "back"), _BACK)
def test_who_comes_back_in_a_mail_that_names_nothing_is_for_a_human(language: str, off: str, back: str) -> None:
    talk = registered(language)
    assert talk.says(off) is Outcome.CANCELLED
    assert (Outcome.REVIEW, 1) == (talk.says(back, subject="Toch", answers=False), len(talk.noted))


def test_who_comes_back_may_say_something_new() -> None:
    talk = registered()
    talk.says("Ik kan helaas niet komen.")
    assert talk.says("Functie: schepen. Ik kom toch.") is Outcome.CONFIRMED
    assert ("confirmed", "Jan Peeters", "schepen") == talk.noted[-1]


@pytest.mark.parametrize("text", ["Ik kom misschien toch.", "Mag ik mij toch nog inschrijven?"])
def test_who_only_may_come_back_is_for_a_human(text: str) -> None:
    talk = registered()
    talk.says("Ik kan helaas niet komen.")
    assert (Outcome.REVIEW, 1) == (talk.says(text), len(talk.noted))


@pytest.mark.parametrize(
    ("language", "text", "function"),
    [
        ("nl", "Mijn functie is jurist, graag aanpassen.", "jurist"),
        ("nl", "Mijn functie is intussen jurist.", "jurist"),
        ("fr", "Ma fonction est juriste, merci de corriger.", "juriste"),
        ("de", "Meine Funktion ist Jurist, bitte ändern.", "Jurist"),
    ],
)
def test_a_change_in_a_mail_of_its_own_finds_the_registration_by_its_sender(
    language: str, text: str, function: str
) -> None:
    talk = registered(language)
    assert talk.says(text, subject="Functie", answers=False) is Outcome.UPDATED
    assert [("confirmed", "Jan Peeters", function)] == talk.noted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Mijn functie is jurist."),
        ("nl", "Functie: jurist"),
        ("nl", "Ik ben intussen schepen geworden."),
        ("nl", "Kan u mijn functie wijzigen in jurist?"),
        ("fr", "Je suis maintenant juriste."),
        ("en", "My position is lawyer, please correct that."),
        ("en", "Could you change my position to lawyer?"),
    ],
)
def test_what_may_be_a_change_in_a_mail_of_its_own_is_for_a_human(language: str, text: str) -> None:
    talk = registered(language)
    noted = talk.noted
    assert talk.says(text, subject="Functie", answers=False) is Outcome.REVIEW
    assert noted == talk.noted


@pytest.mark.parametrize(
    "text",
    [
        "Dag Linda, hierbij het verslag van gisteren. Pas gerust de tekst aan.\n\nJan Peeters\nDirecteur\nStad Gent",
        "Dag Linda, kan je de nota aanpassen? Ik ben maandag in Brussel.\n\nJan Peeters\nDirecteur\nStad Gent",
        "Bonjour Linda, voici le rapport, merci de corriger le texte.\n\nJan Peeters\nDirecteur",
        "Hi Linda, please correct the minutes: I am the director of the archive.\n\nJan Peeters",
    ],
)
def test_other_mail_of_somebody_on_the_list_is_no_change(text: str) -> None:
    talk = registered()
    assert (Outcome.IGNORED, 1) == (talk.says(text, subject="Verslag", answers=False), talk.replies)


@pytest.mark.parametrize(
    ("text", "sender"),
    [
        ("Ik kom misschien ook.", ELS),
        ("Als ik kom, laat ik het weten.", ELS),
        ("Als Els Maes komt, laat ik het weten.", JAN),
        ("Ik kom ook graag.", "An Peeters <an@gent.example>"),
    ],
)
def test_who_may_join_or_may_be_the_same_is_for_a_human(text: str, sender: str) -> None:
    talk = registered()
    assert (Outcome.REVIEW, 1) == (talk.says(text, sender), len(talk.noted))


def test_what_a_newcomer_asks_beside_is_passed_on() -> None:
    talk = registered()
    assert talk.says("Els Maes komt ook. Is er parking?") is Outcome.INCOMPLETE
    assert 1 == len(talk.asking)


def test_a_secretary_who_comes_too_is_for_a_human() -> None:
    talk = Talk()
    secretary = "Secretariaat <sec@gent.example>"
    talk.says(FORMS["nl"], secretary, answers=False)
    assert (Outcome.REVIEW, 1) == (talk.says("Ik kom ook graag.", secretary), len(talk.noted))


@pytest.mark.parametrize(
    "text", ["Els Maes komt niet.", "Els Maes ne viendra pas.", "Els Maes cannot come.", "Els Maes kommt nicht."]
)
def test_who_is_not_on_the_list_and_stays_away_cancels_nobody_else(text: str) -> None:
    talk = registered()
    assert (Outcome.REVIEW, "confirmed") == (talk.says(text), talk.noted[0][0])
