"""`inbox-bot person` and `forget`: what is held of one person."""

import json
import sys
from argparse import Namespace

from rich.console import Console
from rich.text import Text

from inbox_bot.assembly import now, store_of
from inbox_bot.config import Config
from inbox_bot.person import People, PersonError, as_data, as_lines
from inbox_bot.store import Held


def person(config: Config, options: Namespace) -> int:
    """Show all that is held, with the mails' own words in JSON."""
    with store_of(config) as store:
        held = People(store, config.own_addresses, now).held(options.address)
    if options.format == "json":
        print(json.dumps(as_data(held), ensure_ascii=False, indent=2))
    else:
        _show(held)
    return 0


def forget(config: Config, options: Namespace) -> int:
    """Take it all out, once whoever types it has said yes."""
    with store_of(config) as store:
        people = People(store, config.own_addresses, now)
        held = people.held(options.address)
        _show(held)
        if not held:
            return 0
        if not options.yes and not _agreed():
            raise PersonError("nothing was taken out; answer yes, or add --yes")
        people.forget(held)
    print("Taken out of the store for good.")
    print("Not touched: the mails in your mailbox, the replies in its folder of sent mail, and copies of the store.")
    return 0


def _show(held: Held) -> None:
    say = Console(highlight=False)
    if not held:
        say.print(Text(f"Nothing is held of {held.address}."))
    for line in as_lines(held):
        say.print(Text(line), soft_wrap=True)


def _agreed() -> bool:
    print("Take all of this out of the store, for good? [yes/no] ", end="", flush=True)
    return sys.stdin.readline().strip().lower() in {"yes", "y", "ja", "oui"}
