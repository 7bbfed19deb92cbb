"""Names of people: how they look, how they are cleaned, and whether two of them are one person."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import dayforms
from inbox_bot.core.extraction.candidates.clubwords import is_club_word
from inbox_bot.core.extraction.candidates.jobs import is_head
from inbox_bot.core.extraction.folding import fold, key

_TITLES = re.compile(rf"(?:{lexicon.any_of('titles')}\b\.?\s+)+")
_IN_CAPITALS = re.compile(r"(?:(?:DI|DDI|DDr)\b\.?\s+)+(?=\w[a-zß-ÿ]+\s)")
"""Titles only in capitals, for `Di` is itself a name."""
_BEHIND = re.compile(rf"(?<=\w)\s+(?=\S*[A-Z]\S*[A-Z])(?i:{lexicon.any_of('letters_behind')})\.?$")
"""The letters of a degree or an order, of which two at least are capitals."""
_WHOSE = re.compile(r"(?:deine?|eure?|euer|ihre?|your|yours|votre|ton|ta)\s+(?=\S)")
"""By which a letter is signed: `Deine Roswitha`."""
_LETTERS = r"[^\W\d_]"
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢİĪĮĶĹĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚÝŸ"
_CAPITAL = (
    r"(?!I['’](?:m|d|ll|ve)\b)"
    rf"(?:[dDlLOo]['’])?[{_UPPER}](?:{_LETTERS}|['’](?={_LETTERS}))*(?:-{_LETTERS}+)*(?:(?<!\w\w\w\w)\.)?"
)
_PARTICLE = (
    r"(?:[vV]an|[dD]en?|[dD]er|[hH]et|[tT]en|[tT]er|[tT]e|[vV]anden?|[lL][ae]|[dD]u|[dD]es|[eE]l|"
    r"[aA]l|[bB]en|[vV]o[nm]|[zZ]u[mr]?(?!\s+\w*(?:[tT]reffen|[tT]agung|[sS]eminar|[wW]orkshop|[kK]urs|[fF]est|[wW]ochenende|[kK]onferenz|[kK]ongress|[vV]eranstaltung))|[dD][aio]s?|[dD]el(?:la)?|['’]t|y|e|of)"
)
SHAPE = re.compile(rf"(?<![\w@.-]){_CAPITAL}(?:[ ]+(?:(?:{_PARTICLE}[ ]+)*{_CAPITAL}))+(?![\w@])")
"""Two or more capitalised words, with particles between them."""
_TOKEN = re.compile(rf"(?:{_LETTERS}|['’`-]|(?<={_LETTERS})\.)+")
_ABOUT = re.compile(
    r"^(?:het\s+(?:gaat\s+(?:hier\s+)?om|betreft)|(?:dit\s+)?betreft|il\s+s['’]agit\s+d(?:e\s+|['’])|(?:cela|ceci)\s+concerne|concerne|it\s+(?:is\s+about|concerns)|"
    r"this\s+(?:is\s+about|concerns)|es\s+(?:geht\s+um|handelt\s+sich\s+um|betrifft)|betrifft)\s*:?\s*"
    r"(?:(?:mijn|onze|mon|ma|notre|my|our|meinen?|meine|unseren?|unsere)\s+\S+\s+(?=\S+\s+\S))?",
    re.IGNORECASE,
)
"""By which somebody says whom the mail is about: `het betreft mevrouw An Claes`."""
_JOINT = re.compile(r"(?<![\w-])(?:en|et|and|und|&|\+|ook|met|avec|with|mit)(?![\w-])")
_MONONYM = re.compile(r"\b(?:only one name|one name only|single name|mononym|no (?:last|family|sur) ?name)\b")
_DIGRAPHS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae"}
_ONESELF = re.compile(rf"\s*{lexicon.any_of('oneself')}\s*[,:(=–-]+\s*(?=\w)")
_LEGAL_FORM = 4
_INITIALS = re.compile(r"[A-ZÄÖÜ]{3,6}\.?")
_VOWEL = re.compile("[aeiouy]")
_HARDLY_ANY = 4
"""Of so many letters at most one is a vowel."""
_LEADS_ON = frozenset(
    {
        "of",
        "from",
        "at",
        "for",
        "representing",
        "bij",
        "uit",
        "voor",
        "namens",
        "chez",
        "pour",
        "bei",
        "beim",
        "aus",
        "vom",
    }
)
"""What stands between a name and where its bearer works: `Ann Claes of Atelier Noord`."""
_FEWEST, _MOST = 2, 7
"""How many words a full name has."""


@lru_cache(maxsize=1024)
def read(text: str, addresses: tuple[str, ...] = ()) -> str | None:
    """Return the name that *text* gives, without titles; None where it is no name or only a first name.

    A name that one of *addresses* spells may have the word for an office as its surname: `Ann Bourgmestre`.
    """
    oneself = _ONESELF.match(fold(text))
    text = text[oneself.end() :] if oneself else text
    if _several(text):
        return None
    name = tidy(text)
    whose = _WHOSE.match(fold(name))
    name = name[whose.end() :] if whose else name
    tokens = name.split()
    fewest = 1 if _MONONYM.search(fold(text)) else _FEWEST
    if not fewest <= len(tokens) <= _MOST or any(not _TOKEN.fullmatch(token) for token in tokens):
        return None
    if any(map(_is_part_of_day, tokens)) or (len(tokens) == _FEWEST and fold(tokens[0]) in _labels()):
        return None
    if name[0].isupper() and any(token in _LEADS_ON for token in tokens[1:-1]):
        return None
    particles = tokens[1:] and all(fold(token) in lexicon.words("particles") for token in tokens[1:])
    role = is_role(name) and not is_spelled(name, addresses)
    return None if role or particles or _is_clause(tokens) else name


def _is_clause(tokens: Sequence[str]) -> bool:
    """Tell whether words say something instead of naming somebody: `Claes is de familienaam`."""
    small = [token for token in tokens if token.islower()]
    return 0 < len(small) < len(tokens) and not lexicon.words("tells").isdisjoint(map(fold, small))


@cache
def _labels() -> frozenset[str]:
    """Return the words for a part of a name: `Voornaam Dirk` says what Dirk is."""
    return frozenset((*lexicon.labels("given_name"), *lexicon.labels("family_name")))


@lru_cache(maxsize=1024)
def _is_part_of_day(token: str) -> bool:
    """Tell whether *token* is a weekday with a part of it, `Freitagabend`; a weekday alone is also a surname."""
    folded = fold(token)
    return folded not in dayforms.WEEKDAYS and dayforms.WEEKDAY.fullmatch(folded) is not None


def _several(text: str) -> bool:
    """Tell whether *text* names more than one person."""
    if _JOINT.search(fold(text)):
        return True
    parts = [part.split() for part in re.split(r"[,;]", text)]
    return sum(len(part) >= _FEWEST and is_given(part[0]) for part in parts) > 1


def tidy(text: str) -> str:
    """Return *text* without titles, brackets, and what follows the name; `Claes, Jan` becomes `Jan Claes`."""
    text = " ".join(text.split()).strip(" .,;:!?\"'“”„«»<>[]|/-–")
    text = text.strip("() ") if text.startswith("(") else re.split(r" ?[(\[<]", text)[0]
    text = _ABOUT.sub("", text)
    family, comma, given = text.partition(",")
    if (
        comma
        and is_given(given.split()[0] if given.split() else "")
        and 1 <= len(given.split()) <= _FEWEST
        and len(family.split()) < _MOST - 1
    ):
        text = f"{given.strip()} {family.strip()}"
    elif comma or re.search(r"\s[-–—|/]\s", text):
        text = re.split(r",|\s[-–—|/]\s", text)[0]
    text = _without_letters(untitled(text.strip()).strip(" .,;:-–"))
    return text.partition(" ")[2] if has_letters_first(text.split()) else text


def untitled(text: str) -> str:
    """Return *text* without the titles before it."""
    while titles := _TITLES.match(fold(text)) or _IN_CAPITALS.match(text):
        text = text[titles.end() :]
    return text


@lru_cache(maxsize=1024)
def _stands_for_words(token: str) -> bool:
    """Tell whether *token* is letters that are no name: `DGKP`, `MTRA`."""
    folded = fold(token).strip(".")
    letters = _INITIALS.fullmatch(token) is not None and len(_VOWEL.findall(folded)) * _HARDLY_ANY <= len(folded)
    return letters and folded not in lexicon.surnames() and folded not in lexicon.given_names()


def has_letters_first(tokens: Sequence[str]) -> bool:
    """Tell whether the first of *tokens* is what a person, whose whole name follows, is by profession or office."""
    if len(tokens) <= _FEWEST or not _stands_for_words(tokens[0]):
        return False
    return is_given(tokens[1]) and not is_given(tokens[-1]) and not tokens[-1].isupper()


def _without_letters(name: str) -> str:
    """Return *name* without the letters behind it, as long as two words are left: `Ann Claes MSc FRSA`."""
    while len(name.split()) > _FEWEST and _BEHIND.search(name):
        name = _BEHIND.sub("", name)
    return name


def part(text: str) -> str | None:
    """Return a given name or a surname as it stands in *text*; None where it holds none."""
    name = tidy(text)
    tokens = name.split()
    return name if 1 <= len(tokens) <= _MOST - 1 and all(_TOKEN.fullmatch(token) for token in tokens) else None


def is_initials(given: str) -> bool:
    """Tell whether of given names only the first letters are written: `J.-M.`."""
    return all(len(word) <= 1 for word in re.findall(r"[^\W\d_]+", given))


@lru_cache(maxsize=4096)
def is_given(token: str) -> bool:
    """Tell whether *token* is a known given name, hyphenated ones included."""
    folded = fold(token)
    known = lexicon.given_names()
    return folded in known or ("-" in folded and all(piece in known for piece in folded.split("-")))


@lru_cache(maxsize=1024)
def is_role(name: str) -> bool:
    """Tell whether a display name stands for an office and not for a person."""
    found = re.findall(r"[^\W_]+", fold(name))
    kinds = lexicon.words("organisations")
    if found and is_given(found[0]):
        # `Ann Le Maire` is called so, whatever a mayor is.
        particles = lexicon.words("particles")
        found = [found[0], *(word for before, word in pairwise(found) if before not in particles)]
        # `SA` and `Bond` are kinds of companies, and `Sá` and `Bond` are surnames.
        kinds = frozenset(kind for kind in kinds.intersection(found) if len(kind) > _LEGAL_FORM)
    office = lexicon.words("role_names").intersection(found) or kinds.intersection(found)
    club = bool(found) and not is_given(found[0]) and any(map(is_club_word, found))
    return bool(office) or club or not any(map(str.isalpha, name))


@lru_cache(maxsize=1024)
def looks(name: str) -> tuple[str, ...]:
    """Return what the words of *name* say about it being one: known given name, known surname."""
    tokens = name.split()
    evidence = ("given name",) if is_given(tokens[0]) or is_given(tokens[-1]) else ()
    rest = {fold(" ".join(tokens[1:])), fold(" ".join(tokens[:-1])), fold(tokens[-1]), fold(tokens[0])}
    return (*evidence, "surname") if rest & lexicon.surnames() else evidence


@lru_cache(maxsize=1024)
def same(one: str, other: str) -> bool:
    """Tell whether two spellings name one person: order, capitals, accents, particles and initials aside."""
    left, right = _tokens(one), _tokens(other)
    if not left or not right:
        return False
    if "".join(sorted(left)) == "".join(sorted(right)) or key(one) == key(other):
        return True
    fewer, more = sorted((left, right), key=len)
    return _abbreviates(fewer, more) or (len(fewer) == len(more) and _abbreviates(more, fewer))


def _abbreviates(fewer: Sequence[str], more: Sequence[str]) -> bool:
    shared = set(fewer) & set(more)
    loose = [token for token in fewer if token not in shared]
    return (
        bool(shared)
        and all(len(token) == 1 and any(full.startswith(token) for full in more) for token in loose)
        and len(fewer) > 1
    )


@lru_cache(maxsize=1024)
def _tokens(name: str) -> tuple[str, ...]:
    return tuple(token for token in re.findall(r"[^\W\d_]+", fold(tidy(name))) if token not in lexicon.words("titles"))


@lru_cache(maxsize=1024)
def agrees(name: str, addr_spec: str) -> bool:
    """Tell whether the local part of an address spells the surname or the whole of *name*."""
    if _spelled_out(name) != name and agrees(_spelled_out(name), addr_spec):
        return True
    local = re.sub(r"\d+$", "", key(addr_spec.partition("@")[0]))
    tokens = [token for token in _tokens(name) if token not in lexicon.words("particles")]
    long = [token for token in tokens if len(token) > 2]  # noqa: PLR2004 (two letters are in many words)
    return (
        key(name) == local
        or any(token in local for token in long if not is_given(token) or token == tokens[-1])
        or _initials_agree(tokens, local)
    )


@lru_cache(maxsize=2048)
def spells(name: str, addr_spec: str) -> bool:
    """Tell whether the local part of an address is the first and the last name of *name*."""
    tokens = [key(token) for token in _tokens(name)]
    pieces = [key(piece) for piece in re.split(r"[\s._-]|\d+$", fold(addr_spec.partition("@")[0])) if piece]
    if len(tokens) < _FEWEST or len(pieces) < _FEWEST:
        return False
    whole = (tokens[0], "".join(tokens[1:])) == (pieces[0], "".join(pieces[1:]))
    return whole or {tokens[0], tokens[-1]} == {pieces[0], pieces[-1]}


@lru_cache(maxsize=2048)
def is_spelled(name: str, addresses: tuple[str, ...]) -> bool:
    """Tell whether one of *addresses* is made of the words of *name*, and the first is no word for an office."""
    first = name.split(maxsplit=1)[0]
    called = is_given(first) or not (is_role(first) or is_head(first) or fold(first) in lexicon.words("openers"))
    return called and any(spells(name, address) for address in addresses)


def _spelled_out(name: str) -> str:
    """Return *name* as addresses write it that have no umlauts."""
    return re.sub("[äöüßåøæ]", lambda found: _DIGRAPHS[found.group()], name.lower())


def _initials_agree(tokens: Sequence[str], local: str) -> bool:
    return len(tokens) > 1 and (local == tokens[0] or local == "".join(token[0] for token in tokens))


def contradicts(name: str, addr_spec: str) -> bool:
    """Tell whether an address spells a whole name that shares nothing with *name*."""
    pieces = [piece for piece in re.split(r"[._]", fold(addr_spec.partition("@")[0])) if len(piece) > 2]  # noqa: PLR2004 (initials say nothing)
    mine = key(name) + key(_spelled_out(name))
    return (
        len(pieces) > 1
        and is_given(pieces[0])
        and not any(key(piece) in mine or mine in key(piece) for piece in pieces)
    )


def split(name: str) -> tuple[str, str]:
    """Return given name and surname; capitals, known given names and particles say where the border is."""
    tokens = name.split()
    if len(tokens) < 2:  # noqa: PLR2004 (nothing to split)
        return name, ""
    capitals = [token for token in tokens if token.isupper() and not is_initials(token)]
    if capitals and len(capitals) < len(tokens):
        family = [token for token in tokens if token in capitals]
        return " ".join(token for token in tokens if token not in capitals), " ".join(family)
    if is_given(tokens[-1]) and not is_given(tokens[0]) and not is_initials(tokens[0]):
        return tokens[-1], " ".join(tokens[:-1])
    # What a name ends in leads to nothing, and is no particle: `Kim Nguyen Van`.
    border = next((i for i, token in enumerate(tokens[1:-1], 1) if fold(token) in lexicon.words("particles")), None)
    if border is None:
        given = is_given if is_given(tokens[0]) else is_initials
        border = 2 if len(tokens) > 2 and given(tokens[1]) and given(tokens[0]) else 1  # noqa: PLR2004 (two given names and a surname)
    return " ".join(tokens[:border]), " ".join(tokens[border:])
