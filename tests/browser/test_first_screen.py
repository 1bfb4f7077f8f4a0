"""What a reader sees of each rule before scrolling: the title, the sentence to say, and the lines that decide."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.conftest import real_book

RULES = [rule.id for rule in real_book().rules]
DESKTOP: ViewportSize = {"width": 1280, "height": 720}
PHONE: ViewportSize = {"width": 390, "height": 844}

# Returns, for each selector, how many pixels above the window's top or below its end the lowest of its elements ends.
BEYOND = """selectors => selectors.map(selector => {
    const boxes = [...document.querySelectorAll(selector)].map(one => one.getBoundingClientRect());
    if (boxes.length === 0 || boxes.some(box => box.height === 0)) return [selector, "not there"];
    return [selector, Math.max(...boxes.map(box => Math.max(box.bottom - innerHeight, -box.top)))];
})"""
DIFFERENCE = "[aria-label='The lines that decide']"
HEAD = ["h1", ".pb-review q", ".pb-review [data-pb=review]", ".pb-review [data-pb=link]"]


@pytest.fixture(scope="session")
def base_url(book_url: str) -> str:
    """The real rules are looked at, not the specimen."""
    return book_url


@pytest.fixture(scope="module")
def desktop(browser: Browser) -> Iterator[Page]:
    """One window for all rules."""
    context = browser.new_context(viewport=DESKTOP, service_workers="block")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    """One phone for all rules."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, service_workers="block")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("rule", RULES)
def test_a_desktop_shows_the_whole_difference_at_once(desktop: Page, base_url: str, rule: str) -> None:
    open_rule(desktop, base_url, rule)
    assert unseen(desktop, [*HEAD, DIFFERENCE, f"{DIFFERENCE} .pb-l"]) == {}


@pytest.mark.parametrize("rule", RULES)
def test_a_phone_shows_the_line_that_decides_of_both(phone: Page, base_url: str, rule: str) -> None:
    open_rule(phone, base_url, rule)
    deciding = [f"{DIFFERENCE} .pb-{side} [data-decides]" for side in ("bad", "good")]
    assert unseen(phone, [*HEAD, *deciding]) == {}


def open_rule(page: Page, base_url: str, rule: str) -> None:
    """Open the rule's page, and wait for the buttons, which take room."""
    page.goto(f"{base_url}rules/{rule}/")
    page.locator(".pb-review [data-pb=link]").wait_for()
    page.wait_for_function("getComputedStyle(document.querySelector('.pb-button')).cursor === 'pointer'")


def unseen(page: Page, selectors: list[str]) -> dict[str, object]:
    """Return what is not seen whole, each with by how much it is out of sight, in pixels; this lies in front."""
    beyond: list[tuple[str, object]] = page.evaluate(BEYOND, selectors)
    return {selector: by for selector, by in beyond if not isinstance(by, int | float) or by > 0}
