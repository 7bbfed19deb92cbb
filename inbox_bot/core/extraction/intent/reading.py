"""One mail as the intent rules see it: what was said, by whom, and about which event."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import takewhile
from zoneinfo import ZoneInfo

from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates.dayforms import WEEKDAYS
from inbox_bot.core.extraction.intent.data import Data
from inbox_bot.core.extraction.routing import event_days, event_vocabulary, title_words
from inbox_bot.core.extraction.wording.days import MONTHS, NUMBERED, Day, days
from inbox_bot.core.extraction.wording.lexicon import frame_words, kinds, languages, lists
from inbox_bot.core.extraction.wording.phrases import Match
from inbox_bot.core.extraction.wording.words import folded_words

_NEAR = 10
"""So many days around an event people arrive and leave."""
_BEFORE = 3
_ENOUGH = 2
_ROOT = 4
"""Letters: a longer word of the title may begin another one for the event: of `Hitte …` one says `hittedag`."""
_PARTS = frozenset(lexicon.days("parts"))
_PARTICLES = frozenset({"an", "zu", "aan", "toe"})
"""The end of a verb, where a wish ends with it: `ich melde mich an`."""


_OTHERS = frozenset({"hij", "il", "he", "she", "elle"})


def _is_anothers(match: Match) -> bool:
    """Tell whether the word right before *match*, or its first, says that it is somebody else who stays away."""
    return not _OTHERS.isdisjoint(match.sentence.words[max(0, match.start - 1) : match.start + 1])


@dataclass(frozen=True)
class Reading(Data):
    """A mail with everything that the rules ask of it, each looked up at most once."""

    def declines(self) -> list[Match]:
        """Return the phrases of not coming, but for those about another, where somebody gives everything."""
        said = super().declines()
        return [match for match in said if not _is_anothers(match)] if self.told.complete else said

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
        loosely = self.labelled > _ENOUGH and frame_words() | kinds() >= self._subject_words
        if loosely and self.subject_registers:
            return []
        objects = [_object(match) for match in self.found("asks", "comes")]
        others = [word for word in (*folded_words(self.subject), *objects) if word in kinds()]
        others = [word for word in others if not self.is_of_house_named(word)]
        return [word for word in others if not self.is_part(word) and not self.may_mean(word)]

    @property
    def _subject_words(self) -> frozenset[str]:
        return frozenset(folded_words(self.subject))

    def other_objects(self) -> list[str]:
        """Return for what the sender asks to be registered, where the event's own text does not know it."""
        known = event_vocabulary(f"{self.event.title}\n{self.event.place}\n{self.event.announcement}")
        objects = (_object(match) for match in self.found("asks"))
        title = tuple(word for word in event_vocabulary(self.event.title) if len(word) > _ROOT)
        ours = (word for word in objects if word and not (title and word.startswith(title)))
        others = [word for word in ours if word not in known and not self.may_mean(word)]
        return [word for word in others if not self.is_of_house_named(word)]

    def object_beside_title(self) -> str:
        """Return the noun for which the sender asks to be registered, where it is not the event, and nothing else is.

        The words of the title then only tell where or whose that is: `the jumble sale of the school`.
        """
        shown = {name.partition(":")[0] for name in self.names}
        if not shown <= {"title", "place"} or self.subject_registers or self.supplies:
            return ""
        asked = {id(match.sentence): match for match in reversed(self.found("asks"))}
        telling, other = title_words(self.event.title), next(iter(self.other_objects()), "")
        spoken = [sentence for sentence in self.sentences if not telling.isdisjoint(sentence.words)]
        for sentence in spoken:
            said = [at for at, word in enumerate(sentence.words) if word in telling]
            match = asked.get(id(sentence))
            at = sentence.words.index(_object(match)) if match and _object(match) else len(sentence.words)
            if any(one < at for one in said):
                return ""
        return other if spoken else ""

    def other_days(self, matches: Sequence[Match]) -> list[Day]:
        """Return the days named in the subject or where *matches* stand, if the event's own is named nowhere.

        Where nobody wishes anything, a subject with another day alone is about that, whatever else the text names.
        """
        if any(name.startswith("date:") for name in self.names):
            if wished := self._wished_for(matches):
                return wished
            above = [] if matches else list(days(self.subject))
            ours = any(day.is_day(one) for day in above for one in event_days(self.event))
            return [] if ours else [day for day in above if not self._undated(self.subject, day)]
        about = (sentence for sentence in self.own_sentences if self.kind_within(sentence))
        said = {id(one): one.between(0, len(one.words)) for one in (*(match.sentence for match in matches), *about)}
        texts = [self.subject, *said.values()]
        return [
            day
            for text in texts
            for day in days(text)
            if not self._undated(text, day) and not self._asked(day) and not self._is_long_past(day)
        ]

    def _wished_for(self, matches: Sequence[Match]) -> list[Day]:
        """Return the other days of events like ours for which somebody asks: `for your seminar of 14 December`."""
        ours = event_days(self.event)
        asking = {id(match.sentence): match.sentence for match in matches if match.phrase.category == "asks"}
        found: list[Day] = []
        for sentence in filter(self.kind_within, asking.values()):
            said = sentence.between(0, len(sentence.words))
            named = [day for day in days(said) if not self._undated(said, day) and not self._is_long_past(day)]
            if not any(day.is_day(one) for day in named for one in ours):
                found += [day for day in named if not self._asked(day)]
        return found

    def _is_long_past(self, day: Day) -> bool:
        """Tell whether a day with its year lies so far back that no event is meant: somebody was born on it."""
        return day.year is not None and day.year < self.event.starts.year - 1

    def other_weekdays(self, matches: Sequence[Match]) -> list[str]:
        """Return the weekdays on which somebody comes by *matches*, if none is the event's and nothing names it."""
        if self.names_it_plainly or any(field.type is FieldType.DATE for field in self.event.fields):
            return []
        ours = {str(day.weekday()) for day in event_days(self.event)}
        comes = [match for match in matches if match.phrase.category in {"comes", "does", "others"}]
        said = {word for match in comes for word in match.sentence.words if word in WEEKDAYS}
        return [] if any(WEEKDAYS[word] in ours for word in said) else sorted(said)

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
    particle = match.end - 1 if sentence.words[match.end - 1] in _PARTICLES else -1
    after = (at for at in range(match.start, len(sentence.words)) if at != particle)
    preposition = (at for at in after if sentence.words[at] in towards)
    first = next(preposition, len(sentence.words)) + 1
    behind = takewhile(lambda at: at == first or at not in sentence.commas, range(first, len(sentence.words)))
    german = match.phrase.language == "de"
    written = [at for at in behind if not german or sentence.text[sentence.spans[at][0]].isupper()]
    said = [sentence.words[at] for at in written if at < first + _BEFORE]
    nouns = (word for word in said if word not in _little_words() and not word.isdigit())
    return next((word for word in nouns if len(word) >= _BEFORE), "")


@cache
def _little_words() -> frozenset[str]:
    """Return the words behind a preposition that are nothing for which somebody registers: days, numbers, lists."""
    return frame_words() | MONTHS | NUMBERED.keys() | WEEKDAYS.keys() | _PARTS | lists()
