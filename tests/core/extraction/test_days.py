"""Days as people write them around an event that begins on Saturday 3 May 2025."""

import pytest

from core.extraction.asking import TREFFEN, read, values
from inbox_bot.core.extraction.candidates import days
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.model import Intent

WRITTEN = {
    "2025-05-01": ["Donnerstag", "schon am Donnerstag", "zwei Tage vorher", "twee dagen eerder", "l'avant-veille", "1. Mai"],
    "2025-05-02": [
        "2/5", "02/05/2025", "2.5.", "2. 5. 25", "2. Mai 2025", "2025-05-02", "Fr", "Fr., 2.5.", "Freitag, dem 2. Mai",
        "Freitagabend", "am Vortag", "einen Tag vorher", "vendredi soir", "la veille", "vrijdag 2 mei", "de dag ervoor",
        "Friday the 2nd", "May 2nd", "the day before", "den 2.", "Freitag bis Sonntag", "2.-4. Mai", "2. bis 4.5.",
        "zweiter Mai", "Freitag (2.5.) gegen 17 Uhr", "nicht Samstag, sondern Freitag",
    ],
    "2025-05-03": ["Samstag", "Sa", "sonnabends", "am Tag selbst", "on the day itself", "le jour même", "de dag zelf", "3", "3 de mayo"],
    "2025-05-04": ["Sonntag", "So 4.5.", "dimanche", "Sunday morning", "erst am zweiten Tag"],
    None: ["31/2", "morgen", "Freitag oder Samstag", "Freitag, 3. Mai", "weiß ich noch nicht", "9.30 Uhr", "", "ja"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "day"), [(text, day) for day, texts in WRITTEN.items() for text in texts])
def test_a_day_is_read_as_it_is_written(text: str, day: str | None) -> None:
    assert day == days.read(text, TREFFEN)


def test_what_stays_until_a_day_does_not_arrive_on_it() -> None:
    said = fold("Ich komme am Freitag und bleibe bis Sonntag")
    arrives, leaves = ([value for _, value in found(said, TREFFEN)] for found in (days.arrivals, days.departures))
    assert (["2025-05-02"], ["2025-05-04"]) == (arrives, leaves)


SAID = [
    ("Ich komme am Freitag mit dem Zug.", "2025-05-02"),
    ("Ich reise schon am Donnerstag an und bleibe bis Sonntag.", "2025-05-01"),
    ("Wir sind ab Freitagabend vor Ort.", "2025-05-02"),
    ("Anreise am Tag selbst.", "2025-05-03"),
    ("Samstag früh bin ich da.", "2025-05-03"),
    ("Ik kom vrijdagavond aan.", "2025-05-02"),
    ("J'arrive la veille au soir.", "2025-05-02"),
    ("I will arrive on the 2nd.", "2025-05-02"),
    ("Ich komme vielleicht schon am Freitag.", None),
    ("Ob ich am Freitag oder am Samstag komme, weiß ich noch nicht.", None),
    ("Am Freitag kann ich nicht kommen.", None),
    ("Die Einladung zum Treffen am 3. Mai habe ich bekommen.", None),
    ("Am 2. kann meine Frau nicht, daher reisen wir am 3. an.", "2025-05-03"),
    ("Ich komme nicht am Freitag, sondern erst am Samstag.", "2025-05-03"),
    ("Ich komme erst am Sonntag, nicht schon am Samstag.", "2025-05-04"),
    ("Da ich am Freitag noch arbeite, komme ich erst am Samstag.", "2025-05-03"),
    ("Komme Fr. an, fahre So. heim.", "2025-05-02"),
    ("Ich bin nur am Samstag dabei. Am 4. muss ich früh weg.", "2025-05-03"),
    ("I kimm am Samschtig.", "2025-05-03"),
    ("Am Freitog bin i do.", "2025-05-02"),
    ("Ich trudle am Donnerstag gegen fünf ein.", "2025-05-01"),
    ("Mit dem Rad schlage ich irgendwann am 2. Mai auf.", "2025-05-02"),
    ("Mein Sohn setzt mich am Freitag vor dem Haus ab.", "2025-05-02"),
    ("Bin Fr ab 18h da.", "2025-05-02"),
    ("Ich komme am Freitag, den 3. Mai.", None),
    ("Am Freitag habe ich noch Dienst.", None),
    ("Meine Unterlagen schicke ich am Freitag.", None),
    ("Am Freitag hole ich den Schlüssel, am Samstag lese ich.", None),
]


@pytest.mark.parametrize(("said", "day"), SAID)
def test_a_day_of_arrival_is_taken_from_running_text(said: str, day: str | None) -> None:
    text = f"Hiermit melde ich mich an. {said}\n\nAnna Meier\nHeimatverein Aue e.V.\n53111 Bonn"
    (given,) = values(read(TREFFEN, text, "Anna Meier <anna@mail.example>"))
    assert day == given.get("day")


@pytest.mark.parametrize("day", ["2. oder 3. Mai", "2. Juli", "Freitag, 3. Mai"])
def test_a_day_that_cannot_be_meant_is_a_doubt(day: str) -> None:
    text = f"Hiermit melde ich mich an.\n\nName: Anna Meier\nVerein: Heimatverein Aue\nOrt: Bonn\nAnreisedatum: {day}"
    extraction = read(TREFFEN, text, "Anna Meier <anna@mail.example>")
    assert any(doubt.startswith("Anreisedatum: cannot read") for doubt in extraction.doubts)


def test_a_day_is_taken_for_whom_it_is_said() -> None:
    text = (
        "Hiermit melden wir an:\n\n1. Anna Meier, Heimatverein Aue e.V., Bonn, anna@mail.example, Anreise Fr\n"
        "2. Ben Schulze, Heimatverein Aue e.V., Bonn, ben@mail.example, Anreise Sa"
    )
    given = values(read(TREFFEN, text, "Anna Meier <anna@mail.example>"))
    assert ["2025-05-02", "2025-05-03"] == [one.get("day") for one in given]


WISHES = [
    ("Frau Keller, ich trudle am Freitag ein.", True),
    ("auch heuer zieht es mich nach Brüssel; ich fahre am Freitag hin.", True),
    ("am Freitagabend stehe ich bei euch auf der Matte.", True),
    ("Ist der Freitag nicht zu früh, wenn ich am Freitag anreise?", False),
    ("vielleicht reise ich am Freitag an.", False),
    ("am Freitag bringe ich die Stühle.", False),
    ("ich würde gern mit meinem alten Rad und dem Zelt am Freitag zu euch nach Brüssel kommen.", True),
]


@pytest.mark.parametrize(("said", "registers"), WISHES)
def test_a_day_of_arrival_registers_whom_it_is_told_for(said: str, *, registers: bool) -> None:
    text = f"Guten Tag,\n\n{said}\n\nAnna Meier\nHeimatverein Aue e.V.\n53111 Bonn"
    extraction = read(TREFFEN, text, "Anna Meier <anna@mail.example>", "Congress on Open Cities")
    assert registers == (extraction.intent is Intent.REGISTER and not extraction.doubts)
