"""What a reader sees of each rule before scrolling: the title, the sentence to say, and the lines that decide."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, Page, ViewportSize

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
def window(browser: Browser) -> Iterator[Page]:
    """One window for all rules."""
    context = browser.new_context(viewport=DESKTOP, service_workers="block")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def devices(window: Page) -> CDPSession:
    """What makes a phone of the window, and a window of the phone, without loading the page anew."""
    return window.context.new_cdp_session(window)


@pytest.mark.parametrize("rule", RULES)
def test_what_decides_is_seen_at_once(window: Page, devices: CDPSession, base_url: str, rule: str) -> None:
    become(devices, DESKTOP, phone=False)
    open_rule(window, base_url, rule)
    assert unseen(window, [*HEAD, DIFFERENCE, f"{DIFFERENCE} .pb-l:not(.pb-less)"]) == {}, "on a desktop"
    become(devices, PHONE, phone=True)
    window.wait_for_function("width => innerWidth === width", arg=PHONE["width"])
    deciding = [f"{DIFFERENCE} .pb-{side} [data-decides]" for side in ("bad", "good")]
    assert unseen(window, [*HEAD, *deciding]) == {}, "on a phone"


def become(devices: CDPSession, size: ViewportSize, *, phone: bool) -> None:
    """Give the window this size, and a phone's screen or a desktop's."""
    devices.send("Emulation.setDeviceMetricsOverride", {**size, "deviceScaleFactor": 1, "mobile": phone})
    devices.send("Emulation.setTouchEmulationEnabled", {"enabled": phone})


def open_rule(page: Page, base_url: str, rule: str) -> None:
    """Open the rule's page, and wait for the buttons, which take room."""
    page.goto(f"{base_url}rules/{rule}/")
    page.locator(".pb-review [data-pb=link]").wait_for()
    page.wait_for_function("getComputedStyle(document.querySelector('.pb-button')).cursor === 'pointer'")


def unseen(page: Page, selectors: list[str]) -> dict[str, object]:
    """Return what is not seen whole, each with by how much it is out of sight, in pixels; this lies in front."""
    beyond: list[tuple[str, object]] = page.evaluate(BEYOND, selectors)
    return {selector: by for selector, by in beyond if not isinstance(by, int | float) or by > 0}
