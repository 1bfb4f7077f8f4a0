"""Which rules are asked for, and what the tools have to look for to find them."""

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from playbook.book.catalogue import Catalogue, Rule
from playbook.finding.runners import ToolError
from playbook.finding.tools import codes_of

LEVELS = ("must", "should", "may")

# Over ten thousand files these take minutes, and the others seconds: a scan does without them where it can.
_SLOW = frozenset({"bandit", "mypy"})


@dataclass(frozen=True, slots=True)
class Detectors:
    """The rules that tools can find, and by tool and code the text that the tool needs and the rules that name it."""

    rules: tuple[Rule, ...]
    texts: Mapping[str, Mapping[str, str]]
    naming: Mapping[tuple[str, str], tuple[Rule, ...]]


def chosen(catalogue: Catalogue, select: Sequence[str], ignore: Sequence[str], level: str) -> tuple[Rule, ...]:
    """Return the rules that are asked for: of these IDs or areas (all without any), and at least of this level.

    A name is an ID, as `SEC03`, or the letters of an area, as `SEC`. Raises ToolError for one that is neither.
    """
    for name in (*select, *ignore):
        _check_name(catalogue, name)
    levels = LEVELS[: LEVELS.index(level) + 1]
    return tuple(
        rule
        for rule in catalogue.rules
        if rule.matter.level in levels and (not select or _named(rule, select)) and not _named(rule, ignore)
    )


def _named(rule: Rule, names: Iterable[str]) -> bool:
    return any(name in {rule.id, rule.id[:-2]} for name in names)


def _check_name(catalogue: Catalogue, name: str) -> None:
    known = {rule.id for rule in catalogue.rules} | {area.matter.prefix for area in catalogue.areas}
    if name in catalogue.retired:
        raise ToolError(f"{name} is retired; write {catalogue.retired[name]} in its place")
    if name not in known:
        near = difflib.get_close_matches(name.upper(), known, 1)
        right = f"did you mean {near[0]}?" if near else "write an ID, as SEC03, or the letters of an area, as SEC"
        raise ToolError(f"there is no rule or area {name}; {right}")


def detectors(rules: Sequence[Rule]) -> Detectors:
    """Return what finds these rules: all that they name, but of a slow tool only what no other tool looks for."""
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    naming: dict[tuple[str, str], list[Rule]] = defaultdict(list)
    for rule in rules:
        for tool, codes in _quick(codes_of(rule)).items():
            for code, text in codes.items():
                texts[tool][code] = text
                naming[tool, code].append(rule)
    found = {rule.id for named in naming.values() for rule in named}
    kept = {pair: tuple(named) for pair, named in naming.items()}
    return Detectors(tuple(rule for rule in rules if rule.id in found), texts, kept)


def _quick(codes: Mapping[str, Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
    """Return the codes by tool, without those of a slow tool if another one is named beside it."""
    return {tool: texts for tool, texts in codes.items() if tool not in _SLOW} or codes
