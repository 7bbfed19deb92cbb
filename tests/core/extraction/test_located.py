"""Employers told by standing right before a country, and by their legal form."""

import pytest

from core.extraction.asking import CONGRESS, read, values


@pytest.mark.parametrize(
    ("text", "employer", "country"),
    [
        ("I'm Ann Claes, planner at the Warm Dene initiative, Albania.", "Warm Dene", "Albania"),
        ("We are Ann Claes and Bea Smets. We both represent Blinddal Vest,\nNorway.", "Blinddal Vest", "Norway"),
        ("Ann Claes, c/o EW Reutal AG, Switzerland", "EW Reutal AG", "Switzerland"),
        ("Ann Claes, coordinator with Noir Mauve du Nord up\nhere in Canada.", "Noir Mauve du Nord", "Canada"),
        ("Ann Claes, of the Friary of St Rita, Mdina, Malta", "Friary of St Rita", "Malta"),
        ("Ann Claes, I help out with the Salthill Wardens (Ireland)", "Salthill Wardens", "Ireland"),
        ('I am Ann Claes, now in NGO "Tepla Zhyva" (it is Ukraine)', "Tepla Zhyva", "Ukraine"),
        ("Ann Claes from Skuggruppen in Sweden", "Skuggruppen", "Sweden"),
        ("Ann Claes. My firm is still Lipy pro Znojmo, z. s., Czech Republic.", "Lipy pro Znojmo, z. s.", "Czechia"),
        ("Ann Claes - Metsvara MTÜ, Estonia", "Metsvara MTÜ", "Estonia"),
    ],
)
def test_what_stands_before_a_country_is_where_somebody_works(text: str, employer: str, country: str) -> None:
    found = values(read(CONGRESS, f"Please register me.\n{text}", "Ann Claes <ann.claes@gmail.com>"))[0]
    assert (employer, country) == (found.get("org"), found.get("country"))


@pytest.mark.parametrize("text", ["Jaan Kask, Estonia", "Greetings from Oslo, Norway", "Ann Claes, Ghana"])
def test_a_person_or_a_town_before_a_country_is_no_employer(text: str) -> None:
    found = values(read(CONGRESS, f"Please register me.\n{text}", "Jaan Kask <jaan.kask@gmail.com>"))
    assert not any("org" in one for one in found)
