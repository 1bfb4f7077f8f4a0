"""Python code as HTML, with the classes that the theme colours."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from markupsafe import Markup
from pygments import highlight
from pygments.filter import simplefilter
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import PythonLexer
from pygments.token import Name, Punctuation, Text, Whitespace, _TokenType

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
    _FORMATTER.hl_lines = set(marked)
    return Markup(highlight(source, _LEXER, _FORMATTER))  # noqa: S704 - Pygments escapes


def highlighted_line(source: str) -> Markup:
    """Return a prompt's source as coloured HTML without the newline at its end."""
    return Markup(highlighted(source).rstrip("\n"))  # noqa: S704 - Pygments escapes
