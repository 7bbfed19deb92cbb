import gc
import sys
from collections.abc import Iterator

import pytest

from inbox_bot.core.event import Field, FieldType
from inbox_bot.warming import warm
from seminar import EVENT

EVERYTHING = [
    Field(key=kind.value, label=kind.value, type=kind, options=("soup", "salad") if kind is FieldType.CHOICE else ())
    for kind in FieldType
]


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    usual = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*usual)


def test_what_any_field_needs_is_loaded_before_the_first_mail() -> None:
    asked = EVENT.model_copy(update={"fields": tuple(EVERYTHING)})

    warm([asked])

    assert {"phonenumbers", "dateparser"} <= sys.modules.keys()


def test_what_was_loaded_is_no_garbage_to_look_for() -> None:
    before = gc.get_freeze_count()

    warm([EVENT])

    assert before < gc.get_freeze_count()
