"""The rules as data: ``rules.json`` and its schema for other programs, the index and ``rule.json`` for the browser."""

import hashlib
import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from playbook.book.attacks import Attack
from playbook.book.catalogue import Catalogue, Rule
from playbook.book.matter import Level
from playbook.book.record import Change, Record
from playbook.book.tries import Try
from playbook.finding.tools import configuration
from playbook.pages.releases import tested_with
from playbook.project import release
from playbook.proof import Kind

RULES_FILE = "rules.json"
SCHEMA_FILE = "rules.schema.json"
INDEX_FILE = "rules-index.json"

_Id = Annotated[str, Field(pattern=r"^[A-Z]{2,4}[0-9]{2}$")]
_Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
_Browser = Annotated[Literal[True] | str, Field(description="`true`, or why the rule cannot run in a browser")]


_AS_WRITTEN = {"id", "title", "level", "charter", "tags", "also", "enforced_by", "review", "related", "leaves_out"}


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ConfigurationEntry(_Entry):
    """What turns one code of a tool on."""

    tool: str = Field(description="the tool's name, as its makers write it")
    code: str = Field(description="the code, which `enforced_by` names too")
    url: str = Field(description="the code's page, or an empty text where the tool has none")
    language: str = Field(description="the language of the text, as `toml`")
    text: str = Field(description="what to copy; its first line, a comment, says where it belongs")


class ClaimEntry(_Entry):
    """A line of the proof that claims something."""

    line: int = Field(description="its line in the proof, from 1")
    source: str = Field(description="what is run")
    says: str = Field(description="the caption that it stands under")
    kind: Kind = Field(description="`kept` is what must keep working, `fault` is what the rule is about")


class TryEntry(_Entry):
    """A solution that somebody would hand in."""

    name: str = Field(description="its name, which begins with `right_` or `wrong_`")
    right: bool = Field(description="whether the proof accepts it")
    reason: str = Field(description="why somebody hands it in, and what is wrong with it if it is wrong")
    source: str = Field(description="its Python source")
    claim: ClaimEntry | None = Field(description="the first claim that a wrong one breaks; null for a right one")
    got: str | None = Field(description="what a wrong one gives there; null for a right one")


class RuleEntry(_Entry):
    """One rule of ``rules.json``."""

    id: _Id = Field(description="the ID, which never changes and is never given to another rule")
    title: str = Field(description="the rule in one sentence, as plain text")
    level: Level = Field(description="how binding it is, in the sense of RFC 2119")
    area: str = Field(description="the area's name in addresses, as `security`")
    charter: str = Field(description="the number of the charter's statement, as `5.3`")
    tags: list[str] = Field(description="what the rule is about, from a fixed list")
    also: list[str] = Field(description="other names of the fault, as people type them into a search")
    url: str = Field(description="the rule's page, relative to the address of this file")
    why: str = Field(description="the harm that the rule prevents, as Markdown")
    bad: str = Field(description="the Python source of the bad example")
    good: str = Field(description="the Python source of the good example")
    proof: str = Field(description="a doctest that the good example passes and the bad one fails")
    enforced_by: dict[str, list[str]] | Literal["review"] = Field(description="each tool's codes, or `review`")
    review: str = Field(description="what a reviewer says of code that breaks the rule, as plain text")
    related: list[_Id] = Field(description="the IDs of rules to read with this one")
    leaves_out: list[_Id] = Field(description="the IDs of rules that the good example does not keep")
    configuration: list[ConfigurationEntry] = Field(description="what turns each of the tools' codes on")
    tries: list[TryEntry] = Field(description="solutions that were tried, right ones and wrong ones")
    attacked: Attack | None = Field(description="the last attack on the proof, before its mend; null if there was none")
    tested_with: dict[str, str] = Field(description="the releases that the proof ran with, by the distribution's name")
    browser: _Browser
    added: _Day | None = Field(description="the day since which the rule stands; null for one that is not recorded")
    changed: _Day | None = Field(description="the day of its last change in level, title, sentence or claims, or null")


class RulesFile(_Entry):
    """Every rule of the playbook."""

    version: Literal[1] = Field(description="the version of this format; it changes when a reader would have to")
    release: str = Field(description="the version of the playbook, as `0.1.0`")
    rules: list[RuleEntry] = Field(description="the rules, area by area, in the order of their IDs")


class Listed(_Entry):
    """One rule of ``rules-index.json``: what it takes to choose it."""

    id: str
    title: str
    level: Level
    area: str
    area_title: str
    requires: list[str]
    browser: _Browser


class RulesIndex(_Entry):
    """Every rule, area by area, in a small part of the bytes of ``rules.json``."""

    rules: list[Listed]


class _Line(_Entry):
    kind: Kind
    number: int
    says: str
    source: str
    good: str
    bad: str


class _BrowserRule(_Entry):
    id: str
    version: str
    title: str
    url: str
    requires: list[str]
    browser: Literal[True] | str
    good: str
    bad: str
    proof: str
    lines: list[_Line]
    tries: list[TryEntry]
    added: str | None
    changed: str | None


def rules_json(catalogue: Catalogue) -> str:
    """Return every rule as JSON that fits ``rules_schema()``."""
    rules = [_entry(rule, catalogue.record, catalogue.attacks.get(rule.id)) for rule in catalogue.rules]
    return RulesFile(version=1, release=release(), rules=rules).model_dump_json()


def rules_index(catalogue: Catalogue) -> str:
    """Return what the playground's picker needs of every rule, as JSON."""
    listed = [
        Listed(
            id=rule.id,
            title=rule.matter.title,
            level=rule.matter.level,
            area=area.slug,
            area_title=area.matter.title,
            requires=rule.matter.requires,
            browser=rule.matter.browser or True,
        )
        for area in catalogue.areas
        for rule in area.rules
    ]
    return RulesIndex(rules=listed).model_dump_json()


def rules_schema(address: str) -> str:
    """Return the JSON Schema of ``rules_json()``, for a site at this address, which ends with a slash."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": address + SCHEMA_FILE}
    return json.dumps(head | RulesFile.model_json_schema(), indent=2)


def rule_json(rule: Rule, record: Record) -> str:
    """Return what the browser needs to run and prove this rule, and since when it stands, as JSON."""
    lines = [
        _Line(
            number=line.number,
            says=line.says,
            source=line.source,
            good=line.want,
            bad=line.wanted("bad"),
            kind=line.kind,
        )
        for line in rule.lines
    ]
    return _BrowserRule(
        id=rule.id,
        version=rule_version(rule),
        title=rule.matter.title,
        url=rule.url,
        requires=rule.matter.requires,
        browser=rule.matter.browser or True,
        good=rule.good,
        bad=rule.bad,
        proof=rule.proof,
        lines=lines,
        tries=_tries(rule),
        added=_day(record.added(rule.id)),
        changed=_day(record.changed(rule.id)),
    ).model_dump_json()


def _day(change: Change | None) -> str | None:
    return f"{change.date}" if change else None


def _tries(rule: Rule) -> list[TryEntry]:
    return [_try(rule, one) for one in rule.tries]


def _try(rule: Rule, one: Try) -> TryEntry:
    line = rule.claim(one)
    claim = ClaimEntry(line=line.number, source=line.source, says=line.says, kind=line.kind) if line else None
    got = one.caught.got if claim and one.caught else None
    return TryEntry(name=one.name, right=one.right, reason=one.reason, source=one.source, claim=claim, got=got)


def rule_version(rule: Rule) -> str:
    """Return another text for each state of the rule's examples and its proof."""
    return hashlib.sha256(json.dumps([rule.good, rule.bad, rule.proof]).encode()).hexdigest()[:8]


def _entry(rule: Rule, record: Record, attacked: Attack | None) -> RuleEntry:
    matter = rule.matter
    return RuleEntry(
        **matter.model_dump(include=_AS_WRITTEN),
        configuration=[ConfigurationEntry(**item._asdict()) for item in configuration(rule)],
        tries=_tries(rule),
        attacked=attacked,
        tested_with=tested_with(rule),
        area=rule.area,
        url=rule.url,
        why=rule.sections["Why"],
        bad=rule.bad,
        good=rule.good,
        proof=rule.proof,
        browser=matter.browser or True,
        added=_day(record.added(rule.id)),
        changed=_day(record.changed(rule.id)),
    )
