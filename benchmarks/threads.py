"""Conversations, played mail by mail on real servers: what is done and answered, and who is on the list then."""

from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.labelled import Thread, configured, corpora, scorer, threads
from benchmarks.playing import Sent, Step, playing
from inbox_bot.config import Config
from inbox_bot.core.reply.kinds import REMINDERS, Kind
from inbox_bot.store import Status

_BEFORE = timedelta(days=1)
_SILENT = {"review", "ignored"}
COLUMNS = ("threads", "right", "mails", "outcome", "asked", "finals", "wrong", "missing", "many")


class Judged(NamedTuple):
    """One mail of a conversation: what was done, beside its label."""

    step: Step
    accepted: list[str]
    """The outcomes that a careful organiser accepts, best first."""
    reply: str
    """What is the matter with the reply: `wrong` in kind, `missing`, `many` where fewer are right, or nothing."""
    asked: bool | None
    """Whether a reply that asks does so for exactly what lacks; None for any other."""
    others: bool = True
    """Whether others were told because of it, or because of the time before it, what they had to be."""

    @property
    def outcome(self) -> bool:
        """Whether the outcome is right."""
        return self.step.outcome in self.accepted

    @property
    def right(self) -> bool:
        """Whether outcome and reply are right."""
        return self.outcome and not self.reply and self.others


class Played(NamedTuple):
    """A conversation: its mails, and what differs in the list at its end."""

    thread: Thread
    mails: list[Judged]
    differs: list[str]

    @property
    def right(self) -> bool:
        """Whether everything is right."""
        return not self.differs and all(mail.right for mail in self.mails)


def played(corpus: Path) -> list[Played]:
    """Play the conversations of *corpus*, each with servers and a store of its own."""
    config = configured(corpus)
    return [play(thread, config) for thread in threads(corpus)]


def play(thread: Thread, config: Config) -> Played:
    """Play *thread* and judge what came of it."""
    with playing(config, thread.mails[0].received_at - _BEFORE) as player:
        mails = [
            judged(player.play(label["id"], octets, received_at), label) for label, octets, received_at in thread.mails
        ]
    kinds = {field.key: field.type.value for field in config.events[0].fields}
    return Played(
        thread,
        mails,
        [
            line
            for status, meant in ((Status.CONFIRMED, thread.final), (Status.WAITING, thread.waiting))
            for line in differences(
                kinds, meant, [dict(one.fields) for one in mails[-1].step.entries if one.status is status]
            )
        ],
    )


def judged(step: Step, label: dict[str, Any]) -> Judged:
    """Compare *step* with the label of its mail."""
    asked = None
    if step.outcome == "incomplete" and "incomplete" in label["outcome"]:
        asked = set(step.decided.extraction["missing"]) == set(label.get("missing") or ())
    kinds = [one.kind.value for one in step.replies if one.kind and one not in step.others]
    others = (_kinds(step.others), _kinds(step.meanwhile)) == (label.get("also", []), label.get("meanwhile", []))
    return Judged(step, label["outcome"], fault(kinds, step.outcome, label["outcome"]), asked, others)


def _kinds(sent: Iterable[Sent]) -> list[str]:
    """Return what others were told: reminders and words to the organiser have tests of their own."""
    return [one.kind.value for one in sent if one.kind and one.kind not in {*REMINDERS, Kind.ALARM}]


def fault(kinds: Sequence[str], outcome: str, accepted: Iterable[str]) -> str:
    """Return in one word what is the matter with replies of *kinds* to a mail with this *outcome*; empty if nothing is.

    A reply goes with the outcome where that is one of those *accepted*, else with any of them.
    """
    wanted = [outcome] if outcome in accepted else accepted
    told = {one for one in wanted if one not in _SILENT}
    if len(kinds) > (1 if told else 0):
        return "many"
    if not kinds:
        return "missing" if told and told == set(wanted) else ""
    return "" if kinds[0] in told else "wrong"


def differences(kinds: dict[str, str], final: list[dict[str, Any]], found: list[dict[str, str]]) -> list[str]:
    """Say where *found* is not *final*, by the rules of the script that compares."""
    judge = scorer()
    wrong = []
    for meant, person in judge.pair_up(kinds, final, found):
        if not meant or not person:
            wrong.append(f"{'registered' if person else 'not registered'}: {person or meant}")
            continue
        wrong += [
            f"{key}: {person.get(key)!r}, not {meant.get(key)!r}"
            for key, kind in kinds.items()
            if not _right(judge, kind, person.get(key), meant.get(key))
        ]
    return wrong


def _right(judge: Any, kind: str, said: str | None, meant: list[str] | None) -> bool:  # noqa: ANN401 - a module
    if not judge.given(said):
        return not meant or not judge.given(meant[0]) or "" in meant
    return bool(judge.right(kind, said, meant))


def heading() -> str:
    """Return what stands above the table."""
    return f"{'':20}" + "".join(f"{name:>9}" for name in COLUMNS)


def row(name: str, conversations: Sequence[Played]) -> str:
    """Return one corpus of the table."""
    mails = [mail for one in conversations for mail in one.mails]
    faults = [mail.reply for mail in mails]
    asked = [mail.asked for mail in mails if mail.asked is not None]
    cells = (
        len(conversations),
        sum(one.right for one in conversations),
        len(mails),
        sum(mail.outcome for mail in mails),
        f"{sum(asked)}/{len(asked)}",
        sum(not one.differs for one in conversations),
        *(faults.count(kind) for kind in COLUMNS[-3:]),
    )
    return f"{name:20}" + "".join(f"{cell:>9}" for cell in cells)


def errors(conversation: Played) -> list[str]:
    """Return a line or more for each mail that went wrong, and for the list at the end."""
    wrong = [_told(mail) for mail in conversation.mails if not mail.right or mail.asked is False]
    if conversation.differs:
        wrong.append("\n    ".join([f"{conversation.thread.id} at the end", *conversation.differs]))
    return wrong


def _told(mail: Judged) -> str:
    step, decided = mail.step, mail.step.decided
    lines = [
        f"{step.name}: {step.outcome}, {'as' if mail.outcome else 'not'} {'/'.join(mail.accepted)}",
        f"{decided.rule}: {'; '.join(decided.reasons)}",
    ]
    if mail.reply or mail.asked is False:
        sent = ", ".join(f"{one.kind} to {' '.join(one.accepted.rcpt_tos)}" for one in step.replies)
        lines.append(f"replies: {mail.reply or 'asks for something else'} ({sent or 'none'})")
    if not mail.others:
        lines.append(f"others are told {_kinds(step.others)}, and before it {_kinds(step.meanwhile)}")
    if mail.asked is False:
        lines.append(f"asks for {decided.extraction['missing']}")
    lines += [f"answers the reply to {name}, and none was sent" for name in step.made_up]
    return "\n    ".join(lines)


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument(
        "corpus", nargs="*", type=Path, help="folders of labelled mails; without any, all that are here"
    )
    parser.add_argument("--errors", type=int, default=0, help="show that many of what went wrong in each corpus")
    options = parser.parse_args()
    chosen = [corpus for corpus in options.corpus or corpora() if threads(corpus)]
    if not chosen:
        print("no labelled conversations are here")
        return
    print(heading())
    wrong = ""
    for corpus in chosen:
        found = played(corpus)
        print(row(corpus.name, found), flush=True)
        shown = [text for one in found for text in errors(one)][: options.errors]
        wrong += "".join(f"{line}\n" for line in ("", corpus.name, *shown)) if shown else ""
    print(wrong, end="")


if __name__ == "__main__":
    main()
