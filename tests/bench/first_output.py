"""From the press on Run to the first output, against a bare ``loadPyodide()`` in the same browser."""

import time
from collections.abc import Callable, Iterator

from playwright.sync_api import Browser, Page

from tests.bench.figures import ratio, spread
from tests.bench.press import press_prove_again, press_run
from tests.browser.example import Example

RUNS = 5
# A reader who looks at the verdict.
LOOK_S = 3
BARE = """async base => {
    const begun = performance.now();
    const { loadPyodide } = await import(base + "assets/playground/pyodide/pyodide.mjs");
    await loadPyodide({ indexURL: base + "assets/playground/pyodide/" });
    return (performance.now() - begun) / 1000;
}"""


def compare_first_output(browser: Browser, url: str) -> Iterator[str]:
    """Yield the ratios for a rule of the standard library alone, and for one that needs FastAPI; nothing is cached."""
    bare, plain, again = [], [], []
    for _ in range(RUNS):
        bare.append(_in_new_context(browser, f"{url}404.html", lambda page: page.evaluate(BARE, url)))
        plain.append(_in_new_context(browser, f"{url}rules/SEC03/", press_run))
        again.append(_in_new_context(browser, f"{url}rules/SEC03/", _press_run_twice))
    yield ratio("SEC03, first visit, press to first output", plain, "bare loadPyodide()", bare)
    yield ratio("SEC03, run again", again, "bare loadPyodide()", bare)
    fastapi = [_in_new_context(browser, f"{url}rules/SEC07/", press_run) for _ in range(RUNS)]
    yield ratio("SEC07 (FastAPI), first visit, press to first output", fastapi, "bare loadPyodide()", bare)


def prove_again(browser: Browser, url: str) -> Iterator[str]:
    """Yield how long it takes to prove once more: without a database, and with a fresh one each time."""
    for rule in ("SEC03", "SEC06"):
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{url}rules/{rule}/")
        Example(page, "good").prove()
        yield f"{rule}, prove again: {spread(list(_again(page)))}"
        context.close()


def _again(page: Page) -> Iterator[float]:
    for _ in range(RUNS):
        time.sleep(LOOK_S)
        yield press_prove_again(page)


def _in_new_context(browser: Browser, address: str, measure: Callable[[Page], float]) -> float:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    seconds = measure(page)
    context.close()
    return seconds


def _press_run_twice(page: Page) -> float:
    Example(page, "good").run()
    time.sleep(0.5)
    return press_run(page)
