"""A message is handed over, refused or kept for later, and it is known which."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import trustme

from inbox_bot.config import SubmissionSettings
from inbox_bot.outbox import Postponed, Refused, Unreachable
from inbox_bot.submission import Submission, SubmissionError
from servers.smtp import PASSWORD, USER, Letter, SubmissionServer, submission_server

REPLY = b"To: jan@example.org\r\nSubject: Re: hoi\r\n\r\nDag Jan\r\n"
JAN = "jan@example.org"


def nothing() -> None:
    pass


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def context(authority: trustme.CA) -> ssl.SSLContext:
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    return trusting


@pytest.fixture
def server() -> Iterator[SubmissionServer]:
    with submission_server() as running:
        yield running


@contextmanager
def submission_to(port: int, folder: Path, context: ssl.SSLContext | None = None, **given: Any) -> Iterator[Submission]:
    (folder / "password").write_text(PASSWORD, "utf-8")
    values = {"host": "localhost", "port": port, "security": "none", "timeout": "10s", "from": "bot@example.org"}
    submission = Submission(SubmissionSettings.model_validate({**values, **given}), folder, context=context)
    try:
        yield submission
    finally:
        submission.close()


LOGIN: dict[str, Any] = {"username": USER, "password": {"file": "password"}}


def test_a_message_arrives_with_a_null_reverse_path_and_its_one_recipient(
    server: SubmissionServer, tmp_path: Path
) -> None:
    with submission_to(server.port, tmp_path) as submission:
        submission.hand_over(Letter(JAN, REPLY), nothing)

    assert [("", (JAN,), REPLY)] == server.accepted


@pytest.mark.parametrize(
    ("given", "arrives"),
    [
        (b".\r\n..\r\n.een\r\n", b".\r\n..\r\n.een\r\n"),
        (b"een\ntwee\rdrie", b"een\r\ntwee\r\ndrie\r\n"),
        (b"x\n.\nMAIL FROM:<a@b>\r\n.\r", b"x\r\n.\r\nMAIL FROM:<a@b>\r\n.\r\n"),
        ("Zoë\r\n".encode(), "Zoë\r\n".encode()),
        ((b"x" * 900 + b"\r\n") * 900, (b"x" * 900 + b"\r\n") * 900),
    ],
)
def test_every_octet_arrives_and_no_dot_ends_the_message_early(
    server: SubmissionServer, tmp_path: Path, given: bytes, arrives: bytes
) -> None:
    with submission_to(server.port, tmp_path) as submission:
        submission.hand_over(Letter(JAN, b"Subject: x\r\n\r\n" + given), nothing)

    assert [b"Subject: x\r\n\r\n" + arrives] == [accepted.octets for accepted in server.accepted]


def test_many_messages_go_over_one_connection(server: SubmissionServer, tmp_path: Path) -> None:
    with submission_to(server.port, tmp_path) as submission:
        for _ in range(20):
            submission.hand_over(Letter(JAN, REPLY), nothing)

    assert (20, 1) == (len(server.accepted), len(server.connections))


def test_the_caller_is_told_before_the_dot_and_nothing_is_accepted_earlier(
    server: SubmissionServer, tmp_path: Path
) -> None:
    accepted_so_far = []
    with submission_to(server.port, tmp_path) as submission:
        submission.hand_over(Letter(JAN, REPLY), lambda: accepted_so_far.append(len(server.accepted)))

    assert [0] == accepted_so_far


@pytest.mark.parametrize("trouble", [RuntimeError, KeyboardInterrupt, Postponed, Refused])
def test_what_the_caller_stops_before_the_dot_is_never_accepted_and_the_next_one_is(
    server: SubmissionServer, tmp_path: Path, trouble: type[BaseException]
) -> None:
    def stop() -> None:
        raise trouble

    with submission_to(server.port, tmp_path) as submission:
        with pytest.raises(trouble):
            submission.hand_over(Letter(JAN, REPLY), stop)
        submission.hand_over(Letter("an@example.org", REPLY), nothing)

    assert [("an@example.org",)] == [accepted.rcpt_tos for accepted in server.accepted]


@pytest.mark.parametrize(
    ("command", "answer", "becomes"),
    [
        ("MAIL", "451 later", Postponed),
        ("MAIL", "550 no null reverse-path here", Postponed),
        ("MAIL", "421 too many", Postponed),
        ("RCPT", "450 greylisted", Postponed),
        ("RCPT", "550 5.1.1 no such user", Refused),
        ("RCPT", "530 log in first", Postponed),
        ("DATA", "451 later", Postponed),
        ("DATA", "421 closing", Postponed),
        ("DATA", "552 too large", Refused),
    ],
)
def test_a_refused_message_is_for_later_or_for_never_and_the_next_one_arrives(
    server: SubmissionServer, tmp_path: Path, command: str, answer: str, becomes: type[Exception]
) -> None:
    with submission_to(server.port, tmp_path) as submission:
        server.answers[command] = answer
        with pytest.raises(becomes, match=answer) as raised:
            submission.hand_over(Letter(JAN, REPLY), nothing)
        server.answers.clear()
        submission.hand_over(Letter(JAN, REPLY), nothing)

    assert becomes is raised.type
    assert 1 == len(server.accepted)


def test_what_the_server_says_is_one_short_line(server: SubmissionServer, tmp_path: Path) -> None:
    with submission_to(server.port, tmp_path) as submission:
        server.answers["RCPT"] = "550-no\r\n550 \x1b[31msuch\tuser" + "!" * 400
        with pytest.raises(Refused) as raised:
            submission.hand_over(Letter(JAN, REPLY), nothing)

    assert str(raised.value).startswith("550 no [31msuch user!")
    assert 310 > len(str(raised.value))


@pytest.mark.parametrize("rcpt_to", ["", "a b@example.org", "a@b>\r\nRCPT TO:<c@d", "<a@b>", "a\0@b"])
def test_what_is_no_address_is_refused_before_anything_is_said(
    server: SubmissionServer, tmp_path: Path, rcpt_to: str
) -> None:
    with submission_to(server.port, tmp_path) as submission, pytest.raises(Refused, match="no address"):
        submission.hand_over(Letter(rcpt_to, REPLY), nothing)

    assert [] == server.accepted


def test_an_address_outside_ascii_goes_out_where_the_server_can(server: SubmissionServer, tmp_path: Path) -> None:
    with submission_to(server.port, tmp_path) as submission:
        submission.hand_over(Letter("zoë@example.org", REPLY), nothing)

    assert [("zoë@example.org",)] == [accepted.rcpt_tos for accepted in server.accepted]


def test_starttls_and_a_log_in_with_a_password_outside_ascii(
    authority: trustme.CA, context: ssl.SSLContext, tmp_path: Path
) -> None:
    with (
        submission_server(authority, login=True) as server,
        submission_to(server.port, tmp_path, context, security="starttls", **LOGIN) as submission,
    ):
        submission.hand_over(Letter(JAN, REPLY), nothing)

        assert 1 == len(server.accepted)


def test_tls_from_the_first_octet(authority: trustme.CA, context: ssl.SSLContext, tmp_path: Path) -> None:
    with (
        submission_server(authority, tls=True) as server,
        submission_to(server.port, tmp_path, context, security="tls") as submission,
    ):
        submission.hand_over(Letter(JAN, REPLY), nothing)
        submission.hand_over(Letter(JAN, REPLY), nothing)

        assert (2, 1) == (len(server.accepted), len(server.connections))


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize(
    "use", [Submission.check, lambda submission: submission.hand_over(Letter(JAN, REPLY), nothing)]
)
def test_a_certificate_that_is_not_trusted_gets_neither_password_nor_mail(
    authority: trustme.CA, tmp_path: Path, security: str, use: Callable[[Submission], None]
) -> None:
    with (
        submission_server(authority, tls=security == "tls", login=True) as server,
        submission_to(server.port, tmp_path, security=security, **LOGIN) as submission,
        pytest.raises((SubmissionError, Unreachable), match="certificate of localhost is not trusted"),
    ):
        use(submission)


def test_a_certificate_for_another_name_is_not_trusted(
    authority: trustme.CA, context: ssl.SSLContext, tmp_path: Path
) -> None:
    with (
        submission_server(authority, tls=True) as server,
        submission_to(server.port, tmp_path, context, security="tls", host="127.0.0.1") as submission,
        pytest.raises(SubmissionError, match="not valid for"),
    ):
        submission.check()


def test_a_server_without_starttls_gets_neither_password_nor_mail(server: SubmissionServer, tmp_path: Path) -> None:
    with (
        submission_to(server.port, tmp_path, security="starttls", **LOGIN) as submission,
        pytest.raises(Unreachable, match="offers no STARTTLS"),
    ):
        submission.hand_over(Letter(JAN, REPLY), nothing)


def test_a_wrong_password_is_our_trouble_and_not_shown(tmp_path: Path) -> None:
    (tmp_path / "wrong").write_text("geheim", "utf-8")
    wrong: dict[str, Any] = {"username": USER, "password": {"file": "wrong"}}
    with (
        submission_server(login=True) as server,
        submission_to(server.port, tmp_path, **wrong) as submission,
        pytest.raises(Unreachable, match=r"refuses the log-in: 535") as raised,
    ):
        submission.hand_over(Letter(JAN, REPLY), nothing)

    assert "geheim" not in str(raised.value)


def test_checking_logs_in_and_out_and_sends_nothing(tmp_path: Path) -> None:
    with submission_server(login=True) as server, submission_to(server.port, tmp_path, **LOGIN) as submission:
        submission.check()

        assert ([], 1) == (server.accepted, len(server.connections))


def test_a_missing_secret_is_named(server: SubmissionServer, tmp_path: Path) -> None:
    missing: dict[str, Any] = {"username": USER, "password": {"file": "nowhere"}}
    with (
        submission_to(server.port, tmp_path, **missing) as submission,
        pytest.raises(SubmissionError, match="nowhere cannot be read"),
    ):
        submission.check()
