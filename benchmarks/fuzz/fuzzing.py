"""The process that fuzzes: the program is watched branch by branch, and what breaks a promise is kept.

`python -m benchmarks.fuzz` starts it, and starts it again where a mail ends it.
"""

import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["inbox_bot", "mailparser"]):
    from benchmarks.fuzz import promises
    from benchmarks.fuzz.handling import organiser
    from inbox_bot.warming import warm

from benchmarks.fuzz.mutation import changed, crossed
from benchmarks.fuzz.reduction import place_of

_OURS = 0.7
"""How often a mail is changed in our way; else libFuzzer changes octets in its own."""


def main() -> None:
    """Fuzz: the first argument is the folder for what is found, the others are libFuzzer's. Does not return."""
    findings = Path(sys.argv.pop(1))
    warm(organiser().events)
    promises.hold(b"From: a@b.be\nSubject: x\n\nx\n")
    atheris.Setup(sys.argv, _trying(findings), custom_mutator=_changed, custom_crossover=_crossed)
    atheris.Fuzz()


def _trying(findings: Path) -> Callable[[bytes], None]:
    def attempt(octets: bytes) -> None:
        try:
            promises.hold(octets)
        except Exception as error:  # noqa: BLE001  whatever it is, it is a finding, and the next mail is tried
            _keep(findings, octets, error)

    return attempt


def _keep(findings: Path, octets: bytes, error: Exception) -> None:
    """Keep *octets* under the name of the place that raised, unless a smaller mail is there."""
    file = findings / f"{place_of(error)}.eml"
    if not file.exists() or len(octets) < file.stat().st_size:
        file.write_bytes(octets)
        file.with_suffix(".txt").write_text("".join(traceback.format_exception(error)), "utf-8", "backslashreplace")
        print(f"FOUND {file.name}: {error!r}"[:300], file=sys.stderr, flush=True)


def _changed(octets: bytes, most: int, seed: int) -> bytes:
    if (seed % 1000) / 1000 < _OURS:
        return changed(octets, seed)[:most]
    return bytes(atheris.Mutate(octets, most))


def _crossed(one: bytes, other: bytes, most: int, seed: int) -> bytes:
    return crossed(one, other, seed)[:most]


if __name__ == "__main__":
    main()
