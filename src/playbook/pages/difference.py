"""The few lines of both examples that decide: what a reader sees of a rule before reading a word."""

import ast
import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from playbook.book.catalogue import Rule
from playbook.book.ranges import line_numbers
from playbook.proof import Side

# What fits under a title and a sentence on a screen of 1280 x 720: lines a side, and rows once long ones are wrapped.
MOST_LINES = 11
MOST_ROWS = 12
COLUMNS = 50
FEWEST_LINES = 2

# A row that says as much is as good as any; a place where both files have a row says more than an addition.
_ENOUGH = 4
_MENDED = 4
_LEAST = 0.5
# More than any other row: the author points at it.
_POINTED = 20

INLINE_CODE = re.compile(r"`([^`]+)`")
_WORD = re.compile(r"[A-Za-z_]\w{2,}|\b[2-5]\d\d\b")


class Hunk(NamedTuple):
    """Rows (from 0) of bad and of good that stand in each other's place."""

    bad: range
    good: range


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Lines of one file (from 1), rising, and the one of them that decides."""

    lines: tuple[int, ...]
    decides: int


def hunks(bad: Sequence[str], good: Sequence[str]) -> list[Hunk]:
    """Return the places where two lists of lines differ, from the top down."""
    codes = difflib.SequenceMatcher(None, bad, good, autojunk=False).get_opcodes()
    return [Hunk(range(i, j), range(k, m)) for op, i, j, k, m in codes if op != "equal"]


@cache  # `make serve` looks again only at what changed
def excerpts(bad: str, good: str, about: str = "", elsewhere: str = "") -> tuple[Excerpt, Excerpt]:
    """Return the lines to show of bad and of good, 2 to 12 each.

    Only code counts: no import, no docstring, no comment, unless nothing else differs. What good has in common with
    ``elsewhere``, the third file of the rule, says least. Of the places that differ, the one comes first that says the
    most: by words that the other file lacks or that ``about``, the author's own text, names, and sooner where a line
    is mended than where lines are added; before all others one with code that stands in ``about`` between backticks.
    Others follow as long as there is room.
    """
    places = hunks(bad.splitlines(), good.splitlines())
    pair = (_Side(bad, good, about), _Side(good, bad, about, elsewhere))
    if not any(_says(hunk, pair) for hunk in places):
        pair = (_Side(bad, good, about, quiet=False), _Side(good, bad, about, quiet=False))
    ranked = sorted(places, key=lambda hunk: -_says(hunk, pair))
    chosen = ranked[:1]
    for hunk in ranked[1:]:
        wanted = [*chosen, hunk]
        if _says(hunk, pair) > 0 and pair[0].fits(h.bad for h in wanted) and pair[1].fits(h.good for h in wanted):
            chosen = wanted
    return pair[0].excerpt([hunk.bad for hunk in chosen]), pair[1].excerpt([hunk.good for hunk in chosen])


def deciding(rule: Rule) -> tuple[Excerpt, Excerpt]:
    """Return the lines of bad and of good that decide: those that the author names, or else the tool's choice."""
    named = rule.matter.difference
    if named is None:
        return excerpts(rule.bad, rule.good, _about(rule))
    return excerpt_of(named["bad"], rule.bad, rule.good), excerpt_of(named["good"], rule.good, rule.bad)


def shown_lines(rule: Rule, side: Side, gap: str = "") -> list[str]:
    """Return the lines of this side that decide, as texts, without the margin that they share.

    ``gap`` stands where lines are left out between them; without one, nothing does.
    """
    bad, good = deciding(rule)
    numbers = (bad if side == "bad" else good).lines
    rows = rule.source(side).splitlines()
    texts = [rows[number - 1] for number in numbers]
    margin = min((len(text) - len(text.lstrip()) for text in texts if text.strip()), default=0)
    apart = [bool(gap) and after - before > 1 for before, after in pairwise(numbers)]
    return [
        line for text, skips in zip(texts, [*apart, False], strict=True) for line in [text[margin:], gap][: 1 + skips]
    ]


def _about(rule: Rule) -> str:
    """Return the author's own words for the difference: the title, the sentence to say, and code named in the text."""
    prose = "".join(rule.sections[heading] for heading in ("Bad", "Good", "In review"))
    return " ".join([rule.matter.title, rule.matter.review, *INLINE_CODE.findall(prose)])


def excerpt_of(text: str, source: str, other: str) -> Excerpt:
    """Return the lines that the author names, as ``12-15, 20``; the first that the other file lacks decides."""
    lines = line_numbers(text)
    rows, others = source.splitlines(), set(other.splitlines())
    return Excerpt(lines, next((line for line in lines if rows[line - 1] not in others), lines[0]))


@cache  # an example stands beside each of its tries
def quiet_rows(source: str) -> frozenset[int]:
    """Return the rows (from 0) that say nothing of what a program does: imports, docstrings, comments, empty ones."""
    quiet = {row for row, text in enumerate(source.splitlines()) if text.lstrip().startswith("#")}
    for node in _statements(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom) or _is_text(node) or _is_main(node):
            quiet |= set(range(node.lineno - 1, node.end_lineno or node.lineno))
    return empty_rows(source) | quiet


def empty_rows(source: str) -> frozenset[int]:
    """Return the rows (from 0) on which nothing stands."""
    return frozenset(row for row, text in enumerate(source.splitlines()) if not text.strip())


def _statements(node: ast.AST) -> Iterator[ast.stmt]:
    """Yield the statements within; no expression has one."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            yield child
        if not isinstance(child, ast.expr):
            yield from _statements(child)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _is_main(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "__name__ == '__main__'"


def _words(text: str) -> Iterator[str]:
    return (match[0] for match in _WORD.finditer(text))


def _says(hunk: Hunk, pair: "tuple[_Side, _Side]") -> float:
    bad, good = (max((side.weights[row] for row in rows), default=0) for side, rows in zip(pair, hunk, strict=True))
    length = len(hunk.bad) + len(hunk.good)
    pointed = _POINTED * (good >= _POINTED)
    says = min(bad, _ENOUGH) + min(good, _ENOUGH) + _MENDED * bool(bad and good) - length / 10
    return says + pointed if bad or good else 0


class _Side:
    """One file, and how much each of its rows says of the difference."""

    def __init__(self, source: str, other: str, about: str, elsewhere: str = "", *, quiet: bool = True) -> None:
        self.rows = source.splitlines()
        self._quiet = quiet_rows(source) if quiet else empty_rows(source)
        self._elsewhere = set(elsewhere.splitlines())
        known, named = set(_words(other)), set(_words(about))
        codes = map(re.escape, INLINE_CODE.findall(about))
        self._pointed = [re.compile(rf"(?<!\w){code}(?!\w)") for code in codes]
        self.weights = [self._weight(row, known, named) for row in range(len(self.rows))]

    def _weight(self, row: int, known: set[str], named: set[str]) -> float:
        if row in self._quiet:
            return 0
        if self.rows[row] in self._elsewhere:
            return _LEAST
        words = set(_words(self.rows[row]))
        pointed = _POINTED * any(code.search(self.rows[row]) for code in self._pointed)
        return 1 + len(words - known) + len(words & named) / 2 + pointed

    def fits(self, ranges: Iterable[range]) -> bool:
        """Return whether the rows that say something fit in."""
        return self._room([row for rows in ranges for row in rows if self.weights[row]])

    def _room(self, rows: Sequence[int]) -> bool:
        wrapped = sum(1 + max(0, len(self.rows[row]) - 1) // COLUMNS for row in rows)
        return len(rows) <= MOST_LINES and wrapped <= MOST_ROWS

    def excerpt(self, ranges: Sequence[range]) -> Excerpt:
        """Return what is shown of these rows; where there are too few, with those around them."""
        told = [row for rows in ranges for row in rows if self.weights[row]]
        first = [row for row in ranges[0] if self.weights[row]] if ranges else []
        start = ranges[0].start if ranges else 0
        decides = max(first or told, key=lambda row: self.weights[row], default=self._neighbour(start, set()))
        shown = {decides}
        for row in sorted(told, key=lambda row: (row not in first, -self.weights[row], row)):
            if self._room([*shown, row]):
                shown.add(row)
        while len(shown) < min(FEWEST_LINES, len(self.rows)):
            shown.add(self._neighbour(min(shown), shown))
        return Excerpt(tuple(row + 1 for row in sorted(shown)), decides + 1)

    def _neighbour(self, row: int, taken: set[int]) -> int:
        """Return the nearest row of code, before this one rather than after it."""
        free = [other for other in range(len(self.rows)) if other not in taken]
        code = [other for other in free if other not in self._quiet] or free
        return min(code, key=lambda other: abs(other - row) + (0.5 if other > row else 0), default=0)
