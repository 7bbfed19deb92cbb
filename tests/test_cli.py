"""What whoever types `inbox-bot` sees, and the exit code that a script gets."""

import json
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from inbox_bot import templating
from inbox_bot.assembly import house_of
from inbox_bot.cli import main
from inbox_bot.config import load
from inbox_bot.core.case import Limits, Outcome
from inbox_bot.core.message import Address
from inbox_bot.core.reply import Desk
from inbox_bot.core.rules import RULES
from inbox_bot.demo.postman import Postman
from inbox_bot.demo.samples import samples
from inbox_bot.demo.servers import SmtpServer, imap_server, smtp_server
from inbox_bot.intake import Intake
from inbox_bot.reading import Arrival
from inbox_bot.store import Store
from seminar import mail, registration

EXAMPLE = Path(__file__).parent.parent / "config.toml"
EVENT = "[[event]]" + EXAMPLE.read_text("utf-8").split("[[event]]", 1)[1]
Typed = pytest.CaptureFixture[str]


def configuration(beside: Path, imap: int, smtp: int, **mailbox: str) -> Path:
    extra = "".join(f"{key} = {value}\n" for key, value in mailbox.items())
    (beside / "password.txt").write_text("secret\n", "utf-8")
    path = beside / "config.toml"
    path.write_text(
        f"""
[mailbox]
host = "127.0.0.1"
port = {imap}
security = "none"
username = "linda"
password = {{ file = "password.txt" }}
start = 2018-11-01
{extra}
[submission]
host = "127.0.0.1"
port = {smtp}
security = "none"
from = "Linda Boudry <linda.boudry@kcvs.be>"
[organiser]
addresses = ["linda.boudry@kcvs.be"]
{EVENT}
""",
        "utf-8",
    )
    return path


@pytest.fixture
def smtp() -> Iterator[SmtpServer]:
    with smtp_server() as server:
        yield server


@pytest.fixture
def config(tmp_path: Path, smtp: SmtpServer) -> Iterator[Path]:
    """Return a configuration whose mailbox holds the sample mails."""
    with imap_server({"linda": "secret"}) as imap:
        path = configuration(tmp_path, imap.port, smtp.port)
        loaded = load(path)
        postman = Postman(loaded, smtp, tmp_path / "replies", Console())
        for sample in samples(loaded.events[0]):
            postman.deliver(sample.octets, sample.received_at)
        yield path


def closed_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def run(config: Path, *arguments: str) -> int:
    return main(["--config", str(config), *arguments])


def test_a_wrong_configuration_ends_with_2_and_a_line_an_error(tmp_path: Path, capsys: Typed) -> None:
    path = tmp_path / "config.toml"
    path.write_text(EXAMPLE.read_text("utf-8").replace('host = "imap.example.org"', 'hots = "x"'), "utf-8")

    assert 2 == run(path, "poll")
    assert [
        f"{path}: mailbox.host: is missing; add it",
        f"{path}: mailbox.hots: there is no such key; check its spelling or take it out",
    ] == capsys.readouterr().err.splitlines()


def test_no_configuration_is_named_with_the_mend(tmp_path: Path, capsys: Typed) -> None:
    assert 2 == run(tmp_path / "none.toml", "run")
    assert "none.toml: No such file or directory; name another file with --config PATH" in capsys.readouterr().err


def test_a_server_that_is_away_means_try_later(tmp_path: Path, smtp: SmtpServer, capsys: Typed) -> None:
    assert 75 == run(configuration(tmp_path, closed_port(), smtp.port), "poll")
    assert "127.0.0.1 cannot be reached" in capsys.readouterr().err


def test_replies_that_cannot_leave_mean_try_later_and_then_not_well(config: Path, capsys: Typed) -> None:
    port = load(config).submission.port
    config.write_text(config.read_text("utf-8").replace(f"port = {port}", f"port = {closed_port()}"), "utf-8")

    for _ in range(2):
        assert 75 == run(config, "poll")
        said = capsys.readouterr().err.splitlines()[-1]
        assert said.startswith("10 replies wait to be sent: 127.0.0.1: Connection refused; check submission.host")

    assert 0 == run(config, "health")
    store = Store(load(config).store_url)
    with store.begin() as tx:
        for item in tx.outbox():
            tx.send_again(item.id, item.enqueued_at)
            tx.fail(item, item.enqueued_at, item.last_error)
            tx.send_again(item.id, datetime.now(UTC) - timedelta(minutes=61))
    store.close()
    capsys.readouterr()
    assert 1 == run(config, "health")
    assert "Not well: 10 replies wait for over an hour to be sent: 127.0.0.1: Conn" in capsys.readouterr().err


def test_a_refused_log_in_means_try_later_and_shows_no_password(config: Path, capsys: Typed) -> None:
    (config.parent / "password.txt").write_text("hunter2\n", "utf-8")

    assert 75 == run(config, "poll")
    said = capsys.readouterr().err
    assert "127.0.0.1 refuses the log-in" in said
    assert "hunter2" not in said


def test_a_missing_folder_is_named_with_those_that_exist(tmp_path: Path, smtp: SmtpServer, capsys: Typed) -> None:
    with imap_server({"linda": "secret"}) as imap:
        path = configuration(tmp_path, imap.port, smtp.port, folder='"Seminarie"')

        assert 75 == run(path, "poll")
    assert 'has no folder "Seminarie"; it has: INBOX' in capsys.readouterr().err


def test_a_missing_password_file_is_a_matter_of_configuration(config: Path, capsys: Typed) -> None:
    (config.parent / "password.txt").unlink()

    assert run(config, "poll") in {2, 75}
    assert "password.txt cannot be read" in capsys.readouterr().err


def test_a_template_that_fails_is_found_before_anything_is_answered(
    config: Path, smtp: SmtpServer, capsys: Typed
) -> None:
    folder = config.parent / "mine" / "reply"
    folder.mkdir(parents=True)
    (folder / "confirmed.nl.txt").write_text("Dank u\n\nBeste {{ nobody }},\n", "utf-8")
    text = config.read_text("utf-8").replace("[organiser]", '[reply]\ntemplates = "mine"\n[organiser]')
    config.write_text(text, "utf-8")

    assert 2 == run(config, "poll")
    assert "confirmed.nl.txt" in capsys.readouterr().err
    assert [] == smtp.accepted


def test_poll_does_a_whole_pass_and_the_rest_shows_it(config: Path, smtp: SmtpServer, capsys: Typed) -> None:
    assert 0 == run(config, "poll")
    assert 10 == len(smtp.accepted)

    assert 0 == run(config, "health")
    capsys.readouterr()
    assert 0 == run(config, "entries", "--format", "json", "--status", "confirmed")
    entries = json.loads(capsys.readouterr().out)
    assert {"id", "event", "status", "fields", "received_at", "sender"} == set(entries[0])
    assert 7 == len(entries)

    assert 0 == run(config, "report")
    assert "Elke mail is verantwoord." in capsys.readouterr().out


def test_where_no_process_can_be_begun_nothing_is_read_and_health_says_why(
    config: Path, smtp: SmtpServer, capsys: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as room:
        room.setattr("sys.executable", "/nowhere/python")
        assert 75 == run(config, "poll")
    said = "no process can be begun in which mails are read: No such file or directory"
    assert [said] == capsys.readouterr().err.splitlines()[-1:]
    store = Store(load(config).store_url)
    with store.read() as reading:
        assert 0 == reading.ledger().seen
    store.close()

    assert 1 == run(config, "health")
    assert f"the mailbox was never looked at ({said})" in capsys.readouterr().err
    assert 0 == run(config, "poll")
    assert 10 == len(smtp.accepted)


def test_health_says_when_nothing_was_looked_at_for_long(config: Path, capsys: Typed) -> None:
    assert 1 == run(config, "health")
    assert 0 == run(config, "poll")
    store = Store(load(config).store_url)
    with store.begin() as tx:
        tx.set_meta("last good poll", (datetime.now(UTC) - timedelta(hours=1)).isoformat())
    store.close()
    capsys.readouterr()

    assert 1 == run(config, "health")
    assert "last looked at 60 minutes ago" in capsys.readouterr().err


def test_check_tries_everything_and_names_what_is_wrong(config: Path, capsys: Typed) -> None:
    assert 0 == run(config, "check")
    good = capsys.readouterr().out
    assert ["configuration", "templates", "clock", "store", "mailbox", "submission"] == [
        line.split()[1].rstrip(":") for line in good.splitlines() if line.startswith("✓")
    ]

    text = config.read_text("utf-8")
    port = load(config).submission.port
    config.write_text(text.replace(f"port = {port}", f"port = {closed_port()}"), "utf-8")
    assert 1 == run(config, "check")
    assert "✗ submission" in capsys.readouterr().out


def test_check_names_one_fault_once(config: Path, capsys: Typed) -> None:
    folder = config.parent / "mine" / "reply"
    folder.mkdir(parents=True)
    (folder / "confirmed.nl.txt").write_text("Dank u\n\nBeste {{ nobody }},\n", "utf-8")
    text = config.read_text("utf-8").replace("[organiser]", '[reply]\ntemplates = "mine"\n[organiser]')
    config.write_text(text, "utf-8")

    assert 1 == run(config, "check")
    assert 1 == capsys.readouterr().out.count("nobody")


def test_check_looks_for_the_folder_of_sent_mail(tmp_path: Path, smtp: SmtpServer, capsys: Typed) -> None:
    with imap_server({"linda": "secret"}) as imap:
        path = configuration(tmp_path, imap.port, smtp.port, sent='"Verzonden"')

        assert 1 == run(path, "check")
    assert 'has no folder "Verzonden"; it has: INBOX' in " ".join(capsys.readouterr().out.split())


def test_a_missing_folder_for_sent_mail_costs_no_look_and_no_reply(
    tmp_path: Path, smtp: SmtpServer, caplog: pytest.LogCaptureFixture
) -> None:
    with imap_server({"linda": "secret"}) as imap:
        path = configuration(tmp_path, imap.port, smtp.port, sent='"Verzonden"')
        loaded = load(path)
        first, *_ = samples(loaded.events[0])
        Postman(loaded, smtp, tmp_path / "replies", Console()).deliver(first.octets, first.received_at)

        with house_of(loaded) as house:
            house.service.pass_once()
    assert 1 == len(smtp.accepted)
    assert any(one.startswith("no copy of what was sent: ") for one in caplog.messages)


def test_a_flagged_mail_is_settled_by_giving_what_lacks(config: Path, smtp: SmtpServer, capsys: Typed) -> None:
    assert 0 == run(config, "poll")
    store = Store(load(config).store_url)
    with store.read() as reading:
        flagged = next(mail for mail in reading.flagged() if mail.sender == "lieve.claes@tongeren.be")
    store.close()
    number, before = flagged.digest[:10], len(smtp.accepted)
    capsys.readouterr()

    assert 0 == run(config, "review", "list")
    assert number in capsys.readouterr().out
    assert 0 == run(config, "review", "show", number)
    assert "Wij komen met drie van onze dienst" in capsys.readouterr().out
    assert 1 == run(config, "review", "approve", number)
    values = (
        "name=Lieve Claes",
        "municipality=Tongeren",
        "function=diensthoofd cultuur",
        "email=lieve.claes@tongeren.be",
    )
    assert 0 == run(config, "review", "correct", number, *values)
    assert 1 == run(config, "review", "correct", number, *values)
    assert "settled already" in capsys.readouterr().err

    assert 0 == run(config, "poll")
    assert ("lieve.claes@tongeren.be",) == smtp.accepted[before].rcpt_tos


def test_who_is_cancelled_by_the_organiser_is_taken_off_the_list_and_told(
    config: Path, smtp: SmtpServer, capsys: Typed
) -> None:
    assert 0 == run(config, "poll")
    store = Store(load(config).store_url)
    with store.begin() as tx:
        entry = tx.entries(status="confirmed")[0]
        octets = (
            f"From: {entry.sender}\r\nMessage-ID: <toch-niet@x.example>\r\nSubject: seminarie\r\n\r\n"
            "Mijn collega kan helaas niet komen, gelieve de inschrijving voor het seminarie te annuleren.\r\n"
        ).encode()
    taken = Intake(
        store,
        load(config).events,
        Desk(Address("", "linda@kcvs.be"), templating.load(), store.key),
        frozenset(),
        Limits(),
        lambda: datetime.now(UTC),
    ).take([Arrival(octets, datetime.now(UTC), "INBOX", 9, 1)])
    store.close()
    assert [Outcome.REVIEW] == [one.outcome for one in taken]
    number, before = taken[0].digest[:10], len(smtp.accepted)
    capsys.readouterr()

    assert 0 == run(config, "review", "show", number)
    shown = capsys.readouterr().out
    assert "Waarom:      vraagt te annuleren, maar het is niet duidelijk wie" in shown
    assert f"inbox-bot review cancel {number} --entry {entry.id}" in " ".join(shown.split())
    assert "review correct" not in shown
    assert 0 == run(config, "review", "cancel", number, "--entry", str(entry.id))
    assert 0 == run(config, "poll")
    assert (entry.sender,) == smtp.accepted[before].rcpt_tos
    capsys.readouterr()
    assert 0 == run(config, "entries", "--format", "json", "--status", "cancelled")
    assert [entry.id] == [one["id"] for one in json.loads(capsys.readouterr().out)]


def test_what_cannot_be_read_as_a_value_is_said(config: Path, capsys: Typed) -> None:
    assert 0 == run(config, "poll")

    assert 1 == run(config, "review", "correct", "abcdef", "Lieve Claes")
    assert "write FIELD=VALUE" in capsys.readouterr().err
    assert 1 == run(config, "review", "dismiss", "zzzz")
    assert "means no mail" in capsys.readouterr().err


def test_explain_prints_one_object_a_line_in_order(config: Path, tmp_path: Path, capsys: Typed) -> None:
    files = []
    for sample in samples(load(config).events[0]):
        files.append(str(tmp_path / f"{sample.name}.eml"))
        Path(files[-1]).write_bytes(sample.octets)

    assert 0 == run(config, "explain", "--format", "json", *files)
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert files == [one["file"] for one in found]
    keys = ("file", "message_id", "event", "intent", "outcome", "rule", "reasons", "participants", "missing", "reply")
    assert [list(keys)] * len(files) == [list(one) for one in found]
    assert {"value", "source", "text", "confidence"} == set(found[0]["participants"][0]["name"])


def test_explain_says_which_file_is_not_there_and_goes_on(config: Path, tmp_path: Path, capsys: Typed) -> None:
    there = tmp_path / "there.eml"
    there.write_bytes(next(samples(load(config).events[0])).octets)

    assert 1 == run(config, "explain", "--format", "json", str(tmp_path / "nowhere.eml"), str(there))
    said = capsys.readouterr()
    assert "nowhere.eml: No such file or directory" in said.err
    assert 1 == len(said.out.splitlines())


def test_explain_follows_a_conversation(tmp_path: Path, capsys: Typed) -> None:
    asked, answered = tmp_path / "b.eml", tmp_path / "a.eml"
    asked.write_bytes(registration(1, without="function"))
    later = mail("Jurist.", sender="Jan Janssens <jan1@gent.example>", number=2, answers="<1@gent.example>")
    answered.write_bytes(later.replace(b"Tue, 20 Nov", b"Wed, 21 Nov"))
    explain = ("explain", "--thread", str(answered), str(asked))

    assert 0 == run(EXAMPLE, *explain, "--format", "json")
    steps = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(str(asked), "incomplete"), (str(answered), "confirmed")] == [
        (one["file"], one["outcome"]) for one in steps
    ]
    assert 1 == run(EXAMPLE, *explain, str(tmp_path / "nowhere.eml"))
    said = capsys.readouterr()
    assert "nowhere.eml: No such file or directory" in said.err
    assert f"2. {answered}, received 2018-11-21" in said.out


def test_a_conversation_is_not_received_at_one_moment(capsys: Typed) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(EXAMPLE, "explain", "--thread", "--received", "2018-11-20", "mail.eml")
    assert "not allowed with argument --thread" in capsys.readouterr().err


def test_an_unknown_event_is_a_matter_of_usage(config: Path, capsys: Typed) -> None:
    assert 2 == run(config, "entries", "--event", "none")
    assert 'there is no event "none"; name one of: kcvs-2018' in capsys.readouterr().err


def test_the_rules_are_printed_in_order(config: Path, capsys: Typed) -> None:
    assert 0 == run(config, "rules")
    assert [rule.__name__ for rule in RULES] == [line.split()[0] for line in capsys.readouterr().out.splitlines()]


def test_the_report_goes_to_the_organiser_when_asked(config: Path, smtp: SmtpServer) -> None:
    assert 0 == run(config, "report", "--send")
    assert [("linda.boudry@kcvs.be",)] == [one.rcpt_tos for one in smtp.accepted]


def test_the_demo_shows_everything_and_ends(capsys: Typed) -> None:
    assert 0 == main(["--config", str(EXAMPLE), "demo", "--once"])
    assert "Elke mail is verantwoord." in capsys.readouterr().out
