"""How loudly each sign speaks for a registration. Of the signs of one group only the loudest counts.

The data of a signature say nothing: whoever writes about anything has one. The data of the text say much, and most
where the text holds nothing else.
"""

from collections.abc import Mapping

WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "what the sender wants": {
        "asks to be registered": 5,
        "forwards whom to register": 4.5,
        "says to come": 4.5,
        "says only a word of registering": 4.5,
        "says yes": 4,
        "says on what day somebody arrives": 4,
        "says that the data follow": 3.5,
        "looks forward to it": 2,
        "asks whether one may, and says who": 3,
        "hurries": 1.5,
        "has a word of registering": 1,
        "has a word of coming": 1,
    },
    "the subject": {
        "says nothing but that somebody registers": 4,
        "registers": 3,
    },
    "what it is for": {
        "the event's title": 2.5,
        "the announcement below": 2.5,
        "its day": 2,
        "its day, without the month": 1.5,
        "its kind": 1.5,
        "its kind, in other words": 1.5,
        "an invitation": 1,
        "its place": 1,
    },
    "the data": {
        "all that is asked, behind labels": 5,
        "most that is asked, behind labels": 4,
        "everything, in the text": 5,
        "nearly everything, in the text": 3.5,
        "some of what is asked": 2.5,
        "nothing is missing": 1,
    },
    "what only this event asks": {
        "all of it": 3.5,
        "answered": 2,
    },
    "what else is said": {
        "nothing": 2,
        "little": 1,
        "much": -1.5,
    },
    "what speaks against it": {
        "answers our confirmation": -6,
        "asks the reader to register": -6,
        "says that somebody is registered": -6,
        "speaks of another matter": -5,
        "asks something": -3,
        "denies": -3,
        "says that the reader registers": -3,
    },
}
"""By group and sign; a sign of want, subject or data must be there, or the rest says nothing."""

CONFIRM = 6.0
"""From here on the mail registers somebody."""
LOOK = 4.0
"""From here on a human looks."""
