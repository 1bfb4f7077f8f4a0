"""One scan: which rules are broken where, what is allowed, and what could not be read."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from playbook.book.catalogue import Catalogue, Rule
from playbook.book.tools import AST_GREP
from playbook.finding.files import Unread, python_files, searched
from playbook.finding.runners import Finding, Runner, run_ast_grep, run_bandit, run_mypy
from playbook.scanning.allowances import OURS, Allowance, allowances
from playbook.scanning.changes import Every, Lines
from playbook.scanning.detectors import Detectors, detectors

Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Citation:
    """A rule that is broken at a place, in the words of a tool. ``also`` are the other rules that this breaks.

    ``allowed`` is the comment that allows it, if there is one.
    """

    rule: Rule
    finding: Finding
    tool: str
    also: tuple[Rule, ...] = ()
    allowed: Allowance | None = None


@dataclass(frozen=True, slots=True)
class Misuse:
    """An allowance that is itself at fault, and what is wrong with it."""

    allowance: Allowance
    fault: str


@dataclass(frozen=True, slots=True)
class Scan:
    """What a scan gave: broken rules (allowed ones too), misused allowances, unread files, and how many were read."""

    rules: tuple[Rule, ...]
    citations: tuple[Citation, ...]
    misuses: tuple[Misuse, ...]
    unread: tuple[Unread, ...]
    files: int

    @property
    def broken(self) -> list[Citation]:
        """What no comment allows."""
        return [one for one in self.citations if one.allowed is None]

    @property
    def clean(self) -> bool:
        """Nothing is broken, and no allowance at fault."""
        return not self.broken and not self.misuses


def scan(
    catalogue: Catalogue,
    rules: Sequence[Rule],
    paths: Sequence[Path],
    *,
    changed: Mapping[Path, Lines] | None = None,
    tell: Told = lambda _: None,
) -> Scan:
    """Return where the Python files at and below the paths break these rules; with ``changed``, on those lines alone.

    ``tell`` is given a word about each step. Raises ToolError when a path is not there or a tool cannot run.
    """
    files = [path for path in python_files(paths) if changed is None or path.resolve() in changed]
    sought = detectors(rules)
    found, unread = _found(sought, files, tell)
    faulty = {one.path for one in unread}
    granted = _granted([path for path in files if path not in faulty], found)
    cited = [_judged(one, granted.get(one.finding.path, ())) for one in _once(found)]
    misuses = _misuses(catalogue, sought, chain.from_iterable(granted.values()), cited)
    within = partial(_within, changed)
    return Scan(
        rules=tuple(rules),
        citations=tuple(one for one in cited if within(one.finding.path, one.finding.line, one.finding.last_line)),
        misuses=tuple(one for one in misuses if within(one.allowance.path, one.allowance.line, one.allowance.line)),
        unread=tuple(unread),
        files=len(files) - len(unread),
    )


def _within(changed: Mapping[Path, Lines] | None, path: Path, line: int, last_line: int) -> bool:
    lines: Lines = Every() if changed is None else changed[path.resolve()]
    return not lines.isdisjoint(range(line, last_line + 1))


def _found(sought: Detectors, files: Sequence[Path], tell: Told) -> tuple[list[Citation], list[Unread]]:
    """Return what each tool finds, and the files that cannot be read: Ruff says which, so it comes first."""
    tell(f"{len(files)} Python files")
    tell("ruff")
    with_ruff, unread = searched(files, sought.texts.get("ruff", {})) if files else ([], [])
    faulty = {one.path for one in unread}
    found = [_cited(sought, "ruff", one) for one in with_ruff]
    for tool, one in _found_by_others(sought, [path for path in files if path not in faulty], tell):
        found.append(_cited(sought, tool, one))
    return found, unread


def _found_by_others(sought: Detectors, files: Sequence[Path], tell: Told) -> Iterator[tuple[str, Finding]]:
    with TemporaryDirectory() as cache:
        runners: Mapping[str, Runner] = {
            AST_GREP: run_ast_grep,
            "bandit": partial(run_bandit, silenced=True),
            "mypy": partial(run_mypy, cache=Path(cache)),
        }
        for tool, runner in runners.items():
            codes = sought.texts.get(tool, {})
            taken = _importable(files) if tool == "mypy" else files
            if codes and taken:
                tell(tool)
                yield from ((tool, finding) for finding in runner(taken, codes))


def _cited(sought: Detectors, tool: str, finding: Finding) -> Citation:
    first, *more = sought.naming[tool, finding.code]
    return Citation(first, finding, tool, tuple(more))


def _importable(files: Iterable[Path]) -> list[Path]:
    """Return the files that mypy takes: each name is one that Python could import."""
    return [path for path in files if path.stem.isidentifier()]


def _granted(files: Iterable[Path], found: Iterable[Citation]) -> Mapping[Path, list[Allowance]]:
    """Return the comments that allow something, by file: ours, and those of a tool that found something there."""
    lines: dict[Path, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for one in found:
        # ast-grep keeps what a comment silences to itself.
        if one.tool != AST_GREP:
            lines[one.finding.path][one.tool].add(one.finding.comment_line or one.finding.line)
    return {path: given for path in files if (given := allowances(path, lines[path]))}


def _once(found: Iterable[Citation]) -> list[Citation]:
    """Return the citations in order, each rule once at a line, whatever the number of tools and codes that see it."""
    first: dict[tuple[Path, int, str], Citation] = {}
    for one in found:
        first.setdefault((one.finding.path, one.finding.line, one.rule.id), one)
    return sorted(first.values(), key=lambda one: (one.finding.path, one.finding.line, one.rule.id))


def _judged(one: Citation, given: Iterable[Allowance]) -> Citation:
    """Return the citation with the comment that allows it, if there is one."""
    for allowance in given:
        if _allows(allowance, one):
            return replace(one, allowed=allowance)
    return one


def _allows(allowance: Allowance, one: Citation) -> bool:
    finding = one.finding
    if allowance.by == OURS:
        ids = {one.rule.id, *(rule.id for rule in one.also)}
        return (
            not allowance.fault
            and bool(ids & set(allowance.names))
            and allowance.covers(finding.line, finding.last_line)
        )
    if allowance.by != one.tool or (allowance.names and finding.code not in allowance.names):
        return False
    return allowance.last == 0 or allowance.line == (finding.comment_line or finding.line)


def _misuses(
    catalogue: Catalogue, sought: Detectors, given: Iterable[Allowance], cited: Iterable[Citation]
) -> Iterator[Misuse]:
    """Yield what is wrong with the allowances."""
    used = {(id(one.allowed), rule.id) for one in cited if one.allowed for rule in (one.rule, *one.also)}
    known = {rule.id for rule in catalogue.rules}
    findable = {rule.id for rule in sought.rules}
    for allowance in given:
        if allowance.by != OURS:
            continue
        if allowance.fault:
            yield Misuse(allowance, allowance.fault)
        for name in allowance.names:
            if name in catalogue.retired:
                yield Misuse(
                    allowance, f"allows {name}, which is retired; write {catalogue.retired[name]} in its place"
                )
            elif name not in known:
                yield Misuse(allowance, f"allows {name}, which is no rule; write the ID of one, as SEC03")
            elif _idle(allowance, name, findable) and (id(allowance), name) not in used:
                right = "take it out, or write `(reviewed)` after the ID if a person found what no tool sees"
                yield Misuse(allowance, f"allows {name}, which no tool finds broken here; {right}")


def _idle(allowance: Allowance, name: str, findable: set[str]) -> bool:
    return name in findable and not allowance.reviewed and not allowance.fault
