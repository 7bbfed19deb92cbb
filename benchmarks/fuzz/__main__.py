"""Fuzz for so many seconds: `python -m benchmarks.fuzz [--seconds N]`; `--replay` or `--reduce` what was found."""

import re
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import NamedTuple

from benchmarks.fuzz import promises, seeds
from benchmarks.fuzz.mutation import FIELDS, PIECES
from benchmarks.fuzz.reduction import reduced
from benchmarks.labelled import ROOT

_ENDLESS = 60
"""Seconds of the clock after which a mail ends the process that reads it."""
_MEGABYTES = 2000
_RUNS = re.compile(r"^#(\d+)", re.MULTILINE)
_COVERED = re.compile(r"cov: (\d+) ft: (\d+) corp: (\d+)")


class Figures(NamedTuple):
    """What came of it."""

    runs: int = 0
    covered: str = ""
    """What libFuzzer said last of branches, features and the corpus."""
    starts: int = 0
    seconds: float = 0.0


def main() -> int:
    """Fuzz, and say what was found; 1 if anything was that holds without being watched."""
    options = _options()
    if options.replay:
        promises.hold(options.replay.read_bytes())
        return 0
    if options.reduce:
        options.reduce.write_bytes(reduced(options.reduce.read_bytes()))
        return 0
    figures = _fuzz(options)
    found = [file for file in sorted((options.folder / "findings").glob("*.eml")) if _breaks(file)]
    print(f"{figures.runs} runs in {figures.seconds:.0f} s, {figures.starts} starts; {figures.covered}")
    print(f"{len(found)} findings")
    for file in found:
        print(f"  python -m benchmarks.fuzz --replay {file}")
    return 1 if found else 0


def _options() -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=3600, metavar="N", help="for how long (3600)")
    parser.add_argument("--runs", type=int, default=-1, metavar="N", help="end after so many mails")
    parser.add_argument("--seeds", type=int, metavar="N", help="begin with so many mails; with some 900 if not said")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of chance; another each time if not said")
    parser.add_argument("--folder", type=Path, default=ROOT / ".fuzz", help="where corpus and findings are kept")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="try this mail alone")
    parser.add_argument("--reduce", type=Path, metavar="FILE", help="make this mail as small as it can be")
    return parser.parse_args()


def _fuzz(options: Namespace) -> Figures:
    folder: Path = options.folder
    for name in ("corpus", "findings"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    seeds.write(folder / "seeds", options.seeds)
    _write_dictionary(folder / "dictionary")
    figures, begun = Figures(), time.monotonic()
    while (left := options.seconds - int(time.monotonic() - begun)) > 0:
        code, said = _start(folder, options, left)
        figures = _plus(figures, said)
        if code == 0:
            break
        print(f"started again: {said[-300:]}", file=sys.stderr, flush=True)
    return figures._replace(seconds=time.monotonic() - begun)


def _start(folder: Path, options: Namespace, seconds: int) -> tuple[int, str]:
    """Fuzz until it ends; return the exit code and what was said."""
    log = folder / "log"
    settings = {
        "max_total_time": seconds,
        "runs": options.runs,
        "seed": options.seed,
        "timeout": _ENDLESS,
        "rss_limit_mb": _MEGABYTES,
        "max_len": seeds.LARGEST,
        "len_control": 0,
        "dict": folder / "dictionary",
        "artifact_prefix": f"{folder / 'findings'}/",
    }
    command = [sys.executable, "-m", "benchmarks.fuzz.fuzzing", str(folder / "findings")]
    command += [f"-{name}={value}" for name, value in settings.items()]
    with log.open("w", encoding="utf-8") as said:
        done = subprocess.run([*command, folder / "corpus", folder / "seeds"], check=False, cwd=ROOT, stderr=said)
    # What libFuzzer itself keeps is named timeout-…, oom-… or crash-….
    for file in (folder / "findings").glob("*-*"):
        if not file.suffix:
            file.rename(file.with_suffix(".eml"))
    return done.returncode, log.read_text("utf-8", "replace")


def _plus(figures: Figures, said: str) -> Figures:
    runs = int(([0, *_RUNS.findall(said)])[-1])
    covered = ([("?", "?", "?"), *_COVERED.findall(said)])[-1]
    words = "{} branches, {} features, {} mails kept".format(*covered)
    return figures._replace(runs=figures.runs + runs, covered=words, starts=figures.starts + 1)


def _breaks(file: Path) -> bool:
    """Tell whether the mail in *file* breaks a promise also where nobody watches, which takes time."""
    command = [sys.executable, "-m", "benchmarks.fuzz", "--replay", str(file.resolve())]
    try:
        done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, timeout=2 * _ENDLESS)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def _write_dictionary(file: Path) -> None:
    quoted = ("".join(f"\\x{octet:02x}" for octet in piece) for piece in (*PIECES, *FIELDS) if len(piece) <= 64)
    file.write_text("".join(f'"{piece}"\n' for piece in quoted), "ascii")


if __name__ == "__main__":
    sys.exit(main())
