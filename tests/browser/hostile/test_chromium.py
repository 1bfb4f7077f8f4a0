"""Every promise, kept in Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.hostile.promises import Promises
from tests.browser.hostile.reader import Reader, reading
from tests.browser.hostile.tab import chromium


@pytest.fixture(scope="module")
def reader(site: Path) -> Iterator[Reader]:
    """A reader in one tab, which stays open for all of the programs."""
    with reading(chromium(), site) as reader:
        yield reader


class TestInChromium(Promises):
    """Inherits the tests."""
