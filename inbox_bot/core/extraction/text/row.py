"""One logical line of a mail."""

from dataclasses import dataclass

from inbox_bot.core.document import Span, Zone
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.text.courtesies import is_salutation, is_valediction
from inbox_bot.core.extraction.text.segments import segments
from inbox_bot.core.lazily import lazily


@dataclass(frozen=True)
class Row:
    """One logical line: soft line breaks are undone, *text* is free of noise, and *span* covers it."""

    text: str
    span: Span
    zone: Zone
    line: int
    cells: tuple[Span, ...] = ()
    table: int = 0

    @lazily
    def folded(self) -> str:
        """The text, folded character for character."""
        return fold(self.text)

    @lazily
    def segments(self) -> tuple[Span, ...]:
        """What stands between separators, without outer space."""
        return tuple(segments(self.text, self.span.start))

    @lazily
    def greets(self) -> bool:
        """Whether the line only greets somebody."""
        return is_salutation(self.text)

    @lazily
    def takes_leave(self) -> bool:
        """Whether the line takes leave."""
        return is_valediction(self.text)
