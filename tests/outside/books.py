"""Whether the books balance: what was posted beside what every witness holds."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from itertools import pairwise

from outside.post import ORGANISER, Posted
from outside.witnesses import Database, Letter, Lying, Served, fingerprint, parsed, twice

_OURS = {"confirmed", "incomplete", "late", "waiting", "updated", "cancelled"}
_SHOWN = 20
_LONG = 12
"""Characters from which on a line of a mail is worth looking for in a log."""


@dataclass(frozen=True, slots=True)
class Books:
    """What is to be balanced. *unknown* replies are right where nobody could tell; *lying* None is not looked at."""

    posted: Sequence[Posted]
    database: Database
    letters: Sequence[Letter]
    log: str
    lying: Lying | None = None
    handled: str | Mapping[str, str] = "leave"
    """As in the configuration: what is ours is left, moved, or gets a keyword."""
    secrets: tuple[str, ...] = ()
    refused: int = 0
    """How many replies the SMTP server refused for ever, so that a human has to see to them."""
    inbox: str = "INBOX"
    """The folder that the program looks at."""
    served: Sequence[Served] = ()
    """When a service was at work."""
    looks: Sequence[float] = ()
    """When the IMAP server was asked what is new, in seconds of the clock."""

    @property
    def unknown(self) -> int:
        """How many replies nobody can tell whether they arrived."""
        return sum(row["state"] == "unknown" for row in self.database.outbox)

    def check(self) -> int:
        """Return how many replies are unknown; AssertionError names all that does not balance."""
        wrong = list(self.discrepancies())
        assert not wrong, "\n".join([*wrong[:_SHOWN], f"{len(wrong)} in all"])
        return self.unknown

    def discrepancies(self) -> Iterator[str]:
        """Yield what is wrong, a line each; nothing where the books balance."""
        yield from self._decided()
        yield from self._listed()
        yield from self._replied()
        yield from self._accepted()
        yield from self._left()
        yield from self._looked()
        yield from self._said()

    def _decided(self) -> Iterator[str]:
        """I1: each mail is in exactly one final state, and nothing else is."""
        decided = {row["digest"]: row["outcome"] for row in self.database.inbound}
        expected = {one.digest: one for one in self.posted}
        for digest, one in expected.items():
            if digest not in decided:
                yield f"I1 lost: {_name(one)}"
            elif decided[digest] not in one.outcomes:
                yield f"I1 {_name(one)} is {decided[digest]}, not {' or '.join(one.outcomes)}"
        for digest in decided.keys() - expected.keys():
            yield f"I1 a mail that nobody posted was decided: {decided[digest]}, {digest[:12]}"

    def _listed(self) -> Iterator[str]:
        """I2: the list holds what was said, once each, and nothing else."""
        expected = Counter(_person(entry) for one in self.posted for entry in one.listed)
        found = Counter(_person({**parsed(row["fields"]), "status": row["status"]}) for row in self.database.entries)
        yield from (f"I2 not on the list: {person}" for person in (expected - found).elements())
        yield from (f"I2 on the list unexpectedly: {person}" for person in (found - expected).elements())

    def _replied(self) -> Iterator[str]:
        """I1, I3: each mail that wants a reply has one, whose state is final and true."""
        accepted = Counter(letter.message_id for letter in self.letters)
        expected = Counter((one.digest, one.kind) for one in self.posted if one.kind)
        # An alarm answers no mail.
        found = Counter((row["digest"], row["outcome"]) for row in self.database.outbox if row["digest"])
        yield from (f"I3 no reply: {kind} to {digest[:12]}" for digest, kind in (expected - found).elements())
        yield from (f"I3 a reply too many: {kind} to {digest[:12]}" for digest, kind in (found - expected).elements())
        failed = sum(row["state"] == "failed" for row in self.database.outbox)
        if failed != self.refused:
            yield f"I1 {failed} replies failed, not {self.refused}"
        for row in self.database.outbox:
            most = {"sent": (1,), "unknown": (0, 1), "failed": (0,)}.get(row["state"])
            if most is None:
                yield f"I1 reply {row['id']} is still {row['state']}: {row['last_error']}"
            elif accepted[row["message_id"]] not in most:
                yield f"I3 reply {row['id']} is {row['state']}, and was accepted {accepted[row['message_id']]} times"

    def _accepted(self) -> Iterator[str]:
        """I3, I4: no letter twice, none but to those who wait for it, and none but those that the outbox knows."""
        yield from (f"I3 accepted twice: {name}" for name in twice(letter.message_id for letter in self.letters))
        yield from (f"I3 answered twice: {name}" for name in twice(filter(None, (one.answers for one in self.letters))))
        known = {row["message_id"]: row["rcpt_to"] for row in self.database.outbox}
        waiting = {one.sender.lower() for one in self.posted if one.kind}
        for letter in self.letters:
            if letter.rcpt_tos == (ORGANISER,):
                continue  # a report or an alarm, which is no reply
            if letter.message_id not in known:
                yield f"I3 the outbox does not know {letter.message_id}"
            elif letter.rcpt_tos != (known[letter.message_id],) or known[letter.message_id].lower() not in waiting:
                yield f"I4 nobody there waits for a reply: {letter.rcpt_tos}"

    def _left(self) -> Iterator[str]:
        """I1: each mail lies where it should, once, and nobody read it for the people of the mailbox."""
        if self.lying is None:
            return
        for one in self.posted:
            name = fingerprint(one.octets)
            found = {folder: copies for (folder, digest), copies in self.lying.items() if digest == name}
            expected = self._place(one)
            if found != expected:
                yield f"I1 {_name(one)} lies in {found}, not in {expected}"

    def _place(self, one: Posted) -> dict[str, tuple[tuple[bytes, ...], ...]]:
        ours = _OURS.issuperset(one.outcomes)
        if ours and isinstance(self.handled, Mapping):
            if folder := self.handled.get("move"):
                return {folder: ((),)}
            return {self.inbox: ((self.handled["keyword"].encode(),),)}
        return {self.inbox: ((),)}

    def _looked(self) -> Iterator[str]:
        """I5: while a service is at work, it looks again and again."""
        for one in self.served:
            looks = sorted(moment for moment in self.looks if one.begun <= moment <= one.ended)
            for before, after in pairwise((one.begun, *looks, one.ended)):
                if after - before > one.most:
                    yield f"I5 no look for {after - before:.1f} s, {before - one.begun:.1f} s after the start"

    def _said(self) -> Iterator[str]:
        """I6: no secret, no name, no address and nothing that a mail says."""
        log = self.log.lower()
        for word in {*self.secrets, *_words(self.posted)}:
            if word.lower() in log:
                yield f"I6 the log says {word!r}"
        if "traceback" in log:
            yield f"I6 the log holds a traceback: {self.log[-2000:]}"


def _person(entry: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(entry.items()))


def _name(one: Posted) -> str:
    return f"{one.outcomes[0]} {one.digest[:12]}"


def _words(posted: Iterable[Posted]) -> Iterator[str]:
    """Yield what no log may say."""
    for one in posted:
        yield from (value for entry in one.listed for key, value in entry.items() if key in {"name", "email"})
        message = message_from_bytes(one.octets, policy=default)
        author = message["From"].addresses[0]
        yield from filter(None, (author.display_name, author.addr_spec))
        body = message.get_body(("plain",))
        lines = body.get_content().splitlines() if body else []
        yield from (line for line in lines if len(line) >= _LONG and ORGANISER not in line)
