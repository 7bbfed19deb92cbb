"""Messages from the wild, where they are at hand: all are read, and the machines among them are known."""

import csv
import email
import json
from email.header import decode_header, make_header
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import pytest

from inbox_bot.core.message import Message, parse


def wild(shared: Path) -> list[tuple[str, Message]]:
    """Return kind and message of each file."""
    folder = shared / "real-mails"
    with (folder / "index.csv").open(encoding="utf-8", newline="") as index:
        return [(row["kind"], parse((folder / row["path"]).read_bytes())) for row in csv.DictReader(index)]


def registrations(shared: Path) -> list[tuple[dict[str, Any], bytes]]:
    """Return label and octets of each message."""
    folder = shared / "corpus" / "nl-dev"
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))["messages"]
    return [(label, (folder / label["file"]).read_bytes()) for label in labels]


def has_sign(message: Message) -> bool:
    return any((message.automatic, message.bounce, message.mailing_list, message.no_reply))


def test_the_wild_is_read_and_its_machines_are_known(shared: Path) -> None:
    messages = wild(shared)
    machines = [message for kind, message in messages if kind in {"bounce", "auto-reply", "list", "newsletter"}]

    assert sum(map(has_sign, machines)) >= 0.98 * len(machines)
    assert [message.unreadable for _, message in messages if message.unreadable] == [
        "more than 200 parts",
        "a header of 209675 characters",
    ]


def test_subject_and_sender_are_what_the_standard_library_decodes(shared: Path) -> None:
    for label, octets in registrations(shared):
        reference, message = email.message_from_bytes(octets), parse(octets)
        if not (str(reference["subject"]) + str(reference["from"])).isascii():
            continue  # raw 8-bit letters, which the standard library does not read
        subject = " ".join(str(make_header(decode_header(reference["subject"]))).split())
        name, addr_spec = parseaddr(reference["from"])

        assert (label["id"], subject) == (label["id"], message.subject)
        assert (label["id"], addr_spec) == (label["id"], message.senders[0].addr_spec)
        assert (label["id"], str(make_header(decode_header(name)))) == (label["id"], message.senders[0].display_name)


def test_every_registration_has_a_body_a_date_and_no_replacement_character(shared: Path) -> None:
    for label, octets in registrations(shared):
        message = parse(octets)

        assert message.text or message.html, label["id"]
        assert "\ufffd" not in message.text + message.html + message.subject, label["id"]
        assert message.received is not None, label["id"]


@pytest.mark.parametrize("intent", ["register", "update", "cancel", "question", "decline"])
def test_no_mail_of_a_person_is_taken_for_a_machines(shared: Path, intent: str) -> None:
    of_people = [(label["id"], parse(octets)) for label, octets in registrations(shared) if label["intent"] == intent]

    assert [] == [name for name, message in of_people if has_sign(message)]
