"""The command line. Exit codes: 0 done, 1 something failed, 2 usage or configuration, 75 try later."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence

from inbox_bot import logs
from inbox_bot.assembly import TemplatesError
from inbox_bot.cli import keeping, looking, people, reviewing, running, signing_in
from inbox_bot.cli.complaints import complain
from inbox_bot.cli.parser import parser
from inbox_bot.config import Config, ConfigError, SecretError, load
from inbox_bot.export import ExportError
from inbox_bot.login import LoginError
from inbox_bot.mailbox import MailboxError
from inbox_bot.metrics import MetricsError
from inbox_bot.person import PersonError
from inbox_bot.reading import ReaderError
from inbox_bot.review import ReviewError
from inbox_bot.store import StoreError, StoreUnavailableError

DONE, FAILED, USAGE, TRY_LATER, INTERRUPTED = 0, 1, 2, 75, 130
"""75 is EX_TEMPFAIL of sysexits.h; 130 is how a shell reports SIGINT."""

Command = Callable[[Config, Namespace], int]

COMMANDS: dict[str, Command] = {
    "run": running.run,
    "poll": running.poll,
    "check": running.check,
    "login": signing_in.login,
    "health": running.health,
    "explain": looking.explain,
    "entries": looking.entries,
    "report": looking.report,
    "rules": looking.rules,
    "review": reviewing.review,
    "backup": keeping.backup,
    "restore": keeping.put_back,
    "person": people.person,
    "forget": people.forget,
}
# The first that an error is one of.
CODES: tuple[tuple[type[BaseException], int], ...] = (
    (ConfigError, USAGE),
    (TemplatesError, USAGE),
    (LoginError, FAILED),
    (SecretError, USAGE),
    (MailboxError, TRY_LATER),
    (ReaderError, TRY_LATER),
    (StoreUnavailableError, TRY_LATER),
    (StoreError, FAILED),
    (ReviewError, FAILED),
    (ExportError, FAILED),
    (MetricsError, USAGE),
    (PersonError, FAILED),
    (OSError, FAILED),
    (KeyboardInterrupt, INTERRUPTED),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked; return the exit code. What can go wrong outside the program ends in one line an error."""
    options = parser().parse_args(arguments)
    logs.set_up(verbose=options.verbose)
    try:
        return _do(options)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read our output has gone
        return FAILED
    except tuple(kind for kind, _ in CODES) as error:
        complain(_said(error))
        return next(code for kind, code in CODES if isinstance(error, kind))


def _do(options: Namespace) -> int:
    if options.command == "demo":
        from inbox_bot.demo import show  # noqa: PLC0415 - its servers are an extra

        return show.show(options)
    return COMMANDS[options.command](load(options.config), options)


def _said(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'the system'}: {error.strerror}"
    return str(error)
