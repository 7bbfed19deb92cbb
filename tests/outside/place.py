"""An organiser's whole world, of real servers: mailbox, submission server, store, configuration, log."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from inbox_bot.demo.servers import Accepted
from outside.books import Books
from outside.post import EXAMPLE, ORGANISER, Posted
from outside.witnesses import Letter, Served, database, lying
from servers.dovecot import PASSWORD, Dovecot

_users = count()
_SINCE = {"start": "2018-11-01"}
Setting = str | int | bool | list[str] | Mapping[str, str] | None
"""None stands for nothing."""
Settings = Mapping[str, Setting]


@dataclass(frozen=True, slots=True)
class Place:
    """A mailbox of its own on *server*. Everything else lies in *folder*; *config* names it all."""

    server: Dovecot
    folder: Path
    store_url: str
    handled: Setting
    user: str = field(default_factory=lambda: f"organiser{next(_users)}")
    inbox: str = "INBOX"
    """The folder that the program looks at."""
    served: list[Served] = field(default_factory=list)
    """When a service was at work here."""

    @property
    def config(self) -> Path:
        """The path of config.toml."""
        return self.folder / "config.toml"

    @property
    def log(self) -> Path:
        """Where standard error goes, of every start."""
        return self.folder / "log"

    def configure(
        self,
        smtp: int,
        mailbox: Settings | None = None,
        submission: Settings | None = None,
        login: Settings | None = None,
    ) -> None:
        """Write the configuration for a submission server on the port *smtp*, with more settings where wanted."""
        (self.folder / "password").write_text(PASSWORD, "utf-8")
        here: Settings = {"host": "127.0.0.1", "security": "none"}
        own: Settings = {"username": self.user, "password": {"file": "password"}}
        sections: dict[str, Settings] = {
            "mailbox": {
                **here,
                "port": self.server.plain_port,
                **own,
                **_SINCE,
                "handled": self.handled,
                "folder": self.inbox,
                **(mailbox or {}),
            },
            "submission": {**here, "port": smtp, "from": f"Linda Boudry <{ORGANISER}>", **(submission or {})},
            "store": {"url": self.store_url},
            "organiser": {"addresses": [ORGANISER]},
            "reply": {"per_hour": 1_000_000, "remind_after": "never", "remind_before_closing": "never"},
        }
        if login:
            sections["login"] = login
        example = EXAMPLE.read_text("utf-8")
        written = "\n".join(f"[{name}]\n{_lines(values)}" for name, values in sections.items())
        # The event is over for years: what is of people would be emptied at once.
        event = example[example.index("[[event]]") :].replace("[[event]]", "[[event]]\nkeep_days = 100000", 1)
        self.config.write_text(f"{written}\n{event}", "utf-8")

    def post(self, mails: Sequence[Posted]) -> None:
        """Put *mails* into the mailbox, as the server received them."""
        with self.server.client(self.user) as client:
            client.multiappend(self.inbox, [{"msg": one.octets, "date": one.received_at} for one in mails])

    def books(self, posted: Sequence[Posted], accepted: Sequence[Accepted]) -> Books:
        """Ask all witnesses; *accepted* is what the SMTP server took."""
        with self.server.client(self.user) as client:
            lies = lying(client)
        letters = [Letter(one.rcpt_tos, one.octets, one.mail_from) for one in accepted]
        log = self.log.read_text("utf-8", "replace") if self.log.exists() else ""
        handled = self.handled if isinstance(self.handled, Mapping) else "leave"
        known = Books(posted, database(self.store_url), letters, log, lies, handled, (PASSWORD,), inbox=self.inbox)
        return replace(known, served=self.served, looks=self.server.looks(self.user))


def _lines(values: Settings) -> str:
    return "".join(f"{key} = {_toml(value)}\n" for key, value in values.items() if value is not None)


def _toml(value: Setting) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {json.dumps(one)}" for key, one in value.items()) + " }"
    return json.dumps(value)
