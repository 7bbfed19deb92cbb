"""The judge is judged: of books that balance, each witness in turn says something else."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from outside.books import Books
from outside.post import confirmed, incomplete, machine
from outside.witnesses import Database, Letter, Row, Served, fingerprint

REGISTERED, ASKED, AWAY = confirmed(1), incomplete(2), machine(3)
POSTED = (REGISTERED, ASKED, AWAY)
Forge = Callable[[Books], Books]


def letter(to: str, number: int, answers: int) -> Letter:
    head = f"Message-ID: <reply-{number}@kcvs.be>\r\nIn-Reply-To: <{answers}@x>\r\nTo: {to}\r\n\r\n"
    return Letter((to,), head.encode())


LETTERS = (letter(REGISTERED.sender, 1, 1), letter(ASKED.sender, 2, 2))


def reply(number: int) -> Row:
    one = POSTED[number - 1]
    message_id = f"<reply-{number}@kcvs.be>"
    settled = {"state": "sent", "last_error": ""}
    return {
        "id": number,
        "digest": one.digest,
        "outcome": one.kind,
        "rcpt_to": one.sender,
        "message_id": message_id,
        **settled,
    }


def entry(number: int) -> Row:
    fields = dict(POSTED[number - 1].listed[0])
    return {"status": fields.pop("status"), "fields": fields}


BALANCED = Books(
    POSTED,
    Database(
        inbound=tuple({"digest": one.digest, "outcome": one.outcomes[0]} for one in POSTED),
        entries=(entry(1), entry(2)),
        outbox=(reply(1), reply(2)),
        meta={},
    ),
    LETTERS,
    "2018-11-20 info inbox_bot.polling: mail taken in new=3 ours=2",
    {("INBOX", fingerprint(one.octets)): ((),) for one in POSTED},
    secrets=("geheim",),
    served=[Served(100, 125, 10)],
    looks=(103, 109, 118),
)


def of_database(**forged: Any) -> Forge:
    return lambda books: replace(books, database=replace(books.database, **forged))


def of(**forged: Any) -> Forge:
    return lambda books: replace(books, **forged)


def lying_in(*folders: str, flags: tuple[bytes, ...] = ()) -> Forge:
    first = fingerprint(REGISTERED.octets)
    others = {name: copies for name, copies in (BALANCED.lying or {}).items() if name[1] != first}
    return of(lying=others | {(folder, first): (flags,) for folder in folders})


def test_books_that_balance_do() -> None:
    assert 0 == BALANCED.check()


FORGED: dict[str, tuple[str, Forge]] = {
    "nobody looks in the end": ("I5 no look for 16.0 s, 9.0 s after the start", of(looks=(103, 109))),
    "nobody looks at first": ("I5 no look for 12.0 s, 0.0 s after the start", of(looks=(112, 118, 124))),
    "nobody looks at all": ("I5 no look for 25.0 s", of(looks=())),
    "a mail is lost": ("I1 lost", of_database(inbound=BALANCED.database.inbound[1:])),
    "a mail is decided otherwise": ("I1 review", of(posted=(*POSTED[:2], replace(AWAY, outcomes=("review",))))),
    "a mail came from nowhere": ("I1 a mail that nobody", of(posted=POSTED[:2])),
    "an entry lacks": ("I2 not on the list", of_database(entries=(entry(1),))),
    "an entry is there twice": ("I2 on the list unexpectedly", of_database(entries=(entry(1), entry(1), entry(2)))),
    "an entry says something else": ("I2 not on", of_database(entries=({**entry(1), "fields": {}}, entry(2)))),
    "a reply lacks": ("I3 no reply", of_database(outbox=(reply(1),))),
    "a reply waits for ever": ("I1 reply 2", of_database(outbox=(reply(1), {**reply(2), "state": "pending"}))),
    "a reply failed": ("I1 1 replies failed", of_database(outbox=(reply(1), {**reply(2), "state": "failed"}))),
    "sent, and never accepted": ("I3 reply 2", of(letters=LETTERS[:1])),
    "accepted twice": ("I3 accepted twice", of(letters=(*LETTERS, LETTERS[0]))),
    "answered twice": ("I3 answered twice", of(letters=(*LETTERS, letter(ASKED.sender, 3, 2)))),
    "a letter nobody wrote down": ("I3 the outbox does not", of(letters=(*LETTERS, letter(AWAY.sender, 4, 4)))),
    "a machine is answered": ("I4", of(letters=(LETTERS[0], replace(LETTERS[1], rcpt_tos=(AWAY.sender,))))),
    "a mail is gone": ("I1 confirmed", lying_in()),
    "a mail lies in two folders": ("I1 confirmed", lying_in("INBOX", "Verwerkt")),
    "a mail is marked as read": ("I1 confirmed", lying_in("INBOX", flags=(rb"\Seen",))),
    "the log names somebody": ("I6", of(log=f"no reply to {REGISTERED.sender}")),
    "the log quotes a mail": ("I6", of(log="Graag schrijf ik mij in voor het seminarie.")),
    "the log holds a secret": ("I6", of(log="535 geheim is wrong")),
    "the log shows a traceback": ("I6", of(log="Traceback (most recent call last):")),
}


@pytest.mark.parametrize(("says", "forge"), FORGED.values(), ids=FORGED.keys())
def test_whatever_a_witness_forges_is_found(says: str, forge: Forge) -> None:
    with pytest.raises(AssertionError, match=f"(?m)^{says}"):
        forge(BALANCED).check()


def test_a_reply_that_nobody_can_vouch_for_may_have_arrived_or_not() -> None:
    doubted = of_database(outbox=(reply(1), {**reply(2), "state": "unknown"}))(BALANCED)

    assert [1, 1] == [doubted.check(), replace(doubted, letters=LETTERS[:1]).check()]


def test_what_the_organiser_is_told_is_no_reply() -> None:
    report = Letter(("linda.boudry@kcvs.be",), b"Message-ID: <report@kcvs.be>\r\n\r\n")

    assert 0 == replace(BALANCED, letters=(*LETTERS, report)).check()
