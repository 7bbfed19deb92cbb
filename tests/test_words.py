"""What the organiser reads is in the organiser's language, whatever the reason."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import ascii_letters

import pytest

import inbox_bot
from inbox_bot.words import said, words

CORE = Path(inbox_bot.__file__).parent / "core"
OTHERS = ("nl", "fr", "de")
GIVE_REASONS = (
    *("rules.py", "answer.py", "bounds.py"),
    *("conversation/giving.py", "conversation/replacing.py", "conversation/withdrawing.py"),
    *("conversation/foreign.py", "conversation/listed.py"),
    *("extraction/participants/**/*.py", "extraction/intent/doubts.py", "extraction/intent/rules/*.py"),
    *("extraction/which_event.py", "extraction/intent/hints.py", "../intake.py", "../reading.py"),
)
NO_REASONS = {
    *("the last rule always speaks", "earlier mail", "batch taken one by one", "shunted because of"),
    *("given name", "organisation word", "place word", "{}: {}"),
    *("misspelled label", "label below", "label without colon", "agrees with address"),
}
_STARTS = ascii_letters + "{“"


def phrases() -> Iterator[str]:
    """Yield every sentence in the code that gives reasons, with {} for what differs."""
    for path in (path for name in GIVE_REASONS for path in CORE.glob(name)):
        tree = ast.parse(path.read_text("utf-8"))
        inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
        documentation = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
            elif (
                isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner | documentation
            ):
                yield node.value


@pytest.mark.parametrize("language", OTHERS)
def test_every_reason_that_the_code_can_give_is_translated(language: str) -> None:
    given = [phrase for phrase in phrases() if " " in phrase and phrase[0] in _STARTS and phrase not in NO_REASONS]
    samples = [phrase.replace("{}", "Xyz") for phrase in given]

    assert len(samples) > 40
    assert [] == [sample for sample in samples if said(sample, language) == sample]


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_holds_the_words_of_the_mail(language: str) -> None:
    table = words(language)["said"]

    assert {} == {english: told for english, told in table.items() if english.count("{}") != told.count("{}")}


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("is not sure to come: laat ik nog weten", "is niet zeker te komen: laat ik nog weten"),
        ("also says: thanks", "zegt ook: thanks"),
        ("asks a question: date: 7 or 8?", "stelt een vraag: date: 7 or 8?"),
        ("could not be read: larger than 40 MB", "kon niet gelezen worden: groter dan 40 MB"),
        (
            "Functie: “a” was noted, this mail says “b”",
            "Functie: “a” was genoteerd, deze mail zegt “b”",
        ),
        ('Stad: different values: "Gent", "Brugge"', 'Stad: verschillende waarden: "Gent", "Brugge"'),
        ("Alvorens in te schrijven", "Alvorens in te schrijven"),
        ("also says: {0} {evil}", "zegt ook: {0} {evil}"),
    ],
)
def test_the_words_of_the_mail_stay_as_they_are(reason: str, expected: str) -> None:
    assert expected == said(reason, "nl")


def test_in_english_a_reason_is_told_as_it_is() -> None:
    for reason in ("asks to cancel", "also says: nee", "5 replies in one hour"):
        assert reason == said(reason, "en")
