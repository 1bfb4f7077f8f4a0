"""Run every tool that the rules of a catalogue name over the examples of all of them, each tool once."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playbook.book.catalogue import Rule
from playbook.book.find_rules import FindRule
from playbook.book.slips import Slip
from playbook.book.tools import AST_GREP, TOOLS
from playbook.finding.runners import Finding, ToolError
from playbook.finding.tools import RUNNERS, codes_of, texts_of

_PLACE = re.compile(r"at line (?P<line>\d+), column \d+$")


@dataclass(frozen=True, slots=True)
class Search:
    """What was found, by the tool's name and the file; and by a rule's ID what could not be searched for, as slips."""

    findings: dict[tuple[str, Path], list[Finding]] = field(default_factory=lambda: defaultdict(list))
    failures: dict[str, list[Slip]] = field(default_factory=lambda: defaultdict(list))

    def of(self, tool: str, path: Path, codes: Iterable[str]) -> list[Finding]:
        """Return what this tool found in this file of these codes."""
        return [finding for finding in self.findings.get((tool, path.resolve()), []) if finding.code in codes]


def right_files(rule: Rule) -> list[Path]:
    """Return the files in which nothing of this rule may be found: the good example and the right tries."""
    return [rule.folder / "good.py", *sorted((rule.folder / "tries").glob("right_*.py"))]


def search(rules: Sequence[Rule]) -> Search:
    """Return what the tools that these rules name find in the examples of all of them."""
    result = Search()
    for tool in TOOLS:
        naming = [rule for rule in rules if tool in codes_of(rule)]
        if naming:
            _search_with(tool, naming, [path for rule in rules for path in right_files(rule)], result)
    return result


def _search_with(tool: str, naming: Sequence[Rule], right: Sequence[Path], result: Search) -> None:
    """Add what this tool finds. Where it does not run with all rules, find out with which, and run with the others."""
    able = list(naming)
    try:
        found = _run(tool, able, right)
    except ToolError:
        for rule in naming:
            result.failures[rule.id] += _failures(tool, rule)
        able = [rule for rule in naming if not result.failures[rule.id]]
        found = _run_or_say(tool, able, right, result) if able else []
    for finding in found:
        result.findings[tool, finding.path.resolve()].append(finding)


def _run_or_say(tool: str, naming: Sequence[Rule], right: Sequence[Path], result: Search) -> list[Finding]:
    try:
        return _run(tool, naming, right)
    except ToolError as error:
        for rule in naming:
            code = next(iter(codes_of(rule)[tool]))
            result.failures[rule.id].append(_idle(tool, code, rule, f"over the other rules' files: {error}"))
        return []


def _run(tool: str, naming: Iterable[Rule], right: Iterable[Path]) -> list[Finding]:
    rules = list(naming)
    own = [path for rule in rules for path in (rule.folder / "bad.py", *(case.path for case in rule.cases))]
    return RUNNERS[tool]([*own, *right], texts_of(rules, tool))


def _failures(tool: str, rule: Rule) -> Iterator[Slip]:
    """Yield a slip for each code of this rule with which the tool does not run over the rule's own files."""
    written = {find_rule.id: find_rule for find_rule in rule.find_rules}
    for code, text in codes_of(rule)[tool].items():
        try:
            RUNNERS[tool]([rule.folder / "bad.py", *right_files(rule)], {code: text})
        except ToolError as error:
            unread = tool == AST_GREP and "Cannot parse rule" in str(error)
            yield _unreadable(written[code], str(error)) if unread else _idle(tool, code, rule, str(error))


def _idle(tool: str, code: str, rule: Rule, complaint: str) -> Slip:
    found = f"{code}, with which {TOOLS[tool].name} does not run: {_last_line(complaint)}"
    right = "name a code that the tool has, and mend what it cannot read"
    return Slip(rule.folder / "rule.md", rule.line_of("enforced_by"), "enforced_by", found, right)


def _unreadable(find_rule: FindRule, complaint: str) -> Slip:
    place = _PLACE.search(complaint)
    line = find_rule.start + int(place["line"]) - 1 if place else find_rule.line
    found = f"a rule that ast-grep cannot read: {_last_line(complaint)}"
    right = "write it as https://ast-grep.github.io/guide/rule-config.html says"
    return Slip(find_rule.file, line, find_rule.id, found, right)


def _last_line(complaint: str) -> str:
    return complaint.rstrip().rpartition("\n")[2].removeprefix("╰▻ ").strip()
