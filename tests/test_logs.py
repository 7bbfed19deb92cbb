"""No log says anything of people, however much it tells: nobody could take it out there."""

import logging
from collections.abc import Iterator

import pytest

from inbox_bot import logs

Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root, ours = logging.getLogger(), logging.getLogger("inbox_bot")
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    ours.setLevel(logging.NOTSET)


def fail() -> None:
    try:
        int("Jan Peeters")
    except ValueError as error:
        raise LookupError("jan.peeters@gent.example") from error


def said(capsys: Said, *, verbose: bool) -> str:
    logs.set_up(verbose=verbose)
    try:
        fail()
    except LookupError:
        logging.getLogger("inbox_bot.intake").exception("shunted", extra={"uid": 7})
    logging.getLogger("some.library").debug("Jan Peeters")
    return capsys.readouterr().err


@pytest.mark.parametrize("verbose", [True, False])
def test_an_exception_is_told_without_its_words(capsys: Said, verbose: bool) -> None:  # noqa: FBT001  a parameter of the test
    line = said(capsys, verbose=verbose)

    assert "peeters" not in line.lower()
    assert "LookupError" in line
    assert "shunted uid=7" in line


def test_where_it_is_verbose_the_places_in_the_code_are_told(capsys: Said) -> None:
    assert ["fail", "ValueError", "said", "fail", "LookupError"] == [
        line.split()[-1] for line in said(capsys, verbose=True).splitlines()[1:]
    ]
