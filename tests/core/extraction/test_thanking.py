"""Thanks for a confirmation, in a mail of its own: whoever has one is on the list already, and wants nothing."""

from collections.abc import Sequence

import pytest

from core.extraction.asking import SEMINAR
from inbox_bot.core.extraction import extract
from inbox_bot.core.extraction.context import FIRST_MAIL, Context
from inbox_bot.core.extraction.model import THANKS, Extraction, Intent
from inbox_bot.core.message import parse
from inbox_bot.core.zones import zone
from seminar import mail

SIGNED = "An Claes\njurist\nStad Mol\nan.claes@mol.be"
KNOWN = Context(known=True, people=("An Claes",))


def read(text: str, context: Context = FIRST_MAIL, subject: str = "Dank") -> Extraction:
    message = parse(mail(f"{text}\n\n{SIGNED}", sender="An Claes <an.claes@mol.be>", subject=subject))
    return extract(message, zone(message), SEMINAR, context)


def wants(said: Extraction) -> tuple[Intent, Sequence[str], Sequence[str]]:
    return said.intent, said.evidence, said.doubts


@pytest.mark.parametrize(
    "text",
    [
        "Beste Linda, bedankt voor de snelle bevestiging en het mooie programma. Ik kom graag op 3 mei!",
        "Beste,\n\nIk heb uw bevestiging goed ontvangen, dank u. Ik ben er zeker bij op 3 mei.",
        "Wij danken u voor de bevestiging. Wij kijken uit naar het congres.",
        "Dag Linda, bedankt dat je mij hebt ingeschreven. Ik kom graag naar het congres.",
        "Chère Linda, merci pour la confirmation rapide. Je viendrai avec plaisir au congrès !",
        "Bonjour, je vous remercie pour votre confirmation et me réjouis de participer au congrès du 3 mai.",
        "Bonjour Linda, merci d'avoir noté mon inscription, je serai présente le 3 mai.",
        "Dear Linda, many thanks for the quick confirmation. I look forward to coming on 3 May!",
        "Hello, I received your confirmation, thank you. I will be there on 3 May.",
        "Liebe Linda, danke für die rasche Bestätigung und das schöne Programm. Ich freu mich auf den 3. Mai!",
        "Sehr geehrte Frau Boudry, ich bedanke mich für die Bestätigung und komme gern zum Kongress.",
        "Liebe Linda, vielen Dank, dass du mich eingetragen hast. Ich komme sehr gern am 3. Mai.",
    ],
)
def test_thanks_for_a_confirmation_want_nothing(text: str) -> None:
    assert (Intent.UNRELATED, (THANKS,), ()) == wants(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Dank u! Ik kijk uit naar het congres.",
        "Merci beaucoup ! Au plaisir de venir le 3 mai.",
        "Many thanks! Looking forward to the congress on 3 May.",
        "Vielen Dank! Ich freu mich auf den 3. Mai.",
    ],
)
def test_thanks_of_somebody_on_the_list_want_nothing_in_any_thread(text: str) -> None:
    assert (Intent.UNRELATED, (THANKS,), ()) == wants(read(text, KNOWN))


@pytest.mark.parametrize(
    "text",
    [
        "Graag schrijf ik mij in voor het congres. Alvast bedankt voor de bevestiging.",
        "Ik kom graag naar het congres op 3 mei. Bedankt voor de bevestiging!",
        "Je participerai avec plaisir au congrès. Merci d'avance pour la confirmation.",
        "Merci de m'inscrire au congrès et merci pour la confirmation.",
        "Please register me for the congress. Thank you in advance for the confirmation.",
        "Ich melde mich zum Kongress an. Vielen Dank im Voraus für die Bestätigung.",
        "Bedankt voor de bevestiging dat er nog plaats is. Graag schrijf ik mij in voor het congres.",
    ],
)
def test_thanks_in_advance_for_a_confirmation_leave_a_registration_one(text: str) -> None:
    said = read(text, subject="Inschrijving")
    assert (Intent.REGISTER, ()) == (said.intent, said.doubts)


@pytest.mark.parametrize(
    "text",
    [
        "Bedankt voor de bevestiging. Ik kom op 3 mei, maar pas na de middag.",
        "Merci pour la confirmation. Je viendrai le 3 mai, mais sans déjeuner.",
        "Thanks for the confirmation. I will come on 3 May, but only for the morning.",
        "Danke für die Bestätigung. Ich komme am 3. Mai, aber erst nach dem Mittag.",
    ],
)
def test_thanks_with_something_more_are_for_a_human(text: str) -> None:
    said = read(text)
    assert (said.intent, bool(said.doubts)) in {(Intent.REGISTER, True), (Intent.QUESTION, False)}
