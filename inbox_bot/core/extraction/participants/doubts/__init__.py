"""Cross-checks: what a human should look at although each value looked right by itself."""

from inbox_bot.core.extraction.participants.doubts.finding import find

__all__ = ["find"]
