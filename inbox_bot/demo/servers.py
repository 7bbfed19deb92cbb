"""Mail servers in memory, on this machine alone: enough to try the program without an account anywhere."""

import asyncio
import ssl
import threading
from argparse import Namespace
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from aiosmtpd.smtp import SMTP, Envelope, Session
from proxyprotocol.reader import ProxyProtocolReader
from proxyprotocol.version import ProxyProtocolVersion
from pymap.backend.dict import Config, Identity, Login
from pymap.concurrent import Subsystem
from pymap.imap import IMAPServer
from pymap.user import Passwords, UserMetadata
from pysasl.hashing import BuiltinHash

LOOPBACK = "127.0.0.1"


class Accepted(NamedTuple):
    """A message that the SMTP server took; `mail_from` is empty for the null reverse-path."""

    mail_from: str
    rcpt_tos: tuple[str, ...]
    octets: bytes


@dataclass(frozen=True, slots=True)
class ImapServer:
    """Where the IMAP server listens."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where the SMTP server listens, and what it has taken so far."""

    host: str
    port: int
    accepted: list[Accepted] = field(default_factory=list)


@contextmanager
def imap_server(users: Mapping[str, str], port: int = 0) -> Iterator[ImapServer]:
    """Run an IMAP server without TLS for *users* (names and passwords), each with an empty INBOX.

    It knows IDLE, MOVE and UIDPLUS, but keeps no keywords.
    """
    with serving(lambda: _imap(users, port)) as bound:
        yield ImapServer(LOOPBACK, bound)


@contextmanager
def smtp_server(port: int = 0) -> Iterator[SmtpServer]:
    """Run an SMTP server that takes everything and delivers nothing."""
    accepted: list[Accepted] = []
    with serving(lambda: smtp_listener(lambda: SMTP(Taking(accepted), hostname=LOOPBACK), port)) as bound:
        yield SmtpServer(LOOPBACK, bound, accepted)


@contextmanager
def serving(start: Callable[[], Coroutine[None, None, asyncio.Server]]) -> Iterator[int]:
    """Run the server that *start* makes in a thread of its own; yields the port it is bound to."""
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(start())
    thread = threading.Thread(target=loop.run_forever, name="server", daemon=True)
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        server.close()
        loop.run_until_complete(_ended())
        loop.close()


async def smtp_listener(
    protocol: Callable[[], SMTP], port: int = 0, context: ssl.SSLContext | None = None
) -> asyncio.Server:
    """Listen for SMTP, with TLS from the first octet where there is a *context*."""
    return await asyncio.get_running_loop().create_server(protocol, LOOPBACK, port, ssl=context)


class Taking:
    """An aiosmtpd handler that takes every message."""

    def __init__(self, accepted: list[Accepted]) -> None:
        self._accepted = accepted

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Take one message."""
        # aiosmtpd gives the null reverse-path as "<>" or as nothing.
        mail_from = (envelope.mail_from or "").strip("<>")
        self._accepted.append(Accepted(mail_from, tuple(envelope.rcpt_tos), envelope.original_content or b""))
        return "250 OK"


class _Config(Config):
    @property
    def greeting(self) -> bytes:
        return b"ready"  # the host's name, which it would say, may take a name server long to find


async def _imap(users: Mapping[str, str], port: int) -> asyncio.Server:
    config = _Config(
        Namespace(passlib_cfg=None, proxy_protocol=None),
        host=LOOPBACK,
        port=port,
        demo_data=False,
        demo_user="",
        demo_password="",
        tls_enabled=False,
        hash_context=BuiltinHash(rounds=1),
        cpu_subsystem=Subsystem.for_asyncio(),
        invalid_user_sleep=0,
    )
    config.apply_context()
    login = Login(config)
    for name, password in users.items():
        await Identity(name, login, None, frozenset()).set(
            UserMetadata(config, name, password=await Passwords(config).hash_password(password))
        )
    connected = ProxyProtocolReader(ProxyProtocolVersion.get()).get_callback(IMAPServer(login, config))
    return await asyncio.start_server(connected, LOOPBACK, port)


async def _ended() -> None:
    """Let every connection come to its end."""
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
