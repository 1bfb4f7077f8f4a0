"""Bytes over the wire, as gzip -6 would send them: before the reader shows intent, and up to the first output."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from tests.browser.example import Example
from tests.browser.site import Server
from tests.browser.watch import Watch


def weigh(browser: Browser, url: str, site: Path) -> Iterator[str]:
    """Yield the bytes of a rule's page, of what is ours in it, and of all up to the first output."""
    for rule in ("SEC03", "ERR01", "SEC06"):
        context = browser.new_context()
        asked = Watch(context, url).requests
        page = context.new_page()
        page.goto(f"{url}rules/{rule}/", wait_until="networkidle")
        before = sorted(set(asked))
        Example(page, "good").run()
        after = sorted(set(asked) - set(before))
        ours = [one for one in before if "/assets/play" in one]
        yield f"{rule}: before intent {_total(before, site)}, of it our own scripts and styles {_total(ours, site)}"
        yield f"{rule}: after intent, up to the end of the first run {_total(after, site)}"
        context.close()


def _total(urls: list[str], site: Path) -> str:
    sizes = [_size(url, site) for url in urls if urlsplit(url).scheme.startswith("http")]
    return f"{sum(sizes) / 1000:,.1f} kB in {len(sizes)} files"


def _size(url: str, site: Path) -> int:
    path = site / urlsplit(url).path.removeprefix(Server.prefix)
    file = path / "index.html" if path.is_dir() else path
    return len(gzip.compress(file.read_bytes(), compresslevel=6))
