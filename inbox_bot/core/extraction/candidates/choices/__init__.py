"""Choices among options, and yes or no."""

from inbox_bot.core.extraction.candidates.choices.answering import (
    boolean,
    is_open,
    is_plain_answer,
    is_plain_yes,
    repeats_form,
)
from inbox_bot.core.extraction.candidates.choices.beside_label import choice, in_list
from inbox_bot.core.extraction.candidates.choices.in_clause import mentioned
from inbox_bot.core.extraction.candidates.choices.naming import spelled_out

__all__ = [
    "boolean",
    "choice",
    "in_list",
    "is_open",
    "is_plain_answer",
    "is_plain_yes",
    "mentioned",
    "repeats_form",
    "spelled_out",
]
