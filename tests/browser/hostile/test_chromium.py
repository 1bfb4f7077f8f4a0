"""Every promise, kept in Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.hostile.beacon import listening, serve_watched
from tests.browser.hostile.promises import Promises
from tests.browser.hostile.reader import Reader
from tests.browser.hostile.tab import chromium


@pytest.fixture(scope="module")
def reader(site: Path) -> Iterator[Reader]:
    """A reader in one tab, which stays open for all of the programs."""
    with listening() as beacon, serve_watched(site, beacon.hits.append) as url, chromium() as tab:
        reader = Reader(tab, url, beacon)
        reader.arrive()
        yield reader


class TestInChromium(Promises):
    """Inherits the tests."""
