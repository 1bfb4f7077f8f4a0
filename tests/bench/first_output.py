"""From the press on Run to the first output, against a bare ``loadPyodide()`` in the same browser."""

import time
from collections.abc import Callable, Iterator

from playwright.sync_api import Browser, Page

from tests.bench.figures import ratio
from tests.browser.example import BOOT_MS, Example

RUNS = 5
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
        plain.append(_in_new_context(browser, f"{url}rules/SEC03/", _press_run))
        again.append(_in_new_context(browser, f"{url}rules/SEC03/", _press_run_twice))
    yield ratio("SEC03, first visit, press to first output", plain, "bare loadPyodide()", bare)
    yield ratio("SEC03, run again", again, "bare loadPyodide()", bare)
    fastapi = [_in_new_context(browser, f"{url}rules/SEC07/", _press_run) for _ in range(RUNS)]
    yield ratio("SEC07 (FastAPI), first visit, press to first output", fastapi, "bare loadPyodide()", bare)


def _in_new_context(browser: Browser, address: str, measure: Callable[[Page], float]) -> float:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    seconds = measure(page)
    context.close()
    return seconds


def _press_run(page: Page) -> float:
    """Press Run by script, so that nothing was loaded on the way there, and wait for the first character of output."""
    run = Example(page, "good").button("Run").element_handle()
    wait = f"""run => new Promise((done, fail) => {{
        const section = run.closest("[data-example]");
        const begun = performance.now();
        new MutationObserver(() => {{
            if (section.querySelector("[role=log]")?.textContent) done((performance.now() - begun) / 1000);
        }}).observe(section, {{ childList: true, subtree: true, characterData: true }});
        setTimeout(fail, {BOOT_MS});
        run.click();
    }})"""
    seconds: float = page.evaluate(wait, run)
    return seconds


def _press_run_twice(page: Page) -> float:
    Example(page, "good").run()
    time.sleep(0.5)
    return _press_run(page)
