"""Random conversations of several people at once, against a simple model of what the list should be."""

from dataclasses import dataclass, field
from datetime import timedelta

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from inbox_bot.core.case import Limits, Outcome
from inbox_bot.core.event import Event
from inbox_bot.core.states import Stands
from inbox_bot.intake import Intake
from inbox_bot.outbox import Outbox
from inbox_bot.promotion import Promotion
from inbox_bot.reading import Arrival
from inbox_bot.store import Store
from seminar import EVENT, ORGANISER, Clock, desk, mail
from test_offers import Post

NAMES = ("Jan Peeters", "Els Maes", "Piet Jacobs", "Sofie Willems")
NEWCOMERS = ("Tom Wouters", "Lies Goossens", "Bart Mertens", "Karen Claes")
PAIR = ("Wim Janssens", "Griet Dubois")
MINUTE = timedelta(minutes=1)
LONG = timedelta(hours=50)
"""More than a place is kept."""
STEPS = (
    *("registers", "registers in part", "completes", "changes", "cancels", "replaces", "two register", "closes"),
    *("takes", "two take", "time passes"),
)


def address(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@gent.example"


def data(name: str, function: str | None = "directeur") -> str:
    told = {"Naam": name, "Stad": "Gent", "Functie": function, "E-mailadres": address(name)}
    return "\n".join(f"{label}: {value}" for label, value in told.items() if value) + "\n"


@dataclass
class One:
    """Somebody on the model's list."""

    name: str
    status: str
    function: str | None
    group: int
    """Who came with one mail."""
    kept: bool = False
    """Whether a place is kept for them."""
    passed: bool = False
    """Whether they let one pass."""

    @property
    def in_line(self) -> bool:
        return self.status == "waiting" and not (self.kept or self.passed)

    @property
    def placed(self) -> bool:
        return self.status == "confirmed" or self.kept


@dataclass
class Model:
    """What the list should be."""

    capacity: int | None
    closed: bool = False
    people: list[One] = field(default_factory=list)

    def comes(self, *people: tuple[str, str | None]) -> None:
        """Put on the list whom one mail registers together."""
        group = len(self.people)
        entries = [One(name, "", function, group) for name, function in people]
        whole = [one for one in entries if one.function]
        for one in entries:
            one.status = "late" if self.closed else "incomplete"
        if self.closed:
            self.people += entries
        else:
            self.seat(whole)
            self.people += entries

    def seat(self, whole: list[One]) -> None:
        wanted = [one for one in whole if not one.placed]
        taken = sum(one.placed or one.in_line for one in self.people)
        fits = self.capacity is None or taken + len(wanted) <= self.capacity
        for one in whole:
            one.status = "confirmed" if fits or one.placed else "waiting"
            one.kept = one.passed = False
        self.give()

    def leaves(self, one: One) -> None:
        one.status, one.kept, one.passed = "cancelled", False, False
        self.give()

    def give(self) -> None:
        """Keep what is free for who is first in line."""
        while line := [other for other in self.people if other.in_line]:
            first = [other for other in line if other.group == line[0].group]
            taken = sum(other.placed for other in self.people)
            if self.capacity is not None and taken + len(first) > self.capacity:
                return
            for other in first:
                other.kept = True

    def nobody_answers(self, unless: set[str]) -> None:
        """Let pass on what is kept while somebody is in line, but where a human looks after whoever wrote."""
        sender = {PAIR[1]: PAIR[0]}
        kept = [one for one in self.people if one.kept and sender.get(one.name, one.name) not in unless]
        for group in dict.fromkeys(one.group for one in kept):
            if any(one.in_line for one in self.people):
                for one in kept:
                    if one.group == group:
                        one.kept, one.passed = False, True
                self.give()


@dataclass
class Play:
    """People who write to the bot, and the model that follows what they do."""

    store: Store
    model: Model
    clock: Clock = field(default_factory=Clock)
    mails: int = 0
    gone: set[str] = field(default_factory=set)
    """Who gave their place away."""
    flagged: set[str] = field(default_factory=set)
    """Of whom a mail waits for a human."""

    @property
    def event(self) -> Event:
        return EVENT.model_copy(update={"capacity": self.model.capacity})

    def write(self, name: str, text: str, *, answers: bool = False) -> None:
        self.mails += 1
        self.clock.advance(MINUTE)
        # The very same text again within a day would be nothing new.
        octets = mail(
            f"{text}\n\nDit is mail {self.mails}.\n",
            sender=f"{name} <{address(name)}>",
            number=self.mails,
            answers=self.last(name) if answers else "",
        )
        limits = Limits(1000, 1000)
        intake = Intake(self.store, (self.event,), desk(), frozenset({ORGANISER}), limits, self.clock)
        [taken] = intake.take([Arrival(octets, self.clock(), "INBOX", 7, self.mails)])
        if taken.outcome is Outcome.REVIEW:
            self.flagged.add(name)
        self.look()

    def look(self) -> None:
        """Do what follows on a look at the mailbox."""
        Promotion(self.store, (self.event,), desk(), frozenset({ORGANISER}), self.clock).fill()
        Outbox(self.store, Post(), self.clock, lambda: 0.0).deliver()

    def last(self, name: str) -> str:
        """Return the Message-ID of what we wrote last to *name*."""
        with self.store.read() as reading:
            return [item.message_id for item in reading.outbox() if item.rcpt_to == address(name)][-1]

    def there(self, name: str) -> One | None:
        return next((one for one in self.model.people if one.name == name and one.status != "cancelled"), None)

    def step(self, what: str, who: int) -> None:
        name = NAMES[who]
        one = self.there(name)
        if what == "closes":
            self.model.closed = True
            self.clock.now = max(self.clock.now, EVENT.deadline + MINUTE)
            self.look()
            self.model.nobody_answers(self.flagged)
        elif what == "time passes":
            if self.clock() + 3 * LONG < EVENT.deadline:
                self.clock.advance(LONG)
                self.look()
                self.model.nobody_answers(self.flagged)
        elif what == "two take":
            pair = [other for other in self.model.people if other.name in PAIR and (other.kept or other.passed)]
            if pair:
                self.write(PAIR[0], "Ja, wij komen graag!", answers=True)
                self.model.seat(pair)
        elif what == "two register":
            if not any(other.name in PAIR for other in self.model.people):
                self.write(
                    PAIR[0], "Graag schrijf ik ons beiden in voor het seminarie:\n\n" + "\n".join(map(data, PAIR))
                )
                self.model.comes(*((other, "directeur") for other in PAIR))
        elif name not in self.gone:
            self.alone(what, name, NEWCOMERS[who], one)

    def alone(self, what: str, name: str, newcomer: str, one: One | None) -> None:
        if what == "registers":
            self.registers(name, one)
        elif what == "registers in part":
            self.write(name, f"Graag schrijf ik mij in voor het seminarie.\n\n{data(name, None)}")
            if one is None:
                self.model.comes((name, None))
            else:
                self.answered(one)
        elif one is None:
            return
        elif what == "cancels":
            self.write(name, "Ik kan toch niet komen, gelieve mijn inschrijving te annuleren.\n", answers=True)
            self.model.leaves(one)
        elif what == "takes" and (one.kept or one.passed):
            self.write(name, "Ja, ik kom graag.", answers=True)
            self.model.seat([one])
        elif what == "completes" and one.status == "incomplete":
            self.write(name, "Functie: schepen\n", answers=True)
            one.function = "schepen"
            self.model.seat([one])
        elif what == "changes" and one.status in {"confirmed", "waiting"}:
            self.write(name, "Gelieve mijn inschrijving te wijzigen:\nFunctie: burgemeester\n", answers=True)
            one.function = "burgemeester"
            self.answered(one)
        elif what == "replaces" and one.status in {"confirmed", "waiting"}:
            self.write(name, f"In mijn plaats komt mijn collega:\n\n{data(newcomer)}", answers=True)
            one.name, one.function = newcomer, "directeur"
            self.answered(one)
            self.gone.add(name)

    def answered(self, one: One) -> None:
        """Whoever is asked whether they take a place takes it by whatever they write of coming."""
        if one.kept or one.passed:
            self.model.seat([one])

    def registers(self, name: str, one: One | None) -> None:
        self.write(name, f"Graag schrijf ik mij in voor het seminarie.\n\n{data(name)}")
        if one is None:
            self.model.comes((name, "directeur"))
            return
        one.function = "directeur"
        self.answered(one)
        if one.status == "incomplete":
            self.model.seat([one])

    def check(self) -> None:
        with self.store.read() as reading:
            entries, ledger = reading.entries(), reading.ledger()
        found = [(one.fields["name"], one.status.value, one.fields.get("function")) for one in entries]
        assert [(one.name, one.status, one.function) for one in self.model.people] == found
        assert [(one.kept, one.passed) for one in self.model.people] == [
            (one.stands is Stands.OFFERED, one.stands is Stands.PASSED) for one in entries
        ]
        assert self.model.capacity is None or sum(one.placed for one in entries) <= self.model.capacity
        assert ledger.balanced


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(capacity=None, steps=[("registers in part", 0), ("cancels", 0), ("registers in part", 0)])
@given(
    capacity=st.none() | st.integers(1, 3),
    steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, len(NAMES) - 1)), min_size=3, max_size=14),
)
def test_whatever_people_write_in_whatever_order_the_list_is_what_they_said(
    capacity: int | None, steps: list[tuple[str, int]]
) -> None:
    store = Store("sqlite://")
    store.create()
    play = Play(store, Model(capacity))
    for what, who in steps:
        play.step(what, who)
        play.check()
    store.close()
