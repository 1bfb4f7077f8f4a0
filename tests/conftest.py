"""What several test modules share: the book, its site, and a small catalogue of their own, to break in every way."""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from filelock import FileLock

from playbook.book.catalogue import Catalogue, read_catalogue
from playbook.project import PROJECT, SNIPPETS
from tests.browser.site import build

RULE = """\
---
id: XMP01
title: Give every call its own list
level: must
charter: "0.1"
tags: [state]
requires: []
enforced_by: {ruff: [B006]}
related: []
review: A default list is made once and shared by every call.
---
## Why

One call sees what another put in.

## Bad

The default.

## Good

None, and a new list.

## Proof

```pycon
>>> # The first caller collects a name.
>>> example.collect("ada")
['ada']
>>> # The second caller starts afresh.
>>> example.collect("bob")  # bad: ['ada', 'bob']
['bob']
```

## In review

Look for `=[]`.

## Exceptions

None.

## References

- The Python tutorial.
"""
BAD = '''\
"""Collect names."""


def collect(name: str, names: list[str] = []) -> list[str]:
    """Return the names with this one added."""
    names.append(name)
    return names
'''
GOOD = BAD.replace("list[str] = []) ->", "list[str] | None = None) ->").replace(
    "    names.append", "    names = names if names is not None else []\n    names.append"
)
AREA = """\
---
title: Sample
prefix: XMP
order: 1
charter: "0"
summary: An area with one rule, for the tests alone.
---
What the area is about.
"""

SERVICE_README = """\
# Desk

A desk that greets.

```sh
uv run desk
```

## The files, in the order of reading

From the outside to the inside.

- `desk.py`: how it greets (XMP01)
- `README.md`, `settings.toml`, `uv.lock`: what it is, and what it needs
"""
SERVICE = {
    "README.md": SERVICE_README,
    "desk.py": """def greet(name: str) -> str:\n    return f"Hello, <{name}>"\n""",
    "settings.toml": 'greeting = "Hello & welcome"\n',
    "uv.lock": "version = 1\n",
}

TRIES = {
    "right_copy": BAD.replace("    names.append(name)\n    return names", "    return [*names, name]"),
    "wrong_alias": BAD.replace("    names.append", "    names = names\n    names.append"),
}
REASONS = """\
tries:
  right_copy: "Makes a new list of both, and leaves the default as it is."
  wrong_alias: "Gives the default another name, and so believes that it is another list."
"""
CAUGHT = """\
{
  "wrong_alias": {
    "line": 5,
    "source": "example.collect(\\"bob\\")",
    "got": "['ada', 'bob']"
  }
}
"""


@cache
def real_book() -> Catalogue:
    """Return the real rules, read once: a test that is asked of each of them needs them when it is collected."""
    return read_catalogue(SNIPPETS)


@pytest.fixture(scope="session")
def book() -> Catalogue:
    """The real rules: for what is asked of every rule, whatever it says."""
    return real_book()


@pytest.fixture(scope="session")
def book_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book's own site, for what is asked of every rule."""
    return built_once(tmp_path_factory, "book", lambda _: PROJECT)


def built_once(factory: pytest.TempPathFactory, name: str, project: Callable[[Path], Path]) -> Path:
    """Return the site of the project, built strictly, once for all workers of a run."""
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / name
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            making = folder.with_suffix(".part")
            making.mkdir()
            build(making / "site", project(making))
            making.rename(folder)
    return folder / "site"


Write = Callable[[str, str], None]


def add_tries(rule_folder: Path) -> None:
    """Give the sample rule a right try and a wrong one, and the record of where the wrong one breaks."""
    page = rule_folder / "rule.md"
    page.write_text(page.read_text(encoding="utf-8").replace("review:", f"{REASONS}review:"), encoding="utf-8")
    (rule_folder / "tries").mkdir()
    for name, source in TRIES.items():
        (rule_folder / "tries" / f"{name}.py").write_text(source, encoding="utf-8")
    (rule_folder / "tries" / "caught.json").write_text(CAUGHT, encoding="utf-8")


def add_service(area: Path) -> Path:
    """Give the sample area a service, which its front matter names last; return the service's folder."""
    folder = area / "desk"
    folder.mkdir()
    for name, text in SERVICE.items():
        (folder / name).write_text(text, encoding="utf-8")
    page = area / "area.md"
    page.write_text(AREA.replace("---\nWhat", "service: desk\n---\nWhat"), encoding="utf-8")
    return folder


@pytest.fixture
def snippets(tmp_path: Path) -> Path:
    """A catalogue of one area and one rule, with nothing wrong."""
    root = tmp_path / "snippets"
    rule = root / "sample" / "shared_list"
    rule.mkdir(parents=True)
    (root / "ids.txt").write_text("XMP01 sample/shared_list\n", encoding="utf-8")
    (root / "tags.txt").write_text("state   what is kept between calls\n", encoding="utf-8")
    (root / "sample" / "area.md").write_text(AREA, encoding="utf-8")
    for name, text in {"rule.md": RULE, "bad.py": BAD, "good.py": GOOD}.items():
        (rule / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def here(snippets: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """That catalogue, where the command finds it as the playbook's own."""
    monkeypatch.chdir(snippets.parent)
    return snippets


@pytest.fixture
def rule_folder(snippets: Path) -> Path:
    """The folder of the sample rule."""
    return snippets / "sample" / "shared_list"


# Nothing in these folders is quick, nor what asks for the whole book.
WHOLE_FOLDERS = tuple(Path(__file__).with_name(name) for name in ("browser", "bundle"))
WHOLE_FIXTURES = {"book", "book_site"}


# One process builds the site for the first of these, and meanwhile the others have the next. Last come many short ones,
# so that no process is left alone with a long one.
ORDER = ("tests/browser/test_prove_all_in_firefox.py", "snippets", "tests/browser", "tests/bundle")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make check` say which rooms were changed."""
    parser.addoption("--rooms", help="of the slow tests only those of these rooms, by commas: pages,probe")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what is not for `make check`, where a slow module marks itself, and put what takes long first."""
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if asked & WHOLE_FIXTURES or any(item.path.is_relative_to(folder) for folder in WHOLE_FOLDERS):
            item.add_marker(pytest.mark.whole)
    rooms: str | None = config.getoption("--rooms")
    if rooms is not None:
        elsewhere = [item for item in items if item.path.parent.name not in rooms.split(",")]
        away = {item for item in elsewhere if item.get_closest_marker("slow")}
        config.hook.pytest_deselected(items=list(away))
        items[:] = [item for item in items if item not in away]
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    """Return when the item's turn is."""
    places = [place for place, part in enumerate(ORDER) if item.path.is_relative_to(PROJECT / part)]
    return min(places, default=len(ORDER))
