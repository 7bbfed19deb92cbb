"""What a reply says, to whom, and that nothing a sender writes makes it say more."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message as Parsed
from email.utils import getaddresses
from typing import get_args
from urllib.parse import parse_qs, unquote, urlsplit

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inbox_bot import templating
from inbox_bot.core.case import Case, Decision, Does, History, Known, Outcome, Plan
from inbox_bot.core.document import Document
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.model import ASKS, Extraction, Finding, Intent
from inbox_bot.core.extraction.wording.lexicon import phrases
from inbox_bot.core.extraction.wording.words import sentences
from inbox_bot.core.languages import Form
from inbox_bot.core.message import Address, Message
from inbox_bot.core.reply import Desk, Reply, Source, Templates, UnsafeReply, compose, is_ours, reply_message_id

TEMPLATES = templating.load()
DESK = Desk(Address("Kenniscentrum Vlaamse Steden", "seminarie@kcvs.example"), TEMPLATES, b"a secret")
LANGUAGES = ("nl", "fr", "en", "de")
FORMS = (("nl", "u"), ("nl", "je"), ("fr", "u"), ("en", "u"), ("de", "u"))
ANSWERED = (Outcome.CONFIRMED, Outcome.INCOMPLETE, Outcome.LATE, Outcome.UPDATED, Outcome.CANCELLED)
NOW = datetime(2018, 11, 26, 9, 0, tzinfo=UTC)
EVENT = Event.model_validate(
    {
        "id": "seminar-2018",
        "title": "Stadsbesturen in transitie",
        "timezone": "Europe/Brussels",
        "starts": "2018-12-07T09:30:00",
        "place": "Permeke, De Coninckplein 26, 2060 Antwerpen",
        "deadline": "2018-12-02",
        "languages": ["nl"],
        "field": [
            {"key": "name", "label": "Naam", "type": "person_name"},
            {"key": "city", "label": "Stad / gemeente", "type": "municipality"},
            {"key": "function", "label": "Functie", "type": "job_title"},
            {"key": "email", "label": "E-mailadres", "type": "email"},
            {"key": "remark", "label": "Opmerking", "type": "text", "required": False},
        ],
    }
)
JAN = {"name": "Jan Peeters", "city": "Gent", "function": "schepen", "email": "jan@gent.example"}
MESSAGE = Message(
    digest="d1",
    message_id="<m1@gent.example>",
    in_reply_to=(),
    references=(),
    senders=(Address("Jan Peeters", "jan@gent.example"),),
    reply_to=(),
    to=(),
    cc=(),
    return_path=None,
    subject="inschrijving",
    date=None,
    received=None,
    text="",
    html="",
    attachments=(),
    automatic=None,
    bounce=None,
    mailing_list=None,
    calendar=None,
    unreadable=None,
)
HEADERS = [
    *("Date", "From", "To", "Message-ID", "In-Reply-To", "References", "Subject"),
    *("Auto-Submitted", "X-Auto-Response-Suppress", "MIME-Version", "Content-Type"),
]


def case(
    *people: Mapping[str, str],
    language: str = "nl",
    event: Event = EVENT,
    received_at: datetime = NOW,
    message: Message = MESSAGE,
) -> Case:
    participants = tuple(
        {key: Finding(value, value, None, "text", 1.0) for key, value in one.items()} for one in people
    )
    return Case(
        message=message,
        document=Document("", ()),
        extraction=Extraction(event, Intent.REGISTER, (), participants, language=language),
        history=History(),
        received_at=received_at,
        own_addresses=frozenset({"info@kcvs.example"}),
    )


def without(*keys: str) -> dict[str, str]:
    return {key: value for key, value in JAN.items() if key not in keys}


def answer(case: Case, outcome: Outcome, desk: Desk = DESK, at: datetime = NOW) -> Reply:
    reply = compose(case, Decision(outcome), desk, at=at)
    assert reply is not None
    return reply


def parsed(reply: Reply) -> Parsed:
    return message_from_bytes(reply.octets)


def decoded(part: Parsed) -> str:
    octets = part.get_payload(decode=True)
    assert isinstance(octets, bytes)
    return octets.decode("utf-8").replace("\r\n", "\n")


def parts(reply: Reply) -> dict[str, str]:
    return {part.get_content_type(): decoded(part) for part in parsed(reply).walk() if not part.is_multipart()}


def sample(outcome: Outcome, language: str = "nl") -> Case:
    return case(without("function") if outcome is Outcome.INCOMPLETE else JAN, language=language)


# Whom we answer


@pytest.mark.parametrize("outcome", [Outcome.REVIEW, Outcome.IGNORED])
def test_a_mail_for_a_human_or_for_nobody_gets_no_reply(outcome: Outcome) -> None:
    assert compose(case(JAN), Decision(outcome), DESK, at=NOW) is None


@pytest.mark.parametrize(
    "senders",
    [
        (),
        (Address("", "a@x.example"), Address("", "b@x.example")),
        (Address("", ""),),
        (Address("", "INFO@kcvs.example"),),
        (Address("", "Seminarie@KCVS.example"),),
        (Address("", "josé@x.example"),),
        (Address("", "jan@bücher.example"),),
        (Address("", "jan@x.example\r\nBcc: v@x.example"),),
        (Address("", "jan@x.example\n"),),
        (Address("", "jan@x.example, v@x.example"),),
        (Address("", '"jan v"@x.example'),),
        (Address("", "=?utf-8?Q?a=0D=0ABcc?=@x.example"),),
        (Address("", "jan"),),
        (Address("", "jan@[127.0.0.1]"),),
        (Address("", f"{'j' * 65}@x.example"),),
    ],
)
def test_a_sender_who_cannot_be_answered_gets_no_reply(senders: tuple[Address, ...]) -> None:
    assert (
        compose(case(JAN, message=replace(MESSAGE, senders=senders)), Decision(Outcome.CONFIRMED), DESK, at=NOW) is None
    )


def test_the_reply_goes_to_the_author_alone_and_without_their_display_name() -> None:
    reply = answer(case(JAN, message=replace(MESSAGE, reply_to=(Address("", "other@x.example"),))), Outcome.CONFIRMED)

    assert "jan@gent.example" == reply.rcpt_to == parsed(reply)["To"]


# Headers


@pytest.mark.parametrize("outcome", ANSWERED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reply_has_the_headers_of_an_automatic_response_and_no_others(outcome: Outcome, language: str) -> None:
    reply = answer(sample(outcome, language=language), outcome)
    read = parsed(reply)

    assert HEADERS == [name for name, _ in read.items() if not name.startswith("Content-") or name == "Content-Type"]
    assert ("auto-replied", "All", "1.0") == tuple(
        read[name] for name in ("Auto-Submitted", "X-Auto-Response-Suppress", "MIME-Version")
    )
    assert "Mon, 26 Nov 2018 10:00:00 +0100" == read["Date"]
    assert '"Kenniscentrum Vlaamse Steden" <seminarie@kcvs.example>' == read["From"]
    assert reply.subject == str(make_header(decode_header(read["Subject"]))).replace("\r\n", "")
    assert {language} == {part["Content-Language"] for part in read.walk() if part.get_content_maintype() == "text"} - {
        None
    }


def test_the_octets_are_ascii_lines_of_mail() -> None:
    octets = answer(case(JAN), Outcome.CONFIRMED).octets

    assert octets.isascii()
    assert octets.count(b"\n") == octets.count(b"\r\n") == octets.count(b"\r")
    assert max(len(line) for line in octets.split(b"\r\n")) <= 100


def test_a_reply_is_threaded_under_the_mail_it_answers() -> None:
    chain = tuple(f"<{number}@x.example>" for number in range(30))
    read = parsed(answer(case(JAN, message=replace(MESSAGE, references=chain)), Outcome.CONFIRMED))

    assert "<m1@gent.example>" == read["In-Reply-To"]
    assert [chain[0], *chain[-8:], "<m1@gent.example>"] == read["References"].split()


def test_a_mail_without_references_is_threaded_by_what_it_answers() -> None:
    read = parsed(answer(case(JAN, message=replace(MESSAGE, in_reply_to=("<q@kcvs.example>",))), Outcome.CONFIRMED))

    assert ["<q@kcvs.example>", "<m1@gent.example>"] == read["References"].split()


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "no brackets@x.example",
        "<a@x.example>\r\nBcc: v@x.example",
        "<=?utf-8?Q?a=0D=0ABcc:_v?=@x.example>",
        "<é@x.example>",
        f"<{'a' * 300}@x.example>",
        "<a b@x.example>",
    ],
)
def test_an_ill_formed_message_id_is_not_repeated(bad: str) -> None:
    read = parsed(answer(case(JAN, message=replace(MESSAGE, message_id=bad, references=(bad,))), Outcome.CONFIRMED))

    assert (None, None) == (read["In-Reply-To"], read["References"])


def test_a_mail_and_outcome_always_have_one_message_id() -> None:
    later = NOW + timedelta(days=3)

    assert answer(case(JAN), Outcome.LATE).message_id == answer(case(JAN), Outcome.LATE, at=later).message_id
    assert answer(case(JAN), Outcome.LATE).message_id != answer(case(JAN), Outcome.CONFIRMED).message_id
    assert (
        answer(case(JAN), Outcome.LATE).message_id
        != answer(case(JAN, message=replace(MESSAGE, digest="d2")), Outcome.LATE).message_id
    )
    assert parsed(answer(case(JAN), Outcome.LATE))["Message-ID"] == answer(case(JAN), Outcome.LATE).message_id


def test_our_message_ids_are_known_again_and_forged_ones_are_not() -> None:
    ours = reply_message_id("d1", "confirmed", DESK.key, DESK.domain)

    assert is_ours(ours, DESK.key, "KCVS.example")
    assert not is_ours(ours, b"another secret", DESK.domain)
    assert not is_ours(ours, DESK.key, "elsewhere.example")
    assert not is_ours(ours.replace("confirmed", "late"), DESK.key, DESK.domain)
    assert not is_ours(ours.replace("<", "<a"), DESK.key, DESK.domain)
    assert not is_ours("", DESK.key, DESK.domain)


def test_an_organisers_name_and_title_in_any_script_reach_the_reader() -> None:
    desk = replace(DESK, address=Address('Stad "Ängström", 東京', "seminarie@kcvs.example"))
    event = EVENT.model_copy(update={"title": "=?utf-8?Q?a=0D=0ABcc:_v@x.example?= Ü " + "lang " * 40})
    reply = answer(case(JAN, event=event), Outcome.CONFIRMED, desk)
    read = parsed(reply)

    assert HEADERS == read.keys()
    assert reply.subject == str(make_header(decode_header(read["Subject"])))
    ((name, address),) = getaddresses([read["From"]])
    assert ('Stad "Ängström", 東京', "seminarie@kcvs.example") == (str(make_header(decode_header(name))), address)


def test_a_desk_that_cannot_stand_in_a_header_raises() -> None:
    desk = replace(DESK, address=Address("", "desk@kcvs.example\r\nBcc: v@x.example"))

    with pytest.raises(UnsafeReply, match="printable ASCII"):
        compose(case(JAN), Decision(Outcome.LATE), desk, at=NOW)


# What a reply says

CONFIRMED = """\
Goedendag,

Hartelijk dank. Uw inschrijving is genoteerd.

Stadsbesturen in transitie
Wanneer: vrijdag 7 december 2018 om 9.30 uur
Waar: Permeke, De Coninckplein 26, 2060 Antwerpen

Dit hebben wij genoteerd:

  Naam: Jan Peeters
  Stad / gemeente: Gent
  Functie: schepen
  E-mailadres: jan@gent.example

Klopt er iets niet, of kunt u toch niet komen? Antwoord dan op deze
e-mail: wij passen uw inschrijving aan of annuleren ze.

Met de bijlage zet u de afspraak in uw agenda.

Met vriendelijke groeten
Kenniscentrum Vlaamse Steden

Dit antwoord is automatisch opgesteld. Wat u terugschrijft, wordt gelezen.
"""


def test_a_confirmation_repeats_what_was_noted_and_says_when_where_and_how_to_change_it() -> None:
    reply = answer(case(JAN), Outcome.CONFIRMED)

    assert "Uw inschrijving: Stadsbesturen in transitie" == reply.subject
    assert CONFIRMED == reply.text == parts(reply)["text/plain"]


INCOMPLETE = """\
Goedendag,

Hartelijk dank voor uw inschrijving voor “Stadsbesturen in transitie”.
Om alles af te ronden, hebben wij nog nodig:

  - Functie van Jan Peeters
  - Stad / gemeente van An Claes
  - Naam van deelnemer 3

Antwoord op deze e-mail en vul dit in.
Dat kan tot en met zondag 2 december 2018.

Naam: Jan Peeters
Functie:

Naam: An Claes
Stad / gemeente:

Naam:

Dit hebben wij al:
"""


def test_an_incomplete_registration_is_asked_only_for_what_lacks_and_of_whom() -> None:
    an = {"name": "An Claes", "function": "directeur", "email": "an@x.example"}
    reply = answer(case(without("function"), an, without("name")), Outcome.INCOMPLETE)

    assert reply.text.startswith(INCOMPLETE)


def test_one_person_gets_a_form_with_only_what_lacks() -> None:
    text = answer(case(without("function", "city")), Outcome.INCOMPLETE).text

    assert "  - Stad / gemeente\n  - Functie\n" in text
    assert "\n\nStad / gemeente:\nFunctie:\n\nDit hebben wij al:\n\n  Naam: Jan Peeters\n" in text


def test_who_said_nothing_of_use_is_asked_for_everything_required() -> None:
    text = answer(case(), Outcome.INCOMPLETE).text

    assert "\n\nNaam:\nStad / gemeente:\nFunctie:\nE-mailadres:\n\n" in text
    assert "Dit hebben wij al" not in text
    assert "Opmerking" not in text


def test_a_question_asked_past_the_deadline_names_no_date_that_is_gone() -> None:
    text = answer(case(without("city")), Outcome.INCOMPLETE, at=EVENT.deadline + timedelta(hours=1)).text

    assert "Dat kan nog, liefst zo snel mogelijk." in text
    assert "december" not in text


def test_an_incomplete_registration_that_lacks_nothing_is_not_answered_with_no_question() -> None:
    with pytest.raises(ValueError, match="nothing lacks"):
        compose(case(JAN), Decision(Outcome.INCOMPLETE), DESK, at=NOW)


LATE = """\
Goedendag,

Hartelijk dank voor uw belangstelling voor “Stadsbesturen in transitie”.

Inschrijven kon tot en met zondag 2 december 2018.
Uw e-mail kwam aan op maandag 3 december 2018 om 8.05 uur.
Daarom konden wij helaas niemand meer inschrijven.
"""


def test_a_late_mail_hears_until_when_one_could_register_and_when_it_came() -> None:
    late = case(JAN, received_at=datetime(2018, 12, 3, 7, 5, tzinfo=UTC))

    assert answer(late, Outcome.LATE).text.startswith(LATE)


@pytest.mark.parametrize(
    ("language", "outcome", "words"),
    [
        ("fr", Outcome.CONFIRMED, "Quand : vendredi 7 décembre 2018 à 9 h 30\n"),
        ("fr", Outcome.CONFIRMED, "  Nom et prénom : Jan Peeters\n"),
        ("fr", Outcome.INCOMPLETE, "\njusqu’au dimanche 2 décembre 2018 inclus.\n\nFonction:\n"),
        ("fr", Outcome.LATE, "plus pu inscrire personne"),
        ("fr", Outcome.UPDATED, "Nous avons modifié votre inscription :\n"),
        ("fr", Outcome.CANCELLED, "L’inscription est annulée :\n"),
        ("en", Outcome.CONFIRMED, "When: Friday 7 December 2018 at 09:30\n"),
        ("en", Outcome.INCOMPLETE, "up to and including Sunday 2 December 2018.\n\nJob title:\n"),
        ("en", Outcome.LATE, "not register anyone"),
        ("en", Outcome.UPDATED, "We have changed your registration:\n"),
        ("en", Outcome.CANCELLED, "The registration has been cancelled:\n"),
        ("de", Outcome.CONFIRMED, "Wann: Freitag, 7. Dezember 2018, um 9:30 Uhr\n"),
        ("de", Outcome.INCOMPLETE, "\nbis einschließlich Sonntag, 2. Dezember 2018.\n\nFunktion:\n"),
        ("de", Outcome.LATE, "niemanden mehr anmelden"),
        ("de", Outcome.UPDATED, "wir haben Ihre Anmeldung geändert:\n"),
        ("de", Outcome.CANCELLED, "die Anmeldung ist storniert:\n"),
        ("nl", Outcome.UPDATED, "Wij hebben uw inschrijving aangepast:\n"),
        ("nl", Outcome.CANCELLED, "De inschrijving is geannuleerd:\n\n  Jan Peeters\n"),
        ("es", Outcome.CANCELLED, "De inschrijving is geannuleerd:\n\n  Jan Peeters\n"),
    ],
)
def test_a_reply_is_in_the_language_of_the_mail_else_of_the_event(language: str, outcome: Outcome, words: str) -> None:
    assert words in answer(sample(outcome, language=language), outcome).text


# What happened


def known(fields: Mapping[str, str], number: int = 1, status: str = "confirmed") -> Known:
    return Known(number, EVENT.id, status, fields, "jan@gent.example", NOW, in_thread=True)


def doing(does: Does, *people: Mapping[str, str], before: Sequence[Known] = (), language: str = "nl") -> Case:
    """Return a case in which the first of *people* take the places of *before*."""
    one = case(*people, language=language)
    history = History(in_thread=True, known=tuple(before))
    return replace(one, plan=Plan(does, dict(enumerate(before))), history=history)


def asking(case: Case) -> Case:
    return replace(case, extraction=replace(case.extraction, evidence=("inschrijven", f"{ASKS}is er parking?")))


CHANGED = """\
Goedendag,

Wij hebben uw inschrijving aangepast:

  Functie: schepen (was: directeur)
  Opmerking: te voet

Klopt er iets niet? Antwoord dan op deze e-mail.

Met vriendelijke groeten
Kenniscentrum Vlaamse Steden
"""


def test_a_change_shows_old_and_new_and_nothing_else() -> None:
    before = known({**JAN, "function": "directeur"})
    text = answer(doing(Does.CHANGES, {**JAN, "remark": "te voet"}, before=[before]), Outcome.UPDATED).text

    assert text.startswith(CHANGED)


def test_what_was_taken_out_is_told() -> None:
    text = answer(doing(Does.CHANGES, JAN, before=[known({**JAN, "remark": "te voet"})]), Outcome.UPDATED).text

    assert "aangepast:\n\n  Opmerking: – (was: te voet)\n\nKlopt" in text


def test_of_several_people_only_those_are_told_who_changed_or_are_new() -> None:
    els, an = {**JAN, "name": "Els Maes"}, {**JAN, "name": "An Claes"}
    before = [known(JAN), known({**els, "city": "Aalst"}, 2)]
    text = answer(doing(Does.CHANGES, JAN, els, an, before=before), Outcome.UPDATED).text

    assert (
        "de inschrijvingen aangepast:\n\n  Els Maes\n  Stad / gemeente: Gent (was: Aalst)\n\n  An Claes\n  Naam: An"
        in text
    )
    assert "Jan Peeters" not in text


def test_a_change_that_shows_no_difference_tells_what_is_noted() -> None:
    assert "  Functie: schepen\n" in answer(doing(Does.CHANGES, JAN, before=[known(JAN)]), Outcome.UPDATED).text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "An Claes komt in de plaats van Jan Peeters. "),
        ("fr", "An Claes prend la place de Jan Peeters. "),
        ("en", "An Claes takes the place of Jan Peeters. "),
        ("de", "An Claes kommt anstelle von Jan Peeters. "),
    ],
)
def test_of_a_replacement_is_told_who_comes_in_whose_place(language: str, words: str) -> None:
    an = {**JAN, "name": "An Claes"}
    text = answer(doing(Does.REPLACES, an, before=[known(JAN)], language=language), Outcome.UPDATED).text

    assert words in text
    assert EVENT.place in text
    assert "directeur" not in text
    assert "(" not in text


def test_what_lacks_of_who_comes_in_anothers_place_is_asked() -> None:
    text = answer(doing(Does.REPLACES, {"name": "An Claes"}, before=[known(JAN)]), Outcome.INCOMPLETE).text

    assert "An Claes komt in de plaats van Jan Peeters.\nOm de inschrijving af te ronden" in text
    assert "\n\nStad / gemeente:\nFunctie:\nE-mailadres:\n\n" in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "Uw inschrijving hadden wij al genoteerd: u hoeft niets meer te doen."),
        ("fr", "Votre inscription était déjà enregistrée : vous n’avez plus rien à faire."),
        ("en", "Your registration had already been noted: there is nothing more to do."),
        ("de", "Ihre Anmeldung war schon eingetragen: Sie brauchen nichts mehr zu tun."),
    ],
)
def test_who_is_on_the_list_already_is_told_so(language: str, words: str) -> None:
    again = doing(Does.REPEATS, JAN, before=[known(JAN)], language=language)

    assert words in answer(again, Outcome.CONFIRMED).text
    assert words in " ".join(parts(answer(again, Outcome.CONFIRMED))["text/html"].split())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "Hartelijk dank, nu hebben wij alles. Uw inschrijving is genoteerd."),
        ("fr", "Merci beaucoup, nous avons maintenant tout. Votre inscription est bien enregistrée."),
        ("en", "Thank you, now we have everything. Your registration has been noted."),
        ("de", "vielen Dank, jetzt haben wir alles. Ihre Anmeldung ist eingetragen."),
    ],
)
def test_who_gave_what_lacked_is_told_that_nothing_lacks(language: str, words: str) -> None:
    completed = doing(Does.COMPLETES, JAN, before=[known(without("city"))], language=language)

    assert words in answer(completed, Outcome.CONFIRMED).text


@pytest.mark.parametrize("outcome", ANSWERED)
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "Uw vraag geven wij door: een medewerker antwoordt u nog.\n"),
        ("fr", "Nous transmettons votre question : un membre de l’équipe vous répondra.\n"),
        ("en", "We are passing on your question: one of our staff will answer it.\n"),
        ("de", "Ihre Frage geben wir weiter: Jemand aus unserem Team antwortet Ihnen noch.\n"),
    ],
)
def test_who_also_asks_something_hears_that_somebody_will_answer(language: str, words: str, outcome: Outcome) -> None:
    asks = sample(outcome, language)

    assert words in answer(asking(asks), outcome).text
    assert words not in answer(asks, outcome).text


def test_of_several_people_is_told_who_is_registered_and_asked_what_lacks_of_whom() -> None:
    els, an = {**JAN, "name": "Els Maes"}, {"name": "An Claes", "city": "Gent", "email": "an@gent.example"}
    text = answer(case(JAN, an, els), Outcome.INCOMPLETE).text

    assert "transitie”.\nAl ingeschreven: Jan Peeters en Els Maes.\nOm alles af te ronden" in text
    assert "nodig:\n\n  - Functie van An Claes\n\nAntwoord" in text
    assert (
        "Dit hebben wij al:\n\n  Naam: An Claes\n  Stad / gemeente: Gent\n  E-mailadres: an@gent.example\n\nMet" in text
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "De inschrijvingen zijn geannuleerd:\n\n  Jan Peeters\n  An Claes\n\nWel nog ingeschreven: Els Maes.\n"),
        ("fr", "Les inscriptions sont annulées :\n\n  Jan Peeters\n  An Claes\n\nToujours sur la liste : Els Maes.\n"),
        ("en", "The registrations have been cancelled:\n\n  Jan Peeters\n  An Claes\n\nStill registered: Els Maes.\n"),
        ("de", "die Anmeldungen sind storniert:\n\n  Jan Peeters\n  An Claes\n\nWeiterhin angemeldet: Els Maes.\n"),
    ],
)
def test_a_cancellation_names_who_is_off_the_list_and_who_is_still_on_it(language: str, words: str) -> None:
    an = {**JAN, "name": "An Claes"}
    gone = doing(Does.CANCELS, JAN, an, before=[known(JAN), known(an, 2)], language=language)
    others = (known({"name": "Els Maes"}, 3), known({"name": "Tom Wouters"}, 4, "cancelled"))
    history = replace(gone.history, known=(*gone.history.known, *others))

    assert words in answer(replace(gone, history=history), Outcome.CANCELLED).text


def test_a_cancellation_of_one_person_says_nothing_of_others_where_there_are_none() -> None:
    gone = doing(Does.CANCELS, JAN, before=[known(JAN)])

    assert "  Jan Peeters\n\nStaat de afspraak" in answer(gone, Outcome.CANCELLED).text


# How it says so


@pytest.mark.parametrize("does", Does)
@pytest.mark.parametrize("outcome", ANSWERED)
@pytest.mark.parametrize(("language", "form"), FORMS)
def test_a_reply_fits_on_a_screen_and_is_signed(outcome: Outcome, language: str, form: Form, does: Does) -> None:
    given = {"name": "Jan Peeters"} if outcome is Outcome.INCOMPLETE else JAN
    one = asking(doing(does, given, before=[known({"name": "An Claes", "city": "Aalst"})], language=language))
    lines = answer(one, outcome, replace(DESK, form=form)).text.splitlines()

    assert len(lines) <= 30
    assert "Kenniscentrum Vlaamse Steden" in lines
    assert [] == [line for line in lines if len(line) > 95]


@pytest.mark.parametrize("outcome", [Outcome.CONFIRMED, Outcome.INCOMPLETE, Outcome.UPDATED, Outcome.CANCELLED])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reply_about_very_many_people_takes_a_line_for_each(outcome: Outcome, language: str) -> None:
    many = [{**JAN, "name": f"Deelnemer {number}"} for number in range(1, 40)]
    last = without("city") if outcome is Outcome.INCOMPLETE else JAN

    assert len(answer(case(*many, last, language=language), outcome).text.splitlines()) <= 45


@pytest.mark.parametrize("does", Does)
@pytest.mark.parametrize("outcome", [outcome for outcome in ANSWERED if outcome is not Outcome.LATE])
@pytest.mark.parametrize(("language", "form"), FORMS)
def test_a_reply_is_known_by_its_words_where_somebody_quotes_it(
    outcome: Outcome, language: str, form: Form, does: Does
) -> None:
    given = without("city") if outcome is Outcome.INCOMPLETE else JAN
    one = doing(does, given, before=[known({**JAN, "name": "An Claes"})], language=language)
    text = answer(one, outcome, replace(DESK, form=form)).text
    said = {match.phrase.category for match in phrases().find(sentences(text.splitlines()))}

    assert "own" in said
    assert {"registered", "lacking"} & said


_POLITE = re.compile(r"\b(?:u|uw|hebt u|kunt u)\b", re.IGNORECASE)
_FAMILIAR = re.compile(r"\b(?:je|jij|jou|jouw)\b", re.IGNORECASE)


@pytest.mark.parametrize("does", Does)
@pytest.mark.parametrize("outcome", ANSWERED)
def test_dutch_is_polite_or_familiar_as_configured_and_never_both(outcome: Outcome, does: Does) -> None:
    given = without("city") if outcome is Outcome.INCOMPLETE else JAN
    one = asking(doing(does, given, before=[known({"name": "An Claes"})]))
    polite, familiar = (answer(one, outcome, replace(DESK, form=form)) for form in get_args(Form))

    said = [f"{reply.subject} {' '.join(parts(reply).values())}" for reply in (polite, familiar)]
    assert [(True, False), (False, True)] == [
        (bool(_POLITE.search(text)), bool(_FAMILIAR.search(text))) for text in said
    ]


def test_of_many_people_the_first_are_shown_and_the_others_counted() -> None:
    many = [{**JAN, "name": f"Deelnemer {number}"} for number in range(1, 24)]
    text = answer(case(*many), Outcome.CONFIRMED).text

    assert 20 == text.count(", Gent, schepen, jan@gent.example\n")
    assert "… en nog 3 andere deelnemers" in text


def test_who_lacks_something_is_shown_before_those_who_lack_nothing() -> None:
    text = answer(case(*[JAN] * 25, without("city")), Outcome.INCOMPLETE).text

    assert "  - Stad / gemeente van Jan Peeters\n" in text
    assert "Naam: Jan Peeters\nStad / gemeente:\n" in text


def test_labels_are_translated_only_where_their_meaning_is_sure() -> None:
    event = EVENT.model_copy(update={"languages": ("nl", "fr")})
    text = answer(case({**JAN, "remark": "met de trein"}, event=event, language="fr"), Outcome.CONFIRMED).text

    assert "  Fonction : schepen\n" in text
    assert "  Opmerking : met de trein\n" in text


def test_two_fields_of_one_type_keep_the_labels_that_tell_them_apart() -> None:
    second = EVENT.field("email").model_copy(update={"key": "second", "label": "Tweede e-mailadres"})
    event = EVENT.model_copy(update={"fields": (*EVENT.fields, second)})
    text = answer(case({**JAN, "second": "b@x.example"}, event=event, language="en"), Outcome.CONFIRMED).text

    assert "  E-mailadres: jan@gent.example\n" in text
    assert "  Tweede e-mailadres: b@x.example\n" in text


# The invitation and the link


def test_a_confirmation_carries_an_invitation_that_a_calendar_takes() -> None:
    reply = answer(case(JAN), Outcome.CONFIRMED)
    calendar = icalendar.Calendar.from_ical(parts(reply)["text/calendar"])
    (entry,) = calendar.walk("VEVENT")

    assert "PUBLISH" == calendar["METHOD"]
    assert "seminar-2018@kcvs.example" == entry["UID"]
    assert (EVENT.starts, EVENT.starts + timedelta(hours=3)) == (entry.decoded("DTSTART"), entry.decoded("DTEND"))
    assert NOW == entry.decoded("DTSTAMP")
    assert ("Stadsbesturen in transitie", EVENT.place, 0) == (entry["SUMMARY"], entry["LOCATION"], entry["SEQUENCE"])
    assert ("mailto:seminarie@kcvs.example", "Kenniscentrum Vlaamse Steden") == (
        entry["ORGANIZER"],
        entry["ORGANIZER"].params["CN"],
    )
    assert "ATTENDEE" not in entry
    assert "seminar-2018.ics" == parsed(reply).get_payload()[1].get_filename()  # type: ignore[union-attr, index]  # multipart


def test_an_invitation_ends_when_the_event_ends() -> None:
    event = EVENT.model_copy(update={"ends": EVENT.starts + timedelta(hours=8), "place": ""})
    calendar = icalendar.Calendar.from_ical(parts(answer(case(JAN, event=event), Outcome.CONFIRMED))["text/calendar"])

    assert event.ends == calendar.walk("VEVENT")[0].decoded("DTEND")
    assert "LOCATION" not in calendar.walk("VEVENT")[0]


@pytest.mark.parametrize("outcome", [outcome for outcome in ANSWERED if outcome is not Outcome.CONFIRMED])
def test_only_a_confirmation_carries_an_invitation(outcome: Outcome) -> None:
    assert "text/calendar" not in parts(answer(sample(outcome), outcome))


def test_the_link_opens_an_answer_with_the_known_filled_in_and_the_rest_blank() -> None:
    person = {**without("function"), "name": "Jan & Zoë? 100% Peeters 👍"}
    reply = answer(case(person), Outcome.INCOMPLETE)
    link = parts(reply)["text/html"].partition('href="')[2].partition('"')[0].replace("&amp;", "&")
    fields = {
        name: unquote(value) for name, _, value in (one.partition("=") for one in urlsplit(link).query.split("&"))
    }

    assert "seminarie@kcvs.example" == urlsplit(link).path
    assert {
        "subject": "Stadsbesturen in transitie",
        "in-reply-to": reply.message_id,
        "body": "Naam: Jan & Zoë? 100% Peeters 👍\r\nStad / gemeente: Gent\r\nE-mailadres: jan@gent.example\r\nFunctie: ",
    } == fields
    assert link.isascii()
    assert set(fields) == set(parse_qs(urlsplit(link).query))


def test_a_link_that_would_grow_too_long_is_left_out() -> None:
    assert "mailto:" not in parts(answer(case(*[without("city")] * 19), Outcome.INCOMPLETE))["text/html"]


def test_the_html_alternative_says_the_same_and_escapes_what_was_written() -> None:
    shown = parts(answer(case({**JAN, "name": "<b>Jan</b> & Zoon"}), Outcome.CONFIRMED))

    assert "Naam: <strong>&lt;b&gt;Jan&lt;/b&gt; &amp; Zoon</strong>" in shown["text/html"]
    assert "Naam: <b>Jan</b> & Zoon" in shown["text/plain"]


# Hostile words


@pytest.mark.parametrize("outcome", [Outcome.CONFIRMED, Outcome.INCOMPLETE])
@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{% raw %}", "{{ x.__class__ }}", "{# #}", "%(a)s {0}"])
def test_template_language_in_a_value_stays_as_it_was_written(text: str, outcome: Outcome) -> None:
    person = {"name": text, "city": text}

    assert f"  Naam: {text}\n" in answer(case(person), outcome).text


def test_a_value_is_shown_on_one_bounded_line_without_links() -> None:
    text = answer(
        case(
            {
                **JAN,
                "name": "Buy\r\n\tnow https://evil.example/x?y",
                "city": "a" * 5000,
                "function": "\u202ewww.evil.example\x00 \x1b[31mred",
            }
        ),
        Outcome.CONFIRMED,
    ).text

    assert "  Naam: Buy now […]\n" in text
    assert f"  Stad / gemeente: {'a' * 199}…\n" in text
    assert "  Functie: […] [31mred\n" in text


def test_lone_surrogates_become_the_replacement_character_and_emoji_stay() -> None:
    reply = answer(case({**JAN, "name": "Jan \ud800 👩\u200d💻"}), Outcome.CONFIRMED)

    assert "  Naam: Jan \ufffd 👩\u200d💻\n" in parts(reply)["text/plain"]


NASTY = st.one_of(
    st.sampled_from(
        [
            "=?utf-8?Q?a=0D=0ABcc:_victim@example.com?=",
            "=?utf-8?b?YQ0KQmNjOiB2QHguZXhhbXBsZQ==?=",
            "a\r\nBcc: victim@example.com",
            "a\nBcc: victim@example.com\n\nhello",
            "\r\n.\r\nMAIL FROM:<>",
            "--=_mixed--\r\n\r\n--=_alternative",
            "a\x00b",
            "\ud800",
            "{{7*7}}",
        ]
    ),
    st.text(st.characters(exclude_categories=()), max_size=60),
)


MAILS = st.builds(
    lambda subject, text, message_id, references, display_name: replace(
        MESSAGE,
        subject=subject,
        text=text,
        message_id=f"<{message_id}@x.example>",
        references=tuple(f"<{reference}@x>" for reference in references),
        senders=(Address(display_name, "jan@gent.example"),),
    ),
    *(NASTY, NASTY, NASTY, st.lists(NASTY, max_size=12), NASTY),
)


@settings(max_examples=150, deadline=None)
@given(
    outcome=st.sampled_from(ANSWERED),
    language=st.one_of(st.sampled_from(LANGUAGES), NASTY),
    people=st.lists(st.dictionaries(st.sampled_from(["name", "function", "email", "remark"]), NASTY), max_size=3),
    message=MAILS,
)
def test_nothing_a_sender_writes_adds_a_header_a_part_or_a_recipient(
    outcome: Outcome, language: str, people: list[dict[str, str]], message: Message
) -> None:
    read = parsed(answer(case(*people, language=language, message=message), outcome))

    assert set(read.keys()) <= {*HEADERS, "Content-Transfer-Encoding", "Content-Language"}
    assert len(read.keys()) == len(set(read.keys()))
    assert [("", "jan@gent.example")] == getaddresses(read.get_all("To", []))
    assert {part.get_content_type() for part in read.walk()} <= {
        *("multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar")
    }
    assert all(not part.defects for part in read.walk())
    assert "=?" not in (read["References"] or "") + (read["In-Reply-To"] or "")


@settings(max_examples=100, deadline=None)
@given(addr_spec=st.one_of(NASTY, NASTY.map(lambda text: f"{text}@x.example"), NASTY.map(lambda text: f"a@{text}")))
def test_an_address_is_answered_as_it_is_or_not_at_all(addr_spec: str) -> None:
    reply = compose(
        case(JAN, message=replace(MESSAGE, senders=(Address("", addr_spec),))), Decision(Outcome.LATE), DESK, at=NOW
    )

    assert reply is None or [("", addr_spec)] == getaddresses([parsed(reply)["To"]])


def test_a_subject_cannot_show_what_the_sender_wrote() -> None:
    templates = Templates({"reply/late.nl.txt": Source("late.nl.txt", "Hello {{ participants[0].name }}\n\nText")})

    with pytest.raises(ValueError, match=r"late\.nl\.txt, line 1: 'participants' is undefined; known here: address"):
        compose(case(JAN), Decision(Outcome.LATE), replace(DESK, templates=templates), at=NOW)
