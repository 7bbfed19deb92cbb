"""Random conversations of several people at once, against a simple model of what the list should be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from inbox_bot.core.case import Limits, Outcome
from inbox_bot.core.event import Event
from inbox_bot.core.states import Stands
from inbox_bot.elsewhere import Elsewhere
from inbox_bot.intake import Intake
from inbox_bot.outbox import Outbox, Refused, Unclear
from inbox_bot.promotion import Promotion
from inbox_bot.reading import Arrival
from inbox_bot.review import Review, ReviewError
from inbox_bot.store import OutboxItem, State, Store
from modelled import Model, One
from reports import report
from seminar import EVENT, ORGANISER, Clock, desk, mail

NAMES = ("Jan Peeters", "Els Maes", "Piet Jacobs", "Sofie Willems")
NEWCOMERS = ("Tom Wouters", "Lies Goossens", "Bart Mertens", "Karen Claes")
PAIR = ("Wim Janssens", "Griet Dubois")
OWN = frozenset({ORGANISER})
MINUTE = timedelta(minutes=1)
LONG = timedelta(hours=50)
"""More than a place is kept."""
FITS: Mapping[str, Callable[[One], bool]] = {
    "completes": lambda one: one.status == "incomplete",
    "changes": lambda one: one.status in {"confirmed", "waiting"},
    "cancels": lambda one: one.status != "cancelled",
    "replaces": lambda one: one.status in {"confirmed", "waiting"},
    "takes": lambda one: one.kept or one.passed,
    "changes from elsewhere": lambda one: one.status in {"confirmed", "waiting"},
    "cancels from elsewhere": lambda one: one.status != "cancelled",
    "bounces": lambda one: one.status != "cancelled",
}
"""Who may do what."""
ANYBODY = ("registers", "registers in part", "two register", "two take")
BY_HAND = ("agrees", "dismisses", "lets in")
POST: Mapping[str, type[Refused | Unclear] | None] = {"refuses": Refused, "falls silent": Unclear, "takes again": None}
TIMES = ("closes", "time passes", "more places", "fewer places", *POST)
STEPS = (*FITS, *ANYBODY, *BY_HAND, *TIMES)


def address(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@gent.example"


def data(name: str, function: str | None = "directeur") -> str:
    told = {"Naam": name, "Stad": "Gent", "Functie": function, "E-mailadres": address(name)}
    return "\n".join(f"{label}: {value}" for label, value in told.items() if value) + "\n"


@dataclass
class Post:
    """Takes what it is given, or says *no*."""

    no: type[Refused | Unclear] | None = None

    def hand_over(self, _item: OutboxItem, before_dot: Callable[[], None]) -> None:
        if self.no is not Refused:
            before_dot()
        if self.no:
            raise self.no


@dataclass
class Play:
    """People who write to the bot, the organiser and the post, and the model that follows what they do."""

    store: Store
    model: Model
    clock: Clock = field(default_factory=Clock)
    post: Post = field(default_factory=Post)
    mails: int = 0
    gone: set[str] = field(default_factory=set)
    """Who gave their place away."""
    flagged: list[tuple[str, str, One | None]] = field(default_factory=list)
    """What waits for a human: the mail, what it wants, and of whom."""

    @property
    def events(self) -> tuple[Event]:
        return (EVENT.model_copy(update={"capacity": self.model.capacity}),)

    @property
    def review(self) -> Review:
        return Review(self.store, self.events, desk(), OWN, self.clock)

    # What people do

    def write(self, name: str, text: str, *, answers: bool = False, elsewhere: str = "") -> None:
        """Let *name* write, or somebody of that name *elsewhere*, who wants what that says."""
        self.mails += 1
        sender = f"{name.split(maxsplit=1)[0].lower()}@thuis.example" if elsewhere else address(name)
        # The very same text again within a day would be nothing new.
        octets = mail(
            f"{text}\n\nDit is mail {self.mails}.\n",
            sender=f"{name} <{sender}>",
            number=self.mails,
            answers=self.last(name).message_id if answers else "",
        )
        self.take(octets, elsewhere, self.there(PAIR[0] if name in PAIR else name))

    def take(self, octets: bytes, wants: str, whose: One | None) -> None:
        self.clock.advance(MINUTE)
        intake = Intake(self.store, self.events, desk(), OWN, Limits(1000, 1000), self.clock)
        [taken] = intake.take([Arrival(octets, self.clock(), "INBOX", 7, self.mails)])
        if taken.outcome is Outcome.REVIEW:
            self.flagged.append((taken.digest, wants, whose))
        else:
            assert not wants, f"{wants} is for a human, not {taken.outcome}"
        self.look()

    def look(self) -> None:
        """Do what follows on a look at the mailbox."""
        promotion = Promotion(self.store, self.events, desk(), OWN, self.clock)
        promotion.fill()
        promotion.withdraw()
        Outbox(self.store, self.post, self.clock, lambda: 0.0, Elsewhere(desk(), OWN).send).deliver()

    def last(self, name: str) -> OutboxItem:
        """Return what we wrote last to *name*."""
        with self.store.read() as reading:
            return [item for item in reading.outbox() if item.rcpt_to == address(name)][-1]

    def there(self, name: str) -> One | None:
        return next((one for one in self.model.people if one.name == name and one.status != "cancelled"), None)

    def step(self, what: str, who: int) -> None:
        self.act(what, who)
        self.model.pass_on({one.group for _, _, one in self.flagged if one})

    def act(self, what: str, who: int) -> None:
        if what in TIMES:
            self.passes(what)
        elif what in BY_HAND:
            self.by_hand(what, who)
        elif what.startswith("two"):
            self.together(what)
        elif what in FITS:
            fit = [one for one in self.model.people if one.name in NAMES and FITS[what](one)]
            if fit:
                self.alone(what, fit[who % len(fit)])
        elif NAMES[who] not in self.gone:
            name = NAMES[who]
            registers = self.registers if what == "registers" else self.registers_in_part
            registers(name, self.there(name))

    def registers(self, name: str, one: One | None) -> None:
        self.write(name, f"Graag schrijf ik mij in voor het seminarie.\n\n{data(name)}")
        if one is None:
            self.model.comes((name, "directeur"))
            return
        one.function = "directeur"
        self.model.answers(one)
        if one.status == "incomplete":
            self.model.seat([one])

    def registers_in_part(self, name: str, one: One | None) -> None:
        self.write(name, f"Graag schrijf ik mij in voor het seminarie.\n\n{data(name, None)}")
        if one is None:
            self.model.comes((name, self.model.before(name)))
        else:
            self.model.answers(one)

    def together(self, what: str) -> None:
        if what == "two take":
            pair = [other for other in self.model.people if other.name in PAIR and (other.kept or other.passed)]
            if pair:
                self.write(PAIR[0], "Ja, wij komen graag!", answers=True)
                self.model.seat(pair)
        elif not any(other.name in PAIR for other in self.model.people):
            asked = "Graag schrijf ik ons beiden in voor het seminarie:\n\n"
            self.write(PAIR[0], asked + "\n".join(map(data, PAIR)))
            self.model.comes(*((other, "directeur") for other in PAIR))

    def alone(self, what: str, one: One) -> None:
        if what == "bounces":
            self.bounces(one)
        elif what.endswith("elsewhere"):
            self.elsewhere(what, one)
        elif what == "cancels":
            self.write(one.name, "Ik kan toch niet komen, gelieve mijn inschrijving te annuleren.\n", answers=True)
            self.model.leaves(one)
        elif what == "takes":
            self.write(one.name, "Ja, ik kom graag.", answers=True)
            self.model.seat([one])
        elif what == "completes":
            self.write(one.name, "Functie: schepen\n", answers=True)
            one.function = "schepen"
            self.model.seat([one])
        elif what == "changes":
            self.write(one.name, "Gelieve mijn inschrijving te wijzigen:\nFunctie: burgemeester\n", answers=True)
            one.function = "burgemeester"
            self.model.answers(one)
        else:
            newcomer = NEWCOMERS[NAMES.index(one.name)]
            self.write(one.name, f"In mijn plaats komt mijn collega:\n\n{data(newcomer)}", answers=True)
            self.gone.add(one.name)
            one.name, one.function = newcomer, "directeur"
            self.model.answers(one)

    def elsewhere(self, what: str, one: One) -> None:
        """Let somebody who knows a name and an address ask something: that is for the organiser to say."""
        known = f"Mijn adres is {address(one.name)}.\n"
        if what.startswith("cancels"):
            said = f"Ik kan toch niet komen, gelieve mijn inschrijving te annuleren. {known}"
        else:
            said = f"Gelieve mijn inschrijving te wijzigen. {known}\nFunctie: minister\n"
        self.write(one.name, said, elsewhere=what)

    # What the organiser, the post and time do

    def by_hand(self, what: str, who: int) -> None:
        if what == "lets in":
            flagged = {one.group for _, _, one in self.flagged if one}
            fit = [one for one in self.model.people if one.status in {"late", "waiting"} and one.group not in flagged]
            if fit and all(one.function for one in fit):
                one = fit[who % len(fit)]
                self.review.approve(self.began(one.name))
                self.model.let_in(one.group)
        elif self.flagged:
            self.settle(what, *self.flagged.pop(who % len(self.flagged)))
        self.look()

    def settle(self, what: str, digest: str, wants: str, one: One | None) -> None:
        if what == "dismisses" or not wants or one is None:
            self.review.dismiss(digest, "")
        elif one.status == "cancelled" or one.name not in NAMES:
            # Whom the mail was about is on the list no more: nobody else is changed in their place, or put there anew.
            with pytest.raises(ReviewError):
                self.review.cancel(digest) if wants.startswith("cancels") else self.review.approve(digest)
            self.review.dismiss(digest, "")
        elif wants.startswith("cancels"):
            self.review.cancel(digest)
            self.model.leaves(one)
        else:
            self.review.approve(digest)
            one.function = "minister"
            self.model.answers(one)

    def began(self, name: str) -> str:
        with self.store.read() as reading:
            return [entry.digest for entry in reading.entries() if entry.fields["name"] == name][-1]

    def passes(self, what: str) -> None:
        if what in POST:
            self.post.no = POST[what]
        elif what.endswith("places"):
            if self.model.capacity is not None:
                self.model.capacity = max(1, self.model.capacity + (1 if what.startswith("more") else -1))
                self.look()
                self.model.give()
        elif what == "time passes" and self.clock() + 2 * LONG < (
            EVENT.starts if self.model.closed else EVENT.deadline
        ):
            self.later(self.clock() + LONG)
        elif what == "closes" and not self.model.closed:
            self.model.closed = True
            self.later(EVENT.deadline + MINUTE)

    def later(self, moment: datetime) -> None:
        """Let so much time pass until *moment* that nothing is kept any longer."""
        self.clock.now = moment
        self.look()
        self.model.time_passes()

    def bounces(self, one: One) -> None:
        """Let the last word to *one* come back, where it left."""
        with self.store.read() as reading:
            sent = [item for item in reading.outbox(State.SENT) if item.rcpt_to == address(one.name)]
        if sent:
            self.mails += 1
            self.take(report(sent[-1].octets, number=self.mails), "", None)

    def check(self) -> None:
        with self.store.read() as reading:
            entries, ledger = reading.entries(), reading.ledger()
        found = [(one.fields["name"], one.status.value, one.fields.get("function")) for one in entries]
        assert [(one.name, one.status, one.function) for one in self.model.people] == found
        assert [(one.kept, one.passed) for one in self.model.people] == [
            (one.stands is Stands.OFFERED, one.stands is Stands.PASSED) for one in entries
        ]
        assert ledger.balanced


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(None, 0, [("registers in part", 0), ("cancels", 0), ("registers in part", 0)])
@example(None, 2, [("cancels", 0), ("registers in part", 0)])
@example(1, 3, [("refuses", 0), ("cancels", 0), ("time passes", 0), ("time passes", 0)])
@example(1, 3, [("cancels", 0), ("bounces", 0), ("time passes", 0), ("takes again", 0), ("takes", 1)])
@example(1, 2, [("falls silent", 0), ("cancels", 0), ("time passes", 0), ("registers", 2), ("takes", 0)])
@example(1, 3, [("cancels", 0), ("cancels from elsewhere", 0), ("time passes", 0), ("dismisses", 0)])
@example(2, 3, [("cancels", 0), ("changes from elsewhere", 1), ("agrees", 0), ("fewer places", 0), ("lets in", 0)])
@example(2, 1, [("closes", 0), ("registers", 1), ("two register", 0), ("lets in", 1), ("lets in", 0)])
@example(None, 1, [("changes from elsewhere", 0), ("replaces", 0), ("agrees", 0)])
@example(None, 1, [("cancels from elsewhere", 0), ("replaces", 0), ("agrees", 0)])
@example(None, 1, [("changes from elsewhere", 0), ("cancels", 0), ("registers", 0), ("agrees", 0)])
@given(
    capacity=st.none() | st.integers(1, 3),
    first=st.integers(0, len(NAMES)),
    steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, len(NAMES) - 1)), min_size=3, max_size=16),
)
def test_whatever_people_write_in_whatever_order_the_list_is_what_they_said(
    capacity: int | None, first: int, steps: list[tuple[str, int]]
) -> None:
    """The *first* register before the rest begins, so that there is something to lose."""
    store = Store("sqlite://")
    store.create()
    play = Play(store, Model(capacity))
    for what, who in [*(("registers", who) for who in range(first)), *steps]:
        play.step(what, who)
        play.check()
    store.close()
