"""How a PostgreSQL server is reached."""

import os
import socket
from collections.abc import Callable
from contextlib import ExitStack, suppress
from getpass import getuser
from ipaddress import ip_address
from typing import Any

from pg8000 import dbapi
from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext

from inbox_bot.store import refusal
from inbox_bot.tls import verified

_CONNECT_SECONDS = 10
# Longer than the server lets a statement take, so that its own word comes first.
_ANSWER_SECONDS = 75
# A machine that fell asleep, or lost its power, in a transaction holds others up for a minute and no longer.
_SETTINGS = (
    "-c lock_timeout=30000 -c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000 -c timezone=UTC"
)
_PORT = 5432
_ENCRYPTED = {"require", "verify-ca", "verify-full"}


class _Connection(dbapi.Connection):  # type: ignore[misc]  # the driver ships no types
    def handle_messages(self, context: Any) -> None:  # noqa: ANN401  as above
        try:
            super().handle_messages(context)
        except OSError as error:
            # The driver lets some through. By the first two words SQLAlchemy knows that the line is of no use any more.
            raise dbapi.InterfaceError(f"network error: {error.strerror or error}") from error

    def close(self) -> None:
        # Who hung up first needs no goodbye; and after a refused login, the driver's failure to say it would hide why.
        with suppress(dbapi.Error):
            super().close()


def make_engine(url: URL, **options: Any) -> Engine:  # noqa: ANN401  passed on as they are
    """Return an engine for the server at *url*: over verified TLS, except on this machine.

    ValueError with the name of the first parameter in *url* that is not understood.
    """
    for name, value in url.query.items():
        if not (name == "host" and isinstance(value, str)) and not (name == "sslmode" and value in _ENCRYPTED):
            raise ValueError(name)
    plain = url.set(drivername="postgresql+pg8000", query={})
    engine = create_engine(plain, creator=_connector(url), pool_pre_ping=True, **options)
    event.listen(engine, "handle_error", _distrust)
    return engine


def _connector(url: URL) -> Callable[[], _Connection]:
    """Return what opens a connection; it raises the driver's errors alone, since SQLAlchemy knows no others."""

    def connect() -> _Connection:
        try:
            return _connect(url)
        except dbapi.Error:
            raise
        except OSError as error:
            raise dbapi.InterfaceError(error.strerror or str(error)) from error
        except Exception as error:  # the driver stumbles over whatever else listens there
            raise dbapi.InterfaceError(f"no PostgreSQL answers there ({type(error).__name__})") from error

    return connect


def _connect(url: URL) -> _Connection:
    host = str(url.query.get("host") or url.host or "localhost")
    plain = _is_here(host) and "sslmode" not in url.query
    with ExitStack() as undo:
        connection = _Connection(
            user=url.username or getuser(),
            password=url.password or os.environ.get("PGPASSWORD", ""),
            database=url.database,
            host=host,
            sock=_line(host, url.port or _PORT, undo),
            ssl_context=False if plain else verified(),
            startup_params={"options": _SETTINGS},
        )
        undo.pop_all()
    return connection


def _line(host: str, port: int, undo: ExitStack) -> socket.socket:
    if host.startswith("/"):
        line = undo.enter_context(socket.socket(socket.AF_UNIX))
        line.settimeout(_CONNECT_SECONDS)
        line.connect(f"{host}/.s.PGSQL.{port}")
    else:
        line = undo.enter_context(socket.create_connection((host, port), _CONNECT_SECONDS))
        line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    line.settimeout(_ANSWER_SECONDS)
    return line


def _is_here(host: str) -> bool:
    """Tell whether what is said to *host* stays on this machine."""
    try:
        return host.startswith("/") or host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _distrust(context: ExceptionContext) -> None:
    # An exception out of the driver's middle leaves an answer unread, which the next statement would take for its own.
    # And a session that began read only stays so, when the server takes writes again.
    if context.sqlalchemy_exception is None or refusal.is_read_only(context.sqlalchemy_exception):
        context.is_disconnect = True
