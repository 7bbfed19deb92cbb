"""What the digest tells of the day: who is new, what changed from what, and who cancelled when."""

from datetime import datetime, timedelta

import pytest

from inbox_bot import report
from inbox_bot.core.case import Limits
from inbox_bot.core.languages import LANGUAGES
from inbox_bot.intake import Intake
from inbox_bot.reading import Arrival
from inbox_bot.report import Change, Format, Report
from inbox_bot.store import Store
from seminar import EVENT, NOW, ORGANISER, desk, mail, registration

TODAY = NOW + timedelta(days=1)
FORMATS: tuple[Format, ...] = ("text", "html")
CHANGES = "Mijn functie moet zijn: schepen van cultuur.\n\nJan Janssens"
CANCELS = "Ik kan helaas niet komen, gelieve mij uit te schrijven.\n\nJan Janssens"


def follow_up(text: str, number: int, of: int = 1) -> bytes:
    name = "Jan Janssens" if of == 1 else "Jan Maes"
    return mail(text, sender=f"{name} <jan{of}@gent.example>", number=number, subject="Inschrijving seminarie")


def take(store: Store, *mails: bytes, at: datetime) -> None:
    intake = Intake(store, [EVENT], desk(), frozenset({ORGANISER}), Limits(per_sender=50), lambda: at)
    intake.take([Arrival(octets, at, "INBOX", 1, hash(octets) % 10**6) for octets in mails])


def today(store: Store) -> Report:
    return report.build(store, [EVENT], TODAY + timedelta(hours=1), since=TODAY)


def told(store: Store) -> list[tuple[str, str, tuple[Change, ...]]]:
    return [(one.kind, one.person.values[0], one.changes) for one in today(store).news]


def test_what_happened_before_is_no_news(store: Store) -> None:
    take(store, registration(1), follow_up(CHANGES, 11), at=NOW)

    assert [] == told(store)


def test_who_registers_is_news_and_so_is_what_changed_from_what_and_who_cancelled(store: Store) -> None:
    take(store, registration(1), registration(2), at=NOW)
    take(store, follow_up(CANCELS, 21, of=2), registration(3), follow_up(CHANGES, 11), at=TODAY)

    assert [
        ("confirmed", "Jan Jacobs", ()),
        ("changed", "Jan Janssens", (Change("Functie", "directeur", "schepen van cultuur"),)),
        ("cancelled", "Jan Maes", ()),
    ] == told(store)


def test_who_gave_what_lacked_is_new_and_who_still_lacks_it_is_not(store: Store) -> None:
    take(store, registration(1, without="function"), registration(2, without="function"), at=NOW)
    take(store, follow_up("Functie: jurist", 11), registration(3, without="city"), at=TODAY)

    assert [("confirmed", "Jan Janssens", ())] == told(store)


def test_of_several_changes_the_first_and_the_last_count(store: Store) -> None:
    take(store, registration(1), at=NOW)
    for number, function in enumerate(("jurist", "schepen"), 11):
        take(store, follow_up(f"Mijn functie moet zijn: {function}.", number), at=TODAY + timedelta(minutes=number))

    assert [("changed", "Jan Janssens", (Change("Functie", "directeur", "schepen"),))] == told(store)


def test_what_became_what_it_was_is_no_news(store: Store) -> None:
    take(store, registration(1), at=NOW)
    for number, function in enumerate(("jurist", "directeur"), 11):
        take(store, follow_up(f"Mijn functie moet zijn: {function}.", number), at=TODAY + timedelta(minutes=number))

    assert [] == told(store)


def test_who_cancelled_stays_to_be_seen_with_since_when(store: Store) -> None:
    take(store, registration(1), at=NOW)
    take(store, follow_up(CANCELS, 11), at=NOW + timedelta(hours=2))
    drawn = today(store)

    assert [] == told(store)
    assert [NOW + timedelta(hours=2)] == [one.changed_at for one in drawn.cancelled]
    text = report.render(drawn, "text")
    assert (
        "GEANNULEERD\n\n  Jan Janssens, Gent, directeur, jan1@gent.example [1]\n    op 20 november 2018, 12:00\n"
        in text
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_news_is_told_in_every_language_as_text_and_as_a_page(store: Store, language: str) -> None:
    take(store, registration(1), registration(2), at=NOW)
    take(store, follow_up(CANCELS, 21, of=2), registration(3), follow_up(CHANGES, 11), at=TODAY)
    drawn = today(store)

    assert ["confirmed", "changed", "cancelled"] == [one.kind for one in drawn.news]
    for format_ in FORMATS:
        shown = report.render(drawn, format_, language)
        assert "directeur →" in shown
        assert "schepen van cultuur" in shown
