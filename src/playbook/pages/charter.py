"""The charter's map: which rules each statement became, and how each of them is proven, found, tried and attacked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from playbook.book.attacks import Attack
from playbook.book.catalogue import Area, Catalogue, Rule
from playbook.pages.seen import Row


class Standing(NamedTuple):
    """How one rule stands: where its examples are proven, what the tools see of it, its tries and its last attack.

    ``found`` says how many of the wrong tries its tools find, and nothing where no tool is named.
    """

    rule: Rule
    in_browser: bool
    found: str
    right: int
    wrong: int
    attack: Attack | None


class Sums(NamedTuple):
    """What the map adds up to: statements, rules, those proven in a browser and those that a tool finds, and tries.

    Of the attacks: how many solutions were handed in, and how many of them were misjudged.
    """

    statements: int
    rules: int
    in_browser: int
    by_tool: int
    tries: int
    handed_in: int
    misjudged: int


def standings(table: Sequence[Row], attacks: Mapping[str, Attack]) -> Mapping[str, Standing]:
    """Return the standing of each rule by its ID; ``table`` says what the tools see of it."""
    return {row.rule.id: _standing(row, attacks.get(row.rule.id)) for row in table}


def _standing(row: Row, attack: Attack | None) -> Standing:
    right = sum(one.right for one in row.rule.tries)
    wrong = len(row.rule.tries) - right
    return Standing(row.rule, row.rule.matter.browser is None, _found(row, wrong), right, wrong, attack)


def _found(row: Row, wrong: int) -> str:
    return f"{row.found} of {wrong} wrong tries" if row.codes and wrong else ""


def sums(catalogue: Catalogue, standing: Mapping[str, Standing]) -> Sums:
    """Return the sums of the map."""
    rules = list(standing.values())
    return Sums(
        statements=sum(1 for area in catalogue.areas for _ in statements(area)),
        rules=len(rules),
        in_browser=sum(one.in_browser for one in rules),
        by_tool=sum(one.rule.matter.enforced_by != "review" for one in rules),
        tries=sum(one.right + one.wrong for one in rules),
        handed_in=sum(one.attack.handed_in for one in rules if one.attack),
        misjudged=sum(one.attack.misjudged for one in rules if one.attack),
    )


def statements(area: Area) -> Iterator[tuple[str, list[Rule]]]:
    """Yield each of the area's charter numbers, in their order, with the rules that it became."""
    ordered = sorted(area.rules, key=lambda rule: (_numbers(rule.matter.charter), rule.id))
    for number, rules in groupby(ordered, key=lambda rule: rule.matter.charter):
        yield number, list(rules)


def _numbers(charter: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|[A-Z]+", charter)]
