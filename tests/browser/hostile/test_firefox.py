"""Every promise, kept in Firefox. It is skipped only where there is no Firefox: one that does not start fails."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import install
from tests.browser.hostile.promises import Promises
from tests.browser.hostile.reader import Reader, reading
from tests.browser.hostile.tab import firefox


@pytest.fixture(scope="module")
def reader(site: Path) -> Iterator[Reader]:
    """A reader in one tab, which stays open for all of the programs."""
    executable = install.firefox()
    if executable is None:
        warnings.warn(install.NO_FIREFOX, stacklevel=1)
        pytest.skip(install.NO_FIREFOX)
    with reading(firefox(executable), site) as reader:
        yield reader


class TestInFirefox(Promises):
    """Inherits the tests."""
