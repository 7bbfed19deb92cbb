"""An organisation that nothing but its being left over gives away."""

import pytest

from core.extraction.asking import COLLOQUE, CONGRESS, SEMINAR, TREFFEN, read, values


@pytest.mark.parametrize(
    ("text", "employer"),
    [
        ("Ann Claes, Sunny Corner, Norway, ann@claes.example", "Sunny Corner"),
        ("I am Ann Claes and I would come for the Velvet Anchor. I live in Norway.", "Velvet Anchor"),
        (
            "Ann Claes (Norway). Organisation is Ravn Inclusive Schools Network, I eat all.",
            "Ravn Inclusive Schools Network",
        ),
    ],
)
def test_the_only_house_left_is_where_its_writer_works(text: str, employer: str) -> None:
    found = values(read(CONGRESS, f"Please register me for the congress.\n{text}", "Ann Claes <ann@claes.example>"))
    assert [employer] == [one.get("org") for one in found]


def test_a_line_of_the_signature_that_is_nothing_else_is_where_its_writer_works() -> None:
    text = "Ich melde mich an, Anreise am 2. Mai.\n\nFreundliche Grüße\nUte Ranft\n\nUte Ranft · Sortengarten Aue · 027 932 15 19"
    assert ["Sortengarten Aue"] == [
        one.get("org") for one in values(read(TREFFEN, text, "Ute Ranft <ute@ranft.example>"))
    ]


def test_who_has_no_town_is_noted_with_the_house_that_is_left() -> None:
    text = "Graag schrijf ik in: Ann Claes, officier, ann@claes.example. Ik kom voor Brandweer Oostrand."
    assert ["Brandweer Oostrand"] == [one.get("town") for one in values(read(SEMINAR, text, "ann@claes.example"))]


def test_what_all_come_from_is_everybodys() -> None:
    text = "Pluie Sport asbl sera là :\n- CLAES Ann, comptable, 0475 21 63 37\n- SMETS Bea, ouvrière, 071 38 55 02\nTous : poisson."
    found = values(read(COLLOQUE, f"Merci de nous inscrire.\n{text}", "Ann Claes <ann@claes.example>"))
    assert ["Pluie Sport asbl", "Pluie Sport asbl"] == [one.get("org") for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Claes, Norway, teacher of Old Norse",
        "Ann Claes, Norway. I speak Sami, Kven and Finnish.",
        "Ann Claes, Norway. Sunny Greetings from here.",
        "Ann Claes, Norway. Velvet Anchor or Sunny Corner, whichever pays.",
        "Ann Claes, Norway. I heard of it from Ravn Schools Network.",
        "Ann Claes, Norway. Bozar Brussels is lovely.",
    ],
)
def test_nothing_is_taken_that_may_be_something_else(text: str) -> None:
    found = values(read(CONGRESS, f"Please register me for the congress.\n{text}", "Ann Claes <ann@claes.example>"))
    assert not any("org" in one for one in found)
