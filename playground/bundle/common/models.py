"""Has Pydantic read and write values of every kind as every type; see values.py."""

import contextlib
import enum
import io
import ipaddress
import pathlib
import re
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal, NamedTuple, NotRequired, TypedDict

import pydantic
from pydantic import (
    AfterValidator,
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainSerializer,
    RootModel,
    Tag,
    TypeAdapter,
    WrapSerializer,
    WrapValidator,
    computed_field,
    field_validator,
    model_serializer,
    model_validator,
)
from pydantic.alias_generators import to_camel


class Colour(enum.StrEnum):
    """A choice of words."""

    RED = "red"


class Grade(enum.IntEnum):
    """A choice of numbers."""

    ONE = 1


class Pair(NamedTuple):
    """Two values."""

    a: int
    b: str = "x"


class Row(TypedDict):
    """A record."""

    name: str
    age: NotRequired[int]


@dataclass
class Plain:
    """A class that Pydantic did not make."""

    a: int
    b: list[str] | None = None


class Cat(BaseModel):
    """One kind."""

    kind: Literal["cat"]
    lives: int = 9


class Dog(BaseModel):
    """Another kind."""

    kind: Literal["dog"]


class Page[T](BaseModel):
    """A part of a list."""

    items: list[T]
    total: int = 0


class Tree(BaseModel):
    """A model that holds others of its own."""

    name: str
    branches: list["Tree"] = []


class Full(BaseModel):
    """A model with what models may have."""

    model_config = ConfigDict(
        extra="allow",
        validate_assignment=True,
        str_strip_whitespace=True,
        from_attributes=True,
        alias_generator=to_camel,
    )

    first_name: Annotated[str, Field(min_length=1, max_length=20, pattern=r"^\w+$")] = "Ada"
    count: Annotated[int, Field(ge=0, lt=100, multiple_of=5)] = 5
    secret: pydantic.SecretStr = pydantic.SecretStr("hidden")
    other: str = Field("x", validation_alias=AliasChoices("other", "another"))
    made: list[int] = Field(default_factory=list, max_length=3)

    @computed_field
    def upper(self) -> str:
        """Return the name in capitals."""
        return self.first_name.upper()

    @field_validator("first_name", mode="before")
    @classmethod
    def refuse(cls, value: object) -> object:
        """Refuse one name."""
        if value == "wrong":
            raise ValueError("not this one")
        return value

    @model_validator(mode="after")
    def whole(self) -> "Full":
        """Take all."""
        return self


class Strict(BaseModel):
    """A model that takes nothing for something else."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    number: int
    at: datetime
    kind: Colour = Colour.RED


class Written(BaseModel):
    """A model that is written in a way of its own."""

    a: int = 1

    @model_serializer(mode="wrap")
    def more(self, handler: Callable[[object], dict[str, object]]) -> dict[str, object]:
        """Return one field more."""
        return {**handler(self), "b": 2}


def kind(one: object) -> str:
    """Return the tag of a number or of anything else."""
    return "i" if isinstance(one, int) else "s"


TYPES = [
    *(int, float, str, bool, bytes, None, Any, object, complex, Decimal, Fraction, date, datetime, time, timedelta),
    *(
        uuid.UUID,
        pathlib.Path,
        re.Pattern,
        Colour,
        Grade,
        Pair,
        Row,
        Plain,
        Cat,
        Full,
        Strict,
        Written,
        Tree,
        Page[Cat],
    ),
    *(list[int], set[str], frozenset[int], tuple[int, str], tuple[int, ...], dict[str, int], deque[int], Sequence[int]),
    *(Mapping[str, int], Iterable[int], Callable[[int], int], type[int], Literal["a", 1, None], int | str, int | None),
    *(
        Cat | Dog,
        str | float | list[int],
        ipaddress.IPv4Address,
        ipaddress.IPv6Network,
        pydantic.AnyUrl,
        pydantic.HttpUrl,
    ),
    *(pydantic.PostgresDsn, pydantic.Json[list[int]], pydantic.Base64Str, pydantic.StrictInt, pydantic.StrictBool),
    *(pydantic.PositiveInt, pydantic.NonNegativeFloat, pydantic.FiniteFloat, pydantic.AwareDatetime, pydantic.PastDate),
    *(pydantic.NaiveDatetime, pydantic.SecretBytes, pydantic.ByteSize, pydantic.UUID4, pydantic.InstanceOf[Plain]),
    *(RootModel[list[int]], list[Row], dict[Colour, list[Pair]]),
    Annotated[int, Field(gt=0, le=10, strict=True)],
    Annotated[str, Field(min_length=2, max_length=4)],
    Annotated[str, Field(pattern=r"^\d{3}(?:-[a-z]+)?$")],
    Annotated[float, Field(gt=0, le=1e3, multiple_of=0.5, allow_inf_nan=False)],
    Annotated[Decimal, Field(max_digits=5, decimal_places=2, ge=0)],
    Annotated[list[int], Field(min_length=1, max_length=2)],
    Annotated[date, Field(ge=date(2026, 1, 1))],
    Annotated[datetime, Field(lt=datetime(2030, 1, 1, tzinfo=UTC))],
    Annotated[timedelta, Field(gt=timedelta(0))],
    Annotated[bytes, Field(min_length=1, max_length=3)],
    Annotated[int, AfterValidator(lambda one: one + 1)],
    Annotated[int, BeforeValidator(lambda one: one or 0)],
    Annotated[int, WrapValidator(lambda one, go: go(one))],
    Annotated[int, PlainSerializer(str)],
    Annotated[int, WrapSerializer(lambda one, go: go(one))],
    Annotated[str, pydantic.StringConstraints(strip_whitespace=True, to_lower=True)],
    Annotated[Cat | Dog, Field(discriminator="kind")],
    Annotated[Annotated[int, Tag("i")] | Annotated[str, Tag("s")], Discriminator(kind)],
    Annotated[int | str, Field(union_mode="left_to_right")],
]
VALUES = [
    *(
        None,
        True,
        0,
        5,
        -7,
        10**30,
        1.5,
        float("nan"),
        float("inf"),
        "",
        "a",
        "5",
        "1.5",
        "true",
        "red",
        " Text ",
        "Zoë",
    ),
    *("123-ab", b"bytes", b"\xff", [], [1, "2"], ["x"], (1, "b"), (1, 2, 3), {1, 2}, frozenset({1}), deque([1]), {}),
    *({"a": 1}, {"a": "x", "b": ["y"]}, range(3), "2026-01-31", "2026-01-31T09:30:00Z", "2026-13-01", "09:30", "PT1H"),
    *(
        1767225600,
        1767225600.5,
        date(2026, 1, 31),
        datetime(2026, 1, 31, tzinfo=UTC),
        datetime.fromisoformat("2026-01-31"),
        time(9),
    ),
    *(
        timedelta(hours=1),
        Decimal("1.25"),
        Decimal("NaN"),
        uuid.UUID(int=5),
        str(uuid.UUID(int=5, version=4)),
        "10.0.0.1",
    ),
    *(
        "::/64",
        "https://example.org/a?b=c#d",
        "http://user:pw@clinic:80",
        "ftp:",
        "postgresql://u:p@h:5432/d",
        "[1, 2]",
    ),
    *("[1,", "aGk=", "{}", "2 MB", {"kind": "cat"}, {"kind": "dog", "lives": "x"}, {"kind": "cow"}, Cat(kind="cat")),
    *(
        Colour.RED,
        Pair(1),
        Plain(1),
        {"name": "a", "branches": [{"name": "b"}]},
        {"items": [{"kind": "cat"}]},
        len,
        int,
    ),
    *({"firstName": "Bob", "count": 10, "another": "z"}, {"firstName": "wrong"}, {"count": 7, "made": [1, 2, 3, 4]}),
    *({"number": 1, "at": datetime(2026, 1, 31, tzinfo=UTC), "x": 1}, {"name": "n", "age": "5"}, object()),
]


def attempt(call: Callable[..., object], *given: object, **named: object) -> object:
    """Return what the call gives, or nothing; look at what it refuses."""
    with contextlib.suppress(Exception):
        try:
            return call(*given, **named)
        except pydantic.ValidationError as error:
            return (error.errors(), error.json(), str(error), error.errors(include_url=False, include_input=False))[:0]
    return None


def read_and_write(adapter: TypeAdapter[Any], value: object) -> None:
    """Read the value in every way, and write what comes of it."""
    made = [
        attempt(adapter.validate_python, value),
        attempt(adapter.validate_python, value, strict=True),
        attempt(adapter.validate_python, value, from_attributes=True),
        attempt(adapter.validate_json, value if isinstance(value, str | bytes) else repr(value).replace("'", '"')),
        attempt(adapter.validate_strings, value),
        value,
    ]
    for one in made:
        attempt(adapter.dump_json, one, indent=1)
        attempt(adapter.dump_json, one, by_alias=True, exclude_none=True, exclude_defaults=True, round_trip=True)
        attempt(adapter.dump_python, one, mode="json")
        attempt(adapter.dump_python, one, exclude={"a"}, include={"a", "b"}, exclude_unset=True)
        attempt(lambda one=one: (one.model_copy(deep=True) == one, repr(one), setattr(one, "count", "x")))


with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    for type_ in TYPES:
        adapter: TypeAdapter[Any] = TypeAdapter(type_, config=None)
        attempt(adapter.json_schema)
        attempt(adapter.json_schema, mode="serialization", by_alias=False)
        for value in VALUES:
            read_and_write(adapter, value)
