"""What an organiser asks: an event and its fields."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints


class FieldType(StrEnum):
    """How a field's value is recognised, written down and compared."""

    PERSON_NAME = "person_name"
    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    MUNICIPALITY = "municipality"
    ORGANISATION = "organisation"
    JOB_TITLE = "job_title"
    EMAIL = "email"
    PHONE = "phone"
    COUNTRY = "country"
    CHOICE = "choice"
    BOOLEAN = "boolean"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"


Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", max_length=64)]


class Field(BaseModel):
    """One thing that the event asks of a participant. A *field* is the event's; a message has *headers*."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Key
    label: str
    type: FieldType
    required: bool = True
    options: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


class Event(BaseModel):
    """An announced event: what it is, until when one registers, and what is asked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Key
    title: str
    starts: AwareDatetime
    ends: AwareDatetime | None = None
    place: str = ""
    deadline: AwareDatetime
    """The last instant at which a registration is on time."""
    timezone: str
    languages: tuple[str, ...] = ("nl",)
    announcement: str = ""
    fields: tuple[Field, ...]

    @property
    def required(self) -> tuple[Field, ...]:
        """The fields without which nobody is registered, in the order asked."""
        return tuple(field for field in self.fields if field.required)

    def field(self, key: str) -> Field:
        """Return the field called *key*; KeyError if the event does not ask it."""
        for field in self.fields:
            if field.key == key:
                return field
        raise KeyError(key)

    def closed(self, at: datetime) -> bool:
        """Tell whether *at* (aware) lies after the deadline; the deadline itself is on time."""
        return at > self.deadline
