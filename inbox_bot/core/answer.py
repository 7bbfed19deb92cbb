"""A case to what is done and said about it."""

from dataclasses import replace
from datetime import datetime

from inbox_bot.core.case import Case, Decision, Outcome
from inbox_bot.core.reply import Desk, Reply, compose, redirected
from inbox_bot.core.rules import decide

_SILENT = {Outcome.REVIEW, Outcome.IGNORED}


def answer(case: Case, desk: Desk, at: datetime) -> tuple[Decision, Reply | None]:
    """Return the decision, and the reply that it wants, written *at* (aware).

    Nobody is registered without being told: where the sender cannot be answered, a human looks. Raises as
    `compose` does.
    """
    decision = decide(case)
    reply = compose(case, decision, desk, at=at) or redirected(case, desk)
    if reply is None and decision.outcome not in _SILENT:
        reasons = ("the sender cannot be answered", *decision.reasons)
        decision = replace(decision, outcome=Outcome.REVIEW, reasons=reasons)
    return decision, reply
