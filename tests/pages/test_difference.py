"""Which lines of two files decide, by files that a rule could have."""

import pytest

from playbook.book.ranges import line_numbers
from playbook.pages.difference import MOST_LINES, Excerpt, excerpt_of, excerpts, quiet_rows

HEAD = '"""Doubles numbers."""\n\nimport math\n\n\n'
BAD = f'{HEAD}def double(number: int) -> int:\n    """Return it twice."""\n    return number + 2\n'


def shown(source: str, excerpt: Excerpt) -> list[str]:
    return [source.splitlines()[line - 1].strip() for line in excerpt.lines]


def deciding(source: str, excerpt: Excerpt) -> str:
    return source.splitlines()[excerpt.decides - 1].strip()


def test_imports_and_texts_are_not_shown() -> None:
    good = BAD.replace("import math", "import cmath").replace("it twice", "twice as much").replace("+ 2", "* 2")
    bad_lines, good_lines = excerpts(BAD, good)
    assert deciding(BAD, bad_lines) == "return number + 2"
    assert deciding(good, good_lines) == "return number * 2"
    for source, lines in ((BAD, bad_lines), (good, good_lines)):
        assert not [line for line in shown(source, lines) if "import" in line or '"""' in line]


def test_imports_and_texts_are_shown_where_nothing_else_differs() -> None:
    good = BAD.replace("import math", "import cmath").replace("it twice", "twice as much")
    for source, excerpt, line in zip((BAD, good), excerpts(BAD, good), ("import math", "import cmath"), strict=True):
        assert line in shown(source, excerpt)
        assert any('"""Return' in row for row in shown(source, excerpt))


@pytest.mark.parametrize(
    ("about", "line"),
    [
        ("The sum is right, and check comes first.", "return number * 2"),
        ("The sum is right, and `check` comes first.", "check(number)"),
        ("The sum is right, and `heck` comes first.", "return number * 2"),
    ],
)
def test_a_line_with_code_that_the_author_writes_as_code_decides(about: str, line: str) -> None:
    added = "def show(number: int) -> None:\n    check(number)\n\n\n"
    good = BAD.replace("number + 2", "number * 2").replace(HEAD, HEAD + added)
    assert deciding(good, excerpts(BAD, good, about)[1]) == line


def test_what_a_third_file_has_as_well_says_least() -> None:
    third = BAD.replace("number + 2", "tripled(number)")
    attempt = third.replace("(number: int)", "(number: float)")
    assert deciding(attempt, excerpts(BAD, attempt, "tripled")[1]) == "return tripled(number)"
    assert deciding(attempt, excerpts(BAD, attempt, "tripled", third)[1]) == "def double(number: float) -> int:"


def test_what_was_added_stands_beside_the_code_around_its_place() -> None:
    good = BAD.replace("    return", "    check(number)\n    return")
    bad_lines, good_lines = excerpts(BAD, good)
    assert deciding(good, good_lines) == "check(number)"
    assert shown(BAD, bad_lines) == ["def double(number: int) -> int:", "return number + 2"]


def test_a_line_that_is_mended_comes_before_many_that_are_added() -> None:
    helper = "\n\ndef helper() -> None:\n" + "".join(f"    step_{n}()\n" for n in range(30))
    good = BAD.replace("+ 2", "* 2").replace("\ndef double", f"\n{helper}\n\ndef double")
    assert deciding(good, excerpts(BAD, good)[1]) == "return number * 2"


def test_the_line_decides_that_the_author_speaks_of() -> None:
    bad = "def f(a, b):\n    x = first(a)\n    y = 0\n    z = second(b)\n"
    good = "def f(a, b):\n    x = third(a)\n    y = 0\n    z = fourth(b)\n"
    assert deciding(bad, excerpts(bad, good, "never second")[0]) == "z = second(b)"
    assert deciding(bad, excerpts(bad, good, "never first")[0]) == "x = first(a)"


@pytest.mark.parametrize("length", [1, 40])
def test_each_side_has_two_lines_at_least_and_no_more_than_fit(length: int) -> None:
    bad = "def f():\n    before()\n" + "".join(f"    old_{n}()\n" for n in range(length)) + "    after()\n"
    good = bad.replace("old_", "new_")
    for source, excerpt in zip((bad, good), excerpts(bad, good), strict=True):
        assert 2 <= len(excerpt.lines) <= MOST_LINES
        assert excerpt.decides in excerpt.lines
        assert all(line <= len(source.splitlines()) for line in excerpt.lines)


def test_long_lines_take_more_room() -> None:
    bad = "def f():\n" + "".join(f"    old_{n}({'x' * 90})\n" for n in range(20))
    excerpt = excerpts(bad, bad.replace("old_", "new_"))[0]
    assert len(excerpt.lines) < MOST_LINES


def test_the_main_block_is_quiet() -> None:
    source = f'{BAD}\n\nif __name__ == "__main__":\n    print(double(2))\n'
    assert {row for row, line in enumerate(source.splitlines()) if "print" in line} <= quiet_rows(source)


def test_the_author_names_lines_and_the_first_that_differs_decides() -> None:
    good = BAD.replace("+ 2", "* 2")
    assert excerpt_of("6, 8", BAD, good) == Excerpt((6, 8), 8)


@pytest.mark.parametrize(("text", "lines"), [("3", (3,)), ("3-5", (3, 4, 5)), ("1, 4-5", (1, 4, 5))])
def test_lines_are_written_as_ranges(text: str, lines: tuple[int, ...]) -> None:
    assert line_numbers(text) == lines


@pytest.mark.parametrize("text", ["", "5-3", "0-2", "4, 2", "2, 2", "a", "1-", "3;4"])
def test_other_texts_are_no_lines(text: str) -> None:
    with pytest.raises(ValueError, match="12-15, 20"):
        line_numbers(text)
