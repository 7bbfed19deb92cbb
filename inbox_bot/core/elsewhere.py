"""Where a reply of ours that came back may go instead."""

import re

from inbox_bot.core.case import Case, Known, Returned

_ADDRESS = re.compile(r"[^\s@<>,;:]{1,64}@[^\s@<>,;:]{1,253}")


def other_address(case: Case) -> str | None:
    """Return the one other address that is known for what the reply was about; None where there is none, or several.

    Those that somebody gave come before those that somebody wrote from.
    """
    back = case.returned
    if back is None or case.perhaps_answered:
        return None
    given = {value.lower(): value for one in back.about for value in _addresses(one)}
    written = {one.sender: one.sender for one in back.about}
    for known in (given, written):
        left = [known[address] for address in known.keys() - _never(case, back)]
        if left:
            return left[0] if len(left) == 1 else None
    return None


def _addresses(known: Known) -> list[str]:
    return [value for value in known.fields.values() if _ADDRESS.fullmatch(value)]


def _never(case: Case, back: Returned) -> frozenset[str]:
    return back.tried | case.own_addresses | {""}
