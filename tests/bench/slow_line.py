"""Three visits at 20 Mbit/s, the first against the standard path on the same line, and the bytes of both."""

import contextlib
import gzip
import json
import tempfile
import threading
import time
from collections.abc import Iterator
from functools import cache, partial
from http.server import ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import BinaryIO, NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page

from playbook.book.catalogue import Rule, read_catalogue
from playbook.project import SNIPPETS
from tests.bench.figures import ratio
from tests.bench.line import Line, slowed
from tests.bench.press import press_run
from tests.bench.standard import PRESS, fill_standard, task
from tests.browser.install import FLAGS, executable
from tests.browser.site import Server

RUNS = 5
RULES = ("SEC03", "ERR01", "SEC06")
STANDARD = "standard"
LOOK_S = 1.5
# A reader who stays this long after a run, in which the service worker begins; and a line that carries nothing more.
STAY_S = 11
# One who comes back runs an example a few times, and stays as long as the browser needs to keep what it compiled.
RUNS_OF_A_VISIT = 3
READ_S = 5
QUIET_S = 4
IDLE = "document.querySelector('[data-example=good] [data-pb=stop]').hidden"


class _Packing(Server):
    """Serves as a host does that packs whatever grows smaller by it."""

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Send the head of a file's answer, and return what follows."""
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        packed = _packed(path) if path.is_file() else None
        if packed is None:
            return super().send_head()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        return BytesIO(packed)


@cache
def _packed(path: Path) -> bytes | None:
    content = path.read_bytes()
    packed = gzip.compress(content, compresslevel=6)
    return packed if len(packed) < len(content) else None


class Visit(NamedTuple):
    """Seconds from the press to the first output of each visit; bytes to the end of the first run, and after it."""

    seconds: float
    sent: int
    after: int
    next_seconds: float
    later_seconds: float


def compare_on_line(browser: Browser, site: Path) -> Iterator[str]:
    """Yield the lines for each rule."""
    rules = {rule.id: rule for rule in read_catalogue(SNIPPETS).rules}
    with _serving(site) as url, slowed(url) as (address, line):
        for rule in (rules[name] for name in RULES):
            yield from _compare(browser, address, line, rule, site)


def _compare(browser: Browser, url: str, line: Line, rule: Rule, site: Path) -> Iterator[str]:
    standard, first = [], []
    sent: list[int] = []
    for _ in range(RUNS):
        if "postgres" not in rule.matter.requires:
            before = line.sent
            standard.append(_standard(browser, url, rule, site))
            sent.append(line.sent - before)
        first.append(_visit(browser, f"{url}{rule.url}", line))
    name = f"{rule.id} at 20 Mbit/s"
    bytes_ = f"{median(one.sent for one in first) / 1e6:.2f} MB"
    other = f"; the standard path sends {median(sent) / 1e6:.2f} MB" if sent else ""
    yield f"{name}, sent from the press to the end of the first run: {bytes_}{other}"
    yield f"{name}, sent after that unasked: {median(one.after for one in first) / 1e6:.2f} MB"
    seconds = [one.seconds for one in first]
    yield ratio(f"{name}, first visit", seconds, "the standard path", standard) if standard else _plain(name, seconds)
    yield ratio(f"{name}, next visit", [one.next_seconds for one in first], "the first visit", seconds)
    yield ratio(f"{name}, the visit after that", [one.later_seconds for one in first], "the first visit", seconds)


def _plain(name: str, seconds: list[float]) -> str:
    return f"{name}, first visit: {median(seconds):.2f} s ({min(seconds):.2f} to {max(seconds):.2f})"


def _visit(browser: Browser, address: str, line: Line) -> Visit:
    """Visit with a profile: in a context, which is a private window, Chromium keeps nothing that it compiled."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        context = browser.browser_type.launch_persistent_context(profile, executable_path=executable(), args=FLAGS)
        visit = _visits(context, address, line)
        context.close()
    return visit


def _visits(context: BrowserContext, address: str, line: Line) -> Visit:
    page = _opened(context, address)
    _until_quiet(line)
    before = line.sent
    seconds = press_run(page)
    page.wait_for_function(IDLE)
    sent = line.sent
    time.sleep(STAY_S)
    _until_quiet(line)
    after = line.sent
    page.close()
    page = _opened(context, address)
    again = press_run(page)
    for _ in range(RUNS_OF_A_VISIT - 1):
        time.sleep(LOOK_S)
        press_run(page)
    time.sleep(READ_S)
    page.close()
    later = press_run(_opened(context, address))
    return Visit(seconds, sent - before, after - sent, again, later)


def _standard(browser: Browser, url: str, rule: Rule, site: Path) -> float:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{url}{STANDARD}/")
    seconds: float = page.evaluate(PRESS, json.loads(task(rule.matter.requires, rule.good, site)))
    context.close()
    return seconds


def _opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    time.sleep(LOOK_S)
    return page


def _until_quiet(line: Line) -> None:
    """Wait until the line has carried nothing for a while."""
    carried = -1
    while carried != line.sent:
        carried = line.sent
        time.sleep(QUIET_S)


@contextlib.contextmanager
def _serving(site: Path) -> Iterator[str]:
    """Serve the site and the standard path beside it, both packed alike."""
    fill_standard(site / STANDARD, site)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Packing, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{Server.prefix}"
    finally:
        server.shutdown()
