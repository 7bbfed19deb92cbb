"""Servers that break off or fall silent at each point: after the final dot, and only then, nobody can tell."""

import base64
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from inbox_bot.config import SubmissionSettings
from inbox_bot.outbox import Postponed, Refused, Unclear, Unreachable
from inbox_bot.submission import Submission, SubmissionError
from servers.scripted import Line, Scripted, scripted
from servers.smtp import Letter

SHORT = timedelta(milliseconds=300)
LONG = timedelta(minutes=10)
REPLY = b"To: jan@example.org\r\n\r\nDag Jan\r\n"
LARGE = REPLY + b"x" * 70 * 300_000
JAN = "jan@example.org"

Answer = Callable[[Line], None]


def say(*lines: str) -> Answer:
    return lambda line: line.say(*lines)


def leave(_line: Line) -> None:
    raise EOFError


def take(line: Line, answer: Answer) -> None:
    line.say("354 go ahead")
    line.hear_until(b".")
    answer(line)


def after_the_dot(answer: Answer) -> Answer:
    return lambda line: take(line, answer)


TAKEN = after_the_dot(say("250 taken"))


def script(greeting: Answer | None = None, ehlo: tuple[str, ...] = ("250 here",), **answers: Answer) -> Answer:
    """Return an SMTP server that answers each command as told."""
    known = {
        "EHLO": say(*ehlo),
        "MAIL": say("250 ok"),
        "RCPT": say("250 ok"),
        "DATA": TAKEN,
        "RSET": say("250 ok"),
        "QUIT": say("221 bye"),
        **answers,
    }

    def serve(line: Line) -> None:
        (greeting or say("220 ready"))(line)
        while True:
            known[line.hear().decode().partition(" ")[0].upper()](line)

    return serve


@contextmanager
def submission_to(
    folder: Path, *scripts: Answer, final_answer: timedelta = SHORT, **given: Any
) -> Iterator[tuple[Submission, Scripted]]:
    (folder / "secret").write_text("geheim", "utf-8")
    with scripted(*scripts) as server:
        values = {"host": "127.0.0.1", "port": server.port, "security": "none", "from": "bot@example.org"}
        settings = SubmissionSettings.model_validate({**values, **given}).model_copy(update={"timeout": SHORT})
        submission = Submission(settings, folder, final_answer=final_answer)
        try:
            yield submission, server
        finally:
            submission.close()


class Dots:
    """How often the dot was about to go out."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> None:
        self.count += 1


@pytest.fixture
def dots() -> Dots:
    return Dots()


@pytest.mark.parametrize(
    ("server", "said"),
    [
        (script(greeting=say("421 too busy")), "421 too busy"),
        (script(greeting=say("554 go away")), "554 go away"),
        (script(greeting=leave), "closed"),
        (script(greeting=Line.hang), "timed out"),
        (script(EHLO=leave), "closed"),
        (script(EHLO=Line.hang), "timed out"),
    ],
)
def test_a_server_that_cannot_be_talked_to_is_unreachable(
    tmp_path: Path, dots: Dots, server: Answer, said: str
) -> None:
    with (
        submission_to(tmp_path, server) as (submission, _),
        pytest.raises(Unreachable, match=f"127.0.0.1: .*{said}.*; check submission.host"),
    ):
        submission.hand_over(Letter(JAN, REPLY), dots)

    assert 0 == dots.count


def test_a_port_where_nobody_listens_is_unreachable(tmp_path: Path, dots: Dots) -> None:
    with submission_to(tmp_path, script()) as (submission, _):
        pass
    with pytest.raises(Unreachable, match="refused"):
        submission.hand_over(Letter(JAN, REPLY), dots)

    assert 0 == dots.count


def test_a_host_name_that_cannot_be_one_is_named(tmp_path: Path) -> None:
    with (
        submission_to(tmp_path, script(), host="mail..example.org", security="tls") as (submission, _),
        pytest.raises(SubmissionError, match=r"mail\.\.example\.org: .*; check submission\.host"),
    ):
        submission.check()


def test_a_server_of_before_ehlo_is_good_enough(tmp_path: Path, dots: Dots) -> None:
    with submission_to(tmp_path, script(EHLO=say("502 what"), HELO=say("250 hi"))) as (submission, _):
        submission.hand_over(Letter(JAN, REPLY), dots)

    assert 1 == dots.count


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("fault", [leave, Line.hang, say("421 closing"), say("hello"), say("999 what")])
def test_trouble_before_the_text_is_for_later(tmp_path: Path, dots: Dots, command: str, fault: Answer) -> None:
    with (
        submission_to(tmp_path, script(None, ("250 here",), **{command: fault})) as (submission, _),
        pytest.raises(Postponed) as raised,
    ):
        submission.hand_over(Letter(JAN, REPLY), dots)

    assert (Postponed, 0) == (raised.type, dots.count)


def leave_within(line: Line) -> None:
    line.say("354 go ahead")
    line.hear()
    raise EOFError


def refuse_within(line: Line) -> None:
    line.say("354 go ahead")
    line.hear()
    line.say("552 too large")
    raise EOFError


def stop_reading(line: Line) -> None:
    line.say("354 go ahead")
    line.wait_until_told()
    raise EOFError


@pytest.mark.parametrize("fault", [leave_within, refuse_within, stop_reading])
def test_a_connection_lost_within_the_text_is_for_later(tmp_path: Path, dots: Dots, fault: Answer) -> None:
    with submission_to(tmp_path, script(DATA=fault)) as (submission, _), pytest.raises(Postponed):
        submission.hand_over(Letter(JAN, LARGE), dots)

    assert 0 == dots.count


def test_a_server_that_leaves_while_the_dot_is_noted_does_not_have_the_message(tmp_path: Path) -> None:
    noting, gone = threading.Event(), threading.Event()

    def leave_when_told(line: Line) -> None:
        line.say("354 go ahead")
        noting.wait(10)
        line.sock.shutdown(socket.SHUT_RDWR)
        gone.set()
        raise EOFError

    def before_dot() -> None:
        noting.set()
        assert gone.wait(10)

    with submission_to(tmp_path, script(DATA=leave_when_told)) as (submission, _), pytest.raises(Postponed):
        submission.hand_over(Letter(JAN, REPLY), before_dot)


@pytest.mark.parametrize(
    "fault", [leave, Line.hang, say("hello"), say("354 more"), say("150 wait"), say("2"), say("250-half")]
)
def test_without_a_clear_answer_to_the_dot_nobody_can_tell(tmp_path: Path, dots: Dots, fault: Answer) -> None:
    with submission_to(tmp_path, script(DATA=after_the_dot(fault))) as (submission, server), pytest.raises(Unclear):
        submission.hand_over(Letter(JAN, REPLY), dots)

    assert 1 == dots.count
    assert b"." in server.lines[0].heard


def test_after_an_unclear_end_the_next_message_takes_a_new_connection(tmp_path: Path, dots: Dots) -> None:
    with submission_to(tmp_path, script(DATA=after_the_dot(leave)), script()) as (submission, server):
        with pytest.raises(Unclear):
            submission.hand_over(Letter(JAN, REPLY), dots)
        submission.hand_over(Letter(JAN, REPLY), dots)

    assert 2 == len(server.lines)


def taken_and_gone(line: Line) -> None:
    line.say("250 taken")
    raise EOFError


def test_a_server_that_leaves_after_its_250_has_the_message_and_gets_the_next(tmp_path: Path, dots: Dots) -> None:
    with submission_to(tmp_path, script(DATA=after_the_dot(taken_and_gone)), script()) as (submission, server):
        submission.hand_over(Letter(JAN, REPLY), dots)
        submission.hand_over(Letter(JAN, REPLY), dots)

    assert (2, 2) == (dots.count, len(server.lines))


def test_a_kept_connection_that_is_closing_costs_the_next_message_nothing(tmp_path: Path, dots: Dots) -> None:
    mails = iter([say("250 ok"), say("421 a hundred is enough")])

    def once(line: Line) -> None:
        next(mails)(line)

    with submission_to(tmp_path, script(MAIL=once), script()) as (submission, server):
        submission.hand_over(Letter(JAN, REPLY), dots)
        submission.hand_over(Letter(JAN, REPLY), dots)

    assert (2, 2) == (dots.count, len(server.lines))


@pytest.mark.parametrize("farewell", [say("421 closing"), leave, Line.hang])
def test_what_is_answered_to_quit_means_nothing(tmp_path: Path, dots: Dots, farewell: Answer) -> None:
    with submission_to(tmp_path, script(QUIT=farewell)) as (submission, _):
        submission.hand_over(Letter(JAN, REPLY), dots)
        submission.close()

    assert 1 == dots.count


@pytest.mark.parametrize("farewell", [say("502 what is RSET"), leave])
def test_a_server_that_cannot_start_anew_gets_the_next_message_on_a_new_connection(
    tmp_path: Path, dots: Dots, farewell: Answer
) -> None:
    first = script(RCPT=say("550 no such user"), RSET=farewell)
    with submission_to(tmp_path, first, script()) as (submission, server):
        with pytest.raises(Refused):
            submission.hand_over(Letter(JAN, REPLY), dots)
        submission.hand_over(Letter(JAN, REPLY), dots)

    assert (1, 2) == (dots.count, len(server.lines))


PIPELINING = ("250-here", "250 PIPELINING")


def test_where_the_server_allows_the_envelope_goes_out_at_once(tmp_path: Path, dots: Dots) -> None:
    def all_at_once(line: Line) -> None:
        line.hear()
        line.hear()
        line.say("250 ok", "250 ok")
        take(line, say("250 taken"))

    with submission_to(tmp_path, script(ehlo=PIPELINING, MAIL=all_at_once)) as (submission, server):
        submission.hand_over(Letter(JAN, REPLY), dots)

    assert [b"MAIL FROM:<>", b"RCPT TO:<jan@example.org>", b"DATA"] == server.lines[0].heard[1:4]


def test_a_go_ahead_without_any_recipient_is_not_followed(tmp_path: Path, dots: Dots) -> None:
    def careless(line: Line) -> None:
        line.say("354 go ahead")
        line.hang()

    first = script(ehlo=PIPELINING, RCPT=say("550 no such user"), DATA=careless)
    with submission_to(tmp_path, first, script()) as (submission, server):
        with pytest.raises(Refused, match="550 no such user"):
            submission.hand_over(Letter(JAN, REPLY), dots)
        submission.hand_over(Letter(JAN, REPLY), dots)

    assert [b"MAIL FROM:<>", b"RCPT TO:<jan@example.org>", b"DATA"] == server.lines[0].heard[1:]
    assert 1 == dots.count


def test_data_that_is_not_told_to_go_ahead_gets_no_text(tmp_path: Path, dots: Dots) -> None:
    with submission_to(tmp_path, script(DATA=say("250 fine"))) as (submission, server), pytest.raises(Postponed):
        submission.hand_over(Letter(JAN, REPLY), dots)

    assert b"Dag Jan" not in server.lines[0].heard


def test_a_message_outside_ascii_is_announced(tmp_path: Path, dots: Dots) -> None:
    with submission_to(tmp_path, script(ehlo=("250-here", "250 8BITMIME"))) as (submission, server):
        submission.hand_over(Letter(JAN, "\r\nZoë\r\n".encode()), dots)

    assert b"MAIL FROM:<> BODY=8BITMIME" in server.lines[0].heard


def test_an_address_outside_ascii_is_refused_where_the_server_cannot(tmp_path: Path, dots: Dots) -> None:
    with submission_to(tmp_path, script()) as (submission, _), pytest.raises(Refused, match="outside ASCII"):
        submission.hand_over(Letter("zoë@example.org", REPLY), dots)

    assert 0 == dots.count


def test_a_message_whose_dot_has_left_is_unclear_at_once_when_it_is_cut_off(tmp_path: Path) -> None:
    with submission_to(tmp_path, script(DATA=after_the_dot(Line.hang)), final_answer=LONG) as (submission, server):
        cutting = threading.Thread(target=server.once_heard, args=(rb"^\.$", submission.cut))
        with pytest.raises(Unclear):
            submission.hand_over(Letter(JAN, REPLY), cutting.start)
        cutting.join()

        with pytest.raises(Unreachable, match="the program is ending"):
            submission.hand_over(Letter(JAN, REPLY), cutting.start)


LOGIN: dict[str, Any] = {"username": "linda", "password": {"file": "secret"}}
TOKEN: dict[str, Any] = {"username": "linda", "oauth2": {"file": "secret"}}


def test_a_token_is_presented_as_xoauth2(tmp_path: Path, dots: Dots) -> None:
    server = script(ehlo=("250-here", "250 AUTH XOAUTH2"), AUTH=say("235 welcome"))
    with submission_to(tmp_path, server, **TOKEN) as (submission, heard_by):
        submission.hand_over(Letter(JAN, REPLY), dots)

    expected = b"AUTH XOAUTH2 " + base64.b64encode(b"user=linda\1auth=Bearer geheim\1\1")
    assert expected == heard_by.lines[0].heard[1]


def test_a_refused_token_is_named_but_not_shown(tmp_path: Path) -> None:
    def challenge(line: Line) -> None:
        line.say("334 eyJzdGF0dXMiOiI0MDAifQ==")
        line.hear()
        line.say("535 5.7.8 geheim is not accepted")

    server = script(ehlo=("250-here", "250 AUTH XOAUTH2"), AUTH=challenge)
    with (
        submission_to(tmp_path, server, **TOKEN) as (submission, _),
        pytest.raises(SubmissionError, match=r"refuses the log-in: 535 5\.7\.8 …"),
    ):
        submission.check()


@pytest.mark.parametrize("given", [LOGIN, TOKEN])
def test_a_log_in_that_the_server_does_not_offer_is_named(tmp_path: Path, given: dict[str, Any]) -> None:
    with (
        submission_to(tmp_path, script(), **given) as (submission, _),
        pytest.raises(SubmissionError, match="offers no log-in"),
    ):
        submission.check()


def test_a_server_that_knows_only_login_is_logged_in_to(tmp_path: Path, dots: Dots) -> None:
    def login(line: Line) -> None:
        line.say("334 UGFzc3dvcmQ6")
        line.hear()
        line.say("235 welcome")

    server = script(ehlo=("250-here", "250 AUTH LOGIN"), AUTH=login)
    with submission_to(tmp_path, server, **LOGIN) as (submission, _):
        submission.hand_over(Letter(JAN, REPLY), dots)

    assert 1 == dots.count
