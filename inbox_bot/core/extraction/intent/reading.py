"""One mail as the intent rules see it: what was said, by whom, and about which event."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import takewhile
from zoneinfo import ZoneInfo

from inbox_bot.core.document import Line, Zone
from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction.intent import data
from inbox_bot.core.extraction.intent.wishes import Wishes
from inbox_bot.core.extraction.routing import event_vocabulary
from inbox_bot.core.extraction.wording.days import MONTHS, Day, days
from inbox_bot.core.extraction.wording.lexicon import frame_words, kinds, languages
from inbox_bot.core.extraction.wording.phrases import Match
from inbox_bot.core.extraction.wording.words import fold, folded_words

_NEAR = 10
"""So many days around an event people arrive and leave."""
_BEFORE = 3
_ENOUGH, _MANY = 2, 3


@dataclass(frozen=True)
class Reading(Wishes):
    """A mail with everything that the rules ask of it, each looked up at most once."""

    @cached_property
    def data_lines(self) -> tuple[Line, ...]:
        """The lines where data may stand: the sender's own, and those forwarded to which the sender points."""
        return self.bounded(Zone.NEW, Zone.FORWARDED) if self.has("points_down") else self.lines

    @cached_property
    def labelled(self) -> int:
        """How many of the data asked are given with their label."""
        return data.labelled(self.data_lines, self.event)

    @cached_property
    def gives_all(self) -> bool:
        """Whether all that the event asks stands there with its label, but for one: too much for another thing."""
        return self.labelled >= max(_MANY, len(self.event.required) - 1) and len(self.event.required) > _MANY

    @cached_property
    def gives(self) -> int:
        """How many of the data asked stand with label and value in the sender's words or below, in a forwarded mail."""
        return data.labelled(self.bounded(Zone.NEW, Zone.FORWARDED), self.event)

    @cached_property
    def gives_enough(self) -> bool:
        """Whether so many of the data asked stand in the mail that somebody may mean to register."""
        return self.gives >= min(_ENOUGH, len(self.event.fields))

    @cached_property
    def gives_another(self) -> bool:
        """Whether the data with labels hold no word of the sender's name or address, and nothing says to register."""
        sender = self.message.sender
        given = data.labelled_text(self.data_lines, self.event)
        stems = tuple(stem for language in languages().values() for stem in language.stems)
        if not given or sender is None or any(w.startswith(stems) for s in self.own_sentences for w in s.words):
            return False
        named = folded_words(f"{sender.display_name} {sender.addr_spec.partition('@')[0]}")
        own = any(word in given for word in named if len(word) > _BEFORE)
        return not own and not any(fold(sender.addr_spec) in fold(line.text) for line in self.data_lines)

    @cached_property
    def supplies(self) -> bool:
        """Whether the data asked are there: two labels with values, or a compact list."""
        return self.labelled >= min(2, len(self.event.fields)) or data.listed(
            [self.subject, *(line.text for line in self.data_lines)]
        )

    @cached_property
    def tells_who(self) -> bool:
        """Whether the text, not its signature, tells who comes: what an event asks and other things do not."""
        texts = [line.text for line in self.data_lines]
        return bool(self.has("introduces")) or data.written_out(texts) or data.named_behind(texts)

    def is_ours(self, matches: Sequence[Match]) -> bool:
        """Tell whether something firmer than a day shows that *matches* are about the event."""
        return self.is_told(matches) or self.labelled >= min(_ENOUGH, len(self.event.fields))

    def is_told(self, matches: Sequence[Match]) -> bool:
        """Tell whether the words show so: data may also be asked for the reception or the course next door."""
        return bool(self.names_it_firmly or self.subject_registers) or self.kind_beside(matches)

    def other_kinds(self) -> list[str]:
        """Return the nouns for other events in the subject, or to which the sender comes; none if ours is named."""
        ours = self.kinds
        # Where the event does not say what it is, any noun may be meant for it.
        if not ours or any(word in ours for sentence in self.sentences for word in sentence.words):
            return []
        objects = [_object(match) for match in self.found("asks", "comes")]
        return [word for word in (*folded_words(self.subject), *objects) if word in kinds() and not self.is_part(word)]

    def other_objects(self) -> list[str]:
        """Return for what the sender asks to be registered, where the event's own text does not know it."""
        known = event_vocabulary(f"{self.event.title}\n{self.event.place}\n{self.event.announcement}")
        return [word for match in self.found("asks") if (word := _object(match)) and word not in known]

    def other_days(self, matches: Sequence[Match]) -> list[Day]:
        """Return the days named in the subject or where *matches* stand, if the event's own is named nowhere."""
        if any(name.startswith("date:") for name in self.names):
            return []
        texts = [self.subject, *{match.sentence.between(0, len(match.sentence.words)) for match in matches}]
        return [day for text in texts for day in days(text) if not self._undated(text, day) and not self._asked(day)]

    def _asked(self, day: Day) -> bool:
        """Tell whether a day near the event may be the answer to a field: when somebody arrives."""
        starts = self.event.starts.date()
        near = {starts + timedelta(days=away) for away in range(-_NEAR, _NEAR + 1)}
        return any(field.type is FieldType.DATE for field in self.event.fields) and any(map(day.is_day, near))

    def _undated(self, text: str, day: Day) -> bool:
        before = folded_words(text[: day.start])[-_BEFORE:]
        named = any(word in language.undated for language in languages().values() for word in before)
        return named or day.is_day(self.event.deadline.astimezone(ZoneInfo(self.event.timezone)).date())


def _object(match: Match) -> str:
    """The noun behind `for`, `to`, … in or after *match*, up to a comma; empty where there is none."""
    towards = languages()[match.phrase.language].towards
    sentence = match.sentence
    preposition = (at for at in range(match.start, len(sentence.words)) if sentence.words[at] in towards)
    first = next(preposition, len(sentence.words)) + 1
    behind = takewhile(lambda at: at == first or at not in sentence.commas, range(first, len(sentence.words)))
    said = [sentence.words[at] for at in behind][:_BEFORE]
    nouns = (word for word in said if word not in frame_words() | MONTHS and not word.isdigit())
    return next((word for word in nouns if len(word) >= _BEFORE), "")
