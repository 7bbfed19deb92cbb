"""What every test may ask for."""

from pathlib import Path

import pytest

pytest_plugins = ["databases", "logins"]


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of reference mails that lies beside the checkout; skip where it is absent."""
    folder = Path(__file__).resolve().parent.parent.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the reference mails are not here")
    return folder
