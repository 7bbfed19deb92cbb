"""A simple model of the list: who should be on it, how, and with which place."""

from dataclasses import dataclass, field


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
    overdue: bool = False
    """Whether they had long enough to say that they take it."""
    passed: bool = False
    """Whether they let one pass."""

    @property
    def in_line(self) -> bool:
        return self.status == "waiting" and not (self.kept or self.passed)

    @property
    def placed(self) -> bool:
        return self.status == "confirmed" or self.kept

    def stands(self, status: str) -> None:
        self.status, self.kept, self.overdue, self.passed = status, False, False, False


@dataclass
class Model:
    """What the list should be."""

    capacity: int | None
    closed: bool = False
    people: list[One] = field(default_factory=list)

    def comes(self, *people: tuple[str, str | None]) -> None:
        """Put on the list whom one mail registers together."""
        group = len(self.people)
        entries = [One(name, "late" if self.closed else "incomplete", function, group) for name, function in people]
        if not self.closed:
            self.seat([one for one in entries if one.function])
        self.people += entries

    def before(self, name: str) -> str | None:
        """Return the function of *name* when they last left: who comes back is not asked again for what they said."""
        return next((one.function for one in reversed(self.people) if one.name == name), None)

    def seat(self, whole: list[One]) -> None:
        """Give *whole* their places together, or let them wait together."""
        wanted = [one for one in whole if not one.placed]
        fits = self.capacity is None or self.taken + len(wanted) <= self.capacity
        for one in whole:
            one.stands("confirmed" if fits or one.placed else "waiting")
        self.give()

    @property
    def taken(self) -> int:
        return sum(one.placed or one.in_line for one in self.people)

    def leaves(self, one: One) -> None:
        one.stands("cancelled")
        self.give()

    def give(self) -> None:
        """Keep what is free for who is first in line."""
        while line := [other for other in self.people if other.in_line]:
            first = [other for other in line if other.group == line[0].group]
            placed = sum(other.placed for other in self.people)
            if self.capacity is not None and placed + len(first) > self.capacity:
                return
            for other in first:
                other.kept = True

    def answers(self, one: One) -> None:
        """Whoever is asked whether they take a place takes it by whatever they write of coming."""
        if one.kept or one.passed:
            self.seat([one])

    def time_passes(self) -> None:
        """Let so much time pass that whoever is asked had long enough."""
        for one in self.people:
            one.overdue = one.kept

    def pass_on(self, looked_after: set[int]) -> None:
        """Let pass on what is kept too long while somebody is in line, but of groups that a human looks after."""
        for group in dict.fromkeys(one.group for one in self.people if one.overdue):
            if group not in looked_after and any(one.in_line for one in self.people):
                for one in self.people:
                    if one.group == group and one.overdue:
                        one.kept, one.overdue, one.passed = False, False, True
                self.give()

    def let_in(self, group: int) -> None:
        """Let the organiser admit who was late, and give a place to who waits even where there is none."""
        late = [one for one in self.people if one.group == group and one.status == "late"]
        for one in self.people:
            if one.group == group and one.status == "waiting":
                one.stands("confirmed")
        self.seat(late)
