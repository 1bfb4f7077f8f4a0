"""What is checked of ``also``, the names under which people know the fault of a rule."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from playbook.book.matter import RuleMatter
from playbook.book.slips import Slip

_WORD = re.compile(r"\w+")


class Names(NamedTuple):
    """The front matter of one rule: its file, the line of ``also``, and its fields."""

    path: Path
    line: int
    matter: RuleMatter


def check_also(rules: Sequence[Names]) -> Iterator[Slip]:
    """Yield a slip for each name that stands twice, in one rule or in two, and for each that the title has already."""
    first: dict[str, Names] = {}
    for rule in rules:
        title = _words(rule.matter.title)
        for name in rule.matter.also:
            other = first.setdefault(" ".join(name.lower().split()), rule)
            if other is not rule:
                right = f"leave it to one of {other.matter.id} and {rule.matter.id}, or say here what is different"
                yield _slip(rule, f"{name!r}, which {other.matter.id} has as well ({other.path}:{other.line})", right)
            elif _words(name) and _words(name) <= title:
                yield _slip(rule, repr(name), "leave it out: the search finds the rule by the words of its title")
        yield from _repeated(rule)


def _repeated(rule: Names) -> Iterator[Slip]:
    names = [" ".join(name.lower().split()) for name in rule.matter.also]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield _slip(rule, f"{name!r} {names.count(name)} times", "keep one of them: case and spaces do not matter")


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _slip(rule: Names, found: str, right: str) -> Slip:
    return Slip(rule.path, rule.line, "also", found, right)
