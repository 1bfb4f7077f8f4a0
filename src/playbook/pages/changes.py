"""What became of the rules, as the change log and the rules' own pages tell it: day by day, the newest first."""

import datetime as dt
import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from playbook.book.catalogue import Catalogue
from playbook.book.record import Change, Happened

HEADINGS: dict[Happened, str] = {
    "new": "New",
    "changed": "Changed in substance",
    "moved": "Moved",
    "retired": "Retired",
}


class Told(NamedTuple):
    """A change of a rule: its ID, its title as recorded, the change, and what is different, in words."""

    id: str
    title: str
    change: Change
    details: list[str]


class Day(NamedTuple):
    """What happened on a day in a version: the changes under their headings."""

    date: dt.date
    version: str
    anchor: str
    groups: list[tuple[str, list[Told]]]


def told(catalogue: Catalogue) -> list[Told]:
    """Return every change that is recorded, the newest first, and those of a day in the order of the IDs."""
    every = [
        Told(rule_id, recorded.title, change, details(change))
        for rule_id, recorded in sorted(catalogue.record.rules.items())
        for change in recorded.changes
        if not change.come_from  # told where the old ID went
    ]
    return sorted(every, key=lambda one: (one.change.date, _numbers(one.change.version)), reverse=True)


def _numbers(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]


def days(catalogue: Catalogue) -> Iterator[Day]:
    """Yield the days on which something changed, the newest first; a day on which a version began comes twice."""
    for (date, version), group in groupby(told(catalogue), key=lambda one: (one.change.date, one.change.version)):
        ones = list(group)
        groups = [(heading, [one for one in ones if one.change.kind == kind]) for kind, heading in HEADINGS.items()]
        yield Day(date, version, anchor_of(ones[0].change), [(heading, some) for heading, some in groups if some])


def anchor_of(change: Change) -> str:
    """Return the anchor of the change log's section that has this change."""
    return f"v{change.version}-{change.date}".replace(".", "-")


def details(change: Change) -> list[str]:
    """Return what is different, a text for each: ``level, which was “should”``, ``2 new claims``."""
    fields = [f"{name}, which was “{text}”" for name, text in change.was.items()]
    return [*fields, *change.claims_in_words]


def in_full(date: dt.date) -> str:
    """Return the day as it is read: ``23 November 2026``."""
    return f"{date.day} {date:%B %Y}"


def since(catalogue: Catalogue, rule_id: str) -> list[tuple[str, Change, str]]:
    """Return since when a rule stands and when it last changed: a label, the change, and what is different."""
    record = catalogue.record
    added, changed = record.added(rule_id), record.changed(rule_id)
    facts = [("Since", added, "")] if added else []
    return [*facts, *([("Changed", changed, _briefly(changed))] if changed else [])]


def _briefly(change: Change) -> str:
    return ", ".join([*change.was, *(["claims"] if change.more or change.fewer else [])])
