"""What a rule's page shows of its proof and of its examples, ready for the template."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from markupsafe import Markup

from playbook.book.catalogue import Rule
from playbook.pages.aligned import aligned
from playbook.pages.difference import INLINE_CODE, deciding
from playbook.pages.highlighting import highlighted_line
from playbook.pages.listing import excerpt, whole
from playbook.proof import RAISES, Kind, Line, Side

_PROJECTS = {
    "alembic": "Alembic",
    "cpython": "Python",
    "fastapi": "FastAPI",
    "loguru": "Loguru",
    "pglite": "PGlite",
    "pydantic": "Pydantic",
    "pyjwt": "PyJWT",
    "pyodide": "Pyodide",
    "sqlalchemy": "SQLAlchemy",
    "starlette": "Starlette",
}
# Where two values share less than this, the eye finds the difference by itself.
_LONG = 24


@dataclass(frozen=True, slots=True)
class Given:
    """What one side gives for one line: a text or an error, in three parts, of which the middle one differs."""

    text: str
    verdict: str
    raises: bool = False
    parts: tuple[str, str, str] = ("", "", "")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the proof: what it is for, and what it gives; one of set-up gives nothing."""

    number: int
    kind: Kind
    source: Markup
    bad: Given
    good: Given


@dataclass(frozen=True, slots=True)
class ProofView:
    """The proof: its set-up under its captions, its claims under theirs, and how many lines each has."""

    set_up: list[tuple[str, list[Row]]]
    claims: list[tuple[str, list[Row]]]
    set_up_lines: int
    claim_lines: int


# How a side looks, what it is called, and its lines as HTML.
Sides = Sequence[tuple[str, str, Markup]]


@dataclass(frozen=True, slots=True)
class Code:
    """One example as HTML, what a screen reader calls it, and how many rows it takes beside the other."""

    html: Markup
    label: str
    rows: int


def proof_view(rule: Rule) -> ProofView:
    """Return the proof as the page shows it, in the order of its lines."""
    set_up = [line for line in rule.lines if line.kind == "set-up"]
    claims = [line for line in rule.lines if line.kind != "set-up"]
    return ProofView(list(_groups(set_up)), list(_groups(claims)), len(set_up), len(claims))


def _groups(lines: Sequence[Line]) -> Iterator[tuple[str, list[Row]]]:
    for says, group in groupby(lines, key=lambda line: line.says):
        yield says, [_row(line) for line in group]


@cache  # `make serve` sets a line again only when it changed
def _row(line: Line) -> Row:
    texts = line.wanted("bad"), line.wanted("good")
    bad = given(*texts, {"set-up": "", "kept": "holds", "fault": "breaks"}[line.kind])
    good = given(texts[1], texts[0], "" if line.kind == "set-up" else "holds")
    return Row(line.number, line.kind, highlighted_line(line.source), bad, good)


def given(text: str, other: str, verdict: str = "") -> Given:
    """Return what a line gives, beside what it gives on the other side."""
    raises = text.startswith(RAISES)
    return Given(text, verdict, raises, apart(text.removeprefix(RAISES), other.removeprefix(RAISES)))


def apart(text: str, other: str) -> tuple[str, str, str]:
    """Return what both begin with, what is this text's own, and what both end with; short ones are all their own."""
    # Half a word or half a number is no beginning and no end.
    head = re.sub(r"[\w.]*$", "", _beginning(text, other))
    rest, others = text[len(head) :], other[len(head) :]
    tail = re.sub(r"^[\w.]*", "", _beginning(rest[::-1], others[::-1])[::-1])
    if text == other or len(head) + len(tail) < _LONG:
        return "", text, ""
    return head, rest[: len(rest) - len(tail)], tail


def _beginning(text: str, other: str) -> str:
    """Return what both texts begin with."""
    length = next((n for n, (one, two) in enumerate(zip(text, other, strict=False)) if one != two), None)
    return text[: min(len(text), len(other)) if length is None else length]


def codes(rule: Rule) -> dict[Side, Code]:
    """Return both examples, which stand beside each other line by line; lines are marked that the other lacks."""
    stretches = aligned(rule.bad, rule.good)
    # Each fold brings one row for its button.
    rows = {side: sum(len(s.rows) + s.gap + bool(s.fold) for s in stretches[side]) for side in stretches}
    return {
        side: Code(
            whole(rule.source(side), side, stretches[side]),
            f"The {side} example{_lines(rule.marked(side))}",
            rows[side],
        )
        for side in stretches
    }


def difference(rule: Rule) -> Sides:
    """Return of both examples the lines that decide, which the tool has chosen, or the author."""
    bad, good = deciding(rule)
    return [
        ("bad", "Bad", excerpt(rule.bad, bad, rule.marked("bad"))),
        ("good", "Good", excerpt(rule.good, good, rule.marked("good"))),
    ]


def released(releases: Mapping[str, str]) -> list[str]:
    """Return the releases as their makers write the names: ``FastAPI 0.165.0``."""
    return [f"{_PROJECTS.get(name, name)} {release}" for name, release in releases.items()]


def with_code(text: str) -> Markup:
    """Return a text with what stands between backticks as code."""
    parts = INLINE_CODE.split(text)
    shown = [Markup("<code>{}</code>").format(part) if n % 2 else Markup.escape(part) for n, part in enumerate(parts)]
    return Markup("").join(shown)


def _lines(marked: list[int]) -> str:
    """Return ``; lines 3 to 5 and 9 differ`` for ``[3, 4, 5, 9]``."""
    if not marked:
        return ""
    listed = line_list(marked)
    return f"; line {listed} differs" if len(marked) == 1 else f"; lines {listed} differ"


def line_list(marked: Sequence[int]) -> str:
    """Return ``3 to 5 and 9`` for ``[3, 4, 5, 9]``, which must not be empty."""
    runs: list[list[int]] = []
    for number in marked:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    texts = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    return ", ".join(texts[:-1]) + " and " + texts[-1] if len(texts) > 1 else texts[0]
