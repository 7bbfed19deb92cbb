"""From markup to rows."""

from inbox_bot.core.zones.html.look import look
from inbox_bot.core.zones.html.markup import End, Start, tokens, uncommented
from inbox_bot.core.zones.html.walker import Walker
from inbox_bot.core.zones.normal import MAX_CHARACTERS, MAX_LINES
from inbox_bot.core.zones.row import Row


def rows_of_html(html: str) -> list[Row]:
    """Return the rows of *html*; linear in its length, which is bounded, whatever is broken in it."""
    walker = Walker()
    for token in tokens(uncommented(html)[:MAX_CHARACTERS]):
        if isinstance(token, Start):
            walker.start(token.tag, look(token.tag, token.attributes))
        elif isinstance(token, End):
            walker.end(token.tag)
        else:
            walker.text(token)
    return walker.finished()[:MAX_LINES]
