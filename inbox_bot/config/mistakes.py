"""What an organiser is told about a mistake: the key, what is wrong with it, and what to write instead."""

from typing import Any

from pydantic import ValidationError

_MENDS = {
    "missing": "is missing; add it",
    "extra_forbidden": "there is no such key; check its spelling or take it out",
    "too_short": "needs at least one",
    "string_type": 'write text between quotes: "…"',
    "string_too_short": "is empty; write something, or take it out",
    "string_too_long": "is too long; {max_length} characters at most",
    "bool_type": "write true or false",
    "bool_parsing": "write true or false",
    "int_type": "write a whole number",
    "int_parsing": "write a whole number",
    "int_from_float": "write a whole number",
    "greater_than_equal": "is too small; write {ge} or more",
    "less_than_equal": "is too large; write {le} or less",
    "literal_error": "write {expected}",
    "enum": "write {expected}",
    "tuple_type": 'write a list: ["…", "…"]',
    "value_error": "{error}",
}
_PATTERNS = {
    "^[A-Za-z0-9_-]+$": "write letters, digits, - and _ alone",
    "^[A-Za-z0-9_-]*$": "write letters, digits, - and _ alone",
    "^[A-Za-z0-9.-]+$": "write letters, digits, . and - alone",
    "^[^\\x00-\\x1f\\x7f]*$": "write it in one line",
}
_OTHER = "cannot be read; docs/configuration.md tells what to write"


def lines(error: ValidationError) -> list[str]:
    """Return one line for each mistake."""
    return [f"{_key(one)}: {_said(one)}" for one in _first_causes(error.errors())]


def _first_causes(errors: list[Any]) -> list[Any]:
    """Leave out that a list is too short where that only follows from a mistake inside it."""
    inside = {error["loc"][:depth] for error in errors for depth in range(len(error["loc"]))}
    return [error for error in errors if error["type"] != "too_short" or error["loc"] not in inside]


def _key(error: Any) -> str:  # noqa: ANN401 - pydantic's own dictionary
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in error["loc"]) or "the whole"


def _said(error: Any) -> str:  # noqa: ANN401 - as above
    """Say it in our words: pydantic's are for programmers."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(context["pattern"], _OTHER)
    if kind in {"model_type", "tuple_type"} and (table := _table(error["loc"])):
        return f"is a table of its own; write {table} and its keys below"
    return _MENDS.get(kind, _OTHER).format(**context).replace("'", '"')


def _table(where: tuple[str | int, ...]) -> str:
    """Return how the table is headed that stands there; nothing where none does."""
    names = ".".join(part for part in where if isinstance(part, str))
    if names in {"event", "event.field"}:
        return f"[[{names}]]"
    return f"[{names}]" if len(where) == 1 else ""
