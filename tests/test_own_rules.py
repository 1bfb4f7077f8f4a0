"""The project's own code obeys the charter where a tool can tell; Ruff and mypy do the rest."""

import ast
import re
from collections.abc import Iterator

import pytest

from playbook.cli import main
from playbook.project import PROJECT

FOLDERS = ("src", "playground/python", "playground/bundle", "tests")
MAX_LINES = 30


def functions() -> Iterator[tuple[str, int]]:
    """Yield each function's place and its number of lines, from ``def`` to the last."""
    for folder in FOLDERS:
        for path in sorted((PROJECT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    yield (
                        f"{path.relative_to(PROJECT)}:{node.lineno} {node.name}",
                        (node.end_lineno or 0) - node.lineno + 1,
                    )


def test_functions_have_thirty_lines_at_most() -> None:
    found = list(functions())
    assert len(found) > 100
    assert [f"{place} has {lines} lines" for place, lines in found if lines > MAX_LINES] == []


@pytest.mark.parametrize("name", ["site-packages", "/root/", "/work/", "localhost:"])
def test_no_path_of_a_machine_is_in_what_readers_get(name: str) -> None:
    pages = [
        *(PROJECT / "docs").rglob("*.md"),
        *(PROJECT / "snippets").rglob("*.md"),
        PROJECT / "README.md",
        PROJECT / "CONTRIBUTING.md",
        PROJECT / "HOUSE.md",
    ]
    assert [str(path) for path in pages if name in path.read_text(encoding="utf-8")] == []


def test_every_file_that_the_house_names_is_there() -> None:
    text = (PROJECT / "HOUSE.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:src|playground|tests|docs|snippets|\.github)/[\w./-]+|[\w.-]+\.(?:yml|toml))`", text)
    assert len(named) > 50
    assert [name for name in named if not (PROJECT / name).exists()] == []


def test_the_house_names_every_room_and_every_subcommand() -> None:
    text = (PROJECT / "HOUSE.md").read_text(encoding="utf-8")
    rooms = [*(PROJECT / "src" / "playbook").iterdir(), *(PROJECT / "playground" / "src").iterdir()]
    names = [f"{room.name}/" for room in rooms if room.is_dir() and not room.name.startswith("__")]
    assert [name for name in [*names, *main.commands] if f"`{name}`" not in text] == []
