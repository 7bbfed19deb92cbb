"""`inbox-bot explain`, `entries`, `report` and `rules`: to look, and change nothing."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from inspect import getdoc
from pathlib import Path
from typing import Any

from inbox_bot import explain as explaining
from inbox_bot import export, replay
from inbox_bot import report as reporting
from inbox_bot.assembly import desk_of, house_of, limits_of, now, store_of, templates_of
from inbox_bot.config import Config, ConfigError
from inbox_bot.core.reply import Desk
from inbox_bot.core.rules import RULES
from inbox_bot.reader import Reader, reading_apart


def explain(config: Config, options: Namespace) -> int:
    """Say of each file what would be done with it; 1 where one could not be read."""
    _known_event(config, options.event)
    # A key of no store: what is explained is never sent.
    desk = desk_of(config, templates_of(config), b"explain")
    mails = dict(_read(options.files))
    events = [event for event in config.events if options.event in {None, event.id}]
    with reading_apart(events) as reader:
        if options.thread:
            _explain_thread(config, options, desk, mails, reader)
        else:
            _explain_each(config, options, desk, mails, reader)
    return 0 if len(mails) == len(set(map(str, options.files))) else 1


def _read(paths: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        try:
            yield str(path), path.read_bytes()
        except OSError as error:
            print(f"{path}: {error.strerror}", file=sys.stderr)


def _explain_each(config: Config, options: Namespace, desk: Desk, mails: Mapping[str, bytes], reader: Reader) -> None:
    for name, octets in mails.items():
        explanation = explaining.explain(
            octets,
            config.events,
            options.event,
            options.received,
            desk,
            config.own_addresses,
            limits_of(config),
            config.mailbox.authserv_id,
            reader.read,
        )
        if options.format == "json":
            _print_line(explaining.line(name, explanation))
        else:
            print(explaining.text(name, explanation))


def _explain_thread(config: Config, options: Namespace, desk: Desk, mails: Mapping[str, bytes], reader: Reader) -> None:
    events = [event for event in config.events if options.event in {None, event.id}]
    own, server = config.own_addresses, config.mailbox.authserv_id
    steps = replay.replay(mails, events, desk, own, limits_of(config), authserv_id=server, reader=reader)
    for number, step in enumerate(steps, start=1):
        if options.format == "json":
            _print_line(replay.line(step))
        else:
            print(replay.text(number, step, events[0].timezone))


def _print_line(found: Mapping[str, Any]) -> None:
    print(json.dumps(found, ensure_ascii=False))


def entries(config: Config, options: Namespace) -> int:
    """Write the list."""
    _known_event(config, options.event)
    with store_of(config) as store, store.read() as reading:
        found = reading.entries(event=options.event, status=options.status)
    export.write(
        found, config.events, options.format, options.output, options.dialect, language=config.organiser.language
    )
    return 0


def report(config: Config, options: Namespace) -> int:
    """Show or mail the report."""
    if options.send:
        with house_of(config) as house:
            return 0 if house.digests.send() else 75
    with store_of(config) as store:
        drawn = reporting.build(store, config.events, now())
    text = reporting.render(drawn, options.format, config.organiser.language)
    if options.output:
        options.output.write_text(text, "utf-8")
    else:
        print(text, end="")
    return 0


def rules(_config: Config, _options: Namespace) -> int:
    """Print the policy."""
    for rule in RULES:
        print(f"{rule.__name__:16} {getdoc(rule)}")
    return 0


def _known_event(config: Config, event_id: str | None) -> None:
    known = [event.id for event in config.events]
    if event_id is not None and event_id not in known:
        raise ConfigError([f'--event: there is no event "{event_id}"; name one of: {", ".join(known)}'])
