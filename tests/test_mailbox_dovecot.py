"""What only a full server can show: TLS, keywords, servers without MOVE, IDLE or UIDPLUS."""

import itertools
import logging
import ssl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from inbox_bot import tls
from inbox_bot.mailbox import CertificateRefused, Mailbox, MailboxError
from servers.dovecot import BARE_HOST, HOST, OLD_HOST, PASSWORD, Dovecot, dovecot
from servers.mailboxes import deliver, flags, new, opened, settings

_numbers = itertools.count()

Open = Callable[..., AbstractContextManager[Mailbox]]


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot() as running:
        yield running


@pytest.fixture
def user() -> str:
    return f"only{next(_numbers)}@example.org"


@pytest.fixture
def mailbox_of(server: Dovecot, user: str, tmp_path: Path) -> Open:
    """Return how to open the user's mailbox."""

    def open_it(context: ssl.SSLContext | None = None, **given: Any) -> AbstractContextManager[Mailbox]:
        given = {"port": server.plain_port, "username": user, **given}
        return opened(settings(tmp_path, PASSWORD, **given), tmp_path, context)

    return open_it


def test_tls_from_the_first_octet(server: Dovecot, mailbox_of: Open) -> None:
    with mailbox_of(server.context, host=HOST, port=server.tls_port, security="tls") as mailbox:
        assert [] == mailbox.uids(1)
        assert mailbox.can_idle


def test_starttls(server: Dovecot, mailbox_of: Open) -> None:
    with mailbox_of(server.context, host=HOST, security="starttls") as mailbox:
        assert [] == mailbox.uids(1)
        assert mailbox.can_idle


def test_a_folder_that_takes_the_name_of_the_one_that_is_open_is_looked_at_next(
    server: Dovecot, mailbox_of: Open, user: str
) -> None:
    with server.client(user) as client:
        client.create_folder("Seminarie")
        with mailbox_of(folder="Seminarie") as mailbox:
            before, mailbox.is_strange = mailbox.uidvalidity, False
            client.rename_folder("Seminarie", "Elders")
            client.create_folder("Seminarie")
            client.append("Seminarie", b"Subject: x\r\n\r\nhoi\r\n")
            mailbox.select()

            assert ([1], True) == (mailbox.uids(1), mailbox.is_strange)
            assert before != mailbox.uidvalidity
            mailbox.is_strange = False
            mailbox.select()
            assert not mailbox.is_strange


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_of_an_unknown_authority_is_refused(server: Dovecot, mailbox_of: Open, security: str) -> None:
    port = server.tls_port if security == "tls" else server.plain_port
    with (
        pytest.raises(CertificateRefused, match=r"the certificate of localhost is not trusted: .* check mailbox.host"),
        mailbox_of(host=HOST, port=port, security=security),
    ):
        pass


def test_a_certificate_for_another_name_is_refused(server: Dovecot, mailbox_of: Open) -> None:
    with (
        pytest.raises(CertificateRefused, match=r"not valid for '127.0.0.2'"),
        mailbox_of(server.context, host=OLD_HOST, port=server.tls_port, security="tls"),
    ):
        pass


def test_tls_with_a_server_that_does_not_begin_with_it_names_the_port(server: Dovecot, mailbox_of: Open) -> None:
    with (
        pytest.raises(MailboxError, match=r"no TLS with localhost: .* check mailbox.port and mailbox.security"),
        mailbox_of(server.context, host=HOST, security="tls"),
    ):
        pass


def test_one_tls_context_serves_the_whole_process() -> None:
    context = tls.verified()

    assert context is tls.verified()
    assert (ssl.CERT_REQUIRED, True) == (context.verify_mode, context.check_hostname)


def test_handled_mail_gets_the_keyword_and_nothing_else(server: Dovecot, user: str, mailbox_of: Open) -> None:
    with server.client(user) as people, mailbox_of(handled={"keyword": "Ingeschreven"}) as mailbox:
        deliver(people, "een", "twee")
        first, second = mailbox.uids(1)
        new(mailbox)

        mailbox.handle([first])

        assert {first: (b"Ingeschreven",), second: ()} == flags(people)


def test_hundreds_of_mails_are_marked_in_several_commands(server: Dovecot, user: str, mailbox_of: Open) -> None:
    with server.client(user) as people, mailbox_of(handled={"keyword": "Ingeschreven"}) as mailbox:
        deliver(people, *["hoi"] * 1200)

        mailbox.handle(mailbox.uids(1))

        assert {(b"Ingeschreven",)} == set(flags(people).values())


def test_without_move_the_mail_is_copied_and_only_it_expunged(server: Dovecot, user: str, mailbox_of: Open) -> None:
    with server.client(user) as people, mailbox_of(host=OLD_HOST, handled={"move": "Klaar"}) as mailbox:
        deliver(people, "inschrijving", "door mensen verwijderd", "ander")
        first, deleted, other = mailbox.uids(1)
        people.delete_messages([deleted])

        mailbox.handle([first])

        assert {deleted: (rb"\Deleted",), other: ()} == flags(people)
        assert 1 == people.folder_status("Klaar")[b"MESSAGES"]


@pytest.mark.parametrize(
    ("host", "left"), [(OLD_HOST, {}), (BARE_HOST, {1: (rb"\Deleted",)})], ids=["UIDPLUS", "without"]
)
def test_a_message_of_our_own_is_removed_and_nothing_of_anybody_else(
    server: Dovecot, user: str, mailbox_of: Open, host: str, left: dict[int, tuple[bytes, ...]]
) -> None:
    with server.client(user) as people, mailbox_of(host=host) as mailbox:
        deliver(people, "proef", "door mensen verwijderd", "ander")
        people.delete_messages([2])
        mailbox.remove([1])

        assert {**left, 2: (rb"\Deleted",), 3: ()} == flags(people)
        assert [2, 3] == mailbox.uids(2)


def test_where_moving_is_impossible_mail_stays_and_one_line_says_so(
    server: Dovecot, user: str, mailbox_of: Open, caplog: pytest.LogCaptureFixture
) -> None:
    with server.client(user) as people, mailbox_of(host=BARE_HOST, handled={"move": "Klaar"}) as mailbox:
        deliver(people, "inschrijving")
        with caplog.at_level(logging.WARNING):
            mailbox.handle(mailbox.uids(1))
            mailbox.handle(mailbox.uids(1))

        assert [()] == list(flags(people).values())
        assert ["handled mail stays as it is: 127.0.0.3 can neither MOVE nor expunge single mails"] == caplog.messages


def test_where_there_is_no_idle_there_is_no_waiting(mailbox_of: Open) -> None:
    with mailbox_of(host=OLD_HOST) as mailbox:
        assert not mailbox.can_idle
        assert not mailbox.idle(600)
