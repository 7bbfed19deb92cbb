"""Reading ahead: the next mails are read while these are decided and committed."""

from collections.abc import Iterable, Iterator, Sequence

from inbox_bot.reader import Reader
from inbox_bot.reading import Arrival, Read

Batch = tuple[Sequence[Arrival], Sequence[Read]]


def ahead(batches: Iterable[Sequence[Arrival]], reader: Reader) -> Iterator[Batch]:
    """Yield each of *batches* with what *reader* read of it; with nothing where it is still to be read."""
    coming = iter(batches)
    arrivals: Sequence[Arrival] | None = next(coming, None)
    if arrivals is not None:
        reader.ask(arrivals)
    while arrivals is not None:
        following = next(coming, None)
        understood = reader.answer()
        if following is not None:
            reader.ask(following)
        yield arrivals, understood
        arrivals = following
