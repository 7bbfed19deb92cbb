"""`inbox-bot backup` and `restore`."""

from argparse import Namespace
from contextlib import closing

from inbox_bot.assembly import now, store_of
from inbox_bot.config import Config, MoveTo
from inbox_bot.store import Store
from inbox_bot.store.keeping import back_up, restore


def backup(config: Config, options: Namespace) -> int:
    """Copy the store; the service may go on."""
    with store_of(config) as store:
        back_up(store, options.file, now())
    print(f"Backed up to {options.file}. It holds people's data: keep it as safe as the store, and not for ever.")
    return 0


def put_back(config: Config, options: Namespace) -> int:
    """Restore the store from a copy, and say what a human has to look at."""
    until = (options.until or now()).astimezone()
    with closing(Store(config.store_url)) as store:
        found = restore(store, options.file, until, now())
    print(f"Restored as it was on {found.of.astimezone():%Y-%m-%d %H:%M}.")
    if found.aside:
        print(f"What was there before lies in {found.aside}; throw it away when you need it no more.")
    print(f"Mail received up to {until:%Y-%m-%d %H:%M} that the copy does not know may have been answered:")
    print("  none of it is answered by itself; `inbox-bot review list` shows it after the next look.")
    if isinstance(config.mailbox.handled, MoveTo):
        print(f'  Move what came since from the folder "{config.mailbox.handled.move}" back to be looked at again.')
    if found.doubtful:
        print(f"{found.doubtful} replies were on their way when the copy was made: `inbox-bot report` shows them.")
    return 0
