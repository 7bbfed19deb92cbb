"""Where the words of a job title begin and end."""

import re

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import places
from inbox_bot.core.extraction.candidates.denial import denies
from inbox_bot.core.extraction.candidates.jobs.heads import is_head
from inbox_bot.core.extraction.folding import fold
from inbox_bot.core.extraction.wording.lexicon import courtesies, frame_words

_NOW = re.compile(rf"(?:{lexicon.any_of('nowadays')}|depuis|sinds|since|seit)(?!\w)")
"""What begins the title that somebody has instead of the one before."""
_WORD = re.compile(r"[^\W_]+(?:[-'’./][^\W_]+)*\.?")
_STOP = re.compile(rf"(?:{lexicon.any_of('job_stops')})(?!\w)")
EMPLOYER = re.compile(rf"(?:{lexicon.any_of('employer')})(?![\w])")
_HARD = re.compile(r"[,;|()\[\]\n\t!?:\"“”]|\.(?=\s|$)|\s[-–—/·•]\s")
_OF = re.compile(r"(?:(?:van|de|des|du|of|der)\s+|d['’])(?:de\s+|het\s+|la\s+|the\s+|l['’])?")
_OF_ONES_OWN = re.compile(
    r"(?:(?:van|de|du|of|von|en|in|im|chez|bij|bei|at|with|dans|aupres\s+de|au\s+sein\s+de)\s+)(?:(?:the\s+|la\s+)?(?:same|meme)|deze|dit|dat|cette|cet|this|that|diese[rmns]?|jene[rmns]?|diezelfde|dezelfde|hetzelfde|mijn|onze|ons|mon|ma|mes|sa|son|ses|notre|nos|my|our|his|her|meine[rmns]?|unsere[rmns]?)\s"
)
"""Of whom or of what does not belong to the title: `aidante de ma mère`, `directeur van deze gemeente`."""
_OF_WHAT = re.compile(
    r"(?:(?<!\w)(?:am|as|is)\s+(?:an?|the)|'m\s+an?|(?<!\w)(?:position|post|role|job)\s+of|(?:title|position|role|job)\s+is)\s+"
    r"(?P<what>(?:[a-z][a-z-]+\s+){1,3})$"
)
"""In English what somebody does it to stands before the core: `as a market gardener`."""
_IN_LIST = re.compile(
    r"(?:[,;|(/]|\s[-–—])\s*(?P<what>(?:(?!(?:dessen|deren|wiens|waarvan|dont)\s)[a-z][a-z-]{2,}\s+){1,2})$"
)
"""In a list the same stands before it: `Ann Claes, flood risk manager`."""
_TELLS_ON = re.compile(
    r"(?:en|et|and|und|&|mais|maar|but|aber|ou|waar|wo|where)\s+(?:(?:j|m|n)'\w|(?:je|nous|on|il|elle|i|i'm|i've|we|he|she|ik|wij|hij|zij|ich|wir|er|sie)(?!\w)|"
    r"(?:(?:la|le|de|het|the|die|der|den|das|un|une|een|a|mon|ma|mijn|my|meine?)\s+)?"
    r"(?:fonction|poste|grade|rang|titre|role|functie|job|graad|titel|position|post|rank|title|funktion|stelle|amt|stelling)(?!\w))|"
    r"(?:habe|hat|haben|bin|heb|heeft|hebben|have|has|had|tatig|beschaftigt|angestellt|werkzaam|actief|en\s+poste)(?!\w)"
)
"""Where a sentence goes on behind a title: `architect and I have`, `major et la fonction de`, `als Leiterin tätig`."""
_DETERMINER = re.compile(rf"{lexicon.any_of('determiners')}(?!\w)")
_LEADS_ON = re.compile(
    r"(?:^|\s)(?:van|voor|in|op|aan|bij|met|over|en|of|de|des|du|en|et|pour|d['’]|a|au|aux|sur|of|for|in|and|to|with|von|fur|und|mit|zu|[\w-]*[/-])$"
)
"""Behind these a title goes on, whatever follows: `responsable de plusieurs services`."""
_ACRONYM = re.compile(rf"{lexicon.any_of('acronyms')}(?!\w)")
_JOINED_NAME = re.compile(
    r"(?:en|et|and|und|&)\s+(?P<given>[A-ZÀ-Þ][\wß-ÿ-]+)(?=\s+(?:is|werkt|wordt|est|travaille|works|ist|arbeitet|zijn|[A-ZÀ-Þ]))"
)
"""Somebody else of whom a sentence goes on: `Bram is archivaris en Tine is jurist`."""
_TO_DO = re.compile(r"(?:voor|for|pour|fur)\s+(?P<task>[^\W\d_][\w-]*)")
_PREPOSED = re.compile(
    r"(?:van|voor|de|des|du|of|der|d['’]|for|from|pour|fur|von|doorgegroeid|overgestapt|gepromoveerd|bevorderd|geevolueerd)(?!\w)|d['’]"
)
_FOR_THE = re.compile(r"(?:voor|for|pour|fur)\s+(?:de|het|the|la|le|l['’]|die|der|das|den|onze|ons)\s*(?=[^\W\d_])")
_TO_AND_FRO = re.compile(
    r"(?:van|de|from|von)\s+(?P<from>[^\W\d_]+)\s+(?:naar|tot|a|to|zu|nach)\s+(?P=from)(?!\w)|(?:doorgegroeid|overgestapt|gepromoveerd|bevorderd|geevolueerd)(?!\w)"
)
"""Where somebody goes about: `als buurtregisseur van wijk naar wijk`; and how they went on to another function."""
_BODY = re.compile(r"(?:raad|commissie|comite|dienst|cel|groep|afdeling|team|directie|platform|council|committee|rat)$")
_ENUMERATED = re.compile(
    r"(?:,\s+[^\W\d_][\w-]*(?:\s(?!en\s)[^\W\d_][\w-]*)?){1,4}\s+(?:en|et|and|und|&)\s+[^\W\d_][\w-]+(?![\w@])"
)
_AT_WORK = re.compile(r"(?:au|aux|a\s+la|a\s+l['’]|a)\s*(?<=[\s'’])(?P<field>(?!(?:sein|nom|compte)\s)[^\W\d_][\w-]*)")
_KIND = re.compile(rf"{lexicon.any_of('employer_kinds')}(?!\w)")
_NAMED_KIND = re.compile(
    rf"(?i:{lexicon.any_accented('houses')})\s+(?:[a-zà-öø-ÿ][\w-]*\s+){{0,3}}(?:d['’]|l['’])?[A-ZÀ-Þ]"
)
"""An organisation called by what it is, and its own name behind that."""
_INCORPORATED = re.compile(
    r"(?:(?:[A-ZÀ-Þ][\w'’-]*|&)\s+(?:(?:de|des|du|la|le|les|et|en|van|voor)\s+)*){1,6}(?:asbl|aisbl|vzw|srl|scrl|sprl|nv|bv|gmbh)(?!\w)"
)
_OF_TASKS = re.compile(r"\s(?:van|voor|de|des|du|of|for|pour|fur)\s")
_LONG = 12
_SHORT = 3
_ACTING = re.compile(r"\s+a\.?\s?i\.?(?![\w.])")
_ADJECTIVE = re.compile(r"\w{3}(?:lijke?|ische?|aire?|ieke?|kundige?|matige?|aal|eel|iele|ief|ieve|ale)$")
_KINDRED = re.compile(r"\w{3}(?:isch|iek|air|aal|eel|ief|lijk|matig|kundig|(?:li|i)che[rn]?|ische[rn]?)$")
"""How an adjective ends that, uninflected in Dutch, names a kind of work, and not a quality."""
_OPENS_AS = re.compile(
    r"(?:^|[.!?,;:\n(]\s*)(?:als|in\s+(?:mijn|onze|meiner|unserer)\s+(?:functie|rol|hoedanigheid|funktion|rolle|eigenschaft)\s+(?:van|als))\s+"
    r"(?:[\w-]+\s+){0,3}$"
)
"""Behind what stands so the verb comes before its subject."""
_VERB = re.compile(
    r"\s+(?P<verb>(?!(?:van|voor|in|op|aan|bij|met|over|en|of|te|uit|tot|naar|door|binnen|tegen|onder|von|fur|und|mit|zu|bei|oder|im|am|aus|nach)\s)[a-z]{3,})"
    r"\s+(?:ik|wij|we|mij|me|ons|het|dit|deze|dat|de|een|er|zich|mijn|onze|jullie|uw|ich|wir|mich|mir|uns|das|dies\w*|der|die|den|dem|ein\w*|es|"
    r"mein\w*|unser\w*|ihr\w*)(?!\w)"
)
"""A verb in small letters with its subject or its object behind: ` boeit het thema …`, ` interessiert mich …`."""
_CALLED = re.compile(
    r"(?P<given>[A-ZÀ-Þ][\wß-ÿ'’-]+)\s+(?:(?:van|de|den|der|vande|vanden|ten|ter|el|von|le|la|du)\s+){0,2}[A-ZÀ-Þ]"
)
_WITH_PARTICLE = re.compile(
    r"[A-ZÀ-Þ][\wß-ÿ-]+\s+(?:Van|De|Vande|Vanden|Vander|Ten|Ter|El|Von|Le|La|Du)(?:\s+(?:de|den|der|De|Den|Der))?\s+[A-ZÀ-Þ]"
)
"""A surname with a particle in capitals: the word before is a given name, known or not."""
_CAPITALISED = re.compile(r"[A-ZÀ-Þ][\wß-ÿ'’-]+")
_FIRM = re.compile(r"[A-ZÀ-Þ][\w&'’-]*(?:\s+(?:van|de|en|&|voor)){0,2}(?:\s+[A-ZÀ-Þ][\w&'’-]*)+")
"""Several words with capitals, which may name a firm behind a title in small letters."""
_FAR = 200
"""Characters: before a title nothing further away belongs to it."""
_LABEL = re.compile(r"(?:e-?)?mail(?:adres)?(?!\w)|tel(?:efoon)?(?!\w)|gsm(?!\w)")


def left(folded: str, head: int) -> int:
    """Take the words before the head that belong to it: qualifiers, or an adjective with which the segment begins."""
    before, far = folded[:head], max(0, head - _FAR)
    hard = max((m.end() for m in _HARD.finditer(before, far)), default=far)
    words = list(_WORD.finditer(before, hard))
    begin = head
    for word in reversed(words):
        joined = before[word.end() : begin].strip(" ") in {"", "-"}
        opens = word is words[0] and word.group() != "gelieve" and _ADJECTIVE.search(word.group())
        if not joined or not (opens or _qualifies(word.group()) or is_head(word.group())):
            break
        begin = word.start()
    named = _OF_WHAT.search(before, hard) if begin == head else None
    named = named or (_IN_LIST.search(before) if begin == head else None)
    said = named["what"].split() if named else ()
    plain = not (frame_words() | courtesies()).intersection(said) and not denies(" ".join(said))
    return named.start("what") if named and plain else begin


def _qualifies(word: str) -> bool:
    """Tell whether *word* says of a title right behind what it is of: `logistiek medewerker`, `adjunct-algemeen`."""
    qualifiers = lexicon.jobs("qualifiers")
    kind = _KINDRED.search(word) is not None and word not in lexicon.jobs("adverbs")
    return kind or word in qualifiers or ("-" in word and word.rpartition("-")[2] in qualifiers)


def _before_verb(folded: str, text: str, head: int, end: int, finish: int) -> int:
    """Return where the title ends before the verb of a sentence that it opens: `als bioloog volg ik …`."""
    if not _OPENS_AS.search(folded[max(0, head - _FAR) : head]):
        return finish
    verbs = (verb for verb in _VERB.finditer(folded, end, finish + _FAR) if verb.start() < finish)
    said = next((verb for verb in verbs if text[verb.start("verb")].islower()), None)
    return said.start() if said else finish


def right(folded: str, text: str, end: int, head: int) -> int:
    """Take the words behind the head until the sentence goes on with something else."""
    hard = _HARD.search(folded, end)
    limit = hard.start() if hard else len(folded)
    acting = _ACTING.match(folded, end)
    if acting:
        return acting.end()
    finish = end
    for count, word in enumerate(_WORD.finditer(folded, end, limit)):
        spelled = folded[word.start() : limit].split(" ", 1)[0]
        if (
            count >= _LONG
            or "@" in spelled
            or _goes_on(folded, text, word.start(), limit, previous=folded[head:finish])
        ):
            break
        finish = word.end() - word.group().endswith(".")
    finish = _before_verb(folded, text, head, end, finish)
    more = _ENUMERATED.match(folded, finish) if finish == limit else None
    if more and _OF_TASKS.search(folded[end:finish]) and not _says_more(folded, text, more):
        return more.end()
    return _without_joints(folded, end, finish)


def _is_given(word: str) -> bool:
    return fold(word) in lexicon.given_names()


def _says_more(folded: str, text: str, more: re.Match[str]) -> bool:
    """Tell whether an enumeration holds something else than tasks: another title, a place, a name, a sentence."""
    said = list(_WORD.finditer(folded, more.start(), more.end()))
    # Who gives one task a capital gives it to all: `Schepen van Klimaat, Water en Groen`.
    small = text[: more.start()].rsplit(maxsplit=1)[-1].islower()
    return any(
        (text[word.start()].isupper() and (small or places.is_place(word.group()) or _is_given(word.group())))
        or is_head(word.group())
        or _STOP.match(word.group())
        or EMPLOYER.match(word.group())
        for word in said
    )


def _goes_on(folded: str, text: str, at: int, limit: int, previous: str) -> bool:
    qualified = previous.rsplit(" ", 1)[-1] in lexicon.jobs("qualifiers")
    stop = _STOP.match(folded, at, limit)
    trained = stop is not None and stop.group() in lexicon.jobs("training") and stop.end() < limit
    if stop and not (qualified and stop.group() == "werk") and not trained:
        return True  # `maître de formation pratique` is no `maître` by training
    if _begins_anew(folded, text, at, limit, previous) or _TELLS_ON.match(folded, at, limit):
        return True
    if _is_joined(folded, text, at, limit) or _leads_elsewhere(folded, text, at, limit):
        return True
    task = _TO_DO.match(folded, at, limit)
    tasked = task and (" " not in previous.strip() or _BODY.search(previous))
    if (
        task
        and tasked
        and text[task.start("task")].islower()
        and not _is_place_or_organisation(text, task.start("task"), limit)
    ):
        return bool(_STOP.match(folded, task.start("task")))
    if (
        (EMPLOYER.match(folded, at, limit) and not _is_field(folded, text, at, limit))
        or _names_employer(text, at, limit)
        or _is_somebody_or_firm(text, at, limit)
        or _ends_with_place(folded, text, at, limit)
    ):
        return True
    of = _OF.match(folded, at, limit)
    whole = of is not None and _BODY.search(folded[of.end() : limit].split(" ", 1)[0])
    named = of is not None and _NAMED_KIND.match(text, of.end(), limit) is not None
    return named or (bool(of) and not whole and _is_place_or_organisation(text, of.end() if of else at, limit))


def _is_joined(folded: str, text: str, at: int, limit: int) -> bool:
    """Tell whether a joint leads to the rest of the sentence, or to somebody else: `jurist en Tine is …`."""
    named = _JOINED_NAME.match(text, at, limit)
    if named and fold(named["given"]) in lexicon.given_names() and not is_head(named["given"]):
        return True
    joint = re.match(r"(?:en|et|and|und|&)\s+(\S+)(?:\s+(\S+))?", folded[at:limit])
    return joint is not None and bool(joint[2] in {"mij", "me", "ik", "graag", "mich", "je"} or _NOW.match(joint[1]))


def _leads_elsewhere(folded: str, text: str, at: int, limit: int) -> bool:
    """Tell whether what follows is where somebody goes about, whom a house employs them for, or of whom they are."""
    if not _PREPOSED.match(folded, at, limit):
        return False
    house, of = _FOR_THE.match(folded, at, limit), _OF.match(folded, at, limit)
    return (
        _TO_AND_FRO.match(folded, at, limit) is not None
        or (house is not None and _is_house(folded, text, house.end(), limit))
        or (of is not None and _is_title_of_another(folded, text, of.end(), limit))
    )


def _is_house(folded: str, text: str, at: int, limit: int) -> bool:
    """Tell whether a place or an organisation follows, or the word for one: `OCMW van Bree`."""
    word = _WORD.match(folded, at, limit)
    cue = word is not None and word.group() in lexicon.words("place_cues")
    return cue or _is_place_or_organisation(text, at, limit)


def _begins_anew(folded: str, text: str, at: int, limit: int, previous: str) -> bool:
    """Tell whether what follows is of somebody's own, an organisation's initials, or of a determiner: `meerdere …`."""
    house = text[at].isupper() and _ACRONYM.match(folded, at, limit)
    determined = _DETERMINER.match(folded, at, limit) and not _LEADS_ON.search(previous.rstrip())
    return bool(_OF_ONES_OWN.match(folded, at, limit) or house or determined)


def _names_employer(text: str, at: int, limit: int) -> bool:
    """Tell whether a known town follows with what it is: `schepen stad Gent`."""
    cue = next(places.cued(text, at, limit), None)
    return cue is not None and cue[0].start == at and cue[1]


def _is_somebody_or_firm(text: str, at: int, limit: int) -> bool:
    """Tell whether a person's name follows, or, behind a title in small letters, the name of an organisation."""
    called = _CALLED.match(text, at, limit)
    if called and (
        fold(called["given"]) in lexicon.given_names()
        or _is_spelled(text, called)
        or (_WITH_PARTICLE.match(text, at, limit) and not called["given"].endswith("e"))
    ):
        return True
    firm = _FIRM.match(text, at, limit)
    return firm is not None and text[:at].rsplit(maxsplit=1)[-1].islower() and places.institution(firm.group())


def _is_title_of_another(folded: str, text: str, at: int, limit: int) -> bool:
    """Tell whether a title with somebody's name follows: `secretaris van raadslid An Claes`."""
    word = _WORD.match(folded, at, limit)
    return word is not None and is_head(word.group()) and _is_somebody_or_firm(text, word.end() + 1, limit)


def _is_spelled(text: str, called: re.Match[str]) -> bool:
    """Tell whether an address in *text* is made of a first name and the word with a capital behind it."""
    last = _CAPITALISED.match(text, called.end() - 1)
    words = (called["given"], last.group()) if last else ()
    return bool(words) and re.search("[._-]?".join(map(re.escape, map(fold, words))) + "@", fold(text)) is not None


def _is_field(folded: str, text: str, at: int, limit: int) -> bool:
    """Tell whether what follows says at what somebody works, not where: `conseillère à la mobilité`, `au travail`."""
    field = _AT_WORK.match(folded, at, limit)
    return (
        field is not None
        and text[field.start("field")].islower()
        and not places.organisation_word(field["field"])
        and not _KIND.match(folded, field.start("field"))
        and not _is_place_or_organisation(text, field.start("field"), limit)
    )


def _ends_with_place(folded: str, text: str, at: int, limit: int) -> bool:
    """Tell whether nothing but a Belgian municipality, or a label behind it, follows: `schepen van sport Duffel`."""
    place = places.longest(text[at:limit], bare=True)
    rest = folded[at + len(place) : limit].strip()
    return (
        len(place) > _SHORT
        and places.is_belgian(place)
        and (not rest or (rest[0] == "(" and place[0].isupper()) or _LABEL.match(rest) is not None)
    )


def _is_place_or_organisation(text: str, at: int, limit: int) -> bool:
    rest = text[at:limit]
    if _NAMED_KIND.match(rest) or _INCORPORATED.match(rest):
        return True
    cue = next(places.cued(rest), None)
    place = places.longest(rest, bare=True)
    return (
        (cue is not None and cue[0].start == 0)
        or bool(place and (place[0].isupper() or (places.is_belgian(place) and len(place) > _SHORT)))
        or (rest[:1].isupper() and places.organisation_word(rest.split(" ")[0]))
    )


def _without_joints(folded: str, end: int, finish: int) -> int:
    tail = re.search(
        r"(?:\s+(?:dans|sur|au|aux|a|en|et|and|und|in|on|op|auf|of|aan|mee|toe|uit|door|af|mit|ein|vor|zu|up|at|to"
        r"|van|de|der|het|voor|van\s+de|du|des|d'|the|an|la|le))+$",
        folded[end:finish],
    )
    return end + tail.start() if tail else finish
