"""What a field is called in the language of the reply."""

from inbox_bot.core.event import Event, Field, FieldType
from inbox_bot.core.reply.values import one_line

_LABELS = {
    FieldType.PERSON_NAME: {"nl": "Naam", "fr": "Nom et prénom", "en": "Name", "de": "Name"},
    FieldType.GIVEN_NAME: {"nl": "Voornaam", "fr": "Prénom", "en": "First name", "de": "Vorname"},
    FieldType.FAMILY_NAME: {"nl": "Achternaam", "fr": "Nom", "en": "Last name", "de": "Nachname"},
    FieldType.MUNICIPALITY: {
        "nl": "Stad / gemeente",
        "fr": "Ville / commune",
        "en": "City / town",
        "de": "Stadt / Gemeinde",
    },
    FieldType.ORGANISATION: {"nl": "Organisatie", "fr": "Organisation", "en": "Organisation", "de": "Organisation"},
    FieldType.JOB_TITLE: {"nl": "Functie", "fr": "Fonction", "en": "Job title", "de": "Funktion"},
    FieldType.EMAIL: {"nl": "E-mailadres", "fr": "Adresse e-mail", "en": "E-mail address", "de": "E-Mail-Adresse"},
    FieldType.PHONE: {"nl": "Telefoon", "fr": "Téléphone", "en": "Phone", "de": "Telefon"},
    FieldType.COUNTRY: {"nl": "Land", "fr": "Pays", "en": "Country", "de": "Land"},
}
"""For types whose meaning is the same at every event; what a choice or a date is about only its own label says."""


def label(event: Event, field: Field, language: str) -> str:
    """Return the organiser's own label, translated where the reply is not in the event's first language.

    A type that the event asks twice keeps its labels: only they tell the two apart.
    """
    alone = sum(other.type is field.type for other in event.fields) == 1
    if language == event.languages[0] or not alone:
        return one_line(field.label)
    return _LABELS.get(field.type, {}).get(language, one_line(field.label))
