"""Since when the store is away, remembered outside it: empty files, for a full disk has room for those alone."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from inbox_bot.config import Config


@dataclass(frozen=True, slots=True)
class Away:
    """Remembers across starts, in the first of *folders* that can be written. Where none can, nothing is remembered."""

    folders: Sequence[Path]
    name: str

    def since(self) -> datetime | None:
        """Return since when the store is away; None for not at all, so far as is remembered."""
        for path in (*self._files(".away"), *self._files(".told")):
            with suppress(OSError):
                return datetime.fromtimestamp(path.stat().st_mtime, UTC)
        return None

    @property
    def told(self) -> bool:
        """Whether the organiser knows."""
        return any(path.exists() for path in self._files(".told"))

    def begin(self, at: datetime) -> bool:
        """Remember that it is away since *at* (aware); False where that cannot be."""
        return self._touch(".away", at)

    def tell(self, since: datetime) -> None:
        """Remember that the organiser knows."""
        self._touch(".told", since)

    def end(self) -> None:
        """Remember nothing any more."""
        for path in (*self._files(".away"), *self._files(".told")):
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def _touch(self, suffix: str, at: datetime) -> bool:
        for path in self._files(suffix):
            with suppress(OSError):
                path.touch(mode=0o600)
                os.utime(path, (at.timestamp(), at.timestamp()))
                return True
        return False

    def _files(self, suffix: str) -> Iterator[Path]:
        return (folder / f"{self.name}{suffix}" for folder in self.folders)


def away_of(config: Config) -> Away:
    """Return what is remembered of *config*'s store: beside it, in systemd's folder for us, or beside config.toml."""
    prefix, url = "sqlite:///", config.store_url
    beside = [Path(url.removeprefix(prefix)).parent] if url.startswith(prefix) and url != prefix else []
    state = [Path(os.environ["STATE_DIRECTORY"])] if os.environ.get("STATE_DIRECTORY") else []
    return Away((*beside, *state, config.folder), f"store-{sha256(url.encode()).hexdigest()[:8]}")
