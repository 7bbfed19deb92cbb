"""The sender's own words, and the phrases in them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, takewhile
from operator import itemgetter

from inbox_bot.core.document import Document, Line, Span, Zone
from inbox_bot.core.event import Event
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import emails
from inbox_bot.core.extraction.context import FIRST_MAIL, Context
from inbox_bot.core.extraction.labels.vocabulary import vocabulary
from inbox_bot.core.extraction.routing import event_vocabulary, is_reply
from inbox_bot.core.extraction.wording import activities
from inbox_bot.core.extraction.wording.days import MONTHS
from inbox_bot.core.extraction.wording.lexicon import courtesies, frame_words, own_phrases, phrases, subject_phrases
from inbox_bot.core.extraction.wording.phrases import Match
from inbox_bot.core.extraction.wording.words import Sentence, fold, folded_words, sentences
from inbox_bot.core.lazily import lazily
from inbox_bot.core.message import Message

_OPENING = 8
_TELLING = 6
_MOST_LINES = 400
_DAY = 2
"""Digits of a day or an hour; with more it is a number that somebody gives."""
_LONGEST_LINE = 2000
_WORD = re.compile(r"[^\W\d_]+")
_LINK = re.compile(r"https?://|www\.")


@dataclass(frozen=True)
class Words:
    """What the sender wrote, with the phrases that mean something, each looked up at most once."""

    message: Message
    document: Document
    event: Event
    context: Context = FIRST_MAIL

    @lazily
    def is_of_house(self) -> bool:
        """Whether the sender shares the domain of the organiser, one that is not anybody's."""
        sender = self.message.sender
        domain = sender.addr_spec.rpartition("@")[2].casefold() if sender else ""
        theirs = {one.addr_spec.rpartition("@")[2].casefold() for one in (*self.message.to, *self.message.cc)}
        return domain in theirs and not emails.is_public(f"@{domain}")

    @lazily
    def subject(self) -> str:
        """The subject where the sender wrote it; empty in a reply or a forwarded mail."""
        return "" if is_reply(self.message.subject) else self.message.subject

    @lazily
    def lines(self) -> tuple[Line, ...]:
        """The sender's own lines; those of a forwarded mail where there are none."""
        return self.bounded(*([Zone.FORWARDED] if self.only_forwards else [Zone.NEW]))

    @lazily
    def only_forwards(self) -> bool:
        """Whether the sender forwards something without a word."""
        return not any(line.text.strip() for line in self.document.of(Zone.NEW))

    @lazily
    def sentences(self) -> tuple[Sentence, ...]:
        """The sender's own words: subject first."""
        return sentences([self.subject]) + self.own_sentences

    @lazily
    def own_sentences(self) -> tuple[Sentence, ...]:
        """The sender's own words below the subject."""
        return sentences(line.text for line in self.lines)

    @lazily
    def opening(self) -> frozenset[str]:
        """What the subject as it stands, and the first sentences, say of being sent by a machine."""
        answers = is_reply(self.message.subject)
        found = subject_phrases().find(sentences([self.message.subject]))
        # Who answers an automatic reply is a person: the subject begins with its words behind `Re:`.
        subject = {match.phrase.category for match in found if not (answers and match.phrase.at_start)}
        first = {match.phrase.category for match in self.matches if match.sentence in self.sentences[:_OPENING]}
        return frozenset(subject | {name for name in first if name.startswith("opening.")})

    @lazily
    def matches(self) -> tuple[Match, ...]:
        """Every phrase in the sender's own words, also those denied."""
        doing = activities.coming(f"{self.event.title}\n{self.event.announcement}")
        return (*phrases().find(self.sentences), *(doing.find(self.sentences) if doing else ()))

    @lazily
    def quoted(self) -> frozenset[str]:
        """The categories of the phrases in what was quoted: `registered`, `lacking`, …; the announcement says none."""
        lines = sentences(line.text for line in self.bounded(Zone.QUOTED))
        known = _in_a_row(folded_words(self.event.announcement))
        said = (one for one in phrases().find(lines) if _in_a_row(one.sentence.words[one.start : one.end]) not in known)
        return frozenset(match.phrase.category for match in said)

    @lazily
    def subject_is_bare(self) -> bool:
        """Whether the subject says nothing but that somebody registers."""
        return all(word in frame_words() for word in folded_words(self.subject))

    @lazily
    def names_known(self) -> bool:
        """Whether the text, not its signature, names somebody on the list other than its sender."""
        shown = fold(self.message.sender.display_name) if self.message.sender else ""
        said = fold("\n".join(line.text for line in self.lines))
        return any(fold(name) != shown and fold(name) in said for name in self.context.people if name)

    @lazily
    def is_courtesy(self) -> bool:
        """Whether there is nothing but greetings, thanks, wishes until then, and the sender's name."""
        return not (self.has("points_down") or self.points_to_sender or self.beyond_courtesy)

    @lazily
    def points_to_sender(self) -> bool:
        """Whether the text names the sender's address instead of writing it: `mail kan naar dit adres`."""
        said = " ".join(fold(line.text) for line in self.lines)
        return any(len(phrase) > _TELLING and phrase in said for phrase in lexicon.words("own_address"))

    @lazily
    def beyond_courtesy(self) -> tuple[str, ...]:
        """The words that are neither greetings nor thanks, nor who writes and who reads."""
        people = (*self.message.senders, *self.message.to)
        names = frozenset(word for one in people for word in folded_words(f"{one.display_name} {one.addr_spec}"))
        known = frame_words() | courtesies() | names
        words = (word for sentence in self.sentences for word in sentence.words)
        return tuple(
            word for word in words if not (word in known or len(word) == 1 or (word.isdigit() and len(word) <= _DAY))
        )

    @lazily
    def is_own(self) -> bool:
        """Whether the last lines of our own replies stand in the text, not quoted."""
        lines = self.bounded(*([Zone.FORWARDED] if self.only_forwards else []), Zone.NEW, Zone.SIGNATURE)
        texts = [line.text for line in lines]
        return own_phrases().may_stand_in("\n".join(texts)) and any(own_phrases().find(sentences(texts)))

    @lazily
    def says_something_above(self) -> bool:
        """Whether the sender wrote more than greetings and thanks above the text of a reply of ours."""
        opening = [match.sentence for match in self.has("own_greeting")][-1:]
        above = takewhile(lambda sentence: sentence not in opening, self.own_sentences if opening else ())
        return any(word not in frame_words() for sentence in above for word in sentence.words)

    @lazily
    def links(self) -> int:
        """How many links the sender's words hold."""
        return sum(len(_LINK.findall(line.text)) for line in self.lines)

    def unexplained(self, taken: Sequence[Span]) -> list[str]:
        """Return the words beside those *taken* that are no little words, of no phrase and not of the event."""
        known, labels = _usual(self.event), vocabulary(self.event).exact
        said = {word for match in self.matches for word in match.sentence.words[match.start : match.end]}
        return [word for word in self._beside(taken) if word not in known and word not in said and word not in labels]

    def _beside(self, taken: Sequence[Span]) -> Iterator[str]:
        yield from folded_words(self.subject)
        for line in self.lines:
            for match in _WORD.finditer(line.text):
                at = line.span.start + match.start()
                if not any(span.start <= at < span.end for span in taken):
                    yield fold(match.group())

    def has(self, *categories: str) -> list[Match]:
        """Return the matches of *categories*, whatever stands around them; who does what is done there `comes`."""
        wanted = {*categories, "does"} if "comes" in categories else set(categories)
        found = [self._by_category[one] for one in wanted if one in self._by_category]
        if len(found) > 1:
            return [match for _, match in sorted(chain.from_iterable(found), key=itemgetter(0))]
        return [match for _, match in found[0]] if found else []

    @lazily
    def _by_category(self) -> Mapping[str, Sequence[tuple[int, Match]]]:
        """The matches of each category, numbered in the order of the text."""
        found: dict[str, list[tuple[int, Match]]] = {}
        for number, match in enumerate(self.matches):
            found.setdefault(match.phrase.category, []).append((number, match))
        return found

    def bounded(self, *zones: Zone) -> tuple[Line, ...]:
        """Return the lines of *zones*, only so many and none too long: reading stays quick whatever is sent."""
        return tuple(line for line in self.document.of(*zones)[:_MOST_LINES] if len(line.text) <= _LONGEST_LINE)


def _in_a_row(said: Sequence[str]) -> str:
    return f" {' '.join(said)} "


@lru_cache(maxsize=64)
def _usual(event: Event) -> frozenset[str]:
    """Return the words that say nothing of a participant: little ones, months, those of the event itself."""
    return frame_words() | MONTHS | event_vocabulary(f"{event.title}\n{event.place}\n{event.announcement}")
