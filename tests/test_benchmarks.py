import json
from pathlib import Path

import pytest

from benchmarks import mails
from benchmarks.corpora import COLUMNS, Result, first_scores, heading, predictions, row
from benchmarks.faults.table import Row, Toll, line
from benchmarks.labelled import ROOT
from benchmarks.pace import Pace, read_once
from benchmarks.reliability import Taken, table
from benchmarks.stages import Stopwatch, decided
from inbox_bot.assembly import desk_of, templates_of
from inbox_bot.config import load
from inbox_bot.core.case import Outcome

EXAMPLE = Path(__file__).resolve().parent.parent / "config.toml"
COUNT = 20


def test_each_mail_of_the_benchmark_is_a_clear_registration_of_somebody_else() -> None:
    config = load(EXAMPLE)
    desk = desk_of(config, templates_of(config), b"benchmark")

    done = [
        decided(Stopwatch(), (octets, mails.received_at(number)), config, desk)
        for number, octets in enumerate(mails.mails(COUNT))
    ]

    assert [Outcome.CONFIRMED] * COUNT == [one.decision.outcome for one in done]
    assert COUNT == len({one.reply.rcpt_to for one in done if one.reply})


def test_the_mails_of_the_benchmark_are_always_the_same() -> None:
    assert mails.mails(COUNT) == mails.mails(COUNT)


@pytest.fixture(name="corpus")
def a_small_corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    (folder / "messages").mkdir(parents=True)
    event = load(EXAMPLE).events[0].model_dump(mode="json")
    (folder / "event.json").write_text(json.dumps({**event, "mailbox": "seminarie@example.org"}), "utf-8")
    labels = []
    for number, octets in enumerate(mails.mails(COUNT)):
        (folder / "messages" / f"{number}.eml").write_bytes(octets)
        received = mails.received_at(number).isoformat()
        labels.append({"id": str(number), "file": f"messages/{number}.eml", "received": received})
    (folder / "labels.json").write_text(json.dumps({"messages": labels}), "utf-8")
    return folder


def test_each_mail_of_a_corpus_is_predicted_and_timed(corpus: Path) -> None:
    times = read_once(corpus)

    assert ["confirmed"] * COUNT == [one["outcome"] for one in predictions(corpus)]
    assert [COUNT, COUNT] == [len(times.parse), len(times.decide)]


def test_the_table_shows_first_score_and_now_harm_times_and_each_field() -> None:
    scores: dict[str, float | int | None] = dict.fromkeys(COLUMNS.values(), 0)
    scores |= {"messages": 40, "straight-through": 0.95, "asked for exactly the missing": None, "F1 name": 0.99}

    shown = row(Result(Path("some-corpus"), scores, ""), Pace([1.0, 2.0, 3.0], [2.0, 2.5, 12.0]), 0.152)

    assert "mails first straight asked outcome F1 replied stored dropped noise" in " ".join(heading().split())
    assert "some-corpus 40 0.152 0.950 – 0 0 0 0 0 0 2.00 3.0 2.50 11.8 name 0.990" == " ".join(shown.split())


def test_first_scores_are_of_corpora_that_are_here() -> None:
    here = {folder.name for folder in (ROOT / "tests" / "corpus").iterdir()}

    assert first_scores().keys() <= here


def test_reliability_counts_what_is_right_by_confidence_and_type() -> None:
    values = [
        Taken("email", 0.97, right=True), Taken("email", 0.97, right=False), Taken("date", 0.9995, right=True),
    ]  # fmt: skip

    lines = [line.split() for line in table(values)]

    assert ["email", *"––", "1/2", "0.500", *"––––", "1/2", "0.500"] == lines[2]
    assert ["all", *"––", "1/2", "0.500", *"–––", "1/1", "1.000", "2/3", "0.667"] == lines[3]


def test_a_fault_that_was_not_survived_is_counted_as_tried_alone() -> None:
    row = Row("some faults").plus(Toll(unknown=1)).plus(None).plus(Toll(unknown=2, tried=40))

    assert (42, 41, 3) == (row.tried, row.survived, row.unknown)
    assert ["some", "faults", "42", "41", "3", "0"] == line(row).split()
