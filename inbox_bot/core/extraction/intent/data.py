"""Whether a mail supplies what the event asks: labels with values, or a compact list of them."""

import re
import tomllib
from collections import deque
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from inbox_bot.core.document import Line
from inbox_bot.core.event import Event, Field
from inbox_bot.core.extraction.labels.vocabulary import OTHER, slot_of, vocabulary
from inbox_bot.core.extraction.wording.lexicon import frame_words
from inbox_bot.core.extraction.wording.words import fold

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_BULLET = re.compile(r"^[\s>*•·○▪\-–—+#()\[\]\d.)]*")
_ITEM = re.compile(r"^\s*(?:[>*•·○▪\-–—+]+|\(?\d{1,2}[.)])\s+")
_SIGN = re.compile(r"\s*(?:[:=;|?\t–—)]|\.{2,}|\s-\s|\s-$|\s{2,})[\s:.*_–-]*")
_PARTS = re.compile(r"\s*[,;|/\t]\s*|\s+[-–—]\s+|(?<=[^\W\d])\s+(?=0\d)")
_ENDS = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z])")
_NAME = re.compile(r"^(?:[^\W\d_][\w'’.-]*\s+){1,4}[^\W\d_][\w'’-]*$")
_INITIAL = re.compile(r"\s*(\w)\s*[:=]\s*\S")
_COLON = re.compile(r"[^:=\n]{1,40}[:=]")
_LONGEST_LABEL = 60
_FEWEST_PARTS = 3
_MOST_WORDS = 8
_LONGEST_VALUE = 120
_TALLEST = 8
_FEWEST_INITIALS = 3


def labelled(lines: Sequence[Line], event: Event) -> int:
    """Return how many of the event's fields stand in *lines* with their label and a value."""
    labels, keys = _keys(event), {slot_of(field): field.key for field in event.fields}
    beside = {keys.get(slot, slot) for slot in _in_sentences(lines, event)}
    found = _in_lines(lines, labels) | beside | _in_tables(lines, labels)
    return max(len(found), _initials(lines, event))


def labelled_text(lines: Sequence[Line], event: Event) -> str:
    """Return *lines* from the first to the last that may begin with a label, and the next; folded."""
    labels = _keys(event)
    at = [n for n, line in enumerate(lines) if line.cells or _COLON.match(line.text) or _split(line.text, labels)[0]]
    return fold("\n".join(line.text for line in lines[at[0] : at[-1] + 2])) if at else ""


def written_out(texts: Iterable[str]) -> bool:
    """Tell whether one of *texts* holds the data of a person without labels, on one line."""
    said = [said for text in texts for said in _ENDS.split(text)]
    return any(_is_list(_parts(one)) or _is_list(_parts(one.rpartition(": ")[2])) for one in said)


def named_behind(texts: Iterable[str]) -> bool:
    """Tell whether behind a sentence on one of *texts* a name stands, with some of the data asked."""
    behind = [_parts(one) for text in texts for one in _ENDS.split(text)[1:]]
    return any(len(parts) > 1 and _is_name(parts[0]) for parts in behind)


def listed(texts: Sequence[str]) -> bool:
    """Tell whether *texts* hold the data of a person without labels: on one line, or one below the other."""
    return written_out(texts) or _is_stack([text.strip() for text in texts])


@lru_cache(maxsize=64)
def _keys(event: Event) -> dict[str, str]:
    """Return the key of the field that each label names."""
    return {label: field.key for field in event.fields for label in _labels(field)}


def _in_lines(lines: Sequence[Line], labels: dict[str, str]) -> set[str]:
    found = set()
    pending = ""
    for line in lines:
        text = line.text.strip()
        if not text:
            continue
        key, value = _split(text, labels)
        if key and value:
            found.add(key)
        elif not key and pending:
            found.add(pending)
        pending = key if key and not value else ""
    return found


def _split(text: str, labels: dict[str, str]) -> tuple[str, str]:
    """Return the field that *text* begins with the label of, and what follows; empty where there is none."""
    body = _BULLET.sub("", text)
    sign = _SIGN.search(body)
    end = sign.start() if sign else len(body)
    if end > _LONGEST_LABEL:
        return "", ""
    key = labels.get(_plain(body[:end]), "")
    if key:
        return key, body[sign.end() :].strip("*_ .") if sign else ""
    first, _, rest = body.partition(" ")
    key = labels.get(_plain(first), "")
    return (key, rest.strip()) if key and 0 < len(rest.split()) <= _MOST_WORDS else ("", "")


def _in_sentences(lines: Sequence[Line], event: Event) -> set[str]:
    """Return the labels that a colon and a value follow, anywhere in a line."""
    known = vocabulary(event)
    text = fold(" \n".join(line.text for line in lines)[:20_000])
    labels = [
        match[1]
        for match in known.within.finditer(text)
        if text[match.end() : match.end() + 40].strip(" ,;")[:1] not in {"", "\n"}
    ]
    return {named[0] for label in labels if (named := known.match(label)) and named[0] != OTHER}


def _in_tables(lines: Sequence[Line], labels: dict[str, str]) -> set[str]:
    found: set[str] = set()
    for head, row in pairwise(lines):
        if head.table and head.table == row.table:
            named = [labels.get(_plain(cell.text), "") for cell in head.cells]
            found |= {key for key, cell in zip(named, row.cells, strict=False) if key and cell.text.strip()}
    for line in lines:
        if line.cells and (key := labels.get(_plain(line.cells[0].text))) and line.cells[1].text.strip():
            found.add(key)
    return found


def _initials(lines: Sequence[Line], event: Event) -> int:
    """Count lines such as `n: Jan`: somebody who shortens three labels to their first letter means them."""
    letters = {fold(field.label)[:1] for field in event.fields}
    firsts = {fold(match[1]) for line in lines if (match := _INITIAL.match(line.text))}
    return len(letters & firsts) if len(letters & firsts) >= min(_FEWEST_INITIALS, len(letters)) else 0


def _is_list(parts: Sequence[str]) -> bool:
    short = [part for part in parts if part and len(part.split()) <= _MOST_WORDS]
    if len(short) < _FEWEST_PARTS or len(short) != len(parts):
        return False
    return any(map(_is_name, short)) and (_has_address(short) or _is_name(short[0]))


def _is_stack(texts: Sequence[str]) -> bool:
    run: deque[str] = deque(maxlen=_TALLEST)
    for text in filter(None, texts):
        if len(text) > _LONGEST_VALUE or len(text.split()) > _MOST_WORDS or text.endswith(","):
            run.clear()
            continue
        run.append(text)
        if len(run) >= _FEWEST_PARTS and _has_address(run) and any(map(_is_name, run)):
            return True
    return False


def _parts(text: str) -> list[str]:
    return [part.strip(" .") for part in _PARTS.split(_ITEM.sub("", text).strip(" ."))]


def _is_name(part: str) -> bool:
    words = part.split()
    if _NAME.match(part) is None or not part[:1].isupper():
        return False
    return words[-1][:1].isupper() or (len(words) == len(("given", "family")) and fold(words[0]) not in frame_words())


def _has_address(parts: Iterable[str]) -> bool:
    return any(map(_ADDRESS.search, parts))


def _plain(label: str) -> str:
    return " ".join(fold(label).strip(" *_()[]-–:.?!\"'").split())


@lru_cache(maxsize=256)
def _labels(field: Field) -> frozenset[str]:
    own = [field.label, *field.labels]
    parts = [part for label in own for part in (label, *re.split(r"[/,(]", label))]
    return frozenset(_plain(part) for part in (*parts, *_usual().get(field.type, ())) if _plain(part))


@cache
def _usual() -> dict[str, tuple[str, ...]]:
    path = files("inbox_bot.core.extraction") / "lexicon" / "labels.toml"
    tables = tomllib.loads(path.read_text("utf-8"))
    return {name: tuple(re.split(r"[;\n]", text)) for name, text in tables.items() if isinstance(text, str)}
