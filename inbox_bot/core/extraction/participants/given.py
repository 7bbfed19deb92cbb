"""What a mail gives of the data asked, found when it is first asked for."""

import re
from dataclasses import dataclass, replace
from typing import Self

from inbox_bot.core.document import Document, Zone
from inbox_bot.core.event import Event
from inbox_bot.core.extraction import forwarding, language
from inbox_bot.core.extraction.context import FIRST_MAIL, Context
from inbox_bot.core.extraction.evidence import LABELLED
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels.vocabulary import FAMILY, GIVEN, NAME, slot_of
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.participants.settle import Settled, settle
from inbox_bot.core.extraction.records.gather import Records, gather
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.lazily import lazily
from inbox_bot.core.message import Message

_WRITTEN = frozenset({"text", "forwarded", "subject"})
_NAMES = frozenset({NAME, GIVEN, FAMILY})
_WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True)
class Given:
    """The data that a mail gives, by whom they are given and where."""

    reading: Reading
    context: Context = FIRST_MAIL

    @classmethod
    def of(cls, message: Message, document: Document, event: Event, context: Context = FIRST_MAIL) -> Self:
        """Return what *message* gives in its own words, or in the forwarded ones to which they point."""
        forwarded = forwarding.asks(document)
        own = frozenset({Zone.NEW, Zone.SIGNATURE})
        spoken = language.of(document, message, event, context.replies)
        above = cls(Reading(message, document, event, spoken, zones=own), context)
        if not forwarded:
            return above
        if above.introduces_sender:
            return above.below()
        return cls(Reading(message, document, event, spoken, forwarded, frozenset({Zone.FORWARDED})), context)

    def below(self) -> Self:
        """Return the same, read also from what is forwarded below."""
        zones = frozenset({Zone.NEW, Zone.SIGNATURE, Zone.FORWARDED})
        if Zone.FORWARDED in self.reading.zones or not self.reading.document.of(Zone.FORWARDED):
            return self
        return replace(self, reading=replace(self.reading, zones=zones))

    @lazily
    def records(self) -> Records:
        """The participants with every candidate for their fields."""
        return gather(self.reading, self.context)

    @lazily
    def settled(self) -> Settled:
        """The participants with what was chosen for each field."""
        return settle(self.reading.event, self.records.drafts)

    @property
    def introduces_sender(self) -> bool:
        """Whether the text gives the sender's name with something else that is asked: they take part themselves."""
        drafts, participants = self.records.drafts, self.settled.participants
        names = frozenset(one.key for one in self.reading.event.fields if slot_of(one) in _NAMES)
        return any(
            draft.is_sender and names <= written and written > names
            for draft, given in zip(drafts, participants, strict=True)
            if (written := {key for key, one in given.items() if one.source in _WRITTEN})
        )

    @lazily
    def labelled(self) -> int:
        """How many of the data asked stand with their label and a value that could be read."""
        written = (one for one in self.candidates if one.source in _WRITTEN)
        found = {one.key for one in written if any(piece.name in LABELLED for piece in one.evidence)}
        return len(found - {FAMILY, GIVEN} if NAME in found and len(found & _NAMES) > 1 else found)

    @lazily
    def forms(self) -> bool:
        """Whether every label of what is asked stands there, filled in or not."""
        return {slot_of(field) for field in self.reading.event.required} <= self.records.labels

    @lazily
    def written(self) -> frozenset[str]:
        """The keys of the data that the text itself gives; a name counts also where its parts stand apart."""
        given = (one for participant in self.settled.participants for one in participant.items())
        return frozenset(key for key, one in given if one.source in _WRITTEN or self._spells(key, one.value))

    @lazily
    def spoken(self) -> frozenset[str]:
        """The slots of which the text gives any value, whoever's it is."""
        return frozenset(one.key for one in self.candidates if one.source in _WRITTEN)

    def _spells(self, key: str, value: str) -> bool:
        """Tell whether *value* is part of a name that the text spells above its signature."""
        return slot_of(self.reading.event.field(key)) in _NAMES and set(fold(value).split()) <= self._said

    @lazily
    def _said(self) -> frozenset[str]:
        rows = (row for row in self.reading.own if self.reading.source(row) == "text")
        return frozenset(word for row in rows for word in _WORD.findall(row.folded))

    @lazily
    def in_doubt(self) -> frozenset[str]:
        """The keys of the data for which the text gives several values."""
        others = self.settled.alternatives.items()
        return frozenset(key for key, listed in others if any(one.source in _WRITTEN for one in listed))

    @lazily
    def said(self) -> frozenset[str]:
        """The keys of the data that stand in the mail itself, its signature too."""
        given = (one for participant in self.settled.participants for one in participant.items())
        return frozenset(key for key, one in given if one.source in _WRITTEN or one.source == "signature")

    @lazily
    def complete(self) -> bool:
        """Whether nothing that is asked is missing, wherever it stands."""
        return bool(self.settled.participants) and not self.settled.missing(self.reading.event)

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """Every value that was read, chosen or not."""
        return tuple(one for draft in self.records.drafts for listed in draft.found.values() for one in listed)
