"""Words, places and names as compact tables; each is read when it is first asked for."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from inbox_bot.core.alternation import alternation
from inbox_bot.core.extraction.folding import fold, key
from inbox_bot.core.umlauts import umlauts


def _read(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def _entries(listed: str) -> tuple[str, ...]:
    entries = (entry.strip() for entry in re.split(r"[;\n]", listed) if entry.strip())
    return tuple({fold(spelling): None for entry in entries for spelling in umlauts(entry)})


@cache
def _table(name: str) -> dict[str, str]:
    return tomllib.loads(_read(f"{name}.toml"))


@cache
def words(name: str) -> frozenset[str]:
    """Return the folded entries of the list *name* in words.toml; KeyError if there is none."""
    return frozenset(_entries(_table("words")[name]))


@cache
def labels(field_type: str) -> tuple[str, ...]:
    """Return how people label a field of *field_type*, folded."""
    return _entries(_table("labels").get(field_type, ""))


@cache
def labelled() -> tuple[str, ...]:
    """Return the types of fields that labels.toml has labels for."""
    return tuple(_table("labels"))


@cache
def concepts() -> tuple[str, ...]:
    """Return the names of the lists in concepts.toml."""
    return tuple(_table("concepts"))


@cache
def concept(name: str) -> tuple[str, ...]:
    """Return the words for what organisers ask, folded; nothing for an unknown *name*."""
    return _entries(_table("concepts").get(name, ""))


@cache
def answers(name: str) -> frozenset[str]:
    """Return the list *name* of answers.toml, folded."""
    return frozenset(_entries(_table("answers")[name]))


@cache
def clubs(name: str) -> frozenset[str]:
    """Return the list *name* of clubs.toml, folded."""
    return frozenset(_entries(_table("clubs")[name]))


@cache
def days(name: str) -> tuple[str, ...]:
    """Return the list *name* of days.toml, folded."""
    return _entries(_table("days")[name])


@cache
def days_by_meaning(name: str) -> dict[str, str]:
    """Return what each entry of the table *name* of days.toml means: the place of its row, or the row's first word."""
    rows = tomllib.loads(_read("days.toml"))[name]
    told = [row.split(" ", 1) if name == "offsets" else (str(place), row) for place, row in enumerate(rows)]
    return {entry: meaning for meaning, row in told for entry in _entries(row)}


@cache
def jobs(name: str) -> frozenset[str]:
    """Return the list *name* (heads, suffixes, qualifiers) of jobs.toml, folded; heads also from occupations.txt."""
    more = _read("occupations.txt").splitlines() if name == "heads" else ()
    return frozenset((*_entries(_table("jobs")[name]), *map(fold, more)))


@cache
def given_names() -> frozenset[str]:
    """Return known given names, folded."""
    return frozenset(fold(line) for line in _read("given_names.txt").splitlines())


@cache
def surnames() -> frozenset[str]:
    """Return known surnames, folded."""
    return frozenset(fold(line) for line in _read("surnames.txt").splitlines())


@cache
def places() -> dict[str, frozenset[str]]:
    """Return the countries (ISO 3166-1 alpha-2) of each place, by the letters of its name."""
    countries: dict[str, frozenset[str]] = {}
    shared: dict[frozenset[str], frozenset[str]] = {}  # few sets for many places: one each would take megabytes
    for line in _read("places.txt").splitlines():
        country, _, name = line.partition("\t")
        for spelling in _spellings(name):
            codes = countries.get(spelling, frozenset()) | {country}
            countries[spelling] = shared.setdefault(codes, codes)
    return countries


@cache
def parts_of_towns() -> dict[str, frozenset[str]]:
    """Return the towns of which a place is a part, both by the letters of their names."""
    towns: dict[str, frozenset[str]] = {}
    for town, parts in (entry.split(":") for entry in _entries(_table("towns")["parts_of_towns"])):
        for part in map(key, parts.split(",")):
            towns[part] = towns.get(part, frozenset()) | {key(town)}
    return towns


def _spellings(name: str) -> Iterator[str]:
    yield key(name)
    if name.startswith(("sint-", "saint-", "sankt ")):
        yield "st" + key(name.replace("-", " ").split(" ", 1)[1])


@cache
def countries() -> tuple[tuple[str, str, str], ...]:
    """Return code, English name, and one name of each country in some language, once for each such name."""
    lines = (line.split("\t") for line in _read("countries.txt").splitlines())
    return tuple((code, english, name) for code, english, name in lines)


@cache
def any_of(name: str) -> str:
    """Return a regular expression for any entry of the list *name* in words.toml, longest first."""
    return alternation(words(name))


@cache
def any_answer(name: str) -> str:
    """Return a regular expression for any entry of the list *name* in answers.toml, longest first."""
    return alternation(answers(name))


_ACCENTED = str.maketrans({"a": "[aàâä]", "e": "[eéèêë]", "i": "[iîï]", "o": "[oôö]", "u": "[uûüù]"})


@cache
def any_accented(name: str) -> str:
    """Return the same for text that is not folded: vowels may bear accents, and the first letter be a capital."""
    return any_of(name).translate(_ACCENTED)
