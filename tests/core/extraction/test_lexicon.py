import csv
from pathlib import Path

import pytest

from inbox_bot.core.extraction.candidates import places


@pytest.mark.parametrize("language", ["name_nl", "name_fr"])
def test_every_belgian_municipality_is_known(shared: Path, language: str) -> None:
    with (shared / "gazetteers" / "be_municipalities.csv").open(encoding="utf-8") as file:
        unknown = [row[language] for row in csv.DictReader(file) if not places.is_place(row[language])]
    assert [] == unknown
