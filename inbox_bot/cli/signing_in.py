"""`inbox-bot login`: log in at Microsoft or Google."""

import sys
from argparse import Namespace
from contextlib import suppress

from inbox_bot.assembly import login_of
from inbox_bot.cli.running import doors, tried
from inbox_bot.config import Config, ConfigError
from inbox_bot.login import Browser, Login

_GOOGLE = "Google"


def login(config: Config, options: Namespace) -> int:
    """Have somebody sign in, keep that, and try whether both servers open; 1 where one does not."""
    door = login_of(config)
    if door is None:
        raise ConfigError(["there is no section [login], and nothing to log in for; docs/login.md tells what it is"])
    if door.by_itself:
        print(f"The application logs in at {door.provider} by itself: nobody has to sign in.")
        door.sign_in(print, None)
    else:
        _sign_in(door, in_browser=options.browser or door.provider == _GOOGLE)
        print(f"Thank you. The log-in is kept in {door.path}. I try whether it opens the mailbox:")
    return 0 if tried(doors(config)) else 1


def _sign_in(door: Login, *, in_browser: bool) -> None:
    print(f"Let inbox-bot read and send the mail of your mailbox at {door.provider}:", flush=True)
    if not in_browser:
        door.sign_in(_say, None)
        return
    with Browser.open(_typed(), _say) as browser:
        door.sign_in(_say, browser)


def _say(line: str) -> None:
    print(line, flush=True)


def _typed() -> int | None:
    """Return where somebody may paste; None where there is no such place."""
    with suppress(OSError, ValueError, AttributeError):  # standard input may be closed, or none
        return sys.stdin.fileno()
    return None
