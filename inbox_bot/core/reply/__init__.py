"""Decision to Reply: one automatic response (RFC 3834) from a template, threaded under the participant's mail."""

from inbox_bot.core.reply.compose import Desk, Reply, compose, recipient, write
from inbox_bot.core.reply.kinds import Kind
from inbox_bot.core.reply.mime import UnsafeReply
from inbox_bot.core.reply.msgid import is_ours, looks_ours, reply_message_id
from inbox_bot.core.reply.redirected import redirected
from inbox_bot.core.reply.templates import Rendered, Source, TemplateFault, Templates

__all__ = [
    "Desk",
    "Kind",
    "Rendered",
    "Reply",
    "Source",
    "TemplateFault",
    "Templates",
    "UnsafeReply",
    "compose",
    "is_ours",
    "looks_ours",
    "recipient",
    "redirected",
    "reply_message_id",
    "write",
]
