"""The table of what a tool sees of each rule, and what only a reader sees."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from playbook.book.cases import Case
from playbook.book.catalogue import Catalogue, Rule
from playbook.finding.seen import Seen
from playbook.finding.tools import code_names


class Row(NamedTuple):
    """One rule: its tools with their codes, how many of its wrong tries they find, and those that they miss."""

    rule: Rule
    codes: Sequence[str]
    found: int
    missed: Sequence[str]


class Erring(NamedTuple):
    """One rule on which the tools are known to err, the files that they miss, and the false alarms."""

    rule: Rule
    missed: Sequence[Case]
    alarms: Sequence[Case]


class Counts(NamedTuple):
    """How many rules there are, and how many are found in all that breaks them, in some of it, and in none."""

    all: int
    wholly: int
    partly: int
    review: int


def rows(catalogue: Catalogue, seen: Mapping[str, Seen]) -> list[Row]:
    """Return a row for each rule, in the order of the book."""
    return [_row(rule, seen.get(rule.id, Seen((), ()))) for rule in catalogue.rules]


def _row(rule: Rule, seen: Seen) -> Row:
    missed = [name.removeprefix("wrong_").replace("_", " ") for name in seen.missed]
    return Row(rule, code_names(rule), len(seen.found), missed)


def erring(catalogue: Catalogue) -> list[Erring]:
    """Return the rules that have such files, in the order of the book."""
    return [
        Erring(rule, [one for one in rule.cases if not one.alarm], [one for one in rule.cases if one.alarm])
        for rule in catalogue.rules
        if rule.cases
    ]


def counts(table: Sequence[Row]) -> Counts:
    """Return the sums of the table."""
    review = sum(not row.codes for row in table)
    partly = sum(bool(row.codes and row.missed) for row in table)
    return Counts(len(table), len(table) - review - partly, partly, review)
