"""`inbox-bot explain`, `entries`, `report` and `rules`: to look, and change nothing."""

import json
import sys
from argparse import Namespace
from inspect import getdoc

from inbox_bot import explain as explaining
from inbox_bot import export
from inbox_bot import report as reporting
from inbox_bot.assembly import desk_of, house_of, limits_of, now, store_of, templates_of
from inbox_bot.config import Config, ConfigError
from inbox_bot.core.rules import RULES


def explain(config: Config, options: Namespace) -> int:
    """Say of each file what would be done with it; 1 where one could not be read."""
    _known_event(config, options.event)
    # A key of no store: what is explained is never sent.
    desk = desk_of(config, templates_of(config), b"explain")
    code = 0
    for path in options.files:
        try:
            octets = path.read_bytes()
        except OSError as error:
            print(f"{path}: {error.strerror}", file=sys.stderr)
            code = 1
            continue
        explanation = explaining.explain(
            octets, config.events, options.event, options.received, desk, config.own_addresses, limits_of(config)
        )
        if options.format == "json":
            print(json.dumps(explaining.line(str(path), explanation), ensure_ascii=False))
        else:
            print(explaining.text(str(path), explanation))
    return code


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
