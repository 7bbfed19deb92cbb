"""A reply that did not arrive, for the other address that is known: the same words under a Message-ID of its own."""

from inbox_bot.core.case import Case, Returned
from inbox_bot.core.elsewhere import other_address
from inbox_bot.core.message import parse
from inbox_bot.core.reply.compose import Desk, Reply, reachable
from inbox_bot.core.reply.mime import UnsafeReply
from inbox_bot.core.reply.msgid import reply_message_id


def redirected(case: Case, desk: Desk) -> Reply | None:
    """Return what the delivery report *case* brought back, for the other address; None where it brings back nothing.

    None too where there is no such address. Raises as `sent_on`.
    """
    back, rcpt_to = case.returned, other_address(case)
    return None if back is None or rcpt_to is None else sent_on(back, rcpt_to, case.message.digest, desk)


def sent_on(back: Returned, rcpt_to: str, about: str, desk: Desk) -> Reply | None:
    """Return *back* for *rcpt_to*; None where we do not write to such an address.

    *about* makes its Message-ID. Raises UnsafeReply where the octets would not read back as written.
    """
    if not reachable(rcpt_to):
        return None
    message_id = reply_message_id(about, back.kind, desk.key, desk.domain)
    head, blank, body = back.octets.partition(b"\r\n\r\n")
    for name, before, after in (("To", back.rcpt_to, rcpt_to), ("Message-ID", back.message_id, message_id)):
        head = head.replace(f"\r\n{name}: {before}\r\n".encode(), f"\r\n{name}: {after}\r\n".encode(), 1)
    octets = head + blank + body
    message = parse(octets)
    if (message_id, [rcpt_to]) != (message.message_id, [one.addr_spec for one in message.to]):
        raise UnsafeReply("the reply read back does not go to the other address")
    return Reply(rcpt_to, message_id, message.subject, message.text, octets)
