"""Forty ways to say in each language that one comes, and forty mails of the same people that register nobody.

A line is a subject, a bar and a text, which the sender's signature follows; `{r}` answers the announcement.
"""

COMING = {
    "nl": """
studiedag | Noteer me maar voor de 19e.
studiedag 19 maart | Ik ben erbij!
studiedag klimaatplannen | Ik ben van de partij op 19 maart.
{r} | Ja hoor, ik kom.
{r} | Leuk, tot dan!
{r} | Hier meld ik me aan.
{r} | Ik pik graag mee aan.
studiedag | Mag ik hierbij mijn komst bevestigen?
inschrijving | Zie mijn gegevens onderaan.
Inschrijving studiedag Klimaatplannen | Hierbij.
aanmelding | Graag ingeschreven voor de dag in Gent.
19 maart | Graag zou ik deze dag meemaken.
Studiedag Klimaatplannen | Wilt u zo goed zijn mij op de deelnemerslijst te zetten? Mijn gegevens staan hieronder.
Studiedag Klimaatplannen | Bij deze laat ik weten dat ik aanwezig zal zijn.
Studiedag | Reserveer je een stoel voor mij?
klimaat | Ik wil de studiedag in Gent niet missen, schrijf me in aub.
Re: uitnodiging | Dank voor de uitnodiging, ik ga er graag op in.
studiedag | Ik zou willen deelnemen aan de studiedag in de Vooruit.
studiedag | Als het nog kan, graag een plaatsje voor mij.
studiedag klimaatplannen | Tel mij erbij.
studiedag klimaatplannen | Ik neem er deel aan, met plezier zelfs.
studiedag 19/3 | Inschrijven voor mij graag, dank!
Deelname studiedag | Ik bevestig.
studiedag klimaatplannen | Onze dienst stuurt mij naar de studiedag.
studiedag klimaatplannen | Ik ga ook.
studiedag klimaatplannen | Ik zal er ook bij zijn.
studiedag | Kan u mij inschrijven aub?
Klimaatplannen in de praktijk | Deze studiedag interesseert me, ik had me graag ingeschreven.
Klimaatplannen in de praktijk | Ik verwittig u dat ik op 19 maart kom.
Klimaatplannen in de praktijk | Ik kijk ernaar uit om op 19 maart aanwezig te zijn.
Klimaatplannen in de praktijk | Mag u mij ook verwachten op de 19de.
Klimaatplannen in de praktijk | U mag op mij rekenen.
Klimaatplannen in de praktijk | Inschrijvinkje voor de studiedag!
Klimaatplannen in de praktijk | Ik hoor er ook graag bij te zijn.
inschrijving studiedag | mijn inschrijving, alle info staat in mijn handtekening
studiedag klimaatplannen | Bij deze wil ik mij opgeven voor de studiedag.
studiedag klimaatplannen | Hopelijk is er nog plaats. Ik kom graag.
studiedag klimaatplannen | Mijn naam mag op de lijst.
studiedag klimaatplannen | Gaarne inschrijving voor ondergetekende.
studiedag | Ik vertegenwoordig onze stad op de studiedag.
""",
    "fr": """
colloque | Notez-moi pour le 7.
colloque du 7 mai | J'en suis !
colloque mobilité | Je serai des vôtres le 7 mai.
{r} | Oui, je viens.
{r} | Super, à bientôt !
{r} | Présente !
{r} | Je me joins à vous avec plaisir.
colloque | Puis-je vous confirmer ma venue par la présente ?
inscription | Voir mes coordonnées ci-dessous.
Inscription colloque Mobilité | Voilà.
inscription | Je souhaite être inscrite à la journée de Tournai.
7 mai | J'aimerais y prendre part.
Colloque Mobilité | Auriez-vous l'amabilité de m'ajouter à la liste des participants ? Mes coordonnées figurent ci-dessous.
Colloque Mobilité | Par la présente, je vous informe que j'assisterai au colloque.
Colloque | Tu me gardes une chaise ?
Mobilité | Je ne veux pas rater le colloque de Tournai, inscrivez-moi svp.
Re: invitation | Merci pour l'invitation, j'y réponds favorablement.
colloque | Je voudrais participer au colloque aux Halles.
colloque | S'il reste de la place, je suis partante.
colloque mobilité | Comptez-moi parmi vous.
colloque mobilité | J'y participe avec grand plaisir.
colloque 7/5 | Une inscription pour moi, merci !
Participation colloque | Je confirme.
colloque mobilité | Mon service m'envoie au colloque.
colloque mobilité | Je viens aussi.
colloque mobilité | J'y serai également.
colloque | Pouvez-vous m'inscrire svp ?
Mobilité et quartiers | Ce colloque m'intéresse, je désire m'y inscrire.
Mobilité et quartiers | Je vous signale ma présence le 7 mai.
Mobilité et quartiers | Je me réjouis d'assister au colloque le 7 mai.
Mobilité et quartiers | Vous pouvez compter sur moi.
Mobilité et quartiers | Petite inscription de dernière minute pour le colloque.
Mobilité et quartiers | C'est d'accord pour moi le 7 mai.
Mobilité et quartiers | Veuillez prendre bonne note de ma participation.
inscription colloque | mon inscription, toutes les infos sont dans ma signature
colloque mobilité | Je me permets de m'inscrire au colloque.
colloque mobilité | En espérant qu'il reste une place : je viens volontiers.
colloque mobilité | Mon nom peut figurer sur la liste.
colloque mobilité | Merci d'acter mon inscription.
colloque | Je représenterai notre ville au colloque.
""",
    "en": """
workshop | Put me down for the 7th.
workshop 7 October | I'm in!
data workshop | I'll be joining you on 7 October.
{r} | Yes, I'm coming.
{r} | Great, see you there!
{r} | Count me in.
{r} | I'd be happy to join you all.
workshop | May I hereby confirm my attendance?
registration | See my details below.
Registration Workshop Open Data | Here you go.
registration | I would like to be registered for the day in Dublin.
7 October | I'd love to be part of this.
Open Data Quality workshop | Would you be so kind as to add me to the list of participants? My details are below.
Open Data Quality workshop | This is to let you know that I shall be attending the workshop.
Workshop | Can you save me a seat?
Data quality | I don't want to miss the workshop in Dublin, please sign me up.
Re: invitation | Thanks for the invite, I gladly accept.
workshop | I want to take part in the workshop at Trinity Hall.
workshop | If there is still room, I'd like a place.
data workshop | Count me among the participants.
data workshop | I'll take part with great pleasure.
workshop 7/10 | One registration for me please, thanks!
Attendance workshop | Confirmed.
data workshop | My department is sending me to the workshop.
data workshop | I'm going too.
data workshop | I will be there as well.
workshop | Can you register me please?
Open Data Quality | This workshop interests me and I wish to enrol.
Open Data Quality | I am letting you know that I will come on 7 October.
Open Data Quality | I look forward to attending on 7 October.
Open Data Quality | You can expect me on the 7th.
Open Data Quality | A last-minute registration for the workshop.
Open Data Quality | Works for me, I'll be at the workshop.
Open Data Quality | Kindly note my participation.
workshop registration | my registration, all info is in my signature
data workshop | I am writing to sign up for the workshop.
data workshop | Hoping there is a spot left: I'd like to come.
data workshop | Please put my name on the list.
data workshop | I hereby apply to participate in the workshop.
workshop | I will represent our council at the workshop.
""",
    "de": """
Fachtagung | Merken Sie mich für den 7. vor.
Fachtagung 7. Dezember | Bin dabei!
Fachtagung Verwaltung | Ich bin am 7. Dezember mit von der Partie.
{r} | Ja, ich komme.
{r} | Prima, bis dann!
{r} | Zusage von mir.
{r} | Ich schließe mich gerne an.
Fachtagung | Darf ich hiermit meine Teilnahme bestätigen?
Anmeldung | Meine Daten siehe unten.
Anmeldung Fachtagung Digitale Verwaltung | Anbei.
Anmeldung | Ich möchte für den Tag in Aachen angemeldet werden.
7. Dezember | Da wäre ich gerne dabei.
Fachtagung Digitale Verwaltung | Wären Sie so freundlich, mich auf die Teilnehmerliste zu setzen? Meine Daten stehen unten.
Fachtagung Digitale Verwaltung | Hiermit teile ich Ihnen mit, dass ich an der Fachtagung teilnehmen werde.
Fachtagung | Hältst du mir einen Stuhl frei?
Digitale Verwaltung | Die Fachtagung in Aachen möchte ich nicht verpassen, bitte melden Sie mich an.
AW: Einladung | Danke für die Einladung, ich nehme sie gerne an.
Fachtagung | Ich will an der Tagung im Rathaus teilnehmen.
Fachtagung | Falls noch Platz ist, hätte ich gerne einen.
Fachtagung Verwaltung | Rechnen Sie mit mir.
Fachtagung Verwaltung | Ich nehme mit großer Freude teil.
Fachtagung 7.12. | Einmal Anmeldung für mich bitte, danke!
Teilnahme Fachtagung | Ich bestätige.
Fachtagung Verwaltung | Meine Abteilung schickt mich zur Fachtagung.
Fachtagung Verwaltung | Ich komme auch.
Fachtagung Verwaltung | Ich werde ebenfalls da sein.
Fachtagung | Können Sie mich bitte anmelden?
Digitale Verwaltung | Diese Tagung interessiert mich, ich möchte mich anmelden.
Digitale Verwaltung | Ich gebe Bescheid, dass ich am 7. Dezember komme.
Digitale Verwaltung | Ich freue mich, am 7. Dezember dabei zu sein.
Digitale Verwaltung | Sie können am 7. mit mir rechnen.
Digitale Verwaltung | Eine Anmeldung in letzter Minute für die Fachtagung.
Digitale Verwaltung | Passt mir, ich bin bei der Fachtagung dabei.
Digitale Verwaltung | Bitte vermerken Sie meine Teilnahme.
Anmeldung Fachtagung | meine Anmeldung, alle Angaben in der Signatur
Fachtagung Verwaltung | Hiermit gebe ich meine Anmeldung zur Fachtagung ab.
Fachtagung Verwaltung | Hoffentlich ist noch was frei: ich komme gern.
Fachtagung Verwaltung | Setzen Sie meinen Namen bitte auf die Liste.
Fachtagung Verwaltung | Ich bitte um Aufnahme in die Teilnehmerliste.
Fachtagung | Ich vertrete unsere Stadt auf der Fachtagung.
""",
}  # fmt: skip

NOT_COMING = {
    "nl": """
{r} | Bedankt voor de uitnodiging!
{r} | Ik zag je uitnodiging. Mooi programma.
{r} | Ik stuur dit door naar mijn collega's.
{r} | Dank, ik bekijk het met mijn diensthoofd.
{r} | Interessant, maar die dag zit ik in het buitenland.
{r} | Spijtig, dit jaar lukt het niet.
{r} | Kan je me het programma in pdf bezorgen?
{r} | Komt er een verslag van de studiedag?
{r} | Succes met de organisatie!
{r} | Wie spreekt er over mobiliteit?
studiedag | De broodjes voor de studiedag zijn besteld.
studiedag | Hoeveel inschrijvingen heb je al?
studiedag | Kan je de deelnemerslijst van de studiedag doorsturen?
studiedag | De affiche hangt uit in de inkomhal.
studiedag | De zaal is bevestigd voor 19 maart.
studiedag | Ik kom om 8 uur de stoelen klaarzetten.
studiedag | Heb je al iets gehoord van de spreker?
studiedag 19 maart | Vergeet de badges niet.
studiedag 19 maart | De factuur van De Vooruit zit in bijlage.
studiedag 19 maart | Zal ik de naamkaartjes drukken?
studiedag | Ik heb me vorige week al ingeschreven, klopt dat?
studiedag | Was mijn inschrijving goed aangekomen?
studiedag vorig jaar | De studiedag van vorig jaar was fantastisch.
vergadering | Ik ben aanwezig op de vergadering van donderdag.
lunch | Ja, ik kom lunchen.
afscheid | Ik kom graag naar het afscheid van An.
Inschrijving sportkamp | Ik schrijf mijn zoon in voor het sportkamp.
Inschrijving EHBO | Graag inschrijven voor de EHBO-cursus van april.
Sollicitatie beleidsmedewerker | Hierbij stel ik mij kandidaat. Naam: Sofie Claes, Organisatie: Stad Antwerpen, E-mailadres: sofie.claes@antwerpen.example
Bestelling | Graag 10 stoelen leveren op naam van Sofie Claes, Stad Antwerpen, sofie.claes@antwerpen.example
Nieuwsbrief | Gelieve mij in te schrijven op jullie nieuwsbrief.
nieuw adres | Mijn nieuwe mailadres is sofie.claes@antwerpen.example. Gelieve dit te noteren.
contact | Je vroeg mijn gegevens: Sofie Claes, Stad Antwerpen, sofie.claes@antwerpen.example
Automatisch antwoord: studiedag | Ik ben afwezig tot 23 maart.
{r} | Ik ben met vakantie en lees mijn mails niet. Voor dringende zaken: Jan Maes, Stad Gent, jan.maes@gent.example
{r} | Ik werk niet meer voor Stad Antwerpen. U kan terecht bij An Maes, an.maes@antwerpen.example.
studiedag Hasselt | Graag schrijf ik me in voor de studiedag in Hasselt op 25 april.
webinar | Ik volg graag het webinar van 4 april.
{r} | Mijn collega was ingeschreven maar is ziek.
ouderavond | Ik kom naar de ouderavond van 19 maart.
""",
    "fr": """
{r} | Merci pour l'invitation !
{r} | J'ai vu votre invitation. Beau programme.
{r} | Je transmets à mes collègues.
{r} | Merci, j'en parle avec mon chef.
{r} | Intéressant, mais je serai à l'étranger ce jour-là.
{r} | Dommage, cette année ce ne sera pas possible.
{r} | Pourriez-vous m'envoyer le programme en pdf ?
{r} | Y aura-t-il un compte rendu du colloque ?
{r} | Bonne chance pour l'organisation !
{r} | Qui parle de mobilité ?
colloque | Les sandwichs pour le colloque sont commandés.
colloque | Combien d'inscriptions as-tu déjà ?
colloque | Peux-tu me transférer la liste des participants au colloque ?
colloque | L'affiche est accrochée dans le hall.
colloque | La salle est confirmée pour le 7 mai.
colloque | Je viens à 8 heures installer les chaises.
colloque | As-tu des nouvelles de l'orateur ?
colloque 7 mai | N'oublie pas les badges.
colloque 7 mai | La facture de la Halle aux Draps est en annexe.
colloque 7 mai | Dois-je imprimer les badges ?
colloque | Je me suis inscrite la semaine passée, est-ce en ordre ?
colloque | Mon inscription est-elle bien arrivée ?
colloque 2024 | Le colloque de l'an dernier était formidable.
réunion | Je serai présente à la réunion de jeudi.
lunch | Oui, je viens manger avec vous.
départ | Je viens avec plaisir au pot de départ d'Anne.
Inscription stage | J'inscris mon fils au stage de foot.
Inscription secourisme | Merci de m'inscrire à la formation secourisme d'avril.
Candidature | Par la présente je pose ma candidature. Nom : Claire Dumont, Commune : Namur, Téléphone : 0470 12 34 56
Commande | Merci de livrer 10 chaises au nom de Claire Dumont, Namur, 0470 12 34 56
Newsletter | Veuillez m'inscrire à votre newsletter.
nouveau numéro | Mon nouveau numéro est le 0470 12 34 56. Merci d'en prendre note.
contact | Tu demandais mes coordonnées : Claire Dumont, Namur, 0470 12 34 56
Réponse automatique : colloque | Je suis absente jusqu'au 12 mai.
{r} | Je suis en congé et ne lis pas mes mails. En cas d'urgence : Jean Petit, Ville de Mons, 065 12 34 56
{r} | Je ne travaille plus à la Ville de Namur. Adressez-vous à Anne Petit, anne.petit@namur.example.
colloque Liège | Je m'inscris au colloque de Liège du 12 juin.
webinaire | Je suivrai volontiers le webinaire du 4 juin.
{r} | Ma collègue était inscrite mais elle est malade.
réunion de parents | Je viens à la réunion de parents du 7 mai.
""",
    "en": """
{r} | Thank you for the invitation!
{r} | I saw your invitation. Nice programme.
{r} | I will forward this to my colleagues.
{r} | Thanks, I will discuss it with my boss.
{r} | Interesting, but I will be abroad that day.
{r} | A pity, it won't work this year.
{r} | Could you send me the programme as a pdf?
{r} | Will there be proceedings of the workshop?
{r} | Good luck with the organisation!
{r} | Who speaks about mobility?
workshop | The sandwiches for the workshop are ordered.
workshop | How many registrations do you have?
workshop | Can you forward me the participants list of the workshop?
workshop | The poster is up in the hall.
workshop | The room is confirmed for 7 October.
workshop | I will come at 8 to set up the chairs.
workshop | Any news from the speaker?
workshop 7 October | Don't forget the badges.
workshop 7 October | The invoice of Trinity Hall is attached.
workshop 7 October | Shall I print the badges?
workshop | I registered last week, is everything in order?
workshop | Did my registration arrive?
last year's workshop | Last year's workshop was fantastic.
meeting | I will attend the meeting on Thursday.
lunch | Yes, I'm coming for lunch.
farewell | I'd love to come to Ann's farewell.
Summer camp registration | I would like to register my son for the football camp.
First aid | Please register me for the first aid course in April.
Application | I hereby apply for the job. Name: Mary Byrne, Affiliation: Dublin City Council
Order | Please deliver 10 chairs for Mary Byrne, Dublin City Council, mary.byrne@dublin.example
Newsletter | Please subscribe me to your newsletter.
new address | My new address is mary.byrne@dublin.example. Please take note.
contact | You asked for my details: Mary Byrne, Dublin City Council, mary.byrne@dublin.example
Automatic reply: workshop | I am out of the office until 12 October.
{r} | I am on leave and do not read my mail. Urgent? John Kelly, UCD, john.kelly@ucd.example
{r} | I no longer work for Dublin City Council. Please contact Ann Kelly, ann.kelly@dublin.example.
workshop Cork | Please register me for the workshop in Cork on 12 November.
webinar | I will join the webinar on 4 November.
{r} | My colleague was registered but is ill.
parents' evening | I will come to the parents' evening on 7 October.
""",
    "de": """
{r} | Danke für die Einladung!
{r} | Ich habe Ihre Einladung gesehen. Schönes Programm.
{r} | Ich leite das an meine Kollegen weiter.
{r} | Danke, ich bespreche es mit meinem Chef.
{r} | Interessant, aber an dem Tag bin ich im Ausland.
{r} | Schade, dieses Jahr klappt es nicht.
{r} | Könnten Sie mir das Programm als PDF schicken?
{r} | Gibt es einen Tagungsband?
{r} | Viel Erfolg bei der Organisation!
{r} | Wer spricht über Mobilität?
Fachtagung | Die Brötchen für die Fachtagung sind bestellt.
Fachtagung | Wie viele Anmeldungen hast du schon?
Fachtagung | Kannst du mir die Teilnehmerliste der Fachtagung weiterleiten?
Fachtagung | Das Plakat hängt im Foyer.
Fachtagung | Der Raum ist für den 7. Dezember bestätigt.
Fachtagung | Ich komme um 8 Uhr, um die Stühle aufzustellen.
Fachtagung | Hast du schon etwas vom Referenten gehört?
Fachtagung 7. Dezember | Vergiss die Namensschilder nicht.
Fachtagung 7. Dezember | Die Rechnung vom Rathaus ist im Anhang.
Fachtagung 7. Dezember | Soll ich die Namensschilder drucken?
Fachtagung | Ich habe mich letzte Woche angemeldet, ist alles in Ordnung?
Fachtagung | Ist meine Anmeldung angekommen?
Fachtagung letztes Jahr | Die Fachtagung letztes Jahr war großartig.
Sitzung | Ich nehme an der Sitzung am Donnerstag teil.
Mittagessen | Ja, ich komme zum Mittagessen.
Abschied | Ich komme gerne zur Abschiedsfeier von Anna.
Anmeldung Ferienlager | Ich melde meinen Sohn zum Fußballcamp an.
Erste Hilfe | Bitte melden Sie mich zum Erste-Hilfe-Kurs im April an.
Bewerbung | Hiermit bewerbe ich mich. Name: Inge Krause, Funktion: Sachbearbeiterin, E-Mail: inge.krause@aachen.example
Bestellung | Bitte liefern Sie 10 Stühle an Inge Krause, Sachbearbeiterin, Stadt Aachen, inge.krause@aachen.example
Newsletter | Bitte melden Sie mich zu Ihrem Newsletter an.
neue Adresse | Meine neue Adresse ist inge.krause@aachen.example. Bitte vermerken.
Kontakt | Du wolltest meine Daten: Inge Krause, Sachbearbeiterin, inge.krause@aachen.example
Automatische Antwort: Fachtagung | Ich bin bis 12. Dezember abwesend.
{r} | Ich bin im Urlaub und lese keine Mails. Dringend? Hans Meier, Stadt Köln, hans.meier@koeln.example
{r} | Ich arbeite nicht mehr bei der Stadt Aachen. Bitte wenden Sie sich an Anna Meier, anna.meier@aachen.example.
Tagung Köln | Ich melde mich zur Tagung in Köln am 12. März an.
Webinar | Ich nehme am Webinar am 4. Januar teil.
{r} | Meine Kollegin war angemeldet, ist aber krank.
Elternabend | Ich komme zum Elternabend am 7. Dezember.
""",
}  # fmt: skip
