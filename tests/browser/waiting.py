"""Waits for what a page comes to by itself."""

import pytest
from playwright.sync_api import Page

from tests.browser.example import BOOT_MS

STEP_MS = 200


def until(page: Page, condition: str) -> None:
    """Wait until the page answers yes. Fails with the condition if it never does."""
    for _ in range(BOOT_MS // STEP_MS):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(STEP_MS)
    pytest.fail(f"never: {condition}")
