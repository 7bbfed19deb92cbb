"""Mutants of the lines that matter most, each of which the tests have to catch: `python -m benchmarks.mutations`."""

import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
_CAUGHT = 1
"""What pytest ends with when a test failed, and not something else."""


class Mutation(NamedTuple):
    """One line (or two) that says something else, and the tests that should notice."""

    what: str
    file: str
    line: str
    instead: str
    tests: str


MUTATIONS = (
    Mutation(
        "the dot leaves before the outbox says so",
        "submission/__init__.py",
        "            before_dot()\n            self._listen(smtp)  # the server may have gone meanwhile\n",
        "            answer = self._finish(smtp)\n            before_dot()\n            return self._settle(answer)\n",
        "tests/test_faults.py -k 'kill_at and dot'",
    ),
    Mutation(
        "no answer to the dot means try again",
        "outbox.py",
        "            self._doubt(item, str(error), delivered)",
        "            self._postpone(item, str(error), delivered)",
        "tests/test_outbox.py",
    ),
    Mutation(
        "what a dead process was handing over is sent again",
        "store/delivering.py",
        '.values(state=State.UNKNOWN, settled_at=at, last_error="interrupted',
        '.values(state=State.PENDING, settled_at=at, last_error="interrupted',
        "tests/test_outbox.py",
    ),
    Mutation(
        "a claim that lapsed holds nobody back",
        "outbox.py",
        "                    raise Lost\n",
        "                    pass\n",
        "tests/test_outbox.py",
    ),
    Mutation(
        "a mail that was decided is decided again",
        "intake.py",
        "        if not fresh:\n",
        "        if fresh is None:\n",
        "tests/test_intake.py",
    ),
    Mutation(
        "the floor rises over what was not taken",
        "polling.py",
        "settled = min(still) if still else max(uids",
        "settled = max(uids",
        "tests/test_polling.py",
    ),
    Mutation(
        "a UID means the same under every UIDVALIDITY",
        "store/uids.py",
        "                table.c.folder == folder, table.c.uidvalidity == uidvalidity, table.c.uid >= floor\n",
        "                table.c.folder == folder, table.c.uid >= floor\n",
        "tests/test_store.py",
    ),
    Mutation(
        "a server may give a UID twice",
        "familiar.py",
        "self.mailbox.uidnext < expected",
        "self.mailbox.uidnext < 0",
        "tests/test_familiar.py",
    ),
    Mutation(
        "a mail may take all the time it wants",
        "nursery.py",
        "math.ceil(time.process_time()) + limits.seconds",
        "1000",
        "tests/test_reader.py",
    ),
    Mutation(
        "reading marks as read",
        "mailbox/fetching.py",
        '"BODY.PEEK[]"',
        '"BODY[]"',
        "tests/test_mailbox.py tests/test_mailbox_dovecot.py",
    ),
    Mutation(
        "a machine is a sender like any other",
        "core/rules.py",
        "    automatic,\n",
        "",
        "tests/core/test_rules.py",
    ),
    Mutation(
        "one reply more than the limit",
        "core/case.py",
        "self.history.replies_to_sender >= self.limits.per_sender",
        "self.history.replies_to_sender > self.limits.per_sender",
        "tests/core/test_rules.py tests/test_limits.py",
    ),
    Mutation(
        "the deadline itself is late",
        "core/event.py",
        "at.timestamp() > self.deadline.timestamp()",
        "at.timestamp() >= self.deadline.timestamp()",
        "tests/core -k deadline",
    ),
)


def caught(mutation: Mutation, copy: Path) -> bool:
    """Tell whether the tests notice *mutation* in *copy*, which is whole again afterwards."""
    path = copy / "inbox_bot" / mutation.file
    text = path.read_text("utf-8")
    if text.count(mutation.line) != 1:
        raise SystemExit(f"{mutation.file} does not hold this line once: {mutation.line.strip()}")
    path.write_text(text.replace(mutation.line, mutation.instead), "utf-8")
    try:
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *shlex.split(mutation.tests)]
        return subprocess.run(command, cwd=copy, stdout=subprocess.DEVNULL, check=False).returncode == _CAUGHT
    finally:
        path.write_text(text, "utf-8")


def main() -> int:
    """Print each mutation and whether it was caught; 1 if one was not."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "__pycache__", "dist"))
        found = []
        for mutation in MUTATIONS:
            found.append(caught(mutation, copy))
            print(f"{'caught' if found[-1] else 'MISSED':8} {mutation.what:52} {mutation.tests}", flush=True)
    return 0 if all(found) else 1


if __name__ == "__main__":
    sys.exit(main())
