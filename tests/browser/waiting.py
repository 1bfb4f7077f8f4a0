"""Waits for what a page comes to by itself."""

import pytest
from playwright.sync_api import Page

from tests.browser.example import BOOT_MS

STEP_MS = 200
# In which anything that a page does by itself is done.
QUIET_MS = 2_000


def until(page: Page, condition: str) -> None:
    """Wait until the page answers yes. Fails with the condition if it never does."""
    for _ in range(BOOT_MS // STEP_MS):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(STEP_MS)
    pytest.fail(f"never: {condition}")


def never(page: Page, condition: str) -> None:
    """Fail as soon as the page answers yes; for what cannot be waited for, since nothing is to happen."""
    for _ in range(QUIET_MS // STEP_MS):
        assert not page.evaluate(condition), f"it came to: {condition}"
        page.wait_for_timeout(STEP_MS)
