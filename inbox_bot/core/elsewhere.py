"""Where a reply of ours that came back may go instead."""

import re

from inbox_bot.core.case import Case, Known, Returned

_ADDRESS = re.compile(r"[^\s@<>,;:]{1,64}@[^\s@<>,;:]{1,253}")
SENT_ON = "it is sent to the other address that was given"
"""What follows where there is one."""


def other_address(case: Case) -> str | None:
    """Return the one other address for what the delivery report *case* brings back; None as `left_to_try`."""
    back = case.returned
    return None if back is None or case.perhaps_answered else left_to_try(back, case.own_addresses)


def left_to_try(back: Returned, own_addresses: frozenset[str]) -> str | None:
    """Return the one other address that is known for what *back* was about; None where there is none, or several.

    Those that somebody gave come before those that somebody wrote from.
    """
    given = {value.lower(): value for one in back.about for value in _addresses(one)}
    written = {one.sender: one.sender for one in back.about}
    never = back.tried | own_addresses | {""}
    for known in (given, written):
        left = [known[address] for address in known.keys() - never]
        if left:
            return left[0] if len(left) == 1 else None
    return None


def _addresses(known: Known) -> list[str]:
    return [value for value in known.fields.values() if _ADDRESS.fullmatch(value)]
