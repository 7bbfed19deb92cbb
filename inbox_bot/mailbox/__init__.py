"""IMAP: which mail is new, what it holds, and what to leave behind (RFC 9051, RFC 3501)."""

import logging
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from imaplib import IMAP4
from pathlib import Path

from inbox_bot import tls
from inbox_bot.bearer import Tokens, tokens_of
from inbox_bot.config import MailboxSettings, MoveTo, Tag
from inbox_bot.mailbox import fetching, handling, idling, sending, session
from inbox_bot.mailbox.errors import CertificateRefused, FolderMissing, LoginRefused, MailboxError, translated
from inbox_bot.mailbox.fetching import Fact, Fetched
from inbox_bot.mailbox.sending import Sent, SentFolder

__all__ = [
    "CertificateRefused",
    "Fact",
    "Fetched",
    "FolderMissing",
    "LoginRefused",
    "Mailbox",
    "MailboxError",
    "Sent",
    "SentFolder",
]

log = logging.getLogger(__name__)


class Mailbox:
    """One folder of one account, over one connection.

    No mail is ever marked as read. Every method may raise MailboxError, after which the connection is closed and `open`
    has to be called again; commands of several threads wait for each other.
    """

    def __init__(
        self,
        settings: MailboxSettings,
        folder_of_config: Path,
        *,
        context: ssl.SSLContext | None = None,
        login: Tokens | None = None,
    ) -> None:
        self.uidvalidity = 0
        self.uidnext = 0
        self.says_uidnext = False
        self.is_strange = True
        """Whether nobody has looked yet if this is the folder that it was."""
        self._settings = settings
        self._folder_of_config = folder_of_config
        self._context = context or tls.verified()
        self._tokens = tokens_of(settings.oauth2, folder_of_config, login)
        self._client: session.IMAPClient | None = None
        self._lock = threading.Lock()
        self._cut = False
        self._permanent_flags: Sequence[bytes] | None = None
        self._warned = False

    def open(self) -> None:
        """Connect, log in and select the folder, unless that is done; sets `uidvalidity`, `uidnext` and `is_strange`.

        `says_uidnext` tells whether the server said the second; else it is the UID after the last mail that is there.
        Raises CertificateRefused, LoginRefused, FolderMissing or another MailboxError.
        """
        with self._lock:
            if self._client is not None:
                return
            with translated(self._settings.host):
                client = session.connect(self._settings, self._folder_of_config, self._context, self._tokens)
                try:
                    self._select(client)
                except BaseException:
                    session.end(client, politely=False)
                    raise
            self._client = client
            self.is_strange = True

    def select(self) -> None:
        """Open, or select the folder once more: another one may bear its name by now. Raises as `open`."""
        if self._client is None:
            self.open()
            return
        with self._talking() as client:
            self._select(client)

    def close(self) -> None:
        """Log out; never raises."""
        with self._lock:
            self._drop(politely=True)

    def cut(self) -> None:
        """Break off for good, from any thread: who waits for the server gets a MailboxError at once.

        Not while `open` is connecting; that ends by its time-out.
        """
        self._cut = True
        client = self._client
        if client is not None:
            session.cut(client)

    def check(self) -> None:
        """Open, and see that the folder for copies is there; raises as `open` does."""
        self.open()
        folder = self._settings.sent
        with self._talking() as client:
            if folder is not None and not client.folder_exists(folder):
                raise FolderMissing(self._settings.host, folder, session.existing_folders(client))

    @property
    def can_idle(self) -> bool:
        """Whether the server tells of new mail by itself."""
        with self._talking() as client:
            return bool(client.has_capability("IDLE"))

    def uids(self, floor: int, since: datetime | None = None) -> list[int]:
        """Return the UIDs from *floor* up, in order; with *since* (aware), mail that is older by days is left out."""
        criteria: list[object] = ["UID", f"{floor}:*"]
        if since is not None:
            # SINCE compares dates and disregards time zones (RFC 9051, section 6.4.4).
            criteria += ["SINCE", (since.astimezone(UTC) - timedelta(days=1)).date()]
        with self._talking() as client:
            client.noop()  # a server may tell of new mail only between commands
            found = client.search(criteria)
        # "*" is the last mail, even when its UID is below the floor.
        return sorted({uid for uid in found if uid >= floor})

    def facts(self, uids: Sequence[int]) -> list[Fact]:
        """Return size and time of arrival of those of *uids* that are still there."""
        with self._talking() as client:
            return fetching.facts(client, uids)

    def fetch(self, mails: Sequence[Fact], max_octets: int) -> Iterator[list[Fetched]]:
        """Yield *mails* in batches, each next one read while the caller works; of larger ones the header block alone.

        A mail that is gone or cannot be read is left out.
        """
        batches = fetching.batches(mails, max_octets)
        if not batches:
            return
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="fetch") as ahead:
            coming = ahead.submit(self._fetch, batches[0], max_octets)
            for batch in batches[1:]:
                fetched = coming.result()
                coming = ahead.submit(self._fetch, batch, max_octets)
                yield fetched
            yield coming.result()

    def idle(self, seconds: float, stop: Callable[[], bool] = lambda: False) -> bool:
        """Wait until mail arrives (True), *seconds* are over, or *stop*, asked every second, says so.

        Returns False at once where the server has no IDLE. Wait ten minutes at most: connections die silently.
        """
        with self._talking() as client:
            return bool(client.has_capability("IDLE")) and idling.idle(client, seconds, stop)

    def handle(self, uids: Sequence[int]) -> None:
        """Leave the mails as `handled` says; where the server cannot do that, say so once and leave them alone."""
        with self._talking() as client:
            obstacle = handling.obstacle(client, self._settings.handled, self._permanent_flags)
            if obstacle:
                self._warn(obstacle)
            elif isinstance(self._settings.handled, MoveTo):
                handling.move(client, uids, self._settings.handled)
            elif isinstance(self._settings.handled, Tag):
                handling.tag(client, uids, self._settings.handled)

    def remove(self, uids: Sequence[int]) -> None:
        """Take messages of our own out of the folder; where the server cannot do that singly, mark them as deleted."""
        with self._talking() as client:
            client.select_folder(self._settings.folder)
            handling.remove(client, uids)
            self._select(client)

    def sent_folder(self) -> SentFolder | None:
        """Return where sent messages lie: the folder `sent`, else the one that the server marks; None without any."""
        with self._talking() as client:
            return sending.folder(client, self._settings.sent)

    def sent_since(self, name: str, floor: int) -> list[Sent]:
        """Return what lies in the folder *name* from the UID *floor* up, by a few of its headers."""
        with self._talking() as client:
            found = sending.sent(client, name, floor)
            self._select(client)
        return found

    def append_sent(self, octets: bytes) -> None:
        """Put a copy of a reply, marked as read, into the folder `sent`; FolderMissing if that is not there."""
        folder = self._settings.sent
        if folder is None:
            return
        with self._talking() as client:
            try:
                client.append(folder, octets, flags=[rb"\Seen"])
            except IMAP4.error as error:
                raise session.missing_or(client, self._settings.host, folder, error) from error

    def _fetch(self, batch: Sequence[Fact], max_octets: int) -> list[Fetched]:
        with self._talking() as client:
            return fetching.fetch(client, batch, self.uidvalidity, max_octets)

    def _select(self, client: session.IMAPClient) -> None:
        folder = self._settings.folder
        try:
            answer = client.select_folder(folder, readonly=self._settings.handled == "leave")
        except IMAP4.error as error:
            raise session.missing_or(client, self._settings.host, folder, error) from error
        if b"UIDVALIDITY" not in answer:
            raise MailboxError(f'{self._settings.host} gives no UIDVALIDITY for "{folder}"; mails cannot be told apart')
        before = self.uidvalidity, self.uidnext
        self.uidvalidity = answer[b"UIDVALIDITY"]
        self.says_uidnext = bool(answer.get(b"UIDNEXT"))
        self.uidnext = answer.get(b"UIDNEXT") or max(client.search(["UID", "*"]), default=0) + 1
        self.is_strange |= self.uidvalidity != before[0] or self.uidnext < before[1]
        self._permanent_flags = answer.get(b"PERMANENTFLAGS")

    @contextmanager
    def _talking(self) -> Iterator[session.IMAPClient]:
        with self._lock:
            if self._client is None or self._cut:
                raise MailboxError(f"there is no connection to {self._settings.host}")
            try:
                with translated(self._settings.host):
                    yield self._client
            except FolderMissing:
                raise
            except BaseException:
                # What has not been read to its end cannot be talked to again.
                self._drop()
                raise

    def _drop(self, *, politely: bool = False) -> None:
        client, self._client = self._client, None
        if client is not None:
            session.end(client, politely=politely)

    def _warn(self, obstacle: str) -> None:
        if not self._warned:
            log.warning("handled mail stays as it is: %s %s", self._settings.host, obstacle)
        self._warned = True
