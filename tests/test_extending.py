"""Another language and another type of field, added to a copy of the program as docs/extending.md says."""

import json
import subprocess
import sys
from pathlib import Path
from shutil import copy, copytree, ignore_patterns
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
PIECES = Path(__file__).parent / "extending"
MAIL = "From: Anna Rossi <anna.rossi@comune.example>\nTo: linda@example.org\nSubject: {subject}\n\n{text}\n"
CONFIG = """
[mailbox]
host = "localhost"
[submission]
host = "localhost"
from = "linda@example.org"
[organiser]
addresses = ["linda@example.org"]
[[event]]
id = "aperte"
title = "{title}"
starts = 2030-05-03T09:00:00
place = "Bolzano"
deadline = 2030-04-20
timezone = "Europe/Rome"
languages = ["{language}"]
[[event.field]]
key = "name"
label = "{name}"
type = "person_name"
[[event.field]]
key = "other"
label = "{label}"
type = "{type}"
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Return a folder with a copy of the program."""
    for folder in ("inbox_bot", "templates"):
        copytree(ROOT / folder, tmp_path / folder, ignore=ignore_patterns("__pycache__"))
    return tmp_path


def write_in(path: Path, before: str, added: str) -> None:
    """Write *added* into the file at *path*, right before the words *before*."""
    text = path.read_text("utf-8")
    assert 1 == text.count(before)
    path.write_text(text.replace(before, added + before), "utf-8")


def explained(program: Path, config: str, subject: str, text: str) -> dict[str, Any]:
    """Return what the copy says about a mail."""
    (program / "config.toml").write_text(config, "utf-8")
    (program / "mail.eml").write_text(MAIL.format(subject=subject, text=text), "utf-8")
    command = [sys.executable, "-m", "inbox_bot", "--config", "config.toml", "explain", "mail.eml", "--format", "json"]
    said = subprocess.run(
        [*command, "--received", "2030-03-01T12:00:00+01:00"],
        cwd=program,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(said.stdout)
    return found


def test_a_language_is_added_by_a_code_a_file_of_phrases_and_texts(program: Path) -> None:
    write_in(program / "inbox_bot/core/languages.py", '"nl", ', '"it", ')
    copy(PIECES / "intent.it.toml", program / "inbox_bot/core/extraction/lexicon/intent/it.toml")
    copy(PIECES / "words.it.toml", program / "inbox_bot/core/reply/words/it.toml")
    for shipped in (program / "templates/reply").glob("*.en.txt"):
        copy(shipped, shipped.with_name(shipped.name.replace(".en.", ".it.")))
    copy(PIECES / "confirmed.it.txt", program / "templates/reply/confirmed.it.txt")
    copy(program / "templates/digest/en.toml", program / "templates/digest/it.toml")
    config = CONFIG.format(
        language="it", title="Convegno sulle città aperte", name="Nome e cognome", label="Comune", type="municipality"
    )
    text = (
        "Buongiorno,\n\nvorrei iscrivermi al convegno.\n\nNome e cognome: Anna Rossi\nComune: Trento\n\nCordiali saluti"
    )
    found = explained(program, config, "Iscrizione", text)
    assert ("confirmed", "Trento") == (found["outcome"], found["participants"][0]["other"]["value"])
    assert found["reply"]["text"].startswith("Buongiorno,")


def test_a_type_of_field_is_added_by_a_name_a_module_and_a_line(program: Path) -> None:
    write_in(program / "inbox_bot/core/event.py", '    TEXT = "text"', '    POSTCODE = "postcode"\n')
    copy(PIECES / "postcodes.py", program / "inbox_bot/core/extraction/candidates/postcodes.py")
    values = program / "inbox_bot/core/extraction/labels/values.py"
    write_in(
        values, "    FieldType.TEXT: _text,", "    FieldType.POSTCODE: lambda _, __, text: postcodes.read(text),\n"
    )
    write_in(values, "    retractions,\n", "    postcodes,\n")
    config = CONFIG.format(
        language="en", title="Congress on open cities", name="Name", label="Postal code", type="postcode"
    )
    asks = "Please register me for the congress.\n\nName: Anna Rossi\nPostal code: {}"
    found = explained(program, config, "Registration", asks.format("B-9000"))
    assert ("confirmed", "9000") == (found["outcome"], found["participants"][0]["other"]["value"])
    assert "other" not in explained(program, config, "Registration", asks.format("012"))["participants"][0]
