from pathlib import Path

from benchmarks import mails
from benchmarks.stages import Stopwatch, decided
from inbox_bot.assembly import desk_of, templates_of
from inbox_bot.config import load
from inbox_bot.core.case import Outcome

EXAMPLE = Path(__file__).resolve().parent.parent / "config.toml"
COUNT = 20


def test_each_mail_of_the_benchmark_is_a_clear_registration_of_somebody_else() -> None:
    config = load(EXAMPLE)
    desk = desk_of(config, templates_of(config), b"benchmark")

    done = [
        decided(Stopwatch(), (octets, mails.received_at(number)), config, desk)
        for number, octets in enumerate(mails.mails(COUNT))
    ]

    assert [Outcome.CONFIRMED] * COUNT == [one.decision.outcome for one in done]
    assert COUNT == len({one.reply.rcpt_to for one in done if one.reply})


def test_the_mails_of_the_benchmark_are_always_the_same() -> None:
    assert mails.mails(COUNT) == mails.mails(COUNT)
