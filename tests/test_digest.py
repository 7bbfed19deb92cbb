"""Each organiser gets the digest once a day, at the set hour and not before, whatever becomes of the others."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from inbox_bot.assembly import House, house_of
from inbox_bot.config import Config, load
from seminar import Clock
from servers.scripted import Line, scripted
from servers.smtp import SubmissionServer, submission_server
from test_cli import configuration
from test_submission_faults import after_the_dot
from test_submission_faults import script as smtp_script

LINDA, ANNE = "linda.boudry@kcvs.be", "anne@kcvs.be"
EVE = datetime(2018, 11, 19, 20, 0, tzinfo=ZoneInfo("Europe/Brussels"))
HOUR = datetime(2018, 11, 20, 8, 0, tzinfo=ZoneInfo("Europe/Brussels"))
TICK = timedelta(seconds=30)


@pytest.fixture
def server() -> Iterator[SubmissionServer]:
    with submission_server() as running:
        yield running


def configured(folder: Path, port: int, *organisers: str) -> Config:
    path = configuration(folder, 1, port)
    quoted = ", ".join(f'"{one}"' for one in organisers)
    path.write_text(path.read_text("utf-8").replace(f'addresses = ["{LINDA}"]', f"addresses = [{quoted}]"), "utf-8")
    return load(path)


def tick(house: House, clock: Clock, *moments: datetime) -> None:
    for moment in moments:
        clock.now = moment
        house.digests.send_if_due()


def readers(server: SubmissionServer) -> list[str]:
    return [one.rcpt_tos[0] for one in server.accepted]


def test_it_comes_at_the_set_hour_and_not_before(tmp_path: Path, server: SubmissionServer) -> None:
    clock = Clock(EVE)
    with house_of(configured(tmp_path, server.port, LINDA), clock) as house:
        tick(house, clock, EVE, HOUR - TICK)
        assert [] == readers(server)
        tick(house, clock, HOUR, HOUR + TICK, HOUR + timedelta(hours=23))
        assert [LINDA] == readers(server)
        tick(house, clock, HOUR + timedelta(days=1))
        assert [LINDA, LINDA] == readers(server)


def test_a_second_start_on_the_same_day_sends_nothing(tmp_path: Path, server: SubmissionServer) -> None:
    config, clock = configured(tmp_path, server.port, LINDA), Clock(EVE)
    for moments in ((EVE, HOUR), (HOUR + TICK, HOUR + timedelta(hours=5))):
        with house_of(config, clock) as house:
            tick(house, clock, *moments)

    assert [LINDA] == readers(server)


def test_an_hour_that_was_missed_is_made_up_for(tmp_path: Path, server: SubmissionServer) -> None:
    clock = Clock(EVE)
    with house_of(configured(tmp_path, server.port, LINDA), clock) as house:
        tick(house, clock, EVE, HOUR + timedelta(hours=6))

    assert [LINDA] == readers(server)


def test_one_organiser_who_is_refused_costs_the_other_no_second_copy(tmp_path: Path) -> None:
    def rcpt(line: Line) -> None:
        line.say("550 no such user" if ANNE.encode() in line.heard[-1] else "250 ok")

    clock = Clock(EVE)
    with scripted(smtp_script(RCPT=rcpt)) as server:
        with house_of(configured(tmp_path, server.port, ANNE, LINDA), clock) as house:
            tick(house, clock, EVE, HOUR, HOUR + TICK, HOUR + timedelta(minutes=59), HOUR + timedelta(hours=1))
        asked = [heard for line in server.lines for heard in line.heard if heard.startswith(b"RCPT")]

    refused, taken = f"RCPT TO:<{ANNE}>".encode(), f"RCPT TO:<{LINDA}>".encode()
    assert [refused, taken, refused] == asked


def test_what_only_the_server_knows_to_have_is_not_sent_again(tmp_path: Path) -> None:
    def leave(_line: Line) -> None:
        raise EOFError

    clock = Clock(EVE)
    with scripted(smtp_script(DATA=after_the_dot(leave))) as server:
        with house_of(configured(tmp_path, server.port, LINDA), clock) as house:
            tick(house, clock, EVE, HOUR, HOUR + timedelta(hours=2))
        assert 1 == len(server.lines)
