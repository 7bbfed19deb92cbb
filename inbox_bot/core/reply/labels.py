"""What a field is called in the language of the reply."""

from inbox_bot.core.event import Event, Field
from inbox_bot.core.reply.values import one_line
from inbox_bot.core.reply.wording import words


def label(event: Event, field: Field, language: str) -> str:
    """Return the organiser's own label, translated where the reply is not in the event's first language.

    A type that the event asks twice keeps its labels: only they tell the two apart.
    """
    alone = sum(other.type is field.type for other in event.fields) == 1
    if language == event.languages[0] or not alone:
        return one_line(field.label)
    return words(language).labels.get(field.type, one_line(field.label))
