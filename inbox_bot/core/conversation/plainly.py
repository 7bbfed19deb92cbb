"""Whether a mail plainly takes somebody off the list, or changes what is noted: a misreading there is seen too late."""

import re
from collections.abc import Sequence
from dataclasses import replace

from inbox_bot.core.case import Case, Does
from inbox_bot.core.conversation.values import replaced_values
from inbox_bot.core.event import Event, FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.evidence import LABELLED
from inbox_bot.core.extraction.intent.reading import Reading
from inbox_bot.core.extraction.model import AMENDS, Participant
from inbox_bot.core.extraction.wording.phrases import Match
from inbox_bot.core.extraction.wording.words import Sentence

NOT_PLAINLY = "asks to cancel, but not plainly: {}"
_RESERVED = re.compile(rf"(?<![\w'’-]){lexicon.any_of('cancels_hardly')}(?![\w'’-])")
_IN_PASSING = frozenset({FieldType.MUNICIPALITY, FieldType.ORGANISATION, FieldType.JOB_TITLE, FieldType.COUNTRY})
"""What people also name in passing, as `I come with the mayor of Aalst`."""
_MAY_I = re.compile(rf"(?<!\w){lexicon.any_of('may_i')}(?!\w)")
_ABSENT = re.compile(rf"(?<![\w'’-]){lexicon.any_of('absence_words')}(?![\w'’-])")
_WHOSE = re.compile(
    r"(?<!\w)(?:mijn|onze|my|our|mon|ma|notre|meine?|unsere?)\s+(?:baas|chef|vrouw|man|partner|echtgenoot|echtgenote|boss|wife|husband|"
    r"femme|mari|epouse?|frau|mann|partnerin|vorgesetzter?)\s+(?:(?:\w+\s+)?(?:kan|komt|kann|kommt|can|can't|cannot|won't|ne|n'\w+)(?!\w))"
)


def reserved(reading: Reading, off: Sequence[Match], *, alone: bool) -> str:
    """Return the words that limit, doubt or ask what *off* says, or say it of somebody else; empty where none do.

    *alone* tells that nobody but the sender is on the list, whose husband or boss it cannot mean, then.
    """
    for sentence in [match.sentence for match in off] or reading.own_sentences:
        said = " ".join(sentence.words)
        found = _RESERVED.search(said[: _asked(sentence, off)]) or (_WHOSE.search(said) if alone else None)
        found = found or (_MAY_I.search(said) if sentence.asks else None)
        if found:
            return found.group()
    absent = _ABSENT.search(" ".join(word for sentence in reading.own_sentences for word in sentence.words))
    return absent.group() if absent else ""


def asked(case: Case) -> Case:
    """Return *case* with a doubt for what would change beside no word of changing, and behind no label: small talk."""
    if case.plan.does is not Does.CHANGES or case.extraction.evidence != (AMENDS,):
        return case
    people = case.extraction.participants
    doubts = [
        one
        for at, known in case.plan.changes.items()
        for one in replaced_values(_told(people[at], case.event), known, case.event)
    ]
    return replace(case, plan=replace(case.plan, doubts=(*case.plan.doubts, *doubts)))


def _told(given: Participant, event: Event) -> Participant:
    """Return of *given* what may be named in passing alone: it stands in the text, behind no label."""
    passing = {field.key for field in event.fields if field.type in _IN_PASSING}
    return {
        key: one
        for key, one in given.items()
        if key in passing and one.source == "text" and LABELLED.isdisjoint(one.evidence)
    }


def _asked(sentence: Sentence, off: Sequence[Match]) -> int | None:
    """Return where the words behind an outright wish begin, which only say of whom: `please cancel only Tom`."""
    wishes = (one for one in off if one.sentence is sentence and one.phrase.category == "cancels")
    first = next(wishes, None)
    return len(" ".join(sentence.words[: first.end])) if first else None
