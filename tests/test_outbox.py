"""Replies leave once, none is forgotten, and what only the server knows is said aloud."""

from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path

import pytest

from inbox_bot.core.case import Outcome
from inbox_bot.outbox import (
    FIRST_DELAY,
    LEASE,
    LIFETIME,
    LONGEST_DELAY,
    Delivered,
    Outbox,
    Postponed,
    Refused,
    Unclear,
    Unreachable,
    delay,
)
from inbox_bot.store import OutboxItem, State, Store
from seminar import NOW, Clock, reply


class Server:
    """An SMTP server with one answer: an exception before or after the final dot, or none."""

    def __init__(self, *, before: Exception | None = None, after: Exception | None = None) -> None:
        self.before, self.after = before, after
        self.tried: list[str] = []
        self.taken: list[str] = []

    def hand_over(self, item: OutboxItem, before_dot: Callable[[], None]) -> None:
        self.tried.append(item.message_id)
        if self.before:
            raise self.before
        before_dot()
        self.taken.append(item.message_id)
        if self.after:
            raise self.after


def fill(store: Store, replies: int = 1) -> None:
    with store.begin() as tx:
        for number in range(replies):
            tx.receive(f"digest-{number}", NOW, NOW)
            tx.enqueue(reply(number), f"digest-{number}", Outcome.CONFIRMED, NOW)


def outbox(store: Store, server: Server, clock: Clock | None = None) -> Outbox:
    return Outbox(store, server, clock or Clock(), lambda: 0.0)


def states(store: Store) -> list[str]:
    with store.read() as reading:
        return [item.state for item in reading.outbox()]


def only(store: Store) -> OutboxItem:
    with store.read() as reading:
        (item,) = reading.outbox()
    return item


def test_every_reply_is_sent_once(store: Store) -> None:
    fill(store, 45)
    server = Server()
    assert Delivered(sent=45) == outbox(store, server).deliver()
    assert Delivered() == outbox(store, server).deliver()
    assert [f"<reply-{number}@kcvs.example>" for number in range(45)] == server.taken
    assert {State.SENT} == set(states(store))


def test_the_row_says_handing_over_when_the_final_dot_leaves(store: Store) -> None:
    fill(store)
    seen = []

    class Watching(Server):
        def hand_over(self, item: OutboxItem, before_dot: Callable[[], None]) -> None:
            seen.append(only(store).state)
            super().hand_over(item, before_dot)
            seen.append(only(store).state)

    outbox(store, Watching()).deliver()
    assert ["pending", "handing over", "sent"] == [*seen, only(store).state]


def test_a_refused_reply_is_never_tried_again(store: Store) -> None:
    fill(store)
    clock, server = Clock(), Server(before=Refused("550 no such user"))
    assert Delivered(failed=1) == outbox(store, server, clock).deliver()
    clock.advance(LIFETIME)
    assert Delivered() == outbox(store, server, clock).deliver()
    assert (State.FAILED, "550 no such user") == (only(store).state, only(store).last_error)
    assert len(server.tried) == 1


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_postponed_reply_is_tried_later(store: Store, when: str) -> None:
    fill(store)
    clock = Clock()
    later = Postponed("451 come back")
    first = Server(before=later) if when == "before" else Server(after=later)
    assert Delivered(postponed=1) == outbox(store, first, clock).deliver()
    assert (State.PENDING, NOW + FIRST_DELAY, "451 come back") == (
        only(store).state,
        only(store).due_at,
        only(store).last_error,
    )
    assert Delivered() == outbox(store, Server(), clock).deliver()
    clock.advance(FIRST_DELAY)
    assert Delivered(sent=1) == outbox(store, Server(), clock).deliver()
    assert only(store).last_error == ""


def test_a_reply_is_given_up_after_five_days(store: Store) -> None:
    fill(store)
    clock, server = Clock(), Server(before=Postponed("451 come back"))
    while only(store).state is State.PENDING:
        clock.now = only(store).due_at
        outbox(store, server, clock).deliver()
    assert only(store).last_error == "given up after 5 days: 451 come back"
    assert LIFETIME <= clock.now - NOW < LIFETIME + LONGEST_DELAY
    assert 100 < len(server.tried) < 120


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 300), (2, 600), (4, 2400), (5, 4000), (2000, 4000)])
def test_waiting_doubles_up_to_an_end(attempts: int, seconds: int) -> None:
    assert delay(attempts, 0.0) == timedelta(seconds=seconds)
    assert delay(attempts, 1.0) == timedelta(seconds=min(seconds * 1.25, 4000))


def test_where_no_server_is_reached_the_others_wait_too(store: Store) -> None:
    fill(store, 45)
    server = Server(before=Unreachable("connection refused"))
    delivered = outbox(store, server).deliver()
    assert (Delivered(postponed=20), "connection refused") == (delivered, delivered.obstacle)
    assert len(server.tried) == 1
    assert {State.PENDING} == set(states(store))


def test_an_outage_does_not_make_replies_wait_longer_that_no_server_heard_of(store: Store) -> None:
    fill(store, 3)
    clock = Clock()
    for _ in range(9):
        outbox(store, Server(before=Unreachable("connection refused")), clock).deliver()
        clock.advance(FIRST_DELAY)
    assert Delivered(postponed=3) == outbox(store, Server(before=Postponed("451 come back")), clock).deliver()
    with store.read() as reading:
        assert {(1, clock.now + FIRST_DELAY)} == {(item.attempts, item.due_at) for item in reading.outbox()}


def test_each_reply_that_was_tried_is_told_of(store: Store) -> None:
    fill(store, 3)
    told: list[int] = []
    server = Server()
    outbox(store, server).deliver(after_each=lambda: told.append(len(server.taken)))
    assert [1, 2, 3] == told


def test_a_hand_over_is_nobody_elses_for_a_whole_lease_from_the_final_dot_on(store: Store, store_url: str) -> None:
    fill(store)
    clock = Clock()

    class Slow(Server):
        def hand_over(self, item: OutboxItem, before_dot: Callable[[], None]) -> None:
            clock.advance(LEASE - timedelta(seconds=1))
            super().hand_over(item, before_dot)
            clock.advance(LEASE - timedelta(seconds=1))
            with closing(Store(store_url)) as other:
                assert Delivered() == outbox(other, Server(), clock).deliver()

    assert Delivered(sent=1) == outbox(store, Slow(), clock).deliver()


def test_where_only_the_server_knows_nothing_is_sent_again_by_itself(store: Store) -> None:
    fill(store)
    clock, server = Clock(), Server(after=Unclear("no answer to the final dot"))
    assert Delivered(unknown=1) == outbox(store, server, clock).deliver()
    clock.advance(LIFETIME)
    assert Delivered() == outbox(store, server, clock).deliver()
    assert (State.UNKNOWN, "no answer to the final dot") == (only(store).state, only(store).last_error)


def test_a_mistake_of_ours_before_the_final_dot_lets_the_reply_wait(store: Store) -> None:
    fill(store)
    with pytest.raises(ZeroDivisionError):
        outbox(store, Server(before=ZeroDivisionError())).deliver()
    assert (State.PENDING, "ZeroDivisionError") == (only(store).state, only(store).last_error)


def test_a_mistake_of_ours_after_the_final_dot_makes_the_reply_unknown(store: Store) -> None:
    fill(store)
    with pytest.raises(ZeroDivisionError):
        outbox(store, Server(after=ZeroDivisionError())).deliver()
    assert (State.UNKNOWN, "ZeroDivisionError") == (only(store).state, only(store).last_error)


def half_hand_over(store: Store) -> None:
    """Leave a reply behind as a process does that dies at the final dot."""
    fill(store)
    with store.begin() as tx:
        (item,) = tx.claim(NOW, NOW + LEASE, 1)
        assert tx.hand_over(item, NOW + LEASE)


def test_a_reply_found_half_handed_over_is_unknown_once_its_lease_ends(store: Store, store_url: str) -> None:
    clock = Clock()
    with closing(Store(store_url)) as other, other.delivering(NOW):
        half_hand_over(store)
        assert Delivered() == outbox(store, Server(), clock).deliver()
        clock.advance(LEASE)
        assert Delivered(unknown=1) == outbox(store, Server(), clock).deliver()
    assert only(store).last_error == "interrupted while it was being handed over"


def test_where_nobody_else_delivers_what_is_half_handed_over_is_unknown_at_once(tmp_path: Path) -> None:
    with closing(Store(f"sqlite:///{tmp_path / 'inbox_bot.db'}")) as store:
        store.create()
        half_hand_over(store)
        assert Delivered(unknown=1) == outbox(store, Server()).deliver()
        assert State.UNKNOWN is only(store).state


def test_two_that_deliver_from_one_file_leave_each_others_replies_alone(store: Store, store_url: str) -> None:
    fill(store, 3)

    class Slow(Server):
        def hand_over(self, item: OutboxItem, before_dot: Callable[[], None]) -> None:
            super().hand_over(item, before_dot)
            with closing(Store(store_url)) as second:
                assert Delivered() == outbox(second, other).deliver()
            assert State.HANDING_OVER in states(store)

    slow, other = Slow(), Server()
    assert Delivered(sent=3) == outbox(store, slow).deliver()
    assert (3, []) == (len(slow.taken), other.taken)


def test_who_came_second_is_left_alone_when_the_first_has_gone(store: Store, store_url: str) -> None:
    with closing(Store(store_url)) as one, closing(Store(store_url)) as two, ExitStack() as first:
        first.enter_context(one.delivering(NOW))
        with two.delivering(NOW):
            first.close()
            half_hand_over(store)
            assert Delivered() == outbox(store, Server()).deliver()


def test_a_late_250_settles_what_was_called_unknown(store: Store) -> None:
    fill(store)
    with store.begin() as tx:
        (item,) = tx.claim(NOW, NOW + LEASE, 1)
        tx.hand_over(item, NOW + LEASE)
        tx.abandon(NOW + LEASE)
        tx.sent(item, NOW + LEASE)
    assert only(store).state is State.SENT


def test_a_claimed_reply_is_nobody_elses_until_the_lease_ends(store: Store) -> None:
    fill(store, 3)
    with store.begin() as tx:
        assert [1, 2] == [item.id for item in tx.claim(NOW, NOW + LEASE, 2)]
        assert [3] == [item.id for item in tx.claim(NOW, NOW + LEASE, 2)]
        assert [] == tx.claim(NOW, NOW + LEASE, 2)
        assert [1, 2, 3] == [item.id for item in tx.claim(NOW + LEASE, NOW + 2 * LEASE, 9)]


def test_a_reply_put_off_by_a_clock_that_was_days_ahead_leaves_once_it_is_right(store: Store) -> None:
    fill(store)
    clock = Clock()
    clock.advance(timedelta(days=4))
    assert Delivered(postponed=1) == outbox(store, Server(before=Postponed("451")), clock).deliver()

    assert Delivered(sent=1) == outbox(store, Server()).deliver()


def test_whose_claim_lapsed_never_sends_the_final_dot(store: Store) -> None:
    fill(store)
    clock = Clock()

    class Slow(Server):
        def hand_over(self, item: OutboxItem, before_dot: Callable[[], None]) -> None:
            clock.advance(LEASE)
            assert Delivered(sent=1) == outbox(store, other, clock).deliver()
            super().hand_over(item, before_dot)

    slow, other = Slow(), Server()
    assert Delivered() == outbox(store, slow, clock).deliver()
    assert ([], ["<reply-0@kcvs.example>"]) == (slow.taken, other.taken)
    assert only(store).state is State.SENT


def test_a_lapsed_claim_does_nothing_to_the_one_that_followed(store: Store) -> None:
    fill(store)
    with store.begin() as tx:
        (lapsed,) = tx.claim(NOW, NOW + LEASE, 1)
        (present,) = tx.claim(NOW + LEASE, NOW + 2 * LEASE, 1)
        assert not tx.hand_over(lapsed, NOW + 2 * LEASE)
        tx.fail(lapsed, NOW, "late")
        assert tx.hand_over(present, NOW + 2 * LEASE)


def test_a_stop_gives_back_what_was_not_tried(store: Store) -> None:
    fill(store, 5)
    server = Server()
    assert Delivered(sent=2) == outbox(store, server).deliver(lambda: len(server.taken) == 2)
    assert Delivered(sent=3) == outbox(store, server).deliver()
    assert len(set(server.taken)) == 5


@pytest.mark.parametrize("failure", [Server(before=Refused("no")), Server(after=Unclear("silence"))])
def test_a_stuck_reply_leaves_again_on_the_organisers_word_alone(store: Store, failure: Server) -> None:
    fill(store)
    clock = Clock()
    outbox(store, failure, clock).deliver()
    clock.advance(2 * LIFETIME)
    with store.begin() as tx:
        assert tx.send_again(1, clock())
        assert not tx.send_again(1, clock())
    assert Delivered(postponed=1) == outbox(store, Server(before=Postponed("later")), clock).deliver()
    clock.advance(LONGEST_DELAY)
    assert Delivered(sent=1) == outbox(store, Server(), clock).deliver()
