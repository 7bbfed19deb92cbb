from email.message import EmailMessage

from core.extraction.intent_mails import EVENTS
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.routing import is_reply, names_event
from inbox_bot.core.extraction.which_event import route
from inbox_bot.core.message import parse
from inbox_bot.core.zones import zone


def routed(subject: str, body: str, to: str = "els@huis.example", date: str = "Mon, 2 Feb 2026 10:00:00 +0100") -> str:
    message = parse(octets(subject, body, to, date))
    return route(message, zone(message), tuple(EVENTS.values())).id


def named(subject: str, body: str, event: Event) -> tuple[str, ...]:
    message = parse(octets(subject, body))
    return names_event(message, zone(message), event)


def octets(
    subject: str, body: str, to: str = "els@huis.example", date: str = "Mon, 2 Feb 2026 10:00:00 +0100"
) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Date"] = "jan@mail.example", to, subject, date
    mail.set_content(body)
    return mail.as_bytes()


def test_a_mail_goes_to_the_event_whose_title_it_names() -> None:
    assert "tagung" == routed("Anmeldung Fachtagung Digitale Verwaltung", "Eva Schmidt")


def test_a_mail_goes_to_the_event_whose_date_it_names() -> None:
    assert "workshop" == routed("registration", "I will come on October 7th.")


def test_a_tagged_address_decides() -> None:
    assert "colloque" == routed("Workshop on Open Data Quality", "7 October", to="els+colloque@huis.example")


def test_a_reply_goes_to_the_event_it_quotes() -> None:
    body = "Graag!\n\nOp ma 2 feb. 2026 om 10:04 schreef Els <els@huis.example>:\n> Welkom op de studiedag Klimaatplannen in de praktijk op 19 maart.\n"
    assert "studiedag" == routed("Re: uitnodiging", body)


def test_where_nothing_tells_the_first_event_still_open_is_meant() -> None:
    assert "studiedag" == routed("inschrijving", "Jan Peeters")
    assert "colloque" == routed("inschrijving", "Jan Peeters", date="Thu, 12 Mar 2026 10:00:00 +0100")


def test_an_only_event_is_meant_whatever_is_written() -> None:
    message = parse(octets("Kerststal", ""))
    assert EVENTS["nl"] == route(message, zone(message), [EVENTS["nl"]])


def test_a_date_is_known_in_each_way_of_writing_it() -> None:
    written = (
        "7 december",
        "7/12",
        "07.12.2026",
        "7-12-26",
        "Dec 7",
        "December 7th, 2026",
        "le 7 décembre",
        "7. Dezember",
        "2026-12-07",
    )
    assert [("date",)] * len(written) == [
        tuple(name.split(":")[0] for name in named(text, "", EVENTS["de"])) for text in written
    ]


def test_another_day_or_year_is_not_the_events() -> None:
    written = ("8 december", "17/12", "7.12.2025", "27 december", "7/12345", "9.30")
    assert [()] * len(written) == [named(text, "", EVENTS["de"]) for text in written]


def test_place_and_kind_are_the_weaker_signs() -> None:
    assert ("place: aachen", "kind: fachtagung") == named("Fachtagung in Aachen", "", EVENTS["de"])


def test_subjects_of_replies_are_known_in_each_language() -> None:
    assert all(
        map(
            is_reply,
            ("Re: x", "RE : x", "AW: x", "Antw: x", "Betr: x", "TR: x", "WG: x", "Fwd: x", "[list] Re: x", "Re[2]: x"),
        )
    )
    assert not any(map(is_reply, ("Registratie: x", "Reservering", "Inschrijving: x", "")))
