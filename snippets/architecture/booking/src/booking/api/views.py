"""What comes in and what goes out: the fields of the API, each named, and its envelope."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from booking.domain.diary import Status


def iso(value: object) -> object:
    """Refuse what Pydantic would read as a Unix timestamp."""
    if not re.match("[0-9]{4}-[0-9]{2}-[0-9]{2}", str(value)):
        raise ValueError("Input should be as in 2030-01-07 or 2030-01-07T09:00:00Z")
    return value


_FIRST, _END = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
Moment = Annotated[AwareDatetime, BeforeValidator(iso), Field(ge=_FIRST, lt=_END)]
Day = Annotated[date, BeforeValidator(iso), Field(ge=_FIRST.date(), lt=_END.date())]


class Form(BaseModel):
    """What somebody sends: no other fields, no spaces around a text."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Registration(Form):
    """A new patient."""

    name: str = Field(min_length=1, max_length=80, pattern=r"^\P{Cc}*$")
    phone: str = Field(pattern=r"^\+[0-9]{8,15}$")


class Wish(Form):
    """The hour that a patient would like."""

    patient_id: UUID
    starts_at: Moment


class NewTime(Form):
    """The hour that a visit is moved to."""

    starts_at: Moment


class Paging(Form):
    """Which part of a list: 20 of it if nobody asks, and 100 at most."""

    page: int = Field(default=1, ge=1, le=1_000_000)
    size: int = Field(default=20, ge=1, le=100)


class View(BaseModel):
    """What the API tells, made of what the domain knows: a new field stays inside."""

    model_config = ConfigDict(from_attributes=True)


class PatientView(View):
    """What the API tells of a patient."""

    id: UUID
    name: str


class SlotView(View):
    """What the API tells of a slot."""

    starts_at: datetime
    ends_at: datetime


class AppointmentView(View):
    """What the API tells of an appointment."""

    id: UUID
    patient: PatientView
    slot: SlotView
    status: Status


class Meta(BaseModel):
    """Which page of a list it is, and how many there are on all of them."""

    page: int
    total: int


class Answer[Data](BaseModel):
    """The envelope of what went well."""

    success: Literal[True] = True
    data: Data
    meta: Meta | None = None
    error: None = None


class Detail(BaseModel):
    """One thing that is malformed."""

    field: str
    message: str


class Fault(BaseModel):
    """What went wrong: a code for programs, a message for people."""

    code: str
    message: str
    status_code: int = Field(serialization_alias="statusCode")
    details: list[Detail] = []


class Failure(BaseModel):
    """The envelope of what did not."""

    success: Literal[False] = False
    data: None = None
    meta: None = None
    error: Fault
