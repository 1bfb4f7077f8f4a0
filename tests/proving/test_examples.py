"""Every example is a complete program that a colleague could hand in: typed, documented, clean, and it runs."""

import subprocess
import sys
import tokenize
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from io import StringIO
from pathlib import Path

import pytest

from playbook.book.catalogue import Catalogue, Rule
from playbook.postgres import postgres
from playbook.proving.pglite import server
from tests.proving.running import run

# Names are used, imports sorted, everything typed and documented; ANN401 is mypy's to judge.
CHOSEN = ["--select=E,F,I,UP,ANN,D1", "--ignore=ANN401,D104,D105,D107", "--line-length=100", "--target-version=py312"]
MAX_LINES = 70
SILENT = {tokenize.COMMENT, tokenize.NL, tokenize.DEDENT, tokenize.ENDMARKER}


def test_good_examples_are_clean_typed_and_documented(book: Catalogue) -> None:
    files = [str(rule.folder / "good.py") for rule in book.rules]
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--output-format=concise", *CHOSEN]
    run = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_good_examples_pass_the_strict_type_checker(tmp_path: Path, book: Catalogue) -> None:
    for rule in book.rules:
        (tmp_path / f"{rule.id}.py").write_text(rule.good, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--config-file=",
        "--cache-dir=.mypy_cache/examples",
        str(tmp_path),
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


@pytest.fixture(scope="module")
def database() -> Iterator[Callable[[Rule], str | None]]:
    """Gives the address of an empty PostgreSQL to a rule that asks for one; it is started for the first that does."""
    with ExitStack() as stack:
        address = cache(lambda: stack.enter_context(server()))

        def emptied(rule: Rule) -> str | None:
            if "postgres" not in rule.matter.requires:
                return None
            postgres(address()).dispose()
            return address()

        yield emptied


def test_an_example_shows_something_when_it_is_run(book: Catalogue, database: Callable[[Rule], str | None]) -> None:
    """The good one comes to its end; the bad one may show its fault by the error that it ends with."""
    faults = []
    for rule in book.rules:
        bad, good = (run(rule.folder / f"{side}.py", database(rule)) for side in ("bad", "good"))
        faults += [f"{rule.id}: bad.py shows nothing"] if not bad.text.strip() else []
        faults += [f"{rule.id}: good.py shows nothing"] if not good.text.strip() else []
        faults += [f"{rule.id}: good.py ends with an error:\n{good.text}"] if good.code else []
    assert faults == []


def test_an_example_that_shows_nothing_or_fails_is_told(tmp_path: Path) -> None:
    example = tmp_path / "good.py"
    example.write_text("VALUE = 1\n", encoding="utf-8")
    assert run(example, None) == ("", 0)
    example.write_text("print('seen', flush=True)\nraise KeyError('DATABASE_URL')\n", encoding="utf-8")
    shown = run(example, None)
    assert shown.text.startswith("seen\nTraceback")
    assert shown.code == 1


def test_an_example_fits_on_a_page(book: Catalogue) -> None:
    lines = {f"{rule.id} {side}": code_lines(rule.source(side)) for rule in book.rules for side in ("bad", "good")}
    assert {name: count for name, count in lines.items() if count > MAX_LINES} == {}


def code_lines(source: str) -> int:
    """Return how many lines have code: not the blank ones, the comments and the docstrings."""
    rows: set[int] = set()
    previous = tokenize.NEWLINE
    for token in tokenize.generate_tokens(StringIO(source).readline):
        if token.type in SILENT:
            continue
        documents = token.type == tokenize.STRING and previous in {tokenize.NEWLINE, tokenize.INDENT}
        if not documents and token.type not in {tokenize.NEWLINE, tokenize.INDENT}:
            rows |= set(range(token.start[0], token.end[0] + 1))
        previous = token.type
    return len(rows)


def test_lines_of_code_are_counted_without_what_explains_them() -> None:
    assert (
        code_lines(
            '"""Says.\n\nMore.\n"""\n\n# A comment.\nX = """\na\n"""\n\ndef f():\n    """Says."""\n    return 1\n'
        )
        == 5
    )
