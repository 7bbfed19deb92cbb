"""Log lines: a fixed phrase, then the facts as key=value. No secrets; people's data at DEBUG only."""

import logging
import sys

_ORDINARY = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class Facts(logging.Formatter):
    """One line a record; what was passed as *extra* follows the phrase."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, its traceback only where the level is DEBUG."""
        facts = {key: value for key, value in vars(record).items() if key not in _ORDINARY}
        line = f"{self.formatTime(record)} {record.levelname.lower()} {record.name}: {record.getMessage()}"
        line += "".join(f" {key}={_plain(value)}" for key, value in facts.items())
        if record.exc_info and logging.getLogger().isEnabledFor(logging.DEBUG):
            line += "\n" + self.formatException(record.exc_info)
        elif record.exc_info and record.exc_info[0]:
            line += f" error={record.exc_info[0].__name__}"
        return line


def _plain(value: object) -> str:
    text = "".join(character if character.isprintable() else "?" for character in str(value))
    return f'"{text}"' if " " in text else text


def set_up(*, verbose: bool) -> None:
    """Log to standard error: INFO and above, everything if *verbose*."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Facts())
    logging.basicConfig(level=logging.DEBUG if verbose else logging.INFO, handlers=[handler], force=True)
    # These say what our own lines say better, or what is said on the wire.
    for chatty in ("imapclient", "sqlalchemy", "mail.log", "tzlocal", "asyncio"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    # These write tokens in full, and what a server said in place of one.
    for telling in ("msal", "urllib3", "requests_oauthlib", "oauthlib", "google", "google_auth_oauthlib"):
        logging.getLogger(telling).setLevel(logging.CRITICAL + 1)
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)  # the service listens to its events
