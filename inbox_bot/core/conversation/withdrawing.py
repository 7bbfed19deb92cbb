"""Who is to be taken off the list."""

from collections.abc import Sequence
from dataclasses import replace

from inbox_bot.core.case import Case, Does, Known, Plan
from inbox_bot.core.conversation.mentions import in_prose, mentioned
from inbox_bot.core.conversation.values import kept
from inbox_bot.core.conversation.whose import is_own
from inbox_bot.core.extraction.intent.reading import Reading
from inbox_bot.core.extraction.wording.lexicon import languages
from inbox_bot.core.extraction.wording.phrases import Match
from inbox_bot.core.people import concerned

_FAR = 20
"""Words on either side that still belong to the same clause."""

WHOM = "asks to cancel, but whom is not clear"


def withdraw(case: Case) -> Case:
    """Return *case* with the entries that its mail takes back; with a doubt where they cannot be told apart."""
    there = concerned(case.history, case.event.id)
    meant = _meant(Reading(case.message, case.document, case.event), case, there)
    if not meant:
        return replace(case, plan=Plan(Does.CANCELS, doubts=(WHOM,)))
    people = tuple(kept(known) for known in meant)
    whole = replace(case.extraction, participants=people, missing=())
    return replace(case, extraction=whole, plan=Plan(Does.CANCELS, dict(enumerate(meant))))


def _meant(reading: Reading, case: Case, there: Sequence[Known]) -> tuple[Known, ...]:
    off = [*reading.found("cancels"), *reading.declines()]
    gone = [_clause(match) for match in off]
    coming = [_clause(match) for match in reading.found("comes") if not any(match.overlaps(one) for one in off)]
    stay = mentioned(case, there, coming)
    if by_name := [known for known in mentioned(case, there, gone) if known not in stay]:
        return tuple(by_name)
    return _by_person(reading, case, off, [known for known in there if known not in stay])


def _by_person(reading: Reading, case: Case, off: Sequence[Match], there: Sequence[Known]) -> tuple[Known, ...]:
    """Return whom *off* means that names nobody: us, somebody named elsewhere, me, or the only one there."""
    within = [match.sentence for match in off] or reading.own_sentences
    if any(match.sentence in within for match in reading.has("together")):
        return tuple(there)
    own = tuple(known for known in there if is_own(case, known))
    if len(own) == 1 and any(match.sentence in within for match in reading.has("oneself")):
        return own
    if named := in_prose(case, there):
        return named
    if any(match.sentence in within for match in reading.has("third")):
        return ()  # somebody else than the sender, whom nobody on the list is called
    return own if len(own) == 1 else tuple(there) if len(there) == 1 else ()


def _clause(match: Match) -> Sequence[str]:
    breaks = frozenset[str]().union(*(language.conjunctions for language in languages().values()))
    return match.sentence.clause(match.start, match.end, _FAR, breaks)
