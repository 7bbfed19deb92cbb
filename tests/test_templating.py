"""Templates are read once, an organiser's own first, and a bad one is found before any mail is answered."""

from pathlib import Path

import pytest

from inbox_bot import templating
from inbox_bot.core.event import Event
from inbox_bot.core.reply import TemplateFault

EVENT = Event.model_validate(
    {
        "id": "e",
        "title": "Seminarie",
        "timezone": "Europe/Brussels",
        "starts": "2018-12-07T09:30:00",
        "deadline": "2018-12-02",
        "field": [
            {"key": "name", "label": "Naam", "type": "person_name"},
            {"key": "lunch", "label": "Lunch", "type": "choice", "options": ["vlees", "vis"]},
            {"key": "day", "label": "Dag", "type": "date", "required": False},
        ],
    }
)
ORGANISER = {"organiser": "Wij", "address": "a@x.example"}


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / "reply" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_the_shipped_templates_have_no_fault() -> None:
    assert [] == templating.check(templating.load(), [EVENT])


def test_a_template_of_ones_own_takes_the_place_of_text_and_html(tmp_path: Path) -> None:
    write(tmp_path, "confirmed.nl.txt", "\ufeffOns onderwerp\n\nDag, groeten van {{ organiser }}.\n")
    rendered = templating.load(tmp_path).render("reply/confirmed", "nl", ORGANISER)

    assert ("Ons onderwerp", "Dag, groeten van Wij.\n", None) == (rendered.subject, rendered.text, rendered.html)


def test_html_of_ones_own_stands_beside_a_text_of_ones_own(tmp_path: Path) -> None:
    write(tmp_path, "confirmed.nl.txt", "S\n\n{{ organiser }}\n")
    write(tmp_path, "confirmed.nl.html", "<p>{{ organiser }}</p>")
    rendered = templating.load(tmp_path).render("reply/confirmed", "nl", {"organiser": "A & B"})

    assert ("A & B\n", "<p>A &amp; B</p>") == (rendered.text, rendered.html)


def test_what_is_not_in_the_own_folder_comes_from_the_shipped_ones(tmp_path: Path) -> None:
    write(tmp_path, "late.nl.txt", "Te laat\n\nJammer.\n")

    assert [] == templating.check(templating.load(tmp_path), [EVENT])


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("S\n\nDag\n{{ organizer }}\n", 4, "'organizer' is undefined; known here: address, asks"),
        ("S\n\n{{ event.titel }}\n", 3, "has no attribute 'titel'"),
        ("S\n\nDag\n\n{% if several %}\n", 5, "Unexpected end of template"),
        ("S\n\n{{ 1 // 0 }}\n", 3, "integer division or modulo by zero"),
        ("S\n\n{{ organiser.__class__.__mro__ }}\n", 3, "access to attribute '__class__'"),
        ("S\n\n{% if not event.open %}{{ oops }}{% endif %}\n", 3, "'oops' is undefined"),
        ("S\n\n{% if more %}\n{{ oops }}\n{% endif %}\n", 4, "'oops' is undefined"),
        ("S\n\n{% if question %}\n{{ oops }}\n{% endif %}\n", 4, "'oops' is undefined"),
        ("S\n\n{% if does == 'replaces' %}\n{{ oops }}\n{% endif %}\n", 4, "'oops' is undefined"),
        ("S\n\n{% if remaining %}\n{{ oops }}\n{% endif %}\n", 4, "'oops' is undefined"),
        ("{% if je %}{{ oops }}{% endif %}S\n\nDag\n", 1, "'oops' is undefined"),
        ("S {{ participants }}\n\nDag\n", 1, "'participants' is undefined"),
        ("S\n\n{% include 'reply/greeting.txt' %}\n", 3, "reply/greeting.txt is missing"),
        ("\n\nDag\n", 1, "empty; write the subject there"),
        ("S\nDag\n", 2, "leave it empty; the text follows below it"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, text: str, line: int, what: str) -> None:
    path = write(tmp_path, "late.nl.txt", text)
    (fault,) = templating.check(templating.load(tmp_path), [EVENT])

    assert fault.startswith(f"{path}, line {line}: ")
    assert what in fault


def test_each_mistake_is_told_once(tmp_path: Path) -> None:
    write(tmp_path, "late.nl.txt", "S\n\n{{ one }}\n")
    write(tmp_path, "confirmed.fr.html", "<p>{{ two }}</p>\n")

    assert 2 == len(templating.check(templating.load(tmp_path), [EVENT, EVENT]))


def test_a_file_that_no_reply_uses_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, "confirm.nl.txt", "S\n\nDag\n")
    (fault,) = templating.check(templating.load(tmp_path), [EVENT])

    assert fault.startswith(f"{path}: no reply has this name; it is reply/NAME.LANG.txt")


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, "late.nl.txt", "")
    path.write_bytes("S\n\nCafé\n".encode("cp1252"))

    assert [f"{path}: not UTF-8 at byte 6; save it as UTF-8"] == templating.check(templating.load(tmp_path), [EVENT])


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "reply" / "late.nl.txt"
    path.mkdir(parents=True)

    assert [f"{path}: Is a directory; make it readable, or take it away"] == templating.check(
        templating.load(tmp_path), [EVENT]
    )


def test_a_folder_without_templates_is_told(tmp_path: Path) -> None:
    (fault,) = templating.check(templating.load(tmp_path / "none"), [EVENT])

    assert fault.startswith(f"{tmp_path / 'none'}: holds no template")


def test_a_language_that_nobody_wrote_is_missing() -> None:
    with pytest.raises(TemplateFault, match=r"reply/late\.es\.txt is missing"):
        templating.load().language("reply/late", ("es",))
