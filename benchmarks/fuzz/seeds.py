"""What fuzzing begins with: mails of the corpora, and those that were made to hurt."""

from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.message import Message as Part
from itertools import chain
from pathlib import Path

from benchmarks.fuzz.handling import CORPORA
from benchmarks.labelled import PLACES
from outside.torture import mails

LARGEST = 4096
"""Octets of a mail: what is larger is slower to read, and seldom says more."""
_OTHERS = 10
"""Of the corpora whose events are not asked here, every so-manieth mail is taken."""
_CODED = {"base64", "quoted-printable"}


def write(folder: Path, most: int | None = None) -> int:
    """Write the seeds into *folder*, at *most* so many, spread over all of them; return how many."""
    octets = list(_seeds())
    some = octets[:: max(1, len(octets) // most)] if most else octets
    folder.mkdir(parents=True, exist_ok=True)
    for number, one in enumerate(some):
        (folder / f"{number:04}.eml").write_bytes(one)
    return len(some)


def _seeds() -> Iterator[bytes]:
    mine = chain.from_iterable(_messages(PLACES[0] / name) for name in CORPORA)
    others = chain.from_iterable(
        _messages(folder) for folder in sorted(PLACES[0].iterdir()) if folder.name not in CORPORA
    )
    files = [*mine, *list(others)[::_OTHERS]]
    for number, file in enumerate(files):
        octets = file.read_bytes()
        # Chance finds no words within Base64: half of the mails are laid open.
        octets = octets if number % 2 else laid_open(octets)
        if len(octets) <= LARGEST:
            yield octets
    yield from (octets for _, octets in mails() if len(octets) <= LARGEST)


def _messages(folder: Path) -> list[Path]:
    return sorted((folder / "messages").glob("*.eml"))


def laid_open(octets: bytes) -> bytes:
    """Return *octets* with the texts free of their transfer encodings; unchanged where that fails."""
    with suppress(Exception):
        root = message_from_bytes(octets)
        for part in root.walk():
            _lay_open(part)
        return root.as_bytes()
    return octets


def _lay_open(part: Part) -> None:
    if part.get_content_maintype() == "text" and str(part.get("Content-Transfer-Encoding")).lower() in _CODED:
        payload = part.get_payload(decode=True)
        assert isinstance(payload, bytes)
        part.replace_header("Content-Transfer-Encoding", "8bit")
        part.set_payload(payload.decode("ascii", "surrogateescape"))
