"""A function that somebody says in two languages: the one in the event's own is taken."""

from inbox_bot.core.event import FieldType
from inbox_bot.core.extraction.language import spoken
from inbox_bot.core.extraction.model import Candidate
from inbox_bot.core.extraction.records.draft import Draft
from inbox_bot.core.extraction.text.reading import Reading
from inbox_bot.core.extraction.text.segments import sentences


def keep_one_language(reading: Reading, draft: Draft) -> None:
    """Drop the titles of sentences in another language than the event's, where both stand in the text."""
    keys = [field.key for field in reading.event.fields if field.type is FieldType.JOB_TITLE]
    usual = reading.event.languages[0]
    for key in keys:
        written = {
            one: _language(reading, one) for one in draft.found.get(key, ()) if one.source == "text" and one.span
        }
        own = [one for one, language in written.items() if language == usual]
        others = [one for one, language in written.items() if language not in {usual, ""}]
        if own and others:
            draft.found[key] = [one for one in draft.found[key] if one not in others]


def _language(reading: Reading, one: Candidate) -> str:
    """Return the language of the sentence in which a title stands; empty where nothing tells."""
    for row in reading.own:
        for span in sentences(row.text, row.span.start):
            if one.span and span.start <= one.span.start < span.end:
                return spoken(reading.folded[span.start : span.end])
    return ""
