"""The words that mail programs and people put around their text."""

import tomllib
from importlib.resources import files

from inbox_bot.core.alternation import alternation
from inbox_bot.core.umlauts import umlauts
from inbox_bot.core.zones.normal import fold

_TABLES: dict[str, dict[str, list[str]]] = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))


def any_of(*tables: str) -> str:
    """Return a pattern, for folded text, that matches any phrase of *tables* of `words.toml`, the longest first."""
    listed = (phrase for table in tables for row in _TABLES[table].values() for phrase in row)
    return alternation(fold(spelling) for phrase in listed for spelling in umlauts(phrase))
