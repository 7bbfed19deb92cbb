"""Where the files lie that come with the program: inside the package in the wheel, next to it in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """Return the file or folder called *name*; FileNotFoundError where the installation is broken."""
    for folder in (_PACKAGE, _PACKAGE.parent):
        if (folder / name).exists():
            return folder / name
    raise FileNotFoundError(f"{_PACKAGE / name} is missing; install inbox-bot again")
