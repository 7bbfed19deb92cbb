"""What was noted, and what a mail says of it."""

from collections.abc import Iterable, Iterator, Mapping

from inbox_bot.core.case import Known
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.model import Finding, Participant

EARLIER = "earlier mail"
"""The source of a value that the store held already."""
_OWN_WORDS = frozenset({"text", "subject", "forwarded"})


def kept(known: Known) -> Participant:
    """Return what was noted as findings."""
    return {key: Finding(value, value, None, EARLIER, 1.0) for key, value in known.fields.items() if value}


def lacking(known: Known, event: Event) -> tuple[str, ...]:
    """Return the keys of the required fields that *known* has no value of, in the order asked."""
    return tuple(field.key for field in event.required if not known.fields.get(field.key))


def missing(event: Event, participants: Iterable[Participant]) -> tuple[str, ...]:
    """Return the keys of the required fields that at least one of *participants* lacks, in the order asked."""
    everybody = tuple(participants)
    return tuple(field.key for field in event.required if any(field.key not in one for one in everybody))


def said(given: Participant) -> Participant:
    """Return of *given* what the mail's own words say: headers and signatures only repeat who writes."""
    return {key: one for key, one in given.items() if one.source in _OWN_WORDS}


def differing(given: Participant, known: Known) -> Iterator[str]:
    """Yield the keys of the values said that are other than noted, or say more than was noted."""
    for key, one in said(given).items():
        if known.fields.get(key) and not _says_no_more(one.value, known.fields[key]):
            yield key


def contradictions(given: Participant, known: Known, event: Event) -> tuple[str, ...]:
    """Say where the mail's own words differ from what was noted."""
    return _beside(given, known, event, differing(given, known))


def replaced_values(given: Participant, known: Known, event: Event) -> tuple[str, ...]:
    """Say which values in *given*, an entry as it is to be, take the place of others that were noted of it."""
    noted = {key: value for key, value in known.fields.items() if value}
    return _beside(given, known, event, (key for key in noted if key in given and given[key].value != noted[key]))


def _beside(given: Participant, known: Known, event: Event, which: Iterable[str]) -> tuple[str, ...]:
    keys = frozenset(which)
    return tuple(
        f"{field.label}: “{known.fields[field.key]}” was noted, this mail says “{given[field.key].value}”"
        for field in event.fields
        if field.key in keys
    )


def _says_no_more(value: str, noted: str) -> bool:
    """Tell whether *value* is a part of what was *noted*, or the same with initials: `F. Majerus`."""
    ours, theirs = words(value), words(noted)
    rest = ours - theirs
    return all(_initial(word) and any(other[0] == word[0] for other in theirs - ours) for word in rest)


def _initial(word: str) -> bool:
    return len(word.strip(".")) == 1


def words(value: str) -> frozenset[str]:
    """Return the words of *value*, in any case of letters and in any order."""
    return frozenset(value.casefold().replace(",", " ").split())


def plain(given: Participant) -> Mapping[str, str]:
    """Return the values of *given* alone."""
    return {key: one.value for key, one in given.items()}
