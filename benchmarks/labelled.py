"""Labelled mails: a corpus is a folder with event.json, labels.json and messages/; score.py compares."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from inbox_bot.config import Config

ROOT = Path(__file__).resolve().parent.parent
PLACES = (ROOT / "tests" / "corpus", ROOT.parent / "shared" / "corpus")
SCORER = PLACES[1] / "score.py"


class Mail(NamedTuple):
    """A mail with what is known of it."""

    label: dict[str, Any]
    octets: bytes
    received_at: datetime


class Thread(NamedTuple):
    """A conversation: its mails in order of arrival, and who is registered at its end."""

    id: str
    mails: tuple[Mail, ...]
    final: list[dict[str, Any]]
    waiting: list[dict[str, Any]]
    """Who is on the waiting list then."""


def corpora() -> list[Path]:
    """Return the corpora that are here; none without the script that compares."""
    here = [file.parent for place in PLACES if place.is_dir() for file in sorted(place.glob("*/labels.json"))]
    return here if SCORER.exists() else []


def mails(corpus: Path) -> Iterator[Mail]:
    """Yield the mails of *corpus*, each with the moment at which it was received."""
    for label in _labels(corpus)["messages"]:
        yield Mail(label, (corpus / label["file"]).read_bytes(), datetime.fromisoformat(label["received"]))


def first_mails(corpus: Path) -> Iterator[Mail]:
    """Yield the mails of *corpus* but for those that follow on another: `threads` is for these."""
    following = {mail.label["id"] for thread in threads(corpus) for mail in thread.mails[1:]}
    return (mail for mail in mails(corpus) if mail.label["id"] not in following)


def threads(corpus: Path) -> list[Thread]:
    """Return the conversations of *corpus*."""
    known = {mail.label["id"]: mail for mail in mails(corpus)}
    return [
        Thread(one["id"], tuple(known[name] for name in one["messages"]), one["final"], one.get("waiting", []))
        for one in _labels(corpus).get("threads", [])
    ]


def merged(conversations: Sequence[Thread]) -> Thread:
    """Return *conversations* as one of several people at once, for an event with place for all."""
    there = sorted((mail for one in conversations for mail in one.mails), key=lambda mail: mail.received_at)
    final = [person for one in conversations for person in one.final]
    return Thread("all", tuple(there), final, [person for one in conversations for person in one.waiting])


def scorer() -> ModuleType:
    """Return the script that compares, as a module."""
    spec = spec_from_file_location("score", SCORER)
    if spec is None or spec.loader is None:
        raise ImportError(str(SCORER))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def configured(corpus: Path) -> Config:
    """Return the configuration that an organiser of this event would write."""
    announced = json.loads((corpus / "event.json").read_text("utf-8"))
    mailbox, announced["field"] = announced.pop("mailbox"), announced.pop("fields")
    return Config.model_validate(
        {
            "mailbox": {"host": "localhost"},
            "submission": {"host": "localhost", "from": mailbox},
            "organiser": {"addresses": [mailbox]},
            "event": [announced],
        }
    )


def _labels(corpus: Path) -> dict[str, Any]:
    labels: dict[str, Any] = json.loads((corpus / "labels.json").read_text("utf-8"))
    return labels
