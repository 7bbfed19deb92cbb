"""Whether a mail says `I come` while those found in it are all others: the boss, a secretary, a colleague."""

from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction.candidates import names
from inbox_bot.core.extraction.intent.reading import Reading
from inbox_bot.core.extraction.model import Participant
from inbox_bot.core.extraction.wording.phrases import Match
from inbox_bot.core.message import Address

_NAMES = frozenset({FieldType.PERSON_NAME, FieldType.GIVEN_NAME, FieldType.FAMILY_NAME})
_ME = frozenset(
    ["mij", "me", "mezelf", "mijzelf", "ikzelf", "ons", "myself", "us", "m", "moi", "nous", "mich", "mir", "uns"]
)


def leaves_out_sender(reading: Reading) -> bool:
    """Tell whether the sender wishes to come, in so many words, and nobody who was found is the sender."""
    sender, people = reading.message.sender, reading.told.settled.participants
    if sender is None or not names.looks(sender.display_name or "-") or not any(map(bool, people)):
        return False
    if any(_is(reading, given, sender) for given in people):
        return False
    return any(_of_oneself(reading, match) for match in reading.found("asks", "comes"))


def _of_oneself(reading: Reading, match: Match) -> bool:
    if match.sentence not in reading.own_sentences:
        return False
    if match.phrase.category == "asks":
        return not _ME.isdisjoint(match.sentence.words[match.start : match.end])
    said = reading.has("oneself")
    return any(one.sentence is match.sentence and one.phrase.language == match.phrase.language for one in said)


def _is(reading: Reading, given: Participant, sender: Address) -> bool:
    name = " ".join(
        given[field.key].value for field in reading.event.fields if field.type in _NAMES and field.key in given
    )
    values = {one.value.lower() for one in given.values() if one.source != "from"}
    if not name:
        return True
    return (
        names.same(name, sender.display_name)
        or names.agrees(name, sender.addr_spec)
        or sender.addr_spec.lower() in values
    )
