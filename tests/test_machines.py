"""Machines that write in a conversation: none is answered, and none changes the list."""

from collections.abc import Callable

import pytest

from calendars import apple, gmail, outlook
from inbox_bot.core.case import Outcome
from inbox_bot.core.message import parse
from inbox_bot.reading import Arrival
from inbox_bot.store import Inbound, State, Status, Store
from machines import intake
from seminar import NOW, mail, registration

JAN = "Jan Janssens <jan1@gent.example>"
SIGNED = "\n\nJan Janssens\nSchepen van mobiliteit\nStad Gent\nTel. 09 123 45 67\n"
ABSENCES = {
    "nl": ("Re: Inschrijving", "Beste,\n\nIk ben afwezig tot en met 26 november en lees mijn mails niet."),
    "nl subject": ("Automatisch antwoord: Inschrijving", "Bedankt voor uw bericht. Ik ben met verlof."),
    "nl we": (
        "Re: Uw inschrijving",
        "Bedankt voor uw mail. Ik ben tot 3 december niet op kantoor. Mail gerust mijn collega.",
    ),
    "fr": ("Réponse automatique : Inscription", "Bonjour,\n\nJe suis absent du bureau jusqu'au 26 novembre."),
    "fr words": (
        "Re: Inscription",
        "Bonjour,\n\nJe suis absent du bureau jusqu'au 26 novembre. En cas d'urgence, contactez le 02 123 45 67.",
    ),
    "en": ("Re: Registration", "Hello,\n\nI am out of the office until 26 November with limited access to my e-mail."),
    "de": ("Abwesenheitsnotiz: Anmeldung", "Guten Tag,\n\nich bin bis zum 26. November nicht im Büro."),
    "de words": (
        "AW: Anmeldung",
        "Guten Tag,\n\nich bin bis zum 26. November nicht im Büro. Ihre Mail wird nicht weitergeleitet.",
    ),
}
OTHERS = {
    "receipt": (
        "Gelezen: Inschrijving",
        "Uw bericht\n\n  Aan: Jan Janssens\n  Onderwerp: Inschrijving\n\nis gelezen op 20/11/2018 10:05.",
    ),
    "lu": ("Lu : Inscription", "Votre message a été lu le mardi 20 novembre 2018 10:05."),
    "challenge": (
        "Please confirm your message",
        "Your message has been held. Click here to release it: https://x.example/1",
    ),
    "challenge fr": ("Mailinblack - Demande d'authentification", "Cliquez ici pour que votre message me soit remis."),
    "arrest": (
        "Re: Inschrijving (verification)",
        "I am protected from spam. Please click the link below so that I get your mail.",
    ),
    "ticket": (
        "Ticket #4711: Re: Inschrijving",
        "We have received your request. It has been registered under number 4711.",
    ),
}
MDN = (
    "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n"
    "--b\nContent-Type: text/plain\n\nUw bericht is gelezen.\n--b\nContent-Type: message/disposition-notification\n\n"
    "Final-Recipient: rfc822;jan1@gent.example\nOriginal-Message-ID: {}\nDisposition: manual-action/MDN-sent-manually; displayed\n--b--\n"
)
CALENDARS = {"outlook": outlook, "gmail": gmail, "apple": apple}
every_calendar = pytest.mark.parametrize("written", CALENDARS.values(), ids=CALENDARS.keys())


def take(store: Store, octets: bytes, uid: int) -> Inbound:
    [taken] = intake(store).take([Arrival(octets, NOW, "INBOX", 1, uid)])
    with store.read() as reading:
        decided = reading.inbound(taken.digest)
    assert decided is not None
    return decided


def answered(store: Store) -> str:
    """Return the Message-ID of our only reply, to a registration in which the function lacks."""
    take(store, registration(1, without="function"), 1)
    with store.read() as reading:
        return reading.outbox()[0].message_id


def nothing_changed(store: Store) -> bool:
    with store.read() as reading:
        [entry], [item] = reading.entries(), reading.outbox()
    return (Status.INCOMPLETE, State.PENDING) == (entry.status, item.state) and "function" not in entry.fields


@pytest.mark.parametrize(("subject", "text"), (ABSENCES | OTHERS).values(), ids=(ABSENCES | OTHERS).keys())
def test_a_machine_without_headers_is_no_answer_to_our_question(store: Store, subject: str, text: str) -> None:
    ours = answered(store)
    decided = take(store, mail(text + SIGNED, sender=JAN, subject=subject, number=2, answers=ours), 2)

    assert Outcome.IGNORED == decided.outcome
    assert nothing_changed(store)


@pytest.mark.parametrize("header", ["Auto-Submitted: auto-replied", "X-Autoreply: yes", "Precedence: auto_reply"])
def test_a_machine_with_headers_is_no_answer_to_our_question(store: Store, header: str) -> None:
    ours = answered(store)
    octets = mail("Functie: schepen" + SIGNED, sender=JAN, subject="Re: Inschrijving", number=2, answers=ours)
    decided = take(store, f"{header}\n".encode() + octets, 2)

    assert Outcome.IGNORED == decided.outcome
    assert nothing_changed(store)


def test_a_read_receipt_is_no_answer_to_our_question(store: Store) -> None:
    ours = answered(store)
    head = f"From: {JAN}\nSubject: Gelezen\nMessage-ID: <2@gent.example>\nIn-Reply-To: {ours}\nMIME-Version: 1.0\n"
    decided = take(store, f"{head}{MDN.format(ours)}".encode(), 2)

    assert Outcome.IGNORED == decided.outcome
    assert nothing_changed(store)


@pytest.mark.parametrize("header", ["List-Id: <nieuws.gent.example>", "Precedence: list"])
def test_our_words_by_way_of_a_list_are_not_answered(store: Store, header: str) -> None:
    take(store, registration(1), 1)
    with store.read() as reading:
        [ours] = reading.outbox()
    decided = take(store, f"{header}\r\n".encode() + ours.octets, 2)
    stripped = b"\r\n".join(line for line in ours.octets.split(b"\r\n") if not line.startswith((b"Auto-", b"X-Auto")))
    by_hand = take(store, stripped.replace(b"From: ", b"From: lijst@gent.example\r\nX-Was: ", 1), 3)

    assert [Outcome.IGNORED, Outcome.IGNORED] == [decided.outcome, by_hand.outcome]


@every_calendar
def test_what_a_calendar_answers_is_read(written: Callable[..., bytes]) -> None:
    answer = parse(written("DECLINED", uid="seminar@kcvs.example")).attendance

    assert answer is not None
    assert ("DECLINED", "jan@gent.example", "seminar@kcvs.example") == (answer.status, answer.attendee, answer.uid)
    assert answer.starts is None or "2018-12-07T09:30:00" == f"{answer.starts.astimezone(NOW.tzinfo):%Y-%m-%dT%H:%M:%S}"


def test_a_calendar_that_is_none_has_no_answer() -> None:
    for octets in (gmail("DECLINED").replace(b"BEGIN:VEVENT", b"BEGIN:"), gmail("DECLINED").replace(b"ATTENDEE", b"X")):
        assert parse(octets).unreadable is None
        assert parse(octets).attendance is None


@every_calendar
def test_who_is_on_the_list_and_declines_in_a_calendar_is_shown_to_a_human(
    store: Store, written: Callable[..., bytes]
) -> None:
    take(store, mail(WHOLE, number=1), 1)
    decided = take(store, written("DECLINED"), 2)

    assert (Outcome.REVIEW, "calendar_answer") == (decided.outcome, decided.rule)
    assert ("declines in their calendar, and is on the list",) == decided.reasons
    with store.read() as reading:
        assert ([Status.CONFIRMED], 1) == ([one.status for one in reading.entries()], len(reading.outbox()))


@every_calendar
@pytest.mark.parametrize("status", ["ACCEPTED", "TENTATIVE"])
def test_who_accepts_in_a_calendar_says_nothing_new(store: Store, written: Callable[..., bytes], status: str) -> None:
    take(store, mail(WHOLE, number=1), 1)

    assert Outcome.IGNORED == take(store, written(status), 2).outcome


@every_calendar
def test_who_declines_something_else_or_is_not_on_the_list_is_left_alone(
    store: Store, written: Callable[..., bytes]
) -> None:
    assert Outcome.IGNORED == take(store, written("DECLINED", attendee="els@aalst.example"), 1).outcome
    take(store, mail(WHOLE, number=1), 2)
    lunch = written("DECLINED", uid="4711@x.example", title="Lunch", day="20181123")

    assert Outcome.IGNORED == take(store, lunch, 3).outcome


WHOLE = "Graag schrijf ik mij in.\n\nNaam: Jan Peeters\nStad: Gent\nFunctie: directeur\nE-mailadres: jan@gent.example\n"
