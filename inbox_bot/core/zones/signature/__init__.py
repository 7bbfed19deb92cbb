"""Where the sender's words end in a closing, a name, a block of contact lines."""

from inbox_bot.core.zones.signature.marking import mark_signatures

__all__ = ["mark_signatures"]
