"""What an IMAP server can do wrong in place of its answer (`servers.between`)."""

import re
from collections.abc import Callable, Iterable

from servers.between import Answer, Err
from servers.scripted import Line

MEGABYTE = 1 << 20


def send(line: Line, answer: Iterable[bytes]) -> None:
    line.sock.sendall(b"".join(answer))


def leave(_line: Line, _answer: Answer) -> None:
    """End the connection, whatever was done."""
    raise EOFError


def hang(line: Line, _answer: Answer) -> None:
    line.hang()


def bye(line: Line, _answer: Answer) -> None:
    line.say("* BYE shutting down")
    raise EOFError


def refuse(words: str) -> Err:
    """Answer with *words* behind the tag, and nothing else."""
    return lambda line, answer: line.say(answer[-1].partition(b" ")[0] + b" " + words.encode())


def say(words: str) -> Err:
    """Say *words* for all there is, and that it is done."""
    return lambda line, answer: send(line, [words.encode() + b"\r\n", answer[-1]])


def first(change: Callable[[bytes], bytes]) -> Err:
    """Change the first answer alone."""
    return lambda line, answer: send(line, [change(answer[0]), *answer[1:]])


def put(pattern: bytes, words: bytes) -> Err:
    """Say *words* in place of *pattern* in the first answer."""
    return first(lambda said: re.sub(pattern, lambda _: words, said))


def half(line: Line, answer: Answer, then: Err) -> None:
    send(line, [answer[0][: len(answer[0]) // 2]])
    then(line, answer)


def leave_out(pattern: bytes) -> Err:
    """Leave out the answers in which *pattern* is."""
    return lambda line, answer: send(line, [one for one in answer if not re.search(pattern, one)])


def mix_in(line: Line, answer: Answer) -> None:
    chatter = (b"* OK Still here\r\n", b"* 7 EXISTS\r\n", b"* 0 RECENT\r\n", b"* 2 FETCH (UID 2 FLAGS (\\Seen))\r\n")
    send(line, [*chatter, answer[0], *chatter, *answer[1:-1], *chatter, answer[-1]])


def say_twice(line: Line, answer: Answer) -> None:
    send(line, [*answer[:-1], *answer])


def turn_round(line: Line, answer: Answer) -> None:
    send(line, [*answer[-2::-1], answer[-1]])


def all_and_leave(line: Line, answer: Answer) -> None:
    send(line, answer[:-1])
    bye(line, answer)
