"""Whoever gives the data asked and says nothing else is seen by a human, never dropped."""

import pytest

from core.extraction.asking import CONGRESS, SEMINAR, TREFFEN, read
from inbox_bot.core.event import Event
from inbox_bot.core.extraction.model import Intent

ALONE = [
    (SEMINAR, "vanuit Lier", "Dag,\n\ndrie man sterk uit Lier:\nJan Peeters - jurist - jan.peeters@lier.be\nAn Claes - archivaris - an.claes@lier.be"),
    (CONGRESS, "from Kharkiv", "Hello, it is Oksana Hryhorenko, NGO Lopan, Ukraine. For letters use o.h@ukr.net. Dinner yes of course!"),
    (TREFFEN, "Treffen", "Komme am Samstag, 3. Mai, Rest siehe unten.\n\nBirgit Stollenwerk\nFörderverein Talbahn e.V.\n53937 Schleiden"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "subject", "text"), ALONE)
def test_data_without_a_wish_are_not_dropped(asked: Event, subject: str, text: str) -> None:
    assert Intent.UNRELATED is not read(asked, text, subject=subject).intent


@pytest.mark.parametrize("text", ["Prima, tot morgen!", "Kun je me het verslag van de vergadering bezorgen?"])
def test_a_signature_alone_registers_nobody(text: str) -> None:
    signed = f"Dag Linda,\n\n{text}\n\nGroeten,\nJan Peeters\njurist\nStad Gent\njan.peeters@gent.be"
    assert Intent.REGISTER is not read(SEMINAR, signed, subject="verslag").intent
