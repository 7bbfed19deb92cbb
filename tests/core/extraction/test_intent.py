import dataclasses
import json
import re
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis.strategies import text

from core.extraction.intent_colleagues import ALSO_SPEAKING, BY_THE_DAY, ELSEWHERE, written
from core.extraction.intent_lookalikes import ABOVE_A_FORWARDED, DATA, FOR_A_HUMAN, THANKS_BUT_NO
from core.extraction.intent_mails import ANNOUNCED, EVENTS, MAILS
from core.extraction.intent_openings import NEAR_MISSES, OPENINGS
from core.extraction.intent_wishes import COMING, NOT_COMING
from inbox_bot.core.document import Document, Line, Span, Zone
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.context import Context
from inbox_bot.core.extraction.intent import read_intent
from inbox_bot.core.extraction.model import THANKS, Intent
from inbox_bot.core.message import parse
from inbox_bot.core.zones import zone

SENDERS = {
    "nl": (b"Jan Peeters <jan@mail.example>", b"Sofie Claes <sofie.claes@antwerpen.example>"),
    "fr": (b"Jan Peeters <jan@mail.example>", b"Claire Dumont <claire.dumont@namur.example>"),
    "en": (b"Jan Peeters <jan@mail.example>", b"Mary Byrne <mary.byrne@dublin.example>"),
    "de": (b"Jan Peeters <jan@mail.example>", b"Inge Krause <inge.krause@aachen.example>"),
}
"""Whose signatures the colleagues' mails bear."""
TEMPLATES = Path(__file__).parents[3] / "templates" / "reply"


def octets(subject: str, body: str, **headers: str) -> bytes:
    message = EmailMessage()
    message["From"] = "Jan Peeters <jan@mail.example>"
    message["To"] = "els@huis.example"
    message["Subject"] = subject
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message.as_bytes()


def intent_of(event: Event, octets: bytes) -> tuple[Intent, tuple[str, ...], tuple[str, ...]]:
    message = parse(octets)
    return read_intent(message, zone(message), event)


@pytest.mark.parametrize(("language", "expected", "subject", "body"), MAILS)
def test_the_intent_of(language: str, expected: Intent, subject: str, body: str) -> None:
    assert expected == intent_of(EVENTS[language], octets(subject, body))[0]


def opened(language: str, subject: str, body: str) -> tuple[Intent, tuple[str, ...], tuple[str, ...]]:
    return intent_of(EVENTS[language], octets(subject, body.replace("{quoted}", ANNOUNCED[language])))


@pytest.mark.parametrize(("language", "subject", "body"), OPENINGS)
def test_a_registration_is_not_dropped_however_it_opens(language: str, subject: str, body: str) -> None:
    assert Intent.REGISTER == opened(language, subject, body)[0]


@pytest.mark.parametrize(("language", "subject", "body"), NEAR_MISSES)
def test_what_only_resembles_a_registration_registers_nobody(language: str, subject: str, body: str) -> None:
    intent, _, doubts = opened(language, subject, body)
    assert intent not in {Intent.UPDATE, Intent.CANCEL}
    assert intent is not Intent.REGISTER or doubts


def signed(event: Event, language: str, subject: str, body: str) -> tuple[Intent, tuple[str, ...], tuple[str, ...]]:
    return intent_of(event, octets(written(event, language, subject).split("\n", 1)[0], written(event, language, body)))


@pytest.mark.parametrize(("language", "subject", "body"), ELSEWHERE)
def test_who_comes_for_something_else_is_not_registered_although_it_is_that_day(
    language: str, subject: str, body: str
) -> None:
    for event in EVENTS.values():
        intent, _, doubts = signed(event, language, subject, body)
        assert intent is Intent.UNRELATED or (intent is Intent.REGISTER and doubts)


@pytest.mark.parametrize(("language", "subject", "body"), BY_THE_DAY + ALSO_SPEAKING)
def test_who_names_no_more_than_the_day_is_not_dropped(language: str, subject: str, body: str) -> None:
    assert [Intent.REGISTER] * len(EVENTS) == [signed(event, language, subject, body)[0] for event in EVENTS.values()]


@pytest.mark.parametrize(("language", "subject", "body"), FOR_A_HUMAN)
def test_data_that_are_no_plain_registration_are_shown_to_a_human(language: str, subject: str, body: str) -> None:
    intent, _, doubts = intent_of(EVENTS[language], octets(subject, body.replace("{data}", DATA[language])))
    assert doubts
    # What these two say is weighed before a doubt.
    assert intent not in {Intent.AUTOMATIC, Intent.BOUNCE}


@pytest.mark.parametrize("words", ABOVE_A_FORWARDED)
def test_a_forwarded_registration_is_not_dropped(words: str) -> None:
    head = "---------- Forwarded message ---------\nFrom: An Maes <an@gent.test>\nDate: Mon, 2 Feb 2026\nSubject: Inschrijving\nTo: piet@mail.test\n\n"
    body = f"{words}\n\n{head}Ik schrijf me graag in voor de studiedag van 19 maart.\nNaam: An Maes\nE-mailadres: an@gent.test\nOrganisatie: Oxfam"
    intent, doubts = doubts_of("Fwd: Inschrijving", body)
    assert doubts or intent is Intent.REGISTER


def wishes(language: str, lines: str) -> Iterator[tuple[str, Intent, tuple[str, ...]]]:
    """Yield each of *lines* with what its mail, signed in full, is taken for, and the doubts."""
    event = EVENTS[language]
    for line in lines.strip().splitlines():
        subject, _, body = line.partition(" | ")
        quoted = ANNOUNCED[language] if subject == "{r}" else ""
        mail = octets(subject.replace("{r}", f"Re: {event.title}"), written(event, language, body) + quoted)
        intent, _, doubts = intent_of(event, mail.replace(*SENDERS[language]))
        yield line, intent, doubts


@pytest.mark.parametrize("language", COMING)
def test_there_are_many_ways_to_say_that_one_comes(language: str) -> None:
    told = wishes(language, COMING[language])
    assert [] == [line for line, intent, doubts in told if intent is not Intent.REGISTER or doubts]


@pytest.mark.parametrize("language", NOT_COMING)
def test_colleagues_and_machines_write_about_the_event_and_register_nobody(language: str) -> None:
    told = wishes(language, NOT_COMING[language])
    assert [] == [line for line, intent, doubts in told if intent is Intent.REGISTER and not doubts]


def test_data_of_the_sender_need_no_word_of_asking() -> None:
    for subject in ("studiedag 19 maart", "Bevestiging aanwezigheid"):
        assert (Intent.REGISTER, ()) == doubts_of(subject, DATA["nl"])


def test_data_of_somebody_else_without_a_word_of_asking_are_a_doubt() -> None:
    body = "Naam: Leen Maes\nOrganisatie: Oxfam\nE-mailadres: leen@oxfam.example"
    expected = ("gives the data of somebody else without asking to register them",)
    assert (Intent.REGISTER, expected) == doubts_of("studiedag 19 maart", body)


@pytest.mark.parametrize(("language", "body"), THANKS_BUT_NO)
def test_thanks_that_decline_are_no_mere_thanks(language: str, body: str) -> None:
    intent, evidence, _ = intent_of(EVENTS[language], octets("Re: inschrijving", body))
    assert THANKS not in evidence
    assert Intent.REGISTER is not intent


@pytest.mark.parametrize(("language", "body"), THANKS_BUT_NO)
def test_who_declines_below_our_confirmation_cancels(language: str, body: str) -> None:
    confirmed = (
        "\n\nOn Mon, Feb 9, 2026 at 10:04 AM Els <els@huis.example> wrote:\n> Thank you for your registration.\n"
    )
    assert Intent.CANCEL == intent_of(EVENTS[language], octets("Re: inschrijving", body + confirmed))[0]


def own_text(language: str, name: str) -> str:
    """Return a reply of ours as it stands in its template, with data where the template has places for them."""
    template = (TEMPLATES / f"{name}.{language}.txt").read_text("utf-8").partition("\n")[2]
    return re.sub(r"{%.*?%}|{{.*?}}", "", template) + DATA[language]


@pytest.mark.parametrize("language", EVENTS)
@pytest.mark.parametrize("name", ["confirmed", "incomplete", "late", "updated", "cancelled"])
def test_our_own_text_that_comes_back_is_automatic(language: str, name: str) -> None:
    assert Intent.AUTOMATIC == intent_of(EVENTS[language], octets("Re: 19 maart", own_text(language, name)))[0]


def test_words_above_our_own_text_are_shown_to_a_human() -> None:
    intent, doubts = doubts_of("Re: 19 maart", f"Mijn functie is directeur.\n\n{own_text('nl', 'incomplete')}")
    assert (Intent.UNRELATED, True) == (intent, bool(doubts))


def test_feedback_id_alone_makes_no_mailing_list() -> None:
    body = "Graag schrijf ik mij in voor de studiedag van 19 maart.\nJan Peeters"
    assert (Intent.REGISTER, ()) == doubts_of("studiedag", body, Feedback_ID="1414567:user:proton")


def test_coming_on_the_day_without_a_word_about_the_event_is_a_doubt() -> None:
    assert (Intent.REGISTER, ("names no more of the event than its day or place",)) == doubts_of(
        "", "Ik kom graag op 19 maart.\nJan"
    )


def test_who_tells_what_the_event_asks_means_the_event() -> None:
    body = "Ik kom graag luisteren op 19 maart. Je mag noteren: Jan Peeters, Natuurpunt, jan@np.example."
    assert (Intent.REGISTER, ()) == doubts_of("", body)


def test_an_event_of_the_same_kind_on_another_theme_is_a_doubt() -> None:
    body = "Graag schrijf ik mij in voor jullie studiedag over mobiliteit in Brussel.\nJan"
    assert (Intent.REGISTER, ("speaks of an event about or in something else: mobiliteit",)) == doubts_of(
        "studiedag", body
    )


def test_a_studiedag_elsewhere_is_a_doubt() -> None:
    body = "Ik kom graag naar jullie studiedag in Hasselt.\nJan"
    assert (Intent.REGISTER, ("speaks of an event about or in something else: Hasselt",)) == doubts_of("", body)


def test_a_day_named_by_whom_we_asked_something_else_is_a_doubt() -> None:
    body = "Graag!\n\nOp ma 2 feb. 2026 om 10:04 schreef Els <els@huis.example>:\n> Wil je op 19 maart mee verhuizen?\n"
    assert (Intent.REGISTER, True) == (doubts_of("Re: verhuis", body)[0], bool(doubts_of("Re: verhuis", body)[1]))


def test_calling_off_another_thing_of_that_day_cancels_nothing() -> None:
    body = "Ik kan op 19 maart toch niet naar de vergadering komen.\nJan"
    assert doubts_of("vergadering", body)[0] is not Intent.CANCEL


def test_a_registration_in_a_language_that_no_phrase_knows_is_shown_to_a_human() -> None:
    body = "Quisiera inscribirme en el taller. Mi correo es jan@mail.example.\nJan Peeters"
    intent, doubts = doubts_of("Inscripción", body)
    assert (Intent.REGISTER, True) == (intent, bool(doubts))


@pytest.mark.parametrize(
    "body",
    [
        "Ik kom op 19 maart om 8 uur om te helpen op de studiedag.",
        "Ik kom naar de debriefing van de studiedag.",
        "Ik kom op 19 maart foto's nemen op de studiedag.",
    ],
)
def test_who_works_at_the_event_or_comes_after_it_is_a_doubt(body: str) -> None:
    intent, doubts = doubts_of("studiedag", body)
    assert (Intent.REGISTER, True) == (intent, bool(doubts))


def test_work_at_the_event_is_a_doubt() -> None:
    body = "Ik kom op 19 maart om 9 uur om mijn lezing te geven op de studiedag.\nJan"
    assert (Intent.REGISTER, True) == (doubts_of("", body)[0], bool(doubts_of("", body)[1]))


@pytest.mark.parametrize("language", EVENTS)
def test_nearly_every_opening_is_read_without_a_doubt(language: str) -> None:
    doubtful = [row for row in OPENINGS if row[0] == language and opened(*row)[2]]
    assert len(doubtful) <= 4, doubtful


def test_declining_the_dinner_is_no_doubt_about_the_day() -> None:
    body = "Ich nehme an der Fachtagung teil. Am Abendessen nehme ich leider nicht teil.\nKlaus Weber"
    assert (Intent.REGISTER, ()) == opened("de", "Fachtagung", body)[::2]


def test_a_sign_that_no_phrase_explains_is_a_doubt() -> None:
    intent, _, doubts = opened("nl", "studiedag", "Dag Els, we hadden het over deelname van onze dienst. Jan")
    assert (Intent.REGISTER, True) == (intent, doubts[0].startswith("seems to register"))


def test_a_slip_of_the_pen_does_not_hide_a_registration() -> None:
    assert (Intent.REGISTER, ()) == doubts_of("studiedag 19 maart", "Graag wil ik mij inshcrijven.\nJan Peeters")


def doubts_of(subject: str, body: str, **headers: str) -> tuple[Intent, tuple[str, ...]]:
    intent, _, doubts = intent_of(EVENTS["nl"], octets(subject, body, **headers))
    return intent, doubts


def test_a_clear_registration_raises_no_doubt() -> None:
    assert (Intent.REGISTER, ()) == doubts_of(
        "Inschrijving studiedag", "Graag schrijf ik mij in.\nJan Peeters, Natuurpunt, jan@np.example"
    )


def test_a_small_question_beside_a_registration_is_evidence_and_no_doubt() -> None:
    mail = octets("studiedag 19 maart", "Graag schrijf ik mij in. Is er een parking?\nJan Peeters")
    intent, evidence, doubts = intent_of(EVENTS["nl"], mail)
    assert (Intent.REGISTER, "asks a question: Is er een parking", ()) == (intent, evidence[-1], doubts)


def test_asking_to_confirm_is_no_question() -> None:
    mail = octets("studiedag 19 maart", "Graag schrijf ik mij in. Kan u dit bevestigen?\nJan Peeters")
    assert not any(piece.startswith("asks a question") for piece in intent_of(EVENTS["nl"], mail)[1])


def test_the_date_of_another_event_is_a_doubt() -> None:
    assert (Intent.REGISTER, ("names another date: 13 december",)) == doubts_of(
        "studiedag", "Ik schrijf mij in voor de studiedag van 13 december.\nJan"
    )


def test_the_date_of_the_invitation_is_no_other_date() -> None:
    body = "In antwoord op uw uitnodiging van 2 februari schrijf ik mij in voor de studiedag.\nJan"
    assert (Intent.REGISTER, ()) == doubts_of("studiedag", body)


def test_a_place_for_somebody_not_named_yet_is_a_doubt() -> None:
    intent, doubts = doubts_of(
        "studiedag 19 maart", "Graag een plaatsje voor iemand van ons team, ik laat nog weten wie."
    )
    assert (Intent.REGISTER, "does not say yet who comes: iemand van") == (intent, doubts[0])


def test_asking_to_register_without_a_word_about_the_event_is_a_doubt() -> None:
    body = "Schrijf mij maar in. Ik heb jullie brief gezien in de gang, naast de koffie.\nJan"
    assert (Intent.REGISTER, ("nothing in the mail names the event",)) == doubts_of("", body)


def test_registering_and_cancelling_at_once_is_a_doubt() -> None:
    intent, doubts = doubts_of("studiedag 19 maart", "Schrijf mij in. Mijn collega wil haar inschrijving annuleren.")
    assert (Intent.REGISTER, "also says: inschrijving annuleren") == (intent, doubts[0])


def test_one_who_asks_by_way_of_a_list_is_a_doubt() -> None:
    body = "Graag schrijf ik mij in voor de studiedag van 19 maart.\nJan Peeters"
    intent, doubts = doubts_of("studiedag", body, List_Id="<collega.lijst.example>")
    assert (Intent.REGISTER, True) == (intent, doubts[0].startswith("came by a mailing list"))


def test_a_list_that_asks_nothing_is_not_for_us() -> None:
    body = "Naam: Jan\nOrganisatie: Natuurpunt\nE-mailadres: jan@np.example"
    assert Intent.UNRELATED == doubts_of("studiedag 19 maart", body, List_Id="<nieuws.lijst.example>")[0]


def test_an_automatic_mail_is_automatic_whatever_it_says() -> None:
    assert Intent.AUTOMATIC == doubts_of("studiedag", "Graag schrijf ik mij in.", Auto_Submitted="auto-replied")[0]


def test_the_null_reverse_path_never_registers() -> None:
    mail = b"Return-Path: <>\n" + octets("studiedag 19 maart", "Graag schrijf ik mij in.")
    assert Intent.REGISTER != intent_of(EVENTS["nl"], mail)[0]


def test_an_answer_to_our_question_supplies_what_it_asked() -> None:
    message = parse(octets("Re: studiedag", "Natuurpunt, stafmedewerker\nJan"))
    intent, _, _ = read_intent(message, zone(message), EVENTS["nl"], Context(expecting=("organisation",)))
    assert Intent.UPDATE == intent


def test_thanks_for_our_question_supply_nothing() -> None:
    message = parse(octets("Re: studiedag", "Bedankt, tot dan!"))
    intent, _, _ = read_intent(message, zone(message), EVENTS["nl"], Context(expecting=("organisation",)))
    assert Intent.UNRELATED == intent


def test_the_words_of_the_announcement_are_not_the_senders() -> None:
    body = "Dag Els, mooi programma!\n\nOp ma 2 feb. 2026 om 10:04 schreef Els <els@huis.example>:\n> Schrijf mij in, zo eenvoudig is het. Ik kom graag naar de studiedag van 19 maart!\n"
    assert Intent.UNRELATED == doubts_of("Re: studiedag", body)[0]


def test_a_contact_in_a_mail_about_the_day_itself_is_a_doubt() -> None:
    body = "De zaal is vrij op 19 maart.\nJan Peeters, De Vooruit, jan@vooruit.example"
    assert (Intent.REGISTER, ("gives data without asking to be registered",)) == doubts_of("zaal", body)


def test_a_signature_alone_registers_nobody() -> None:
    body = "Mooi programma!\n\n-- \nJan Peeters\nStafmedewerker\nNatuurpunt\njan@np.example\n"
    assert Intent.UNRELATED == doubts_of("Re: studiedag 19 maart", body)[0]


def test_no_real_mail_registers_changes_or_cancels(shared: Path) -> None:
    answerable = []
    for path in sorted((shared / "real-mails").rglob("*.eml")):
        message = parse(path.read_bytes())
        document = zone(message)
        intents = {read_intent(message, document, event)[0] for event in EVENTS.values()}
        if intents & {Intent.REGISTER, Intent.UPDATE, Intent.CANCEL}:
            answerable.append(path.name)
    assert [] == answerable


def test_the_seminars_mails_are_told_apart(shared: Path) -> None:
    folder = shared / "corpus" / "nl-dev"
    announced = json.loads((folder / "event.json").read_text("utf-8"))
    event = Event.model_validate({key: value for key, value in announced.items() if key != "mailbox"})
    wrong = []
    for label in json.loads((folder / "labels.json").read_text("utf-8"))["messages"]:
        intent, _, _ = intent_of(event, (folder / label["file"]).read_bytes())
        supplies = label["intent"] == "register" and intent is Intent.UPDATE and "supplies-missing" in label["traits"]
        answerable = intent in {Intent.REGISTER, Intent.UPDATE, Intent.CANCEL}
        if label["intent"] != intent and not supplies and (answerable or label["intent"] == "register"):
            wrong.append((label["id"], label["intent"], str(intent)))
    assert len(wrong) <= 2, wrong


@given(text(max_size=400), text(max_size=2000))
def test_any_words_have_an_intent(subject: str, body: str) -> None:
    line = Line(body.replace("\n", " "), Span(0, len(body)), Zone.NEW)
    message = dataclasses.replace(parse(octets("x", "x")), subject=subject)
    assert read_intent(message, Document(line.text, (line,)), EVENTS["nl"])[0] in Intent
