"""What an organiser may write, and what they are told when they write something else."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inbox_bot.config import Config, ConfigError, MailboxSettings, Secret, SecretError, load

EXAMPLE = Path(__file__).parent.parent / "config.toml"
MINIMAL = """
[mailbox]
host = "imap.example.org"
username = "linda@example.org"
password = { env = "SECRET" }

[submission]
host = "smtp.example.org"
from = "Linda Boudry <linda@example.org>"

[organiser]
addresses = ["linda@example.org"]

[[event]]
id = "seminar"
title = "Seminar"
timezone = "Europe/Brussels"
starts = 2018-12-07T09:30:00
deadline = 2018-12-02

[[event.field]]
key = "name"
label = "Naam"
type = "person_name"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, "utf-8")
    return path


def complaints(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(written(folder, text))
    return [line.removeprefix(f"{folder / 'config.toml'}: ") for line in caught.value.lines]


def minimal(folder: Path) -> Config:
    return load(written(folder, MINIMAL))


def test_the_shipped_example_is_valid() -> None:
    assert ["name", "municipality", "function", "email"] == [field.key for field in load(EXAMPLE).events[0].fields]


def test_a_date_as_deadline_includes_that_day_in_the_zone_of_the_event(tmp_path: Path) -> None:
    event = minimal(tmp_path).events[0]

    assert not event.closed(datetime(2018, 12, 2, 22, 59, 59, 999_999, tzinfo=UTC))
    assert event.closed(datetime(2018, 12, 2, 23, 0, tzinfo=UTC))


def test_an_hour_as_deadline_is_itself_on_time(tmp_path: Path) -> None:
    text = MINIMAL.replace("deadline = 2018-12-02", "deadline = 2018-11-30T12:00:00")
    event = load(written(tmp_path, text)).events[0]

    assert not event.closed(datetime(2018, 11, 30, 11, 0, tzinfo=UTC))
    assert event.closed(datetime(2018, 11, 30, 11, 0, 1, tzinfo=UTC))


def test_an_hour_without_offset_is_meant_in_the_zone_of_the_event(tmp_path: Path) -> None:
    assert datetime(2018, 12, 7, 8, 30, tzinfo=UTC) == minimal(tmp_path).events[0].starts


def test_ports_follow_the_security(tmp_path: Path) -> None:
    config = minimal(tmp_path)

    assert (993, 465) == (config.mailbox.port, config.submission.port)


def test_a_relative_database_lies_beside_the_configuration(tmp_path: Path) -> None:
    assert f"sqlite:///{tmp_path.resolve()}/inbox_bot.db" == minimal(tmp_path).store_url


def test_own_addresses_are_those_written_from_and_read(tmp_path: Path) -> None:
    assert frozenset({"linda@example.org"}) == minimal(tmp_path).own_addresses


def test_the_configuration_cannot_be_changed_later(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="frozen"):
        minimal(tmp_path).mailbox.host = "elsewhere"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('host = "imap.example.org"', "", "mailbox.host: is missing; add it"),
        (
            'host = "imap',
            'hots = "x"\nhost = "imap',
            "mailbox.hots: there is no such key; check its spelling or take it out",
        ),
        (
            '{ env = "SECRET" }',
            '"hunter2"',
            'mailbox.password: a secret does not stand in this file; write {env = "NAME"} or {file = "PATH"}',
        ),
        ('{ env = "SECRET" }', "{}", 'mailbox.password: write either {env = "NAME"} or {file = "PATH"}'),
        (
            'timezone = "Europe/Brussels"',
            'timezone = "Europe/Gent"',
            'event.1.timezone: there is no time zone "Europe/Gent"; write it as "Europe/Brussels"',
        ),
        ('timezone = "Europe/Brussels"', "", "event.1.timezone: is missing; add it"),
        ("2018-12-07T09:30:00", "2018-12-07", "event.1.starts: give the hour too: 2018-12-07T09:30:00"),
        (
            'type = "person_name"',
            'type = "choice"',
            'event.1.field.1: a field of type "choice" needs options = ["…", "…"], and only such a field has them',
        ),
        (
            "Linda Boudry <linda@example.org>",
            "Linda",
            'submission.from: "Linda" is no e-mail address; write it as "name@example.org"',
        ),
        (
            'username = "linda@example.org"',
            'username = "linda@example.org"\npoll = 60',
            'mailbox.poll: write a number and a unit: "60s", "5m", "2h" or "90d"',
        ),
        (
            'username = "linda@example.org"',
            'username = "linda@example.org"\nsecurity = "none"',
            'mailbox: security = "none" would send the password in the clear; write "tls" or "starttls"',
        ),
        (
            'password = { env = "SECRET" }',
            "",
            'mailbox: username goes with a password, as in password = {env = "NAME"}, or with oauth2',
        ),
        (
            'username = "linda@example.org"',
            'username = "linda@example.org"\nhandled = {move = "INBOX"}',
            "the whole: mailbox.handled moves mail to the folder it is read from; name another folder",
        ),
    ],
)
def test_a_mistake_is_named_with_its_key_and_the_mend(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    assert [complaint] == complaints(tmp_path, MINIMAL.replace(old, new, 1))


MAILBOX, EVENT, FIELD = "[mailbox]", "[[event]]", "[[event.field]]"
CHOICES = 'write "leave", {move = "Folder"} or {keyword = "Name"} (a name of letters, digits, _, $ and -)'


def with_key(section: str, key: str, value: str) -> str:
    """Return a configuration in whose *section* the *key* has that value."""
    before, found, after = MINIMAL.partition(f"{section}\n")
    own, bracket, others = after.partition("\n[")
    lines = [line for line in own.split("\n") if line.partition(" = ")[0] != key]
    return "\n".join([before, found.strip() or section, f"{key} = {value}", *lines]) + bracket + others


@pytest.mark.parametrize(
    ("section", "key", "value", "complaint"),
    [
        (EVENT, "deadline", "2018", "event.1.deadline: is no date; write it as 2018-12-02"),
        (EVENT, "deadline", '"2018"', "event.1.deadline: is no date; write it as 2018-12-02"),
        (EVENT, "deadline", '"2 december"', "event.1.deadline: is no date; write it as 2018-12-02"),
        (EVENT, "starts", "2018", "event.1.starts: is no date; write it as 2018-12-07T09:30:00"),
        (EVENT, "starts", "09:30:00", "event.1.starts: is no date; write it as 2018-12-07T09:30:00"),
        (
            EVENT,
            "deadline",
            "2018-12-08",
            "event.1.deadline: is after `starts`; write a moment before the event begins",
        ),
        (
            EVENT,
            "deadline",
            "2018-12-07T09:30:01",
            "event.1.deadline: is after `starts`; write a moment before the event begins",
        ),
        (
            EVENT,
            "ends",
            "2018-12-07T09:30:00",
            "event.1.ends: is not after `starts`; write when the event is over, or leave it out",
        ),
        (EVENT, "id", '"a b"', "event.1.id: write letters, digits, - and _ alone"),
        (EVENT, "title", '"a\\nb"', "event.1.title: write it in one line"),
        (EVENT, "languages", '"nl"', 'event.1.languages: write a list: ["…", "…"]'),
        (EVENT, "languages", '["xx"]', 'event.1.languages.1: write "nl", "fr", "en" or "de"'),
        (MAILBOX, "start", '"yesterday"', 'mailbox.start: write "now" or a date: 2018-11-05'),
        (MAILBOX, "start", "2018", 'mailbox.start: write "now" or a date: 2018-11-05'),
        (MAILBOX, "handled", '"delete"', f"mailbox.handled: {CHOICES}"),
        (MAILBOX, "handled", '{move = ""}', f"mailbox.handled: {CHOICES}"),
        (MAILBOX, "poll", '"0s"', 'mailbox.poll: is too short; write "1s" or more'),
        (MAILBOX, "poll", '"4s"', 'mailbox.poll: is too short; write "5s" or more'),
        (MAILBOX, "timeout", '"0s"', 'mailbox.timeout: is too short; write "1s" or more'),
        (MAILBOX, "port", "70000", "mailbox.port: is too large; write 65535 or less"),
        (
            MAILBOX,
            "oauth2",
            '"x"',
            'mailbox.oauth2: write "login", {file = "PATH"} or {command = ["PROGRAM", "ARGUMENT"]}',
        ),
        ("[organiser]", "digest", '"8u"', 'organiser.digest: write an hour: "08:00"'),
        ("[organiser]", "digest", "8", 'organiser.digest: write an hour: "08:00"'),
    ],
)
def test_a_value_that_cannot_be_meant_is_one_line_with_the_mend(
    tmp_path: Path, section: str, key: str, value: str, complaint: str
) -> None:
    assert [complaint] == complaints(tmp_path, with_key(section, key, value))


def test_a_deadline_may_be_the_day_of_the_event(tmp_path: Path) -> None:
    text = MINIMAL.replace("deadline = 2018-12-02", "deadline = 2018-12-07")

    assert not load(written(tmp_path, text)).events[0].closed(datetime(2018, 12, 7, 8, 0, tzinfo=UTC))


@pytest.mark.parametrize("handled", ['"leave"', '{move = "Map"}', '{keyword = "Klaar"}'])
def test_what_becomes_of_handled_mail_is_one_of_three(tmp_path: Path, handled: str) -> None:
    load(written(tmp_path, with_key(MAILBOX, "handled", handled)))


VALUES = ["2018", "-1", "1.5", "true", '""', '"yesterday"', "[]", "[1]", "{}", "{x = 1}", "2018-12-02", "10:00:00"]
VALUES += ['"0s"', '"9999999999d"']
KEYS = [
    *((MAILBOX, key) for key in MailboxSettings.model_fields),
    *(("[submission]", key) for key in ("host", "from", "security", "port", "timeout", "username")),
    *(("[organiser]", key) for key in ("addresses", "digest", "language")),
    *(("[reply]", key) for key in ("templates", "per_sender", "per_hour")),
    ("[store]", "url"),
    *((EVENT, key) for key in ("id", "title", "timezone", "starts", "ends", "place", "deadline", "languages")),
    (EVENT, "announcement"),
    *((FIELD, key) for key in ("key", "label", "type", "required", "options", "labels")),
]
FOREIGN = re.compile(r"pydantic|Input|valid|function|literal\[|isoformat|[a-z][A-Z]|MoveTo|Token|Secret\b|\n")


@pytest.mark.parametrize(("section", "key"), KEYS)
@pytest.mark.parametrize("value", VALUES)
def test_whatever_is_written_gets_one_line_in_plain_words(tmp_path: Path, section: str, key: str, value: str) -> None:
    try:
        load(written(tmp_path, with_key(section, key, value)))
    except ConfigError as error:
        [line] = [line.removeprefix(f"{tmp_path / 'config.toml'}: ") for line in error.lines]
        assert not FOREIGN.search(line)
        assert ": " in line


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("mailbox = 3", "mailbox: is a table of its own; write [mailbox] and its keys below"),
        ("event = 3", "event: is a table of its own; write [[event]] and its keys below"),
        ("event = [3]", "event.1: is a table of its own; write [[event]] and its keys below"),
    ],
)
def test_what_should_be_a_table_is_told_so(tmp_path: Path, table: str, complaint: str) -> None:
    assert complaint in complaints(tmp_path, table)


def test_every_mistake_is_named_at_once(tmp_path: Path) -> None:
    text = MINIMAL.replace('host = "imap.example.org"', "").replace('timezone = "Europe/Brussels"', "")

    assert ["mailbox.host: is missing; add it", "event.1.timezone: is missing; add it"] == complaints(tmp_path, text)


def test_what_is_no_toml_is_said_with_its_place(tmp_path: Path) -> None:
    assert complaints(tmp_path, "[mailbox")[0].startswith("not valid TOML: ")


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.toml: No such file or directory; name another file"):
        load(tmp_path / "nowhere.toml")


def test_a_secret_comes_from_the_first_line_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "password.txt").write_text("hunter2\n\n", "utf-8")

    assert Secret(file=Path("password.txt")).read(tmp_path) == "hunter2"


def test_an_absent_secret_is_named_but_never_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET", raising=False)

    with pytest.raises(SecretError, match="the environment variable SECRET is not set"):
        Secret(env="SECRET").read(tmp_path)
    with pytest.raises(SecretError, match=r"password\.txt cannot be read"):
        Secret(file=Path("password.txt")).read(tmp_path)
