"""Reading ahead: the next mails are read while these are decided and committed."""

from collections.abc import Iterable, Iterator, Sequence

from inbox_bot.reader import Reader
from inbox_bot.reading import Arrival, Read

Batch = tuple[Sequence[Arrival], Sequence[Read]]


def ahead(batches: Iterable[Sequence[Arrival]], reader: Reader) -> Iterator[Batch]:
    """Yield the mails of *batches* with what *reader* read of them; in several parts where they take long.

    ReaderError where none can be read.
    """
    coming = filter(None, batches)
    left = next(coming, ())
    if left:
        reader.ask(left)
    while left:
        following = next(coming, ())
        while left:
            read = reader.answer()
            arrivals, left = left[: len(read)], left[len(read) :]
            if not left and following:
                reader.ask(following)
            yield arrivals, read
        left = following
