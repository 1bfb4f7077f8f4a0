"""From the press on Run to the first output, at each kind of visit, against the standard path in the same browser."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from playbook.book.catalogue import Rule, read_catalogue
from playbook.project import SNIPPETS
from tests.bench.figures import ratio
from tests.bench.press import OUTPUT, press_run
from tests.bench.standard import PRESS, serve_standard, task
from tests.browser import install
from tests.browser.example import Example
from tests.browser.hostile.tab import firefox
from tests.browser.snapshot import STORED
from tests.browser.waiting import until

RUNS = 5
NEEDS = {"fastapi", "sqlalchemy"}
# A reader who looks at the page before pressing, and at the output before running again.
LOOK_S = 1.5
# One who reads on a while after the first run.
READ_S = 5
STANDARD = "the standard path"
AT_ONCE = "next visit, pressed as soon as the page is there"

STOP_AND_RUN = f"""() => {{
    [...document.querySelectorAll("[data-example=bad] button")].find(one => one.textContent === "Stop").click();
    return ({OUTPUT})("good", "Run");
}}"""
# The service worker is done with what the first visit left it to do.
KEPT = """async () => {
    const root = new URL("../../", location.href);
    const base = new URL("assets/playground/", root);
    const { core, files } = await (await fetch(new URL("manifest.json", base))).json();
    const cache = await caches.open(`playbook files ${root.pathname}`);
    const kept = new Set((await cache.keys()).map(({ url }) => url));
    return core.every(path => kept.has(new URL(`${path}?sha256=${files[path].sha256}`, base).href));
}"""
LONG_TASKS = """() => {
    window.longTasks = [];
    new PerformanceObserver(list => longTasks.push(...list.getEntries().map(one => one.duration)))
        .observe({ type: "longtask" });
}"""

Seconds = dict[str, list[float]]


def compare_visits(browser: Browser, url: str, site: Path, folder: Path) -> Iterator[str]:
    """Yield the ratio of each kind of visit, for the first rule that needs FastAPI and SQLAlchemy."""
    rule = next(rule for rule in read_catalogue(SNIPPETS).rules if set(rule.matter.requires) >= NEEDS)
    seconds: Seconds = {
        name: [] for name in (STANDARD, "first visit", AT_ONCE, "next visit", "run again", "stop, then run")
    }
    longest = []
    with serve_standard(folder / "standard", site) as standard:
        for _ in range(RUNS):
            seconds[STANDARD].append(_standard(browser, standard, rule, site))
            longest.append(_visits(browser, f"{url}{rule.url}", seconds))
    for name, taken in seconds.items():
        if name != STANDARD:
            yield ratio(f"{rule.id} ({', '.join(sorted(NEEDS))}), {name}", taken, STANDARD, seconds[STANDARD])
    # Browsers report tasks from 50 ms on.
    yield (
        f"{rule.id}, first visit, longest task of the page, 0 for less than 50: {median(longest):.0f} ms"
        f" (median of {RUNS}; {min(longest):.0f} to {max(longest):.0f})"
    )
    yield from _firefox(f"{url}{rule.url}", rule, seconds[STANDARD])


def _standard(browser: Browser, address: str, rule: Rule, site: Path) -> float:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    seconds: float = page.evaluate(PRESS, json.loads(task(rule.matter.requires, rule.good, site)))
    context.close()
    return seconds


def _visits(browser: Browser, address: str, seconds: Seconds) -> float:
    """Make the visits in a new context; return the longest task of the first one in milliseconds."""
    context = browser.new_context()
    page = _open(context, address)
    page.evaluate(LONG_TASKS)
    seconds["first visit"].append(_press(page))
    longest: float = page.evaluate("Math.max(0, ...longTasks)")
    until(page, STORED)
    time.sleep(READ_S)
    page.close()
    page = _open(context, address)
    until(page, KEPT)
    page.close()
    # Visits, not reloads, for which browsers ask for everything anew.
    page = context.new_page()
    page.goto(address)
    seconds[AT_ONCE].append(_press(page))
    page.close()
    page = _open(context, address)
    seconds["next visit"].append(_press(page))
    time.sleep(LOOK_S)
    seconds["run again"].append(_press(page))
    bad = Example(page, "bad")
    bad.write("print('round and round')\nwhile True:\n    pass\n")
    page.evaluate(f"({OUTPUT})('bad', 'Run')")
    time.sleep(LOOK_S)
    seconds["stop, then run"].append(page.evaluate(STOP_AND_RUN))
    context.close()
    return longest


def _open(context: BrowserContext, address: str) -> Page:
    """Return the page after a look at it. Playwright's word for a quiet network does not come where workers import."""
    page = context.new_page()
    page.goto(address)
    time.sleep(LOOK_S)
    return page


def _press(page: Page) -> float:
    seconds = press_run(page)
    page.wait_for_function("!document.querySelector('[data-example=good] [data-pb=stop]:not([hidden])')")
    return seconds


def _firefox(address: str, rule: Rule, standard: list[float]) -> Iterator[str]:
    """Yield the ratio for running again in Firefox, which is asked in its own protocol."""
    path = install.firefox()
    if path is None:
        yield "Firefox: there is none here"
        return
    again = []
    with firefox(path) as tab:
        tab.open(address)
        first: Any = tab.ask(f"({OUTPUT})('good', 'Run')")
        for _ in range(RUNS):
            time.sleep(2 * LOOK_S)
            again.append(float(tab.ask(f"({OUTPUT})('good', 'Run')")))
    yield ratio(f"{rule.id}, Firefox, run again", again, f"{STANDARD} in Chromium", standard)
    yield f"{rule.id}, Firefox, first visit: {first:.2f} s"
