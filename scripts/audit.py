"""Look the locked packages up among the known vulnerabilities; where these cannot be reached, say so and pass."""

import json
import subprocess
import sys
import urllib.request
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WITNESS = "https://pypi.org/pypi/jinja2/2.10/json"
"""A package that is known to be vulnerable. A mirror that knows nothing of that would find every package safe."""
_SECONDS = 15


def reachable(witness: str = WITNESS) -> bool:
    """Tell whether what is known of vulnerabilities can be asked for from here."""
    try:
        with urllib.request.urlopen(witness, timeout=_SECONDS) as answer:  # noqa: S310 - an address of our own
            return bool(json.load(answer)["vulnerabilities"])
    except (OSError, ValueError, LookupError, TypeError):
        return False


def audit() -> int:
    """Return 0 where no locked package is known to be vulnerable."""
    here = ROOT / ".venv" / "audit"
    if not (here / "bin" / "pip-audit").exists():
        venv.create(here, with_pip=True)
        lock = ROOT / "requirements" / "audit.lock"
        if code := _run(here / "bin" / "pip", "install", "--quiet", "--require-hashes", "-r", lock):
            return code
    locks = [part for name in ("run", "demo", "dev") for part in ("-r", ROOT / "requirements" / f"{name}.lock")]
    return _run(here / "bin" / "pip-audit", "--disable-pip", "--require-hashes", "--progress-spinner=off", *locks)


def _run(*command: str | Path) -> int:
    return subprocess.run(list(map(str, command)), check=False).returncode


def main() -> int:
    """Return the exit code."""
    if not reachable():
        print("Audit skipped: the list of known vulnerabilities (pypi.org) cannot be reached from here.")
        return 0
    return audit()


if __name__ == "__main__":
    sys.exit(main())
