"""What fuzzing found stays mended; a short run finds nothing new."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks.fuzz import promises
from benchmarks.fuzz.mutation import changed, crossed
from benchmarks.fuzz.reduction import reduced
from benchmarks.labelled import ROOT

FINDINGS = sorted((Path(__file__).resolve().parent / "findings").glob("*.eml"))
MAIL = b"From: Jan <jan@gent.be>\nSubject: Inschrijving\n\nGraag inschrijven.\nNaam: Jan Peeters\nFunctie: jurist\n"


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda file: file.stem)
def test_a_mail_that_once_broke_a_promise_breaks_none(finding: Path) -> None:
    promises.hold(finding.read_bytes())


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris has no wheel for this platform")
def test_a_short_run_finds_nothing(tmp_path: Path) -> None:
    fuzz = [sys.executable, "-m", "benchmarks.fuzz", "--seconds", "300", "--runs", "45", "--seeds", "15", "--seed", "1"]
    done = subprocess.run([*fuzz, "--folder", tmp_path], cwd=ROOT, capture_output=True, text=True, check=False)

    assert "0 findings" in done.stdout, done.stdout + done.stderr
    assert 0 == done.returncode
    assert done.stdout.startswith("45 runs in ")


def test_a_mail_is_changed_the_same_way_by_the_same_chance() -> None:
    mails = [changed(crossed(MAIL, MAIL, seed), seed) for seed in range(50)]

    assert mails == [changed(crossed(MAIL, MAIL, seed), seed) for seed in range(50)]
    assert 40 < len(set(mails))


def test_what_has_no_part_in_a_finding_is_left_out() -> None:
    def hold(octets: bytes) -> None:
        assert b"jurist" not in octets

    assert b"jurist\n" == reduced(MAIL, hold)
