"""What the sender wants: phrases that are neither denied nor supposed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from inbox_bot.core.alternation import alternation
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates.dayforms import WEEKDAYS
from inbox_bot.core.extraction.intent.extras import is_of_extra
from inbox_bot.core.extraction.intent.topic import Topic
from inbox_bot.core.extraction.routing import day_alone, place_words
from inbox_bot.core.extraction.wording.days import days
from inbox_bot.core.extraction.wording.lexicon import frame_words, languages
from inbox_bot.core.extraction.wording.phrases import Match
from inbox_bot.core.extraction.wording.words import Sentence, fold, folded_words, sentences
from inbox_bot.core.lazily import lazily

_DAY_BEHIND = re.compile(
    rf"\W+(?:(?:am|um|gegen|ab|schon|erst|on|at|around|om|rond|op|vers|le|den)\s+)*(?:\d|{alternation(WEEKDAYS)})"
)
_LATE_BEHIND = re.compile(
    rf"(?:\W+\w+){{0,4}}?\W+{lexicon.any_answer('moves')}(?:\W+\w+){{0,3}}?\W+{lexicon.any_answer('lateness')}(?!\w)|"
    rf"(?:\W+\w+){{0,4}}?\W+{lexicon.any_answer('lateness')}(?:\W+\w+){{0,3}}?\W+{lexicon.any_answer('moves')}(?!\w)"
)
_REACH = 4
_FIRST = 3
_NEARBY = 60
_FIRST_PERSONS = lexicon.words("first_persons")
_SUBORDINATES = lexicon.words("subordinates")
_FEW = 4
"""Words beside thanks that a mail may hold and still want nothing."""
_WANTS = (
    *("asks", "others", "cancels", "withdraws", "declines", "updates", "amends", "replaces", "turns"),
    *("questions", "possible", "hedges", "later", "troubles", "reserves", "undecided", "requests", "points_down"),
)
_BEFORE = 3
_NAMED = re.compile(r"\b(?=([A-ZÀ-Þ][\w'’-]+)(?:\s+(?:van|von|de|den|der|du|di|la|le|ten|ter))*\s+([A-ZÀ-Þ][\w'’-]+))")


@dataclass(frozen=True)
class Wishes(Topic):
    """Words about an event with what they wish, deny and ask."""

    @lazily
    def denies(self) -> bool:
        """Whether some sentence holds a word of denial that means one."""
        harmless = {id(match.sentence) for match in self.has("harmless")}
        negators = frozenset().union(*(language.negators for language in languages().values()))
        said = (sentence for sentence in self.sentences if id(sentence) not in harmless)
        return any(not negators.isdisjoint(sentence.words) for sentence in said)

    @lazily
    def is_thanks(self) -> bool:
        """Whether it thanks for what we wrote, says little beside, and nothing that may want something."""
        called = {word for name in self.context.people for word in folded_words(name)}
        said = [word for word in self.beyond_courtesy if word not in called]
        wants = self.denies or self.has(*_WANTS) or any(sentence.asks for sentence in self.sentences)
        return bool(self.has("thanks")) and len(said) <= _FEW and not wants and not any(map(str.isdigit, said))

    @property
    def only_greets(self) -> bool:
        """Whether it is a courtesy, denies nothing and asks nothing."""
        asks = any(sentence.asks for sentence in self.own_sentences)
        return self.is_courtesy and not (self.denies or asks)

    def found(self, *categories: str) -> list[Match]:
        """Return the matches of *categories* that are neither denied nor supposed, nor of the reader's doing."""
        return [match for match in self.has(*categories) if not self._turned_round(match)]

    def declines(self) -> list[Match]:
        """Return the phrases of not coming, but for those about what is offered beside the event."""
        said = (match for match in self.has("declines") if not self._beside_the_event(match))
        return [match for match in said if not _only_otherwise(match)]

    @lazily
    def unsure(self) -> list[Match]:
        """The words of being unsure, but for those about day, hour or dinner: `voraussichtlich am Freitag`."""
        return [match for match in self.has("hedges") if not self._is_beside(match)]

    @lazily
    def reserved(self) -> list[Match]:
        """The words by which somebody reserves to come at all: `I might arrive late` does not."""
        return [match for match in self.has("reserves") if not self._is_beside(match)]

    @lazily
    def put_off(self) -> list[Match]:
        """The words that put off saying whether and who comes."""
        return [match for match in self.has("later") if not self._is_beside(match)]

    @lazily
    def undecided(self) -> list[Match]:
        """The words of not having decided whether to come."""
        return [match for match in self.has("undecided") if not self._is_beside(match)]

    def _is_beside(self, match: Match) -> bool:
        """Tell whether *match* is of the hour, the day, or what is asked beside."""
        return _is_of_time(match) or is_of_extra(self.event, match)

    def others(self) -> list[Match]:
        """Return the phrases by which the sender says that somebody comes whom the same sentence names."""
        return [match for match in self.found("others") if _names_somebody(match)]

    @lazily
    def moves(self) -> list[Match]:
        """The phrases by which the sender moves somewhere, in a sentence that names the event's day, kind or place."""
        return [match for match in self.found("moves") if self.is_subject or self._is_here(match.sentence)]

    @lazily
    def is_subject(self) -> bool:
        """Whether the sender's own subject names the event's day, kind or place."""
        return any(self._is_here(sentence) for sentence in sentences([self.subject]))

    @lazily
    def day_above(self) -> bool:
        """Whether the sender's own subject names the event's day."""
        return any(self._is_that_day(sentence) for sentence in sentences([self.subject]))

    @lazily
    def speaks_of_it(self) -> bool:
        """Whether a sentence of the sender's own names the event's day, kind or place."""
        return any(self._is_here(sentence) for sentence in self.sentences)

    @lazily
    def comes_here(self) -> bool:
        """Whether the sender comes, in a sentence that names the event's day, or its kind or place."""
        return any(self._is_here(match.sentence) for match in self.found("comes"))

    @lazily
    def asks_here(self) -> bool:
        """Whether a sentence asks to be registered for the event's day, or its kind."""
        return any(self._is_here(match.sentence) for match in self.found("asks"))

    @lazily
    def comes_first(self) -> bool:
        """Whether the first thing said is that the sender comes, in a mail about the event: absences come after."""
        said = [match.sentence for match in (*self.found("comes"), *self.has("yes"))]
        first = next((sentence for sentence in self.own_sentences[:_FIRST] if sentence in said), None)
        absent = [match.sentence for match in self.has("opening.automatic")]
        return self.names_it_plainly and first is not None and first not in absent

    def _is_here(self, sentence: Sentence) -> bool:
        named = any(word in self.kinds or word in place_words(self.event) for word in sentence.words)
        return named or self._is_that_day(sentence)

    def _is_that_day(self, sentence: Sentence) -> bool:
        day = self.event.starts.astimezone(ZoneInfo(self.event.timezone)).date()
        said = sentence.between(0, len(sentence.words))
        return any(found.is_day(day) for found in days(said)) or bool(day_alone(said, self.event))

    def refused(self) -> list[Match]:
        """Return the phrases of registering or coming that are denied."""
        return [m for m in self.has("asks", "comes") if self._denied(m) and not self._beside_the_event(m)]

    def questions(self, besides: Sequence[Match]) -> list[Sentence]:
        """Return the sentences that ask something, but for those of *besides* and courtesies."""
        answered = {id(match.sentence) for match in (*besides, *self.has("courtesies"))}
        return [sentence for sentence in self.sentences if sentence.asks and id(sentence) not in answered]

    def _turned_round(self, match: Match) -> bool:
        return (
            self._denied(match)
            or self._supposed(match)
            or any(match.overlaps(other) for other in self.has("theirs"))
            or (any(match.overlaps(other) for other in self.has("visits")) and not self._is_that_day(match.sentence))
        )

    def _denied(self, match: Match) -> bool:
        language = languages()[match.phrase.language]
        around = match.sentence.clause(match.start, match.end, _REACH, language.conjunctions)
        if match.phrase.denies or language.negators.isdisjoint(around) or _only_otherwise(match):
            return False
        if _denied_before(match) and language.negators.isdisjoint(
            match.sentence.words[match.start : match.end + _REACH]
        ):
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


def _denied_before(match: Match) -> bool:
    """Tell whether what is denied before *match* is a clause that no sign ends: `sorry als het niet klopt ik kom`."""
    language, words = languages()[match.phrase.language], match.sentence.words
    denial = max((at for at in range(match.start) if words[at] in language.negators), default=match.start)
    subject = next((at for at in range(denial + 2, match.start + 1) if words[at] in _FIRST_PERSONS), 0)
    return bool(subject) and _SUBORDINATES.isdisjoint(words[denial + 1 : subject])


def _only_otherwise(match: Match) -> bool:
    """Tell whether the first denial of a sentence is only of how or as what somebody comes: `not for … but as …`."""
    language, words = languages()[match.phrase.language], match.sentence.words
    first = next((at for at, word in enumerate(words) if word in language.negators), len(words))
    behind = words[first + 1 :]
    return not language.capacities.isdisjoint(behind[:1]) and not language.rather.isdisjoint(behind[1:])


def _end(match: Match) -> int:
    """Return where the words of *match* end in its sentence."""
    return match.sentence.spans[match.end - 1][1]


def _is_of_time(match: Match) -> bool:
    """Tell whether words of being unsure are about the day or hour at which somebody comes or goes."""
    said, end = fold(match.sentence.text), _end(match)
    return bool(_DAY_BEHIND.match(said, end) or _LATE_BEHIND.match(said, end))


def _names_somebody(match: Match) -> bool:
    spans = match.sentence.spans
    said = match.sentence.text[spans[0][0] : spans[-1][1] + _NEARBY]
    return any(fold(name[2]) not in frame_words() for name in _NAMED.finditer(said))
