"""Somebody who comes along with the sender, and whom nothing names: `I am coming with my colleague`."""

import re
from collections.abc import Iterator

from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.prose.people.enrolled import OFFICES
from inbox_bot.core.extraction.text.reading import Reading

_PERSON = (
    rf"(?:{OFFICES}|{lexicon.any_answer('relatives')}|collega'?s|collegues|colleagues|kollegen|kolleginnen|coworkers?|medewerk\w+|"
    r"mitarbeiter\w*|collaborat\w+|assistente?|assistante?|stagiaire?|intern|adjunct|stellvertreter\w*)"
)
_WHOSE = (
    r"(?:een|1|one|a|an|une?|eine[nmr]?|mijn|m'n|onze|ons|mon|ma|mes|notre|nos|my|our|meine[nmrs]?|unsere[nmrs]?|\d|"
    r"twee|drie|vier|deux|trois|quatre|two|three|four|zwei|drei)"
)
_MYSELF = r"(?:ik|ikzelf|mij|mezelf|mijzelf|ons|me|myself|i|us|moi|nous|ich|mich|uns)"
_ALONG = re.compile(
    rf"(?<!\w)(?:{_MYSELF},?\s+(?:en|et|and|und)|(?:samen\s+|tezamen\s+|together\s+|along\s+|ensemble\s+|zusammen\s+)?(?:met|with|avec|mit)|"
    r"vergezeld\s+(?:van|door)|accompanied\s+by|accompagnee?\s+(?:de|d'|par)|in\s+begleitung\s+von|ainsi\s+que|alsook|evenals|"
    r"as\s+well\s+as|sowie|plus|breng|brengen|bring|bringing|amene|amenons|bringe|bringen)\s*"
    rf"{_WHOSE}\s+(?:[\w-]+\s+)?{_PERSON}(?!\w)"
)
_COMING = re.compile(
    r"(?<!\w)(?:kom|kome|komt|komen|schrijf|schrijven|inschrijv\w+|ingeschreven|aanmelden|aan\s+te\s+melden|deel|deelne\w+|aanwezig|erbij|"
    r"inscri\w+|vien\w+|venons|venir|particip\w+|assister\w*|serai|serons|regist\w+|attend\w*|come|coming|join|joining|be\s+there|"
    r"melde|melden|anmelden|anzumelden|komme|kommen|teilnehmen|teil|dabei)(?!\w)"
)
_ELSE = re.compile(
    r"(?<!\w)(?:(?:ge|be)?sp(?:rek|reek|rak|rok)\w*|overleg\w*|(?:samen)?werk\w*|gewerkt|parl\w+|discut\w+|travaill\w+|talk\w*|spok\w+|"
    r"speak\w*|discuss\w*|work\w*|(?:be|ge)?spr[aeo]ch\w*|arbeite\w*)(?!\w)"
)
"""What else one does with others."""
_NAMED = re.compile(
    r"[^\w.!?\n]{0,3}(?:(?:mr|mrs|ms|dr|prof|mme|m|mevr|dhr|herrn?|frau)\.?\s+)*[A-ZÀ-Þ]", re.IGNORECASE
)
_SENTENCE = re.compile(r"[^.!?;]+")


def accompanied(reading: Reading) -> Iterator[str]:
    """Yield the words by which the sender comes with somebody whose name does not follow."""
    text = "\n".join(row.text for row in reading.own)
    folded = "\n".join(row.folded for row in reading.own)
    for sentence in _SENTENCE.finditer(folded):
        comes, elsewhere = _COMING.search(sentence.group()), _ELSE.search(sentence.group())
        for along in _ALONG.finditer(sentence.group()) if comes and not elsewhere else ():
            if not _is_named(text, sentence.start() + along.end()):
                yield " ".join(along.group().split())


def _is_named(text: str, end: int) -> bool:
    found = _NAMED.match(text, end)
    return found is not None and found.group()[-1].isupper()
