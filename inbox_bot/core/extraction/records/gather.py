"""Participants, anchored on names: each value attaches by row, line or block, and shared values spread."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from inbox_bot.core.extraction.candidates import jobs, names
from inbox_bot.core.extraction.context import FIRST_MAIL, Context
from inbox_bot.core.extraction.evidence import THRESHOLD
from inbox_bot.core.extraction.labels import values
from inbox_bot.core.extraction.labels.form import labelled
from inbox_bot.core.extraction.labels.labelled import Labelled
from inbox_bot.core.extraction.labels.vocabulary import NAME, OTHER
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.prose import people
from inbox_bot.core.extraction.records import homelands, towns
from inbox_bot.core.extraction.records.apart import attach_apart
from inbox_bot.core.extraction.records.apportioned import apportioned
from inbox_bot.core.extraction.records.bilingual import keep_one_language
from inbox_bot.core.extraction.records.companions import persons, said_of_others
from inbox_bot.core.extraction.records.draft import Draft
from inbox_bot.core.extraction.records.followups import (
    attach_expected,
    attach_noted,
    is_no_name,
    without_old_values,
)
from inbox_bot.core.extraction.records.forms import attach_unnamed, labelled_drafts
from inbox_bot.core.extraction.records.lone_houses import attach_lone_house
from inbox_bot.core.extraction.records.lone_places import attach_lone_place
from inbox_bot.core.extraction.records.respectively import attach_in_order, copy_same
from inbox_bot.core.extraction.records.sharing import fill_from_sender, share_house, share_lines, spread
from inbox_bot.core.extraction.records.stated import attach_stated
from inbox_bot.core.extraction.records.values import attach_enrolled, attach_mentions, attach_offices, attach_positions
from inbox_bot.core.extraction.sender import authorship
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row

_NUMBER = re.compile(r"(?<![\w@.-])[+(]?\d[\d ./()-]{6,}\d(?![\w@])")
_TALK = 6
"""Words before the only label of a line that make it one of a sentence, where nothing behind it can be its value."""
_OF_EMPLOYERS = {
    "workplace",
    "place word",
    "organisation word",
    "label",
    "label below",
    "column",
    "position",
    "agrees with address",
}


@dataclass
class Records:
    """What the mail holds: the participants, and the names that fit nowhere."""

    drafts: list[Draft]
    left_over: list[Candidate]
    labels: frozenset[str]
    """The slots that labels name, also those left open."""


def gather(reading: Reading, context: Context = FIRST_MAIL) -> Records:
    """Return the participants of a mail with every candidate for their fields."""
    if shared := apportioned(reading, context):
        return Records(shared, [], frozenset())
    everything = labelled(reading)
    alone = Counter(one.line for one in everything)
    said = [one for one in everything if alone[one.line] > 1 or not _is_talk(reading, one)]
    taken = [
        span for one in said if not _is_reach(one) for span in ((one.whole, one.span) if one.text else (one.whole,))
    ]
    named = [one for one in people.find(reading, taken) if not is_no_name(reading, one, context)]
    drafts = labelled_drafts(reading, said)
    drafts += persons(reading, named, drafts)
    if not drafts:
        drafts = [Draft()]
    authorship.mark_sender(reading, drafts)
    authorship.add_sender(reading, drafts)
    attach_unnamed(reading, said, drafts)
    attach_apart(reading, said, drafts)
    signing = authorship.only_signs(reading, drafts)
    if signing:
        drafts.remove(signing)
    aside = list(said_of_others(reading, named, drafts))
    if signing:
        aside += [row.span for row in reading.own if row.line >= signing.line and _is_signers(row, signing)]
    aside += attach_in_order(reading, drafts)
    called = [one.span for draft in drafts for one in draft.found.get(NAME, ()) if one.span]
    attach_mentions(reading, drafts, [*taken, *aside], called)
    attach_offices(reading, drafts)
    attach_enrolled(reading, drafts)
    for draft in drafts:
        keep_one_language(reading, draft)
    attach_positions(reading, drafts, taken)
    attach_stated(reading, drafts, context)
    attach_expected(reading, drafts, context)
    attach_noted(reading, drafts, context)
    fill_from_sender(reading, drafts)
    spread(reading, drafts)
    copy_same(reading, drafts)
    share_lines(reading, drafts)
    share_house(reading, drafts)
    towns.fill(reading, drafts)
    homelands.fill(reading, drafts)
    attach_lone_place(reading, drafts)
    attach_lone_house(reading, drafts)
    without_old_values(reading, drafts, context)
    others = (one for one in named if not (signing and names.same(signing.name, one.value)))
    explained = (one for one in others if not authorship.is_explained(reading, one, drafts))
    return Records(drafts, _left_over(list(explained), drafts), frozenset(one.slot for one in said))


def _is_talk(reading: Reading, said: Labelled) -> bool:
    """Tell whether a label is only a word of a sentence: `I should like to bring him to the dinner: one guest`."""
    row = next((row for row in reading.own if row.line == said.line), None)
    before = reading.clean[row.span.start : said.whole.start] if row else ""
    return len(before.split()) >= _TALK and bool(said.text) and values.of(reading, said) is None


def _is_reach(said: Labelled) -> bool:
    """Tell whether what nobody asked, such as an address, is where mail goes: `adres: an@gent.example`.

    Nor does one label take both where mail goes and a telephone number.
    """
    return "@" in said.text and (said.slot == OTHER or _NUMBER.search(said.text) is not None)


def _is_signers(row: Row, signing: Draft) -> bool:
    """Tell whether a row below says what who signs is, and not only where."""
    return row.line == signing.line or jobs.has_head(row.text)


def _left_over(named: Sequence[Candidate], drafts: Sequence[Draft]) -> list[Candidate]:
    """Return the names that are neither a participant's nor plainly somebody else's."""
    return [
        one
        for one in named
        if "mentioned" not in {piece.name for piece in one.evidence}
        and one.evidence
        and not _inside(one, drafts)
        and not any(names.same(draft.name, one.value) for draft in drafts)
    ]


def _inside(name: Candidate, drafts: Sequence[Draft]) -> bool:
    """Tell whether a name is, or begins with, a part of something else that was found: of an organisation, a town."""
    others = [one for draft in drafts for key, listed in draft.found.items() if key != NAME for one in listed]
    return any(
        one.span and name.span and one.span.start <= name.span.start < one.span.end
        for one in others
        if one.confidence >= THRESHOLD and {piece.name for piece in one.evidence} & _OF_EMPLOYERS
    )
