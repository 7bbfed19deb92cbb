"""Whom the sender asks to register by what they are: `wil u onze burgemeester inschrijven?`"""

import re
from collections.abc import Iterator

from inbox_bot.core.document import Span

OFFICES = (
    r"burgemeester|schepen|wethouder|voorzitter|voorzitster|directeur|directrice|diensthoofd|afdelingshoofd|secretaris|"
    r"baas|collega|korpschef|gouverneur|bourgmestre|maire|echevine?|president|presidente|chef|cheffe|collegue|patron|patronne|"
    r"mayor|alderman|director|boss|manager|head|chairman|colleague|burgermeister|burgermeisterin|leiter|leiterin|kollege|kollegin|chefin"
)
"""What people are to those who register them."""
_ENROL = (
    r"(?:inschrijven|in\s+te\s+schrijven|aan\s?melden|aan\s+te\s+melden|opgeven|op\s+te\s+geven|noteren|registreren|"
    r"anmelden|anzumelden|eintragen|einzutragen)"
)
_VERB_LAST = re.compile(
    rf"(?<!\w)(?:onze|mijn|unsere[nr]?|meine[nr]?)\s+(?P<who>(?:[\w-]+\s+)?(?:{OFFICES}))(?!\w)(?=[^.!?;\n]{{0,80}}?(?<!\w){_ENROL}(?!\w))"
)
_VERB_FIRST = re.compile(
    r"(?<!\w)(?:register|enroll?|sign\s+up|add|book|inscrire|inscris|inscrivez|ajouter|enregistrer)\s+(?:my|our|notre|mon|ma)\s+"
    rf"(?P<who>(?:[\w-]+\s+)?(?:{OFFICES}))(?!\w)"
)
_THEM = re.compile(
    r"[^.!?\n]{0,60}?(?<!\w)(?:"
    r"(?:melde|trage|mochte|darf|schreibe|wurde)\s+(?:ich|wir)\s+(?:hiermit\s+)?(?:ihn|sie)\s[^.!?\n]{0,80}?(?:an|ein|anmelden|eintragen|vormerken|anzumelden)|"
    r"(?:schrijf|meld|wil|mag|zou)\s+(?:ik|wij)\s+(?:hierbij\s+)?(?:hem|haar)\s[^.!?\n]{0,80}?(?:in|aan|inschrijven|aanmelden)|"
    r"(?:je|nous)\s+l'\s?(?:inscri|enregistr)\w+|(?:i|we)\s+(?:hereby\s+)?(?:(?:would\s+like\s+to|wish\s+to)\s+)?(?:register|enrol|sign\s+up)\s+(?:him|her)"
    r")(?!\w)"
)
"""By what a sentence goes on that registers whom it has named before: `… Ann Claes, and I hereby register her`."""


def is_meant(behind: str) -> bool:
    """Tell whether the folded words *behind* a name ask to register who is called so."""
    return _THEM.match(behind) is not None


def find(folded: str) -> Iterator[Span]:
    """Yield where *folded* words call somebody by an office whom they ask to register."""
    for pattern in (_VERB_LAST, _VERB_FIRST):
        yield from (Span(*found.span("who")) for found in pattern.finditer(folded))
