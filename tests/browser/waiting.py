"""Waits for what a page comes to by itself."""

import pytest
from playwright.sync_api import Locator, Page

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


# Whether its upper and its lower edge are in the window, and nothing lies over them.
OPEN = """one => {
    const {left, top, bottom} = one.getBoundingClientRect();
    return [top + 2, bottom - 2].every(y => one.contains(document.elementFromPoint(left + 2, y)));
}"""


def until_open(locator: Locator) -> None:
    """Wait until the whole element can be seen, with no bar over it. Fails with where it is if it never is."""
    for _ in range(QUIET_MS // STEP_MS):
        if locator.evaluate(OPEN):
            return
        locator.page.wait_for_timeout(STEP_MS)
    pytest.fail(f"not to be seen at {locator.bounding_box()}: {locator.inner_text()}")
