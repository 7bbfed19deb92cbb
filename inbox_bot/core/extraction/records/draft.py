"""A participant in the making."""

from dataclasses import dataclass, field

from inbox_bot.core.event import Field, FieldType
from inbox_bot.core.extraction.labels import concepts
from inbox_bot.core.extraction.labels.vocabulary import NAME
from inbox_bot.core.extraction.model import Candidate

SHARED = frozenset({FieldType.MUNICIPALITY, FieldType.ORGANISATION, FieldType.COUNTRY})
"""What one value may say for all: where people work."""


def is_for_all(asked: Field) -> bool:
    """Tell whether a value is everybody's where it is nobody's in particular: they work, or travel, together."""
    return asked.type in SHARED or (asked.type is FieldType.DATE and concepts.of(asked) != "birth")


@dataclass
class Draft:
    """A participant in the making: candidates by slot."""

    found: dict[str, list[Candidate]] = field(default_factory=dict)
    is_sender: bool = False
    line: int = -1
    start: int = -1
    is_companion: bool = False
    is_colleague: bool = False
    unread: dict[str, str] = field(default_factory=dict)
    """What stands beside a label, by slot, and could not be read as a value."""

    def add(self, one: Candidate) -> None:
        """Note a candidate."""
        self.found.setdefault(one.key, []).append(one)

    @property
    def name(self) -> str:
        """The best name so far; empty if there is none."""
        best = max(self.found.get(NAME, ()), key=lambda one: one.confidence, default=None)
        return best.value if best else ""
