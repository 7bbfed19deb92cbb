"""What a mail gives of the data asked, as the intent rules ask for it."""

import re
from dataclasses import dataclass

from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction.intent.wishes import Wishes
from inbox_bot.core.extraction.participants.given import Given
from inbox_bot.core.extraction.wording.lexicon import frame_words
from inbox_bot.core.extraction.wording.phrases import Match
from inbox_bot.core.extraction.wording.words import fold, folded_words
from inbox_bot.core.lazily import lazily

_NAMES = frozenset({FieldType.PERSON_NAME, FieldType.GIVEN_NAME, FieldType.FAMILY_NAME})
_ANSWERED = frozenset({FieldType.CHOICE, FieldType.BOOLEAN, FieldType.NUMBER, FieldType.DATE})
_HOUSES = frozenset({FieldType.ORGANISATION, FieldType.MUNICIPALITY})
_FOR_IT = re.compile(
    r"(?<!\w)(?:zum|zur|am|an\s+(?:der|dem)|to(?:\s+the)?|aan\s+(?:de|het)|naar(?:\s+\w+)?|aux?|a\s+la)\s+$"
)
"""Before what somebody wants to come to: `zum Stammtisch`."""
_REACH, _BY_WORD = 20, "organisation word"
_SAID = frozenset({"text", "subject", "signature"})
_BEFORE = 3
_ENOUGH, _MANY = 2, 3
_LITTLE = 8
"""Words beside the data, the event and courtesies."""


@dataclass(frozen=True)
class Data(Wishes):
    """Words that wish something, with the data they give."""

    @lazily
    def given(self) -> Given:
        """What the mail gives in its own words, or in the forwarded ones to which they plainly point."""
        return Given.of(self.message, self.document, self.event, self.context)

    @lazily
    def told(self) -> Given:
        """The same, and what is forwarded below where the sender points there or says nothing."""
        return self.given.below() if self.only_forwards or self.has("points_down") else self.given

    @lazily
    def labelled(self) -> int:
        """How many of the data asked are given with their label."""
        return self.told.labelled

    @lazily
    def gives(self) -> int:
        """How many of the data asked stand with label and value in the sender's words or below, in a forwarded mail."""
        return self.given.below().labelled

    @lazily
    def gives_enough(self) -> bool:
        """Whether so many of the data asked stand in the mail that somebody may mean to register."""
        return self.gives >= min(_ENOUGH, len(self.event.fields))

    @lazily
    def gives_all(self) -> bool:
        """Whether the text itself, without signature and headers, gives all that is asked but one, and who it is."""
        asked = frozenset(field.key for field in self.event.required)
        enough = min(len(asked), max(_MANY, len(asked) - 1))
        return self.names_somebody and len(asked & self.told.written) >= enough

    @lazily
    def gives_everything(self) -> bool:
        """Whether the text itself spells out all that is asked, if that is more than any mail tells of a contact."""
        asked = frozenset(field.key for field in self.event.required)
        lacking = {self.event.field(key).type for key in asked - self.told.written}
        here = not lacking or (lacking == {FieldType.EMAIL} and self.points_to_sender)
        return self.names_somebody and len(asked) > _MANY and here

    @lazily
    def fills_it_in(self) -> bool:
        """Whether the text spells out of its sender all that is asked, answers more than that, and says little else.

        An address need not be spelled out by whoever writes from it.
        """
        asked = {field.key for field in self.event.required if field.type is not FieldType.EMAIL}
        answered = {key for key in self.told.written - asked if self.event.field(key).type in _ANSWERED}
        own = all(draft.is_sender for draft in self.told.records.drafts if draft.name)
        spelled = asked <= self.told.written and len(asked) >= _MANY and bool(answered)
        return spelled and own and self.names_somebody and self.others_said <= _LITTLE

    @lazily
    def registers_others(self) -> bool:
        """Whether the text gives the data of people none of whom is the sender: whoever sends others may stay away."""
        people = [draft for draft in self.told.records.drafts if draft.name]
        told = self.gives_all or (self.names_somebody and bool(self.found("asks")))
        forwards = self.told.reading.forwarded
        return told and bool(people) and (forwards or not any(draft.is_sender for draft in people))

    @lazily
    def supplies(self) -> bool:
        """Whether the data asked are there: two labels with values, or nearly all in the text."""
        many = len(self.told.written) >= min(_MANY, len(self.event.fields))
        return many or self.labelled >= min(_ENOUGH, len(self.event.fields))

    @lazily
    def names_somebody(self) -> bool:
        """Whether the text, not its signature, names who comes."""
        return any(field.key in self.told.written for field in self.event.fields if field.type in _NAMES)

    @lazily
    def answers(self) -> bool:
        """Whether something is answered that only a registration tells: which lunch, what day one arrives."""
        return any(self.event.field(key).type in _ANSWERED for key in self.told.said)

    @lazily
    def answers_all(self) -> bool:
        """Whether several such questions are asked, and all of them answered."""
        asked = {field.key for field in self.event.required if field.type in _ANSWERED}
        return len(asked) >= _ENOUGH and asked <= self.told.said

    @lazily
    def fills_in(self) -> bool:
        """Whether nothing is left to ask: all stands behind labels, or all that hardly another event asks is said."""
        form = self.labelled >= len(self.event.required) > _MANY
        return self.told.complete and (form or self.answers_all)

    @lazily
    def arrives(self) -> tuple[str, ...]:
        """The days on which the text itself says, in words of arriving, that somebody comes."""
        given = (one for participant in self.told.settled.participants for one in participant.values())
        return tuple(dict.fromkeys(one.text for one in given if one.source in _SAID and "arrival" in one.evidence))

    @lazily
    def tells_who(self) -> bool:
        """Whether the text, not its signature, tells who comes: what an event asks and other things do not."""
        here = self.names_somebody and self.subject_is_bare and bool(self.subject_registers)
        return bool(self.has("introduces")) or self.answers or here or len(self.told.written) >= _ENOUGH

    @lazily
    def gives_another(self) -> bool:
        """Whether the data are of somebody else than the sender, and nothing says to register them."""
        sender = self.message.sender
        if sender is None or not self.names_somebody or self.speaks_of_registering:
            return False
        said = fold(f"{self.subject}\n" + "\n".join(line.text for line in self.lines))
        named = folded_words(f"{sender.display_name} {sender.addr_spec.partition('@')[0]}")
        own = any(word in said for word in named if len(word) > _BEFORE and word not in frame_words())
        own |= fold(sender.addr_spec) in said or any(draft.is_sender for draft in self.told.records.drafts)
        return not own

    @lazily
    def sends_another(self) -> bool:
        """Whether a mail about the event gives all that is asked of somebody else, and says little beside."""
        return self.names_it_plainly and self.gives_everything and self.others_said <= _LITTLE

    def is_of_house_named(self, word: str) -> bool:
        """Tell whether *word* is, or ends, a word of an organisation to which people are said to belong."""
        return any(one.endswith(word) for one in self._house_words)

    @lazily
    def _house_words(self) -> frozenset[str]:
        """The words of the organisations that are not what somebody wants to come to."""
        houses = {field.key for field in self.event.fields if field.type in _HOUSES}
        text = self.told.reading.folded
        return frozenset(
            word
            for one in self.told.candidates
            if one.key in houses and one.span and _BY_WORD in {piece.name for piece in one.evidence}
            if not _FOR_IT.search(text, max(0, one.span.start - _REACH), one.span.start)
            for word in folded_words(one.text)
        )

    def has_beside_values(self, *categories: str) -> list[Match]:
        """Return the matches of *categories* but for those that only stand in a value, as in what somebody's job is."""
        return [match for match in self.has(*categories) if not self._is_in_value(match)]

    def _is_in_value(self, match: Match) -> bool:
        said = f" {' '.join(match.sentence.words[match.start : match.end])} "
        return any(said in value for value in self._values)

    @lazily
    def _values(self) -> tuple[str, ...]:
        given = (one for participant in self.told.settled.participants for one in participant.values())
        return tuple(f" {' '.join(folded_words(one.text))} " for one in given)

    @lazily
    def others_said(self) -> int:
        """How many words are neither data nor little words, nor of the event, nor of a phrase that is known."""
        read = self.told.candidates
        people = (*self.message.to, *self.message.senders)
        texts = [*(f"{one.display_name} {one.addr_spec}" for one in people), *(one.text for one in read)]
        known = frozenset(word for text in texts for word in folded_words(text))
        taken = [one.span for one in read if one.span]
        # A row of data is data, also in the columns that were not asked.
        starts = [one.start for one in taken]
        spans = [line.span for line in self.lines]
        taken += [row for row in spans if sum(row.start <= start < row.end for start in starts) > _ENOUGH]
        return sum(len(word) > 1 and word not in known for word in self.unexplained(taken))
