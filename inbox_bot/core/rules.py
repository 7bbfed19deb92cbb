"""Case to Decision. RULES is the whole policy: read it top to bottom; the first rule that speaks decides."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from inbox_bot.core.attendance import Attendance
from inbox_bot.core.case import Case, Decision, Does, Known, Limit, Outcome
from inbox_bot.core.conversation.places import standings
from inbox_bot.core.elsewhere import SENT_ON, other_address
from inbox_bot.core.extraction.model import THANKS, Intent
from inbox_bot.core.people import concerned
from inbox_bot.core.reply.msgid import looks_ours
from inbox_bot.core.states import Status

Rule = Callable[[Case], Decision | None]

_WANTS_IN = {Intent.REGISTER, Intent.UPDATE}
_LOST: Mapping[str, str] = {
    Outcome.CONFIRMED: "our confirmation to {} did not arrive",
    Outcome.INCOMPLETE: "our question to {} did not arrive",
    Outcome.LATE: "our word about the deadline to {} did not arrive",
    Outcome.UPDATED: "our word about the change to {} did not arrive",
    Outcome.CANCELLED: "our word about the cancellation to {} did not arrive",
}


def own_mail(case: Case) -> Decision | None:
    """What comes from one of our own addresses is never answered: it would be ourselves, or the organiser."""
    written = {author.addr_spec.lower() for author in case.message.senders}
    if case.own_addresses & (written | {untagged(address) for address in written}):
        return Decision(Outcome.IGNORED, ("sent from our own address",))
    return None


def bounce(case: Case) -> Decision | None:
    """A delivery report is never answered (RFC 3834, section 2). Our reply that came back is tried elsewhere once."""
    if back := case.returned:
        lost = _LOST.get(back.kind, "our reply to {} did not arrive").format(back.rcpt_to)
        if other_address(case):
            return Decision(Outcome.IGNORED, (lost, SENT_ON))
        return Decision(Outcome.REVIEW, (lost, "no other address is left to try"))
    reason = case.message.bounce or (_intent(case, Intent.BOUNCE) and "the text is a delivery report's")
    return Decision(Outcome.IGNORED, (reason,)) if reason else None


def calendar_answer(case: Case) -> Decision | None:
    """What a calendar answers is never answered; who is on the list and declines there may mean to cancel."""
    answer = case.message.attendance
    if case.message.calendar != "REPLY":
        return None
    there = concerned(case.history, case.event.id)
    if answer and answer.declined and there and _invited_here(case, answer, there):
        return Decision(Outcome.REVIEW, ("declines in their calendar, and is on the list",))
    return Decision(Outcome.IGNORED, (f"calendar: {answer.status if answer else 'REPLY'}",))


def automatic(case: Case) -> Decision | None:
    """What a machine sent is never answered (RFC 3834, section 2)."""
    reason = case.message.automatic or (_intent(case, Intent.AUTOMATIC) and _first(case, "an automatic answer"))
    return Decision(Outcome.IGNORED, (reason,)) if reason and not _may_register(case) else None


def mailing_list(case: Case) -> Decision | None:
    """Mail that came by a list is not addressed to us."""
    reason = case.message.mailing_list
    return Decision(Outcome.IGNORED, (reason,)) if reason and not _may_register(case) else None


def _may_register(case: Case) -> bool:
    """Tell whether a human should look: tools stamp such headers on the mails of people, too."""
    return case.message.is_stamped and bool(case.extraction.doubts)


def no_reply(case: Case) -> Decision | None:
    """An address that nobody reads is never answered; what a form or a scanner sends may register: a human looks."""
    reason = case.message.no_reply
    registers = case.extraction.intent in _WANTS_IN and any((*case.extraction.participants, *case.message.attachments))
    outcome = Outcome.REVIEW if registers else Outcome.IGNORED
    return Decision(outcome, (f"sent from an address that nobody reads: {reason}",)) if reason else None


def unreadable(case: Case) -> Decision | None:
    """A mail that cannot be read within bounds may hold a registration: a human looks."""
    reason = case.message.unreadable
    return Decision(Outcome.REVIEW, (f"could not be read: {reason}",)) if reason else None


def odd_answer(case: Case) -> Decision | None:
    """What answers a reply of ours, and is no mere thanks, is for a human where it was not understood."""
    # Who is asked whether they take a place, and only says thanks, has said neither yes nor no.
    thanks = THANKS in case.extraction.evidence and not any(known.offered for known in case.history.known)
    if not case.history.in_thread or thanks or case.plan.changes:
        return None
    if case.extraction.intent in {Intent.UNRELATED, Intent.DECLINE}:
        return Decision(Outcome.REVIEW, ("answers our mail but was not understood", *case.extraction.evidence))
    return None


def restored(case: Case) -> Decision | None:
    """What came before we were restored from an older copy may have been answered then: a human looks."""
    if case.history.restored is None:
        return None
    named = (*case.message.in_reply_to, *case.message.references)
    if not case.history.in_thread and any(looks_ours(one) for one in named):
        return Decision(Outcome.REVIEW, ("answers a mail of ours that the restored list knows nothing of",))
    wanted = case.history.in_thread or not not_for_us(case)
    reason = "came before the list was restored from a copy, and may have been answered then"
    return Decision(Outcome.REVIEW, (reason,)) if case.perhaps_answered and wanted else None


def not_for_us(case: Case) -> Decision | None:
    """Without positive evidence that somebody registers, a mail is none of our business."""
    if case.extraction.intent in {Intent.UNRELATED, Intent.SPAM, Intent.DECLINE} and not case.plan.changes:
        if case.message.unreadable is None and not f"{case.message.text}{case.message.html}".strip():
            return Decision(Outcome.IGNORED, ("the mail is empty",))
        return Decision(Outcome.IGNORED, case.extraction.evidence or ("nothing asks for a registration",))
    return None


def no_author(case: Case) -> Decision | None:
    """Without exactly one author nobody can be answered; a human looks."""
    if case.message.sender is None:
        return Decision(Outcome.REVIEW, ("the mail names no author, or several",))
    return None


def forged(case: Case) -> Decision | None:
    """Where our own server says that the author is another, nobody is answered; others' word counts for nothing."""
    reason = "its author may be forged, says the mail server (DMARC)"
    return Decision(Outcome.REVIEW, (reason,)) if case.authserv_id in case.message.dmarc_failed else None


def colleague(case: Case) -> Decision | None:
    """What somebody of ours answered by hand is not answered again; whether it goes on the list a human says."""
    return Decision(Outcome.REVIEW, ("a colleague answered this mail already",)) if case.history.by_hand else None


def repeated(case: Case) -> Decision | None:
    """The same text again, in one conversation or within a day, gets no second answer: a machine may repeat itself."""
    return Decision(Outcome.REVIEW, ("the same text was answered before",)) if case.history.repeated else None


def flood(case: Case) -> Decision | None:
    """Past the limits we fall silent and a human looks: two machines may be talking."""
    if case.reached is Limit.SENDER:
        return Decision(Outcome.REVIEW, (f"{case.history.replies_to_sender} replies to this sender in 24 hours",))
    if case.reached is Limit.ALL:
        return Decision(Outcome.REVIEW, (f"{case.history.replies_in_all} replies in one hour",))
    return None


def copied(case: Case) -> Decision | None:
    """Who writes to others and copies us in may be telling them how to register."""
    receives = {one.addr_spec.lower() for one in case.message.to}
    only_copied = receives.isdisjoint(case.own_addresses) and any(
        one.addr_spec.lower() in case.own_addresses for one in case.message.cc
    )
    asks = _intent(case, Intent.REGISTER)
    return Decision(Outcome.REVIEW, ("is addressed to others, with us in copy",)) if asks and only_copied else None


def ourselves(case: Case) -> Decision | None:
    """Whoever is to be registered with an address of our own is ourselves: it answers a registration elsewhere."""
    given = {value.value.lower() for one in case.extraction.participants for value in one.values()}
    own = sorted(given & case.own_addresses)
    return Decision(Outcome.REVIEW, (f"gives our own address as a participant's: {own[0]}",)) if own else None


def doubtful(case: Case) -> Decision | None:
    """Whatever was not understood with certainty is for a human."""
    doubts = (*case.extraction.doubts, *case.plan.doubts)
    return Decision(Outcome.REVIEW, doubts) if doubts else None


def question(case: Case) -> Decision | None:
    """A question wants a human's answer."""
    if _intent(case, Intent.QUESTION):
        return Decision(Outcome.REVIEW, case.extraction.evidence or ("asks a question",))
    return None


def cancel(case: Case) -> Decision | None:
    """Whoever is on the list may leave it at any time; what takes back no registration that we know is for a human."""
    if case.plan.does is Does.CANCELS:
        return Decision(Outcome.CANCELLED, case.extraction.evidence)
    if _intent(case, Intent.CANCEL):
        return Decision(Outcome.REVIEW, ("asks to cancel", *case.extraction.evidence))
    return None


def no_entry(case: Case) -> Decision | None:
    """A change of what is not on the list, or stands there under somebody else's address, is for a human."""
    if _intent(case, Intent.UPDATE) and not case.plan.changes:
        return Decision(Outcome.REVIEW, ("asks to change what was noted", *case.extraction.evidence))
    return None


def nothing_new(case: Case) -> Decision | None:
    """Who answers or asks for a change without giving anything new is not told the same again: a human looks."""
    if case.plan.does is not Does.REPEATS:
        return None
    if case.history.in_thread and case.extraction.missing:
        return Decision(Outcome.REVIEW, ("answers our question without what was asked", *case.extraction.evidence))
    if _intent(case, Intent.UPDATE):
        return Decision(Outcome.REVIEW, ("asks to change what was noted", *case.extraction.evidence))
    return None


def closed_change(case: Case) -> Decision | None:
    """Where the organiser wants it so, a change after the deadline is a request, and a human decides."""
    changes = case.plan.does in {Does.CHANGES, Does.REPLACES} and case.plan.changes
    if changes and case.event.changes == "ask" and case.event.closed(case.received_at):
        return Decision(Outcome.REVIEW, ("asks for a change after the closing date", *case.extraction.evidence))
    return None


def late(case: Case) -> Decision | None:
    """On time means received on time: the server's clock counts, not the sender's Date header."""
    in_time = case.plan.late or _all_admitted(case) or not case.event.closed(case.counts_from)
    if case.extraction.intent in _WANTS_IN and not in_time:
        deadline = case.event.deadline.astimezone(ZoneInfo(case.event.timezone))
        return Decision(Outcome.LATE, (f"received after {deadline:%Y-%m-%d %H:%M} ({case.event.timezone})",))
    return None


def incomplete(case: Case) -> Decision | None:
    """Who left something out is asked for exactly that."""
    if case.extraction.intent in _WANTS_IN and case.extraction.missing:
        return Decision(Outcome.INCOMPLETE, tuple(f"{key} is missing" for key in case.extraction.missing))
    return None


def full(case: Case) -> Decision | None:
    """Who gave everything when no place is free waits for one; who comes together waits together."""
    if not case.extraction.participants or case.extraction.intent not in _WANTS_IN:
        return None
    there = case.plan.changes
    waits = [at for at, stands in enumerate(standings(case)) if stands.status is Status.WAITING]
    new = [at for at in waits if at not in there or there[at].status != Status.WAITING]
    if new or (waits and case.plan.does in {Does.REPEATS, Does.TAKES}):
        return Decision(Outcome.WAITING, ("no place is free", *case.extraction.evidence))
    return None


def update(case: Case) -> Decision | None:
    """Who is on the list may change what is noted, and pass the place on."""
    changes = case.plan.does in {Does.CHANGES, Does.REPLACES} and case.plan.changes
    if any(known.offered for known in case.plan.changes.values()):
        return None  # they come by that, which is more
    return Decision(Outcome.UPDATED, case.extraction.evidence) if changes else None


def repeat(case: Case) -> Decision | None:
    """Who registers again is told what is noted already."""
    repeats = case.plan.does is Does.REPEATS and case.plan.changes
    return Decision(Outcome.CONFIRMED, ("is noted already", *case.extraction.evidence)) if repeats else None


def confirm(case: Case) -> Decision | None:
    """Who gave everything is registered."""
    if case.extraction.intent in _WANTS_IN and case.extraction.participants:
        return Decision(Outcome.CONFIRMED, case.extraction.evidence)
    return None


def not_understood(case: Case) -> Decision | None:
    """If no other rule spoke, a human looks."""
    return Decision(Outcome.REVIEW, ("not understood", *case.extraction.evidence))


RULES: tuple[Rule, ...] = (
    # whom we never answer
    own_mail,
    bounce,
    calendar_answer,
    automatic,
    mailing_list,
    no_reply,
    # what a human should see first
    unreadable,
    copied,
    ourselves,
    doubtful,
    odd_answer,
    restored,
    not_for_us,
    no_author,
    forged,
    colleague,
    repeated,
    flood,
    question,
    no_entry,
    nothing_new,
    closed_change,
    # what the sender asked for
    cancel,
    late,
    incomplete,
    full,
    update,
    repeat,
    confirm,
    # and if none of these
    not_understood,
)


def decide(case: Case) -> Decision:
    """Return what the first rule says that speaks, with its name on it."""
    for rule in RULES:
        if decision := rule(case):
            return replace(decision, rule=rule.__name__)
    raise AssertionError("the last rule always speaks")


def untagged(addr_spec: str) -> str:
    """Return an address without the tag behind a plus sign (RFC 5233): it reaches the same people."""
    local, _, domain = addr_spec.rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _invited_here(case: Case, answer: Attendance, there: Sequence[Known]) -> bool:
    """Tell whether the invitation that was answered was to our event: ours, or one that the organiser sent."""
    ours = answer.uid.rpartition("@")[0] in {known.event for known in there}
    named = "is a calendar message that names the event" in case.extraction.doubts
    return ours or named or case.history.in_thread or answer.starts == case.event.starts


def _all_admitted(case: Case) -> bool:
    """Tell whether the mail is about people alone whom the organiser admitted, or who came in time."""
    there = case.plan.changes
    admitted = [known for known in there.values() if known.status != Status.LATE]
    return bool(there) and len(admitted) == len(case.extraction.participants)


def _intent(case: Case, intent: Intent) -> bool:
    return case.extraction.intent is intent


def _first(case: Case, otherwise: str) -> str:
    return case.extraction.evidence[0] if case.extraction.evidence else otherwise
