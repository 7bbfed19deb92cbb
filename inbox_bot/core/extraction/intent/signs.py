"""The signs by which a mail registers somebody: each says whether it is there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from inbox_bot.core.extraction.forwarding import asks_in_words
from inbox_bot.core.extraction.intent.hints import bare, eager, stem
from inbox_bot.core.extraction.intent.reading import Reading
from inbox_bot.core.extraction.intent.weights import WEIGHTS
from inbox_bot.core.extraction.wording.lexicon import languages
from inbox_bot.core.extraction.wording.phrases import Match

_FEW, _SOME, _MUCH = 2, 6, 12
"""So many words beside data and courtesies are nothing, and from so many on much."""
_LOOSELY = ("kind:", "day:", "place:")
_SURE = 2
"""So much behind labels is meant for the organiser, whatever else is asked."""
_FULL = 3
"""More data than a signature's beginning."""
_PLAIN = (
    "asks to be registered",
    "forwards whom to register",
    "says to come",
    "says only a word of registering",
    "says yes",
)
_WORDS = ("hurries", "has a word of registering", "has a word of coming")
_NEEDED = ("what the sender wants", "the subject", "the data", "what only this event asks")


def asked(reading: Reading) -> list[Match]:
    """Return the phrases that ask to be registered, but for those that only wonder whether one may."""
    found = reading.found("asks")
    wondering = [*reading.has("questions"), *(one for one in reading.has("possible") if one.sentence.asks)]
    only_wonders = all(any(match.overlaps(other) for other in wondering) for match in found)
    return [] if only_wonders and not (reading.supplies or reading.tells_who) else found


def coming(reading: Reading) -> list[Match]:
    """Return the phrases by which somebody comes, if it is to the event."""
    tells = len(reading.told.written) >= _SURE or (reading.told.complete and reading.others_said <= _FEW)
    found = reading.found("comes") or reading.others() or (reading.moves if tells else [])
    about = reading.names_it_plainly or reading.subject_registers or reading.supplies or reading.is_invited
    about = about or reading.tells_who or any(name.startswith(_LOOSELY) for name in reading.names)
    about = about or (reading.names_somebody and reading.others_said <= _SOME)
    return found if about else []


def accepted(reading: Reading) -> list[Match]:
    """Return the phrases that say yes, if it is to the event."""
    answers = reading.quotes_announcement
    said = reading.has("yes") if answers or reading.names_it_plainly or reading.kind_beside([]) else []
    return said or (reading.has("meets") if answers else [])


def arriving(reading: Reading) -> Sequence[str]:
    """Return the days on which somebody arrives, if it is for the event: nobody else is told them."""
    complete = reading.told.complete
    about = reading.names_it_firmly or reading.subject_registers or reading.is_invited or reading.kind_beside([])
    about = about or reading.supplies or bool(complete and reading.names and reading.others_said <= _SOME)
    open_still = reading.unsure or reading.put_off or reading.undecided or (reading.questions([]) and not complete)
    return reading.arrives if about and not open_still and not reading.declines() else ()


def followed(reading: Reading) -> list[Match]:
    """Return the phrases by which data follow, if they are for the event."""
    about = reading.subject_registers or reading.names_it_plainly or (reading.supplies and reading.kind_beside([]))
    about = about or reading.gives_everything
    return reading.found("details") if about else []


def wondered(reading: Reading) -> list[Match]:
    """Return the phrases that ask whether one may still come, from somebody who says who that is."""
    return reading.has("possible") if reading.supplies or reading.tells_who else []


def awaiting(reading: Reading) -> list[Match]:
    """Return the phrases by which somebody looks forward to it: a courtesy in a mail about something else."""
    return reading.found("awaits") if reading.names_it_plainly or reading.kind_beside([]) or reading.supplies else []


WANTS: Mapping[str, Callable[[Reading], Sequence[Match | str]]] = {
    "asks to be registered": asked,
    "forwards whom to register": lambda reading: ["a forwarded mail"] if asks_in_words(reading.document) else (),
    "says to come": coming,
    "says only a word of registering": bare,
    "says yes": accepted,
    "says on what day somebody arrives": arriving,
    "says that the data follow": followed,
    "looks forward to it": awaiting,
    "asks whether one may, and says who": wondered,
    "hurries": lambda reading: reading.found("hurries"),
    "has a word of registering": stem,
    "has a word of coming": eager,
}
"""What the sender wants, the plainest first, each with the words that say so."""


@dataclass(frozen=True)
class Weighed:
    """The signs found in a mail, and what together they weigh."""

    signs: Mapping[str, str]
    """By group."""
    words: Sequence[Match | str]
    """The words by which the sender wants it; none where only subject or data say so."""

    @property
    def weight(self) -> float:
        """The sum, 0 where no sign of want, subject or data is there."""
        if not any(group in self.signs for group in _NEEDED):
            return 0
        return sum(WEIGHTS[group][sign] for group, sign in self.signs.items())

    @property
    def plainly(self) -> bool:
        """Whether the sender says so in so many words."""
        return self.signs.get("what the sender wants") in _PLAIN

    @property
    def says_so(self) -> bool:
        """Whether more than a single word says that somebody wants it."""
        return bool(self.words) and self.signs["what the sender wants"] not in _WORDS

    @property
    def by_subject(self) -> bool:
        """Whether the subject says so."""
        return "the subject" in self.signs


def weigh(reading: Reading) -> Weighed:
    """Return the loudest sign of each group."""
    want, words = next(((sign, said) for sign, find in WANTS.items() if (said := find(reading))), ("", ()))
    plainly = want in _PLAIN
    found = {
        "what the sender wants": want,
        "the subject": _subject(reading, plainly=plainly),
        "what it is for": _topic(reading),
        "the data": _data(reading),
        "what only this event asks": _own_questions(reading),
        "what speaks against it": next(_against(reading, words, plainly=plainly), ""),
        "what else is said": _rest(reading, wants=bool(want), plainly=plainly),
    }
    signs = {group: sign for group, sign in found.items() if sign}
    if signs.get("the data") == "nothing is missing" and not (want or reading.subject_registers):
        del signs["the data"]
    return Weighed(signs, words)


def _subject(reading: Reading, *, plainly: bool) -> str:
    """Return how the subject registers; `registrations` may speak of all that there are."""
    crowd = any(reading.subject_registers in language.crowd for language in languages().values())
    if not reading.subject_registers or (crowd and not plainly and not reading.supplies):
        return ""
    return "says nothing but that somebody registers" if reading.subject_is_bare else "registers"


def _topic(reading: Reading) -> str:
    names = {name.split(":")[0] for name in reading.names}
    for sign, known in (
        ("the event's title", {"tag", "title"}),
        ("the announcement below", {"quoted title", "quoted date"}),
        ("its day", {"date"}),
        ("its day, without the month", {"day"}),
        ("its kind", {"kind"}),
    ):
        if names & known:
            return sign
    if reading.may_name_it or reading.found("does"):
        return "its kind, in other words"
    if "place" in names:
        return "its place"
    return "an invitation" if reading.has("invitations") or reading.is_invited else ""


def _own_questions(reading: Reading) -> str:
    """Return whether what hardly anything else asks is answered: one question, or all of several."""
    if reading.answers_all:
        return "all of it"
    return "answered" if reading.answers else ""


def _data(reading: Reading) -> str:
    asks = len(reading.event.required)
    if reading.labelled >= asks or (reading.told.forms and reading.labelled > asks // 2):
        return "all that is asked, behind labels"
    if reading.gives_everything:
        return "everything, in the text"
    if reading.labelled >= max(2, asks - 1):
        return "most that is asked, behind labels"
    if reading.gives_all:
        return "nearly everything, in the text"
    if reading.supplies:
        return "some of what is asked"
    return "nothing is missing" if reading.told.complete else ""


def _against(reading: Reading, words: Sequence[Match | str], *, plainly: bool) -> Iterator[str]:
    if "registered" in reading.quoted and not reading.supplies and not asked(reading):
        yield "answers our confirmation"
    if reading.has("solicits") and not (reading.supplies and words):
        yield "asks the reader to register"
    if plainly:
        return
    if reading.has("registered", "thanked"):
        yield "says that somebody is registered"
    if reading.has("matters"):
        yield "speaks of another matter"
    if reading.has("theirs", "newsletter"):
        yield "says that the reader registers"
    if (reading.has("declines") or reading.refused()) and not reading.registers_others:
        yield "denies"
    sure = reading.gives_everything or (reading.supplies and (words or reading.labelled >= _SURE))
    asks = reading.questions([one for one in words if isinstance(one, Match)])
    if reading.has("questions") or (asks and not sure):
        yield "asks something"


def _rest(reading: Reading, *, wants: bool, plainly: bool) -> str:
    firm = plainly or reading.supplies or reading.subject_registers
    full = reading.gives_all and len(reading.told.written) > _FULL
    if reading.others_said <= (_SOME if wants or full or (reading.supplies and reading.subject_registers) else _FEW):
        return "nothing" if firm and reading.others_said <= _FEW else "little"
    form = reading.answers and reading.labelled >= len(reading.event.required)
    return "much" if reading.others_said > _MUCH and not (plainly or form) else ""
