"""What part somebody who is named plays: comes, is brought along, is only mentioned."""

import re
from collections.abc import Iterator

from inbox_bot.core.document import Span
from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import emails, jobs, names, places
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.prose.people import enrolled
from inbox_bot.core.extraction.prose.people.explained import is_sender
from inbox_bot.core.extraction.routing import event_days
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.extraction.wording.days import days
from inbox_bot.core.extraction.wording.lexicon import kinds
from inbox_bot.core.extraction.wording.words import folded_words

_SELF = re.compile(rf"(?:^|\W){lexicon.any_of('self')}\s*[:(,]?\s*$")
_NAME_IS = re.compile(r"(?<!\w)name(?:,|\s)[^.!?\n]{0,40}\sis\s+$|(?:^|[.!?,]\s)(?:it is|it's|this is|here is)\s+$")
_COMPANION = re.compile(
    rf"(?:^|\W){lexicon.any_of('companions')}\s*[:(,]?\s*(?:in\s+cc\s*,?\s*)?"
    r"(?:(?:mr|mrs|ms|dr|ir|prof|mme|m|dhr|mevr|mevrouw|de heer|monsieur|madame|herrn?|frau)\.?\s+)*$"
)
_ENROLLED = re.compile(
    r"(?:register|enroll?|sign\s+up|inscrire|inscrivez|designe|designent|delegue|nominate[sd]?|delegates?|vaardigt|inschrijven|inschrijving\s+van|anmelden|melde|(?:aufnahme|anmeldung|vormerkung|eintragung|teilnahme|inscription|inschrijving|registration)\s+(?:von|de|van|of|for))\s+"
    r"(?:(?:my|our|the|mijn|onze|mon|ma|notre|meinen?|unseren?|also|aussi|ook|mr|mrs|ms|dr|prof|professor|mme|m|dhr|mevr|"
    r"mevrouw|de heer|herrn?|frau|boss|director|colleague|collega|collegue|kollegen?|kollegin)\.?,?\s+)*$"
)
_WISHING = re.compile(
    r"(?<!\w)(?:melde[nt]?|mochten?|darf|durfte|wurden?|will|wollen|bitte|konnen|konnten|kannst|kann)(?!\w)[^!?\n]{0,80}$"
)
_TO_ENROL = re.compile(
    r"[^.!?\n]{0,80}?(?<!\w)(?:anmelden|anzumelden|eintragen|einzutragen|einschreiben|einzuschreiben|registrieren|"
    r"vormerken|vorzumerken|aufnehmen|aufzunehmen|an[.!\n]|an$)(?!\w)"
)
"""In German the verb comes last: `ich darf Frau An Claes für das Treffen anmelden`."""
_ASKING = re.compile(
    r"(?<!\w)(?:wil(?:t|len)?|kan|kun(?:t|nen)?|zou(?:den)?|mag|mogen|gelieve|graag|wens(?:t|en)?|dank|bedankt|vraag|vragen|vraagt|verzoek\w*)(?!\w)[^!?\n]{0,80}$"
)
_TO_NOTE = re.compile(
    r"(?:[^.!?\n]|\.(?=\w)){0,80}?(?<!\w)(?:in\s?te\s?schrijven|inschrijven|aan\s?te\s?melden|aanmelden|op\s?te\s?geven|opgeven|te\s+noteren|noteren|"
    r"te\s+registreren|registreren|toe\s?te\s?voegen|toevoegen)(?!\w)"
)
_BRINGS = re.compile(
    r"(?<!\w)(?:breng|brengen|neem|nemen|bringe|bringen|nehme|nehmen)\s+(?:(?:ik|we|wij|ich|wir|ook|graag|nog|dan|auch|gerne?|noch)\s+){0,3}$"
)
_ALONG = re.compile(r"[^.!?\n]{0,60}?(?<!\w)(?:mee|mit)(?!\w)")
"""Around whom somebody brings along: `ik breng An Claes mee`."""
_ONESELF_ASKS = re.compile(r"[^.!?\n]{0,60}?(?<!\w)(?:zich|vroeg|vraagt|ik|mij|me|mezelf)(?!\w)")
"""In Dutch, too, and a question asks for it: `kunt u mevrouw An Claes, jurist, inschrijven?`"""
_SENT = re.compile(
    r"(?<!\w)(?:kommt|kommen|nimmt|nehmen|vertritt|vertreten|fahrt|reist|erscheint|entsende[nt]?|schicke[nt]?|"
    r"delegiere[nt]?|benenne[nt]?|nominiere[nt]?|meldet sich|melden sich)(?:\s+(?!und\s|dass\s|zu[mr]?\s)\w+){0,3}\s+$"
)
_REPORTING = re.compile(
    rf"[^.!?\n]{{0,60}}?\b(?:{lexicon.any_of('reporting')}(?!\w)|(?:kan|kunnen|kon|komt|can|kann|"
    rf"peut)\b[^.!?\n]{{0,40}}\b(?:niet|not|nicht|pas)(?!\w))"
)
_ASIDE = re.compile(
    r"\s*\([^()\n]*\)\s*,?|\s*,?\s*die\s[^,.\n]*,|"
    r",\s(?:onze|ons|mijn|de|het|our|my|the|notre|mon|ma|le|la|unsere?|meine?|der|die)\s[^,.!?\n]{2,60},"
)
_COMES_BEFORE = r"(?<!\w)(?:komt|komen|gaat|gaan|vient|viendra|viendront|comes?|coming|kommt|kommen)(?!\w)"
_ABSENT = re.compile(
    rf"(?:(?!{_COMES_BEFORE})[^.!?\n]){{0,40}}?(?<!\w)(?:(?:heeft|hebben|had|hadden|zit|zitten|(?:a|ont)\s(?:deja\s)?une?|has|have|hat|haben)\s(?:[^\s.!?,]+\s){{0,4}}?"
    rf"(?:(?:een|in|op|met|a|an|at|ein|eine|einen|auf)\s)?{lexicon.any_of('engagements')}(?!\w)|"
    r"(?:al|reeds|deja|already|bereits|schon)\s(?:in|aan|op|inscrit\w*|inscrite\w*|registered|signed|an|angemeldet|ingeschreven)(?!\w)|"
    r"(?:was|waren|had|hadden|stond|stonden|hoopte|hoopten|hoped|planned|were|would\s+have|aurait|avait|esperait|war|waren|hatten?)\s"
    r"[^.!?\n]{0,60}?(?<!\w)(?:mais|maar|but|aber|doch)(?!\w)|(?:devai\w+|voulai\w+|comptai\w+|souhaitai\w+|wou|wilde|zou|wanted\s+to|was\s+\w+\s+to|wollte|sollte)\s"
    r"[^.!?\n]{0,60}?(?<!\w)(?:mais|maar|but|aber|doch)(?!\w)|(?:had|heeft|hebben|is|was|zijn|hadden|a|est|s'est|has|have|hat|ist)\s(?:[^\s.!?]+\s){0,2}"
    r"(?:al|reeds|deja|already|bereits|schon)(?!\w)|ook\s+niet|evenmin|non\s+plus|neither|auch\s+nicht|"
    r"(?:valt|vallen|haakt|haken)\s(?:[^\s.!?]+\s){0,2}af(?!\w)|komt?\s+(?:helaas\s+|dan\s+)?niet|"
    r"(?:is|zijn|est|sont|sera|seront|will\s+be|are|ist|sind)\s(?:[^\s.!?,]+\s){0,4}(?:verhinderd|afwezig|empeche\w*|absente?s?|"
    r"unable|unavailable|verhindert|abwesend)(?!\w)|"
    r"(?:zit|zitten|heeft|hebben|is|zijn|est|sont|a|are|has|ist|sind|hat)\s(?:[^\s.!?,]+\s){0,3}?(?:in\s+(?:het|de)\s+(?:college|raad|buitenland|"
    r"gemeenteraad|vergadering)|(?:met\s+|op\s+|ander\s+)?(?:verlof|vakantie)|op\s+(?:dienst)?reis|ziek|en\s+conge|en\s+vacances|en\s+voyage|"
    r"a\s+l'etranger|malade|on\s+(?:leave|holiday|vacation)|abroad|ill|im\s+(?:urlaub|ausland)|krank|auf\s+(?:dienst)?reise[n]?|urlaub)(?!\w)|(?:laat|laten|lasst|lassen)\s+(?:zich|sich)\s+(?:[^\s.!?,]+\s){0,2}"
    r"(?:verontschuldigen|entschuldigen)|s'excuse(?:nt)?(?!\w)|sends?\s+(?:his|her|their)\s+(?:apologies|regrets))"
)
_OPEN_STILL = re.compile(
    r"(?:\s*,[^,.!?\n]{2,60},)?\s*(?:twijfel(?:t|en)|aarzel(?:t|en)|we(?:et|ten)\s+(?:het\s+)?nog\s+niet|moet(?:en)?\s+(?:het\s+|dat\s+)?nog\s+(?:be|na)?(?:kijken|zien|slissen|vragen)|"
    r"la(?:at|ten)\s+(?:(?:het|dit|nog|je|u|zelf|iets)\s+){1,4}weten|hesite(?:nt)?|ne\s+sai(?:t|vent)\s+pas\s+encore|vous\s+(?:le\s+)?(?:dira|confirmera)|"
    r"(?:is|are)\s+(?:still\s+)?(?:unsure|undecided|hesitating|not\s+sure)|will\s+let\s+you\s+know|uberleg(?:t|en)\s+noch|wei(?:ss|ß)\s+(?:es\s+)?noch\s+nicht|"
    r"melde(?:t|n)\s+sich\s+(?:noch|selbst|separat))(?!\w)"
)
"""Who has not decided yet is none of those who are registered: `mijn collega An Claes twijfelt nog`."""
_TITLED_NAME = re.compile(
    r"(?:^|[.!?:;\n]\s*)(?:(?:de|onze)\s+)?(?:burgemeester|schepen|wethouder|gedeputeerde|raadslid|gemeenteraadslid|minister|bourgmestre|echevine?|maire|mayor|alderman|burgermeister(?:in)?|stadtrat|stadtratin|beigeordnete)\s+$"
)
"""Behind the title of an office at the beginning of a sentence stands a name, known or not."""
_DID = re.compile(
    r"(?:\s*,[^,.!?\n]{2,60},)?\s*(?:heeft|hebben|had|hadden)\s+(?!zich(?!\w))(?:(?!me\s|mij\s|ons\s)[^\s.!?,]+\s){0,4}?"
    r"(?!gevraagd|beslist|besloten|bevestigd|getoond|gemeld|gereageerd|verzocht|gekozen)(?:ge|be|ver|ont|her)[a-z]{2,}(?:d|t|en)(?!\w)"
)
"""What somebody did: `Jan Smets, onze jurist, heeft ze allemaal bezocht`."""
_ARRANGES = re.compile(
    r"(?:[^.!?\n]|\.(?=\w)){0,80}?(?<!\w)(?:s'occupe(?:ra)?\s+(?:du\s+(?:reste|suivi)|de\s+(?:tout|la\s+suite))|se\s+charge(?:ra)?\s+(?:du\s+reste|de\s+tout)|"
    r"(?:regelt|doet)\s+(?:de\s+rest|alles|het\s+verdere|verder)|(?:will\s+)?(?:sees?\s+to|takes?\s+care\s+of|handles?|arranges?)\s+"
    r"(?:the\s+(?:rest|details)|everything)|kummert\s+sich\s+um\s+(?:den\s+rest|alles|das\s+weitere)|(?:erledigt|regelt)\s+"
    r"(?:den\s+rest|alles|das\s+weitere))(?!\w)"
)
"""Who sees to the rest for another is not the one who comes: `My secretary (An Claes) will see to the rest`."""
_ASKED_FOR = re.compile(
    r"[^.!?\n]{0,60}?(?<!\w)(?:vroeg|vraagt|vroegen|vragen|gevraagd|verzocht|demande|asked|asks|bat|bittet)(?!\w)[^.!?\n]{0,30}"
    r"(?<!\w)(?:haar|hem|hen|zich|l'|la|le|les|him|her|them|ihn|sie)\s*(?:ook\s+)?(?:in\s?te\s?schrijven|inschrijven|aan\s?te\s?melden|aanmelden|"
    r"op\s?te\s?geven|te\s+noteren|inscrire|to\s+be\s+registered|anzumelden)"
)
"""Who asked another to be registered by them comes."""
_COMING = re.compile(
    r"(?:,[^,.\n]{2,60},|\s*\([^()\n]*\),?)?\s+(?:zal|zullen|wil|willen|wenst|wensen|neemt|nemen|komt|komen|zou|zouden|gaat|gaan|schrijft|schrijven|"
    r"woont|volgt|is\s+(?:graag|aanwezig|er\s+graag)|sera|seront|souhaite\w*|participe\w*|viendr\w+|assister\w*|me\s+remplace\w*|prend\w*\s+ma\s+place|vervangt\s+m|replaces\s+me|is\s+replacing\s+me|takes\s+my|vertritt\s+m|will|would\s+like|"
    r"wishes|wants|mochte\w*|nimmt|nehmen|kommt|wird)(?!\w)"
)
"""What stands behind the name of one who comes: a verb of wishing or coming."""
_ARTICLES = re.compile(r"(?:(?:^|(?<=\W))(?:de|het|onze|mijn|le|la|the|our|my|der|die|mein|unser)\s+)?$")
_TITLES = re.compile(rf"(?:{lexicon.any_of('titles')}\.?\s*)+")
_FORMERLY = re.compile(
    r"(?<!\w)(?:(?:via|dankzij|door|van|bij|par|grace\s+a|through|via|from|von|durch)\s+(?:mijn|onze|een|mon|ma|un|une|my|our|a|mein\w*|ein\w*)\s+"
    r"(?:[\w-]+\s+){0,2}|(?:vroegere|voormalige|ex-?|oud-|ancienne?|former|ehemalige[rn]?)\s*[\w-]+\s+)$"
)
"""Who only passed the word on, or was a colleague once."""
_AND = re.compile(r"\s+(?:en|et|and|und|&|\+)\s+")
_CLAUSE = 250
_MENTION = re.compile(
    r"(?:(?<!\w)(?:i\.?\s?a\.|i\.?\s?v\.|i\.?\s?o\.|p\.?\s?p\.?a?\.?|gez\.|im\s+auftrag|in\s+vertretung)|doe\s+(?:zeker\s+)?de\s+groeten\s+aan|vervang|vervangt|vervanger\s+van|ter\s+vervanging\s+van|in\s+de\s+plaats\s+van|"
    r"in\s+plaats\s+van|i\.p\.v\.|ipv|opvolger\s+van|opvolgster\s+van|collega\s+van|medewerker\s+van|remplace|a\s+la\s+place\s+de|"
    r"replace|replacing|instead\s+of|successor\s+of|vertrete|anstelle\s+von|volgens|dankzij|selon|grace\s+a|according\s+to|thanks\s+to|laut|groeten\s+aan|via|prof\.?|professor|van|door|from|by|"
    r"de\s+la\s+part\s+de|von|met\s+dank\s+aan|group\s+of|with)\s+$"
)


_FROM_ALL = re.compile(
    r"(?<!\w)(?:all|both|us|we are|alle\w*|beide\w*|tous|toutes|wir sind)\s+"
    r"(?:(?:les\s+)?(?:deux|trois|quatre|zwei|drei|twee|drie)\s+)?(?:from|of|van|vanuit|de|du|von|aus)\s+$"
)
"""Behind these stands where people work, and no name."""


def part_played(reading: Reading, row: Row, span: Span, name: str) -> Iterator[str]:
    """Yield the evidence for and against the participation of *name*, which stands at *span*."""
    before, after = reading.folded[row.span.start : span.start], reading.folded[span.end : row.span.end]
    shown = names.looks(name)
    yield from shown
    sender = is_sender(reading, name)
    if sender:
        yield "agrees with sender"
    if (
        any(part == span for part in row.segments)
        or _among_names(reading, row, span)
        or _follows_title(reading, row, span)
        or (not before.strip() and after[:1] in {",", " ", ""})
    ):
        yield "segment"
    if _SELF.search(before) or _NAME_IS.search(before) or after.startswith((" here", " ici", " am apparat")):
        yield "frame"
    elif not sender and (
        (names.is_given(name.split(maxsplit=1)[0]) and enrolled.is_meant(after))
        or _ENROLLED.search(before)
        or _ENROLLED.search(_before_title(before))
        or (shown and _is_enrolled(before, after))
    ):
        yield "companion"
    elif is_absent(after) or (not sender and (_only_mentioned(before) or _goes_elsewhere(reading, row, span))):
        yield "mentioned"
    elif brings_along(before):
        yield "companion"
    elif (
        (shown or _TITLED_NAME.search(before))
        and not sender
        and (_COMING.match(after) or _ASKED_FOR.match(_ASIDE.sub(" ", after)))
        and _opens_clause(before)
    ):
        yield from ("companion", "segment")
    if _has_neighbours(reading, row, span, name):
        yield "neighbours"
    if name.islower() and not (reading.sender and names.spells(name, reading.sender.addr_spec)):
        yield "lower case"


def _goes_elsewhere(reading: Reading, row: Row, span: Span) -> bool:
    """Tell whether the sentence that names somebody is about another event, on another day."""
    begin = max((end.end() for end in _SENTENCE_ENDS.finditer(row.text, 0, span.start - row.span.start)), default=0)
    end = _SENTENCE_ENDS.search(row.text, span.end - row.span.start)
    said = row.text[begin : end.start() if end else len(row.text)]
    if kinds().isdisjoint(folded_words(said)) or any(one.type is FieldType.DATE for one in reading.event.fields):
        return False
    told, ours = list(days(said)), event_days(reading.event)
    return bool(told) and not any(day.is_day(one) for day in told for one in ours)


_SENTENCE_ENDS = re.compile(r"[.!?](?=\s)")
_LONGEST_TITLE = 100


def brings_along(before: str) -> bool:
    """Tell whether what stands before a name says that its bearer comes along: `samen met`, `mijn collega`."""
    return bool(_COMPANION.search(before) or _COMPANION.search(_before_title(before)))


def _is_enrolled(before: str, after: str) -> bool:
    """Tell whether a sentence whose verb stands behind the name registers its bearer, or says who comes."""
    if _BRINGS.search(before) and _ALONG.match(after):
        return True
    noted = _TO_NOTE.match(after) if _ASKING.search(before) else None
    if noted:
        return not _ONESELF_ASKS.match(after, 0, noted.end())
    asked = after.split("\n", 1)[0].rstrip().endswith("?")
    return not asked and bool((_WISHING.search(before) and _TO_ENROL.match(after)) or _SENT.search(before))


def _among_names(reading: Reading, row: Row, span: Span) -> bool:
    """Tell whether nothing but names stands in the part of the row: `An Claes en Jan Smets`."""
    part = next((part for part in row.segments if part.start <= span.start and span.end <= part.end), None)
    pieces = _AND.split(reading.clean[part.start : part.end]) if part and part != span else []
    return len(pieces) > 1 and all(map(names.SHAPE.fullmatch, pieces))


def _follows_title(reading: Reading, row: Row, span: Span) -> bool:
    """Tell whether a title opens the part of the row in which the name stands: `2. burgemeester An Claes`."""
    part = next((part for part in row.segments if part.start < span.start and span.end <= part.end), None)
    before = reading.clean[part.start : span.start].rstrip() if part and part.end == span.end else ""
    civil = fold(before).strip(" .") in lexicon.words("titles")
    return civil or any(title == Span(0, len(before)) for title, _ in jobs.find(before, 0, len(before)))


def _before_title(before: str) -> str:
    """Return *before* without the title in which it ends: `samen met de schepen (`."""
    plain = before.rstrip(" (,:")
    far = plain.rfind(" ", 0, max(0, len(plain) - _LONGEST_TITLE)) + 1
    title = next((span for span, _ in jobs.find(plain, far, len(plain)) if span.end == len(plain)), None)
    return _ARTICLES.sub("", plain[: title.start]) if title else before


def _opens_clause(before: str) -> bool:
    """Tell whether a name stands where a sentence begins, behind its title at most."""
    start = _before_title(re.split(r"[.!?:;]\s|\n", before)[-1]).strip(" *-•")
    return not start or bool(_TITLES.fullmatch(start))


def _only_mentioned(before: str) -> bool:
    """Tell whether what stands before a name says that its bearer only passed the word on, or is replaced."""
    return bool((_MENTION.search(before) and not _FROM_ALL.search(before)) or _FORMERLY.search(before))


def comes(title: str, after: str) -> bool:
    """Tell whether a sentence that begins with a *title*, as a greeting may, goes on to say that its bearer comes."""
    return bool(_TITLES.match(title.strip())) and bool(_COMING.search(title) or _COMING.match(after))


def is_absent(after: str) -> bool:
    """Tell whether what stands behind a name says that its bearer does not come, came before, or only spoke."""
    plain = _ASIDE.sub(" ", after[:_CLAUSE])
    if _ASKED_FOR.match(plain):
        return False
    return any(one.match(plain) for one in (_ARRANGES, _REPORTING, _ABSENT, _DID, _OPEN_STILL))


def _heads_block(reading: Reading, row: Row, span: Span) -> bool:
    """Tell whether a name is a row of its own, and right below stands an address or what its bearer is."""
    below = next((one for one in reading.own if one.line == row.line + 1), None)
    if below is None or reading.clean[row.span.start : row.span.end].strip() != reading.clean[span.start : span.end]:
        return False
    text = below.text.strip()
    reached = next(emails.find(reading.clean, below.span.start, below.span.end), None) is not None
    return (reached and " " not in text) or any(
        title == Span(0, len(text)) for title, _ in jobs.find(text, 0, len(text))
    )


def _has_neighbours(reading: Reading, row: Row, span: Span, name: str) -> bool:
    """Tell whether the name is followed by its function, or stands in a row with its own address."""
    after = reading.clean[span.end : row.span.end]
    if _heads_block(reading, row, span):
        return True
    follows = re.match(r"\s*[,(|;:–—-]\s*([^,;|)(]{3,60})", after)
    if follows and (
        jobs.has_head(follows[1]) or next(places.cued(follows[1]), None) or places.is_place(follows[1].strip())
    ):
        return True
    return any(names.agrees(name, address) for _, address in emails.find(reading.clean, row.span.start, row.span.end))
