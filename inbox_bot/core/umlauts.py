"""German words as they are written where umlauts and a sharp s are not to be had."""

from collections.abc import Iterator

_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def umlauts(word: str) -> Iterator[str]:
    """Yield *word*, in small letters, with its umlauts, with two letters for each, and with one `s` for two."""
    yield word
    if "ss" in word:
        yield word.replace("ss", "s")  # a sharp s folds to one
    written = word.translate(_DIGRAPHS)
    if written != word:
        yield written
        yield word.replace("ß", "ss")
