"""The languages that are read and written. Another one begins here; docs/extending.md says what it needs."""

from typing import Literal, get_args

Language = Literal["nl", "fr", "en", "de"]
"""ISO 639-1."""

LANGUAGES: tuple[Language, ...] = get_args(Language)

Form = Literal["u", "je"]
"""How Dutch addresses people."""
