"""What people and programs write around the text, in four languages and as many programs as are common."""

import pytest

from inbox_bot.core.document import Zone
from inbox_bot.core.zones import zone
from zone_mails import ORGANISER, lines, write

CLOSINGS = [
    "Met vriendelijke groeten,", "mvg", "Grtz, Jan", "Hoogachtend", "Beste groeten / Bien à vous", "Groetjes!", "Warme groet,",
    "Cordialement,", "Bien à vous", "Je vous prie d'agréer, Madame, l'expression de mes salutations distinguées.", "Cdlt",
    "Kind regards,", "Best wishes", "Yours sincerely,", "Cheers,", "Thanks and regards",
    "Mit freundlichen Grüßen", "MfG", "LG", "Viele Grüße,", "Hochachtungsvoll",
]  # fmt: skip
DISCLAIMERS = [
    "Deze e-mail is uitsluitend bestemd voor de geadresseerde.", "Denk aan het milieu voor u print", "Verstuurd vanaf mijn iPhone",
    "Outlook voor iOS downloaden<https://aka.ms/o0ukef>", "Verzonden via Samsung Galaxy", "Let op: dit bericht komt van buiten de organisatie.",
    "Ce message est exclusivement destiné au destinataire mentionné.", "Envoyé de mon iPhone", "Pensez à l'environnement avant d'imprimer",
    "Si vous avez reçu ce message par erreur, merci de le supprimer", "Garanti sans virus. www.avast.com",
    "This e-mail is intended only for the person addressed.", "Sent from my iPad", "Get Outlook for Android", "[EXTERNAL]",
    "CAUTION: This email originated from outside the company.", "Virus-free. www.avg.com", "Follow us on Facebook",
    "Diese E-Mail enthält vertrauliche Informationen.", "Von meinem iPhone gesendet", "Gesendet von Mail für Windows 10",
    "Bitte denken Sie an die Umwelt, bevor Sie drucken", "Diese E-Mail wurde auf Viren geprüft.",
]  # fmt: skip
HEADINGS = [
    "Op ma 5 nov. 2018 om 10:04 schreef Info <info@x.example>:",
    "Op 17 nov. 2018 om 09:45 heeft Info <info@x.example> het volgende geschreven:",
    "Info <info@x.example> schreef op 5 november 2018 om 10:04:",
    "Le lun. 5 nov. 2018 à 10:04, Info <info@x.example> a écrit :",
    "Le 05/11/2018 à 10:04, Info a écrit :",
    "On Mon, Nov 5, 2018 at 10:04 AM Info <info@x.example> wrote:",
    "On 5 Nov 2018, at 10:04, Info <info@x.example> wrote:",
    "Am 05.11.2018 um 10:04 schrieb Info:",
    "Am Mo., 5. Nov. 2018 um 10:04 Uhr schrieb Info <info@x.example>:",
    "Info <info@x.example> schrieb am Mo., 5. Nov. 2018, 10:04:",
    '>>> "Info" <info@x.example> 5/11/2018 10:04 >>>',
    "-----Oorspronkelijk bericht-----\nVan: Info\nVerzonden: maandag 5 november 2018 10:04\nAan: Jan\nOnderwerp: x",
    "-----Message d'origine-----\nDe : Info\nEnvoyé : lundi 5 novembre 2018 10:04\nÀ : Jan\nObjet : x",
    "-----Original Message-----\nFrom: Info\nSent: Monday, November 5, 2018 10:04 AM\nTo: Jan\nSubject: x",
    "-----Ursprüngliche Nachricht-----\nVon: Info\nGesendet: Montag, 5. November 2018 10:04\nAn: Jan\nBetreff: x",
    "________________________________\nVon: Info <info@x.example>\nGesendet: Montag, 5. November 2018\nAn: Jan\nBetreff: x",
    "*Van:* Info <info@x.example>\n*Verzonden:* maandag 5 november 2018\n*Aan:* Jan\n*Onderwerp:* x",
    "De: Info <info@x.example>\nÀ: Jan\nEnvoyé: Lundi 5 Novembre 2018 10:04:12\nObjet: x",
    "Info <info@x.example>\n05/11/2018 10:04\n\nAan\nJan\n\nOnderwerp\nx",
]
OWN_WORDS = [
    "Op vrijdag 7 december om 10:00 schrijf ik mij in:",
    "Op 5 november 2018 schreef u dat er plaats was:",
    "Le 7 mars 2024, nous avons écrit à la ville",
    "On 5 November 2018 you wrote that there was room:",
    "Van: Stad Gent",
    "Von: Stadt Köln",
    "-- Jan Peeters, Gent",
    "Van den Broeck An",
    "De groeten aan Filip, ik heb nog les van hem gehad.",
    "Is dit vertrouwelijk?",
    "Hartelijk dank voor de uitnodiging!",
    "Herzlichen Dank für die Einladung",
    "Best to call me on Monday",
    "Namens de stad Gent schrijf ik in",
    "Ihre Einladung habe ich erhalten",
    "Von meinem Chef habe ich davon gehört",
    "Ik ben jurist aansprakelijkheid en werk niet op vrijdag",
    "Is de studiedag alleen bestemd voor ambtenaren?",
    "People like us love this",
]


@pytest.mark.parametrize("closing", CLOSINGS)
def test_a_closing_begins_the_signature(closing: str) -> None:
    document = zone(write(f"Ik kom graag.\n\n{closing}\nWies Somers\nadviseur"))
    assert [closing, "Wies Somers", "adviseur"] == lines(document, Zone.SIGNATURE)


@pytest.mark.parametrize("line", DISCLAIMERS)
def test_a_line_that_nobody_wrote_is_a_disclaimer(line: str) -> None:
    document = zone(write(f"Ik kom graag naar het seminarie\n\n{line}"))
    assert (["Ik kom graag naar het seminarie"], 1) == (
        lines(document, Zone.NEW),
        len(lines(document, Zone.DISCLAIMER)),
    )


@pytest.mark.parametrize("heading", HEADINGS)
def test_all_below_the_heading_of_a_quoted_message_is_quoted(heading: str) -> None:
    document = zone(write(f"Ik kom graag\nmet drie\n\n{heading}\n\nBeste allen,\nkom ook.", reply=True))
    assert ["Ik kom graag", "met drie"] == lines(document, Zone.NEW, Zone.SIGNATURE)


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_quote_without_anything_above_is_quoted_all_the_same(heading: str) -> None:
    assert [] == lines(zone(write(f"{heading}\n\nBeste allen,\nkom ook.", reply=True)), Zone.NEW, Zone.SIGNATURE)


@pytest.mark.parametrize("line", OWN_WORDS)
@pytest.mark.parametrize("reply", [True, False])
def test_what_only_looks_like_a_heading_is_the_senders(line: str, reply: bool) -> None:  # noqa: FBT001  a parameter
    document = zone(write(f"Dag Sofie,\n{line}\nJan Peeters, Gent, adviseur voor alles.", reply=reply))
    assert ["Dag Sofie,", line, "Jan Peeters, Gent, adviseur voor alles."] == lines(document, Zone.NEW)


@pytest.mark.parametrize("subject", ["FW: x", "Fwd: x", "TR: x", "WG: x", "Doorst: x", "Tr : x"])
def test_a_forwarded_message_is_forwarded_in_every_language(subject: str) -> None:
    body = "Van: Piet <piet@x.example>\nVerzonden: maandag 5 november 2018 10:04\nAan: Jan\nOnderwerp: x\n\nSchrijf mij in."
    document = zone(write(f"Kan dit?\n\n{body}", subject=subject))
    assert ["Schrijf mij in."] == lines(document, Zone.FORWARDED)
    (forward,) = document.forwards
    assert ("Piet <piet@x.example>", "x") == (forward.sender, forward.subject)
    assert "Schrijf mij in." in [line.text for line in document.lines[forward.first_line :]]


@pytest.mark.parametrize(
    "above", ["Kan u de persoon hieronder inschrijven?", "Voir ci-dessous.", "See below.", "Siehe unten."]
)
def test_words_that_point_below_make_a_forward(above: str) -> None:
    body = "Van: Piet <piet@x.example>\nVerzonden: maandag 5 november 2018 10:04\nAan: Jan\nOnderwerp: x\n\nSchrijf mij in."
    assert ["Schrijf mij in."] == lines(zone(write(f"{above}\n\n{body}", subject="x")), Zone.FORWARDED)


@pytest.mark.parametrize("author", [f"Info <{ORGANISER}>", ORGANISER, f"Linda [mailto:{ORGANISER}]"])
def test_the_organisers_own_announcement_is_never_forwarded(author: str) -> None:
    body = f"Van: {author}\nVerzonden: maandag 5 november 2018 10:04\nAan: Jan\nOnderwerp: x\n\nSchrijf je in."
    assert [] == lines(zone(write(f"Zie hieronder\n\n{body}", subject="FW: x")), Zone.FORWARDED)


@pytest.mark.parametrize(
    "above", ["Zie hieronder", "Ik vulde het in, in het rood", "Complété ci-dessous", "See below", "Siehe unten"]
)
def test_answers_typed_into_the_form_below_are_new(above: str) -> None:
    quote = f"From: Info <{ORGANISER}>\nSent: Monday, November 5, 2018 10:04 AM\nTo: Jan\nSubject: x\n\nSend us:"
    answers = ["Naam: Jan Peeters", "Functie - adviseur", "E-mail  jan@gent.example"]
    document = zone(write("\n".join([above, "", quote, *answers, "See you!"]), subject="RE: x", reply=True))
    assert [above, *answers] == lines(document, Zone.NEW)


@pytest.mark.parametrize(("name", "typed"), [("JAN PEETERS", True), ("Peeters, Jan", True), ("An Claes", False)])
def test_a_quoted_form_that_gives_the_senders_own_name_was_filled_in_by_the_sender(name: str, typed: bool) -> None:  # noqa: FBT001  a parameter
    quote = f"Op ma 5 nov. 2018 om 10:04 schreef Info <{ORGANISER}>:\n> Stuur ons:"
    answers = [f"Naam: {name}", "Functie: adviseur"]
    text = "\n".join(["Gemakkelijk zo.", "", quote, *(f"> {one}" for one in answers)])
    found = lines(zone(write(text, subject="RE: x", reply=True)), Zone.NEW)
    assert ["Gemakkelijk zo.", *(answers if typed else [])] == found


@pytest.mark.parametrize(
    "noted",
    [
        "We noteerden:",
        "Bedankt voor je inschrijving.",
        "Nous avons noté :",
        "We have noted:",
        "Wir haben notiert:",
        "Merci pour votre inscription",
    ],
)
def test_what_the_organiser_noted_is_not_said_again(noted: str) -> None:
    quote = f"From: Info <{ORGANISER}>\nSent: Monday, November 5, 2018 10:04 AM\nTo: Jan\nSubject: x\n\n{noted}"
    document = zone(
        write(f"Zie hieronder\n\n{quote}\n\nNaam: Jan Peeters\nFunctie: adviseur", subject="RE: x", reply=True)
    )
    assert ["Zie hieronder"] == lines(document, Zone.NEW)


def test_an_answer_to_what_was_missing_is_new_and_what_was_noted_is_not() -> None:
    quote = f"Van: Info <{ORGANISER}>\nVerzonden: maandag 5 november 2018 10:04\nAan: Jan\nOnderwerp: x"
    asked = "We noteerden:\n\nNaam: Jan Peeters\n\nEr ontbreekt nog:\n\nFunctie: adviseur\n\nGroeten"
    document = zone(write(f"Zie hieronder\n\n{quote}\n\n{asked}", subject="RE: x", reply=True))
    assert ["Zie hieronder", "Functie: adviseur"] == lines(document, Zone.NEW)


def test_values_below_the_labels_of_the_quoted_form_are_new() -> None:
    quote = f"Van: Info <{ORGANISER}>\nVerzonden: maandag 5 november 2018 10:04\nAan: Jan\nOnderwerp: x"
    document = zone(write(f"{quote}\n\nMail ons:\nNaam\nJan Bos\nFunctie\nadviseur\n\nTot dan", subject="FW: x"))
    assert ["Naam", "Jan Bos", "Functie", "adviseur"] == lines(document, Zone.NEW)


def test_the_bare_form_of_the_announcement_is_quoted() -> None:
    quote = f"Van: Info <{ORGANISER}>\nVerzonden: maandag 5 november 2018 10:04\nAan: Jan\nOnderwerp: x"
    document = zone(write(f"{quote}\n\nMail ons:\nNaam\nFunctie\nE-mailadres\n\nTot dan", subject="FW: x"))
    assert [] == lines(document, Zone.NEW)


@pytest.mark.parametrize("greeting", ["Greetings,", "Salutations,", "Hallo", "Dag Sofie,"])
def test_a_greeting_that_could_close_a_mail_begins_it(greeting: str) -> None:
    text = f"{greeting}\nJan Peeters, Gent\nadviseur bij de stad"
    assert text.splitlines() == lines(zone(write(text)), Zone.NEW)


def test_a_mail_that_is_nothing_but_data_has_no_signature() -> None:
    text = "Jan Peeters\nGent\nadviseur\n09 266 11 11"
    assert text.splitlines() == lines(zone(write(text)), Zone.NEW)


def test_contact_fields_of_a_form_are_no_signature() -> None:
    text = "Naam: Jan Peeters\nTelefoon: 0475 12 34 56\nAdres: Kerkstraat 1, 9000 Gent"
    assert text.splitlines() == lines(zone(write(text)), Zone.NEW)


def test_somebody_elses_data_at_the_end_are_no_signature() -> None:
    text = "Graag onze burgemeester inschrijven.\n\nPiet Maes\nburgemeester\n0475 12 34 56"
    assert [] == lines(zone(write(text)), Zone.SIGNATURE)
