"""What is held of a person is shown, and forgotten for good; after a set time it goes by itself, and counts remain."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from inbox_bot import report, schema
from inbox_bot.cli import main
from inbox_bot.core.case import Outcome
from inbox_bot.core.event import Event
from inbox_bot.core.message import parse
from inbox_bot.person import People, PersonError, as_data, as_lines
from inbox_bot.purge import Purge
from inbox_bot.reading import Arrival
from inbox_bot.store import Held, Store
from machines import arrivals, intake
from seminar import EVENT, NOW, ORGANISER, Clock, mail, registration
from test_cli import configuration

JAN = "jan1@gent.example"
TOGETHER = """Beste,

Graag schrijf ik twee collega's in voor het seminarie.

Naam: An Claes
Stad: Gent
Functie: schepen
E-mailadres: an@gent.example

Naam: Piet Maes
Stad: Brugge
Functie: directeur
E-mailadres: piet@brugge.example
"""


DAYS = timedelta(days=1)


def deliver(store: Store) -> None:
    with store.begin() as tx:
        for item in tx.claim(NOW, NOW + DAYS, 20):
            tx.hand_over(item, NOW + DAYS)
            tx.sent(item, NOW)


def people(store: Store) -> People:
    return People(store, frozenset({ORGANISER}), Clock())


def take(store: Store, *octets: bytes, folder: str = "INBOX") -> list[Outcome | None]:
    new = [Arrival(one, NOW, folder, 7, uid) for uid, one in enumerate(octets, start=1)]
    return [taken.outcome for taken in intake(store).take(new)]


def held(store: Store, address: str = JAN) -> Held:
    return people(store).held(address)


def forget(store: Store, address: str = JAN) -> None:
    people(store).forget(held(store, address))


def everything(store: Store) -> str:
    """Return all that stands in the database."""
    with store.engine.connect() as connection:
        return "\n".join(
            one.decode("utf-8", "replace") if isinstance(one, bytes) else str(one)
            for table in schema.metadata.sorted_tables
            for row in connection.execute(select(table))
            for one in row
        )


def test_all_that_is_held_of_a_person_is_shown(store: Store) -> None:
    take(
        store,
        registration(1),
        registration(2),
        mail(f"Vraag over {JAN}: komt die?" + registration(3).decode(), number=9),
    )
    shown = held(store, "Jan <JAN1@gent.example>")

    assert (1, 1, 1, 1) == (len(shown.mails), len(shown.entries), len(shown.replies), len(shown.others_mails))
    data = as_data(shown)
    assert "Naam: Jan Janssens" in data["mails"][0]["text"]
    assert "Jan Janssens" in data["replies"][0]["text"]
    assert JAN == data["entries"][0]["values"]["email"]
    assert any("status: confirmed" in line for line in as_lines(shown))


def test_what_is_forgotten_stands_nowhere_and_its_mail_is_not_taken_in_again(store: Store) -> None:
    octets = [registration(1), registration(2)]
    take(store, *octets)
    forget(store)

    left = everything(store)
    assert JAN not in left.lower()
    assert "Janssens" not in left
    assert parse(octets[0]).digest not in left
    assert "jan2@gent.example" in left
    assert [None, None] == take(store, *octets, folder="Archief")
    with store.read() as reading:
        assert ["jan2@gent.example"] == [item.rcpt_to for item in reading.outbox()]
        assert (2, True) == ((ledger := reading.ledger()).seen, ledger.balanced)
    assert not held(store)
    assert JAN not in everything(store)


def test_a_forgotten_mail_leaves_no_octet_in_the_file(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'inbox_bot.db'}")
    store.create()
    take(store, *(registration(number) for number in range(1, 8)))
    forget(store)
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    store.close()

    assert b"jan2@gent.example" in left
    assert JAN.encode() not in left


def test_who_was_registered_by_a_colleague_goes_alone(store: Store) -> None:
    assert [Outcome.CONFIRMED] == take(store, mail(TOGETHER, sender="Secretariaat <info@gent.example>"))
    deliver(store)
    forget(store, "piet@brugge.example")

    with store.read() as reading:
        [entry] = reading.entries()
        [ours] = reading.outbox()
    assert "an@gent.example" == entry.fields["email"]
    assert ("info@gent.example", b"") == (ours.rcpt_to, ours.octets)
    assert "piet" not in everything(store).lower()
    assert "maes" not in everything(store).lower()


def test_who_registered_colleagues_goes_and_they_stay(store: Store) -> None:
    take(store, octets := mail(TOGETHER, sender="Secretariaat <info@gent.example>"))
    forget(store, "info@gent.example")

    with store.read() as reading:
        assert ["an@gent.example", "piet@brugge.example"] == [one.fields["email"] for one in reading.entries()]
    assert "info@gent.example" not in everything(store)
    assert [None] == take(store, octets, folder="Archief")


def test_an_address_that_ends_or_begins_alike_is_somebody_elses(store: Store) -> None:
    for number, other in enumerate(("x" + JAN, JAN + ".com", JAN.replace("jan", "jan.")), start=1):
        take(store, registration(1).replace(JAN.encode(), other.encode()).replace(b"<1@", f"<{number}@".encode()))

    assert not held(store)


def test_somebody_elses_reply_on_its_way_is_not_torn_out_of_its_hands(store: Store) -> None:
    take(store, mail(TOGETHER, sender="Secretariaat <info@gent.example>"))
    with pytest.raises(PersonError, match="about to leave to somebody else"):
        forget(store, "piet@brugge.example")
    assert held(store, "piet@brugge.example")


def test_our_own_address_stands_in_every_mail(store: Store) -> None:
    with pytest.raises(PersonError, match="an address of your own"):
        held(store, ORGANISER)
    with pytest.raises(PersonError, match="no e-mail address"):
        held(store, "Jan")


@pytest.mark.parametrize(("answer", "code"), [("no\n", 1), ("", 1), ("yes\n", 0)])
def test_nothing_is_forgotten_before_somebody_says_yes(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answer: str,
    code: int,
) -> None:
    config = configuration(tmp_path, 1, 1)
    store = Store(f"sqlite:///{tmp_path / 'inbox_bot.db'}")
    store.create()
    take(store, registration(1))
    (tmp_path / "answer").write_text(answer, "utf-8")
    with (tmp_path / "answer").open(encoding="utf-8") as typed:
        monkeypatch.setattr("sys.stdin", typed)
        assert code == main(["--config", str(config), "forget", JAN])
    assert "entries (1)" in capsys.readouterr().out
    assert bool(code) == bool(held(store))
    store.close()

    assert 0 == main(["--config", str(config), "forget", "--yes", JAN])
    assert 0 == main(["--config", str(config), "person", "--format", "json", JAN])


def purge(store: Store, after: timedelta, events: Sequence[Event] = (EVENT,)) -> int:
    return Purge(store, events, Clock(EVENT.starts + after)).run()


def test_data_are_kept_for_ninety_days_and_then_counted(store: Store) -> None:
    octets = [registration(1), registration(2, without="function"), registration(3)]
    take(store, *octets, b"Subject: nonsense\n\n")
    assert 1 == purge(store, 90 * DAYS - timedelta(seconds=1))  # which was none of ours
    assert 3 == purge(store, 90 * DAYS)
    assert 0 == purge(store, 91 * DAYS)

    left = everything(store)
    assert "gent.example" not in left
    assert parse(octets[0]).digest not in left
    drawn = report.build(store, (EVENT,), NOW)
    assert {"confirmed": 2, "incomplete": 1} == dict(drawn.turnouts[0].people)
    assert (4, True, ()) == (drawn.ledger.seen, drawn.ledger.balanced, drawn.flagged)
    assert [None] * 4 == take(store, *octets, b"Subject: nonsense\n\n", folder="Archief")


def test_each_event_has_its_own_time_and_keeps_it_when_it_is_no_longer_configured(store: Store) -> None:
    short = EVENT.model_copy(update={"keep_days": 10})
    take(store, registration(1))
    assert 0 == purge(store, 9 * DAYS, (short,))
    other = EVENT.model_copy(update={"id": "other", "starts": EVENT.starts + 365 * DAYS})

    assert 1 == purge(store, 10 * DAYS, (other,))


def test_mail_that_could_not_be_handled_goes_when_all_is_over(store: Store) -> None:
    [arrival] = arrivals([registration(1)])
    message = parse(arrival.octets)
    with store.begin() as tx:
        tx.receive(message.digest, NOW, NOW)
        tx.shunt(message, arrival.octets, "could not be handled: ValueError")
    later = EVENT.model_copy(update={"id": "later", "starts": EVENT.starts + 365 * DAYS})

    assert 0 == purge(store, 200 * DAYS, (EVENT, later))
    assert 1 == purge(store, 200 * DAYS)
    assert JAN not in everything(store)


def test_it_is_done_once_a_day_and_not_at_a_first_start(store: Store) -> None:
    clock = Clock(EVENT.starts + 100 * DAYS)
    daily = Purge(store, (EVENT,), clock)
    take(store, registration(1))
    daily.run_if_due()
    clock.advance(DAYS / 2)
    daily.run_if_due()
    assert held(store)
    clock.advance(DAYS / 2)
    daily.run_if_due()
    assert not held(store)
