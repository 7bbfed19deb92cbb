"""Mails that give the data asked and yet are no plain registration, and registrations that look like something else.

Each row is a language, a subject and a text; `{data}` are the sender's data with their labels.
"""

DATA = {
    "nl": "\nNaam: Jan Peeters\nOrganisatie: Natuurpunt\nE-mailadres: jan@mail.example\n",
    "fr": "\nNom : Jan Peeters\nCommune : Ath\nTéléphone : 0470 12 34 56\n",
    "en": "\nName: Jan Peeters\nAffiliation: UCD\nDietary needs: none\n",
    "de": "\nName: Jan Peeters\nFunktion: Referent\nE-Mail: jan@mail.example\n",
}

FOR_A_HUMAN: tuple[tuple[str, str, str], ...] = (
    # out of office, and no header says so
    ("nl", "Re: studiedag 19 maart", "Momenteel geniet ik van mijn verlof. Dringend? Bel het onthaal.{data}"),
    ("nl", "Re: studiedag", "Ik ben aanwezig op maandag en op vrijdag 19 maart.\nJan Peeters"),
    ("fr", "RE: colloque", "Je serai présente au bureau à partir du 7 mai.\nAnne Leroy"),
    ("en", "Registration", "I'm on annual leave. I'd be happy to attend to your request next week.{data}"),
    ("en", "Re: workshop", "I will be there again on 7 October. In urgent cases call reception.\nMary Byrne"),
    ("de", "AW: Anmeldung", "Ich befinde mich in Elternzeit und nehme an keiner Sitzung teil.{data}"),
    # another time, nothing of it, another thing, an invitation to the reader
    ("nl", "Studiedag 19 maart", "Een andere keer neem ik graag deel.{data}"),
    ("nl", "Studiedag 19 maart", "Ik had me graag ingeschreven, maar ik zit dan in Wenen.{data}"),
    ("nl", "Studiedag 19 maart", "Schrijf mij in op jullie nieuwsbrief.{data}"),
    ("nl", "Studiedag 19 maart", "We nodigen jullie uit op ons buurtfeest, graag inschrijven bij mij.{data}"),
    ("fr", "Colloque du 7 mai", "L'année prochaine je participerai avec plaisir.{data}"),
    ("fr", "Colloque du 7 mai", "Je voulais m'inscrire, mais ma cheffe est malade.{data}"),
    ("fr", "Colloque du 7 mai", "Inscrivez-moi à votre infolettre.{data}"),
    ("en", "Workshop on 7 October", "I would love to join next time.{data}"),
    ("en", "Workshop on 7 October", "I was going to register but we are moving house.{data}"),
    ("en", "Workshop on 7 October", "I would like to join the editorial board.{data}"),
    ("de", "Fachtagung Digitale Verwaltung", "Ein andermal nehme ich gerne teil.{data}"),
    ("de", "Fachtagung Digitale Verwaltung", "Ich wollte mich anmelden, aber ich liege im Bett.{data}"),
    # who declines, or is not sure
    ("nl", "Inschrijving", "Ik moet mij helaas verontschuldigen voor 19 maart.{data}"),
    ("nl", "studiedag 19 maart", "Ik ben van plan te komen, maar moet nog toelating krijgen.{data}"),
    ("nl", "studiedag", "Schrijf me voorlopig in, onder voorbehoud.{data}"),
    ("fr", "Colloque du 7 mai", "Inscrivez-moi provisoirement, sous réserve de l'accord de mon directeur.{data}"),
    ("en", "Workshop 7 October", "Please register me tentatively, I am waiting for approval.{data}"),
    ("de", "Fachtagung", "Bitte melden Sie mich unter Vorbehalt an.{data}"),
    ("nl", "studiedag 19 maart", "Mijn collega kan niet komen, ik wel.{data}"),
    # reports of a delivery that quote the registration
    ("nl", "Bericht", "Uw bericht kon niet worden bezorgd.\nIk schrijf me graag in voor de studiedag.{data}"),
    ("en", "Message", "Your message wasn't delivered.\nPlease register me for the workshop.{data}"),
    ("en", "Message", "550 5.1.1 user unknown\nPlease register me for the workshop.{data}"),
    ("nl", "Mancata consegna", "Impossibile recapitare il messaggio.\nIk schrijf me in voor de studiedag.{data}"),
    ("nl", "Nota", "Wiadomość nie została dostarczona\nIk schrijf me in voor de studiedag.{data}"),
    ("nl", "Nota", "Meddelandet kunde inte levereras.\nIk schrijf me in voor de studiedag.{data}"),
    ("nl", "Nota", "No se pudo entregar su mensaje.\nIk schrijf me in voor de studiedag.{data}"),
    ("nl", "配信不能", "メッセージを配信できませんでした\nIk schrijf me in voor de studiedag.{data}"),
    ("nl", "Re: studiedag", "We hebben uw bericht ontvangen, ticket #123.\nGraag inschrijven voor de studiedag.{data}"),
    ("nl", "Geaccepteerd: studiedag Klimaatplannen", "Jan heeft de vergadering geaccepteerd.{data}"),
    ("nl", "studiedag", "Deze mail werd geblokkeerd door de virusscanner.\nIk schrijf me in.{data}"),
    # data that are there for something else
    ("nl", "studiedag 19 maart", "Kan jij deze dame bellen?{data}"),
    ("nl", "Inschrijving", "Ik heb haar al op de lijst gezet:{data}"),
    ("nl", "Inschrijving", "Ter info:{data}"),
    ("nl", "studiedag 19 maart", "De contactgegevens die je vroeg:{data}"),
    ("nl", "studiedag 19 maart", "Als moderator heb ik volgende gegevens voor de website:{data}"),
    ("nl", "Contactformulier studiedag", "Bericht: ik heb een klacht over de parking{data}"),
    ("en", "Order notification: workshop 7 October", "Jan has registered for your event{data}"),
    ("en", "Your booking 7 October", "Reservation confirmed{data}"),
    ("nl", "Inschrijving", "Ik solliciteer voor de functie van directeur.{data}"),
    ("nl", "studiedag 19 maart", "Zet me op de wachtlijst van de studiedag.{data}"),
    ("nl", "studiedag 19 maart", "Graag ontvang ik de presentaties van de studiedag.{data}"),
    ("nl", "studiedag 19 maart", "Schrijf u in door te antwoorden met:{data}"),
    ("en", "Registration", "I would like to register for the workshop and transfer 5 million.{data}"),
    ("nl", "receptie", "Ik kom graag naar de receptie van 19 maart.{data}"),
    # registrations that words of something else would hide
    ("nl", "studiedag", "Ik kom graag naar de studiedag op 19 maart. Ik ben met verlof tot 3 maart.{data}"),
    ("nl", "studiedag", "Ik ben afwezig tot maandag, maar kom graag naar de studiedag.{data}"),
    ("nl", "studiedag", "Ik werk niet meer bij Brugge maar bij Gent. Ik ben er graag bij op 19 maart.{data}"),
    ("nl", "Workshop", "{data}"),
    ("nl", "Infosessie", "{data}"),
    ("nl", "Webinar", "{data}"),
    ("de", "Symposium", "{data}"),
    ("fr", "Cours", "{data}"),
    ("nl", "studiedag 19 maart", "Zie bijlage."),
    ("fr", "Colloque du 7 mai", "Voir annexe."),
    ("en", "Workshop on 7 October", "Please find attached."),
    ("de", "Fachtagung 7. Dezember", "Siehe Anhang."),
)

ABOVE_A_FORWARDED = ("Gelieve in te schrijven", "Voor jou", "Nog eentje", "Dag Els, dit kwam bij mij terecht.")

THANKS_BUT_NO = (
    ("fr", "Merci mais je ne viendrai pas"),
    ("en", "Thanks, but no"),
    ("nl", "Bedankt, maar ik kom niet"),
    ("de", "Danke, aber ich komme nicht"),
)
