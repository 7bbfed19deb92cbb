"""What a human may do to a mail that was flagged, and to a reply that got stuck."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from inbox_bot.core.case import Case, Decision, Known, Limits, Outcome
from inbox_bot.core.document import Document
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.model import Extraction, Finding, Intent, Participant
from inbox_bot.core.message import parse
from inbox_bot.core.people import name_of
from inbox_bot.core.reply import Desk, TemplateFault, UnsafeReply, compose
from inbox_bot.core.zones import zone
from inbox_bot.store import Entry, Inbound, OutboxItem, Reading, Store, Transaction

ORGANISER = "organiser"
"""The source of a value that the organiser gave."""
_ON_THE_LIST = {"confirmed", "incomplete", "waiting"}


class ReviewError(Exception):
    """What was asked cannot be done; the message says why, and what can."""


class AlreadySettledError(ReviewError):
    """The mail was settled before, and stays as it was settled."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """All there is about one mail."""

    mail: Inbound
    document: Document | None
    """The mail's text; None where no octets were kept."""
    entries: tuple[Entry, ...]
    replies: tuple[OutboxItem, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """The organiser's hand. *which* is a mail's digest, or enough of its beginning to mean only one."""

    store: Store
    events: Sequence[Event]
    desk: Desk
    own_addresses: frozenset[str]
    clock: Callable[[], datetime]

    def flagged(self, *, open_only: bool = True) -> list[Inbound]:
        """Return the flagged mails in order of arrival."""
        with self.store.read() as reading:
            return reading.flagged(open_only=open_only)

    def show(self, which: str) -> Dossier:
        """Return all there is about one mail; ReviewError if there is no such mail."""
        with self.store.read() as reading:
            mail = _find(reading, which)
            entries, replies = reading.entries_of(mail.digest), reading.outbox(digest=mail.digest)
        document = None if mail.octets is None else zone(parse(mail.octets))
        return Dossier(mail, document, tuple(entries), tuple(replies))

    def approve(self, which: str) -> Inbound:
        """Register the participants as they were understood, and confirm it to them, once.

        Raises ReviewError where a required field lacks, AlreadySettledError for the second time.
        """
        return self._settle_with_entries(which, "approved", None, None)

    def correct(self, which: str, participants: Sequence[Mapping[str, str]], event: str | None = None) -> Inbound:
        """Register *participants* as the organiser gives them, and confirm it to them, once.

        The list says who registers: the n-th completes or replaces, field by field, what was understood of the n-th;
        an empty value takes a field out. *event* is needed where the mail's own is not known. Raises as `approve` does.
        """
        return self._settle_with_entries(which, "corrected", participants, event)

    def dismiss(self, which: str, reason: str) -> Inbound:
        """Settle a flagged mail without registering or answering anybody."""
        with self.store.begin() as tx:
            return self._settle(tx, which, f"dismissed: {reason}" if reason else "dismissed")

    def resend(self, reply: int) -> None:
        """Send a reply again that is unknown or failed; ReviewError if it is neither."""
        with self.store.begin() as tx:
            if not tx.send_again(reply, self.clock()):
                raise ReviewError(f"reply {reply} is neither unknown nor failed; only such a reply is sent again")

    def _settle_with_entries(
        self, which: str, how: str, given: Sequence[Mapping[str, str]] | None, event_id: str | None
    ) -> Inbound:
        now = self.clock()
        with self.store.begin() as tx:
            mail = self._settle(tx, which, how)
            case = self._case(tx, mail, self._event(event_id or mail.event), given)
            tx.register(case, Outcome.CONFIRMED, now)
            decision = Decision(Outcome.CONFIRMED, (f"{how} by the organiser",), ORGANISER)
            try:
                reply = compose(case, decision, self.desk, at=now)
            except (TemplateFault, UnsafeReply) as error:
                raise ReviewError(f"the confirmation cannot be written: {error}") from error
            if reply is None:
                raise ReviewError("the sender cannot be answered; write to them yourself, then dismiss the mail")
            tx.enqueue(reply, mail.digest, Outcome.CONFIRMED, now)
        return mail

    def _settle(self, tx: Transaction, which: str, how: str) -> Inbound:
        mail = _find(tx, which)
        if mail.outcome is not Outcome.REVIEW:
            raise ReviewError(f"this mail is not flagged: its outcome is {mail.outcome}")
        now = self.clock()
        if not tx.settle(mail.digest, how, now):
            settled = _find(tx, mail.digest)
            raise AlreadySettledError(f"settled already: {settled.settled_how}")
        return replace(mail, settled_at=now, settled_how=how)

    def _event(self, event_id: str) -> Event:
        if not event_id and len(self.events) == 1:
            return self.events[0]
        for event in self.events:
            if event.id == event_id:
                return event
        known = ", ".join(event.id for event in self.events)
        raise ReviewError(f'there is no event "{event_id}"; name one of: {known}')

    def _case(self, tx: Transaction, mail: Inbound, event: Event, given: Sequence[Mapping[str, str]] | None) -> Case:
        if mail.octets is None:
            raise ReviewError("the mail itself is no longer kept; dismiss it")
        message = parse(mail.octets)
        understood = _participants(mail)
        participants = understood if given is None else _corrected(understood, given)
        _check(event, participants)
        extraction = Extraction(
            event, Intent.REGISTER, (), participants, language=mail.extraction.get("language", event.languages[0])
        )
        history = tx.history(message, self.clock())
        case = Case(message, zone(message), extraction, history, mail.received_at, self.own_addresses, Limits())
        return replace(case, supplies=_same_person(case))


def _find(reading: Reading, which: str) -> Inbound:
    mail = reading.inbound(which) if which else None
    if mail is None:
        raise ReviewError(f'"{which}" means no mail, or more than one; `inbox-bot review list` shows them')
    return mail


def _participants(mail: Inbound) -> tuple[Participant, ...]:
    return tuple(
        {key: Finding(one["value"], one["text"], None, one["source"], one["confidence"]) for key, one in each.items()}
        for each in mail.extraction.get("participants", ())
    )


def _corrected(understood: Sequence[Participant], given: Sequence[Mapping[str, str]]) -> tuple[Participant, ...]:
    padded = (*understood, *({} for _ in given))
    return tuple(
        {
            **{key: finding for key, finding in before.items() if key not in values},
            **{key: Finding(value, value, None, ORGANISER, 1.0) for key, value in values.items() if value},
        }
        for before, values in zip(padded, given, strict=False)
    )


def _check(event: Event, participants: Sequence[Participant]) -> None:
    """Raise ReviewError unless every participant has what *event* requires, and nothing that it does not ask."""
    if not participants:
        raise ReviewError("nobody is named in this mail; give the fields with `review correct`")
    asked = {field.key for field in event.fields}
    for participant in participants:
        if unknown := sorted(participant.keys() - asked):
            raise ReviewError(f"the event does not ask {', '.join(unknown)}; it asks {', '.join(sorted(asked))}")
        if lacking := [field.key for field in event.required if field.key not in participant]:
            raise ReviewError(f"required and not there: {', '.join(lacking)}; give it with `review correct`")


def _same_person(case: Case) -> Known | None:
    """Return the entry that this mail's only participant is on the list with already, so that nobody is on it twice."""
    if len(case.extraction.participants) != 1:
        return None
    (participant,) = case.extraction.participants
    name = name_of(case.event, {key: finding.value for key, finding in participant.items()})
    same = [
        known
        for known in case.history.known
        if known.event == case.event.id and known.status in _ON_THE_LIST
        if name_of(case.event, known.fields) in {name, ""}
    ]
    return same[0] if len(same) == 1 else None
