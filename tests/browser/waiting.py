"""Waits for what a page comes to by itself, and says what that is."""

import pytest
from playwright.sync_api import Page

from tests.browser.example import BOOT_MS

STEP_MS = 200
# A snapshot of Python is kept for the next visit.
STORED = """async () => {
    const name = (await caches.keys()).find(name => name.startsWith("playbook-snapshots"));
    return name !== undefined && (await (await caches.open(name)).keys()).length > 0;
}"""


def until(page: Page, condition: str) -> None:
    """Wait until the page answers yes. Fails with the condition if it never does."""
    for _ in range(BOOT_MS // STEP_MS):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(STEP_MS)
    pytest.fail(f"never: {condition}")
