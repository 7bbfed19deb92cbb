"""`inbox-bot demo`: put the sample mails into a mailbox, let the service work, show what came of it."""

import sys
import tempfile
import threading
from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import parseaddr
from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from inbox_bot import export, report
from inbox_bot.assembly import House, house_of, now
from inbox_bot.config import load
from inbox_bot.core.event import Event
from inbox_bot.core.message import parse
from inbox_bot.demo.place import placed
from inbox_bot.demo.postman import Postman
from inbox_bot.demo.samples import Sample, samples
from inbox_bot.demo.servers import SmtpServer
from inbox_bot.shipped import shipped

_OPEN_FOR = timedelta(minutes=10)
"""With --today: how long one is on time yet."""
_BEFORE = timedelta(days=90)
"""How long before the deadline the mailbox's mail begins to count."""


def show(options: Namespace) -> int:
    """Show the whole job; with `--once` end by itself, else stay until Ctrl-C."""
    say = Console(highlight=False)
    given = load(options.config if options.config.exists() else shipped("config.toml"))
    folder = Path(tempfile.mkdtemp(prefix="inbox_bot-demo-"))
    if options.today:
        given = given.model_copy(update={"events": tuple(map(_moved, given.events))})
    start = min(event.deadline for event in given.events) - _BEFORE
    with placed(given, folder, start) as (config, smtp):
        put = [sample for sample in samples(config.events[0]) if sample.received_at <= now()]
        postman = Postman(config, smtp, folder / "replies", say)
        _show_samples(config.events[0], put, postman, say)
        # The replies are those of the last day on which one could still register.
        with house_of(config, lambda: min(config.events[0].deadline, now())) as house:
            _first_look(house, postman, say)
        say.print(Rule("Where everything lies"))
        say.print(f"  the list: {folder / 'inbox_bot.db'}\n  the replies: {folder / 'replies'}", soft_wrap=True)
        if not options.once:
            with house_of(config) as house:
                _stay(house, postman, smtp, say, today=options.today)
    return 0


def _moved(event: Event) -> Event:
    """Return *event* a week from now, open for some minutes yet."""
    deadline = (now() + _OPEN_FOR).astimezone(event.deadline.tzinfo).replace(microsecond=0)
    by = timedelta(days=7) + (deadline.date() - event.starts.date())
    ends = event.ends + by if event.ends else None
    return event.model_copy(
        update={"deadline": deadline, "starts": event.starts + by, "ends": ends, "announcement": ""}
    )


def _show_samples(event: Event, put: Sequence[Sample], postman: Postman, say: Console) -> None:
    say.print(Rule(f"Sample mails for “{event.title}”"))
    for sample in put:
        postman.deliver(sample.octets, sample.received_at)
        _show_mail(sample.octets, sample.received_at, say)


def _first_look(house: House, postman: Postman, say: Console) -> None:
    say.print(Rule("The service looks, decides and answers"))
    house.service.pass_once()
    postman.collect()
    with house.store.read() as reading:
        found = reading.entries()
    language = house.config.organiser.language
    say.print(Rule("The list (inbox-bot entries)"))
    export.write(found, house.config.events, "table", language=language)
    say.print(Rule("The report (inbox-bot report)"))
    drawn = report.build(house.store, house.config.events, house.clock())
    say.print(Text(report.render(drawn, "text", language)))


def _show_mail(octets: bytes, received_at: datetime, say: Console) -> None:
    message = parse(octets)
    sender = message.sender.addr_spec if message.sender else "?"
    say.print(
        Text.assemble((f"{received_at:%d-%m %H:%M} ", "dim"), f"{sender:31.31} ", (f"{message.subject:.36}", "bold"))
    )


def _stay(house: House, postman: Postman, smtp: SmtpServer, say: Console, *, today: bool) -> None:
    """Be the service until Ctrl-C, and show what it answers to mail that is sent to it."""
    event = house.config.events[0]
    address = parseaddr(house.config.submission.sender)[1]
    sends = f"{sys.executable} -m inbox_bot.demo.send {smtp.port} {address} jan.peeters@example.org"
    when = (
        f"Mail is on time until {event.deadline:%H:%M}."
        if today
        else (f"The event closed on {event.deadline:%d-%m-%Y}, so new mail is late; make demo ARGS=--today moves it.")
    )
    say.print(Panel(Text(
        f"The service goes on running. {when}\nSend it a mail of your own, from another terminal:\n\n"
        f'{sends} "Graag schrijf ik mij in. Jan Peeters, stad Gent, schepen van cultuur"\n\nCtrl-C ends the demo.'
    ), title="Your turn"))  # fmt: skip
    rounds = threading.Thread(target=postman.go_round, name="postman", daemon=True)
    rounds.start()
    try:
        house.service.run()
    finally:
        postman.stop()
        rounds.join()
