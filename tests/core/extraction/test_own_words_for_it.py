"""What is asked beside coming, where somebody works and in which country, in everybody's own words and order."""

import pytest

from core.extraction.asking import read, values
from core.extraction.test_english_workshop import EVENT, ME
from inbox_bot.core.event import Event, Field, FieldType
from inbox_bot.core.extraction.candidates import retractions
from inbox_bot.core.extraction.model import Intent

SENDER, SUBJECT = "Ann Claes <ann.claes@gmail.com>", "Registration, Workshop on Living Soils"
MENDING = EVENT.model_copy(
    update={
        "title": "Repair and Reuse, an international workshop",
        "announcement": "Repair and Reuse\n\nPlease send us, with the following information:\n\nFull name:\nAffiliation:\n"
        "Country:\nE-mail:\nDietary needs (if any):\nWorkshop dinner on Thursday (yes / no):\n"
        "Number of guests you bring to the dinner:",
    }
)


def people(text: str, event: Event = EVENT, sender: str = SENDER, subject: str = SUBJECT) -> list[dict[str, str]]:
    return values(read(event, text, sender, subject))


@pytest.mark.parametrize(
    ("dinner", "value"),
    [
        ("no wait, yes!", "yes"),
        ("first I said no, but now yes", "yes"),
        ("yes / no -> no", "no"),
        ("yes/no: yes", "yes"),
        ("eerst nee, maar nu toch ja", "yes"),
        ("oui - pardon, non", "no"),
        ("ja, nein halt, nein", "no"),
        ("I'm in!", "yes"),
        ("wouldn't miss it", "yes"),
        ("ohne mich", "no"),
        ("sans moi", "no"),
        ("zonder mij", "no"),
        ("yes. Sorry for the late reply", "yes"),
        ("yes, sorry, no guests", "yes"),
        ("not decided yet", None),
        ("weet ik nog niet", None),
        ("mal sehen", None),
        ("on verra", None),
    ],
)
def test_an_answer_beside_its_label_is_what_its_last_words_say(dinner: str, value: str | None) -> None:
    assert value == people(f"{ME}\nDinner: {dinner}")[0].get("dinner")


@pytest.mark.parametrize(
    ("guests", "value"),
    [
        ("2, no, make that 3", "3"),
        ("first I thought 2, but make it 1", "1"),
        ("one or two, let's say two", "2"),
        ("2 (my wife and our son)", "2"),
        ("niet 2 maar 3", "3"),
        ("2, pardon, aucun", "0"),
        ("I'm bringing Peter", "1"),
        ("not this time", "0"),
        ("No", "0"),
    ],
)
def test_guests_beside_their_label_are_as_many_as_the_last_words_say(guests: str, value: str) -> None:
    assert value == people(f"{ME}\nGuests: {guests}")[0].get("guests")


@pytest.mark.parametrize(
    ("text", "left"),
    [("TSV Anger e.V.", ""), ("2, sorry, 3", "3"), ("an@a.example, use bo@a.example", "bo@a.example"), ("", "")],
)
def test_only_what_takes_something_back_leaves_a_later_word(text: str, left: str) -> None:
    assert left == retractions.behind(text)


@pytest.mark.parametrize(
    ("sentence", "key", "value"),
    [
        ("I run it with two friends. I'll be at the dinner, alone.", "guests", "0"),
        ("I live with my two daughters and work with three people.", "guests", None),
        ("Dinner yes, and I'm bringing two friends.", "guests", "2"),
        ("I come to the dinner with nobody.", "guests", "0"),
        ("Call me at +1 514 555 0147 or +1 438 555 0190.", "guests", None),
        ("I'd love to come to the dinner - is a plus one all right? If so, note 1 guest.", "dinner", "yes"),
        ("Please count me out for the dinner.", "dinner", "no"),
        ("I eat no beef, and the dinner is fine.", "dinner", "yes"),
        ("If it's not too late I'd like to bring one person to the dinner.", "dinner", "yes"),
        ("Dinner - that depends on my flight, so let's say no.", "dinner", "no"),
        ("Yes to dinner, I never say no to a dinner.", "dinner", "yes"),
        ("I'll have the vegetarian option.", "diet", "vegetarian option"),
        ("I eat all but not spicy.", "diet", "not spicy"),
        ("I don't eat anything with nuts in it.", "diet", "I don't eat anything with nuts in it"),
        ("Dinner yes; one guest, my sister. She's vegetarian, I'm not.", "diet", None),
        ("Pour le dîner : oui, volontiers, mais sans porc.", "diet", "sans porc"),
    ],
)
def test_what_a_sentence_says_beside_is_read_as_meant(sentence: str, key: str, value: str | None) -> None:
    assert value == people(ME + sentence)[0].get(key)


@pytest.mark.parametrize(
    ("diet", "value"),
    [("I don't eat pork", "I don't eat pork"), ("none, thanks", None), ("no, thank you", None), ("none known", None)],
)
def test_a_diet_beside_its_label_is_none_only_where_somebody_says_so(diet: str, value: str | None) -> None:
    assert value == people(f"{ME}\nDietary needs: {diet}")[0].get("diet")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("I am Ann Claes, Soil Network, and I come from Chile.", "Chile"),
        ("Ann Claes, Soil Network. Country is Turkey.", "Türkiye"),
        ("Ann Claes of the Soil Network in the Democratic Republic of the Congo.", "Congo - Kinshasa"),
        ("Ann Claes, Soil Network, Republic of the Congo.", "Congo - Brazzaville"),
        ("Ann Claes, Soil Network, Skopje, N. Macedonia", "North Macedonia"),
        ("Ann Claes, Soil Network. I was born in Ghana and live in Denmark these days.", "Denmark"),
        ("Ann Claes, Soil Network, a Dutch engineer in Vienna, so write Austria as country.", "Austria"),
        ("Ann Claes, Soil Network.\nCountry: The Netherlands, sorry, Belgium since January", "Belgium"),
        ("Ann Claes, Soil Network.\nCountry: I live in Luxembourg but work in Germany - put Germany", "Germany"),
        ("Ann Claes.\nI work for Soil Network.\nIt's in Uganda.", "Uganda"),
    ],
)
def test_a_country_is_the_one_that_the_sender_says_to_note(text: str, country: str) -> None:
    assert country == people(f"Please register me. {text}")[0].get("country")


@pytest.mark.parametrize(
    "subject", ["Registration from Tajikistan", "Inscription du Tadjikistan", "Anmeldung aus Tadschikistan"]
)
def test_a_country_may_stand_in_the_subject(subject: str) -> None:
    assert (
        "Tajikistan"
        == people("Ann Claes\nSoil Network Association\nann.claes@gmail.com", subject=subject)[0]["country"]
    )


LINE = {"name": "Ann Claes", "affiliation": "Soil Network", "country": "Ireland"}


@pytest.mark.parametrize(
    "text",
    [
        "Hello! Name, affiliation, country: Ann Claes, Soil Network, Ireland. Diet? Vegan. Guests? None.",
        "Dear Ines, here goes. Name/affiliation/country: Ann Claes / Soil Network / Ireland",
        "My details (name, affiliation, country): Ann Claes, Soil Network, Ireland",
        "My name and affiliation: Ann Claes, Soil Network. My country: Ireland. My dinner choice: yes. My guests: none.",
        "Name? Ann Claes. Affiliation? Soil Network. Country? Ireland. Dinner? Yes.",
        "- Ann Claes (name)\n- Soil Network (affiliation)\n- Ireland (country)",
        "Ann Claes * Soil Network * Ireland * ann.claes@gmail.com",
        "Name: ==> Ann Claes\nAffiliation: ==> Soil Network\nCountry: ==> Ireland",
        "Name: Ann Claes\nAffiliation: Soil Network, which is in Dublin\nCountry: Ireland",
    ],
)
def test_labels_and_values_share_a_line_in_any_way(text: str) -> None:
    found = people(text, subject="Workshop on Living Soils")[0]
    assert LINE == {key: found.get(key) for key in LINE}


def test_a_label_that_the_announcement_spells_out_is_read_whole() -> None:
    text = (
        "Full name: Ann Claes, Affiliation: Soil Network, Country: UAE, Dietary needs (if any): halal only, "
        "Workshop dinner on Thursday: yes, Number of guests you bring to the dinner: first 2, but make it 1"
    )
    found = people(text, MENDING)[0]
    assert ("halal only", "yes", "1") == (found.get("diet"), found.get("dinner"), found.get("guests"))


def test_a_dash_beside_a_label_leaves_what_stands_below_alone() -> None:
    text = "> Full name: Ann Claes\n> Affiliation: Soil Network\n> Country: Serbia\n> Number of guests you bring to the dinner: -"
    extraction = read(MENDING, f"{text}\n\nFilled in above. Greetings!", SENDER, SUBJECT)
    assert ((), None) == (extraction.doubts, values(extraction)[0].get("guests"))


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("ann@soil.example / ann.claes@yahoo.example (please cc)", "ann@soil.example"),
        ("ann@soil.example, backup: ann.claes@yahoo.example", "ann@soil.example"),
        ("ann@yahoo.example, sorry: ann@soil.example", "ann@soil.example"),
    ],
)
def test_of_two_addresses_the_one_to_write_to_is_taken(address: str, value: str) -> None:
    assert value == people(f"Name: Ann Claes\nAffiliation: Soil Network\nCountry: Ireland\nE-mail: {address}")[0].get(
        "email"
    )


@pytest.mark.parametrize(
    ("text", "house"),
    [
        ("please register me. ann claes, repair council of aarhus, denmark. dinner yes", "Repair Council of Aarhus"),
        ("hello i want to come my name is ann claes i work for the city hall of cluj thanks", "City Hall of Cluj"),
        ("yes please. ann claes, whelan upholstery, scotland. dinner sure", "Whelan Upholstery"),
        ("please register ann claes\nthe tinker bus (mobile repair)\nmorocco", None),
    ],
)
def test_who_writes_no_capitals_still_names_an_employer_in_full(text: str, house: str | None) -> None:
    assert house == people(text)[0].get("affiliation")


def test_a_former_employer_is_none() -> None:
    text = "Ann Claes\nFormerly Delta Works, now Soil Network\nDenmark\ndinner: of course"
    assert "Formerly Delta Works" != people(text)[0].get("affiliation")


def test_where_somebody_works_is_no_part_of_their_name() -> None:
    text = "Happy to come to the workshop. Ann Claes of TULOLA Repair Hub. I'm based in Nairobi, Kenya."
    assert "Ann Claes" == people(text)[0]["name"]


TOOLS = Event(
    id="tools",
    title="Treffen Werkzeug und Garten",
    starts=EVENT.starts,
    place="Aula, Leuven",
    deadline=EVENT.deadline,
    timezone="Europe/Brussels",
    languages=("de",),
    field=(
        Field(key="name", label="Name", type=FieldType.PERSON_NAME),
        Field(key="verein", label="Verein / Ort", type=FieldType.ORGANISATION),
        Field(key="email", label="E-Mail", type=FieldType.EMAIL),
    ),
)


@pytest.mark.parametrize(
    ("event", "text"),
    [
        (MENDING, "Please add me to the list for the repair workshop. Ann Claes, Soil Network, Belgium."),
        (MENDING, "I found your workshop through the newsletter of the Right to Repair network and want to join."),
        (MENDING, "I'd like to attend. On Fridays I help out at the Fixers, but do put me down under Soil Network."),
        (
            MENDING,
            "I want to take part in the workshop. Ann Claes of Soil Network, Belgium. We deliver parts to shops.",
        ),
        (MENDING, "Please register me for the workshop. Dinner: not sure yet, I'll let you know later."),
        (
            TOOLS,
            "Den Termin habe ich im Rundbrief gelesen und melde mich hiermit zum Treffen an. Ann Claes, Obstverein Uri.",
        ),
        (TOOLS, "J'ai lu l'annonce dans la lettre d'information de notre club et je souhaite m'inscrire au Treffen."),
        (TOOLS, "Ik las in de nieuwsbrief over jullie Treffen en schrijf me graag in. Ann Claes, Tuinclub Lier."),
    ],
)
def test_a_plain_wish_is_not_doubted_for_what_stands_beside_it(event: Event, text: str) -> None:
    assert () == read(event, text, SENDER, event.title).doubts


@pytest.mark.parametrize(
    "text",
    [
        "We come on Thursday, we deliver the chairs at eight.",
        "I will come to the workshop on Thursday to install the projector.",
        "I might come to the workshop, not sure yet. Ann Claes, Soil Network, Belgium.",
    ],
)
def test_who_comes_for_work_or_perhaps_is_not_simply_registered(text: str) -> None:
    extraction = read(MENDING, text, SENDER, MENDING.title)
    assert extraction.doubts or extraction.intent is Intent.UNRELATED


def test_our_own_announcement_quoted_below_asks_for_nothing_again() -> None:
    quoted = "\n".join(f"> {line}" for line in MENDING.announcement.splitlines())
    text = f"Full name: Ann Claes, Affiliation: Soil Network, Country: UAE\n\nThanks\n\nOn 17/04/2025 Ines wrote:\n{quoted}"
    assert Intent.REGISTER == read(MENDING, text, SENDER, "Re: Repair and Reuse").intent
