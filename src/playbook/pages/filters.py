"""What the index of rules can be filtered by: the values that a reader chooses from, each with its name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from playbook.book.catalogue import Catalogue, Rule
from playbook.book.matter import Level
from playbook.finding.tools import tool_name

REVIEW = "review"
TOOL = "tool"

Options = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Filters:
    """The choices of each filter, as they stand in addresses and as they are shown; the IDs that were retired."""

    areas: Options
    levels: Options
    tools: Options
    tags: Options
    retired: Sequence[str]


def finders(rule: Rule) -> list[str]:
    """Return what finds this rule broken: the tools, or `review` alone."""
    return list(rule.matter.enforced_by) if isinstance(rule.matter.enforced_by, dict) else [REVIEW]


def filters(catalogue: Catalogue) -> Filters:
    """Return what the rules of this catalogue can be filtered by; nothing that would show none of them."""
    rules = list(catalogue.rules)
    levels = {rule.matter.level for rule in rules}
    tools = sorted({tool for rule in rules for tool in finders(rule)} - {REVIEW}, key=tool_name)
    return Filters(
        areas=[(area.slug, area.matter.title) for area in catalogue.areas],
        levels=_same(level for level in get_args(Level) if level in levels),
        tools=[(REVIEW, "review only"), (TOOL, "any tool"), *((tool, tool_name(tool)) for tool in tools)],
        tags=_same(sorted({tag for rule in rules for tag in rule.matter.tags})),
        retired=list(catalogue.retired),
    )


def _same(values: Iterable[str]) -> Options:
    return [(value, value) for value in values]
