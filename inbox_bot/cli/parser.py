"""What may be typed after `inbox-bot`."""

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

STATUSES = ("confirmed", "incomplete", "waiting", "late", "cancelled")


def parser() -> ArgumentParser:
    """Return the parser; each command names its function in `command`."""
    top = ArgumentParser(
        prog="inbox-bot", description="Reads the registrations people e-mail, answers them, keeps the list."
    )
    top.add_argument("--config", type=Path, default=Path("config.toml"), metavar="PATH", help="default: config.toml")
    top.add_argument("--verbose", action="store_true", help="log where in the code something failed")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _running(commands)
    _looking(commands)
    _reviewing(commands)
    _people(commands)
    _keeping(commands)
    demo = commands.add_parser("demo", help="see it work on embedded servers, with sample mails")
    demo.add_argument("--once", action="store_true", help="show everything, then end")
    demo.add_argument(
        "--today", action="store_true", help="move the event's dates to today, to try it with mails of your own"
    )
    return top


def _running(commands: Any) -> None:  # noqa: ANN401 - argparse's own class is private
    commands.add_parser("run", help="be the service, until told to stop")
    commands.add_parser("poll", help="look once, answer, and end")
    commands.add_parser("check", help="try the configuration, templates, servers, store and clock")
    login = commands.add_parser("login", help="log in at Microsoft or Google, where passwords do not do")
    login.add_argument("--browser", action="store_true", help="in a browser, where Microsoft's code is not allowed")
    commands.add_parser("health", help="tell whether the service does its work")


def _looking(commands: Any) -> None:  # noqa: ANN401 - as above
    explain = commands.add_parser("explain", help="what would be done with a mail, and why; touches nothing")
    explain.add_argument("files", nargs="+", type=Path, metavar="FILE")
    explain.add_argument("--event", metavar="ID", help="take it as a mail about this event")
    how = explain.add_mutually_exclusive_group()
    how.add_argument("--received", type=datetime.fromisoformat, metavar="ISO", help="when the server received it")
    how.add_argument(
        "--thread", action="store_true", help="take them as one conversation, with the list after each mail"
    )
    explain.add_argument("--format", choices=("text", "json"), default="text")

    entries = commands.add_parser("entries", help="the list")
    entries.add_argument("--event", metavar="ID")
    entries.add_argument("--status", choices=STATUSES)
    entries.add_argument("--format", choices=("table", "csv", "xlsx", "json"), default="table")
    entries.add_argument("--dialect", choices=("semicolon", "comma", "tab"), default="semicolon", help="of CSV")
    entries.add_argument("--output", type=Path, metavar="FILE")

    report = commands.add_parser("report", help="flagged mails, stuck replies, and the ledger")
    report.add_argument("--format", choices=("text", "html", "json"), default="text")
    report.add_argument("--output", type=Path, metavar="FILE")
    report.add_argument("--send", action="store_true", help="mail it to the organiser")

    commands.add_parser("rules", help="the policy, in the order in which it is applied")


def _reviewing(commands: Any) -> None:  # noqa: ANN401 - as above
    review = commands.add_parser("review", help="settle what was flagged").add_subparsers(
        dest="action", required=True, metavar="ACTION"
    )
    listing = review.add_parser("list", help="the flagged mails")
    listing.add_argument("--all", action="store_true", help="the settled ones too")
    for name, does in (
        ("show", "all there is about one mail"),
        ("approve", "register it as it was understood, or let in who waits or was late, and confirm"),
        ("correct", "register it with these values, and confirm"),
        ("cancel", "take its sender off the list, and tell them"),
        ("dismiss", "settle it, or a question, without registering or answering"),
    ):
        action = review.add_parser(name, help=does)
        action.add_argument("id", metavar="ID", help="the beginning of the mail's number, as the list shows it")
        if name == "correct":
            action.add_argument(
                "values", nargs="+", metavar="FIELD=VALUE", help='for the second person "2.FIELD=VALUE"'
            )
            action.add_argument("--event", metavar="ID")
        if name in {"approve", "correct"}:
            action.add_argument("--entry", type=int, metavar="NUMBER", help="the entry that it changes or lets in")
        if name == "cancel":
            action.add_argument(
                "--entry", type=int, action="append", default=[], metavar="NUMBER", help="this one alone"
            )
        if name == "dismiss":
            action.add_argument("reason", nargs="?", default="")
    rerun = review.add_parser("rerun", help="decide a flagged mail once more, as if it came now, and answer it")
    rerun.add_argument("id", metavar="ID", help="as above")
    rerun.add_argument("--event", metavar="ID", help="as a mail about this event")
    resend = review.add_parser("resend", help="send a reply again that failed, or may not have arrived")
    resend.add_argument("reply", type=int, metavar="NUMBER")
    leave = review.add_parser("dismiss-reply", help="settle such a reply without sending it again")
    leave.add_argument("reply", type=int, metavar="NUMBER")
    leave.add_argument("reason", nargs="?", default="")


def _keeping(commands: Any) -> None:  # noqa: ANN401 - as above
    backup = commands.add_parser("backup", help="copy the store into a file; the service may go on")
    backup.add_argument("file", type=Path, metavar="FILE", help="a new file")
    restore = commands.add_parser("restore", help="put such a copy in the place of the store; stop the service first")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument(
        "--until", type=datetime.fromisoformat, metavar="ISO", help="when the service last worked; default: now"
    )


def _people(commands: Any) -> None:  # noqa: ANN401 - as above
    person = commands.add_parser("person", help="all that is held of one person")
    person.add_argument("address", metavar="ADDRESS", help="their e-mail address")
    person.add_argument("--format", choices=("text", "json"), default="text")
    forget = commands.add_parser("forget", help="take all that is held of one person out of the store, for good")
    forget.add_argument("address", metavar="ADDRESS", help="their e-mail address")
    forget.add_argument("--yes", action="store_true", help="do not ask first")
