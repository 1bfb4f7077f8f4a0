"""Python code as HTML, one element a line: whole files with their folds, and excerpts of them."""

import re
from collections.abc import Collection, Iterable, Sequence

from markupsafe import Markup

from playbook.pages.aligned import Stretch
from playbook.pages.difference import Excerpt
from playbook.pages.highlighting import highlighted
from playbook.proof import Side

_FOLD = Markup(
    '<button type="button" class="pb-fold" data-fold="{fold}" aria-expanded="false" aria-label="{label}"></button>'
    '<span class="pb-folded" data-fold="{fold}">{lines}</span>'
)
# Texts, and no Markup: what is put in is escaped already, and there are thirty thousand lines.
_LINE = (
    '<span class="pb-l{mark}" id="{side}-L{number}"{hang}>'
    '<a class="pb-n" href="#{side}-L{number}" data-n="{number}" tabindex="-1" aria-hidden="true"></a>{code}\n</span>'
)
_SHOWN = '<span class="pb-l{mark}"{hang}{decides}>{code}\n</span>'
_NUMBERED = (
    '<span class="pb-l" data-line="{number}"{hang}><span class="pb-n" data-n="{number}" aria-hidden="true"></span>'
    "{code}\n</span>"
)
_HANG = ' style="--pb-hang:{columns}ch"'
_GAP = Markup('<span class="pb-gap" style="--rows:{rows}"></span>')
# A wrapped line hangs below its own beginning, as it does in the editor (playground/src/editor/hang.ts).
_FURTHER = 4
_MOST_HANG = 16
_CORE_LINES = 4
_PHONE_COLUMNS = 40
# Beside the numbers of the lines.
_NARROW_COLUMNS = 30
_LEFT_OUT = '<span class="pb-l pb-left-out{more}" role="img" aria-label="lines left out"></span>'


def whole(source: str, side: Side, stretches: Sequence[Stretch]) -> Markup:
    """Return the file, each line with its number as a link to itself, each fold with a button that opens it.

    The text of it is the source and nothing else, so that it can be copied and edited.
    """
    texts, lines = source.splitlines(), _lines(source)
    return Markup("").join(_stretch(stretch, side, texts, lines) for stretch in stretches)


def numbered(source: str) -> Markup:
    """Return the file, each line with its number, and no address: a page may have several of them."""
    texts = source.splitlines()
    return _joined(
        _NUMBERED.format(number=row + 1, hang=_hang(texts[row]), code=code) for row, code in enumerate(_lines(source))
    )


def excerpt(source: str, shown: Excerpt, marked: Sequence[int]) -> Markup:
    """Return lines of the file, with a sign where others are left out between them."""
    lines = _lines(source)
    texts = source.splitlines()
    core = _core(shown, marked, texts)
    margin = min(_indent(texts[number - 1]) for number in shown.lines)
    rows = []
    for number in shown.lines:
        row = _SHOWN.format(
            mark=(" hll" if number in marked else "") + ("" if number in core else " pb-more"),
            hang=_hang(texts[number - 1], margin),
            decides=" data-decides" if number == shown.decides else "",
            code=_held(_without_margin(lines[number - 1], margin), texts[number - 1][margin:]),
        )
        rows.append(_left_out(number, shown.lines, core) + row)
    return _joined(rows)


def _left_out(number: int, shown: Sequence[int], core: Collection[int]) -> str:
    """Return the sign for what is left out before this line: everywhere, or only where all are shown or only a few."""
    for_all = number - 1 not in shown and number != shown[0]
    for_few = number in core and number - 1 not in core and number != min(core)
    if not (for_all or for_few):
        return ""
    return _LEFT_OUT.format(more="" if for_all and for_few else " pb-more" if for_all else " pb-less")


def _joined(rows: Iterable[str]) -> Markup:
    return Markup("".join(rows))  # noqa: S704 - templates of ours, and what Pygments escaped


def _without_margin(line: str, margin: int) -> str:
    """Return the line without so many spaces; in a text over several lines they stand inside of its element."""
    return re.sub(rf"^((?:<[^>]*>)*) {{{margin}}}", r"\1", line, count=1)


def _held(line: str, text: str) -> str:
    """Return the line with its indentation tied to a first word that fills a phone's row: else that row stays empty."""
    word = text.lstrip(" ").partition(" ")[0]
    if _indent(text) + len(word) < _NARROW_COLUMNS:
        return line
    return re.sub(r"^((?:<[^>]*>)*)( +)", r'\1<span class="pb-in">\2</span>', line, count=1)


def _core(shown: Excerpt, marked: Collection[int], texts: Sequence[str]) -> set[int]:
    """Return the few lines that a phone has room for: one piece with the line that decides, and the nearest marked."""
    before = after = shown.decides
    while after + 1 in shown.lines and after - before + 1 < _CORE_LINES:
        after += 1
    while before - 1 in shown.lines and after - before + 1 < _CORE_LINES:
        before -= 1
    core = set(range(before, after + 1))
    further = [line for line in shown.lines if line in marked and line not in core]
    for line in sorted(further, key=lambda line: abs(line - shown.decides)):
        if _rows({*core, line}, texts) <= _CORE_LINES:
            core.add(line)
    return core


def _rows(core: Collection[int], texts: Sequence[str]) -> int:
    """Return how many rows these lines take on a phone, with a sign for each gap between them."""
    gaps = sum(line - 1 not in core for line in core) - 1
    return gaps + sum(1 + len(texts[line - 1]) // _PHONE_COLUMNS for line in core)


def _stretch(stretch: Stretch, side: Side, texts: Sequence[str], lines: Sequence[str]) -> Markup:
    rows = []
    for row in stretch.rows:
        mark, hang = " hll" if stretch.marked and texts[row].strip() else "", _hang(texts[row])
        code = _held(lines[row], texts[row])
        rows.append(_LINE.format(mark=mark, side=side, number=row + 1, hang=hang, code=code))
    html = _joined(rows)
    if stretch.fold:
        label = f"{len(stretch.rows)} lines that are the same"
        html = _FOLD.format(fold=stretch.fold, label=label, lines=html)
    return html + (_GAP.format(rows=stretch.gap) if stretch.gap else "")


def _hang(text: str, margin: int = 0) -> str:
    """Return how far a wrapped line hangs, where that is not the least that a line does."""
    indent = _indent(text) - margin
    return _HANG.format(columns=min(indent + _FURTHER, _MOST_HANG)) if indent else ""


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _lines(source: str) -> list[str]:
    """Return each line as coloured HTML, without its end: Pygments closes its elements at the end of a line."""
    return str(highlighted(source)).split("\n")[: len(source.splitlines())]
