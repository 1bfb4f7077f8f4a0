"""The front matter of rules and areas: its schema, and what to write where it does not fit."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from playbook.book.documents import Document
from playbook.book.ranges import line_numbers
from playbook.book.slips import Slip

Level = Literal["must", "should", "may"]


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Codes = Annotated[list[str], BeforeValidator(_as_list), Field(min_length=1)]


def _named_lines(value: str) -> str:
    line_numbers(value)
    return value


LineNumbers = Annotated[str, AfterValidator(_named_lines)]


class RuleMatter(BaseModel):
    """The front matter of a ``rule.md``. Each description says what would be right."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: str = Field(pattern=r"^[A-Z]{2,4}[0-9]{2}$", description="write the area's prefix and two digits, as `SEC03`")
    title: str = Field(min_length=5, max_length=80, description="write the rule as a sentence of 5 to 80 characters")
    level: Level = Field(description="write `must`, `should` or `may`")
    charter: str = Field(
        pattern=r"^[0-9A-Z]+\.[0-9]+( [A-Z])?$", description='write the charter\'s number as a text, `"5.3"`'
    )
    tags: list[str] = Field(min_length=1, description="write one or more of snippets/tags.txt, as `[sql, input]`")
    also: list[Annotated[str, Field(min_length=2, max_length=40)]] = Field(
        default_factory=list,
        description="write the names that people type for this fault, 2 to 40 characters each, as `[sqli, raw sql]`",
    )
    requires: list[str] = Field(
        default_factory=list, description="write the packages that the examples import, as `[fastapi]`, or `[]`"
    )
    enforced_by: dict[str, Codes] | Literal["review"] = Field(
        description="write each tool and its codes, as `{ruff: [S608], ast-grep: [sql-from-text]}`, or `review`"
    )
    leaves_out: list[str] = Field(
        default_factory=list, description="write the IDs of the rules that good.py does not keep, as `[API04]`, or `[]`"
    )
    related: list[str] = Field(default_factory=list, description="write the IDs of other rules, as `[SEC02]`, or `[]`")
    review: str = Field(
        min_length=10, max_length=300, description="write the sentence that a reviewer pastes, 10 to 300 characters"
    )
    tries: dict[str, Annotated[str, Field(min_length=20, max_length=400)]] = Field(
        default_factory=dict,
        description='write each try and its reason, 20 to 400 characters, as `{wrong_doubled_quotes: "Doubles …"}`',
    )
    difference: dict[Literal["bad", "good"], LineNumbers] | None = Field(
        default=None,
        min_length=2,
        description='leave it out, or write the lines of each file that decide, `{bad: "12-15", good: "12-16, 20"}`',
    )
    browser: str | None = Field(
        default=None, min_length=10, description="leave it out, or say why the rule cannot run in the browser"
    )


class AreaMatter(BaseModel):
    """The front matter of an ``area.md``."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    title: str = Field(min_length=2, description="write the area's name, as `Security`")
    prefix: str = Field(pattern=r"^[A-Z]{2,4}$", description="write the letters that its IDs begin with, as `SEC`")
    order: int = Field(ge=1, description="write its place among the areas, a whole number from 1")
    charter: str = Field(description='write the charter\'s section as a text, `"5"`')
    summary: str = Field(min_length=10, max_length=160, description="write one sentence of 10 to 160 characters")
    service: str | None = Field(
        default=None,
        pattern=r"^[a-z][a-z0-9_]*$",
        description="leave it out, or name the folder of the area that is a whole service, as `booking`",
    )


def validated[Matter: BaseModel](model: type[Matter], document: Document, slips: list[Slip]) -> Matter | None:
    """Return the front matter as this model, or None and a slip for each field that does not fit."""
    slips += document.slips
    if document.slips:
        return None
    try:
        return model.model_validate(document.matter)
    except ValidationError as error:
        slips += [_field_slip(model, document, dict(fault)) for fault in error.errors()]
        return None


def first_fault(error: ValidationError) -> str:
    """Return the first thing that is wrong with a file of ours, and where: ``Field required at XMP01.date``."""
    fault = error.errors()[0]
    return f"{fault['msg']} at {'.'.join(map(str, fault['loc'])) or 'its beginning'}"


def _field_slip(model: type[BaseModel], document: Document, fault: Mapping[str, Any]) -> Slip:
    name = str(fault["loc"][0])
    field = model.model_fields.get(name)
    entry = ".".join(map(str, fault["loc"][:2]))
    line = document.lines.get(entry, document.lines.get(name, 1))
    if field is None:
        return Slip(
            document.path, line, name, "a field of no meaning", f"the fields are {', '.join(model.model_fields)}"
        )
    if entry in document.lines and entry != name:
        return Slip(
            document.path, line, entry, repr(document.matter[name].get(fault["loc"][1])), str(field.description)
        )
    found = "nothing" if fault["type"] == "missing" else repr(document.matter.get(name))
    return Slip(document.path, line, name, found, str(field.description))
