"""A service at work: for as long as it runs, it has to look at the mailbox every so often."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess

from outside.place import Place
from outside.program import Run, started
from outside.witnesses import Served

LATE = 5.0
"""Seconds that a busy computer may add."""


@contextmanager
def serving(
    context: ForkServerContext, place: Place, run: Run, interval: float, *, fault: float = 0
) -> Iterator[BaseProcess]:
    """Start the service, which looks every *interval* seconds; *fault* is how long it may be kept from that.

    What it did is judged with the books of *place*.
    """
    place.server.listen_to(place.user)
    with started(context, run) as process:
        begun = time.time()
        yield process
        place.served.append(Served(begun, time.time(), 2 * interval + fault + LATE))
