"""What a rule's page shows of its proof and of its examples, ready for the template."""

from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from playbook.book.catalogue import Rule
from playbook.pages.highlighting import highlighted, highlighted_line
from playbook.proof import RAISES, Line, Side


@dataclass(frozen=True, slots=True)
class Given:
    """What one side gives for one line: a text, or an error and its message; no verdict where there is none to give."""

    text: str
    verdict: str
    error: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the proof; a quiet one only sets things up."""

    number: int
    source: Markup
    bad: Given
    good: Given
    quiet: bool


@dataclass(frozen=True, slots=True)
class Code:
    """One example as HTML, and what a screen reader calls it."""

    html: Markup
    label: str


def proof_groups(rule: Rule) -> list[tuple[str, list[Row]]]:
    """Return the proof's rows under their captions, in the order of the proof."""
    return [(says, [_row(line) for line in lines]) for says, lines in groupby(rule.lines, key=lambda line: line.says)]


def _row(line: Line) -> Row:
    quiet = not line.want and line.bad is None
    good = _given(line.want, "" if quiet else "holds")
    bad = _given(line.wanted("bad"), "" if quiet else "holds" if line.bad is None else "breaks")
    return Row(line.number, highlighted_line(line.source), bad, good, quiet)


def _given(text: str, verdict: str) -> Given:
    if not text.startswith(RAISES):
        return Given(text, verdict)
    error, colon, message = text.removeprefix(RAISES).partition(":")
    return Given(text, verdict, error, colon + message)


def code(rule: Rule, side: Side) -> Code:
    """Return this side's example, with the lines marked that the other side does not have."""
    marked = rule.marked(side)
    return Code(highlighted(rule.source(side), marked), f"The {side} example{_lines(marked)}")


def _lines(marked: list[int]) -> str:
    """Return ``; lines 3 to 5 and 9 differ`` for ``[3, 4, 5, 9]``."""
    if not marked:
        return ""
    runs: list[list[int]] = []
    for number in marked:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    texts = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    listed = ", ".join(texts[:-1]) + " and " + texts[-1] if len(texts) > 1 else texts[0]
    return f"; line {listed} differs" if len(marked) == 1 else f"; lines {listed} differ"
