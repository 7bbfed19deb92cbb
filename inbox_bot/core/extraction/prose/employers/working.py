"""What tells, around a preposition and a name, that somebody works there: a verb, a title, who comes for whom."""

import re

from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import countries, jobs, names, places
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.extraction.wording.lexicon import kinds

SURE = frozenset(
    {
        "au nom de",
        "au nom du",
        "au nom des",
        "au sein de",
        "au sein du",
        "au sein des",
        "aupres de",
        "aupres du",
        "aupres des",
        "chez",
        "bij",
        "bei",
        "beim",
        "at",
    }
)
OF = frozenset({"of", "de", "d", "du", "des", "van", "von", "der"})
"""Behind these stands as often what somebody heads as where."""
NOT_THERE = re.compile(rf"(?<!\w){lexicon.any_of('former')}(?!\w)|(?<!\w)(?:invitation|through|via|dank|thanks)(?!\w)")
LEAVES = re.compile(
    r"(?<!\w)(?:mov(?:e|ed|ing)|transfer(?:red|ring)?|switch(?:ed|ing)?|stap|stapte|overgestapt|passee?|quitte|wechs(?:le|ele|elte))\s+(?:over\s+)?$"
)
"""Before `from` and the house that somebody leaves."""
_OF_ALL = frozenset(
    {"from", "of", "van", "vanuit", "von", "de", "d", "du", "des", "namens", "for", "voor", "pour", "fur", "vom", "aus"}
)
_EVERYONE = re.compile(
    r"(?:^|(?<!\w)(?:all|both|us|we are|i am|i'm|ik ben|wij zijn|alle\w*|beide\w*|tous|toutes|wir sind|ich bin)"
    r"(?:\s+(?:of us|les\s+)?(?:two|three|four|twee|drie|vier|deux|trois|quatre|zwei|drei)?)?)\W*$"
)
_TOGETHER = re.compile(
    r"(?<!\w)(?:tou(?:te)?s\s+(?:les\s+)?(?:deux|trois|quatre)|both|allebei|alle\s?(?:twee|drie|vier|zwei|drei)|beiden?|wir\s+zwei)\s*$"
)
"""Before where they all work."""
_STOPS = re.compile(r"\s*(?:[.!;\n]|$)")
_FOR = frozenset({"pour", "for", "voor", "fur", "namens"})
_REGISTERS = re.compile(
    r"(?<!\w)(?:inscri\w+|particip\w+|assist\w+|serai|serons|viens|venons|viendrai|viendrons|register\w*|attend\w*|come|coming|"
    r"schrijf|inschrij\w+|kom|komen|neem|nemen|deelnemen|melde\w*|komme\w*|nehme\w*|teilnehmen)(?!\w)(?P<to>[^,;.:!?]*)$"
)
_IS_AT = re.compile(
    r"(?<!\w)(?:bin|sind|ben|zijn|suis|sommes|are)\s+(?:(?:beide|alle|allebei|allemaal|both|all|tous|toutes|auch|ook|aussi)\s+){0,3}$"
)
_WORKS = re.compile(
    r"(?<!\w)(?:i'm|i am|we're|we are|she's|he's|i've been|i have been|we've been|"
    r"we have been|i moved|i joined)\s+(?:now\s+|currently\s+|both\s+|all\s+)?$|"
    r"(?<!\w)(?:werk|werkt|werken|werkzaam|aan de slag|"
    r"travaill\w+|bosse|bosses|bossons|enseign\w+|teach\w*|taught|unterrichte\w*|doceer|geef\s+les|lesgeef|passee?|mutee?|detachee?|exerce|exercons|oeuvre|officie|interviens|employee?|employed|work|works|working|behalf|affiliated|study|studying|enrolled|hosted|based|arbeite\w*|"
    r"tatig|actif|active|mitglied)"
    r"\s+(?:[\w'’]+\s+){0,4}$"
)
_MEMBER = re.compile(
    r"(?<!\w)(?:membre|benevole|adherente?|salariee?|employee?|volontaire|presidente?|tresoriere?|fondat(?:eur|rice)|member|volunteer|"
    r"treasurer|president|founder|lid|bestuurslid|vrijwilliger|voorzitter|penningmeester|mitglied|vorsitzende[rn]?)\s*$"
)
"""Behind these stands an association, and nobody whose name it is."""
_ASIDE = re.compile(r"[ ,)]*(?:\([^()]*\)[ ,]*)?")
_ON_BEHALF = re.compile(
    r"(?<!\w)(?:behalf|(?:in|im|op|in\s+the|in\s+de|au)\s+(?:name|namen|naam|nom)|representative|delegate)\s*$"
)
_WHERE = re.compile(r"\s*(?:\([^()\n]*\)\s*)?,\s+(?:où|on|nous|dont|là|where|we|waar|wij|we|wo|wir)(?!\w)")
"""What goes on behind where somebody works: `Chez Aqua, où je gère`."""
_WORK = re.compile(r"(?<!\w)(?:work|works|working|employed|werk|werkt|travaille|arbeite)\s+$")
_COMING = re.compile(
    r"(?<!\w)inscriptions?\s*$|(?<!\w)(?:serons|sommes|viendrons|venons|participerons|participons|assisterons|komen|zijn|kommen|sind|are|come)\s+(?:\w+\s+){0,2}?"
    r"(?:deux|trois|quatre|cinq|two|three|four|twee|tweeen|drie|drieen|vier|zweit|zu\s+zweit|dritt|zwei|drei|\d)\s*$|"
    r"(?:deux|trois|quatre|cinq|two|three|four|twee|drie|vier|zwei|drei|\d)\s+(?:\w+\s+)?(?:personnes?|participant\w*|membres|"
    r"collegues|representant\w*|delegue\w*|agents|people|persons|colleagues|members|representatives|delegates|personen|"
    r"collega's|leden|deelnemers|vertegenwoordigers|mitglieder|vertreter\w*|teilnehmer\w*|kolleg\w+)(?:\s+(?:suivant\w*|below|hieronder|folgende\w*))?\s*$|"
    r"(?<!\w)(?:equipe|delegation|team|delegatie|representant\w*|membres)\s*$"
)
_COMES_WITH = re.compile(
    r"(?<!\w)(?:je|j'|nous)\s*(?:\w+\s+){0,2}(?:serai|serons|viens|venons|viendr\w+|particip\w+|assist\w+)(?!\w)[^,;]{0,50}$"
)
_PRESENTED = re.compile(
    r"(?<!\w)(?i:je\s+suis|c['’]est|ici|moi\s+c['’]est|i\s+am|i['’]m|this\s+is|ik\s+ben|hier|ich\s+bin|hier\s+ist)\s+"
    r"[A-ZÀ-Þ][\w-]+(?:\s+[A-ZÀ-Þ][\w-]+)?\s*$"
)
"""Somebody tells the own name, and of what: `Je suis An du comité des parents`."""
_ENROLS = re.compile(
    r"(?<!\w)(?:inscri\w+|enregistr\w+|register\w*|registration\w*|inschrij\w+|anmeld\w+)(?:\s+[\w'-]+){0,2}\s*$"
)
_NAMED = re.compile(r"(?:^|[^\w])[A-ZÀ-Þ][\w'’-]+(?:\s+(?:[a-z]{2,3}\s+)?[A-ZÀ-Þ][\w'’-]+)+\s*,?\s*$")
"""A person's name, behind which `from` says where they work: `Ann Claes from Rivers Alive in Leeds`."""
_REACH = 60


def is_told(reading: Reading, row: Row, match: re.Match[str], span: Span) -> bool:
    """Tell whether something says that somebody works where *match* names, at *span*."""
    text = reading.clean
    return works(text, row, match) or _of_everyone(text, row, match, span) or _of_sender(reading, row, match)


def works(text: str, row: Row, match: re.Match[str]) -> bool:
    """Tell whether what stands before says that somebody works there."""
    before = text[max(row.span.start, match.start() - _REACH) : match.start()]
    clause = re.split(r"[.!?;:]\s|\n", before)[-1]
    prep = fold(match["prep"])
    if NOT_THERE.search(fold(clause)) or LEAVES.search(fold(clause)):
        return False
    opens = prep in SURE and not clause.strip() and _WHERE.match(text, match.end())
    if opens or re.match(r"(?:bureau|association|asbl|vzw|agence|firma|bedrijf)\s", match["name"]):
        return True
    said = fold(clause)
    comes = prep in _FOR and match["article"] and _comes_to(text, row, match)
    told = (comes or _ENROLS.search(said) or _PRESENTED.search(clause)) and places.institution(match["name"])
    together = _TOGETHER.search(said) or (prep in _FOR and _ends(text, row, match) and _comes_to(text, row, match))
    if (prep in _OF_ALL and (_COMING.search(said) or told or together)) or (prep in OF and _MEMBER.search(said)):
        return True
    if prep in OF and not places.institution(match["name"]):
        person = fold(match["name"].split()[0]).strip(".") in lexicon.words("titles")
        return _ON_BEHALF.search(said) is not None and not person
    job = any(_ASIDE.fullmatch(clause, span.end) for span, _ in jobs.find(clause, 0, len(clause)))
    everyone = prep in _OF_ALL and places.institution(match["name"]) and _EVERYONE.search(fold(clause))
    along = prep == "avec" and places.institution(match["name"])
    if everyone or (prep == "from" and _NAMED.search(clause)) or along:
        return not along or _COMES_WITH.search(said) is not None
    there = prep in SURE and (places.institution(match["name"]) or _IS_AT.search(said) is not None)
    return job or bool(_WORKS.search(fold(clause) + " ")) or there


def _ends(text: str, row: Row, match: re.Match[str]) -> bool:
    """Tell whether the sentence ends behind the name."""
    return _STOPS.match(text, match.end(), row.span.end) is not None


def _of_sender(reading: Reading, row: Row, match: re.Match[str]) -> bool:
    """Tell whether the sender's own name and a comma stand right before: `Ann Claes, de La Ruche`."""
    before = reading.clean[row.span.start : match.start()]
    shown = reading.sender.display_name if reading.sender else ""
    named = _NAMED.search(before) if fold(match["prep"]) in _OF_ALL and before.endswith(", ") else None
    if named is None and shown and before.strip(" ,") == shown.split()[0] and places.institution(match["name"]):
        return True
    return named is not None and names.same(named.group().strip(" ,:-–"), shown)


def _comes_to(text: str, row: Row, match: re.Match[str]) -> bool:
    """Tell whether the sentence registers for an event or a day, so that what follows is for whom somebody comes."""
    found = _REGISTERS.search(fold(text[row.span.start : match.start()]))
    to = re.findall(r"[^\W_]+", found["to"]) if found else []
    return any(word in kinds() or word.isdigit() for word in to)


def _of_everyone(text: str, row: Row, match: re.Match[str], span: Span) -> bool:
    """Tell whether all are said to be from a name behind which its town or country stands: `all from X, Lagos`."""
    said = fold(text[max(row.span.start, match.start() - _REACH) : match.start()])
    behind = re.match(r"\s*[,(]\s*([^,;.()\n]{2,40})", text[span.end : row.span.end])
    place = behind[1].strip() if behind else ""
    located = bool(place) and (places.is_place(place) or countries.read(place) is not None)
    return fold(match["prep"]) in _OF_ALL and located and _EVERYONE.search(said) is not None


def works_there(text: str, row: Row, match: re.Match[str]) -> bool:
    """Tell whether a verb right before says so: what follows `I work at` is no person."""
    before = fold(text[max(row.span.start, match.start() - _REACH) : match.start()])
    prep = fold(match["prep"])
    member = prep in OF and _MEMBER.search(before) is not None
    return member or (prep in SURE and _WORK.search(before) is not None)
