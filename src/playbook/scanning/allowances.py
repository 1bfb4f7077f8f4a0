"""The exceptions that a team grants in its code: `# playbook: allow SEC03 because …`, in a statement or above it.

The comments that silence a tool are read as well: Ruff's, Bandit's, mypy's and ast-grep's.
"""

import io
import re
import tokenize
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

OURS = "playbook"
HOW = "write `# playbook: allow SEC03 because …`, with the ID of the rule and your reason"

_ALLOW = re.compile(
    r"#\s*playbook:\s*allow\s+(?P<names>\w+(?:\s*,\s*\w+)*)"
    r"(?P<reviewed>\s*\(reviewed\))?(?:\s+because\s+(?P<reason>\S.*?))?\s*$"
)
_BEGUN = re.compile(r"#\s*playbook\s*:")
_TOOLS: Mapping[str, re.Pattern[str]] = {
    "ruff": re.compile(
        r"#\s*(?P<file>ruff:\s*|flake8:\s*)?noqa\b(?::\s*(?P<names>[A-Z]+\d+(?:[,\s]+[A-Z]+\d+)*))?(?P<reason>.*)",
        re.IGNORECASE,
    ),
    "bandit": re.compile(r"#\s*nosec\b:?\s*(?P<names>B\d{3}(?:[,\s]+B\d{3})*)?(?P<reason>.*)"),
    "mypy": re.compile(r"#\s*type:\s*ignore\b(?:\[(?P<names>[\w, -]+)\])?(?P<reason>.*)"),
    "ast-grep": re.compile(r"#\s*ast-grep-ignore\b(?::\s*(?P<names>[\w-]+(?:\s*,\s*[\w-]+)*))?(?P<reason>.*)"),
}
# Where a file has none of these, there is no need to take it apart, which takes longer than all else in a scan.
_HINTS: Mapping[str, re.Pattern[str]] = {
    OURS: re.compile(r"#\s*playbook\s*:"),
    "ruff": re.compile(r"\bnoqa\b", re.IGNORECASE),
    "bandit": re.compile(r"\bnosec\b"),
    "mypy": re.compile(r"\btype:\s*ignore\b"),
    "ast-grep": re.compile(r"\bast-grep-ignore\b"),
}
_WHOLE_FILE = re.compile(r"#\s*(ruff|flake8):\s*noqa\b", re.IGNORECASE)
_BETWEEN = re.compile(r"[,\s]+")
_DASHES = " -–—#:;,."
_NO_CODE = {tokenize.NL, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING}


@dataclass(frozen=True, slots=True)
class Allowance:
    """One comment that allows what a rule or a tool forbids.

    ``line`` is where it stands (from 1), ``first`` and ``last`` the lines of the statement that it speaks of; for the
    whole file these are 0. ``by`` is `playbook`, or the tool that it silences. ``names`` are IDs of rules, or codes of
    the tool; none means all of them. ``fault`` says what is wrong with its form, if anything is.
    """

    path: Path
    line: int
    first: int
    last: int
    by: str
    names: tuple[str, ...]
    reason: str
    reviewed: bool = False
    fault: str = ""

    def covers(self, line: int, last_line: int) -> bool:
        """Say whether it speaks of what stands on these lines."""
        return self.last == 0 or (self.first <= last_line and line <= self.last)


def allowances(path: Path, found: Mapping[str, Set[int]] | None = None) -> list[Allowance]:
    """Return the allowances of a Python file, in order; none of a file that cannot be read.

    ``found`` are the lines on which each tool found something. With it, tools that found nothing are left out, and so
    are all comments of tools if none is near a finding.
    """
    try:
        text = path.read_text(encoding="utf-8")
        if not _may_allow(text, found):
            return []
        every = [one for comment in _comments(text) if (one := _allowance(path, *comment))]
        return [one for one in every if found is None or one.by == OURS or one.by in found]
    except (OSError, UnicodeDecodeError, SyntaxError, tokenize.TokenError):
        return []


def _may_allow(text: str, found: Mapping[str, Set[int]] | None) -> bool:
    if found is None:
        return any(hint.search(text) for hint in _HINTS.values())
    if _HINTS[OURS].search(text) or ("ruff" in found and _WHOLE_FILE.search(text)):
        return True
    rows = text.split("\n")
    return any(
        line <= len(rows) and _HINTS[tool].search(rows[line - 1]) for tool, lines in found.items() for line in lines
    )


def _comments(text: str) -> Iterator[tuple[str, int, int, int]]:
    """Yield each comment, its line, and the first and the last line of the statement that it is in or stands above."""
    waiting: list[tuple[str, int]] = []
    start = 0
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            waiting.append((token.string, token.start[0]))
        elif token.type in {tokenize.NEWLINE, tokenize.ENDMARKER}:
            last = token.start[0]
            yield from ((comment, line, start or last, last) for comment, line in waiting)
            waiting, start = [], 0
        elif token.type not in _NO_CODE and not start:
            start = token.start[0]


def _allowance(path: Path, comment: str, line: int, first: int, last: int) -> Allowance | None:
    if _BEGUN.match(comment):
        return _ours(path, comment, line, first, last)
    for tool, pattern in _TOOLS.items():
        if found := pattern.search(comment):
            whole = bool(found.groupdict().get("file"))
            lines = (0, 0) if whole else (first, last)
            return Allowance(path, line, *lines, tool, _names(found["names"]), found["reason"].strip(_DASHES))
    return None


def _ours(path: Path, comment: str, line: int, first: int, last: int) -> Allowance:
    found = _ALLOW.match(comment)
    if found is None:
        return Allowance(path, line, first, last, OURS, (), "", fault=f"cannot be read; {HOW}")
    fault = "" if found["reason"] else f"gives no reason; {HOW}"
    reviewed = bool(found["reviewed"])
    return Allowance(path, line, first, last, OURS, _names(found["names"]), found["reason"] or "", reviewed, fault)


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(name for name in _BETWEEN.split(text or "") if name)
