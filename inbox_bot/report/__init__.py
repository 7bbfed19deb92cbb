"""What the organiser should know: who is registered, what waits for a human, and whether the books balance."""

from inbox_bot.report.build import build
from inbox_bot.report.commands import commands
from inbox_bot.report.digest import digest
from inbox_bot.report.model import Asked, Change, Flagged, News, Person, Report, Turnout, Undelivered, Understood
from inbox_bot.report.render import Format, headline, render

__all__ = [
    "Asked",
    "Change",
    "Flagged",
    "Format",
    "News",
    "Person",
    "Report",
    "Turnout",
    "Undelivered",
    "Understood",
    "build",
    "commands",
    "digest",
    "headline",
    "render",
]
