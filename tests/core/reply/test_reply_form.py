"""A reply is short, friendly and in one form of address."""

import re
from dataclasses import replace
from typing import get_args

import pytest

from core.reply.replies import (
    ANSWERED,
    DESK,
    EVENT,
    FORMS,
    JAN,
    LANGUAGES,
    answer,
    asking,
    case,
    doing,
    known,
    parts,
    without,
)
from inbox_bot.core.case import Does, Outcome
from inbox_bot.core.extraction.wording.lexicon import phrases
from inbox_bot.core.extraction.wording.words import sentences
from inbox_bot.core.languages import Form
from inbox_bot.core.reply import Kind, write
from seminar import NOW


@pytest.mark.parametrize("does", Does)
@pytest.mark.parametrize("outcome", ANSWERED)
@pytest.mark.parametrize(("language", "form"), FORMS)
def test_a_reply_fits_on_a_screen_and_is_signed(outcome: Outcome, language: str, form: Form, does: Does) -> None:
    given = {"name": "Jan Peeters"} if outcome is Outcome.INCOMPLETE else JAN
    one = asking(doing(does, given, before=[known({"name": "An Claes", "city": "Aalst"})], language=language))
    lines = answer(one, outcome, replace(DESK, form=form)).text.splitlines()

    assert len(lines) <= 30
    assert "Kenniscentrum Vlaamse Steden" in lines
    assert [] == [line for line in lines if len(line) > 95]


@pytest.mark.parametrize("kind", [Kind.PLACE, Kind.OFFER, Kind.LAPSED])
@pytest.mark.parametrize("people", [1, 2])
@pytest.mark.parametrize(("language", "form"), FORMS)
def test_a_word_about_a_place_fits_on_a_screen_and_is_signed(
    kind: Kind, language: str, form: Form, people: int
) -> None:
    one = case(*[JAN] * people, language=language)
    reply = write(one, kind, replace(DESK, form=form), at=NOW, entry=1, kept=NOW)
    assert reply is not None
    lines = reply.text.splitlines()

    assert len(lines) <= 30
    assert "Kenniscentrum Vlaamse Steden" in lines
    assert [] == [line for line in lines if len(line) > 95]
    assert (kind is not Kind.PLACE) == ("2018" in reply.text.replace(lines[lines.index(EVENT.title) + 1], ""))


@pytest.mark.parametrize("outcome", [Outcome.CONFIRMED, Outcome.INCOMPLETE, Outcome.UPDATED, Outcome.CANCELLED])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reply_about_very_many_people_takes_a_line_for_each(outcome: Outcome, language: str) -> None:
    many = [{**JAN, "name": f"Deelnemer {number}"} for number in range(1, 40)]
    last = without("city") if outcome is Outcome.INCOMPLETE else JAN

    assert len(answer(case(*many, last, language=language), outcome).text.splitlines()) <= 45


@pytest.mark.parametrize("kind", [*ANSWERED, Kind.REMINDER, Kind.PLACE, Kind.OFFER, Kind.LAPSED])
@pytest.mark.parametrize("number", [2, 3, 4, 20, 40])
@pytest.mark.parametrize(("language", "form"), FORMS)
def test_a_reply_about_several_fits_on_a_screen_whatever_it_says_of_each(
    kind: Outcome | Kind, language: str, form: Form, number: int
) -> None:
    asks = kind in {Outcome.INCOMPLETE, Kind.REMINDER}
    people = [{"name": f"Deelnemer {at}", **({} if asks else {**JAN, "function": "jurist"})} for at in range(number)]
    before = [known({**JAN, "name": f"Deelnemer {at}"}) for at in range(number)]
    does = Does.CHANGES if kind is Outcome.UPDATED else Does.REGISTERS
    one = asking(doing(does, *people, before=before, language=language))
    reply = write(one, Kind(kind), replace(DESK, form=form), at=NOW, entry=1, kept=NOW)

    assert reply is not None
    assert len(reply.text.splitlines()) <= 45


def test_what_changed_of_many_is_told_in_a_line_for_each_old_and_new() -> None:
    people = [{**JAN, "name": f"Deelnemer {at}", "function": "jurist"} for at in range(4)]
    before = [known({**JAN, "name": f"Deelnemer {at}"}) for at in range(4)]
    text = answer(doing(Does.CHANGES, *people, before=before), Outcome.UPDATED).text

    assert "  Deelnemer 2, Functie: jurist (was: schepen)\n" in text


@pytest.mark.parametrize("does", Does)
@pytest.mark.parametrize("outcome", [outcome for outcome in ANSWERED if outcome is not Outcome.LATE])
@pytest.mark.parametrize(("language", "form"), FORMS)
def test_a_reply_is_known_by_its_words_where_somebody_quotes_it(
    outcome: Outcome, language: str, form: Form, does: Does
) -> None:
    given = without("city") if outcome is Outcome.INCOMPLETE else JAN
    one = doing(does, given, before=[known({**JAN, "name": "An Claes"})], language=language)
    text = answer(one, outcome, replace(DESK, form=form)).text
    said = {match.phrase.category for match in phrases().find(sentences(text.splitlines()))}

    assert "own" in said
    assert {"registered", "lacking"} & said


_POLITE = re.compile(r"\b(?:u|uw|hebt u|kunt u)\b", re.IGNORECASE)
_FAMILIAR = re.compile(r"\b(?:je|jij|jou|jouw)\b", re.IGNORECASE)


@pytest.mark.parametrize("does", Does)
@pytest.mark.parametrize("outcome", ANSWERED)
def test_dutch_is_polite_or_familiar_as_configured_and_never_both(outcome: Outcome, does: Does) -> None:
    given = without("city") if outcome is Outcome.INCOMPLETE else JAN
    one = asking(doing(does, given, before=[known({"name": "An Claes"})]))
    polite, familiar = (answer(one, outcome, replace(DESK, form=form)) for form in get_args(Form))

    said = [f"{reply.subject} {' '.join(parts(reply).values())}" for reply in (polite, familiar)]
    assert [(True, False), (False, True)] == [
        (bool(_POLITE.search(text)), bool(_FAMILIAR.search(text))) for text in said
    ]


def test_of_many_people_the_first_are_shown_and_the_others_counted() -> None:
    many = [{**JAN, "name": f"Deelnemer {number}"} for number in range(1, 24)]
    text = answer(case(*many), Outcome.CONFIRMED).text

    assert 20 == text.count(", Gent, schepen, jan@gent.example\n")
    assert "… en nog 3 andere deelnemers" in text


def test_who_lacks_something_is_shown_before_those_who_lack_nothing() -> None:
    text = answer(case(*[JAN] * 25, without("city")), Outcome.INCOMPLETE).text

    assert "  - Stad / gemeente\n" in text
    assert "Naam: Jan Peeters, Stad / gemeente:\n" in text


def test_labels_are_translated_only_where_their_meaning_is_sure() -> None:
    event = EVENT.model_copy(update={"languages": ("nl", "fr")})
    text = answer(case({**JAN, "remark": "met de trein"}, event=event, language="fr"), Outcome.CONFIRMED).text

    assert "  Fonction : schepen\n" in text
    assert "  Opmerking : met de trein\n" in text


def test_two_fields_of_one_type_keep_the_labels_that_tell_them_apart() -> None:
    second = EVENT.field("email").model_copy(update={"key": "second", "label": "Tweede e-mailadres"})
    event = EVENT.model_copy(update={"fields": (*EVENT.fields, second)})
    text = answer(case({**JAN, "second": "b@x.example"}, event=event, language="en"), Outcome.CONFIRMED).text

    assert "  E-mailadres: jan@gent.example\n" in text
    assert "  Tweede e-mailadres: b@x.example\n" in text
