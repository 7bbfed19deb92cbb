"""What people answer to fields of every type, in running text and beside labels."""

import pytest

from core.extraction.asking import COLLOQUE, CONGRESS, TREFFEN, event, read, values
from inbox_bot.core.event import Event, Field, FieldType

WHO = "I would like to register for the congress. My name is Ann Carter, "
IS = {
    "country": [
        (f"{WHO}University of York, United Kingdom.", "United Kingdom"),
        (f"{WHO}I work at the University of Leeds, based in Scotland.", "United Kingdom"),
        (f"{WHO}Seoul Institute, Republic of Korea.", "South Korea"),
        ("Please register me.\n\nName: Ann Carter\nAffiliation: Delta Lab\nCountry: P.R. China", "China"),
        ("Please register me.\n\nName: Ann Carter\nAffiliation: Delta Lab\nCountry: Dutch", "Netherlands"),
        ("Please register me.\n\nName: Ann Carter\nAffiliation: Delta Lab\nCountry: Wien, Österreich", "Austria"),
        ("Please register me.\n\nName: Ann Carter\nAffiliation: Delta Lab\nContry: Portugel", "Portugal"),
        ("Please register me.\n\nName: Ann Carter\nAffiliation: Delta Lab\nCntry: Kenya", "Kenya"),
        (f"{WHO}Delta Lab (that's Türkiye).", "Türkiye"),
        (f"{WHO}Delta Lab. My flight via Qatar is booked.", None),
        (f"{WHO}Delta Lab. I look forward to seeing Brussels, Belgium.", None),
    ],
    "dinner": [
        (f"{WHO}Delta Lab. I will join the dinner.", "yes"),
        (f"{WHO}Delta Lab. Count me in for the dinner!", "yes"),
        (f"{WHO}Delta Lab. No dinner for me, sorry.", "no"),
        (f"{WHO}Delta Lab. I'll pass on the dinner.", "no"),
        (f"{WHO}Delta Lab. I'll be there both days, but not at the dinner.", "no"),
        (f"{WHO}Delta Lab. I come to the dinner, without company.", "yes"),
        (f"{WHO}Delta Lab. Vegetarian, dinner, no company.", "yes"),
        (f"{WHO}Delta Lab. Dinner if there's a place left.", "yes"),
        (f"{WHO}Delta Lab. I am not sure yet about the dinner.", None),
        (f"{WHO}Delta Lab. Is the dinner free?", None),
        ("Please register me.\n\nName: Ann Carter\nAffiliation: Delta Lab\nDinner: [x]", "yes"),
        ("Please register me.\n\nName: Ann Carter\nAffiliation: Delta Lab\nDinner: I will participate", "yes"),
        ("Please register me.\n\nName: Ann Carter\nAffiliation: Delta Lab\nDiner: liever niet", "no"),
    ],
    "guests": [
        (f"{WHO}Delta Lab. I come to the dinner with my husband.", "1"),
        (f"{WHO}Delta Lab. I bring two guests.", "2"),
        (f"{WHO}Delta Lab. I will come to the dinner alone.", "0"),
        (f"{WHO}Delta Lab. Dinner: yes, +1", "1"),
        ("Please register me.\n\nName: Ann Carter\nAffiliation: Delta Lab\nGuests: none", "0"),
        ("Please register me.\n\nName: Ann Carter\nAffiliation: Delta Lab\nGuests: my wife Susan", "1"),
        ("Please register me.\n\nName: Ann Carter\nAffiliation: Delta Lab\nGuests: Spouse + 1 child", "2"),
        (
            "Please register me.\n\nName: Ann Carter\nAffiliation: Delta Lab\nBegleitung: meine Frau und zwei Kinder",
            "3",
        ),
        ("Please register me.\n\nName: Ann Carter\nAffiliation: Delta Lab\n- Number of guests\n1 (my partner)", "1"),
        (f"{WHO}Delta Lab. My husband cannot come.", None),
    ],
    "diet": [
        (f"{WHO}Delta Lab. I am vegetarian.", "vegetarian"),
        (f"{WHO}Delta Lab. I'm allergic to nuts.", "allergic to nuts"),
        (f"{WHO}Delta Lab. I don't eat pork and I will be at the dinner.", "I don't eat pork"),
        (f"{WHO}Delta Lab. I am vegetarian since two years.", "vegetarian"),
        (f"{WHO}Delta Lab. Dinner yes, and gluten is not my friend.", "gluten is not my friend"),
        (f"{WHO}Delta Lab. Ich bin Vegetarierin seit vielen Jahren.", "Vegetarierin"),
        (f"{WHO}Delta Lab. No seafood for me I'm afraid.", "No seafood"),
        (f"{WHO}Delta Lab. No dietary requirements.", None),
        (f"{WHO}Delta Lab. I have no allergies.", None),
        ("Please register me.\n\nName: Ann Carter\nAffiliation: Delta Lab\nAllergies: peanuts", "peanuts"),
        ("Please register me.\n\nName: Ann Carter\nAffiliation: Delta Lab\nFood: gluten-free", "gluten-free"),
    ],
    "org": [
        (f"{WHO}a researcher at Delta Water.", "Delta Water"),
        (f"{WHO}researcher at the Universidade do Norte (UNorte).", "Universidade do Norte (UNorte)"),
        (
            f"{WHO}Department of Geography, University of Lagos, Nigeria.",
            "Department of Geography, University of Lagos",
        ),
        (f"{WHO}I work as a planner at Rivers & Roots in Porto.", "Rivers & Roots"),
        (f"{WHO}I come in name of the Archivo Sonoro del Norte.", "Archivo Sonoro del Norte"),
        (f"{WHO}Fundação Mar Azul, Portugal.", "Fundação Mar Azul"),
        (f"{WHO}see you in May!", None),
    ],
}


@pytest.mark.parametrize(("key", "text", "value"), [(key, *row) for key, rows in IS.items() for row in rows])
def test_an_answer_is_understood_as_it_is_meant(key: str, text: str, value: str | None) -> None:
    (given,) = values(read(CONGRESS, text, "Ann Carter <ann.carter@mail.example>"))
    assert value == given.get(key)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (
            (
                "Please register me.\n\n1. Jang Hye-rin\n2. Haenyeo Memory Center\n3. Republic of Korea\n4. hr@naver.example\n"
                "5. yes\n6. 0\n7. I can not eat shellfish (allergy)"
            ),
            {"dinner": "yes", "guests": "0", "diet": "I can not eat shellfish (allergy)"},
        ),
        (
            "Please register:\n\nName\tAffiliation\tCountry\tE-mail\tDinner 3/5\nAnn Carter\tDelta Lab\tIndia\ta@delta.example\tNo",
            {"dinner": "no", "org": "Delta Lab"},
        ),
        (
            "Please register me.\n\nNAME        Ann Carter\nAFFILIATION Hokkai Museum of Sound\nCOUNTRY     Japan\nDINNER      yes",
            {"org": "Hokkai Museum of Sound", "dinner": "yes"},
        ),
    ],
)
def test_what_is_numbered_dated_or_aligned_belongs_to_its_field(text: str, given: dict[str, str]) -> None:
    (found,) = values(read(CONGRESS, text, "Ann Carter <ann.carter@mail.example>"))
    assert given == {key: found.get(key) for key in given}


def test_a_room_is_called_so_and_nobody() -> None:
    text = "I'd like to register.\n\nFull name:\nAffiliation: Delta Library\nCountry: Wales\nDinner: no"
    extraction = read(CONGRESS, text, "Reading Room <readingroom@delta.example>")
    assert extraction.missing == ("name",)


def test_who_sends_a_colleague_may_stay_at_home() -> None:
    text = (
        "Could you please register our trainee, see his mail below? I can not come myself this time.\n\nIracema Vasco\n\n"
        "---------- Forwarded message ---------\nFrom: Jailson Tavares <jailson@museu.example>\n"
        "Date: Mon, 7 Apr 2025 at 10:22\nSubject: congress\nTo: Iracema Vasco <iv@museu.example>\n\n"
        "Here the data:\n\nJailson Tavares\nMuseu da Fala\nBrazil\njailson@museu.example\nDinner: yes"
    )
    extraction = read(CONGRESS, text, "Iracema Vasco <iv@museu.example>", "Fwd: congress")
    assert ((), "Jailson Tavares") == (extraction.doubts, values(extraction)[0]["name"])


MEALS = event(
    "fr",
    Field(key="name", label="Nom", type=FieldType.PERSON_NAME),
    Field(key="meal", label="Repas de midi", type=FieldType.CHOICE, options=("sandwich", "végétarien", "pas de repas")),
)
EATEN = [
    ("Je prendrai le sandwich, merci.", "sandwich"),
    ("Un repas végé s'il vous plaît.", "végétarien"),
    ("Je ne mangerai pas sur place.", "pas de repas"),
    ("Pas besoin de repas pour moi.", "pas de repas"),
    ("Repas : [ ] sandwich   [X] végétarien   [ ] pas de repas", "végétarien"),
    ("Lunch: vegetarisch", "végétarien"),
    ("Repas: sandwitch", "sandwich"),
    ("Repas: n'importe, je mange de tout", None),
]


@pytest.mark.parametrize(("text", "value"), EATEN)
def test_an_option_is_known_by_other_words(text: str, value: str | None) -> None:
    said = f"Je souhaite m'inscrire au congrès. Je m'appelle Jean Dupont.\n\n{text}\n"
    (given,) = values(read(MEALS, said, "Jean Dupont <jean@mail.example>"))
    assert value == given.get("meal")


ARRIVALS = [
    ("Ich reise am Freitag, 2.5. an.", "2025-05-02"),
    ("Anreise: 02.05.2025", "2025-05-02"),
    ("Ankunft am 2. Mai", "2025-05-02"),
]


@pytest.mark.parametrize(("text", "day"), ARRIVALS)
def test_a_day_of_arrival_is_understood(text: str, day: str) -> None:
    said = (
        f"Hiermit melde ich mich an.\n\nName: Anna Meier\nVerein: Heimatverein Aue\nOrt: Bonn\n{text}\nUnterkunft: Zelt"
    )
    (given,) = values(read(TREFFEN, said, "Anna Meier <anna@mail.example>"))
    assert day == given.get("day")


NAMES: list[tuple[Event, str, str, tuple[str, str]]] = [
    (COLLOQUE, "Nom : Vincent Pirard", "v@mail.example", ("Pirard", "Vincent")),
    (COLLOQUE, "Naam: Van Damme\nVoornaam: Pieter", "p@mail.example", ("Van Damme", "Pieter")),
    (COLLOQUE, "Nom, prénom : DUPONT Jean-Marc", "j@mail.example", ("DUPONT", "Jean-Marc")),
]


@pytest.mark.parametrize(("asked", "text", "sender", "name"), NAMES)
def test_a_full_name_is_split_however_it_is_labelled(
    asked: Event, text: str, sender: str, name: tuple[str, str]
) -> None:
    (given,) = values(
        read(asked, f"Je souhaite m'inscrire au congrès.\n\n{text}\nOrganisation : Ville de Namur", sender)
    )
    assert name == (given.get("nom"), given.get("prenom"))


def test_each_clause_answers_for_whom_it_names() -> None:
    text = (
        "I would like to register my colleague and myself:\nAnn Carter, Delta Lab, Finland, ann@delta.example\n"
        "Ben Archer, Delta Lab, Finland, ben@delta.example\n\nWe both join the dinner. Ben is vegetarian."
    )
    one, other = values(read(CONGRESS, text, "Ann Carter <ann@delta.example>"))
    assert [("yes", None), ("yes", "vegetarian")] == [
        (given.get("dinner"), given.get("diet")) for given in (one, other)
    ]


def test_a_standing_table_has_a_column_for_each_participant() -> None:
    html = (
        "<p>Please register us both for the congress.</p><table>"
        "<tr><td></td><td>Participant 1</td><td>Participant 2</td></tr>"
        "<tr><td>Full name</td><td>Ann Carter</td><td>Ben Archer</td></tr>"
        "<tr><td>Affiliation</td><td>Delta Lab</td><td>Delta Lab</td></tr>"
        "<tr><td>Dinner</td><td>yes</td><td>no</td></tr></table>"
    )
    found = values(read(CONGRESS, html, "Ann Carter <ann@delta.example>", subtype="html"))
    assert [("Ann Carter", "yes"), ("Ben Archer", "no")] == [
        (given.get("name"), given.get("dinner")) for given in found
    ]


def test_a_day_that_a_field_asks_is_no_other_event() -> None:
    said = "Ich melde mich an und komme am 2. Mai.\n\nName: Anna Meier\nVerein: Heimatverein Aue\nOrt: Bonn\nUnterkunft: Zelt"
    assert () == read(TREFFEN, said, "Anna Meier <anna@mail.example>").doubts
