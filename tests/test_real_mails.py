"""Thousands of mails from the wild, none of which registers for anything."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from inbox_bot import templating
from inbox_bot.config import load
from inbox_bot.core.case import Limits, Outcome
from inbox_bot.core.message import Address
from inbox_bot.core.reply import Desk
from inbox_bot.explain import explain

CONFIG = load(Path(__file__).parent.parent / "config.toml")
FOLDERS = (
    "sisimai-set-of-emails",
    "spamassassin",
    "mikel-mail",
    "mimekit",
    "zbateson-mail-mime-parser",
    "php-imap",
    "rt",
)
OTHERS = ("stalwart-mail-parser", "flanker", "parsedmarc")


@pytest.mark.parametrize("folder", [*FOLDERS, *OTHERS])
def test_no_mail_from_the_wild_gets_a_reply_or_an_entry(shared: Path, folder: str) -> None:
    desk = Desk(Address("", "linda.boudry@kcvs.be"), templating.load(), b"wild")
    received = CONFIG.events[0].deadline - timedelta(days=7)
    outcomes: Counter[Outcome] = Counter()
    answered = []
    for path in sorted((shared / "real-mails" / folder).rglob("*")):
        if path.is_file():
            found = explain(path.read_bytes(), CONFIG.events, None, received, desk, CONFIG.own_addresses, Limits())
            outcomes[found.decision.outcome] += 1
            if found.reply is not None or found.decision.outcome not in {Outcome.IGNORED, Outcome.REVIEW}:
                answered.append((path.name, found.decision))

    assert [] == answered
    assert outcomes.total() > 0
    assert outcomes[Outcome.REVIEW] <= outcomes.total() * 0.05
