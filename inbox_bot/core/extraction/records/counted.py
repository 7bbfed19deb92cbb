"""How many people a mail says that come."""

import re
from collections.abc import Iterator
from itertools import chain

from inbox_bot.core.alternation import alternation
from inbox_bot.core.document import Span
from inbox_bot.core.event import Event, FieldType
from inbox_bot.core.extraction.candidates import company, numbers, seats
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.labels import concepts
from inbox_bot.core.extraction.routing import is_reply
from inbox_bot.core.extraction.text.reading import Reading

_PEOPLE = (
    r"personen|persoon|deelnemers?|deelnemende|mensen|inschrijvingen|inschrijving|plaatsen|"
    r"plaatsjes?|plaats|personnes?|participants?|inscriptions?|places?|people|persons?|participants|"
    r"attendees|seats|registrations|teilnehmer|personen|platze|anmeldungen|leuten?|mann|kopfe|mitglieder[n]?|teilnehmern|teilnehmenden?"
)
_LEARN = (
    r"studenten|leerlingen|cursisten|stagiairs|etudiante?s|eleves|stagiaires|students|pupils|trainees|schulern?|"
    r"studierenden?|azubis"
)
_COUNT = re.compile(
    r"(?<![\w.,/:-])(?<!tent \()(?<!zelt \()(?<!tente \()"
    r"(\d{1,2}|(?!(?:een|une?|an|one|ein|eine)\s)[^\W\d_]{2,6})[ \n]+"
    rf"(?:{_PEOPLE})(?!\w)(?![ -](?:tent|zelt|tente)(?!\w))|(?<!\w)x\s?(\d)(?!\w)|"
    r"(?<!\w)(?<!other )(?<!andere )(?<!autres )(?<!anderen )(zwei|drei|vier|twee|drie|deux|trois|two|three)\s"
    r"(?:vom|van\s(?:de|het|ons)|de\snotre|of\sus)\s|"
    rf"(?<!\w)(?:met|a|with|zu|mit)\s+(?:z'n\s+|ons\s+|zijn\s+)?(\d|twee|drie|vier|vijf|zes|twee[eë]n|"
    rf"deux|trois|quatre|two|three|four|five|zweit|dritt|zwei|drei|vier)(?:en)?"
    r"(?:\s*[:.!,]|\s+(?:vanuit|namens|voor|naar|uit|van(?!\s+(?:mijn|onze|de|het|ons)\s)|pour|from|to|aus|vom|zum|zur|nach)(?!\w))|"
    rf"(?<!\w)(?:met|a|avec|with|mit)\s+(?:[^\W\d_]+\s+){{0,4}}?(\d{{1,2}}|[^\W\d_]{{4,16}})\s+(?:{_LEARN})(?!\w)"
)
_GROUP = re.compile(
    r"(?<!\w)(?:group|delegation|team|party|groupe|groep|gruppe|delegatie)\s+(?:of|de|van|von)\s+(?:about\s+|around\s+)?"
    r"(\d{1,2}|[^\W\d_]{3,6})(?!\w)|(?<!\w)(?:come|coming|komen|kommen|venir|venons)\s+with\s+(\d{1,2}|[^\W\d_]{3,6})\s+(?:or\s+\w+\s+)?"
    r"(?:people|persons|colleagues|participants|of\s+us)(?!\w)|(?<!\w)(?:we|us)\s+(?:are|will\s+be)\s+(\d{1,2}|[^\W\d_]{3,6})\s+"
    r"(?:people|persons|colleagues|participants|students)(?!\w)|"
    r"(?<![\w.,/:-])(\d|two|three|four|five|six|zwei|drei|vier|deux|trois|quatre|twee|drie)\s+(?:places|seats|spots|tickets|registrations|"
    r"plaatsen|inschrijvingen|inscriptions|platze|anmeldungen)(?!\w)(?!\s+(?:at|for)\s+(?:the\s+)?(?:\w+\s+)?dinner)"
)
"""How many come, where the event itself asks for a number of something else."""
_TOGETHER = {word: digits for word, digits in numbers.spelled().items() if int(digits) > 1} | company.TOGETHER
_SOME = rf"(\d{{1,2}}|{alternation(word for word, digits in numbers.spelled().items() if int(digits) > 1)})\s+"
_ENROLS = re.compile(
    rf"(?<!en )(?<!und )(?<!and )(?<!et )(?<!plus )(?<![\w.,/:-]){_SOME}(?:[^\W\d_]+\s+){{1,2}}"
    r"(?:anmelden|anzumelden|inschrijven|in\s+te\s+schrijven|aanmelden|aan\s+te\s+melden)(?!\w)|"
    r"(?<!\w)(?:inscrire|inscris|inscrivons|register|enroll?|sign\s+up|schrijf|schrijven|melde|melden)\s+"
    rf"{_SOME}[^\W\d_]{{3,}}(?!\s+(?:et|and|en|und|plus)\s)"
)
"""How many are to be registered, whatever they are: `zwölf Damen anmelden`."""
_WE = re.compile(
    rf"(?<!\w)(?:we|we'll|we're|wij|nous|on|wir)\s+(?:(?!om|tegen|rond|at|around|vers|um|gegen|ab|of|ou|or|oder)[^\W\d_]+\s+){{1,4}}?"
    rf"(?:(?:met|a|with|zu|mit)\s+(?:z'n\s+|ons\s+|zijn\s+)?)?({alternation(_TOGETHER)})(?!\w)"
    r"(?=\s*(?:$|[,:.!?;)\n]|(?:naar|aan|op|bij|au|aux|a|pour|to|at|for|from|zum|zur|zu|am|nach|from|van|uit|aus|von|vom|de|du)(?!\w)))"
)
"""How many of the sender's are coming: `wij komen met drie naar …`."""
_WISHED = re.compile(
    r"(?<!\w)(?:kamen|waren|hatten|wollten|wurden|zouden|hadden|wilden|aurions|voulions|serions|would|wanted|were)(?!\w)[^.!?\n]{0,40}"
    r"(?:\s|,)(?:aber|doch|maar|mais|but)(?!\w)"
)
"""How many would have come, were it not for something."""
_AND_MYSELF = re.compile(
    r"[^,.;:!?\n]{0,40}?\s(?:et|and|en|und|plus|ainsi\s+que|alsook|sowie)\s+"
    r"(?:moi|moi-meme|myself|me|ikzelf|mezelf|ik|ich|ich\s+selbst|mich)(?![\w-])"
)
_LINE = re.compile(r"[^\n]+")
_MOST = 50
"""More is no company."""


def own_text(reading: Reading) -> str:
    """Return the sender's own words, folded, with the subject above; that of an answer was written for another mail."""
    subject = "" if is_reply(reading.message.subject) else fold(reading.message.subject)
    return "\n".join([subject, *(reading.folded[row.span.start : row.span.end] for row in reading.own)])


def is_numbered(event: Event) -> bool:
    """Tell whether *event* asks for a number of something: not for somebody's age."""
    asked = {concepts.of(field) for field in event.fields if field.type is FieldType.NUMBER}
    return bool(asked - {"birth", "age"})


def announced(reading: Reading) -> Iterator[tuple[int, str]]:
    """Yield each number of people that is told, with its words."""
    numbered = is_numbered(reading.event)
    text = own_text(reading)
    in_cars, wished = _seats(reading, text), [Span(*one.span()) for one in _WISHED.finditer(text)]
    told = (_GROUP, _ENROLS) if numbered else (_COUNT, _WE, _ENROLS)
    for match in chain.from_iterable(pattern.finditer(text) for pattern in told):
        number = next(filter(None, match.groups()), "")
        said = _TOGETHER.get(number) or numbers.number(number)
        if any(span.start < match.end() and match.start() < span.end for span in (*in_cars, *wished)):
            continue
        if said and 0 < int(said) < _MOST:
            yield int(said) + bool(_AND_MYSELF.match(text, match.end())), " ".join(match.group().split())


def _seats(reading: Reading, text: str) -> list[Span]:
    """Return where *text* tells of places in a car; in what words ever, where the event asks for them."""
    asked = any(concepts.of(field) == "seats" for field in reading.event.fields)
    return [
        Span(line.start() + span.start, line.start() + span.end)
        for line in _LINE.finditer(text)
        for span in ((one for one, _ in seats.find(line.group())) if asked else seats.offered(line.group()))
    ]
