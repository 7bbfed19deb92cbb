"""`inbox-bot review`: the flagged mails, settled one by one."""

from argparse import Namespace
from collections import defaultdict
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from inbox_bot.assembly import desk_of, house_of, now, store_of, templates_of
from inbox_bot.config import Config
from inbox_bot.core.case import Outcome
from inbox_bot.plain import one_line, plain
from inbox_bot.reader import reading_apart
from inbox_bot.report import commands
from inbox_bot.rerun import Rerun
from inbox_bot.review import Dossier, Review, ReviewError
from inbox_bot.store import Inbound
from inbox_bot.words import said, words

_SHOWN = 10
"""Hexadecimal digits of a mail's number that a list shows."""


def review(config: Config, options: Namespace) -> int:
    """Do one action. ReviewError says why it cannot be done."""
    if options.action == "rerun":
        return _rerun(config, options.id, options.event)
    templates = templates_of(config)
    with store_of(config) as store:
        hand = Review(store, config.events, desk_of(config, templates, store.key), config.own_addresses, now)
        match options.action:
            case "list":
                _list(hand.flagged(open_only=not options.all), config)
            case "show":
                _show(hand.show(options.id), config)
            case "resend":
                hand.resend(options.reply)
                Console().print(f"Reply {options.reply} will be sent again.")
            case "dismiss-reply":
                hand.dismiss_reply(options.reply, options.reason)
                Console().print(f"Reply {options.reply} is shown no more.")
            case action:
                mail = _settle(hand, action, options)
                Console().print(Text(f"{mail.digest[:_SHOWN]} from {one_line(mail.sender)}: {mail.settled_how}."))
    return 0


def _rerun(config: Config, which: str, event: str | None) -> int:
    about = [one for one in config.events if event in {None, one.id}] or config.events
    with reading_apart(about) as reader, house_of(config, reader=reader) as house:
        mail, outcome = Rerun(house.store, house.intake).rerun(which, event)
        Console().print(Text(f"{mail.digest[:_SHOWN]} from {one_line(mail.sender)}: {outcome}."))
    return 0


def _settle(hand: Review, action: str, options: Namespace) -> Inbound:
    if action == "approve":
        return hand.approve(options.id, options.entry)
    if action == "correct":
        return hand.correct(options.id, _people(options.values), options.event, options.entry)
    if action == "cancel":
        return hand.cancel(options.id, options.entry)
    return hand.dismiss(options.id, options.reason)


def _people(values: Sequence[str]) -> list[Mapping[str, str]]:
    """Read `FIELD=VALUE` and `2.FIELD=VALUE` as one mapping a person."""
    people: dict[int, dict[str, str]] = defaultdict(dict)
    for written in values:
        name, equals, value = written.partition("=")
        number, dot, key = name.partition(".")
        if not equals or (dot and not number.isdecimal()):
            raise ReviewError(
                f'"{written}" is not understood; write FIELD=VALUE, or 2.FIELD=VALUE for the second person'
            )
        people[int(number) if dot else 1][key if dot else name] = value.strip()
    return [people.get(number, {}) for number in range(1, max(people) + 1)]


def _list(mails: Sequence[Inbound], config: Config) -> None:
    language = config.organiser.language
    named = words(language)["report"]
    if not mails:
        Console().print(words(language)["report"]["nothing_flagged"])
        return
    zone = ZoneInfo(config.events[0].timezone)
    table = Table(header_style="bold", pad_edge=False)
    for head in ("ID", named["received"], named["from"], named["subject"], named["why"]):
        table.add_column(head, overflow="fold")
    for mail in mails:
        why = "; ".join(said(reason, language) for reason in mail.reasons)
        why = f"{named['settled']}{named['colon']} {mail.settled_how}" if mail.settled_at else why
        received = f"{mail.received_at.astimezone(zone):%Y-%m-%d %H:%M}"
        cells = (mail.digest[:_SHOWN], received, mail.sender, mail.subject, why)
        table.add_row(*(Text(one_line(cell)) for cell in cells))
    Console().print(table)


def _show(dossier: Dossier, config: Config) -> None:
    mail, say = dossier.mail, Console(highlight=False)
    zone = ZoneInfo(config.events[0].timezone)
    language = config.organiser.language
    named = words(language)["report"]
    reasons = dict.fromkeys((*mail.reasons, *mail.extraction.get("doubts", ())))
    facts = {
        "ID": mail.digest[:_SHOWN],
        named["received"]: f"{mail.received_at.astimezone(zone):%Y-%m-%d %H:%M}",
        named["from"]: mail.sender,
        named["subject"]: mail.subject,
        named["why"]: "; ".join(said(reason, language) for reason in reasons),
        named["settled"]: mail.settled_how or named["not_settled"],
    }
    for name, value in facts.items():
        say.print(Text(f"{name + named['colon']:12} {one_line(value)}"))
    for known in dossier.concerned:
        noted = ", ".join(known.fields.values())
        say.print(Text(one_line(f"{named['known']}{named['colon']} [{known.id}] {noted} ({known.status})")))
    for number, person in enumerate(mail.extraction.get("participants", ()), start=1):
        say.print(Text(f"\n{named['understood']}, {named['person'].lower()} {number}", style="bold"))
        for key, one in person.items():
            found = f'{key}: {one["value"]}  <- "{one["text"]}" ({one["source"]}, {one["confidence"]:.2f})'
            say.print(Text("  " + one_line(found)))
    if dossier.document:
        say.print(Text(f"\n{named['original']}", style="bold"))
        say.print(Text(plain(dossier.document.text)))
    for item in dossier.replies:
        state = f"{item.id} ({item.outcome}): {item.state} {one_line(item.last_error)}"
        say.print(Text(f"\n{named['reply']} {state}", style="bold"))
    if mail.outcome is Outcome.REVIEW and not mail.settled_at:
        event = next((event for event in config.events if event.id == mail.event), None)
        say.print(Text(f"\n{named['settle']}", style="bold"))
        for command in commands(mail.digest[:_SHOWN], mail, event, dossier.concerned)[1:]:
            say.print(Text(f"  {command}"))
