"""How soon the page answers while a hostile program runs, and how soon that stops, in each browser that is there."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from statistics import median

from tests.browser import install
from tests.browser.hostile.programs import KINDS
from tests.browser.hostile.reader import Run, reading
from tests.browser.hostile.tab import Tab, chromium, firefox

# The kinds that would take the processor or the memory from the page.
GREEDY = ("loop", "flood", "bomb")


def watch_answers(site: Path) -> Iterator[str]:
    """Yield a line for each browser."""
    yield f"Chromium: {_answers(chromium(), site)}"
    path = install.firefox()
    yield f"Firefox: {_answers(firefox(path), site)}" if path else "Firefox: there is none here"


def _answers(browser: AbstractContextManager[Tab], site: Path) -> str:
    with reading(browser, site) as reader:
        runs = {program.name: reader.run(program) for kind in GREEDY for program in KINDS[kind]}
    return _told(runs)


def _told(runs: dict[str, Run]) -> str:
    usual = {name: run.median_ms for name, run in runs.items()}
    slowest = max(usual, key=lambda name: usual[name])
    stops = [run.stop_ms for run in runs.values() if run.stop_ms is not None]
    usually, at_most = median(stops), max(stops)
    return (
        f"while one of {len(runs)} greedy programs runs, the page answers in {median(usual.values()):.0f} ms, "
        f"at the slowest ({slowest}) in {usual[slowest]:.0f} ms; Stop takes {usually:.0f} ms, at most {at_most:.0f} ms"
    )
