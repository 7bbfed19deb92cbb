"""The words of a language that stand in no template: yes and no, the names of fields, dates and hours."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from inbox_bot.core.event import FieldType


class Manner(BaseModel):
    """How a language writes: the CLDR pattern of a day, an hour with and without minutes, and the words around them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    day: str
    hour: str
    minutes: str
    at: str
    between: str
    from_to: str
    through: str
    until: str


class Words(BaseModel):
    """What `words/LANGUAGE.toml` holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    yes: str
    no: str
    labels: Mapping[FieldType, str]
    """What a choice or a date is about only its own label says."""
    dates: Manner


@cache
def words(language: str) -> Words:
    """Return the words of *language*; FileNotFoundError if it has none."""
    text = files("inbox_bot.core.reply").joinpath("words", f"{language}.toml").read_text("utf-8")
    return Words.model_validate(tomllib.loads(text))


def yes_no(language: str) -> tuple[str, str]:
    """Return how people agree and refuse in *language*."""
    return words(language).yes, words(language).no
