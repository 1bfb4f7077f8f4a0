"""The text of a file whose tests say more, or nothing at all, while all other lines and comments stay."""

import ast
from collections.abc import Sequence

_Test = ast.FunctionDef | ast.AsyncFunctionDef


def padded(text: str, lines: Sequence[str], *, instead: bool = False) -> str:
    r"""Return the text with these lines at the end of each test, or ``instead`` of what the test says.

    A test is a function or a method whose name begins with ``test_``. Comments stay where they are, such as one that
    leaves a test out of a number; only those within what is replaced go.

    Examples:
        >>> text = "def test_pay():  # pragma: no cover\n    assert pay(3)  # in pounds\n"
        >>> print(padded(text, ["assert 1"]))
        def test_pay():  # pragma: no cover
            assert pay(3)  # in pounds
            assert 1
        <BLANKLINE>
        >>> print(padded(text, ["pass"], instead=True))
        def test_pay():  # pragma: no cover
            pass
        <BLANKLINE>
    """
    rows = text.split("\n")
    for test in sorted(_tests(text), key=lambda test: test.lineno, reverse=True):
        first, last = test.body[0].lineno - 1, test.end_lineno or test.lineno
        head = rows[first].encode()[: test.body[0].col_offset].decode()
        said, indent = rows[first:last], head
        if head.strip():
            indent = " " * (test.col_offset + 4)
            said = _on_lines_of_its_own(test, indent)
            rows[first:last] = [head + _comment(test, rows[last - 1])]
            first = last = first + 1
        rows[first:last] = [*([] if instead else said), *(indent + line for line in lines)]
    return "\n".join(rows)


def _on_lines_of_its_own(test: _Test, indent: str) -> list[str]:
    """Return the body of a test that stands in the line of its ``def``."""
    return [indent + row for row in ast.unparse(ast.Module(test.body, [])).split("\n")]


def _comment(test: _Test, row: str) -> str:
    """Return the comment behind the test in this row, its last."""
    return "".join(row.encode()[test.end_col_offset or 0 :].decode().partition("#")[1:])


def _tests(text: str) -> list[_Test]:
    """Return the tests in the text that stand in no other test."""
    named = [node for node in ast.walk(ast.parse(text)) if isinstance(node, _Test) and node.name.startswith("test_")]
    return [test for test in named if not any(other.lineno < test.lineno <= (other.end_lineno or 0) for other in named)]
