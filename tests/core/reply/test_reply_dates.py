"""Dates and hours as people of each language write them."""

from datetime import UTC, date, datetime

import pytest

from inbox_bot.core.event import Event, Field, FieldType
from inbox_bot.core.reply.dates import held, in_words, moment, until
from inbox_bot.core.reply.values import choices, shown


def event(**changes: object) -> Event:
    return Event.model_validate(
        {
            "id": "e",
            "title": "Seminarie",
            "timezone": "Europe/Brussels",
            "starts": "2018-12-07T09:30:00",
            "deadline": "2018-12-02",
            "field": [{"key": "name", "label": "Naam", "type": "person_name"}],
            **changes,
        }
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "tot en met zondag 2 december 2018"),
        ("fr", "jusqu’au dimanche 2 décembre 2018 inclus"),
        ("en", "up to and including Sunday 2 December 2018"),
        ("de", "bis einschließlich Sonntag, 2. Dezember 2018"),
    ],
)
@pytest.mark.parametrize("deadline", ["2018-12-02", "2018-12-02T23:59:59", "2018-12-03T00:00:00"])
def test_a_deadline_at_the_end_of_a_day_is_that_whole_day(deadline: str, language: str, words: str) -> None:
    assert words == until(event(deadline=deadline), language)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "tot vrijdag 30 november 2018 om 12 uur"),
        ("fr", "jusqu’au vendredi 30 novembre 2018 à 12 h"),
        ("en", "until Friday 30 November 2018 at 12:00"),
        ("de", "bis Freitag, 30. November 2018, um 12 Uhr"),
    ],
)
def test_a_deadline_within_a_day_names_the_hour(language: str, words: str) -> None:
    assert words == until(event(deadline="2018-11-30T12:00:00"), language)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "vrijdag 7 december 2018 van 9.30 uur tot 17 uur"),
        ("fr", "vendredi 7 décembre 2018 de 9 h 30 à 17 h"),
        ("en", "Friday 7 December 2018 from 09:30 to 17:00"),
        ("de", "Freitag, 7. Dezember 2018, von 9:30 Uhr bis 17 Uhr"),
    ],
)
def test_an_event_of_one_day_names_the_day_once(language: str, words: str) -> None:
    assert words == held(event(ends="2018-12-07T17:00:00"), language)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "van vrijdag 7 december 2018 om 9.30 uur tot zaterdag 8 december 2018 om 12 uur"),
        ("fr", "du vendredi 7 décembre 2018 à 9 h 30 au samedi 8 décembre 2018 à 12 h"),
        ("en", "from Friday 7 December 2018 at 09:30 to Saturday 8 December 2018 at 12:00"),
        ("de", "von Freitag, 7. Dezember 2018, um 9:30 Uhr bis Samstag, 8. Dezember 2018, um 12 Uhr"),
    ],
)
def test_an_event_of_several_days_names_both_ends(language: str, words: str) -> None:
    assert words == held(event(ends="2018-12-08T12:00:00"), language)


def test_an_hour_is_told_in_the_zone_of_the_event() -> None:
    summer = datetime(2018, 7, 1, 22, 5, tzinfo=UTC)

    assert "maandag 2 juli 2018 om 0.05 uur" == moment(summer, event(), "nl")


def test_the_first_of_a_french_month_is_an_ordinal() -> None:
    assert "samedi 1er décembre 2018" == in_words(date(2018, 12, 1), "fr")
    assert "dimanche 11 novembre 2018" == in_words(date(2018, 11, 11), "fr")


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (FieldType.BOOLEAN, "true", "oui"),
        (FieldType.BOOLEAN, "false", "non"),
        (FieldType.BOOLEAN, "peut-être", "peut-être"),
        (FieldType.DATE, "2018-12-01", "samedi 1er décembre 2018"),
        (FieldType.DATE, "le premier", "le premier"),
        (FieldType.TEXT, "2018-12-01", "2018-12-01"),
    ],
)
def test_a_value_is_shown_in_words(kind: FieldType, value: str, words: str) -> None:
    assert words == shown(Field(key="k", label="K", type=kind), value, "fr")


def test_a_choice_is_asked_with_its_options() -> None:
    lunch = Field(key="lunch", label="Lunch", type=FieldType.CHOICE, options=("vlees", "vis"))

    assert "vlees / vis" == choices(lunch, "nl")
    assert "ja / nee" == choices(Field(key="k", label="K", type=FieldType.BOOLEAN), "nl")
    assert not choices(Field(key="k", label="K", type=FieldType.TEXT), "nl")
