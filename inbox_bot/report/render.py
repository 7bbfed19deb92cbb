"""A Report as text, HTML or JSON, in the organiser's language."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from functools import cache, partial
from typing import Any, Literal

from jinja2 import FileSystemLoader, StrictUndefined, Template, select_autoescape
from jinja2.sandbox import SandboxedEnvironment

from inbox_bot.report.model import Report
from inbox_bot.store import Ledger
from inbox_bot.words import TEMPLATES, day, moment, said, words

Format = Literal["text", "html", "json"]

_TEMPLATE = {"text": "digest/report.txt", "html": "report.html"}
PARTS = ("registered", "changed", "cancelled", "asked", "waiting", "late", "flagged", "not_for_us")
"""What a mail can have become, in the order of the ledger."""


def render(report: Report, format: Format, language: str = "nl", *, originals: bool = True) -> str:  # noqa: A002  it is the option's name
    """Return *report* as text, as one HTML page that needs nothing else, or as JSON; *originals* shows the mails."""
    if format == "json":
        return json.dumps(_data(report), ensure_ascii=False, indent=2, default=datetime.isoformat) + "\n"
    page = _template(_TEMPLATE[format]).render(
        report=report,
        originals=originals,
        language=language,
        w=words(language),
        day=partial(day, zone=report.timezone, language=language),
        moment=partial(moment, zone=report.timezone, language=language),
        title=headline(report, language),
        said=partial(said, language=language),
        balance=partial(balance, language=language),
        accounted=accounted,
    )
    return f"{page}\n"


def headline(report: Report, language: str) -> str:
    """Return the report in one line. It holds numbers and the day, nothing that anybody wrote."""
    named = words(language)["report"]
    title = f"{named['title']}{named['colon']}"
    counts = [f"{report.registered} {named['registered']}"]
    if report.flagged:
        counts.append(f"{len(report.flagged)} {named['to_review']}")
    if report.asked:
        counts.append(f"{len(report.asked)} {named['to_answer']}")
    return f"{title} {', '.join(counts)} – {day(report.at, report.timezone, language)}"


def balance(ledger: Ledger, language: str) -> str:
    """Return the ledger as a sum: "Mails seen: 143 = 96 registered + …"; what is nought is left out."""
    named, colon = words(language)["ledger"], words(language)["report"]["colon"]
    parts = [_part(ledger, name, named) for name in PARTS if getattr(ledger, name)]
    return f"{named['seen']}{colon} {ledger.seen}{' = ' if parts else ''}{' + '.join(parts)}"


def accounted(ledger: Ledger) -> int:
    """Return how many mails the ledger's parts add up to."""
    return sum(getattr(ledger, name) for name in PARTS)


def _part(ledger: Ledger, name: str, named: Mapping[str, str]) -> str:
    waiting = f" ({ledger.open} {named['still_open']})" if name == "flagged" and ledger.open else ""
    return f"{getattr(ledger, name)} {named[name]}{waiting}"


def _data(report: Report) -> dict[str, Any]:
    ledger = {**asdict(report.ledger), "balanced": report.ledger.balanced}
    return {**asdict(report), "registered": report.registered, "ledger": ledger}


@cache
def _template(name: str) -> Template:
    environment = SandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=select_autoescape(("html",), default=False),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)
