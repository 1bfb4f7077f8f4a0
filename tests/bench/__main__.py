"""Measure, and print one line for each figure: ``python -m tests.bench``."""

import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.build_time import compare_builds
from tests.bench.copied import copied
from tests.bench.first_output import compare_first_output, prove_again
from tests.bench.hostile import watch_answers
from tests.bench.proofs import prove_all
from tests.bench.save_time import watch_saves
from tests.bench.slow_line import compare_on_line
from tests.bench.transfer import weigh
from tests.bench.visits import compare_visits
from tests.browser.install import FLAGS, executable
from tests.browser.site import build, serve


def main() -> None:
    """Build the site once, and measure it."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        build(site)
        with serve(site) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
            for line in chain(
                weigh(browser, url, site),
                compare_on_line(browser, site),
                compare_visits(browser, url, site, Path(folder)),
                compare_first_output(browser, url),
                prove_again(browser, url),
                prove_all(browser, url),
                watch_answers(site),
                _written(Path(folder)),
            ):
                print(line, flush=True)
            browser.close()


def _written(folder: Path) -> Iterator[str]:
    """Yield what an author waits for."""
    yield from compare_builds(folder / "builds")
    yield from watch_saves(copied(folder / "copy"))


if __name__ == "__main__":
    main()
