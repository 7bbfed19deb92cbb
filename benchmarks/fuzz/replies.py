"""What holds of every reply: AssertionError where it does not."""

import re
from email import message_from_bytes

from inbox_bot.core.case import Case, Outcome
from inbox_bot.core.reply import Reply

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""What moves a cursor or ends a line."""
_REPLY = 200_000
"""Octets of a reply."""
_LONGEST = 998
"""Octets of a line (RFC 5322, section 2.1.1)."""
_HEADERS = {
    *("Date", "From", "To", "Message-ID", "In-Reply-To", "References", "Subject", "Auto-Submitted"),
    *("X-Auto-Response-Suppress", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Content-Language"),
    "Content-Disposition",
}


def allowed(case: Case, outcome: Outcome) -> None:
    """Check that the mail of *case*, decided as *outcome*, is one that is answered."""
    message = case.message
    assert outcome not in {Outcome.REVIEW, Outcome.IGNORED}
    assert not any((message.bounce, message.automatic, message.mailing_list, message.no_reply)), "to a machine"
    assert message.unreadable is None
    assert message.return_path != "", "to a null return path"


def sound(reply: Reply, case: Case) -> None:
    """Check that *reply* goes to who wrote, and says in its octets nothing but what it should."""
    assert case.message.sender is not None
    assert case.message.sender.addr_spec == reply.rcpt_to
    assert reply.rcpt_to.lower() not in case.own_addresses
    assert len(reply.octets) <= _REPLY
    assert reply.octets.isascii()
    assert max(map(len, reply.octets.split(b"\r\n"))) <= _LONGEST
    parsed = message_from_bytes(reply.octets)
    assert [reply.rcpt_to] == parsed.get_all("To")
    for part in parsed.walk():
        assert not part.defects
        assert set(part.keys()) <= _HEADERS, part.keys()
        assert not any(CONTROLS.search(value.replace("\r\n ", " ")) for value in part.values())
    assert not CONTROLS.search(reply.text.replace("\n", "")), "a control character in the text"
