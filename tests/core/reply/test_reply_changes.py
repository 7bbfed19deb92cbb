"""What a reply says of what changed."""

from dataclasses import replace

import pytest

from core.reply.replies import ANSWERED, EVENT, JAN, answer, asking, case, doing, known, parts, sample, without
from inbox_bot.core.case import Does, Outcome

CHANGED = """\
Goedendag,

Wij hebben uw inschrijving aangepast:

  Functie: schepen (was: directeur)
  Opmerking: te voet

Klopt er iets niet? Antwoord dan op deze e-mail.

Met vriendelijke groeten
Kenniscentrum Vlaamse Steden
"""


def test_a_change_shows_old_and_new_and_nothing_else() -> None:
    before = known({**JAN, "function": "directeur"})
    text = answer(doing(Does.CHANGES, {**JAN, "remark": "te voet"}, before=[before]), Outcome.UPDATED).text

    assert text.startswith(CHANGED)


def test_what_was_taken_out_is_told() -> None:
    text = answer(doing(Does.CHANGES, JAN, before=[known({**JAN, "remark": "te voet"})]), Outcome.UPDATED).text

    assert "aangepast:\n\n  Opmerking: – (was: te voet)\n\nKlopt" in text


def test_of_several_people_only_those_are_told_who_changed_or_are_new() -> None:
    els, an = {**JAN, "name": "Els Maes"}, {**JAN, "name": "An Claes"}
    before = [known(JAN), known({**els, "city": "Aalst"}, 2)]
    text = answer(doing(Does.CHANGES, JAN, els, an, before=before), Outcome.UPDATED).text

    assert (
        "de inschrijvingen aangepast:\n\n  Els Maes\n  Stad / gemeente: Gent (was: Aalst)\n\n  An Claes\n  Naam: An"
        in text
    )
    assert "Jan Peeters" not in text


def test_a_change_that_shows_no_difference_tells_what_is_noted() -> None:
    assert "  Functie: schepen\n" in answer(doing(Does.CHANGES, JAN, before=[known(JAN)]), Outcome.UPDATED).text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "An Claes komt in de plaats van Jan Peeters. "),
        ("fr", "An Claes prend la place de Jan Peeters. "),
        ("en", "An Claes takes the place of Jan Peeters. "),
        ("de", "An Claes kommt anstelle von Jan Peeters. "),
    ],
)
def test_of_a_replacement_is_told_who_comes_in_whose_place(language: str, words: str) -> None:
    an = {**JAN, "name": "An Claes"}
    text = answer(doing(Does.REPLACES, an, before=[known(JAN)], language=language), Outcome.UPDATED).text

    assert words in text
    assert EVENT.place in text
    assert "directeur" not in text
    assert "(" not in text


def test_what_lacks_of_who_comes_in_anothers_place_is_asked() -> None:
    text = answer(doing(Does.REPLACES, {"name": "An Claes"}, before=[known(JAN)]), Outcome.INCOMPLETE).text

    assert "An Claes komt in de plaats van Jan Peeters.\nOm de inschrijving af te ronden" in text
    assert "\n\nStad / gemeente:\nFunctie:\nE-mailadres:\n\n" in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "Uw inschrijving hadden wij al genoteerd: u hoeft niets meer te doen."),
        ("fr", "Votre inscription était déjà enregistrée : vous n’avez plus rien à faire."),
        ("en", "Your registration had already been noted: there is nothing more to do."),
        ("de", "Ihre Anmeldung war schon eingetragen: Sie brauchen nichts mehr zu tun."),
    ],
)
def test_who_is_on_the_list_already_is_told_so(language: str, words: str) -> None:
    again = doing(Does.REPEATS, JAN, before=[known(JAN)], language=language)

    assert words in answer(again, Outcome.CONFIRMED).text
    assert words in " ".join(parts(answer(again, Outcome.CONFIRMED))["text/html"].split())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "Hartelijk dank, nu hebben wij alles. Uw inschrijving is genoteerd."),
        ("fr", "Merci beaucoup, nous avons maintenant tout. Votre inscription est bien enregistrée."),
        ("en", "Thank you, now we have everything. Your registration has been noted."),
        ("de", "vielen Dank, jetzt haben wir alles. Ihre Anmeldung ist eingetragen."),
    ],
)
def test_who_gave_what_lacked_is_told_that_nothing_lacks(language: str, words: str) -> None:
    completed = doing(Does.COMPLETES, JAN, before=[known(without("city"))], language=language)

    assert words in answer(completed, Outcome.CONFIRMED).text


@pytest.mark.parametrize("outcome", ANSWERED)
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "Uw vraag geven wij door: een medewerker antwoordt u nog.\n"),
        ("fr", "Nous transmettons votre question : un membre de l’équipe vous répondra.\n"),
        ("en", "We are passing on your question: one of our staff will answer it.\n"),
        ("de", "Ihre Frage geben wir weiter: Jemand aus unserem Team antwortet Ihnen noch.\n"),
    ],
)
def test_who_also_asks_something_hears_that_somebody_will_answer(language: str, words: str, outcome: Outcome) -> None:
    asks = sample(outcome, language)

    assert words in answer(asking(asks), outcome).text
    assert words not in answer(asks, outcome).text


def test_of_several_people_is_told_who_is_registered_and_asked_what_lacks_of_whom() -> None:
    els, an = {**JAN, "name": "Els Maes"}, {"name": "An Claes", "city": "Gent", "email": "an@gent.example"}
    text = answer(case(JAN, an, els), Outcome.INCOMPLETE).text

    assert "transitie”.\nAl ingeschreven: Jan Peeters en Els Maes.\nOm alles af te ronden" in text
    assert "nodig:\n\n  - Functie van An Claes\n\nAntwoord" in text
    assert (
        "Dit hebben wij al:\n\n  Naam: An Claes\n  Stad / gemeente: Gent\n  E-mailadres: an@gent.example\n\nMet" in text
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "De inschrijvingen zijn geannuleerd:\n\n  Jan Peeters\n  An Claes\n\nWel nog ingeschreven: Els Maes.\n"),
        ("fr", "Les inscriptions sont annulées :\n\n  Jan Peeters\n  An Claes\n\nToujours sur la liste : Els Maes.\n"),
        ("en", "The registrations have been cancelled:\n\n  Jan Peeters\n  An Claes\n\nStill registered: Els Maes.\n"),
        ("de", "die Anmeldungen sind storniert:\n\n  Jan Peeters\n  An Claes\n\nWeiterhin angemeldet: Els Maes.\n"),
    ],
)
def test_a_cancellation_names_who_is_off_the_list_and_who_is_still_on_it(language: str, words: str) -> None:
    an = {**JAN, "name": "An Claes"}
    gone = doing(Does.CANCELS, JAN, an, before=[known(JAN), known(an, 2)], language=language)
    others = (known({"name": "Els Maes"}, 3), known({"name": "Tom Wouters"}, 4, "cancelled"))
    history = replace(gone.history, known=(*gone.history.known, *others))

    assert words in answer(replace(gone, history=history), Outcome.CANCELLED).text


def test_a_cancellation_of_one_person_says_nothing_of_others_where_there_are_none() -> None:
    gone = doing(Does.CANCELS, JAN, before=[known(JAN)])

    assert "  Jan Peeters\n\nStaat de afspraak" in answer(gone, Outcome.CANCELLED).text
