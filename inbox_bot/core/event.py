"""What an organiser asks: an event and its fields."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic import Field as Setting

from inbox_bot.core.durations import Duration, or_never
from inbox_bot.core.languages import LANGUAGES, Language


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


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f'there is no time zone "{name}"; write it as "Europe/Brussels"') from None
    return name


def _moment(value: object, name: str) -> object:
    """Return the date or the date and hour that *value* is or says in ISO 8601; a number is neither."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value) if len(value) == len("2018-12-02") else datetime.fromisoformat(value)
        except ValueError:
            value = None
    if not isinstance(value, date):
        example = "2018-12-02" if name == "deadline" else "2018-12-07T09:30:00"
        raise ValueError(f"is no date; write it as {example}")  # noqa: TRY004 - pydantic reports ValueErrors
    return value


def _repeated(values: Iterable[str]) -> str | None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            return value
        seen.add(value)
    return None


_LAST = time(23, 59, 59, 999_999)
"""The last moment of a day."""

Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", max_length=64)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^\x00-\x1f\x7f]*$")]
TimeZone = Annotated[str, AfterValidator(_known_zone)]


class Field(BaseModel):
    """One thing that the event asks of a participant. A *field* is the event's; a message has *headers*."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    key: Key
    """Its name in lists and exports: letters, digits, `-` and `_`."""
    label: Words
    """What participants are asked for, as the announcement writes it."""
    type: FieldType
    """What kind of value it holds."""
    required: bool = True
    """Whether nobody is registered without it. An optional field is taken when given and never asked for."""
    options: tuple[Words, ...] = ()
    """The answers to choose from, for the type `choice`."""
    labels: tuple[Words, ...] = ()
    """Other words by which people may name it."""

    def __hash__(self) -> int:
        return hash((self.key, self.label))  # what is worked out for a field is looked up by it, often

    @model_validator(mode="after")
    def _choices(self) -> Self:
        if (self.type is FieldType.CHOICE) != bool(self.options):
            raise ValueError('a field of type "choice" needs options = ["…", "…"], and only such a field has them')
        return self


class Event(BaseModel):
    """An announced event: what it is, until when one registers, and what is asked."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, populate_by_name=True)

    id: Key
    """A short name for lists and commands."""
    title: Words
    """As announced."""
    timezone: TimeZone
    """The zone of every date and hour of this event."""
    starts: AwareDatetime
    """Day and hour; without an offset it is meant in `timezone`."""
    ends: AwareDatetime | None = None
    """Day and hour; if left out, invitations last three hours."""
    place: str = ""
    """Where it is held, in one line."""
    deadline: AwareDatetime
    """The last moment at which a registration is on time, before `starts`. A date is inclusive: all of that day."""
    capacity: Annotated[int, Setting(ge=1)] | None = None
    """How many people there is place for; whoever comes after them is put on the waiting list."""
    hold: Annotated[Duration | None, or_never] = timedelta(hours=48)
    """How long a place that came free is kept for who waits, until they say that they take it; then it passes on.
    `"never"`: it is theirs at once."""
    changes: Literal["accept", "ask"] = "accept"
    """What becomes of changes after the deadline: made at once, or put before the organiser. Cancelling always goes."""
    keep_days: Annotated[int, Setting(ge=1)] = 90
    """For how many days after the event people's data are kept; then only counts remain."""
    languages: tuple[Language, ...] = ("nl",)
    """Languages of the announcement; the first is used where a mail's own language is not clear."""
    announcement: str = ""
    """The announcement's own text: helps to tell it from what participants write."""
    fields: tuple[Field, ...] = Setting(alias="field", min_length=1)
    """What is asked, in the order of the announcement."""

    def __hash__(self) -> int:
        return hash((self.id, self.title))  # what is worked out for an event is looked up by it, often

    @field_validator("starts", "ends", "deadline", mode="before")
    @classmethod
    def _in_zone(cls, value: object, info: ValidationInfo) -> object:
        zone = ZoneInfo(info.data.get("timezone", "UTC"))  # a bad zone is told of once, by its own key
        value = _moment(value, info.field_name or "")
        if isinstance(value, date) and not isinstance(value, datetime):
            if info.field_name != "deadline":
                raise ValueError("give the hour too: 2018-12-07T09:30:00")
            value = datetime.combine(value, _LAST)
        if isinstance(value, datetime) and value.tzinfo is None:
            value = value.replace(tzinfo=zone)
        return value

    @field_validator("ends")
    @classmethod
    def _ends_later(cls, value: datetime, info: ValidationInfo) -> datetime:
        if "starts" in info.data and value <= info.data["starts"]:
            raise ValueError("is not after `starts`; write when the event is over, or leave it out")
        return value

    @field_validator("deadline")
    @classmethod
    def _in_time(cls, value: datetime, info: ValidationInfo) -> datetime:
        starts = info.data.get("starts")
        # A date that is the day of the event means until it begins, and says so to everybody who reads it.
        of_that_day = starts and value.time() == _LAST and value.date() == starts.date()
        if starts and value > starts and not of_that_day:
            raise ValueError("is after `starts`; write a moment before the event begins")
        return value

    @model_validator(mode="after")
    def _one_of_each(self) -> Self:
        if not self.languages:
            raise ValueError(f"languages needs at least one of {', '.join(LANGUAGES)}")
        if repeated := _repeated(field.key for field in self.fields):
            raise ValueError(f'two fields have the key "{repeated}"; give each its own')
        return self

    @property
    def required(self) -> tuple[Field, ...]:
        """The fields without which nobody is registered, in the order asked."""
        return tuple(field for field in self.fields if field.required)

    @property
    def kept_until(self) -> datetime:
        """The moment from which people's data are kept no longer."""
        return (self.ends or self.starts) + timedelta(days=self.keep_days)

    def field(self, key: str) -> Field:
        """Return the field called *key*; KeyError if the event does not ask it."""
        for field in self.fields:
            if field.key == key:
                return field
        raise KeyError(key)

    def closed(self, at: datetime) -> bool:
        """Tell whether *at* (aware) lies after the deadline; the deadline itself is on time."""
        return at.timestamp() > self.deadline.timestamp()
