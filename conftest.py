"""Collects the proofs of the rules and the Python blocks of the guides. Sybil collects nothing if built elsewhere."""

import asyncio
import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sybil.sybil import SybilCollection

from playbook.proving.doctests import guides, proofs, tries

ROOT = Path(__file__).parent
GUIDES = ["docs/*.md", "docs/**/*.md", "README.md", "CONTRIBUTING.md"]

pytest_collect_file = SybilCollection(
    [
        proofs(ROOT / "snippets", "good"),
        proofs(ROOT / "snippets", "bad"),
        tries(ROOT / "snippets"),
        guides(ROOT, GUIDES),
    ]
).pytest()


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out a folder that is a project of its own: ``tests/pages/test_downloaded.py`` runs its tests."""
    return True if collection_path != ROOT and (collection_path / "pyproject.toml").is_file() else None


@contextlib.contextmanager
def without_loop(item: pytest.Item) -> Iterator[None]:
    """Hide the loop that a browser's tests leave running in this thread: ``asyncio.run`` refuses to be beside it.

    Which tests share a process is the chance of a run, so each has it but the browser's own, who speak through it.
    """
    if item.path.is_relative_to(ROOT / "tests" / "browser"):
        yield
        return
    running = asyncio._get_running_loop()  # noqa: SLF001 - there is no public way
    asyncio._set_running_loop(None)  # noqa: SLF001
    try:
        yield
    finally:
        asyncio._set_running_loop(running)  # noqa: SLF001


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """Hide the loop before the fixtures are made, those of a module too."""
    with without_loop(item):
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Hide the loop from the test."""
    with without_loop(item):
        yield
