"""Rows that were run whole, kept until the code changes: a run that was broken off goes on where it was."""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from pathlib import Path

from benchmarks.faults.table import Row

_ROOT = Path(__file__).resolve().parents[2]
_FOLDER = _ROOT / ".faults"
_CODE = ("inbox_bot", "templates", "benchmarks/faults", "tests/outside", "tests/servers")


def kept(name: str) -> Row | None:
    """Return what the row *name* came to with the code as it is; None where it was not run."""
    with suppress(OSError, ValueError, TypeError):
        return Row(**json.loads(_file(name).read_text("utf-8")))
    return None


def keep(name: str, row: Row) -> None:
    """Keep what the row *name* came to."""
    _FOLDER.mkdir(exist_ok=True)
    _file(name).write_text(json.dumps(asdict(row)), "utf-8")


def _file(name: str) -> Path:
    return _FOLDER / f"{name}-{_state()}.json"


@cache
def _state() -> str:
    """Return a digest of all code that a row may run."""
    state = sha256()
    for path in sorted(_sources()):
        state.update(f"{path.relative_to(_ROOT)}\0".encode() + path.read_bytes())
    return state.hexdigest()[:12]


def _sources() -> Iterable[Path]:
    return (
        path
        for name in _CODE
        for path in (_ROOT / name).rglob("*")
        if path.is_file() and path.suffix in {".py", ".toml", ".txt", ".html"}
    )
