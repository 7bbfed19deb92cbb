"""Unflow `format=flowed` text (RFC 3676): one line per paragraph, as the sender wrote it."""

from typing import Final

_SIGNATURE: Final = "-- "


def unflow(text: str, *, delsp: bool) -> str:
    """Return *text* with its soft line ends undone; *delsp* is the DelSp parameter (RFC 3676, section 4)."""
    lines: list[str] = []
    depth_of_open: int | None = None  # the quote depth of a paragraph that goes on
    for line in text.split("\n"):
        depth, content = _split(line)
        is_signature = content == _SIGNATURE
        if depth_of_open == depth and not is_signature:
            lines[-1] += content
        else:
            lines.append(">" * depth + " " * bool(depth) + content)
        depth_of_open = depth if content.endswith(" ") and not is_signature else None
        if delsp and depth_of_open is not None:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _split(line: str) -> tuple[int, str]:
    """Return the quote depth and the content without space-stuffing (RFC 3676, sections 4.4 and 4.5)."""
    content = line.lstrip(">")
    return len(line) - len(content), content.removeprefix(" ")
