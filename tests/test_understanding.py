"""What is understood of the labelled mails never gets worse: `understood.toml` says what was reached."""

import tomllib
from pathlib import Path

import pytest

from benchmarks.corpora import measured
from benchmarks.labelled import SCORER

CORPORA = Path(__file__).parent / "corpus"
HELD = tomllib.loads(Path(__file__).with_name("understood.toml").read_text("utf-8"))
HARMS = {
    "replied": "harm: replied to what wants no reply",
    "stored": "harm: stored something wrong",
    "dropped": "harm: dropped a registration",
}


def test_every_corpus_is_held() -> None:
    assert {file.parent.name for file in CORPORA.glob("*/labels.json")} == set(HELD)


@pytest.mark.skipif(not SCORER.exists(), reason="the script that compares lies beside the reference mails")
@pytest.mark.parametrize("name", HELD)
def test_a_corpus_is_understood_as_well_as_before(name: str) -> None:
    held, scores = HELD[name], measured(CORPORA / name, 0).scores
    harms = {harm: scores[column] or 0 for harm, column in HARMS.items()}
    assert {} == {harm: count for harm, count in harms.items() if count > held[harm]}
    assert (scores["straight-through"] or 0) >= held["straight"]
