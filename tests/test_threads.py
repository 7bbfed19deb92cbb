"""Conversations played mail by mail on real servers, and how many of the labelled ones go wholly right."""

import json
import tomllib
from collections.abc import Iterator, Sequence
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest

from benchmarks.labelled import SCORER, configured, merged, threads
from benchmarks.playing import Player, Step, playing
from benchmarks.threads import differences, errors, fault, heading, played, row
from benchmarks.threads import play as play_all
from inbox_bot.config import Config
from seminar import ANSWERS, EVENT, NOW, ORGANISER, mail, registration

HERE = Path(__file__).parent
CORPORA = [file.parent for file in sorted((HERE / "corpus").glob("*/labels.json")) if threads(file.parent)]
HELD = tomllib.loads((HERE / "understood.toml").read_text("utf-8"))
AWAY = "Beste,\n\nIk ben afwezig tot en met 26 november en lees mijn mails niet.\n\nJan Mertens\n"
compares = pytest.mark.skipif(not SCORER.exists(), reason="the script that compares lies beside the reference mails")

ASKED = registration(4, without="function")
COMPLETED = mail(
    "Schepen van mobiliteit.\n\nOp 20 nov. 2018 om 10:05 schreef Linda:\n> Welke functie heeft u?\n",
    sender="Jan Mertens <jan4@gent.example>",
    subject="Re: Inschrijving",
    number=41,
    answers="@@REPLY-TO:1@@",
)
ABSENT = mail(
    AWAY,
    sender="Jan Mertens <jan4@gent.example>",
    subject="Automatisch antwoord: Re: Inschrijving",
    number=42,
    answers="@@REPLY-TO:2@@",
)
MAILS = (ASKED, COMPLETED, ABSENT)
REGISTERED = {**ANSWERS, "name": "Jan Mertens", "email": "jan4@gent.example", "function": "Schepen van mobiliteit"}


def config() -> Config:
    return Config.model_validate(
        {
            "mailbox": {"host": "localhost"},
            "submission": {"host": "localhost", "from": f"Linda <{ORGANISER}>"},
            "organiser": {"addresses": [ORGANISER]},
            "event": [EVENT],
        }
    )


@pytest.fixture
def player() -> Iterator[Player]:
    with playing(config(), NOW) as player:
        yield player


def play(player: Player, *mails: bytes) -> list[Step]:
    return [
        player.play(str(number), octets, NOW + number * timedelta(hours=30)) for number, octets in enumerate(mails, 1)
    ]


def told(steps: Sequence[Step]) -> list[tuple[str, list[str]]]:
    return [(step.outcome.value, [str(one.kind) for one in step.replies]) for step in steps]


def test_who_is_asked_and_answers_is_registered_and_their_absence_changes_nothing(player: Player) -> None:
    steps = play(player, *MAILS)

    assert [("incomplete", ["incomplete"]), ("confirmed", ["confirmed"]), ("ignored", [])] == told(steps)
    assert [("confirmed", REGISTERED)] == [(one.status, one.fields) for one in steps[-1].entries]


def test_who_does_not_answer_is_reminded_twice_and_may_still_answer(player: Player) -> None:
    player.play("1", ASKED, NOW)
    step = player.play("2", COMPLETED, NOW + timedelta(days=12, hours=1))

    assert ["reminder", "closing"] == [str(one.kind) for one in step.meanwhile]
    assert ("confirmed", ["confirmed"]) == (step.outcome.value, [str(one.kind) for one in step.replies])


def test_a_mail_names_the_reply_that_the_server_took_and_is_else_left_as_it_is(player: Player) -> None:
    asked, completed = play(player, ASKED, COMPLETED)

    assert asked.reply
    sent = message_from_bytes(asked.reply.accepted.octets)["Message-ID"]
    assert COMPLETED.replace(b"@@REPLY-TO:1@@", sent.encode()) == completed.octets
    assert completed.octets == completed.decided.octets
    assert () == completed.made_up


def test_a_reply_that_was_never_sent_is_made_up_and_noted(player: Player) -> None:
    [step] = play(player, COMPLETED)

    assert ("1",) == step.made_up
    assert "<no-reply-to.1@nobody.invalid>" == message_from_bytes(step.octets)["In-Reply-To"]


def test_the_same_mail_again_is_nothing_new(player: Player) -> None:
    first, again = play(player, ASKED, ASKED)

    assert (False, True) == (first.again, again.again)
    assert [("incomplete", ["incomplete"]), ("ignored", [])] == told([first, again])


def test_the_clock_follows_the_mails(player: Player) -> None:
    for step in play(player, *MAILS):
        assert timedelta(seconds=30) == step.decided.arrived_at - step.decided.received_at


@pytest.mark.parametrize(
    ("kinds", "outcome", "accepted", "expected"),
    [
        (["confirmed"], "confirmed", ["confirmed"], ""),
        ([], "review", ["review"], ""),
        ([], "review", ["incomplete", "review"], ""),
        (["incomplete"], "incomplete", ["incomplete", "review"], ""),
        ([], "incomplete", ["incomplete", "review"], "missing"),
        ([], "review", ["confirmed"], "missing"),
        (["incomplete"], "incomplete", ["confirmed"], "wrong"),
        (["confirmed", "confirmed"], "confirmed", ["confirmed"], "many"),
        (["confirmed"], "confirmed", ["ignored"], "many"),
        (["confirmed"], "review", ["incomplete", "review"], "many"),
    ],
)
def test_a_reply_is_right_in_kind_where_the_outcome_wants_it(
    kinds: list[str], outcome: str, accepted: list[str], expected: str
) -> None:
    assert expected == fault(kinds, outcome, accepted)


@compares
def test_the_list_at_the_end_holds_everybody_and_nobody_else() -> None:
    kinds = {"name": "person_name", "city": "municipality", "phone": "phone"}
    jan = {"name": ["Jan Peeters"], "city": ["Gent", "Stad Gent"], "phone": None}
    an = {"name": ["An Maes"], "city": ["Aalst"], "phone": ["+32470123456", ""]}

    assert [] == differences(
        kinds, [jan, an], [{"name": "an maes", "city": "Aalst"}, {"name": "Jan Peeters", "city": "stad Gent"}]
    )
    assert ["city: 'Brugge', not ['Gent', 'Stad Gent']"] == differences(
        kinds, [jan], [{"name": "Jan Peeters", "city": "Brugge"}]
    )
    assert ["phone: '+32', not None"] == differences(
        kinds, [jan], [{"name": "Jan Peeters", "city": "Gent", "phone": "+32"}]
    )
    assert [f"not registered: {jan}"] == differences(kinds, [jan], [])
    assert ["registered: {'name': 'Jan Peeters'}"] == differences(kinds, [], [{"name": "Jan Peeters"}])


@pytest.fixture(name="corpus")
def a_small_corpus(tmp_path: Path) -> Path:
    (tmp_path / "messages").mkdir()
    event = EVENT.model_dump(mode="json", exclude_none=True, exclude={"hold"})
    (tmp_path / "event.json").write_text(json.dumps({**event, "mailbox": ORGANISER}), "utf-8")
    labels = []
    for number, (octets, outcome) in enumerate(zip(MAILS, ("incomplete", "confirmed", "cancelled"), strict=True), 1):
        (tmp_path / "messages" / f"{number}.eml").write_bytes(octets)
        received = (NOW + number * timedelta(hours=30)).isoformat()
        missing = ["function"] if outcome == "incomplete" else []
        labels.append(
            {
                "id": str(number),
                "file": f"messages/{number}.eml",
                "received": received,
                "outcome": [outcome],
                "missing": missing,
            }
        )
    final = [{key: [value] for key, value in REGISTERED.items()}]
    thread = {"id": "t", "messages": ["1", "2", "3"], "final": final}
    (tmp_path / "labels.json").write_text(json.dumps({"messages": labels, "threads": [thread]}), "utf-8")
    return tmp_path


@compares
def test_the_table_counts_what_is_right_and_what_went_wrong_is_told(corpus: Path) -> None:
    found = played(corpus)

    assert "threads right mails outcome asked finals wrong missing many" == " ".join(heading().split())
    assert "small 1 0 3 2 1/1 1 0 1 0" == " ".join(row("small", found).split())
    [wrong] = errors(found[0])
    assert "3: ignored, not cancelled" == wrong.splitlines()[0]


def test_every_corpus_with_conversations_is_held() -> None:
    assert {corpus.name for corpus in CORPORA} == {name for name, held in HELD.items() if "threads" in held}


@compares
@pytest.mark.parametrize("corpus", CORPORA, ids=lambda corpus: corpus.name)
def test_as_many_conversations_go_wholly_right_as_before(corpus: Path) -> None:
    assert sum(one.right for one in played(corpus)) >= HELD[corpus.name]["threads"]


@compares
def test_the_reference_conversations_go_wholly_right_all_at_once(shared: Path) -> None:
    corpus = shared / "corpus" / "nl-dev"
    assert [] == errors(play_all(merged(threads(corpus)), configured(corpus)))
