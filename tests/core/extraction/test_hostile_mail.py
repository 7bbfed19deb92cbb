"""Mails made to keep the service busy: each is read in a process of its own, which must come to an end by itself."""

import subprocess
import sys

import pytest

from core.extraction.asking import SEMINAR
from inbox_bot.reading import read

PATIENCE = 60
"""Seconds that nothing here comes near: what it guards against takes minutes or hours."""
ASK = "Graag inschrijven voor het seminarie van 7 december"
READ = (
    "import sys; from core.extraction.asking import SEMINAR; from inbox_bot.reading import read; "
    "read(sys.stdin.buffer.read(), [SEMINAR])"
)


def mail(body: str, subtype: str = "plain", charset: str = "utf-8", subject: str = "Inschrijving") -> bytes:
    head = (
        f"From: Jan <jan@gent.be>\nTo: l@x.be\nSubject: {subject}\nContent-Type: text/{subtype}; charset={charset}\n\n"
    )
    return (head + body).encode()


def ends(octets: bytes) -> bool:
    command = [sys.executable, "-c", READ]
    environment = {"PYTHONPATH": ":".join(filter(None, sys.path))}
    done = subprocess.run(command, input=octets, env=environment, timeout=PATIENCE, check=False, capture_output=True)
    return done.returncode == 0


@pytest.mark.parametrize(
    "octets",
    [
        pytest.param(mail("hoi " + "-" * 1_500_000), id="one line of dashes"),
        pytest.param(mail("_" * 1_900_000), id="one line of underscores"),
        pytest.param(mail("Xy7_-Zq" * 60_000, charset="utf-7"), id="Base64 that claims to be UTF-7"),
        pytest.param(mail("\ufdfa" * 600_000), id="signs that stand for eighteen letters"),
        pytest.param(mail("e" + "\u0301\u0316" * 400_000), id="a letter under a tower of accents"),
        pytest.param(mail(ASK, subject="-_" * 45_000), id="a long subject"),
        pytest.param(mail("&#" + "9" * 1_800_000 + ";", "html"), id="a number of two million digits"),
        pytest.param(mail("<table>" + ("<tr>" + "<td>x" * 1300) * 100, "html"), id="a table of 1300 columns"),
        pytest.param(mail("<style>" + "@media{" * 200_000, "html"), id="a style sheet that never ends"),
    ],
)
def test_reading_a_mail_comes_to_an_end(octets: bytes) -> None:
    assert ends(octets)


@pytest.mark.parametrize("piece", ["hoofd van de ", "_", "Jan Peeters, directeur, ", "\ufdfa"])
def test_reading_one_thing_over_and_over_comes_to_an_end(piece: str) -> None:
    line, paragraph = piece * (400_000 // len(piece)), f"{piece * (900 // len(piece))}\n" * 2000
    assert ends(mail(f"{ASK}\n{line}"))
    assert ends(mail(f"{ASK}\n{paragraph}"))


def test_a_number_that_is_no_character_costs_no_other_word() -> None:
    _, document, _ = read(mail(f"<p>{ASK}</p>&#{'9' * 5000};<p>Tot dan</p>", "html"), [SEMINAR])
    assert [ASK, "Tot dan"] == [line.text for line in document.lines if line.text.isascii() and line.text]


def test_a_long_paragraph_is_read_whole() -> None:
    _, document, _ = read(mail("Dat is lang geleden. " * 400 + "Ik kom graag."), [SEMINAR])
    assert document.lines[-1].text.endswith("Ik kom graag.")
    assert all(len(line.text) <= 2_000 for line in document.lines)


def test_the_pieces_of_a_long_quoted_line_stay_quoted() -> None:
    body = "Ik kom.\n\nOp ma 5 nov 2018 om 10:04 schreef Jan <jan@x.be>:\n> " + "dat is lang geleden " * 400
    _, document, _ = read(mail(body, subject="Re: Inschrijving"), [SEMINAR])
    assert ["Ik kom."] == [line.text for line in document.lines if line.depth == 0 and line.text]
