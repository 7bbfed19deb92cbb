"""Words in square brackets that lead to what stands behind them: `[Naam] An Claes [Functie] jurist`."""

import re

_LABEL = re.compile(
    r"(?<![:=])(?<![:=] )\[(?!(?:at|dot|punt|point|punkt|a)\])(?P<said>[^\[\]\n@]{2,30})\](?=[ \t]*[^\s\[])"
)
_FEWEST = 2


def unbracketed(text: str, signed: str) -> str:
    """Return *text*, as long as before, with labels in brackets written as others are; who *signed* a line is blanked.

    Some programs put the name of who answers before each answer that is typed into a quoted mail.
    """
    if "[" not in text:
        return text
    if signed:
        mark = rf"(?m)^[ \t]*\[{re.escape(signed)}\][ :]*"
        text = re.sub(mark, lambda match: " " * len(match.group()), text)
    return "\n".join(map(_labels, text.split("\n")))


def _labels(line: str) -> str:
    found = list(_LABEL.finditer(line))
    if len(found) < _FEWEST or line[: found[0].start()].strip():
        return line
    return _LABEL.sub(lambda label: f"{',' if label.start() > found[0].start() else ' '}{label['said']}:", line)
