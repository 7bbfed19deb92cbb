"""Figures for Prometheus: what `inbox-bot health` knows, in numbers, without anything of people."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from inbox_bot import health
from inbox_bot.config import Config
from inbox_bot.core.case import Outcome
from inbox_bot.health import Health
from inbox_bot.store import State, Store, StoreError


class MetricsError(Exception):
    """The figures cannot be served; the message names the address and the mend."""


class Figures(Collector):
    """Looks into the store each time that Prometheus asks."""

    def __init__(self, store: Store, config: Config, clock: Callable[[], datetime]) -> None:
        self._store, self._config, self._clock = store, config, clock

    def collect(self) -> Iterator[Metric]:
        """Yield every figure; of a store that does not answer, that it does not."""
        try:
            found = health.examine(self._store, self._config, self._clock())
        except StoreError:
            yield _gauge("store_up", "Whether the store answers.", 0)
            yield _gauge("healthy", "Whether `inbox-bot health` finds nothing wrong.", 0)
        else:
            yield _gauge("store_up", "Whether the store answers.", 1)
            yield from _figures(found, self._clock())


def _figures(found: Health, now: datetime) -> Iterator[Metric]:
    vitals = found.vitals
    yield _gauge("healthy", "Whether `inbox-bot health` finds nothing wrong.", not found.ailments)
    if found.looked_ago is not None:
        seconds = found.looked_ago.total_seconds()
        yield _gauge("last_look_age_seconds", "Since the last look at the mailbox that went well.", seconds)
    waits = (now - vitals.waits_since).total_seconds() if vitals.waits_since else 0
    yield _gauge("oldest_waiting_reply_age_seconds", "How long the oldest reply waits to be sent.", waits)
    yield _gauge("flagged", "Mails that wait for a human.", vitals.flagged)
    yield _counted("mails", "Mails taken in, by what became of them.", "outcome", _all(Outcome, vitals.mails))
    yield _by_state("replies", "Replies, by how far they are.", _all(State, vitals.replies))
    people = GaugeMetricFamily("inbox_bot_people", "Who is on the list.", labels=("event", "status"))
    for labels, number in vitals.people.items():
        people.add_metric(labels, number)
    yield people


def _gauge(name: str, says: str, value: float) -> Metric:
    return GaugeMetricFamily(f"inbox_bot_{name}", says, value=value)


def _counted(name: str, says: str, label: str, numbers: Mapping[str, int]) -> Metric:
    family = CounterMetricFamily(f"inbox_bot_{name}", says, labels=(label,))
    for value, number in numbers.items():
        family.add_metric((value,), number)
    return family


def _by_state(name: str, says: str, numbers: Mapping[str, int]) -> Metric:
    family = GaugeMetricFamily(f"inbox_bot_{name}", says, labels=("state",))
    for value, number in numbers.items():
        family.add_metric((value,), number)
    return family


def _all(kind: type[Outcome] | type[State], numbers: Mapping[str, int]) -> Mapping[str, int]:
    """Return *numbers* with a zero for what never happened, so that a rate can be taken of it."""
    return {one.value: numbers.get(one, 0) for one in kind}


@contextmanager
def serving(store: Store, config: Config, clock: Callable[[], datetime]) -> Iterator[int]:
    """Serve the figures if the configuration says where; give the port, 0 for none. Raises MetricsError."""
    where = config.metrics
    if where.port is None:
        yield 0
        return
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Figures(store, config, clock))
    try:
        server, thread = start_http_server(where.port, where.host, registry)
    except OSError as error:
        raise MetricsError(
            f"no figures at {where.host}:{where.port}: {error.strerror}; write another metrics.port"
        ) from error
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
