"""What is still understood wrongly: a line for each such mail, with the rule and the reasons that led there."""

import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpora import measured
from benchmarks.labelled import PLACES, configured, corpora, mails
from inbox_bot import explain
from inbox_bot.assembly import desk_of, limits_of, templates_of

_MOST = 100_000
_HEAD = re.compile(r"^(?P<id>\S+) \[(?P<traits>.*)\]$")
_REASONS = 2
_OWN = PLACES[0]


def wrong(corpus: Path) -> dict[str, tuple[str, list[str]]]:
    """Return, for each mail of *corpus* that is not wholly right, its traits and what differs."""
    found: dict[str, tuple[str, list[str]]] = {}
    differs: list[str] = []
    for line in measured(corpus, _MOST).errors.splitlines():
        if head := _HEAD.match(line):
            differs = []
            found[head["id"]] = head["traits"], differs
        elif found:
            differs.append(line.strip())
    return found


def reasons(corpus: Path, wanted: set[str]) -> Iterator[tuple[str, str]]:
    """Yield which rule spoke about each of the *wanted* mails, and why."""
    config = configured(corpus)
    desk, limits = desk_of(config, templates_of(config), b"benchmark"), limits_of(config)
    for label, octets, received_at in mails(corpus):
        if label["id"] in wanted:
            said = explain.explain(octets, config.events, None, received_at, desk, config.own_addresses, limits)
            yield label["id"], f"{said.decision.rule}: {'; '.join(said.decision.reasons[:_REASONS])}"


def lines(corpus: Path) -> Iterator[str]:
    """Yield the list of *corpus* in Markdown; of a corpus that lies elsewhere only what differs, not its words."""
    found = wrong(corpus)
    yield f"## {corpus.name}: {len(found)} mails\n"
    for name, why in reasons(corpus, set(found)):
        traits, differs = found[name]
        if corpus.parent == _OWN:
            yield f"- {name} ({traits}): {'; '.join(differs)}. *{why}*"
        else:
            yield f"- {name}: {'; '.join(one.partition(':')[0] for one in differs)}"
    yield ""


def main() -> None:
    """Print all."""
    print("# What is still understood wrongly\n\n`python -m benchmarks.errors`: found, not wanted, and the rule.\n")
    for corpus in corpora():
        print("\n".join(lines(corpus)))


if __name__ == "__main__":
    main()
