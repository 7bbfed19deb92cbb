"""Whether the service does its work: one answer, for the command line, systemd and Prometheus."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from inbox_bot import outage
from inbox_bot.config import Config
from inbox_bot.store import Reading, Store, Vitals

_LONG = timedelta(hours=1)
"""How long a reply may wait to be sent."""


@dataclass(frozen=True, slots=True)
class Health:
    """What was found."""

    looked_ago: timedelta | None
    """Since the last look at the mailbox that went well; None where there was none."""
    vitals: Vitals
    ailments: tuple[str, ...]
    """What is wrong, one sentence each, without anything of people; none where all is well."""

    @property
    def sentence(self) -> str:
        """Say it in one line."""
        if self.ailments:
            return f"Not well: {'; '.join(self.ailments)}."
        return f"Well: the mailbox was last looked at {_minutes(self.looked_ago or timedelta())} ago."


def examine(store: Store, config: Config, now: datetime) -> Health:
    """Return how the service is at *now* (aware), by what the store holds. StoreError passes."""
    with store.read() as reading:
        last, vitals = outage.last_look(reading), reading.vitals(now - _LONG)
        ailments = (*_mailbox(reading, config, now), *_outbox(vitals))
    return Health(now - last if last else None, vitals, ailments)


def _mailbox(reading: Reading, config: Config, now: datetime) -> Iterator[str]:
    last, why = outage.last_look(reading), outage.reason(reading)
    cause = f" ({why})" if why else ""
    if last is None:
        yield f"the mailbox was never looked at{cause}; start the service with `inbox-bot run`"
    elif now - last > outage.patience(config):
        yield f"the mailbox was last looked at {_minutes(now - last)} ago{cause}; `inbox-bot check` tells what is wrong"


def _outbox(vitals: Vitals) -> Iterator[str]:
    if vitals.overdue:
        replies = "1 reply waits" if vitals.overdue == 1 else f"{vitals.overdue} replies wait"
        yield f"{replies} for over an hour to be sent: {vitals.waits_for or 'not tried yet'}"


def _minutes(time: timedelta) -> str:
    return f"{round(time.total_seconds() / 60)} minutes"
