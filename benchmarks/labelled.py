"""Labelled mails: a corpus is a folder with event.json, labels.json and messages/; score.py compares."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
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


def corpora() -> list[Path]:
    """Return the corpora that are here; none without the script that compares."""
    here = [file.parent for place in PLACES if place.is_dir() for file in sorted(place.glob("*/labels.json"))]
    return here if SCORER.exists() else []


def mails(corpus: Path) -> Iterator[Mail]:
    """Yield the mails of *corpus*, each with the moment at which it was received."""
    for label in json.loads((corpus / "labels.json").read_text("utf-8"))["messages"]:
        yield Mail(label, (corpus / label["file"]).read_bytes(), datetime.fromisoformat(label["received"]))


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
