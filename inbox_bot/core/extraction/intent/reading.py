"""One mail as the intent rules see it: what was said, by whom, and about which event."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import takewhile
from zoneinfo import ZoneInfo

from inbox_bot.core.document import Document, Line, Zone
from inbox_bot.core.event import Event, FieldType
from inbox_bot.core.extraction.intent import data
from inbox_bot.core.extraction.routing import event_kinds, event_vocabulary, is_reply, names_event
from inbox_bot.core.extraction.wording.days import MONTHS, Day, days
from inbox_bot.core.extraction.wording.lexicon import frame_words, kinds, languages, phrases, registering
from inbox_bot.core.extraction.wording.phrases import Match
from inbox_bot.core.extraction.wording.words import Sentence, fold, folded_words, sentences
from inbox_bot.core.message import Message

_REACH = 4
_NEAR = 10
"""So many days around an event people arrive and leave."""
_NEARBY = 60
_BEFORE = 3
_OPENING = 8
_ENOUGH = 2
_MOST_LINES = 400
_LONGEST_LINE = 2000
_STRONG = frozenset({"tag", "title", "date", "quoted title", "quoted date"})
_FIRM = frozenset({"tag", "title", "quoted title"})
_NAMED = re.compile(r"\b(?=([A-ZÀ-Þ][\w'’-]+)(?:\s+(?:van|von|de|den|der|du|di|la|le|ten|ter))*\s+[A-ZÀ-Þ][\w'’-]+)")
_LINK = re.compile(r"https?://|www\.")


@dataclass(frozen=True)
class Reading:
    """A mail with everything that the rules ask of it, each looked up at most once."""

    message: Message
    document: Document
    event: Event
    expecting: tuple[str, ...] = ()

    @cached_property
    def subject(self) -> str:
        """The subject where the sender wrote it; empty in a reply or a forwarded mail."""
        return "" if is_reply(self.message.subject) else self.message.subject

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The sender's own lines; those of a forwarded mail where there are none."""
        return self._bounded(*([Zone.FORWARDED] if self.only_forwards else [Zone.NEW]))

    @cached_property
    def only_forwards(self) -> bool:
        """Whether the sender forwards something without a word."""
        return not any(line.text.strip() for line in self.document.of(Zone.NEW))

    @cached_property
    def data_lines(self) -> tuple[Line, ...]:
        """The lines where data may stand: the sender's own, and those forwarded to which the sender points."""
        return self._bounded(Zone.NEW, Zone.FORWARDED) if self.has("points_down") else self.lines

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sender's own words: subject first."""
        return sentences([self.subject]) + self.own_sentences

    @cached_property
    def own_sentences(self) -> tuple[Sentence, ...]:
        """The sender's own words below the subject."""
        return sentences(line.text for line in self.lines)

    @cached_property
    def opening(self) -> frozenset[str]:
        """What the subject as it stands, and the first sentences, say of being sent by a machine."""
        subject = {match.phrase.category for match in phrases().find(sentences([self.message.subject]))}
        first = {match.phrase.category for match in self.matches if match.sentence in self.sentences[:_OPENING]}
        return frozenset(
            {name for name in subject if name.startswith("subject.")}
            | {name for name in first if name.startswith("opening.")}
        )

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """Every phrase in the sender's own words, also those denied."""
        return tuple(phrases().find(self.sentences))

    @cached_property
    def quoted(self) -> frozenset[str]:
        """The categories of the phrases in what was quoted: `registered`, `lacking`, …"""
        lines = sentences(line.text for line in self._bounded(Zone.QUOTED))
        return frozenset(match.phrase.category for match in phrases().find(lines))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What shows that the mail is about the event."""
        return names_event(self.message, self.document, self.event)

    @cached_property
    def names_it_plainly(self) -> bool:
        """Whether title or date of the event are named, or its announcement is quoted."""
        return any(name.split(":")[0] in _STRONG for name in self.names)

    @cached_property
    def names_it_firmly(self) -> bool:
        """Whether more than a day, which other things may share, names the event: its title, tag or announcement."""
        return any(name.split(":")[0] in _FIRM for name in self.names)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The nouns that may mean the event; what is only offered at it does not."""
        named = event_kinds(f"{self.event.title}\n{self.event.announcement}")
        sides = frozenset().union(*(language.sides for language in languages().values()))
        return named - (sides - event_kinds(self.event.title))

    @cached_property
    def quotes_announcement(self) -> bool:
        """Whether title or date of the event stand in what is quoted."""
        return any(name.startswith("quoted") for name in self.names)

    @cached_property
    def labelled(self) -> int:
        """How many of the data asked are given with their label."""
        return data.labelled(self.data_lines, self.event)

    @cached_property
    def gives(self) -> int:
        """How many of the data asked stand with label and value in the sender's words or below, in a forwarded mail."""
        return data.labelled(self._bounded(Zone.NEW, Zone.FORWARDED), self.event)

    @cached_property
    def gives_enough(self) -> bool:
        """Whether so many of the data asked stand in the mail that somebody may mean to register."""
        return self.gives >= min(_ENOUGH, len(self.event.fields))

    @cached_property
    def gives_another(self) -> bool:
        """Whether the data with labels hold no word of the sender's name or address, and nothing says to register."""
        sender = self.message.sender
        given = data.labelled_text(self.data_lines)
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

    @cached_property
    def subject_registers(self) -> str:
        """The noun by which the subject registers somebody; empty in a reply, and if it is about registrations."""
        words = [word for sentence in sentences([self.subject]) for word in registering().mend(sentence.words)]
        title = event_vocabulary(self.event.title)
        if any(word in language.about for language in languages().values() for word in words if word not in title):
            return ""
        return next((word for word in words for language in languages().values() if word in language.registering), "")

    @cached_property
    def subject_is_bare(self) -> bool:
        """Whether the subject says nothing but that somebody registers."""
        return all(word in frame_words() for word in folded_words(self.subject))

    @cached_property
    def says_something(self) -> bool:
        """Whether there is more than greetings and thanks."""
        return any(word not in frame_words() for sentence in self.sentences for word in sentence.words)

    @cached_property
    def denies(self) -> bool:
        """Whether some sentence holds a word of denial that means one."""
        harmless = {id(match.sentence) for match in self.has("harmless")}
        negators = frozenset().union(*(language.negators for language in languages().values()))
        said = (sentence for sentence in self.sentences if id(sentence) not in harmless)
        return any(not negators.isdisjoint(sentence.words) for sentence in said)

    @cached_property
    def is_own(self) -> bool:
        """Whether the last lines of our own replies stand in the text, not quoted."""
        lines = self._bounded(*([Zone.FORWARDED] if self.only_forwards else []), Zone.NEW, Zone.SIGNATURE)
        said = phrases().find(sentences(line.text for line in lines))
        return any(match.phrase.category == "own" for match in said)

    @cached_property
    def says_something_above(self) -> bool:
        """Whether the sender wrote more than greetings and thanks above the text of a reply of ours."""
        opening = [match.sentence for match in self.has("own_greeting")][-1:]
        above = takewhile(lambda sentence: sentence not in opening, self.own_sentences if opening else ())
        return any(word not in frame_words() for sentence in above for word in sentence.words)

    @cached_property
    def links(self) -> int:
        """How many links the sender's words hold."""
        return sum(len(_LINK.findall(line.text)) for line in self.lines)

    def found(self, *categories: str) -> list[Match]:
        """Return the matches of *categories* that are neither denied nor supposed, nor of the reader's doing."""
        return [match for match in self.has(*categories) if not self._turned_round(match)]

    def has(self, *categories: str) -> list[Match]:
        """Return the matches of *categories*, whatever stands around them."""
        return [match for match in self.matches if match.phrase.category in categories]

    def declines(self) -> list[Match]:
        """Return the phrases of not coming, but for those about what is offered beside the event."""
        return [match for match in self.has("declines") if not self._beside_the_event(match)]

    def others(self) -> list[Match]:
        """Return the phrases by which the sender says that somebody comes whom the same sentence names."""
        return [match for match in self.found("others") if _names_somebody(match)]

    @cached_property
    def comes_here(self) -> bool:
        """Whether the sender comes, in a sentence that names the event's day, or its kind or place."""
        day = self.event.starts.astimezone(ZoneInfo(self.event.timezone)).date()
        said = [match.sentence for match in self.found("comes")]
        named = any(word in self.kinds for sentence in said for word in sentence.words)
        texts = [sentence.between(0, len(sentence.words)) for sentence in said]
        return named or any(found.is_day(day) for text in texts for found in days(text))

    def refused(self) -> list[Match]:
        """Return the phrases of registering or coming that are denied."""
        return [m for m in self.has("asks", "comes") if self._denied(m) and not self._beside_the_event(m)]

    def questions(self, besides: Sequence[Match]) -> list[Sentence]:
        """Return the sentences that ask something, but for those of *besides* and courtesies."""
        answered = {id(match.sentence) for match in (*besides, *self.has("courtesies"))}
        return [sentence for sentence in self.sentences if sentence.asks and id(sentence) not in answered]

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

    def registering_beside(self, matches: Sequence[Match]) -> bool:
        """Tell whether the subject, also one replied to, or a sentence of *matches* has a word of registering."""
        stems = tuple(stem for language in languages().values() for stem in language.stems)
        beside = [word for match in matches for word in match.sentence.words]
        return any(word.startswith(stems) for word in (*folded_words(self.message.subject), *beside))

    def kind_beside(self, matches: Sequence[Match]) -> bool:
        """Tell whether the event's kind or place is named in the subject or in a sentence of *matches*."""
        beside = [word for match in matches for word in match.sentence.words]
        return any(word in self.kinds for word in (*folded_words(self.subject), *beside))

    def is_ours(self, matches: Sequence[Match]) -> bool:
        """Tell whether something firmer than a day shows that *matches* are about the event."""
        return self.is_told(matches) or self.labelled >= min(_ENOUGH, len(self.event.fields))

    def is_told(self, matches: Sequence[Match]) -> bool:
        """Tell whether the words show so: data may also be asked for the reception or the course next door."""
        return bool(self.names_it_firmly or self.subject_registers) or self.kind_beside(matches)

    def is_part(self, word: str) -> bool:
        """Tell whether *word* is something offered beside an event, such as its lunch."""
        return any(word in language.sides for language in languages().values())

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

    def _turned_round(self, match: Match) -> bool:
        return (
            self._denied(match) or self._supposed(match) or any(match.overlaps(other) for other in self.has("theirs"))
        )

    def _denied(self, match: Match) -> bool:
        language = languages()[match.phrase.language]
        around = match.sentence.clause(match.start, match.end, _REACH, language.conjunctions)
        if match.phrase.denies or language.negators.isdisjoint(around):
            return False
        return not any(other.sentence is match.sentence for other in self.has("harmless"))

    def _supposed(self, match: Match) -> bool:
        return any(
            other.sentence is match.sentence and match.start - _BEFORE <= other.start <= match.start
            for other in self.has("hypothetical")
            if other.phrase.language == match.phrase.language
        )

    def _beside_the_event(self, match: Match) -> bool:
        sides = languages()[match.phrase.language].sides
        return any(word in sides and word not in self.kinds for word in match.sentence.words)

    def _undated(self, text: str, day: Day) -> bool:
        before = folded_words(text[: day.start])[-_BEFORE:]
        named = any(word in language.undated for language in languages().values() for word in before)
        return named or day.is_day(self.event.deadline.astimezone(ZoneInfo(self.event.timezone)).date())

    def _bounded(self, *zones: Zone) -> tuple[Line, ...]:
        return tuple(line for line in self.document.of(*zones)[:_MOST_LINES] if len(line.text) <= _LONGEST_LINE)


def _names_somebody(match: Match) -> bool:
    spans = match.sentence.spans
    said = match.sentence.text[spans[0][0] : spans[-1][1] + _NEARBY]
    return any(fold(name[1]) not in frame_words() for name in _NAMED.finditer(said))


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
