"""A real Chromium on the built site. A page that errs in its console or asks another origin fails its test.

It is the one without windows, where there is one; the hostile programs meet the whole of it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.install import FLAGS, ROOMY, headless
from tests.browser.site import serve, specimen
from tests.browser.watch import Watch
from tests.conftest import built_once


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The specimen's site: what a test expects of a rule's text stands in `tests/specimen`."""
    return built_once(tmp_path_factory, "specimen", lambda folder: specimen(folder / "project"))


@pytest.fixture(scope="session")
def base_url(site: Path) -> Iterator[str]:
    """The address of the specimen's root, with a slash at its end."""
    with serve(site) as url:
        yield url


@pytest.fixture(scope="session")
def book_url(book_site: Path) -> Iterator[str]:
    """The address of the book's root, with a slash at its end."""
    with serve(book_site) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium. There is no skipping: without one the tests fail."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=headless(), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def limited_browser(browser: Browser) -> Iterator[Browser]:
    """A Chromium in which a site's room can be limited."""
    flags = [flag for flag in FLAGS if flag != ROOMY]
    limited = browser.browser_type.launch(executable_path=headless(), args=flags)
    yield limited
    limited.close()


@pytest.fixture(scope="session")
def reader_returning(browser: Browser) -> Iterator[BrowserContext]:
    """The browser context of a reader who comes again and again: Python starts from what the first visit left."""
    yield from opened(browser, "block")


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A browser context of the test's own: nothing is cached or kept, but see the markers in ``pyproject.toml``."""
    if request.node.get_closest_marker("returning"):
        context: BrowserContext = request.getfixturevalue("reader_returning")
        yield context
        forget_edits(context)
    else:
        limited = request.node.get_closest_marker("limited")
        # A service worker keeps the whole site for each new context, which takes seconds.
        workers: Literal["allow", "block"] = "allow" if request.node.get_closest_marker("service_worker") else "block"
        yield from opened(request.getfixturevalue("limited_browser") if limited else browser, workers)


def opened(browser: Browser, service_workers: Literal["allow", "block"]) -> Iterator[BrowserContext]:
    """Yield a new context, and close it afterwards."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
        service_workers=service_workers,
    )
    context.set_default_timeout(60_000)
    yield context
    context.close()


def forget_edits(context: BrowserContext) -> None:
    """Close the pages, and forget what the reader wrote and chose; what makes Python start sooner stays."""
    page = context.new_page()
    for other in context.pages:
        if other != page:
            other.close()
    origins = {"origin": "*", "storageTypes": "local_storage"}
    context.new_cdp_session(page).send("Storage.clearDataForOrigin", origins)
    page.close()


@pytest.fixture
def watch(context: BrowserContext, base_url: str) -> Iterator[Watch]:
    """What the pages of the context ask for and complain of; anything wrong fails the test at its end."""
    watch = Watch(context, base_url)
    yield watch
    watch.end()
    assert watch.faults() == []


@pytest.fixture
def page(watch: Watch) -> Page:
    """A watched page."""
    return watch.context.new_page()
