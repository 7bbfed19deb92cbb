"""Which option running text chooses: in a clause, in a place of a list, by the box that is ticked among rows."""

import re
from collections.abc import Iterator
from itertools import takewhile

from inbox_bot.core.document import Span
from inbox_bot.core.event import Field
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import choices, glosses, jobs, retractions
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.prose.about import about
from inbox_bot.core.extraction.text.clauses import Clause, clauses
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row

_GOES_ON, _A_LIST, _PART = 4, 3, 3
_BECAUSE = re.compile(r"(?<!\w)(?:because|since|as|omdat|want|aangezien|parce que?|car|puisque?|weil|denn|da)\W*$")
"""What gives a reason, and chooses nothing."""
_MEALTIME = re.compile(rf"(?<!\w)(?:{lexicon.any_answer('mealtimes')}|{lexicon.any_answer('eating')})(?!\w)")


def find(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, str]]:
    """Yield where *row* chooses an option of *field*, and which; the last of several may take back the others."""
    rows = option_rows(reading, row, field)
    if rows:
        value = choices.choice("\n".join(one.text for one in rows), field.options)
        if value and choices.choice(row.text, field.options) == value:
            yield row.span, value
        return
    whole = list(choices.spelled_out(row.folded, field.options))
    yield from ((Span(row.span.start + span.start, row.span.start + span.end), value) for span, value in whole)
    if whole:
        return
    yield from _in_clauses(reading, row, field)


def option_rows(reading: Reading, row: Row, field: Field) -> list[Row]:
    """Return the rows, *row* among them, that do nothing but repeat the options of *field*; none if it stands alone."""
    if _option_of(row, field) is None:
        return []
    at = next(number for number, one in enumerate(reading.own) if one.line == row.line)
    above = takewhile(lambda one: _option_of(one, field), reversed(reading.own[:at]))
    below = takewhile(lambda one: _option_of(one, field), reading.own[at:])
    rows = [*reversed([*above]), *below]
    different = {_option_of(one, field) for one in rows}
    return rows if len(rows) == len(different) > 1 and {one.line for one in rows} >= {row.line} else []


def _option_of(row: Row, field: Field) -> str | None:
    """Return the option that *row* repeats, with a box or a mark and nothing else."""
    said = re.findall(r"[^\W\d_]{2,}", row.folded)
    return (
        next((one for one in field.options if said == re.findall(r"[^\W\d_]{2,}", fold(one))), None) if said else None
    )


def _in_clauses(reading: Reading, row: Row, field: Field) -> Iterator[tuple[Span, str]]:
    told, spoken = about(reading.event, field), None
    for clause in clauses(reading, row):
        speaks = bool(told and told.search(clause.text))
        if speaks:
            spoken = clause
        elif spoken and clause.before.startswith(spoken.before) and len(clause.text.split()) <= _GOES_ON:
            speaks = bool(clause.before)  # what a sentence says of another in a few words: `hers is S`
        if _BECAUSE.search(clause.before) or retractions.only_retracts(clause.text):
            continue
        value = _chosen(reading, clause, field, speaks=speaks) or _in_place(reading, row, clause, field)
        if value and (speaks or not _in_title(reading, clause.span, value)):
            yield clause.span, value


def _chosen(reading: Reading, clause: Clause, field: Field, *, speaks: bool) -> str | None:
    text = reading.clean[clause.span.start : clause.span.end]
    eats = _MEALTIME.search(f"{clause.before} {clause.text}") is not None
    value = choices.mentioned(text, field.options, speaks=speaks, eats=eats)
    return value or glosses.option(clause.text, field.options, reading.event)


def _in_place(reading: Reading, row: Row, clause: Clause, field: Field) -> str | None:
    """Return the option that is all that one place of a list says: `An Claes, jurist, 0475 12 34 56, hot`."""
    listed = len(row.segments) >= _A_LIST and clause.span in row.segments and len(clause.text.split()) <= _PART
    return choices.in_list(reading.clean[clause.span.start : clause.span.end], field.options) if listed else None


def _in_title(reading: Reading, span: Span, option: str) -> bool:
    """Tell whether an option only stands in what somebody is: `Mobility expert`."""
    titles = [reading.folded[one.start : one.end] for one, _ in jobs.find(reading.clean, span.start, span.end)]
    return any(fold(option) in title and fold(option) != title for title in titles)
