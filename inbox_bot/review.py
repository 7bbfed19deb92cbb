"""What a human may do to a mail that was flagged, and to a reply that got stuck."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from inbox_bot.core.case import Case, Does, History, Known, Outcome, Plan
from inbox_bot.core.conversation import EARLIER, recognised
from inbox_bot.core.document import Document
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.model import Extraction, Finding, Intent, Participant
from inbox_bot.core.message import Message, parse
from inbox_bot.core.people import concerned, listed, name_of, same_person
from inbox_bot.core.reply import Desk, Kind, TemplateFault, UnsafeReply, recipient, write
from inbox_bot.core.states import Stands
from inbox_bot.core.zones import zone
from inbox_bot.promotion import limited, promote, room
from inbox_bot.store import Entry, Inbound, OutboxItem, Reading, Status, Store, Transaction

ORGANISER = "organiser"
"""The source of a value that the organiser gave."""
Given = Mapping[str, str]
"""What the organiser gives of one person, by field key."""
UNANSWERED = "no reply was sent, for the sender cannot be answered"
_HELD = (Status.WAITING, Status.LATE)
"""Who stands so on the list is let in by the organiser."""


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
    concerned: tuple[Known, ...]
    """The entries that the mail may want changed or cancelled."""
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
            mail = find(reading, which)
            entries, replies = reading.entries_of(mail.digest), reading.outbox(digest=mail.digest)
            message = None if mail.octets is None else parse(mail.octets)
            known = self._concerned(reading, message, mail.event) if message else ()
        document = zone(message) if message else None
        return Dossier(mail, document, tuple(entries), known, tuple(replies))

    def approve(self, which: str, entry: int | None = None) -> Inbound:
        """Register the participants as they were understood, and confirm it to them, once.

        Who is on the list already is changed, not added; *entry* says which, where that is not clear. Of a mail that is
        not flagged those are let in who wait or were late, *entry* alone or all, as they stand on the list now. A
        sender who cannot be answered is registered all the same, which `settled_how` then says. Raises ReviewError
        where a required field lacks, AlreadySettledError for the second time.
        """
        return self._register(which, "approved", None, None, entry)

    def correct(
        self, which: str, participants: Sequence[Given], event: str | None = None, entry: int | None = None
    ) -> Inbound:
        """Register *participants* as the organiser gives them, and confirm it to them, once.

        The list says who registers: the n-th completes or replaces, field by field, what was understood of the n-th;
        an empty value takes a field out. *event* is needed where the mail's own is not known. All else as `approve`.
        """
        return self._register(which, "corrected", participants, event, entry)

    def cancel(self, which: str, entries: Sequence[int] = ()) -> Inbound:
        """Take off the list whom a flagged mail is about, or *entries* alone, and tell its sender, once.

        Raises ReviewError where nobody is meant, AlreadySettledError for the second time.
        """
        now = self.clock()
        with self.store.begin() as tx:
            mail, message = self._locked(tx, which)
            _check_open(mail)
            if not entries:
                _check_same(tx, mail, self._event(mail.event))
            meant = _named(tx, entries) if entries else self._concerned(tx, message, mail.event)
            if not meant or len({one.event for one in meant}) > 1:
                raise ReviewError("nobody, or more than one event, is meant; name who is with --entry NUMBER")
            case = self._case(mail, message, self._event(meant[0].event), [_kept(one) for one in meant])
            mail = self._settle(tx, mail, f"cancelled entry {', '.join(str(one.id) for one in meant)}", case)
            for one in meant:
                if not tx.cancel(one.id, now):
                    raise ReviewError(f"entry {one.id} is cancelled already")
            self._tell(tx, case, Outcome.CANCELLED)
            promote(tx, case.event, self.desk, self.own_addresses, now)
        return mail

    def dismiss(self, which: str, reason: str) -> Inbound:
        """Settle a flagged mail, or the question in another, without registering or answering anybody."""
        with self.store.begin() as tx:
            mail = find(tx, which)
            if mail.outcome is not Outcome.REVIEW and not mail.questions:
                raise ReviewError(f"this mail is not flagged: its outcome is {mail.outcome}")
            return self._settle(tx, mail, f"dismissed: {reason}" if reason else "dismissed")

    def resend(self, reply: int) -> None:
        """Send a reply again that is unknown, failed or came back; ReviewError if it is none of these."""
        with self.store.begin() as tx:
            if not tx.send_again(reply, self.clock()):
                raise ReviewError(f"reply {reply} is not unknown, failed or returned; only such a reply is sent again")

    def dismiss_reply(self, reply: int, reason: str = "") -> None:
        """Settle a reply that is unknown, failed or came back, without sending it; ReviewError if it is none."""
        with self.store.begin() as tx:
            if not tx.dismiss(reply, self.clock(), reason):
                raise ReviewError(f"reply {reply} is not unknown, failed or returned; only such a reply is dismissed")

    def _register(
        self, which: str, how: str, given: Sequence[Given] | None, event_id: str | None, entry: int | None
    ) -> Inbound:
        now = self.clock()
        with self.store.begin() as tx:
            mail, message = self._locked(tx, which)
            if held := _held_back(tx, mail, entry):
                return self._let_in(tx, mail, message, how, held, given)
            _check_open(mail)
            event = self._event(event_id or mail.event)
            if entry is None:
                _check_same(tx, mail, event)
            understood = _participants(mail)
            people = understood if given is None else _corrected(understood, given)
            named = tx.history(message, now).named
            before = _changes(tx, mail, event, people, self._concerned(tx, message, event.id), named, entry)
            changes, people = _merged(before, people, given or ())
            _check(event, people)
            case = replace(self._case(mail, message, event, people), free=room(tx, event))
            mail = self._settle(tx, mail, how, case)
            found = tx.register(case, Outcome.CONFIRMED, now, changes, admitted=True)
            changed = any(known.status == Status.CONFIRMED for known in changes.values())
            told = replace(case, plan=Plan(Does.CHANGES, before)) if changed else case
            outcome = Outcome.UPDATED if changed else Outcome.CONFIRMED
            self._tell(tx, told, Outcome.WAITING if Stands.WAITING in found else outcome)
        return mail

    def _let_in(  # noqa: PLR0917  all of it says who, and how
        self,
        tx: Transaction,
        mail: Inbound,
        message: Message,
        how: str,
        held: Sequence[Known],
        given: Sequence[Given] | None,
    ) -> Inbound:
        """Give a place to those *held* back, as they stand on the list now, and tell whoever registered them."""
        event, noted = self._event(held[0].event), tuple(_kept(one) for one in held)
        if given and len(given) > len(held):
            raise ReviewError(f"only {len(held)} of this mail may be let in")
        people = noted if given is None else _corrected(noted, given)
        changes, people = _merged(dict(enumerate(held)), people, given or ())
        _check(event, people)
        # Whom the organiser takes off the waiting list gets a place, even if there is none.
        free = None if any(one.status == Status.WAITING for one in held) else room(tx, event)
        case = replace(self._case(mail, message, event, people), free=free)
        if held[0].sender != mail.sender:
            case = replace(case, plan=Plan(tells=held[0].sender))
        mail = self._settle(tx, mail, how, case, again=True)
        found = tx.register(case, Outcome.CONFIRMED, self.clock(), changes, admitted=True)
        outcome = Outcome.WAITING if Stands.WAITING in found else Outcome.CONFIRMED
        self._tell(tx, case, outcome, entry=held[0].id)
        return mail

    def _locked(self, tx: Transaction, which: str) -> tuple[Inbound, Message]:
        """Return a mail, and hold off others that would register its sender meanwhile."""
        mail = find(tx, which)
        if mail.octets is None:
            _check_open(mail)
            raise ReviewError("the mail itself is no longer kept; dismiss it")
        message = replace(parse(mail.octets), digest=mail.digest)  # as it was named when it came
        tx.lock((message,), limited(self.events))
        return find(tx, mail.digest), message

    def _concerned(self, reading: Reading, message: Message, event_id: str) -> tuple[Known, ...]:
        """Return the entries that *message* may be about, also those of who bears a name and tells an address of it."""
        return concerned(recognised(reading.history(message, self.clock()), message, self.events), event_id)

    def _settle(
        self, tx: Transaction, mail: Inbound, how: str, case: Case | None = None, *, again: bool = False
    ) -> Inbound:
        """Settle *mail*; *case* is what its sender is to be told, where anything is. *again*: it may be settled."""
        now = self.clock()
        if case and recipient(case, self.desk) is None:
            how = f"{how}; {UNANSWERED}"
        if again and mail.questions and not mail.settled_at:
            return replace(mail, settled_how=how)  # what they ask still waits for its answer
        if not tx.settle(mail.digest, how, now, again=again):
            raise AlreadySettledError(f"settled already: {find(tx, mail.digest).settled_how}")
        return replace(mail, settled_at=now, settled_how=how)

    def _tell(self, tx: Transaction, case: Case, outcome: Outcome, entry: int = 0) -> None:
        """Tell *outcome*; *entry* is whom of the mail alone it is about."""
        now = self.clock()
        try:
            reply = write(case, Kind(outcome), self.desk, at=now, entry=entry)
        except (TemplateFault, UnsafeReply) as error:
            raise ReviewError(f"the reply cannot be written: {error}") from error
        if reply is not None:
            tx.enqueue(reply, case.message.digest, outcome, now, entry=entry)

    def _event(self, event_id: str) -> Event:
        if not event_id and len(self.events) == 1:
            return self.events[0]
        for event in self.events:
            if event.id == event_id:
                return event
        known = ", ".join(event.id for event in self.events)
        raise ReviewError(f'there is no event "{event_id}"; name one of: {known}')

    def _case(self, mail: Inbound, message: Message, event: Event, participants: Sequence[Participant]) -> Case:
        language = mail.extraction.get("language", event.languages[0])
        extraction = Extraction(event, Intent.REGISTER, (), tuple(participants), language=language)
        return Case(message, zone(message), extraction, History(), mail.received_at, self.own_addresses)


def find(reading: Reading, which: str) -> Inbound:
    """Return the mail whose digest begins with *which*; ReviewError where there is none, or more than one."""
    mail = reading.inbound(which) if which else None
    if mail is None:
        raise ReviewError(f'"{which}" means no mail, or more than one; `inbox-bot review list` shows them')
    return mail


def _check_open(mail: Inbound) -> None:
    """Raise ReviewError unless *mail* is flagged and not settled yet."""
    if mail.settled_at:
        raise AlreadySettledError(f"settled already: {mail.settled_how}")
    if mail.outcome is not Outcome.REVIEW:
        raise ReviewError(f"this mail is not flagged: its outcome is {mail.outcome}")


def _check_same(reading: Reading, mail: Inbound, event: Event) -> None:
    """Raise ReviewError where somebody whom *mail* was about when it came is on the list no more."""
    now = {str(entry.id): entry for entry in reading.entries(event=event.id)}
    for number, before in mail.extraction.get("before", {}).items():
        was, entry = name_of(event, before["fields"]), now.get(number)
        stays = entry is not None and entry.status is not Status.CANCELLED
        called = name_of(event, entry.fields) if entry and stays else ""
        if was and (not stays or (called and not set(was.split()) & set(called.split()))):
            raise ReviewError(
                f"entry {number} changed since this mail came, and is no longer whom it is about; "
                "name who is meant with --entry NUMBER, or dismiss the mail"
            )


def _held_back(reading: Reading, mail: Inbound, entry: int | None) -> tuple[Known, ...]:
    """Return whom *mail* began or was about, of those who wait or were late; *entry* alone, or all.

    Nobody where the mail itself is flagged: then it is about what it says.
    """
    if mail.outcome is Outcome.REVIEW and not mail.settled_at:
        return ()
    about = mail.extraction.get("before", {})
    return tuple(
        one.known
        for one in reading.entries_of(mail.digest)
        if (one.digest == mail.digest or str(one.id) in about) and one.status in _HELD and entry in {None, one.id}
    )


def _participants(mail: Inbound) -> tuple[Participant, ...]:
    return tuple(
        {key: Finding(one["value"], one["text"], None, one["source"], one["confidence"]) for key, one in each.items()}
        for each in mail.extraction.get("participants", ())
    )


def _corrected(understood: Sequence[Participant], given: Sequence[Given]) -> tuple[Participant, ...]:
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


def _named(reading: Reading, ids: Sequence[int]) -> tuple[Known, ...]:
    """Return the entries *ids*, whoever sent them; ReviewError where one is not there."""
    entries = {entry.id: entry for entry in reading.entries()}
    if missing := [str(one) for one in ids if one not in entries]:
        raise ReviewError(f"there is no entry {', '.join(missing)}; `inbox-bot entries --format json` shows them")
    return tuple(entries[one].known for one in dict.fromkeys(ids))


def _changes(  # noqa: PLR0917  all of it says who is meant
    reading: Reading,
    mail: Inbound,
    event: Event,
    people: Sequence[Participant],
    about: Sequence[Known],
    others: Sequence[Known],
    entry: int | None,
) -> dict[int, Known]:
    """Return the entries that *people* are on the list with already, by position: nobody is on it twice."""
    if entry is not None:
        (named,) = _named(reading, (entry,))
        if named.event != event.id or len(people) != 1:
            raise ReviewError("--entry is for one person of the same event")
        return {0: named}
    said = enumerate(map(_values, people))
    found = {position: same_person(event, one, about) or listed(event, one, others) for position, one in said}
    changes = {position: known for position, known in found.items() if known}
    if mail.intent != Intent.UPDATE or changes or not about or len(people) != 1:
        return changes
    if len(about) > 1:
        numbers = ", ".join(str(one.id) for one in about)
        raise ReviewError(f"several entries may be meant; name one with --entry: {numbers}")
    return {0: about[0]}


def _merged(
    changes: Mapping[int, Known], people: Sequence[Participant], given: Sequence[Given]
) -> tuple[dict[int, Known], tuple[Participant, ...]]:
    """Return both with what was noted before added to what is said now; what the organiser takes out is in neither."""
    out = [{key for key, value in values.items() if not value} for values in given]
    out += [set()] * (len(people) - len(out))
    left = {
        position: replace(known, fields={key: value for key, value in known.fields.items() if key not in out[position]})
        for position, known in changes.items()
        if position < len(people)
    }
    whole = ({**_kept(left[position]), **one} if position in left else one for position, one in enumerate(people))
    return left, tuple(whole)


def _kept(known: Known) -> Participant:
    return {key: Finding(value, value, None, EARLIER, 1.0) for key, value in known.fields.items() if value}


def _values(participant: Participant) -> dict[str, str]:
    return {key: finding.value for key, finding in participant.items()}
