"""Measure, and print one line for each figure: ``python -m tests.bench``."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.build_time import compare_builds
from tests.bench.first_output import compare_first_output
from tests.bench.transfer import weigh
from tests.browser.install import FLAGS, executable
from tests.browser.site import build, serve


def main() -> None:
    """Build the site once, and measure it."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        build(site)
        with serve(site) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
            for line in (
                *weigh(browser, url, site),
                *compare_first_output(browser, url),
                *compare_builds(Path(folder)),
            ):
                print(line, flush=True)
            browser.close()


if __name__ == "__main__":
    main()
