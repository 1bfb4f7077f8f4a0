"""The record of the rules' changes, ``snippets/changes.json``: what each rule asks for, and since when.

It is a committed file, since a wheel has no git and a clone may be shallow; ``playbook changes`` writes it.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from playbook.book.matter import Level, first_fault
from playbook.book.slips import Slip
from playbook.book.words import count

RECORD_FILE = "changes.json"

Happened = Literal["new", "changed", "moved", "retired"]
Field = Literal["level", "title", "sentence"]


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Change(_Written):
    """What happened to a rule on a day, in which version of the playbook.

    ``was`` holds the earlier text of each field that changed; ``more`` and ``fewer`` count the claims that came and
    went since ``claims_before``, their hashes. ``to`` is where a retired or moved rule went, ``come_from`` the ID that
    a moved one had before.
    """

    date: dt.date
    version: str
    kind: Happened
    was: dict[Field, str] = {}
    more: int = 0
    fewer: int = 0
    claims_before: str = ""
    to: str | None = None
    come_from: str | None = None

    @property
    def claims_in_words(self) -> list[str]:
        """How many claims came and went: ``2 new claims``, ``1 claim gone``."""
        came = [count(self.more, "new claim")] if self.more else []
        return [*came, *([f"{count(self.fewer, 'claim')} gone"] if self.fewer else [])]


class Recorded(_Written):
    """A rule as it is recorded: its substance, the hashes of its claims, and what happened to it, the oldest first."""

    level: Level
    title: str
    sentence: str
    claims: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Record:
    """Every rule that there ever was, by its ID."""

    rules: Mapping[str, Recorded] = field(default_factory=dict)

    def added(self, rule_id: str) -> Change | None:
        """Return the change with which the rule came, under this ID or an earlier one; None for one not recorded."""
        recorded = self.rules.get(rule_id)
        if recorded is None or not recorded.changes:
            return None
        first = recorded.changes[0]
        return (self.added(first.come_from) if first.come_from else None) or first

    def changed(self, rule_id: str) -> Change | None:
        """Return the last change of the rule's substance; None if it stands as it came."""
        recorded = self.rules.get(rule_id)
        changes = recorded.changes if recorded else ()
        return next((change for change in reversed(changes) if change.kind == "changed"), None)

    def left(self, rule_id: str) -> Change | None:
        """Return the change with which the rule was retired or moved away; None for a living one."""
        recorded = self.rules.get(rule_id)
        changes = recorded.changes if recorded else ()
        return next((change for change in reversed(changes) if change.to), None)

    def check_vanished(self, path: Path, known: set[str]) -> Iterator[Slip]:
        """Yield a slip for each recorded ID that is not in the ledger any more: ``known`` are those that are."""
        for rule_id in self.rules.keys() - known:
            right = f"bring its line back, or retire it: `{rule_id} -> <the rule that took its place>`"
            yield Slip(path, 1, rule_id, f"no line in ids.txt, but {RECORD_FILE} has the ID", right)


_FORM = TypeAdapter(dict[str, Recorded])


def read_record(path: Path, slips: list[Slip]) -> Record:
    """Return the record, an empty one where there is no file; one that cannot be read is added to the slips."""
    if not path.is_file():
        return Record()
    try:
        return Record(_FORM.validate_json(path.read_bytes()))
    except ValidationError as error:
        right = "bring the last committed file back, and run `playbook changes`"
        slips.append(Slip(path, 1, "record", first_fault(error), right))
        return Record()


def write_record(path: Path, record: Record) -> None:
    """Write the record, rule by rule, so that a diff shows which rules changed."""
    rules = dict(sorted(record.rules.items()))
    path.write_bytes(_FORM.dump_json(rules, indent=1, exclude_defaults=True) + b"\n")
