import pytest

from inbox_bot.core.extraction.candidates import choices, countries, emails, jobs, names, numbers, phones, places
from inbox_bot.core.extraction.evidence import WEIGHTS, confidence
from inbox_bot.core.extraction.folding import fold, key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jan Peeters", "Jan Peeters"),
        ("prof. dr. Jan Peeters", "Jan Peeters"),
        ("Claes, Jan", "Jan Claes"),
        ("Vanhove, Martine (Stad Tongeren)", "Martine Vanhove"),
        ("D’hondt Pieterjan", "D’hondt Pieterjan"),
        ("karel van de walle", "karel van de walle"),
        ("Père Casimir Ouédraogo", "Casimir Ouédraogo"),
        ("Sœur Marie Lambert", "Marie Lambert"),
        ("zuster Godelieve Claes", "Godelieve Claes"),
        ("Dame Honor Price", "Honor Price"),
        ("Deine Roswitha", None),
        ("Ihre Anna Huber", "Anna Huber"),
        ("Sofie", None),
        ("Stad Gent", None),
        ("jan@gent.be", None),
        ("", None),
    ],
)
def test_a_name_is_first_and_last(text: str, expected: str | None) -> None:
    assert expected == names.read(text)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Jan Peeters", ("Jan", "Peeters")),
        ("DUPONT Jean", ("Jean", "DUPONT")),
        ("Marie-Claude Van den Bossche", ("Marie-Claude", "Van den Bossche")),
        ("Hans-Peter von der Heide", ("Hans-Peter", "von der Heide")),
    ],
)
def test_a_name_splits_where_the_surname_begins(name: str, expected: tuple[str, str]) -> None:
    assert expected == names.split(name)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("Jan Peeters", "PEETERS Jan", True), ("J. Peeters", "Jan Peeters", True), ("Jan Peeters", "An Peeters", False)],
)
def test_two_spellings_are_one_person(one: str, other: str, expected: bool) -> None:  # noqa: FBT001 (a row of the table)
    assert expected == names.same(one, other)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("jan@gent.be", "Gent"),
        ("jan@stad.gent", "Gent"),
        ("jan@sint-niklaas.be", "Sint-Niklaas"),
        ("jan@ocmw-poperinge.be", "Poperinge"),
        ("jan@gmail.com", None),
        ("jan@telenet.be", None),
        ("jan@kuleuven.be", None),
        ("jan@socius.be", None),
    ],
)
def test_a_domain_names_a_municipality_only_where_it_plainly_is_its_own(address: str, expected: str | None) -> None:
    assert expected == places.of_domain(address)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ik ben schepen van jeugd en cultuur in Vorselaar", "schepen van jeugd en cultuur"),
        ("als adjunct-algemeendirecteur van de stad Ieper", "adjunct-algemeendirecteur"),
        ("Ik ben financieel directeur bij het lokaal bestuur", "financieel directeur"),
        ("je suis responsable de projets à la Ville de Namur", "responsable de projets"),
        ("I am a research associate at the University", "research associate"),
        ("ich bin wissenschaftlicher Mitarbeiter an der Universität", "wissenschaftlicher Mitarbeiter"),
    ],
)
def test_a_function_ends_where_the_employer_begins(text: str, expected: str) -> None:
    assert [expected] == [text[span.start : span.end] for span, _ in jobs.find(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jan [at] gent [dot] be", "jan@gent.be"),
        ("<Jan@Gent.BE>.", "Jan@gent.be"),
        ("jan (at) gent.be", "jan@gent.be"),
        ("tot om 9 at the venue.", None),
    ],
)
def test_an_address_is_read_also_when_it_is_spelled_out(text: str, expected: str | None) -> None:
    assert expected == next((value for _, value in emails.find(text, 0, len(text), obfuscated=True)), None)


@pytest.mark.parametrize(
    ("address", "expected"), [("noreply@gent.be", True), ("no-reply+1@gent.be", True), ("nora@gent.be", False)]
)
def test_nobody_reads_a_no_reply_address(address: str, expected: bool) -> None:  # noqa: FBT001 (a row of the table)
    assert expected == emails.is_no_reply(address)


@pytest.mark.parametrize(
    ("text", "regions", "expected"),
    [
        ("0475/12.34.56", ["BE"], "+32475123456"),
        ("00 32 475 12 34 56", ["FR"], "+32475123456"),
        ("+49 89 1234567", ["BE"], "+49891234567"),
        ("+32 (0) 470 / 12.34.56", ["DE"], "+32470123456"),
        ("04152 / 8 83 40", ["BE", "DE"], "+49415288340"),  # the first group is a code of Germany, not of Belgium
        ("080 22 33 44", ["DE", "BE"], "+3280223344"),
        ("0160 – 123 45 67", ["BE", "DE"], "+491601234567"),
        ("0241 12 34 56 / 0160 1234567", ["BE", "DE"], "+49241123456"),
        ("0664 123 45 67", ["AT", "DE"], "+436641234567"),
        ("079 123 45 67", ["CH", "DE"], "+41791234567"),
        ("26 12 34 56", ["LU"], "+35226123456"),
        ("0471 97 00 00", ["IT", "DE"], "+390471970000"),
        ("13.06. 0241 123456", ["BE", "DE"], "+49241123456"),
        ("07700 900 417", ["GB"], "+447700900417"),  # not assigned to anybody, and yet a number
        ("06 06 2024", ["FR"], None),
        ("123", ["BE"], None),
    ],
)
def test_a_telephone_number_is_e164(text: str, regions: list[str], expected: str | None) -> None:
    assert expected == phones.read(text, regions)


@pytest.mark.parametrize("text", ["Hauptstraße 26 - 4730 Raeren", "BTW BE 0123.456.789", "2025-06-14", "4700 Eupen"])
def test_no_telephone_number_stands_in_an_address_or_a_date(text: str) -> None:
    assert not list(phones.find(text, 0, len(text), ["BE", "DE"]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("België", "Belgium"),
        ("the Netherlands", "Netherlands"),
        ("Österreich", "Austria"),
        ("UK", "United Kingdom"),
        ("Gent", None),
    ],
)
def test_a_country_has_its_english_short_name(text: str, expected: str | None) -> None:
    assert expected == countries.read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("ja, graag", "yes"), ("neen", "no"), ("non merci", "no"), ("☑", "yes"), ("misschien", None), ("", None)],
)
def test_yes_and_no(text: str, expected: str | None) -> None:
    assert expected == choices.boolean(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("VIS", "vis"), ("2", "vis"), ("geen vis, vlees aub", "vlees"), ("vlees of vis", None), ("", None)],
)
def test_a_choice_is_one_option(text: str, expected: str | None) -> None:
    assert expected == choices.choice(text, ("vlees", "vis", "vegetarisch"))


@pytest.mark.parametrize(("text", "expected"), [("4 personen", "4"), ("twee", "2"), ("2 of 3", None), ("veel", None)])
def test_a_number_is_digits(text: str, expected: str | None) -> None:
    assert expected == numbers.number(text)


@pytest.mark.parametrize(
    "written",
    ["Stad Sint-Truiden", "St-Truiden", "3800 Sint-Truiden", "sint-truiden (centrum)", "stadsbestuur Sint-Truiden"],
)
def test_a_municipality_is_the_same_however_it_is_written(written: str) -> None:
    assert places.bare("Sint-Truiden") == places.bare(written)


def test_folding_keeps_every_offset() -> None:
    text = "İstanbul ﬁn ß é e\u0301 \U0001f600 Ł"
    assert len(text) == len(fold(text))


def test_the_letters_of_a_name_are_its_key() -> None:
    assert key("Sint-Niklaas") == key("sint niklaas")


def test_more_evidence_is_more_confidence() -> None:
    assert confidence(["label"]) < confidence(["label", "known"]) < 1
    assert all(abs(weight) <= max(WEIGHTS.values()) for weight in WEIGHTS.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tél. 02 690 81 24 / GSM 0475 20 11 36", ["+3226908124", "+32475201136"]),
        ("068 25 05 14 0477 61 05 22", ["+3268250514", "+32477610522"]),
        ("le 19/03/2026, au 0496.20.37.41 (9h-12h)", ["+32496203741"]),
        ("Rue de Pintamont 54 - 7800 Ath, TVA BE 0475.123.456, IBAN BE68 5390 0754 7034", []),
        ("5000 Namur, 081 83 02 64/65", ["+3281830264"]),
    ],
)
def test_telephone_numbers_are_told_from_dates_and_other_numbers(text: str, expected: list[str]) -> None:
    assert expected == [value for _, value in phones.find(text, 0, len(text), ("BE", "FR"))]


@pytest.mark.parametrize("said", ["Camper van", "campervan", "camper-van (6.4 m)", "CAMPER VAN"])
def test_an_option_is_the_same_however_its_words_are_joined(said: str) -> None:
    assert "Camper van" == choices.choice(said, ("Tent", "Camper van"))


@pytest.mark.parametrize(
    "said",
    ["je suivrais l'atelier sols et eau de pluie", "consacré aux sols et à l'eau de pluie", "Sols et eau de pluie!"],
)
def test_an_option_whose_words_are_joined_is_named_in_full(said: str) -> None:
    options = ("sols et eau de pluie", "jeux et mixité")
    assert ["sols et eau de pluie"] == [option for _, option in choices.spelled_out(fold(said), options)]
