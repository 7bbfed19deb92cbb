"""A folder with a log-in, at a token server that the test commands."""

import json
import ssl
import threading
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import trustme

from inbox_bot.config import LoginSettings
from inbox_bot.login import Browser, Login
from servers.tokens import CLIENT, SECRET, TENANT, TokenServer, token_server

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(scope="session")
def token_authority() -> trustme.CA:
    """Return who signs the certificate of the token server."""
    return trustme.CA()


class Clock:
    """Stands still until it is told."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


class Place:
    """One folder with one log-in, at a provider that the test chooses."""

    def __init__(self, folder: Path, server: TokenServer, authority: trustme.CA) -> None:
        self.folder = folder
        self.server = server
        self.clock = Clock()
        self.said: list[str] = []
        self.slept: list[float] = []
        self.context = ssl.create_default_context()
        authority.configure_trust(self.context)
        authority.cert_pem.write_to_path(folder / "authority.pem")
        (folder / "secret").write_text(SECRET, "utf-8")
        keys = {"client_id": "desktop", "client_secret": "d3sktop", "auth_uri": f"{server.address}/auth"}
        installed = {"installed": {**keys, "token_uri": f"{server.address}/token"}}
        (folder / "google.json").write_text(json.dumps(installed), "utf-8")

    def login(self, provider: str = "microsoft", **given: Any) -> Login:
        of = {"client_id": CLIENT, "tenant": TENANT, "authority": self.server.address}
        of = of if provider == "microsoft" else {"client_file": "google.json"}
        settings = LoginSettings.model_validate({"provider": provider, "timeout": "2s", **of, **given})
        return Login(settings, self.folder, context=self.context, clock=self.clock)

    def signed_in(self, provider: str = "microsoft", **given: Any) -> Login:
        login = self.login(provider, **given)
        if provider == "microsoft":
            login.sign_in(self.said.append, None, self.slept.append)
        else:
            self.in_browser(login)
        return login

    def in_browser(self, login: Login, answer: Callable[[str], str] | None = None) -> None:
        """Sign in as somebody who opens the address that is said."""

        def say(line: str) -> None:
            self.said.append(line)
            if line.strip().startswith("https://"):
                back = (answer or self.server.visit)(line.strip())
                if back:
                    threading.Thread(target=opened, args=(back,), daemon=True).start()

        with Browser.open(None, say, patience=5) as browser:
            login.sign_in(say, browser, self.slept.append)

    @property
    def kept(self) -> dict[str, Any]:
        held: dict[str, Any] = json.loads((self.folder / "login.json").read_text("utf-8"))
        return held


def opened(address: str) -> None:
    urllib.request.urlopen(address, timeout=30).close()  # noqa: S310 - our own page


@pytest.fixture
def place(tmp_path: Path, token_authority: trustme.CA) -> Iterator[Place]:
    with token_server(token_authority) as server:
        yield Place(tmp_path, server, token_authority)
