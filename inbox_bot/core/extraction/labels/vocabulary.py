"""Which words label which field of an event, also when they are misspelled."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from inbox_bot.core.alternation import alternation
from inbox_bot.core.event import Event, Field, FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import dayforms
from inbox_bot.core.extraction.candidates.places import is_place
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels import announced, concepts
from inbox_bot.core.extraction.wording.lexicon import languages
from inbox_bot.core.lazily import lazily

NAME, GIVEN, FAMILY, OTHER = "*name", "*given", "*family", "*other"
"""Slots beside the event's own keys: the parts of a person's name however it is asked, and what nobody asked."""

_NAME_SLOTS = {FieldType.PERSON_NAME: NAME, FieldType.GIVEN_NAME: GIVEN, FieldType.FAMILY_NAME: FAMILY}
_ALTERNATIVES = re.compile(r"\s*/\s*|\s+(?:of|ou|or|oder)\s+")
_JOINED = re.compile(r"\s*[+&/,]\s*|\s+(?:en|et|and|und|of|ou|or|oder)\s+|\s*-\s+|-\s")
"""Between the two things that one label asks: `achternaam + voornaam`, `functie/dienst`."""
_POLITE = re.compile(r"^(?:uw|je|jouw|mijn|de|het|votre|mon|ma|notre|your|my|the|ihre?|meine?|l'|le|la|der|die|das)\s+")
_WHOSE = (
    r"\s+(?:van\s+de\s+|du\s+|de\s+la\s+|of\s+(?:the\s+)?|des\s+|der\s+)?"
    r"(?:deelnemer|deelneemster|participante?|attendee|teilnehmers?|teilnehmerin)"
)
_OF_WHOM = re.compile(rf"{_WHOSE}$")
_FUZZY, _FUZZY_SHORT, _SHORT, _LONG, _PHRASE, _LONGEST = 84, 75, 4, 40, 60, 100
_DENIES = re.compile(r"(?:no|without|geen|zonder|pas d[e'’]|aucune?|sans|keine?|ohne)\s")
_NUMBER_OF = re.compile(r"(?:n°|nr\.?|no\.?|num\.?|numero|nummer|number|code|ref\.?|reference)\s+(?:de\s|d')?[^\W\d_]")
"""What begins like this asks for a number of some kind: `N° ONE`, `Numéro de membre`."""
_YES, _NO = frozenset({"yes", "ja", "oui"}), frozenset({"no", "nee", "neen", "non", "nein"})
"""One of them behind a label answers it: `dinner yes`; both ask: `dinner yes/no`."""
_SPACES = re.compile(r"\s+")
_BRACKETS = re.compile(r"\s*\([^)]*\)?")
_IN_BRACKETS = re.compile(r"\w\s*\(([^()]+)\)\W*$")
_WORD = re.compile(r"[^\W_]+")
_VOWEL = re.compile("[aeiou]")
_DAYS = (dayforms.NUMERIC, dayforms.WORDED, dayforms.MONTH_FIRST)


def slot_of(field: Field) -> str:
    """Return the slot that fills *field*: a part of the name, or the field itself."""
    return _NAME_SLOTS.get(field.type, field.key)


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The labels of an event: folded label → slot."""

    exact: dict[str, str]
    own: dict[str, str]
    """The labels that the event itself has."""
    significant: tuple[tuple[str, frozenset[str]], ...]
    """The telling words of the labels of fields that are asked by a phrase."""
    options: frozenset[str]
    """The options: one of them behind a label answers it, several ask."""
    days: frozenset[str]
    """The slots that a day fills."""

    @lazily
    def within(self) -> re.Pattern[str]:
        """Matches a label with a colon, an equals or a question mark anywhere in folded text; group 1 is the label."""
        labels = alternation(label for label in self.exact if len(label) > 2)  # noqa: PLR2004 (one or two letters need a line of their own)
        return re.compile(
            rf"(?<![\w@.-])({labels})(?:{_WHOSE})?(?:\s*\([^)\n]{{1,40}}\))?\s*(?::(?!//|-?[)(])|=|\?(?=\s+\S))"
        )

    @lazily
    def word(self) -> re.Pattern[str]:
        """Matches a label of one word, without a sign behind it, in folded text; group 1 is the label."""
        labels = (label for label, slot in self.exact.items() if slot != OTHER and " " not in label)
        telling = alternation(label for label in labels if len(label) >= _SHORT or label in self.own)
        return re.compile(rf"(?<![\w@.-])({telling})(?=\s+[\w(])")

    @lru_cache(maxsize=1024)  # noqa: B019 (a vocabulary lives as long as its event; lines begin with the same words)
    def match(self, text: str, *, alone: bool = False) -> tuple[str, str] | None:
        """Return the slot that *text* labels and the evidence for it; None if it is no label.

        What stands *alone*, without a sign behind it, may be a label with its value: `country turkey` is no label.
        """
        label = _BRACKETS.sub("", _SPACES.sub(" ", fold(text)).strip(" .:;,*-_•·()[]#>=?"))
        if alone and label in self.options and label not in self.own:
            return None
        for spelling in (label, _POLITE.sub("", label), _OF_WHOM.sub("", label)):
            if self.exact.get(spelling, OTHER) != OTHER:
                return self.exact[spelling], "label"
        if _DENIES.match(label) or self._is_answered(label):
            return None
        named = self._announced(label) or self._dated(label)
        named = named or self._by_words(label, alone=alone) or self._joined(label)
        named = named or (None if alone else self._bracketed(text))
        aside = label in self.exact or (not alone and label.split(" ")[0] in lexicon.labels("aside"))
        asked = named or ((OTHER, "label") if aside else self._misspelled(label))
        return asked or ((OTHER, "label") if _NUMBER_OF.match(label) and not alone else None)

    def _is_answered(self, label: str) -> bool:
        """Tell whether one option stands behind a word that asks: `T-shirt M`."""
        said = _WORD.findall(label)
        return len(self.options.intersection(said)) == 1 and not self.options.issuperset(said)

    def _bracketed(self, text: str) -> tuple[str, str] | None:
        """Match what brackets explain: `social function (dinner)`."""
        said = _IN_BRACKETS.search(fold(text))
        slot = self.exact.get(said[1].strip(), OTHER) if said else OTHER
        return (slot, "label") if slot != OTHER else None

    def _joined(self, label: str) -> tuple[str, str] | None:
        """Match a label of several: those of a name ask the whole, what nobody asked may stand beside one that is."""
        slots = {self.exact.get(part) for part in _JOINED.split(label)} if len(label) <= _LONG else {None}
        if len(slots) > 1 and slots <= {NAME, GIVEN, FAMILY}:
            return NAME, "label"
        asked = slots - {OTHER}
        return (asked.pop() or OTHER, "label") if len(slots) > 1 and len(asked) == 1 and None not in slots else None

    def _announced(self, label: str) -> tuple[str, str] | None:
        """Match an announced label that an explanation follows: `dinner, Thursday 22 May (yes/no)`."""
        if len(label) <= _LONGEST:
            for known in self.own:
                if label.startswith(known) and re.match(
                    r"\s*[,;/]\s|\s[–-]\s.*[(\d]|\s+\d{1,2}(?:\.|st|nd|rd|th|er)?\s+[a-z]", label[len(known) :]
                ):
                    return self.own[known], "label"
        return None

    def _dated(self, label: str) -> tuple[str, str] | None:
        """Match a label beside the day of what it asks: `dinner 18/9`; a day that is asked answers it."""
        if not any(map(str.isdigit, label)):
            return None
        rest = label
        for form in _DAYS:
            rest = form.sub(" ", rest)
        rest = rest.strip(" ,;/-–(")
        slot = self.exact.get(rest, OTHER) if rest != label else OTHER
        return (slot, "label") if slot not in {OTHER, *self.days} else None

    def _by_words(self, label: str, *, alone: bool) -> tuple[str, str] | None:
        if len(label) > _PHRASE or ":" in label or "=" in label:
            return None
        words = _WORD.findall(label)
        if alone and _YES.isdisjoint(words) != _NO.isdisjoint(words):
            return None
        said = {word for word in words if word not in lexicon.words("fillers")}
        if len(self.options.intersection(words)) == 1 and not self.options.issuperset(words):
            return None
        if not said or any(map(str.isdigit, label)):
            return None
        near = {number for word in said for number in self._telling_of.get(word, ())}
        asked = (self.significant[number] for number in near)
        slots = {slot for slot, telling in asked if _speaks_of(said, telling, alone=alone, cut=label not in self.exact)}
        return (slots.pop(), "label") if len(slots) == 1 else None

    @lazily
    def _telling_of(self) -> dict[str, set[int]]:
        """The numbers of the fields of which each word tells, also when it is cut short."""
        found: dict[str, set[int]] = {}
        for number, (_, telling) in enumerate(self.significant):
            for word in telling:
                for end in {*range(_SHORT + 1, len(word)), len(word)}:
                    found.setdefault(word[:end], set()).add(number)
                    found.setdefault(word[-end:], set()).add(number)
        return found

    def _misspelled(self, label: str) -> tuple[str, str] | None:
        if not _SHORT <= len(label) <= _LONG:
            return None
        if not _VOWEL.search(label) and (slot := self._by_consonants.get(label)):
            return slot, "misspelled label"
        if slot := self._by_sound.get(_sound(label)):
            return slot, "misspelled label"
        least = _FUZZY_SHORT if len(label) == _SHORT else _FUZZY
        # Seldom is there one that begins alike; only then it is asked whether another one is nearer.
        alike = process.extractOne(label, self._alike(len(label), label[0]), scorer=fuzz.ratio, score_cutoff=least)
        best = (
            process.extractOne(label, self._near(len(label)), scorer=fuzz.ratio, score_cutoff=least) if alike else None
        )
        if (
            best is None
            or len(best[0]) < _SHORT
            or best[0][0] != label[0]
            or self.exact[best[0]] == OTHER
            or is_place(label)
        ):
            return None
        return self.exact[best[0]], "misspelled label"

    @lazily
    def _by_consonants(self) -> dict[str, str]:
        """The slot of each label of one word by the letters that are left where somebody leaves out the vowels."""
        words = ((label, slot) for label, slot in self.exact.items() if slot != OTHER and label.isalpha())
        return {_VOWEL.sub("", label): slot for label, slot in words}

    @lazily
    def _by_sound(self) -> dict[str, str]:
        """The slot of each own label of one word by how it sounds: other languages write it otherwise."""
        return {_sound(label): slot for label, slot in self.own.items() if label.isalpha() and len(label) > _SHORT}

    def _near(self, length: int) -> tuple[str, ...]:
        """Return the labels that one of *length* may be meant for: a short one only for the event's own."""
        return tuple(self.own) if length == _SHORT else self._of_length[length]

    @lru_cache(maxsize=1024)  # noqa: B019 (as above)
    def _alike(self, length: int, initial: str) -> tuple[str, ...]:
        return tuple(known for known in self._near(length) if known[0] == initial)

    @lazily
    def _of_length(self) -> dict[int, tuple[str, ...]]:
        """The labels that are long enough, and no longer, to be what a label of each length was meant to be."""
        return {
            length: tuple(
                known
                for known in self.exact
                if 200 * min(length, len(known)) >= _FUZZY * (length + len(known))  # the ratio cannot be higher
            )
            for length in range(_SHORT, _LONG + 1)
        }

    def initial(self, letter: str) -> str | None:
        """Return the one slot whose own labels begin with *letter*; None if there is none or several."""
        slots = {slot for label, slot in self.own.items() if label.startswith(letter)}
        return slots.pop() if len(slots) == 1 else None


def _sound(label: str) -> str:
    """Return *label* as it sounds, whoever writes it: `Teleskop`, `telescope`."""
    return label.replace("ph", "f").replace("ck", "k").replace("c", "k").rstrip("es")


def _ends(word: str, end: str) -> bool:
    """Tell whether *end* is the last part of a compound: `scope` of `telescope`."""
    return len(end) > _SHORT and word.endswith(end)


def _speaks_of(said: set[str], telling: frozenset[str], *, alone: bool, cut: bool) -> bool:
    """Tell whether a label says nothing but words of a field's label.

    A compound may be cut short; *cut*, it may lack its beginning.
    """
    found = {
        word
        for word in said
        if any(
            word == other
            or (len(word) > _SHORT and other.startswith(word) and not (" " in other and word in _coming()))
            or (cut and len(said) == 1 and _ends(other, word))
            for other in telling
        )
    }
    more = not alone and telling <= said and len(said) <= len(telling) + 2
    return bool(found) and (found == said or more)


@cache
def _coming() -> frozenset[str]:
    """Return the words by which people come, with which the label of something else may begin: `attending dinner`."""
    return frozenset().union(*(language.eager for language in languages().values()))


@lru_cache(maxsize=64)
def vocabulary(event: Event) -> Vocabulary:
    """Return the labels of *event*: its own first, then those in use for its types of field."""
    exact = dict.fromkeys(lexicon.labels("other"), OTHER)
    for kind, slot in _NAME_SLOTS.items():
        exact |= dict.fromkeys(lexicon.labels(kind), slot)
    asked = [field.type for field in event.fields]
    for field in reversed(event.fields):
        if asked.count(field.type) == 1 and field.type not in _NAME_SLOTS:
            exact |= dict.fromkeys(lexicon.labels(field.type), field.key)
    exact = _stand_in(event, exact)
    # What the event is called labels nothing: `put me down for the school: ...`.
    titled = set(_WORD.findall(fold(event.title)))
    exact = {label: slot for label, slot in exact.items() if label not in titled}
    told = {label: slot_of(field) for field in event.fields for label in concepts.labels(event, field)}
    exact |= told
    exact |= {field.key.replace("_", " ").lower(): slot_of(field) for field in event.fields if len(field.key) >= _SHORT}
    own = {label: slot_of(field) for field in event.fields for label in _own_labels(field)}
    own |= announced.labels(event.announcement, own)
    exact |= own
    phrases = tuple((slot_of(field), _telling(event, field)) for field in event.fields if field.type not in _NAME_SLOTS)
    options = frozenset(fold(option) for field in event.fields for option in field.options)
    days = frozenset(field.key for field in event.fields if field.type is FieldType.DATE)
    return Vocabulary(exact, own, phrases, options, days)


def _telling(event: Event, field: Field) -> frozenset[str]:
    return concepts.telling(event, field) | concepts.own_words(field)


def _stand_in(event: Event, exact: dict[str, str]) -> dict[str, str]:
    """Let an organisation's label fill the municipality that is asked; the other way round where either is asked."""
    fields = {field.type: field for field in event.fields}
    for asked, absent in (
        (FieldType.MUNICIPALITY, FieldType.ORGANISATION),
        (FieldType.ORGANISATION, FieldType.MUNICIPALITY),
    ):
        field = fields.get(asked)
        if field and absent not in fields:
            labels = lexicon.labels(absent)
            either = asked is FieldType.MUNICIPALITY or not _own_labels(field).isdisjoint(labels)
            exact = dict.fromkeys(labels, field.key if either else OTHER) | exact
    return exact


def _own_labels(field: Field) -> set[str]:
    found = set()
    for label in (field.label, *field.labels):
        folded = re.sub(r"\s+", " ", re.sub(r"\([^)]*\)", "", fold(label))).strip(" .:*?")
        found |= {folded, folded.replace(" / ", "/")}
        found |= {part for part in _ALTERNATIVES.split(folded) if len(part) > 2}  # noqa: PLR2004 (a label has three letters)
    return found - {""}
