"""Whom we answer, and whom never."""

from dataclasses import replace

import pytest

from core.reply.replies import DESK, JAN, MESSAGE, NOW, answer, case, parsed
from inbox_bot.core.case import Decision, Outcome
from inbox_bot.core.message import Address
from inbox_bot.core.reply import compose


@pytest.mark.parametrize("outcome", [Outcome.REVIEW, Outcome.IGNORED])
def test_a_mail_for_a_human_or_for_nobody_gets_no_reply(outcome: Outcome) -> None:
    assert compose(case(JAN), Decision(outcome), DESK, at=NOW) is None


@pytest.mark.parametrize(
    "senders",
    [
        (),
        (Address("", "a@x.example"), Address("", "b@x.example")),
        (Address("", ""),),
        (Address("", "INFO@kcvs.example"),),
        (Address("", "Seminarie@KCVS.example"),),
        (Address("", "josé@x.example"),),
        (Address("", "jan@bücher.example"),),
        (Address("", "jan@x.example\r\nBcc: v@x.example"),),
        (Address("", "jan@x.example\n"),),
        (Address("", "jan@x.example, v@x.example"),),
        (Address("", '"jan v"@x.example'),),
        (Address("", "=?utf-8?Q?a=0D=0ABcc?=@x.example"),),
        (Address("", "jan"),),
        (Address("", "jan@[127.0.0.1]"),),
        (Address("", f"{'j' * 65}@x.example"),),
    ],
)
def test_a_sender_who_cannot_be_answered_gets_no_reply(senders: tuple[Address, ...]) -> None:
    assert (
        compose(case(JAN, message=replace(MESSAGE, senders=senders)), Decision(Outcome.CONFIRMED), DESK, at=NOW) is None
    )


def test_the_reply_goes_to_the_author_alone_and_without_their_display_name() -> None:
    reply = answer(case(JAN, message=replace(MESSAGE, reply_to=(Address("", "other@x.example"),))), Outcome.CONFIRMED)

    assert "jan@gent.example" == reply.rcpt_to == parsed(reply)["To"]
