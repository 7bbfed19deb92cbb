"""What a reply says of a registration."""

from datetime import UTC, datetime, timedelta

import pytest

from core.reply.replies import DESK, EVENT, JAN, NOW, answer, case, parts, sample, without
from inbox_bot.core.case import Decision, Outcome
from inbox_bot.core.reply import compose

CONFIRMED = """\
Goedendag,

Hartelijk dank. Uw inschrijving is genoteerd.

Stadsbesturen in transitie
Wanneer: vrijdag 7 december 2018 om 9.30 uur
Waar: Permeke, De Coninckplein 26, 2060 Antwerpen

Dit hebben wij genoteerd:

  Naam: Jan Peeters
  Stad / gemeente: Gent
  Functie: schepen
  E-mailadres: jan@gent.example

Klopt er iets niet, of kunt u toch niet komen? Antwoord dan op deze
e-mail: wij passen uw inschrijving aan of annuleren ze.

Met de bijlage zet u de afspraak in uw agenda.

Met vriendelijke groeten
Kenniscentrum Vlaamse Steden

Dit antwoord is automatisch opgesteld. Wat u terugschrijft, wordt gelezen.
"""


def test_a_confirmation_repeats_what_was_noted_and_says_when_where_and_how_to_change_it() -> None:
    reply = answer(case(JAN), Outcome.CONFIRMED)

    assert "Uw inschrijving: Stadsbesturen in transitie" == reply.subject
    assert CONFIRMED == reply.text == parts(reply)["text/plain"]


INCOMPLETE = """\
Goedendag,

Hartelijk dank voor uw inschrijving voor “Stadsbesturen in transitie”.
Om alles af te ronden, hebben wij nog nodig:

  - Functie van Jan Peeters
  - Stad / gemeente van An Claes
  - Naam van deelnemer 3

Antwoord op deze e-mail en vul dit in.
Dat kan tot en met zondag 2 december 2018.

Naam: Jan Peeters
Functie:

Naam: An Claes
Stad / gemeente:

Naam:

Dit hebben wij al:
"""


def test_an_incomplete_registration_is_asked_only_for_what_lacks_and_of_whom() -> None:
    an = {"name": "An Claes", "function": "directeur", "email": "an@x.example"}
    reply = answer(case(without("function"), an, without("name")), Outcome.INCOMPLETE)

    assert reply.text.startswith(INCOMPLETE)


def test_one_person_gets_a_form_with_only_what_lacks() -> None:
    text = answer(case(without("function", "city")), Outcome.INCOMPLETE).text

    assert "  - Stad / gemeente\n  - Functie\n" in text
    assert "\n\nStad / gemeente:\nFunctie:\n\nDit hebben wij al:\n\n  Naam: Jan Peeters\n" in text


def test_who_said_nothing_of_use_is_asked_for_everything_required() -> None:
    text = answer(case(), Outcome.INCOMPLETE).text

    assert "\n\nNaam:\nStad / gemeente:\nFunctie:\nE-mailadres:\n\n" in text
    assert "Dit hebben wij al" not in text
    assert "Opmerking" not in text


def test_a_question_asked_past_the_deadline_names_no_date_that_is_gone() -> None:
    text = answer(case(without("city")), Outcome.INCOMPLETE, at=EVENT.deadline + timedelta(hours=1)).text

    assert "Dat kan nog, liefst zo snel mogelijk." in text
    assert "december" not in text


def test_an_incomplete_registration_that_lacks_nothing_is_not_answered_with_no_question() -> None:
    with pytest.raises(ValueError, match="nothing lacks"):
        compose(case(JAN), Decision(Outcome.INCOMPLETE), DESK, at=NOW)


LATE = """\
Goedendag,

Hartelijk dank voor uw belangstelling voor “Stadsbesturen in transitie”.

Inschrijven kon tot en met zondag 2 december 2018.
Uw e-mail kwam aan op maandag 3 december 2018 om 8.05 uur.
Daarom konden wij helaas niemand meer inschrijven.
"""


def test_a_late_mail_hears_until_when_one_could_register_and_when_it_came() -> None:
    late = case(JAN, received_at=datetime(2018, 12, 3, 7, 5, tzinfo=UTC))

    assert answer(late, Outcome.LATE).text.startswith(LATE)


@pytest.mark.parametrize(
    ("language", "outcome", "words"),
    [
        ("fr", Outcome.CONFIRMED, "Quand : vendredi 7 décembre 2018 à 9 h 30\n"),
        ("fr", Outcome.CONFIRMED, "  Nom et prénom : Jan Peeters\n"),
        ("fr", Outcome.INCOMPLETE, "\njusqu’au dimanche 2 décembre 2018 inclus.\n\nFonction:\n"),
        ("fr", Outcome.LATE, "plus pu inscrire personne"),
        ("fr", Outcome.UPDATED, "Nous avons modifié votre inscription :\n"),
        ("fr", Outcome.CANCELLED, "L’inscription est annulée :\n"),
        ("en", Outcome.CONFIRMED, "When: Friday 7 December 2018 at 09:30\n"),
        ("en", Outcome.INCOMPLETE, "up to and including Sunday 2 December 2018.\n\nJob title:\n"),
        ("en", Outcome.LATE, "not register anyone"),
        ("en", Outcome.UPDATED, "We have changed your registration:\n"),
        ("en", Outcome.CANCELLED, "The registration has been cancelled:\n"),
        ("de", Outcome.CONFIRMED, "Wann: Freitag, 7. Dezember 2018, um 9:30 Uhr\n"),
        ("de", Outcome.INCOMPLETE, "\nbis einschließlich Sonntag, 2. Dezember 2018.\n\nFunktion:\n"),
        ("de", Outcome.LATE, "niemanden mehr anmelden"),
        ("de", Outcome.UPDATED, "wir haben Ihre Anmeldung geändert:\n"),
        ("de", Outcome.CANCELLED, "die Anmeldung ist storniert:\n"),
        ("nl", Outcome.UPDATED, "Wij hebben uw inschrijving aangepast:\n"),
        ("nl", Outcome.CANCELLED, "De inschrijving is geannuleerd:\n\n  Jan Peeters\n"),
        ("es", Outcome.CANCELLED, "De inschrijving is geannuleerd:\n\n  Jan Peeters\n"),
    ],
)
def test_a_reply_is_in_the_language_of_the_mail_else_of_the_event(language: str, outcome: Outcome, words: str) -> None:
    assert words in answer(sample(outcome, language=language), outcome).text
