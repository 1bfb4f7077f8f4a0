"""What the tools see of what is wrong: which of the wrong tries of a rule they find, as a record beside the rules.

To look anew takes every tool over every try, so it is written down in ``seen.json`` and a test says when it is stale.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from playbook.book.catalogue import Catalogue, Rule
from playbook.finding.runners import Finding
from playbook.finding.tools import RUNNERS, codes_of, texts_of

SEEN_FILE = "seen.json"


class Seen(NamedTuple):
    """The wrong tries of one rule by name: those that its tools find, and those that only a reader sees."""

    found: tuple[str, ...]
    missed: tuple[str, ...]


def look(rules: Sequence[Rule]) -> dict[str, Seen]:
    """Return what the tools see of each rule that names one. Raises ToolError when one cannot run."""
    named = [rule for rule in rules if codes_of(rule)]
    hits: dict[str, set[Path]] = {rule.id: set() for rule in named}
    for tool, runner in RUNNERS.items():
        with_tool = [rule for rule in named if tool in codes_of(rule)]
        paths = [path for rule in with_tool for path in _wrong(rule)]
        found = runner(paths, texts_of(with_tool, tool)) if paths else []
        for rule in with_tool:
            hits[rule.id] |= _hit(rule, tool, found)
    return {rule.id: _seen(rule, hits[rule.id]) for rule in named}


def _wrong(rule: Rule) -> list[Path]:
    return sorted((rule.folder / "tries").glob("wrong_*.py"))


def _hit(rule: Rule, tool: str, found: Iterable[Finding]) -> set[Path]:
    codes = codes_of(rule)[tool]
    return {one.path.resolve() for one in found if one.code in codes}


def _seen(rule: Rule, hits: set[Path]) -> Seen:
    names = {path.stem: path.resolve() in hits for path in _wrong(rule)}
    found = tuple(name for name, hit in names.items() if hit)
    return Seen(found, tuple(name for name in names if name not in found))


def read_seen(root: Path) -> Mapping[str, Seen]:
    """Return the record below ``root``, the ``snippets`` folder; nothing where there is none."""
    path = root / SEEN_FILE
    if not path.is_file():
        return {}
    written = json.loads(path.read_text(encoding="utf-8"))
    return {rule_id: Seen(tuple(one["found"]), tuple(one["missed"])) for rule_id, one in written.items()}


def record_seen(root: Path, catalogue: Catalogue, rules: Sequence[Rule]) -> None:
    """Look at ``rules`` anew and write what is seen into the record below ``root``; what is gone leaves it."""
    named = {rule.id for rule in catalogue.rules if codes_of(rule)}
    kept = {rule_id: seen for rule_id, seen in read_seen(root).items() if rule_id in named}
    write_seen(root, {**kept, **look(rules)})


def write_seen(root: Path, seen: Mapping[str, Seen]) -> None:
    """Write the record below ``root``."""
    written = {rule_id: one._asdict() for rule_id, one in sorted(seen.items())}
    (root / SEEN_FILE).write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
