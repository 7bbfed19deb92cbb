"""Connect to an IMAP server and log in; the only module that knows how IMAPClient is set up."""

import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from imaplib import IMAP4
from pathlib import Path

from imapclient import IMAPClient  # type: ignore[import-untyped]  # ships no types

from inbox_bot import bearer
from inbox_bot.bearer import Tokens
from inbox_bot.config import MailboxSettings, SecretError
from inbox_bot.mailbox.errors import FolderMissing, LoginRefused, MailboxError, words

__all__ = ["IMAPClient", "connect", "cut", "end", "existing_folders", "missing_or"]

_FAREWELL = 2.0
"""Seconds that a server may take to say good-bye."""
# Response codes that say "not now" (RFC 5530, section 3).
_LATER = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]", "[CONTACTADMIN]")


def connect(
    settings: MailboxSettings, folder_of_config: Path, context: ssl.SSLContext, tokens: Tokens | None = None
) -> IMAPClient:
    """Return a connection that is verified and logged in; raises what imaplib raises, LoginRefused, MailboxError.

    It logs in with one of *tokens* if given, else with the password that *settings* name.
    """
    secret = _secret(settings, folder_of_config, tokens)
    client = IMAPClient(
        settings.host,
        settings.port,
        ssl=settings.security == "tls",
        ssl_context=context,
        timeout=settings.timeout.total_seconds(),
    )
    try:
        # IMAPClient makes imaplib repr() every octet for a log nobody reads, at five times the cost of a FETCH.
        client._imap.debug = 0  # noqa: SLF001 - there is no public way; a test watches it
        client.normalise_times = False
        # IMAPClient writes a SEARCH and an APPEND in pieces, and each would wait for the acknowledgement of the last.
        client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if settings.security == "starttls":
            _start_tls(client, settings, context)
        if tokens:
            _log_in_with_a_token(client, settings, secret, lambda: _secret(settings, folder_of_config, tokens, secret))
        else:
            _log_in(client, settings, secret)
    except BaseException:
        end(client, politely=False)
        raise
    return client


def end(client: IMAPClient, *, politely: bool = True) -> None:
    """Close the connection, whatever state it is in."""
    if politely:
        with suppress(IMAP4.error, OSError, ValueError):
            client.socket().settimeout(min(_FAREWELL, client.socket().gettimeout() or _FAREWELL))
            client.logout()
            return
    with suppress(IMAP4.error, OSError, ValueError):
        client.shutdown()


def cut(client: IMAPClient) -> None:
    """End what another thread reads or writes on the connection, at once."""
    with suppress(OSError):
        # Not the method of a TLS socket: that takes the ground from under who is reading.
        socket.socket.shutdown(client.socket(), socket.SHUT_RDWR)


def existing_folders(client: IMAPClient) -> tuple[str, ...]:
    """Return the names of all folders."""
    return tuple(sorted(name for _, _, name in client.list_folders()))


def missing_or(client: IMAPClient, host: str, folder: str, error: IMAP4.error) -> Exception:
    """Return FolderMissing where the server refused because there is no such folder, else *error*."""
    if isinstance(error, IMAP4.abort):
        return error
    existing = existing_folders(client)
    return error if folder in existing or folder.upper() == "INBOX" else FolderMissing(host, folder, existing)


def _secret(settings: MailboxSettings, folder_of_config: Path, tokens: Tokens | None, refused: str = "") -> str:
    source = tokens or settings.password
    if source is None:
        raise LoginRefused(f"{settings.host} wants a log-in; add username and password to [mailbox]")
    try:
        return source.token(refused) if isinstance(source, Tokens) else source.read(folder_of_config)
    except SecretError as error:
        raise MailboxError(f"no log-in at {settings.host}: {error}") from None


def _start_tls(client: IMAPClient, settings: MailboxSettings, context: ssl.SSLContext) -> None:
    if not client.has_capability("STARTTLS"):
        raise MailboxError(
            f'{settings.host} offers no STARTTLS on port {settings.port}; write security = "tls" and its port (993)'
        )
    client.starttls(context)


def _log_in(client: IMAPClient, settings: MailboxSettings, secret: str) -> None:
    if refusal := _refusal(client, settings, secret):
        raise LoginRefused(
            f"{settings.host} refuses the log-in: {refusal}; check mailbox.username and its password "
            "(some providers want a password made for this program, or oauth2)"
        )


def _log_in_with_a_token(client: IMAPClient, settings: MailboxSettings, token: str, another: Callable[[], str]) -> None:
    """Log in with *token*; where that is refused, with *another*, once."""
    refusal = _refusal(client, settings, token, by_token=True)
    if refusal and (newer := another()) != token:
        refusal = _refusal(client, settings, newer, by_token=True)
    if refusal:
        raise LoginRefused(
            f"{settings.host} refuses the log-in: {refusal}; check mailbox.username, and that IMAP is "
            "allowed for this mailbox (docs/login.md)"
        )


def _refusal(client: IMAPClient, settings: MailboxSettings, secret: str, *, by_token: bool = False) -> str:
    """Log in; return the words of a server that refuses, nothing where it is done."""
    try:
        if by_token:
            _bear(client, settings, secret)
        elif client.has_capability("AUTH=PLAIN"):  # LOGIN cannot carry a password outside ASCII
            client.plain_login(settings.username, secret)
        else:
            client.login(settings.username, secret)
    except IMAP4.error as error:
        said = words(error.__context__ or error).replace(secret, "…").replace(settings.username, "…")
        if isinstance(error.__context__ or error, IMAP4.abort) or said.upper().startswith(_LATER):
            raise MailboxError(f"no log-in at {settings.host} now: {said}; it is tried again later") from None
        return said or "without a word"
    except UnicodeEncodeError:
        raise LoginRefused(f"{settings.host} takes only ASCII passwords; choose another") from None
    return ""


def _bear(client: IMAPClient, settings: MailboxSettings, token: str) -> None:
    offered = [name.decode("ascii", "replace").removeprefix("AUTH=") for name in client.capabilities()]
    mechanism = bearer.mechanism(offered)
    if mechanism is None:
        raise LoginRefused(f"{settings.host} takes no tokens; take out mailbox.oauth2 and write password = …")
    exchange = bearer.Exchange(mechanism, settings.username, token, settings.host, settings.port)
    client.sasl_login(mechanism, exchange.answer)
