"""The legal forms that companies and associations carry in their names, as they are written in many countries."""

import re
from functools import lru_cache

_BEHIND = (
    r"ehf\.?|hf\.|KF|IKS|AS|ASA|A/S|ApS|K/S|AB|HB|KB|Oy|OY|Oyj|ry|r\.\s?y\.|rf|OÜ|MTÜ|SIA|UAB|VšĮ|Kft\.?|KFT\.?|Zrt\.?|Nyrt\.?|Bt\.|"
    r"d\.\s?o\.\s?o\.?|D\.\s?O\.\s?O\.?|d\.\s?d\.|j\.\s?d\.\s?o\.\s?o\.?|s\.\s?r\.\s?o\.?|S\.\s?R\.\s?O\.|a\.\s?s\.|z\.\s?s\.|z\.\s?ú\.|o\.\s?p\.\s?s\.|"
    r"o\.\s?z\.|n\.\s?o\.|[Ss]p(?:ółka)?\.?\s+z\s?\.?o\.\s?o\.?|S\.\s?A\.(?:\s?S\.|\s?C\.|\s?B\.\s?de\s?C\.\s?V\.)?|A\.\s?C\.|S\.\s?L\.(?:\s?U\.)?|S\.\s?p\.\s?A\.|SpA|S\.\s?[Rr]\.\s?[Ll]\.|"
    r"SRL|S\.?C\.?R\.?L\.?|SAS|SARL|EURL|SPRL|Srl|Ltd\.?|LTD\.?|Limited|LLC|L\.L\.C\.|LLP|Inc\.?|INC\.?|PLC|plc|Pty\.?|Pvt\.?|PBC|CIC|CIO|"
    r"g?GmbH(?:\s?&\s?Co\.?\s?KG)?|AG|KG|OG|UG|eG|e\.\s?V\.|e\.\s?U\.|vzw|VZW|asbl|ASBL|aisbl|ivzw|BV|NV|B\.\s?V\.|N\.\s?V\.|CV|BVBA|CommV|"
    r"EOOD|OOD|EAD|AD|Lda\.?|LDA\.?|Ltda\.?|S/A|A\.\s?Ş\.|Ltd\.?\s+Şti\.?|JSC|OJSC|PJSC|Bhd\.?|Pte\.?|K\.K\.|Co\.?,?\s+Ltd\.?|Corp\.?|MCV"
)
_BEFORE = (
    r"AS|SIA|UAB|OÜ|MTÜ|VšĮ|SC|PT|CV|JP|JKP|KJKP|JU|JSC|OJSC|PJSC|LLC|OOO|TOO|TOV|ZAO|NGO|NPO|NVO|ONG|OSC|CSO|FOP|SCI|ASD|"
    r"APS|GAL|ETS|z\.\s?s\.|o\.\s?z\."
)
_FORM = re.compile(rf"(?:.*[^\W\d_].*?[\s,]\s?(?:{_BEHIND})|(?:{_BEFORE})\s+[\"“„«]?[^\W\d_].*)")
_DOTTED = re.compile(
    r".*[^\W\d_]{2}.*?[\s,]\s?(?:s\.\s?a\.(?:\s?s\.)?|s\.\s?l\.|s\.\s?r\.\s?[lo]\.?|s\.\s?p\.\s?a\.|e\.\s?v\.|d\.\s?o\.\s?o\.?|a\.\s?s\.|z\.\s?s\.|"
    r"z\.\s?o\.\s?o\.?|o\.\s?p\.\s?s\.|a\.\s?c\.|b\.\s?v\.|n\.\s?v\.)",
    re.IGNORECASE,
)
"""Forms with points, for those who write no capitals, or nothing else."""
_NEXT = re.compile(rf",?\s(?=\w*[./]|\w{{3}})(?:{_BEHIND})(?!\w)")
"""Forms of two capitals may be anything else."""
_LITTLE = 3
"""Letters: longer words in small letters are of a sentence."""
_SAYS = frozenset({"I", "We", "My", "Our", "For", "From", "At", "With", "Ik", "Je", "Ich", "Wir", "The"})
_ALONE = re.compile(rf"\s*(?:{_BEHIND})\s*")


@lru_cache(maxsize=1024)
def is_company(text: str) -> bool:
    """Tell whether *text* is a name with its legal form behind it, or before it: `Lehtilä Oy`, `SIA Koki`."""
    words = text.split()
    plain = all(
        word[:1].isupper() or not word[:1].isalpha() or len(word) <= _LITTLE or "." in word for word in words[1:]
    )
    if not plain or words[0] in _SAYS:
        return False
    dotted = _DOTTED.fullmatch(text.strip()) is not None
    return dotted or (text[:1].isupper() and _FORM.fullmatch(text.strip()) is not None)


def goes_on(text: str, end: int) -> int:
    """Return where a name that ends at *end* of *text* ends with the legal form right behind it: ` sp. z o.o.`."""
    form = _NEXT.match(text, end)
    return form.end() if form else end


def is_form(text: str) -> bool:
    """Tell whether *text* is nothing but a legal form, parted from its name by a comma: `z. s.`."""
    return _ALONE.fullmatch(text) is not None
