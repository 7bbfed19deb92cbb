"""Organisations in running text."""

import re
from collections.abc import Iterator

from inbox_bot.core.document import Span
from inbox_bot.core.extraction import lexicon
from inbox_bot.core.extraction.candidates import jobs, names, places
from inbox_bot.core.extraction.candidates.clubwords import is_club_word
from inbox_bot.core.extraction.folding import fold, key
from inbox_bot.core.extraction.prose import employers
from inbox_bot.core.extraction.prose.employers import working
from inbox_bot.core.extraction.text.courtesies import is_salutation
from inbox_bot.core.extraction.text.row import Row
from inbox_bot.core.extraction.wording.lexicon import kinds

_LONGEST, _MOST_WORDS, _REACH = 80, 8, 30
_KINDS = (
    r"waterschap|hoogheemraadschap|natuurpunt|stichting|vereniging|ziekenhuis|federatie|koepel|polder|"
    r"regionaal landschap|[a-z]+(?:bureau|bond|front|stichting)|(?:wijk|dorps|advies|cultuur|jeugd|milieu|ouderen)raad"
)
"""What may stand in small letters before the name of an organisation."""
_KIND = re.compile(rf"(?:{_KINDS})\s")
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ0-9](?:[\w&'’-]|\.(?=\w))*(?:(?<=\b[A-Z])\.|(?<=\bSt)\.)?"
_EMPLOYED = re.compile(
    rf"(?<!\w)(?P<prep>(?i:bij|aan|voor|namens|vanuit|binnen|van|chez|auprès de|auprès du|au sein de|à|au|du|"
    rf"de la|de(?=\s+l['’])|at|with|from|for|of|bei|beim|an|am|von|vom|für))\s+"
    rf"(?P<article>(?i:de|het|d'|l'|la|le|les|the|der|dem|den|die|das|"
    rf"een)(?=[\s'’]))?\s*(?P<name>(?:(?:{_KINDS}|provincie|universiteit|hogeschool|province|université|university|universität|intercommunale|vzw|asbl|ministerie|ministère|ministry)\s+(?:van\s+|de\s+|of\s+)?)?{_CAPITALISED}(?:\s+(?:(?:voor|van|de|der|het|of|for|and|&|en|et|du|del|della|do|da|dos|das|di|dei|"
    rf"degli|des|la|und|für|i|og|och|y|d')\s+)*(?:de\s+|het\s+|the\s+|la\s+)?{_CAPITALISED})*(?:\s+(?:wallonn?e?|flamande?)(?!\w))?(?:\s+e\.\s?V\.)?(?:\s\((?=\w*[A-Z]\w*[A-Z])\w{{2,12}}\))?)"
)
_PARTNERS = re.compile(
    r"(?<!\w)[A-ZÀ-Þ][\w'’-]*(?:\s+(?:(?:de|den|der|du|la|le|van|von|et)\s+){0,2}[A-ZÀ-Þ][\w'’-]*){0,3}\s+&\s+(?:[A-ZÀ-Þ][\w'’-]*\s+){1,4}(?i:asbl|aisbl|vzw|srl|scrl|sprl|sa|nv|bv|gmbh)(?!\w)"
)
"""A name that an ampersand joins, as its legal form tells: `Conseil & Territoires asbl`."""
_FORMER = re.compile(rf"(?<!\w){lexicon.any_of('former')}(?!\w)")
_SOURCE = re.compile(
    r"(?<!\w)(?:\w*brief|\w*mail\w*|\w*bericht|uitnodiging|oproep|aankondiging|\w*site|facebook\w*|linkedin|pagina|post|artikel|krant|"
    r"magazine|blad|tijdschrift|flyer|folder|affiche|agenda|kalender|newsletter|invitation|announcement|lettre|annonce|page|"
    r"einladung|ankundigung|rundbrief)\s+$"
)
"""What people read, before the name of whose it is."""
_LAST = re.compile(r"([^\W\d_]+)(?:\s+(?:d'etude|d'etudes|d'information|de\s+travail|d'echanges?))?\s+$")
"""The last word before, which may be an event: the name behind it is its organiser's."""
_OPENER = re.compile(
    r"(?i:also|ook|aussi|auch|met|vanuit|bij|namens|voor|van|from|at|with|for|chez|de|von|bei|für)\s+(?:(?:de|het|la|le|"
    r"the|der|dem)\s+)?(?=\S)|"
    rf"(?i:l['’]|(?:la|le|les|the|de|het|der|die|das|notre|nos|onze|ons|our|unsere?)\s+)(?={lexicon.any_of('organisations')}(?!\w))"
)
_IN_LABEL = re.compile(r"\s*[/&]\s*[^\s:]{2,20}\s*:")
"""What goes on so is a label of two: `Associazione / luogo:`."""
_PERSON_FROM = re.compile(
    rf"(?:{_CAPITALISED}\s+){{1,4}}?(?:(?i:here|hier|ici|speaking|again)\s+)?(?i:here|from|aus|uit|chez|bij|vom|von\s+der)\s+(?:(?i:the|de|het|der|le|la)\s+)?(?=[A-ZÀ-Þİ])"
)
"""Who somebody is, before the name of where they work: `Ann Claes here from River Watch`."""
_ACRONYM = re.compile(
    rf"(?<!\w)(?:bij|aan|van|namens|voor|vanuit|uit|à|a|au|chez|pour|at|for|from|an|bei)\s+(?:de\s+|het\s+|la\s+|le\s+|l['’]|the\s+|"
    rf"der\s+)?(?P<name>{lexicon.any_of('acronyms')})(?!\w)",
    re.IGNORECASE,
)

_OURS = re.compile(
    rf"(?<!\w)(?:(?i:{lexicon.any_of('whose')})\s+)(?P<kind>[^\W\d_][\w-]+)?\s?"
    r"(?:[„“\"«]\s?(?P<called>[A-ZÀ-Þ][^„“”\"«»()\n]{2,60}?)\s?[”“\"»]|\((?P<named>[A-ZÀ-Þ][^()\n,;:]{2,60})\))"
)
"""How a house of one's own is called: `our club (Les Amis d'Aue)`, `unsere „Speeldeel Aue“`."""


def _ours(text: str, row: Row) -> Iterator[Span]:
    """Yield what the sender's own house is called, where a word says that it is one."""
    for match in _OURS.finditer(text, row.span.start, row.span.end):
        group = "called" if match["called"] else "named"
        words = [match["kind"] or "", *(match[group].split() if match["called"] else ())]
        if any(_is_house(fold(word)) for word in words if word):
            yield Span(*match.span(group))


def _is_house(folded: str) -> bool:
    kinds = (lexicon.words("organisations"), lexicon.clubs("endings"))
    return is_club_word(folded) or any(folded in known for known in kinds)


def organisations(text: str, row: Row, venue: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield the organisations in *row* with their evidence; the event's own *venue* is none."""
    for match in _PARTNERS.finditer(text, row.span.start, row.span.end):
        if key(match.group()) not in venue:
            yield Span(*match.span()), ("organisation word", "segment")
    for match in _EMPLOYED.finditer(text, row.span.start, row.span.end):
        if (
            (places.organisation_word(match["name"]) or _KIND.match(match["name"]))
            and key(match["name"]) not in venue
            and not _elsewhere(text, row, match.start())
        ):
            yield (
                Span(
                    match.start("name"),
                    match.start("name") + len(employers.bare(match["name"])),
                ),
                ("organisation word", "employer"),
            )
    for match in _ACRONYM.finditer(text, row.span.start, row.span.end):
        if not _elsewhere(text, row, match.start()):
            yield Span(*match.span("name")), ("organisation word", "employer")
    yield from ((span, ("organisation word", "employer")) for span in _ours(text, row))
    last: Span | None = None
    for span in row.segments:
        part = text[span.start : span.end]
        if (
            text[span.start - 1 : span.start] == "("
            and text[span.end : span.end + 1] == ")"
            and not employers.is_prose(part)
            and last
            and last.end + 2 == span.start
            and not employers.is_prose(text[last.start : last.end])
            and not any(map(str.isdigit, text[last.start : last.end]))
            and places.organisation_word(part)
            and not next(places.cued(part), None)  # where it is: `Natuurpunt Oost (gemeente Zoersel)`
            and not _ends_in_person(text[last.start : last.end])
        ):
            yield Span(last.start, span.end + 1), ("organisation word", "segment")
        last = span
        opener = _OPENER.match(part) or _PERSON_FROM.match(part)
        name = Span(span.start + (opener.end() if opener else 0), span.end)
        part = text[name.start : name.end]
        if (
            len(part) <= _LONGEST
            and "@" not in part
            and places.organisation_word(part)
            and not jobs.has_head(part)
            and not _is_sentence(part)
            and not employers.is_prose(part)
            and not is_salutation(f"{part},")
            and key(part) not in venue
            and not _IN_LABEL.match(text, name.end)
        ):
            yield employers.until_called(text, name), ("organisation word", "segment")


def _elsewhere(text: str, row: Row, at: int) -> bool:
    """Tell whether what stands before *at* says that somebody worked there once, or only read something of theirs."""
    before = fold(text[max(row.span.start, at - _REACH) : at])
    words = _LAST.search(before)
    gone = _FORMER.search(before) or working.LEAVES.search(before)
    return bool(gone or _SOURCE.search(before) or (words and words[1] in kinds()))


def _ends_in_person(text: str) -> bool:
    """Tell whether *text* ends in somebody's name: what stands in brackets behind it is where they belong."""
    words = text.split()
    return len(words) > 1 and names.is_given(words[-2]) and not places.organisation_word(text)


def _is_sentence(text: str) -> bool:
    first = text.split(maxsplit=1)[0]
    return len(text.split()) > _MOST_WORDS or (
        not first[0].isupper()
        and (len(re.findall(r"\w+", text)) == 1 or fold(first) not in lexicon.words("organisations"))
    )
