"""Options as people choose them: by part, by place, in another language, corrected, ticked, for several at once."""

import pytest

from core.extraction.asking import event, read
from inbox_bot.core.event import Field, FieldType
from inbox_bot.core.extraction.candidates import choices

MEALS = {
    "fr": ("assiette froide", "plat chaud", "plat végétarien", "pas de lunch"),
    "nl": ("koude schotel", "warme maaltijd", "vegetarisch", "geen lunch"),
    "en": ("cold plate", "hot meal", "vegetarian meal", "no lunch"),
    "de": ("kalte Platte", "warmes Gericht", "vegetarisches Gericht", "kein Mittagessen"),
}
COLD, HOT, GREEN, NONE = range(4)


@pytest.mark.parametrize(
    ("language", "said", "meant"),
    [
        ("fr", "la première option", COLD), ("fr", "le n°1", COLD), ("fr", "choix 2", HOT), ("fr", "la 2e", HOT),
        ("fr", "l'avant-dernière", GREEN), ("fr", "la dernière proposition", NONE),
        ("nl", "de tweede optie", HOT), ("nl", "keuze 1", COLD), ("nl", "de laatste", NONE),
        ("en", "the first one", COLD), ("en", "option two", HOT), ("en", "last", NONE),
        ("de", "die erste Option", COLD), ("de", "Nr. 2", HOT), ("de", "die letzte", NONE),
    ],
)  # fmt: skip
def test_an_option_is_named_by_its_place(language: str, said: str, meant: int) -> None:
    assert MEALS[language][meant] == choices.choice(said, MEALS[language])


@pytest.mark.parametrize(
    ("language", "said", "meant"),
    [
        ("fr", "froid svp", COLD), ("fr", "le chaud", HOT), ("fr", "repas chaud", HOT), ("fr", "rien", NONE),
        ("fr", "plats chauds", HOT), ("fr", "kalter Teller", COLD), ("fr", "warme maaltijd", HOT), ("fr", "cold plate", COLD),
        ("nl", "liever koud", COLD), ("nl", "warme schotel", HOT), ("nl", "plat chaud", HOT), ("nl", "niets", NONE),
        ("en", "hot food", HOT), ("en", "two cold plates", COLD), ("en", "assiette froide", COLD), ("en", "none", NONE),
        ("de", "etwas Warmes", HOT), ("de", "zwei kalte Platten", COLD), ("de", "hot meal", HOT), ("de", "nichts", NONE),
    ],
)  # fmt: skip
def test_an_option_is_named_by_a_part_inflected_or_in_another_language(language: str, said: str, meant: int) -> None:
    assert MEALS[language][meant] == choices.choice(said, MEALS[language])


@pytest.mark.parametrize(
    ("language", "said", "meant"),
    [
        ("fr", "plat chaud... ou plutôt non, assiette froide.", COLD), ("fr", "chaud → froid", COLD),
        ("fr", "plat chaud (non, pardon : assiette froide)", COLD), ("fr", "froide plutôt que chaude", COLD),
        ("fr", "plutôt le chaud que le froid", HOT), ("fr", "froid, pas chaud", COLD),
        ("nl", "warm, of nee, toch koud", COLD), ("nl", "liever warm dan koud", HOT),
        ("en", "hot - sorry, I mean cold", COLD), ("en", "rather hot than cold", HOT), ("en", "cold? no, hot please", HOT),
        ("de", "warm, nein, doch lieber kalt", COLD), ("de", "kalt statt warm", COLD),
    ],
)  # fmt: skip
def test_the_last_word_counts_and_not_what_is_refused(language: str, said: str, meant: int) -> None:
    assert MEALS[language][meant] == choices.choice(said, MEALS[language])


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("assiette froide / [x] plat chaud / plat végétarien / pas de lunch", HOT),
        ("assiette froide ( ) plat chaud (x) plat végétarien ( ) pas de lunch ( )", HOT),
        ("[ ] assiette froide [ ] plat chaud [X] plat végétarien [ ] pas de lunch", GREEN),
        ("assiette froide X / plat chaud / plat végétarien / pas de lunch", COLD),
        ("assiette froide / PLAT CHAUD / plat végétarien / pas de lunch", HOT),
        ("assiette froide / plat chaud / **plat végétarien** / pas de lunch", GREEN),
        ("assiette froide / plat chaud / plat végétarien / pas de lunch : plat chaud", HOT),
        ("☐ assiette froide ☒ plat chaud ☐ plat végétarien ☐ pas de lunch", HOT),
    ],
)
def test_the_option_that_is_marked_among_all_is_chosen(said: str, meant: int) -> None:
    assert MEALS["fr"][meant] == choices.choice(said, MEALS["fr"])


@pytest.mark.parametrize(
    "said",
    [
        "froid ou chaud, peu importe",
        "assiette froide ou plat chaud",
        "1 assiette froide et 1 plat chaud",
        "[x] assiette froide [x] plat chaud [ ] plat végétarien",
        "[ ] assiette froide",
        "sandwich",
        "oui",
    ],
)
def test_what_leaves_the_choice_open_chooses_nothing(said: str) -> None:
    assert None is choices.choice(said, MEALS["fr"])


def day(language: str, lunch: str = "Lunch") -> tuple[Field, ...]:
    return (
        Field(key="name", label="Name", type=FieldType.PERSON_NAME),
        Field(key="lunch", label=lunch, type=FieldType.CHOICE, options=MEALS[language]),
    )


@pytest.mark.parametrize(
    ("language", "said", "meant"),
    [
        ("fr", "Je mange chaud.", HOT), ("fr", "À midi, ce sera froid.", COLD), ("fr", "Option 2 pour le lunch.", HOT),
        ("fr", "Pour le repas, plat chaud, euh non, assiette froide.", COLD), ("fr", "Rien de chaud : l'assiette froide.", COLD),
        ("fr", "Je reste pour le lunch : végétarien (et sans noix).", GREEN), ("fr", "Met een koude schotel als dat kan.", COLD),
        ("nl", "Voor de lunch kies ik de eerste optie.", COLD), ("nl", "Ik eet graag warm.", HOT),
        ("nl", "Warme maaltijd, of nee, toch een koude schotel.", COLD), ("nl", "Graag een warme lunch.", HOT),
        ("en", "I'll have something hot for lunch.", HOT), ("en", "For lunch, the first option please.", COLD),
        ("en", "Hot meal - sorry, I mean the cold plate.", COLD), ("en", "I'd rather have the hot meal.", HOT),
        ("de", "Zu Mittag bitte kalt.", COLD), ("de", "Statt des warmen Gerichts die kalte Platte.", COLD),
        ("de", "Warmes Gericht, nein, doch lieber die kalte Platte.", COLD),
    ],
)  # fmt: skip
def test_running_text_chooses_in_the_same_ways(language: str, said: str, meant: int) -> None:
    found = read(event(language, *day(language)), f"Jan Peeters\n\n{said}\n")

    assert [MEALS[language][meant]] == [one["lunch"].value for one in found.participants]


@pytest.mark.parametrize("sign", [" / ", " - ", ", ", " ; ", " | "])
@pytest.mark.parametrize(("said", "meant"), [("chaud", HOT), ("froid", COLD), ("rien", NONE), ("option 3", GREEN)])
def test_one_place_of_a_list_says_which(sign: str, said: str, meant: int) -> None:
    rows = [sign.join(("Ann Claes", "0475 12 34 56", said)), sign.join(("Jan Peeters", "0475 12 34 57", "plat chaud"))]
    tel = Field(key="tel", label="Téléphone", type=FieldType.PHONE)
    found = read(event("fr", *day("fr"), tel), "Nous venons à deux :\n\n" + "\n".join(rows))

    assert [MEALS["fr"][meant], "plat chaud"] == [one["lunch"].value for one in found.participants]


@pytest.mark.parametrize(
    "said",
    [
        "Deux plats chauds, s'il vous plaît.",
        "2x plat chaud.",
        "Plats chauds pour les deux.",
        "Nous mangerons chaud.",
        "Pour le lunch, deux fois le plat chaud.",
    ],
)
def test_what_is_ordered_for_as_many_as_come_is_everybodys(said: str) -> None:
    text = f"Merci d'inscrire deux personnes :\n- Ann Claes\n- Jan Peeters\n\n{said}\n"
    found = read(event("fr", *day("fr")), text)

    assert ["plat chaud", "plat chaud"] == [one["lunch"].value for one in found.participants]


@pytest.mark.parametrize(
    "said",
    [
        "Lunch :\n[ ] assiette froide\n[x] plat chaud\n[ ] plat végétarien\n[ ] pas de lunch",
        "Lunch :\nassiette froide\nx plat chaud\nplat végétarien\npas de lunch",
        "Lunch (assiette froide / [x] plat chaud / plat végétarien / pas de lunch) :",
        "Lunch (assiette froide / plat chaud / plat végétarien / pas de lunch) : 2",
        "Lunch : assiette froide / plat chaud (x) / plat végétarien / pas de lunch",
    ],
)
def test_a_form_may_be_ticked_below_or_in_its_label(said: str) -> None:
    found = read(event("fr", *day("fr")), f"Name : Jan Peeters\n{said}\n")

    assert ["plat chaud"] == [one["lunch"].value for one in found.participants]
