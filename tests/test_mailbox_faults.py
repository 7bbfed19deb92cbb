"""Servers that break off, fall silent, refuse, or answer what nobody asked."""

import base64
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from inbox_bot.mailbox import Fact, FolderMissing, LoginRefused, Mailbox, MailboxError
from servers.mailboxes import MONDAY, opened, settings
from servers.scripted import Line, scripted

SHORT = timedelta(milliseconds=300)
Answers = dict[str, Callable[[Line, str], None]]


def say(*lines: str, status: str = "OK done") -> Callable[[Line, str], None]:
    def answer(line: Line, tag: str) -> None:
        line.say(*lines, f"{tag} {status}")

    return answer


def hang(line: Line, _tag: str) -> None:
    line.hang()


def bye(line: Line, _tag: str) -> None:
    line.say("* BYE shutting down")
    raise EOFError


def script(answers: Answers, capabilities: str = "IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 IDLE") -> Callable[[Line], None]:
    """Return an IMAP server that answers each command as *answers* says, and goes where it says nothing."""
    known: Answers = {
        "CAPABILITY": say(f"* CAPABILITY {capabilities}"),
        "AUTHENTICATE": say(),
        "LOGIN": say(),
        "EXAMINE": say("* 3 EXISTS", "* OK [UIDVALIDITY 7] valid", "* OK [UIDNEXT 4] next"),
        "NOOP": say(),
        "SEARCH": say("* SEARCH 1 2 3"),
        "LOGOUT": say("* BYE bye"),
        **answers,
    }

    def serve(line: Line) -> None:
        line.say("* OK ready")
        while True:
            tag, _, command = line.hear().decode().partition(" ")
            name = command.removeprefix("UID ").partition(" ")[0]
            if name == "AUTHENTICATE":
                line.say("+ ")
                line.hear()
            known[name](line, tag)

    return serve


@contextmanager
def mailbox_of(folder: Path, answers: Answers, capabilities: str = "", **given: Any) -> Iterator[Mailbox]:
    serve = script(answers, capabilities) if capabilities else script(answers)
    with scripted(serve) as server:
        chosen = settings(folder, "geheim", port=server.port, username="linda", **given)
        with opened(chosen.model_copy(update={"timeout": SHORT}), folder) as mailbox:
            yield mailbox


def fact(uid: int, size: int = 10) -> Fact:
    return Fact(uid, MONDAY, size)


def fetched(mailbox: Mailbox, *facts: Fact) -> list[bytes]:
    return [one.octets for batch in mailbox.fetch(facts, 1000) for one in batch]


@pytest.mark.parametrize("command", ["CAPABILITY", "AUTHENTICATE", "EXAMINE"])
@pytest.mark.parametrize("fault", [hang, bye, say(status="BAD [SERVERBUG] oops")])
def test_a_fault_while_opening_is_a_mailbox_error(
    tmp_path: Path, command: str, fault: Callable[[Line, str], None]
) -> None:
    answers = {command: fault, "LIST": say('* LIST () "/" INBOX')}
    with pytest.raises(MailboxError, match=r"127.0.0.1"), mailbox_of(tmp_path, answers):
        pass


@pytest.mark.parametrize("fault", [hang, bye, say(status="NO [SERVERBUG] oops"), say("* SEARCH x y")])
def test_a_fault_later_closes_the_mailbox_and_the_next_opening_mends_it(
    tmp_path: Path, fault: Callable[[Line, str], None]
) -> None:
    with scripted(script({"SEARCH": fault}), script({})) as server:
        chosen = settings(tmp_path, "geheim", port=server.port, username="linda")
        with opened(chosen.model_copy(update={"timeout": SHORT}), tmp_path) as mailbox:
            with pytest.raises(MailboxError):
                mailbox.uids(1)
            with pytest.raises(MailboxError, match="no connection"):
                mailbox.uids(1)

            mailbox.open()

            assert [1, 2, 3] == mailbox.uids(1)


def test_a_port_where_nobody_listens_names_host_and_mend(tmp_path: Path) -> None:
    with scripted(Line.hang) as server:
        closed = settings(tmp_path, "geheim", port=server.port, username="linda")

    with pytest.raises(MailboxError, match=r"127.0.0.1 cannot be reached: .*refused; check mailbox.host"):
        Mailbox(closed, tmp_path).open()


def test_a_server_that_never_greets_is_given_up(tmp_path: Path) -> None:
    with scripted(Line.hang) as server:
        chosen = settings(tmp_path, "geheim", port=server.port, username="linda").model_copy(update={"timeout": SHORT})

        with pytest.raises(MailboxError, match="did not answer in time"):
            Mailbox(chosen, tmp_path).open()


def test_a_log_in_that_is_unavailable_is_not_one_that_is_refused(tmp_path: Path) -> None:
    answers = {"AUTHENTICATE": say(status="NO [UNAVAILABLE] try later")}
    with pytest.raises(MailboxError, match=r"no log-in at 127.0.0.1 now") as raised, mailbox_of(tmp_path, answers):
        pass

    assert MailboxError is raised.type


def test_a_refusal_that_repeats_the_password_does_not_show_it(tmp_path: Path) -> None:
    answers = {"LOGIN": say(status="BAD what is LOGIN linda geheim")}
    with pytest.raises(LoginRefused) as raised, mailbox_of(tmp_path, answers, capabilities="IMAP4rev1"):
        pass

    assert "geheim" not in str(raised.value)


def test_a_missing_secret_is_named(tmp_path: Path) -> None:
    chosen = settings(tmp_path, "", port=1, username="linda")

    with pytest.raises(MailboxError, match="is empty; its first line has to hold the secret"):
        Mailbox(chosen, tmp_path).open()


def test_without_a_user_name_the_key_is_named(tmp_path: Path) -> None:
    chosen = settings(tmp_path, "", port=1, password=None)

    with pytest.raises(LoginRefused, match=r"add username and password to \[mailbox\]"):
        Mailbox(chosen, tmp_path).open()


def test_a_token_is_presented_as_xoauth2(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("ya29", "utf-8")
    with scripted(script({})) as server:
        chosen = settings(tmp_path, "", port=server.port, username="linda", password=None, oauth2={"file": "token"})
        with opened(chosen, tmp_path):
            pass

    assert base64.b64encode(b"user=linda\1auth=Bearer ya29\1\1") in server.lines[0].heard


def test_a_server_without_starttls_gets_no_password(tmp_path: Path) -> None:
    with scripted(script({})) as server:
        chosen = settings(tmp_path, "geheim", port=server.port, username="linda", security="starttls")
        with pytest.raises(MailboxError, match=r'offers no STARTTLS on port .*; write security = "tls"'):
            Mailbox(chosen, tmp_path).open()

    assert [b"CAPABILITY"] == [heard.partition(b" ")[2] for heard in server.lines[0].heard]


def test_a_folder_without_uidvalidity_is_not_read(tmp_path: Path) -> None:
    answers = {"EXAMINE": say("* 3 EXISTS")}
    with pytest.raises(MailboxError, match="no UIDVALIDITY"), mailbox_of(tmp_path, answers):
        pass


def test_a_server_that_does_not_tell_the_next_uid_is_asked_for_the_last(tmp_path: Path) -> None:
    answers = {"EXAMINE": say("* 3 EXISTS", "* OK [UIDVALIDITY 7] valid"), "SEARCH": say("* SEARCH 41")}
    with mailbox_of(tmp_path, answers) as mailbox:
        assert 42 == mailbox.uidnext


def test_a_folder_that_is_refused_though_it_is_there_is_not_missing(tmp_path: Path) -> None:
    answers = {"EXAMINE": say(status="NO not today"), "LIST": say('* LIST () "/" Archief')}
    with pytest.raises(MailboxError, match=r"refuses: .*not today") as raised, mailbox_of(tmp_path, answers):
        pass

    assert FolderMissing is not raised.type


@pytest.mark.parametrize(
    "strange",
    [
        "* 2 FETCH (UID 2 FLAGS (\\Seen))",
        "* 2 FETCH (UID 2 BODY[] NIL)",
        '* 2 FETCH (UID 2 BODY[] "")',
        "* 9 FETCH (BODY[] {3}\r\nhoi)",
        "* 9 FETCH (UID 9 BODY[] {3}\r\nhoi)",
        "* 2 EXPUNGE",
        "* OK there you are",
    ],
)
def test_a_mail_that_does_not_come_is_left_out_and_the_others_are_not(tmp_path: Path, strange: str) -> None:
    answers = {"FETCH": say("* 1 FETCH (UID 1 BODY[] {3}\r\neen)", strange, "* 3 FETCH (UID 3 BODY[] {4}\r\ndrie)")}
    with mailbox_of(tmp_path, answers) as mailbox:
        assert [b"een", b"drie"] == fetched(mailbox, fact(1), fact(2), fact(3))


@pytest.mark.parametrize(
    "bad", ["* 2 FETCH (UID 2 BODY[] {3}\r\nhoi", "* 2 FETCH (UID", "* 2 FETCH (UID x BODY[] NIL)"]
)
def test_one_answer_that_cannot_be_parsed_does_not_hold_up_the_others(tmp_path: Path, bad: str) -> None:
    def answer(line: Line, tag: str) -> None:
        good = [f"* {uid} FETCH (UID {uid} BODY[] {{3}}\r\nhoi)" for uid in (1, 3)]
        asked = line.heard[-1].split()[3].decode()
        answers = {"1": good[0], "2": bad, "3": good[1]}
        line.say(*(answers[uid] for uid in asked.split(",")), f"{tag} OK done")

    with mailbox_of(tmp_path, {"FETCH": answer}) as mailbox:
        assert [b"hoi", b"hoi"] == fetched(mailbox, fact(1), fact(2), fact(3))


def test_one_mail_that_the_server_chokes_on_does_not_hold_up_the_others(tmp_path: Path) -> None:
    def answer(line: Line, tag: str) -> None:
        asked = line.heard[-1].split()[3].decode()
        if "2" in asked:
            line.say(f"{tag} NO [SERVERBUG] mail 2 is broken")
        else:
            line.say(f"* {asked} FETCH (UID {asked} BODY[] {{3}}\r\nhoi)", f"{tag} OK done")

    with mailbox_of(tmp_path, {"FETCH": answer}) as mailbox:
        assert [b"hoi", b"hoi"] == fetched(mailbox, fact(1), fact(2), fact(3))


def test_a_connection_lost_within_a_mail_is_a_mailbox_error(tmp_path: Path) -> None:
    def answer(line: Line, _tag: str) -> None:
        line.say("* 1 FETCH (UID 1 BODY[] {3000}", "hoi")
        raise EOFError

    with mailbox_of(tmp_path, {"FETCH": answer}) as mailbox, pytest.raises(MailboxError, match="ended the connection"):
        fetched(mailbox, fact(1))


def test_a_server_that_falls_silent_within_a_mail_is_given_up(tmp_path: Path) -> None:
    def answer(line: Line, _tag: str) -> None:
        line.say("* 1 FETCH (UID 1 BODY[] {3000}", "hoi")
        line.hang()

    with (
        mailbox_of(tmp_path, {"FETCH": answer}) as mailbox,
        pytest.raises(MailboxError, match="did not answer in time"),
    ):
        fetched(mailbox, fact(1))


def test_a_mail_larger_than_the_server_said_is_cut_to_its_header(tmp_path: Path) -> None:
    def answer(line: Line, tag: str) -> None:
        head, text = "Subject: x\r\n\r\n", "y" * 2000
        if b"HEADER" in line.heard[-1]:
            line.say(f"* 1 FETCH (UID 1 BODY[HEADER]<0> {{{len(head)}}}\r\n{head})", f"{tag} OK done")
        else:
            line.say(f"* 1 FETCH (UID 1 BODY[] {{{len(head + text)}}}\r\n{head}{text})", f"{tag} OK done")

    with mailbox_of(tmp_path, {"FETCH": answer}) as mailbox:
        [[found]] = mailbox.fetch([fact(1)], 1000)

        assert (b"Subject: x\r\n\r\n", True) == (found.octets, found.truncated)


@pytest.mark.parametrize("date", ['"32-Foo-2024 10:00:00 +0200"', "NIL", '""'])
def test_a_mail_without_a_time_of_arrival_is_left_out(tmp_path: Path, date: str) -> None:
    answers = {
        "FETCH": say(
            f"* 1 FETCH (UID 1 RFC822.SIZE 3 INTERNALDATE {date})",
            '* 2 FETCH (UID 2 RFC822.SIZE 3 INTERNALDATE "18-Nov-2024 10:30:00 +0100")',
        )
    }
    with mailbox_of(tmp_path, answers) as mailbox:
        assert [Fact(2, MONDAY, 3)] == mailbox.facts([1, 2])


def test_one_mail_that_the_server_knows_nothing_of_does_not_hold_up_the_others(tmp_path: Path) -> None:
    def answer(line: Line, tag: str) -> None:
        asked = line.heard[-1].split()[3].decode().split(",")
        known = '* {0} FETCH (UID {0} RFC822.SIZE 3 INTERNALDATE "18-Nov-2024 10:30:00 +0100")'
        line.say(*(known.format(uid) for uid in asked), f"{tag} NO gone" if "400" in asked else f"{tag} OK done")

    with mailbox_of(tmp_path, {"FETCH": answer}) as mailbox:
        assert set(range(1, 1001)) - {400} == {found.uid for found in mailbox.facts(range(1, 1001))}


def test_who_waits_for_a_silent_server_is_cut_off(tmp_path: Path) -> None:
    with scripted(script({"SEARCH": hang})) as server:
        chosen = settings(tmp_path, "geheim", port=server.port, username="linda", timeout="600s")
        with opened(chosen, tmp_path) as mailbox:
            cutting = threading.Thread(target=server.once_heard, args=(b"SEARCH", mailbox.cut))
            cutting.start()
            with pytest.raises(MailboxError, match="ended the connection"):
                mailbox.uids(1)
            cutting.join()


READ_WRITE = ["* 3 EXISTS", "* OK [UIDVALIDITY 7] valid", "* OK [UIDNEXT 4] next"]


def test_where_no_keyword_is_kept_mail_stays_and_one_line_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    answers = {"SELECT": say(*READ_WRITE, r"* OK [PERMANENTFLAGS (\Seen \Deleted)] limited")}
    with mailbox_of(tmp_path, answers, handled={"keyword": "Klaar"}) as mailbox, caplog.at_level(logging.WARNING):
        mailbox.handle([1])
        mailbox.handle([2])

    assert ['handled mail stays as it is: 127.0.0.1 keeps no keyword "Klaar"'] == caplog.messages


@pytest.mark.parametrize("kept", [r"(\Seen \*)", r"(\Seen klaar)"])
def test_a_keyword_that_is_kept_is_stored(tmp_path: Path, kept: str) -> None:
    answers = {"SELECT": say(*READ_WRITE, f"* OK [PERMANENTFLAGS {kept}] limited"), "STORE": say()}
    with scripted(script(answers)) as server:
        chosen = settings(tmp_path, "geheim", port=server.port, username="linda", handled={"keyword": "Klaar"})
        with opened(chosen, tmp_path) as mailbox:
            mailbox.handle([1, 3])

    assert any(heard.endswith(b"UID STORE 1,3 +FLAGS.SILENT (Klaar)") for heard in server.lines[0].heard)


def test_a_folder_that_cannot_be_subscribed_to_is_moved_to_all_the_same(tmp_path: Path) -> None:
    answers = {
        "SELECT": say(*READ_WRITE),
        "LIST": say(),
        "CREATE": say(),
        "SUBSCRIBE": say(status="NO not here"),
        "MOVE": say(),
    }
    with scripted(script(answers, "IMAP4rev1 MOVE")) as server:
        chosen = settings(tmp_path, "geheim", port=server.port, username="linda", handled={"move": "Klaar"})
        with opened(chosen, tmp_path) as mailbox:
            mailbox.handle([1, 3])

    assert any(heard.endswith(b'UID MOVE 1,3 "Klaar"') for heard in server.lines[0].heard)


def idling(after: Callable[[Line, str], None]) -> Answers:
    def answer(line: Line, tag: str) -> None:
        line.say("+ idling")
        after(line, tag)

    return {"IDLE": answer}


def test_a_server_gone_while_we_wait_is_noticed_at_once(tmp_path: Path) -> None:
    with mailbox_of(tmp_path, idling(bye)) as mailbox, pytest.raises(MailboxError, match="ended the connection"):
        mailbox.idle(600)


def test_a_server_that_hangs_up_while_we_wait_is_noticed_at_once(tmp_path: Path) -> None:
    def gone(_line: Line, _tag: str) -> None:
        raise EOFError

    with mailbox_of(tmp_path, idling(gone)) as mailbox, pytest.raises(MailboxError, match="ended the connection"):
        mailbox.idle(600)


def test_a_server_that_fell_silent_while_we_wait_is_noticed_at_the_end(tmp_path: Path) -> None:
    with mailbox_of(tmp_path, idling(hang)) as mailbox, pytest.raises(MailboxError, match="did not answer in time"):
        mailbox.idle(0.1)


def test_a_sign_of_life_is_not_taken_for_mail_and_the_waiting_goes_on(tmp_path: Path) -> None:
    rounds = iter([["* OK Still here"], ["* 2 FETCH (FLAGS (\\Seen))"], ["* 4 EXISTS"]])

    def answer(line: Line, tag: str) -> None:
        line.say("+ idling", *next(rounds))
        line.hear_until(b"DONE")
        line.say(f"{tag} OK done")

    with mailbox_of(tmp_path, {"IDLE": answer}) as mailbox:
        assert mailbox.idle(3)
