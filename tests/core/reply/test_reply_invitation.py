"""The invitation for the calendar, and the link that opens an answer."""

from datetime import timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import icalendar
import pytest

from core.reply.replies import ANSWERED, EVENT, JAN, NOW, answer, case, parsed, parts, sample, without
from inbox_bot.core.case import Outcome


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
