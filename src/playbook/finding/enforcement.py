"""Prove the tools that the rules name: each finds the bad example, and nothing that is right.

A code finds ``bad.py`` on a line that differs (imports aside), and neither the rule's ``good.py`` nor its right tries.
Where ``good.py`` only adds lines, the fault is what is not there, and any line will do. Over the good examples of all
other rules it is silent, but for those that say in ``leaves_out`` that they do not keep the rule.
On the rule's cases the tools err as those say.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from pathlib import Path

from playbook.book.cases import SEEN
from playbook.book.catalogue import Catalogue, Rule
from playbook.book.slips import Slip
from playbook.book.tools import AST_GREP, TOOLS
from playbook.finding.runners import Finding
from playbook.finding.search import Search, right_files, search
from playbook.finding.tools import codes_of

_Codes = Mapping[str, Mapping[str, str]]


def unproven(catalogue: Catalogue, ids: Iterable[str] | None = None) -> list[Slip]:
    """Return a slip for all that is not as ``enforced_by`` and ``leaves_out`` say, with its place and the mend.

    The tools run over the whole catalogue; ``ids`` chooses whose slips are returned, and nothing stands for all.
    """
    rules = list(catalogue.rules)
    chosen = {rule.id for rule in rules} if ids is None else set(ids)
    found = search(rules)
    slips = [slip for rule in rules if rule.id in chosen for slip in _own(rule, found)]
    for rule, other in product(rules, rules):
        if rule is not other and {rule.id, other.id} & chosen:
            slips += _over(rule, other, found)
    return sorted(slips, key=lambda slip: (slip.file, slip.line))


def _own(rule: Rule, found: Search) -> Iterator[Slip]:
    """Yield what is wrong with the rule's codes in its own files; only that a tool did not run, where it did not."""
    if rule.id in found.failures:
        yield from found.failures[rule.id]
        return
    marked = _deciding(rule)
    for tool, code in _pairs(codes_of(rule)):
        findings = found.of(tool, rule.folder / "bad.py", [code])
        if not findings:
            yield _slip(rule, tool, code, "nothing found in bad.py", "have it find the fault there, or leave it out")
        elif marked and not any(
            marked.intersection(range(finding.line, finding.last_line + 1)) for finding in findings
        ):
            where = f"bad.py found on {_lines(findings)} alone, which decides nothing"
            yield _slip(rule, tool, code, where, "have it find a line that good.py does not have, no import")
        for path in right_files(rule):
            if findings := found.of(tool, path, [code]):
                where = f"{path.relative_to(rule.folder)} found on {_lines(findings)}"
                yield _slip(rule, tool, code, where, "find less, or mend that file")
    yield from _cases(rule, found)


def _deciding(rule: Rule) -> set[int]:
    """Return the lines of ``bad.py`` that ``good.py`` does not have, but for imports: they decide nothing."""
    rows = rule.bad.splitlines()
    return {line for line in rule.marked("bad") if not rows[line - 1].startswith(("import ", "from "))}


def _cases(rule: Rule, found: Search) -> Iterator[Slip]:
    """Yield a slip for each case on which the tools do not err as it says."""
    for case in rule.cases:
        findings = [one for tool, code in _pairs(codes_of(rule)) for one in found.of(tool, case.path, [code])]
        if case.alarm and not findings:
            yield Slip(case.path, 1, SEEN, "a false alarm that no tool raises", "take it out")
        elif findings and not case.alarm:
            found_there = f"a fault that {findings[0].code} finds on {_lines(findings)}"
            yield Slip(case.path, findings[0].line, SEEN, found_there, "take it out")


def _over(rule: Rule, other: Rule, found: Search) -> Iterator[Slip]:
    """Yield what the codes of ``rule`` find in the good example of ``other``, or an excuse that nothing needs."""
    excused, any_finding = rule.id in other.matter.leaves_out, False
    for tool, code in _pairs(codes_of(rule)):
        if findings := found.of(tool, other.folder / "good.py", [code]):
            any_finding = True
            if not excused:
                where = f"{_short(other.folder / 'good.py')} found on {_lines(findings)}"
                right = f"find less, mend that file, or write `leaves_out: [{rule.id}]` in the rule.md beside it"
                yield _slip(rule, tool, code, where, right)
    # A rule of ours for ast-grep finds a part of its kind, so its silence is no sign that the rule is kept.
    whole = codes_of(rule).keys() - {AST_GREP}
    if excused and whole and not any_finding and rule.id not in found.failures:
        place = other.folder / "rule.md", other.line_of("leaves_out"), "leaves_out"
        yield Slip(*place, f"{rule.id}, which no tool finds in good.py", "take it out: good.py keeps that rule")


def _pairs(codes: _Codes) -> Iterator[tuple[str, str]]:
    return ((tool, code) for tool in codes for code in codes[tool])


def _slip(rule: Rule, tool: str, code: str, found: str, right: str) -> Slip:
    """Return a slip at the rule of ast-grep, or at the line of ``enforced_by`` that names the code."""
    if tool == AST_GREP:
        place = {find_rule.id: find_rule for find_rule in rule.find_rules}[code]
        return Slip(place.file, place.line, code, found, right)
    line = rule.line_of("enforced_by")
    return Slip(rule.folder / "rule.md", line, "enforced_by", f"{TOOLS[tool].name} {code} with {found}", right)


def _lines(findings: Iterable[Finding]) -> str:
    numbers = sorted({finding.line for finding in findings})
    return f"line{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"


def _short(path: Path) -> str:
    return "/".join(path.parts[-3:])
