"""What shows that a mail is about the event."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from inbox_bot.core.event import Event
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.intent.words import Words
from inbox_bot.core.extraction.routing import ends_in, event_kinds, event_vocabulary, is_reply, kinds_of, names_event
from inbox_bot.core.extraction.wording.days import MONTHS, NUMBERED
from inbox_bot.core.extraction.wording.lexicon import courtesies, frame_words, kinds, languages, phrases, registering
from inbox_bot.core.extraction.wording.phrases import Match
from inbox_bot.core.extraction.wording.words import Sentence, folded_words, sentences
from inbox_bot.core.lazily import lazily

_STRONG = frozenset({"tag", "title", "date", "quoted title", "quoted date"})
_FIRM = frozenset({"tag", "title", "quoted title"})
_TELLING, _SOME = 7, 2
_BEHIND = 3
_FOR = frozenset({"voor", "for", "pour", "fur"})
"""Behind these stands for what somebody registers; other prepositions may be the particle of a verb."""
_FIRST_PERSONS = lexicon.words("first_persons")
_DAY_AND_KIND = frozenset({"date", "kind"})


@dataclass(frozen=True)
class Topic(Words):
    """Words that may be about an event: what names it, and the nouns that may mean it."""

    @lazily
    def names(self) -> tuple[str, ...]:
        """What shows that the mail is about the event."""
        return names_event(self.message, self.document, self.event)

    @lazily
    def names_it_plainly(self) -> bool:
        """Whether title or date of the event are named, or its announcement is quoted."""
        return any(name.split(":")[0] in _STRONG for name in self.names)

    @lazily
    def names_it_firmly(self) -> bool:
        """Whether more than a day, which other things may share, names the event: its title, or its kind and day."""
        found = {name.split(":")[0] for name in self.names}
        return not found.isdisjoint(_FIRM) or found >= _DAY_AND_KIND

    @lazily
    def kinds(self) -> frozenset[str]:
        """The nouns that may mean the event; what is only offered at it does not."""
        named = kinds_of(self.event)
        sides = frozenset().union(*(language.sides for language in languages().values()))
        return named - (sides - event_kinds(self.event.title))

    @lazily
    def quotes_announcement(self) -> bool:
        """Whether title or date of the event stand in what is quoted."""
        return any(name.startswith("quoted") for name in self.names)

    @lazily
    def is_invited(self) -> bool:
        """Whether the mail answers one that its subject calls an invitation."""
        said = phrases().find(sentences([self.message.subject]) if is_reply(self.message.subject) else ())
        return any(match.phrase.category == "invitations" for match in said)

    @lazily
    def asks_of_it(self) -> bool:
        """Whether questions hold telling words of what was announced: what it is, where, what is offered there."""
        said = {word for sentence in self.sentences if sentence.asks for word in sentence.words}
        return len(said & _telling(self.event)) >= _SOME

    @lazily
    def asks_to_come(self) -> bool:
        """Whether questions of the sender's own part hold a word of registering, and no other event is named."""
        stems = tuple(stem for language in languages().values() for stem in language.stems)
        own = (one for one in self.sentences if one.asks and not _FIRST_PERSONS.isdisjoint(one.words))
        asked = [sentence for sentence in own if any(word.startswith(stems) for word in sentence.words)]
        return bool(asked) and not any(self._is_for_else(sentence) for sentence in asked)

    def _is_for_else(self, sentence: Sentence) -> bool:
        """Tell whether *sentence* names another kind of event, or something of which no announcement speaks."""
        if not kinds().isdisjoint(sentence.words) and not self.kind_within(sentence):
            return True
        known = frame_words() | event_vocabulary(f"{self.event.title}\n{self.event.announcement}") | MONTHS
        behind = (at + 1 for at, word in enumerate(sentence.words) if word in _FOR)
        nouns = (word for at in behind for word in sentence.words[at : at + _BEHIND])
        return any(len(word) > _BEHIND and word not in known for word in nouns)

    def answered(self, *categories: str) -> list[Match]:
        """Return the phrases of *categories* in the subject of a mail of ours that this one answers."""
        if not is_reply(self.message.subject) or self.quotes_announcement:
            return []
        title = event_vocabulary(self.event.title)
        found = phrases().find(sentences([self.message.subject]))
        return [one for one in found if one.phrase.category in categories and one.text.lower() not in title]

    @lazily
    def subject_registers(self) -> str:
        """The noun by which the subject registers somebody; empty in a reply, and if it is about registrations."""
        said = [sentence for sentence in sentences([self.subject]) if not sentence.asks]
        words = [word for sentence in said for word in registering().mend(sentence.words)]
        title = event_vocabulary(self.event.title)
        if any(word in language.about for language in languages().values() for word in words if word not in title):
            return ""
        return next((word for word in words for language in languages().values() if word in language.registering), "")

    @lazily
    def speaks_of_registering(self) -> bool:
        """Whether the text speaks of registering, or answers a mail about it."""
        stems = tuple(stem for language in languages().values() for stem in language.stems)
        answers = is_reply(self.message.subject) and not self.quotes_announcement
        above = folded_words(self.message.subject) if answers else []
        said = (word for sentence in self.own_sentences for word in sentence.words)
        return any(word.startswith(stems) for word in (*above, *said))

    def registering_within(self, matches: Sequence[Match]) -> bool:
        """Tell whether one of *matches* holds a word of registering."""
        stems = tuple(stem for language in languages().values() for stem in language.stems)
        said = (word for match in matches for word in match.sentence.words[match.start : match.end])
        return any(word.startswith(stems) for word in said)

    def registering_beside(self, matches: Sequence[Match]) -> bool:
        """Tell whether the subject, also one replied to, or a sentence of *matches* has a word of registering."""
        stems = tuple(stem for language in languages().values() for stem in language.stems)
        beside = [word for match in matches for word in match.sentence.words]
        return any(word.startswith(stems) for word in (*folded_words(self.message.subject), *beside))

    def kind_beside(self, matches: Sequence[Match]) -> bool:
        """Tell whether the event's kind is named in the subject or beside *matches*, or what is done there."""
        if any(match.phrase.category == "does" for match in matches):
            return True
        beside = [word for match in matches for word in match.sentence.words]
        return any(ends_in(word, self.kinds) for word in (*folded_words(self.subject), *beside))

    @lazily
    def may_name_it(self) -> bool:
        """Whether the sender's own words hold a noun that may mean the event."""
        return any(self.may_mean(word) for sentence in self.sentences for word in sentence.words)

    def is_announced(self, match: Match) -> bool:
        """Tell whether the title of the event has every word of *match*: a summer school is none elsewhere."""
        return event_vocabulary(self.event.title).issuperset(match.sentence.words[match.start : match.end])

    @lazily
    def calls_it_loosely(self) -> bool:
        """Whether the sender's own words hold a noun by which people call each other's events: `your morning`."""
        alike = frozenset().union(*(languages()[code].gatherings for code in self.event.languages))
        alike = alike if not alike.isdisjoint(self.kinds) else frozenset()
        return any(word in alike for sentence in self.sentences for word in sentence.words)

    def kind_within(self, sentence: Sentence) -> bool:
        """Tell whether the event's kind is named in *sentence*."""
        return any(ends_in(word, self.kinds) for word in sentence.words)

    def may_mean(self, word: str) -> bool:
        """Tell whether *word*, a noun for events, may mean ours: translated, or as loosely as people name events."""
        known = languages()
        foreign = word in kinds() and not any(word in known[code].kinds for code in self.event.languages)
        alike = frozenset().union(*(known[code].gatherings for code in self.event.languages))
        return foreign or (word in alike and not alike.isdisjoint(self.kinds))

    def is_part(self, word: str) -> bool:
        """Tell whether *word* is something offered beside an event, such as its lunch."""
        return any(word in language.sides for language in languages().values())


@lru_cache(maxsize=64)
def _telling(event: Event) -> frozenset[str]:
    """Return the longer words of what was announced, but for those that many mails hold."""
    common = frame_words() | courtesies() | MONTHS | NUMBERED.keys()
    said = event_vocabulary(f"{event.title}\n{event.announcement}") - common
    return frozenset(word for word in said if len(word) >= _TELLING and not word.isdigit())
