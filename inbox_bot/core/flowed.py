"""Unflow `format=flowed` text (RFC 3676): one line per paragraph, as the sender wrote it."""

from typing import Final

_SIGNATURE: Final = "-- "


def unflow(text: str, *, delsp: bool) -> str:
    """Return *text* with its soft line ends undone; *delsp* is the DelSp parameter (RFC 3676, section 4)."""
    paragraphs: list[list[str]] = []
    open_depth: int | None = None  # the quote depth of a paragraph that goes on
    for line in text.split("\n"):
        depth, content = _split(line)
        flows = content.endswith(" ") and content != _SIGNATURE
        if open_depth != depth or content == _SIGNATURE:
            paragraphs.append([">" * depth + " " * bool(depth)])
        paragraphs[-1].append(content[:-1] if flows and delsp else content)
        open_depth = depth if flows else None
    return "\n".join(map("".join, paragraphs))


def _split(line: str) -> tuple[int, str]:
    """Return the quote depth and the content without space-stuffing (RFC 3676, sections 4.4 and 4.5)."""
    content = line.lstrip(">")
    return len(line) - len(content), content.removeprefix(" ")
