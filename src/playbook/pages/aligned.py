"""Two files side by side, line by line: which lines face each other, and which stretches are the same and long."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from playbook.pages.difference import Hunk, hunks
from playbook.proof import Side

# Lines that stay open around a difference, and the fewest that are worth folding away.
AROUND = 2
FEWEST_FOLDED = 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows (from 0) of one file in one piece, and the rows left empty behind them, where the other file has more.

    Stretches of both files with the same ``fold``, from 1, are the same and folded away; 0 is open. ``marked`` ones
    differ.
    """

    rows: range
    gap: int = 0
    fold: int = 0
    marked: bool = False


def aligned(bad: str, good: str) -> dict[Side, list[Stretch]]:
    """Return the stretches of both files, top down; the n-th of the one stands beside the n-th of the other."""
    rows = bad.splitlines(), good.splitlines()
    pairs = list(_numbered(_pieces(hunks(*rows), len(rows[0]), len(rows[1])), rows[0]))
    return {"bad": [pair[0] for pair in pairs], "good": [pair[1] for pair in pairs]}


def _pieces(differing: Sequence[Hunk], bads: int, goods: int) -> Iterator[tuple[Hunk, bool]]:
    """Yield all rows in pieces, each with whether it differs."""
    bad = good = 0
    for hunk in differing:
        yield Hunk(range(bad, hunk.bad.start), range(good, hunk.good.start)), False
        yield hunk, True
        bad, good = hunk.bad.stop, hunk.good.stop
    yield Hunk(range(bad, bads), range(good, goods)), False


def _numbered(pieces: Iterator[tuple[Hunk, bool]], bad_rows: Sequence[str]) -> Iterator[tuple[Stretch, Stretch]]:
    folds = 0
    everything = list(pieces)
    for number, (piece, differs) in enumerate(everything):
        if differs:
            longest = max(map(len, piece))
            bad, good = (Stretch(rows, gap=longest - len(rows), marked=True) for rows in piece)
            yield bad, good
            continue
        for part, folded in _folded(piece, bad_rows, first=number == 0, last=number == len(everything) - 1):
            folds += folded
            yield Stretch(part.bad, fold=folds * folded), Stretch(part.good, fold=folds * folded)


def _folded(piece: Hunk, rows: Sequence[str], *, first: bool, last: bool) -> Iterator[tuple[Hunk, bool]]:
    """Yield the parts of a piece that is the same in both, each with whether it is folded away."""
    length = len(piece.bad)
    head = 0 if first else min(AROUND, length)
    tail = 0 if last else min(AROUND, length)
    # An empty line beside a fold says nothing.
    while head and not rows[piece.bad[head - 1]].strip():
        head -= 1
    while tail and not rows[piece.bad[length - tail]].strip():
        tail -= 1
    if length - head - tail < FEWEST_FOLDED:
        cuts = [(0, length, False)]
    else:
        cuts = [(0, head, False), (head, length - tail, True), (length - tail, length, False)]
    for begin, end, folded in cuts:
        if begin < end:
            yield Hunk(piece.bad[begin:end], piece.good[begin:end]), folded
