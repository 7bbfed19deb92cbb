"""Template files to compiled templates: read, checked, and ready before the first mail is answered."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from typing import get_args

from inbox_bot.core.case import Case, Does, History, Known, Plan
from inbox_bot.core.document import Document
from inbox_bot.core.event import Event, Field
from inbox_bot.core.extraction.model import ASKS, Extraction, Finding, Intent, Participant
from inbox_bot.core.languages import LANGUAGES, Form
from inbox_bot.core.message import Address, Message
from inbox_bot.core.reply import Desk, Source, TemplateFault, Templates, UnsafeReply, write
from inbox_bot.core.reply.kinds import TOLD
from inbox_bot.core.states import Stands
from inbox_bot.shipped import shipped

_NAMES = tuple(dict.fromkeys(kind.template.removeprefix("reply/") for kind in TOLD))
_REPLY = re.compile(rf"reply/(?:{'|'.join(_NAMES)})\.(?:{'|'.join(LANGUAGES)})\.(?:txt|html)")
_MANY = 30
"""More people than a reply lists, so that the words for the others are tried too."""


def load(*folders: Path) -> Templates:
    """Read and compile the templates of *folders*, the first one first, then those shipped.

    A text of one's own takes the place of the shipped text and of its HTML alternative. Files that cannot be
    read or compiled are told by `check`; OSError where the shipped templates are not there.
    """
    sources: dict[str, Source] = {}
    faults: list[str] = []
    for folder in (*folders, shipped("templates")):
        found = _read(folder, faults)
        sources.update({name: source for name, source in found.items() if not _taken(name, sources)})
    return Templates(sources, faults)


def check(templates: Templates, events: Sequence[Event]) -> list[str]:
    """Write every reply of every event in every language, and return one line per mistake found."""
    faults = [*templates.faults]
    faults.extend(
        f"{source.path}: no reply has this name; it is reply/NAME.LANG.txt with {', '.join(_NAMES)} "
        f"and {', '.join(LANGUAGES)}"
        for name, source in templates.sources.items()
        if not _REPLY.fullmatch(name)
    )
    for event in events:
        for sample in _samples(event):
            faults.extend(_faults(sample, templates))
    return list(dict.fromkeys(faults))


def _read(folder: Path, faults: list[str]) -> Mapping[str, Source]:
    sources = {}
    paths = sorted(path for path in folder.glob("reply/*") if path.suffix in {".txt", ".html"})
    if not paths:
        faults.append(f"{folder}: holds no template; put them in {folder / 'reply'}, or leave the setting out")
    for path in paths:
        try:
            # Editors on Windows begin a file with a byte order mark.
            sources[path.relative_to(folder).as_posix()] = Source(str(path), path.read_text("utf-8-sig"))
        except UnicodeDecodeError as error:
            faults.append(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8")
        except OSError as error:
            faults.append(f"{path}: {error.strerror}; make it readable, or take it away")
    return sources


def _taken(name: str, sources: Mapping[str, Source]) -> bool:
    return name in sources or f"{name.removesuffix('.html')}.txt" in sources


def _faults(sample: Case, templates: Templates) -> Iterator[str]:
    address = Address("", "desk@example.org")
    forms = get_args(Form) if sample.extraction.language == "nl" else get_args(Form)[:1]
    for kind, form in product(TOLD, forms):
        try:
            templates.language(kind.template, (sample.extraction.language,))
            write(
                sample, kind, Desk(address, templates, b"sample", form), at=sample.received_at, kept=sample.received_at
            )
        except (TemplateFault, UnsafeReply) as error:
            yield str(error)


def _samples(event: Event) -> Iterator[Case]:
    whole: Participant = {field.key: _finding(_example(field)) for field in event.fields}
    nothing: Participant = {}
    day = timedelta(days=1)
    there = {at: Known(at, event.id, Stands.CONFIRMED, {}, "", event.deadline, in_thread=True) for at in range(2)}
    for language in LANGUAGES:
        one = _sample(event, (whole, nothing), language, event.deadline - day)
        yield from (replace(one, plan=Plan(does, there, tells="another@example.com")) for does in Does)
        yield replace(one, plan=Plan(late=frozenset({0})))
        yield _sample(event, (nothing,), language, event.deadline + day)
        yield replace(_sample(event, (whole, nothing), language, event.deadline - day), free=0)
        yield _sample(event, (nothing,) * _MANY, language, event.deadline + day)


def _sample(event: Event, participants: tuple[Participant, ...], language: str, received_at: datetime) -> Case:
    example = {field.key: _example(field) for field in event.fields}
    others = Known(len(participants), event.id, Stands.CONFIRMED, example, "", received_at, in_thread=True)
    return Case(
        message=_MESSAGE,
        document=Document("", ()),
        extraction=Extraction(event, Intent.REGISTER, (f"{ASKS}waar?",), participants, language=language),
        history=History(known=(others,)),
        received_at=received_at,
        own_addresses=frozenset(),
    )


def _finding(value: str) -> Finding:
    return Finding(value=value, text=value, span=None, source="text", confidence=1.0)


def _example(field: Field) -> str:
    return field.options[0] if field.options else field.label


_MESSAGE = Message(
    digest="sample",
    message_id="<sample@example.com>",
    in_reply_to=(),
    references=(),
    senders=(Address("Jan Peeters", "jan.peeters@example.com"),),
    reply_to=(),
    to=(),
    cc=(),
    return_path=None,
    subject="",
    date=None,
    received=None,
    text="",
    html="",
    attachments=(),
    automatic=None,
    bounce=None,
    mailing_list=None,
    calendar=None,
    unreadable=None,
)
