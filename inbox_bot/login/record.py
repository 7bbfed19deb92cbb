"""The log-in as it is kept in a file: written whole or not at all, for this user alone."""

import fcntl
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from pydantic import AwareDatetime, TypeAdapter, ValidationError

from inbox_bot.login.errors import LoginError

_PATIENCE = 60.0
"""Seconds that another process may take to renew."""
_SKEW = timedelta(minutes=1)
"""A token that is about to lapse may do so under way."""


@dataclass(frozen=True, slots=True)
class Granted:
    """What a provider gave."""

    access_token: str
    expires_in: timedelta
    refresh_token: str = ""
    """Empty where the old one stays."""
    lasts: timedelta | None = None
    """How long the refresh token is good for, where the provider says so."""
    account: str = ""
    """Who signed in, where the provider says so."""


@dataclass(frozen=True, slots=True)
class Record:
    """A log-in. Moments are aware."""

    client: str
    """The application that it was given to."""
    access_token: str
    obtained_at: AwareDatetime
    expires_at: AwareDatetime
    """When the access token lapses."""
    refresh_token: str = ""
    lasts_until: AwareDatetime | None = None
    """When the refresh token lapses, where that is known."""
    account: str = ""
    refused: str = ""
    """Why the provider would not renew it; empty while all is well."""
    refused_at: AwareDatetime | None = None

    @classmethod
    def of(cls, client: str, granted: Granted, now: datetime) -> Self:
        """Return the first one after a sign-in."""
        empty = cls(client=client, access_token="", obtained_at=now, expires_at=now, account=granted.account)
        return empty.renewed(granted, now)

    def renewed(self, granted: Granted, now: datetime) -> Self:
        """Return it with what was *granted*."""
        return replace(
            self,
            access_token=granted.access_token,
            obtained_at=now,
            expires_at=now + granted.expires_in,
            refresh_token=granted.refresh_token or self.refresh_token,
            lasts_until=now + granted.lasts if granted.lasts else self.lasts_until,
            refused="",
            refused_at=None,
        )

    def valid(self, now: datetime) -> bool:
        """Whether the access token can be used; a clock that was set back tells nothing."""
        return self.obtained_at - _SKEW <= now < self.expires_at - _SKEW

    def fresh(self, now: datetime) -> bool:
        """Whether less than half of its life is over."""
        return self.obtained_at - _SKEW <= now < self.obtained_at + (self.expires_at - self.obtained_at) / 2


_RECORD = TypeAdapter(Record)


def read(path: Path) -> Record | None:
    """Return what is kept at *path*, None where nothing is; LoginError where it cannot be read."""
    try:
        return _RECORD.validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LoginError(f"{path} cannot be read: {error.strerror}; it has to belong to who runs inbox-bot") from None
    except ValidationError:
        raise LoginError(f"{path} holds no log-in; run `inbox-bot login`") from None


def write(path: Path, record: Record) -> None:
    """Put *record* in the place of what is kept at *path*; OSError leaves that as it was."""
    text = _RECORD.dump_json(record)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # for this user alone: mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            if os.geteuid() == 0:  # root signs in for the service, which owns the folder
                owner = path.parent.stat()
                os.fchown(file.fileno(), owner.st_uid, owner.st_gid)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep other processes and threads from renewing what is kept at *path*; LoginError if one does not end."""
    try:
        folder = os.open(path.parent, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise LoginError(f"{path.parent} cannot be read: {error.strerror}; make the folder") from None
    try:
        end = time.monotonic() + _PATIENCE
        while not _locked(folder):
            if time.monotonic() > end:
                raise LoginError("another inbox-bot is renewing the log-in; it is tried again later")
            time.sleep(0.05)
        yield
    finally:
        os.close(folder)


def _locked(folder: int) -> bool:
    with suppress(BlockingIOError):
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False
