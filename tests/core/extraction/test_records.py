import pytest

from core.extraction.asking import COLLOQUE, CONGRESS, SEMINAR, SENDER, TREFFEN, read, values
from inbox_bot.core.event import Event

JAN = {"name": "Jan Peeters", "town": "Gent", "job": "jurist", "email": "jan.peeters@gent.be"}
ASKS = "Graag schrijf ik mij in voor het congres.\n\n"

SHAPES = {
    "colon": "Naam: Jan Peeters\nStad / gemeente: Gent\nFunctie: jurist\nE-mailadres: jan.peeters@gent.be",
    "dash": "Naam - Jan Peeters\nStad - Gent\nFunctie - jurist\nMail - jan.peeters@gent.be",
    "equals": "naam = Jan Peeters\ngemeente = Gent\nfunctie = jurist\ne-mail = jan.peeters@gent.be",
    "dots": "Naam........ Jan Peeters\nStad........ Gent\nFunctie..... jurist\nE-mail...... jan.peeters@gent.be",
    "parentheses": "(Naam) Jan Peeters\n(Stad) Gent\n(Functie) jurist\n(Mail) jan.peeters@gent.be",
    "misspelled": "naan Jan Peeters\ngemeete Gent\nfuctie jurist\nmail jan.peeters@gent.be",
    "initials": "n: Jan Peeters\ns: Gent\nf: jurist\ne: jan.peeters@gent.be",
    "next line": "Naam\nJan Peeters\n\nStad\nGent\n\nFunctie\njurist\n\nE-mailadres\njan.peeters@gent.be",
    "labels first": "Naam\nStad\nFunctie\nE-mailadres\nJan Peeters\nGent\njurist\njan.peeters@gent.be",
    "numbered labels": "1) Naam: Jan Peeters\n2) Stad: Gent\n3) Functie: jurist\n4) Mail: jan.peeters@gent.be",
    "one line": "Naam: Jan Peeters, Stad: Gent, Functie: jurist, E-mailadres: jan.peeters@gent.be",
    "list of labels": "Naam, stad, functie, e-mailadres: Jan Peeters, Gent, jurist, jan.peeters@gent.be",
    "commas": "Jan Peeters, Gent, jurist, jan.peeters@gent.be",
    "slashes": "Jan Peeters / Gent / jurist / jan.peeters@gent.be",
    "dashes": "Jan Peeters - Gent - jurist - jan.peeters@gent.be",
    "semicolons": "Jan Peeters; Gent; jurist; jan.peeters@gent.be",
    "values only": "Jan Peeters\nGent\njurist\njan.peeters@gent.be",
    "numbered values": "1. Jan Peeters\n2. Gent\n3. jurist\n4. jan.peeters@gent.be",
    "prose": "Mijn naam is Jan Peeters en ik werk als jurist in Gent. Mijn adres is jan.peeters@gent.be.",
    "titles": "Naam: dr. ir. Jan Peeters\nGemeente: 9000 Gent\nFunctie: jurist\nE-mail: jan.peeters [at] gent [dot] be",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_shape_of_an_answer_does_not_matter(shape: str) -> None:
    extraction = read(SEMINAR, ASKS + SHAPES[shape])
    assert ([JAN], (), ()) == (values(extraction), extraction.missing, extraction.doubts)


MAILS: list[tuple[Event, str, str, list[dict[str, str]]]] = [
    (
        COLLOQUE,
        "Jean Dupont <jean.dupont@ulb.be>",
        (
            "Je souhaite m'inscrire au congrès.\n\nNom : Dupont\nPrénom : Jean\nOrganisation : Université libre de Bruxelles\n"
            "Fonction : chargé de cours\nAdresse e-mail : jean.dupont@ulb.be\nTéléphone : 0475 12 34 56\nLunch : végétarien"
        ),
        [
            {
                "nom": "Dupont",
                "prenom": "Jean",
                "org": "Université libre de Bruxelles",
                "job": "chargé de cours",
                "email": "jean.dupont@ulb.be",
                "tel": "+32475123456",
                "lunch": "Végétarien",
            }
        ],
    ),
    (
        COLLOQUE,
        "Claire Lambert <claire.lambert@ville.namur.be>",
        (
            "Je m'appelle Claire Lambert et je suis responsable de projets à la Ville de Namur. Je voudrais m'inscrire au"
            " congrès. Pour le lunch, je prendrai le poisson.\n\nCordialement,\nClaire Lambert"
        ),
        [
            {
                "nom": "Lambert",
                "prenom": "Claire",
                "org": "Ville de Namur",
                "job": "responsable de projets",
                "email": "claire.lambert@ville.namur.be",
                "lunch": "Poisson",
            }
        ],
    ),
    (
        CONGRESS,
        "Aoife O'Brien <aoife.obrien@ucd.example>",
        (
            "I would like to register.\n\nFull name: Aoife O'Brien\nAffiliation: University College Dublin\nCountry: Ireland\n"
            "Conference dinner: yes\nNumber of guests: two\nDietary requirements: no peanuts please"
        ),
        [
            {
                "name": "Aoife O'Brien",
                "org": "University College Dublin",
                "country": "Ireland",
                "email": "aoife.obrien@ucd.example",
                "dinner": "yes",
                "guests": "2",
                "diet": "no peanuts please",
            }
        ],
    ),
    (
        CONGRESS,
        "Sarah Miller <sarah.miller@leeds.example>",
        (
            "Please register the two of us:\n\n1. Sarah Miller, City of Leeds, United Kingdom, sarah.miller@leeds.example, dinner: yes\n"
            "2. Tom Baker, City of Leeds, United Kingdom, tom.baker@leeds.example, dinner: no"
        ),
        [
            {
                "name": "Sarah Miller",
                "org": "City of Leeds",
                "country": "United Kingdom",
                "email": "sarah.miller@leeds.example",
                "dinner": "yes",
            },
            {
                "name": "Tom Baker",
                "org": "City of Leeds",
                "country": "United Kingdom",
                "email": "tom.baker@leeds.example",
                "dinner": "no",
            },
        ],
    ),
    (
        TREFFEN,
        "Jürgen Müller <jm@tsv.example>",
        "hiermit melde ich mich an.\n\nName: Jürgen Müller\nVerein: TSV Grünwald e.V.\nOrt: Grünwald\nAnreisedatum: 2. Mai 2025\nUnterkunft: Doppelzimmer",
        [
            {
                "name": "Jürgen Müller",
                "org": "TSV Grünwald e.V.",
                "town": "Grünwald",
                "email": "jm@tsv.example",
                "day": "2025-05-02",
                "bed": "Doppelzimmer",
            }
        ],
    ),
    (
        TREFFEN,
        "Anna Schmidt <anna.schmidt@gmx.de>",
        (
            "ich heiße Anna Schmidt vom Heimatverein Lüneburg e.V. und möchte mich anmelden. Ich reise am 2. Mai an und"
            " schlafe im Zelt. Ich komme aus Lüneburg."
        ),
        [
            {
                "name": "Anna Schmidt",
                "org": "Heimatverein Lüneburg e.V.",
                "town": "Lüneburg",
                "email": "anna.schmidt@gmx.de",
                "day": "2025-05-02",
                "bed": "Zelt",
            }
        ],
    ),
]


@pytest.mark.parametrize(("asked", "sender", "text", "expected"), MAILS)
def test_other_languages_and_fields(asked: Event, sender: str, text: str, expected: list[dict[str, str]]) -> None:
    extraction = read(asked, text, sender)
    assert (expected, (), ()) == (values(extraction), extraction.missing, extraction.doubts)


def test_a_table_gives_a_participant_a_row() -> None:
    table = "Naam\tStad\tFunctie\tE-mail\nJan Peeters\tGent\tjurist\tjan.peeters@gent.be\nAn Claes\tGent\tarchitect\tan.claes@gent.be"
    assert [JAN, {"name": "An Claes", "town": "Gent", "job": "architect", "email": "an.claes@gent.be"}] == values(
        read(SEMINAR, ASKS + table)
    )


def test_what_is_said_of_all_spreads_and_an_address_does_not() -> None:
    text = "Graag inschrijven:\n\nJan Peeters, jurist, jan.peeters@gent.be\nAn Claes, architect\n\nAllen van stad Gent."
    extraction = read(SEMINAR, text)
    assert ["stad Gent", "stad Gent"] == [given["town"] for given in values(extraction)]
    assert ("email",) == extraction.missing


def test_idem_is_the_value_above() -> None:
    text = ASKS + SHAPES["colon"] + "\n\nNaam: An Claes\nStad: Gent\nFunctie: idem\nE-mail: an.claes@gent.be"
    assert ["jurist", "jurist"] == [given["job"] for given in values(read(SEMINAR, text))]


def test_a_colleague_is_not_given_the_address_of_the_sender() -> None:
    text = "Graag wil ik mijn collega An Claes inschrijven (architect, stad Gent).\n\nMvg\nJan Peeters\njurist"
    extraction = read(SEMINAR, text)
    assert [{"name": "An Claes", "town": "stad Gent", "job": "architect"}] == values(extraction)
    assert ("email",) == extraction.missing


def test_who_shares_the_surname_of_the_sender_is_not_the_sender() -> None:
    text = "ich melde mich und meinen Mann Klaus Wagner an. Wir kommen vom Radclub Ulm e.V. und reisen am 1. Mai an."
    extraction = read(TREFFEN, text, "Petra Wagner <petra.wagner@web.de>")
    written = [(given["name"], given.get("email")) for given in values(extraction)]
    assert [("Petra Wagner", "petra.wagner@web.de"), ("Klaus Wagner", None)] == written


def test_an_address_in_the_copies_is_that_of_who_is_brought_along() -> None:
    text = "Graag wil ik mijn collega An Claes inschrijven (architect, stad Gent)."
    assert ["an.claes@gent.be"] == [
        given["email"] for given in values(read(SEMINAR, text, cc="An Claes <an.claes@gent.be>"))
    ]


def test_the_signature_and_the_headers_complete_the_sender() -> None:
    text = ASKS + "Met vriendelijke groeten\n\nJan Peeters\njurist\nStad Gent | Botermarkt 1 | 9000 Gent"
    assert [JAN | {"town": "Stad Gent"}] == values(read(SEMINAR, text))


def test_the_domain_of_a_municipality_names_it() -> None:
    assert [JAN] == values(read(SEMINAR, ASKS + "Jan Peeters, jurist"))


def test_a_bare_first_name_is_no_name() -> None:
    text = ASKS + "Naam: Sofie\nGemeente: Gent\nFunctie: jurist"
    assert ("name",) == read(SEMINAR, text, "Sofie <sofie@gent.be>").missing


def test_an_empty_label_is_missing() -> None:
    text = (
        ASKS + "Naam: Jan Peeters\nGemeente: Gent\nFunctie:\nE-mail: jan.peeters@gent.be\n\nmet vriendelijke groet\nJan"
    )
    assert ("job",) == read(SEMINAR, text).missing


def test_an_optional_field_is_never_missing() -> None:
    assert {"guests", "diet"}.isdisjoint(
        read(CONGRESS, "I would like to register.", "Emma Clarke <e@clarke.example>").missing
    )


DOUBTFUL = {
    "two people with one address": ASKS
    + "Naam: Jan en An Peeters\nGemeente: Gent\nFunctie: jurist\nE-mail: ons@peeters.be",
    "no answer beside a label": ASKS + "Naam: Jan Peeters\nGemeente: weet ik niet\nFunctie: jurist",
    "two values": "Als architect bij de stad Gent schrijf ik mij in.\n\nNaam: Jan Peeters\nStad: Gent\nFunctie: boekhouder",
    "another municipality's domain": ASKS
    + "Naam: Jan Peeters\nStad: Brugge\nFunctie: jurist\nE-mail: jan.peeters@gent.be",
    "a number of people": "Graag inschrijving voor 3 personen van de stad Gent:\n- Jan Peeters, jurist, jan.peeters@gent.be\n- An Claes, architect, an.claes@gent.be",
    "a first name": ASKS + "Ik kom samen met mijn collega Sofie.\n\n" + SHAPES["colon"],
    "somebody else": ASKS + SHAPES["colon"] + "\n\nMijn vervanger is An Claes.",
    "two addresses": ASKS
    + "Naam: Jan Peeters\nStad: Gent\nFunctie: jurist\nE-mail: jan.peeters@gent.be of jp@telenet.be",
}


@pytest.mark.parametrize("kind", DOUBTFUL)
def test_what_does_not_fit_is_a_doubt(kind: str) -> None:
    assert read(SEMINAR, DOUBTFUL[kind]).doubts


def test_who_is_only_mentioned_is_not_registered() -> None:
    text = "An Claes van Lokeren vertelde me over het congres. Graag schrijf ik mij in: Jan Peeters, Gent, jurist."
    extraction = read(SEMINAR, text)
    assert (["Jan Peeters"], ()) == ([given["name"] for given in values(extraction)], extraction.doubts)


@pytest.mark.parametrize(
    ("text", "expecting", "expected"),
    [
        (
            "Oei sorry! Lokeren, teamcoach sociale dienst.",
            ("town", "job"),
            {"town": "Lokeren", "job": "teamcoach sociale dienst"},
        ),
        ("teamcoach", ("job",), {"job": "teamcoach"}),
        ("Stad Lokeren\n\nGroeten\nJan", ("town",), {"town": "Stad Lokeren"}),
        ("Mijn adres is jan@lokeren.be, groetjes", ("email",), {"email": "jan@lokeren.be"}),
    ],
)
def test_a_bare_answer_is_the_value_that_was_asked(
    text: str, expecting: tuple[str, ...], expected: dict[str, str]
) -> None:
    (given,) = values(read(SEMINAR, text, "Jan Peeters <jan@telenet.be>", "Re: uw vraag", expecting))
    assert expected == {key: given.get(key) for key in expecting}


def test_thanks_is_no_answer() -> None:
    assert [] == values(read(SEMINAR, "dank je wel!", SENDER, "Re: uw vraag", ("job",)))


def test_a_forward_registers_whose_mail_it_is_when_asked_to() -> None:
    text = (
        "Beste,\n\nKan u de collega hieronder inschrijven?\n\nMartine Bosmans\nsecretariaat\n\n"
        "Van: Rudi Beckers <rudi.beckers@tielt.be>\nVerzonden: maandag 5 november 2018 10:04\nAan: Martine Bosmans\nOnderwerp: congres\n\n"
        "Dag Martine,\n\nKan je mij inschrijven?\n\nRudi Beckers\nschepen van lokale economie\nStad Tielt"
    )
    expected = {
        "name": "Rudi Beckers",
        "town": "Stad Tielt",
        "job": "schepen van lokale economie",
        "email": "rudi.beckers@tielt.be",
    }
    assert [expected] == values(read(SEMINAR, text, "Martine Bosmans <martine.bosmans@tielt.be>", "FW: inschrijving"))


def test_nobody_takes_part_through_a_mail_that_does_not_ask_for_it() -> None:
    assert (
        ()
        == read(
            SEMINAR, "Bijgevoegd het verslag van de vergadering.\n\nJan Peeters\njurist\nStad Gent", subject="verslag"
        ).participants
    )
