"""What went before a mail, as far as it helps to understand it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of those whom a mail may be about; nothing, for a first mail."""

    expecting: tuple[str, ...] = ()
    """The keys that we still ask: bare lines may be their values."""
    registered: bool = False
    """Whether the mail answers what we wrote to somebody on the list."""
    known: bool = False
    """Whether its sender, or its conversation, has somebody on the list."""
    by_another: bool = False
    """Whether its sender is none of these, and began none of their registrations: `I` is somebody new, then."""
    perhaps_another: bool = False
    """Whether its sender may be somebody new: who began their registrations, or bears a part of a name of theirs."""
    left: bool = False
    """Whether its sender took a registration back, and has none now."""
    offered: bool = False
    """Whether a place is kept for somebody of them, or was: we asked whether they take it."""
    people: tuple[str, ...] = ()
    """The names of these, as they are noted."""
    asked: str = ""
    """The name of the only one of them of whom something lacks."""
    open: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The name of each of them of whom something lacks, in the order asked, with the keys of what that is."""
    replies: tuple[str, ...] = ()
    """The texts of our replies that it answers."""
    noted: frozenset[str] = frozenset()
    """Every value noted of them, folded."""
    shared: tuple[tuple[str, str], ...] = ()
    """What of these values others may have, too: by key, where they work and live."""


FIRST_MAIL = Context()
