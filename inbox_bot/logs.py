"""Log lines: a fixed phrase, then the facts as key=value. No secrets, and nothing of people at any level."""

import logging
import sys
import traceback
from collections.abc import Iterator

_ORDINARY = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_OURS = "inbox_bot"


class Facts(logging.Formatter):
    """One line a record; what was passed as *extra* follows the phrase."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; where the level is DEBUG, with the places in the code that an exception passed."""
        facts = {key: value for key, value in vars(record).items() if key not in _ORDINARY}
        line = f"{self.formatTime(record)} {record.levelname.lower()} {record.name}: {record.getMessage()}"
        line += "".join(f" {key}={_plain(value)}" for key, value in facts.items())
        error = record.exc_info[1] if record.exc_info else None
        if error and logging.getLogger(_OURS).isEnabledFor(logging.DEBUG):
            line += "\n" + "\n".join(_places(error))
        elif error:
            line += f" error={type(error).__name__}"
        return line


def _places(error: BaseException) -> Iterator[str]:
    """Yield where *error* came from. Its own words may be a mail's, and stay out: nobody could forget them here."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier:
        yield from _places(earlier)
    for place in traceback.extract_tb(error.__traceback__):
        yield f"  {place.filename}:{place.lineno} {place.name}"
    yield f"  {type(error).__name__}"


def _plain(value: object) -> str:
    text = "".join(character if character.isprintable() else "?" for character in str(value))
    return f'"{text}"' if " " in text else text


def set_up(*, verbose: bool) -> None:
    """Log to standard error: INFO and above, and what our own code tells besides if *verbose*."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Facts())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    # What others tell at DEBUG may be of people.
    logging.getLogger(_OURS).setLevel(logging.DEBUG if verbose else logging.NOTSET)
    # These say what our own lines say better, or what is said on the wire.
    for chatty in ("imapclient", "sqlalchemy", "mail.log", "tzlocal", "asyncio"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    # These write tokens in full, and what a server said in place of one.
    for telling in ("msal", "urllib3", "requests_oauthlib", "oauthlib", "google", "google_auth_oauthlib"):
        logging.getLogger(telling).setLevel(logging.CRITICAL + 1)
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)  # the service listens to its events
