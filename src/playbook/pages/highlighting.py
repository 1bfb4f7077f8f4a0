"""Python code as HTML, with the classes that the theme colours; a file coloured once is kept in ``.cache``."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from markupsafe import Markup
from pygments import highlight
from pygments.filter import simplefilter
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import PythonLexer, TextLexer, get_lexer_for_filename
from pygments.token import Name, Punctuation, Text, Whitespace, _TokenType
from pygments.util import ClassNotFound

from playbook.project import PROJECT, write_whole

_KEPT = PROJECT / ".cache" / "highlighted"
# To read a file from the disk takes longer than to colour so little.
_FEW_CHARACTERS = 400
_UNCOLOURED = {Name, Punctuation, Text, Whitespace}


@simplefilter
def _plain(
    _filter: object, _lexer: Lexer | None, stream: Iterable[tuple[_TokenType, str]], _options: dict[str, Any]
) -> Iterator[tuple[_TokenType, str]]:
    """Take the class from what has no colour of its own: that is half of the tokens, and of the page's bytes."""
    for kind, text in stream:
        yield (Text if kind in _UNCOLOURED else kind), text


# Made once: to make one costs more than to colour a line with it.
_LEXER = PythonLexer(filters=[_plain(), "tokenmerge"])
_FORMATTER = HtmlFormatter(nowrap=True)


def highlighted(source: str, marked: Iterable[int] = ()) -> Markup:
    """Return the source as coloured HTML; the marked lines (from 1) are in elements of the class ``hll``."""
    return _coloured(source, frozenset(marked))


@cache  # `make serve` colours a line again only when it changed
def _coloured(source: str, marked: frozenset[int]) -> Markup:
    html = _colour(source, marked) if len(source) < _FEW_CHARACTERS else _kept(source, marked)
    return Markup(html)  # noqa: S704 - Pygments escapes


def _kept(source: str, marked: frozenset[int]) -> str:
    """Return what an earlier build made of the same with the same tools, or else make it and keep it."""
    file = _KEPT / f"{hashlib.sha256(f'{_tools()} {sorted(marked)} {source}'.encode()).hexdigest()}.html"
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        html = _colour(source, marked)
        write_whole(file, html)
        return html


@cache
def _tools() -> str:
    return metadata.version("pygments") + Path(__file__).read_text(encoding="utf-8")


def _colour(source: str, marked: frozenset[int]) -> str:
    _FORMATTER.hl_lines = set(marked)
    return highlight(source, _LEXER, _FORMATTER)


def highlighted_file(name: str, source: str) -> Markup:
    """Return a file as coloured HTML, in the language that its name says; as plain text where that says none."""
    if name.endswith(".py"):
        return highlighted(source)
    try:
        lexer = get_lexer_for_filename(name, filters=[_plain(), "tokenmerge"])
    except ClassNotFound:
        lexer = TextLexer()
    return Markup(highlight(source, lexer, HtmlFormatter(nowrap=True)))  # noqa: S704 - Pygments escapes


def highlighted_line(source: str) -> Markup:
    """Return a prompt's source as coloured HTML without the newline at its end."""
    return Markup(highlighted(source).rstrip("\n"))  # noqa: S704 - Pygments escapes
