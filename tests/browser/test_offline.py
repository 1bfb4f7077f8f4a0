"""After one visit the site works without a connection, and an update never mixes two versions."""

import contextlib
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from playbook.pages.offline import write_worker
from tests.browser.example import BOOT_MS, Example
from tests.browser.site import serving
from tests.browser.snapshot import CHANGE, STORED
from tests.browser.waiting import never, until
from tests.browser.watch import Watch

pytestmark = pytest.mark.service_worker

PLAYGROUND = "assets/playground"
STDLIB = "pyodide/python_stdlib.zip"
SETTLED = """async () => {
    const known = await navigator.serviceWorker.getRegistration();
    return known?.active?.state === 'activated' && !known.installing && !known.waiting;
}"""
UPDATE = "navigator.serviceWorker.getRegistration().then(known => known.update()).catch(() => {})"
KEPT = """async () => {
    const names = await caches.keys();
    const stores = await Promise.all(names.map(name => caches.open(name)));
    const keys = await Promise.all(stores.map(store => store.keys()));
    return keys.flat().map(({ url }) => url).filter(url => url.includes('sha256='));
}"""

DAMAGED = "(body, headers) => [body.fill(255, body.length >> 2, body.length >> 1), headers]"


def wait_until_kept(page: Page) -> None:
    """Wait until the service worker has the whole site and is in charge."""
    until(page, SETTLED)


@contextlib.contextmanager
def kept_site(page: Page, watch: Watch, folder: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """Serve the folder as ``serving`` does, and visit it until the service worker has the whole site."""
    with serving(folder) as (url, stop):
        watch.origin(url)
        page.goto(f"{url}rules/XMP01/")
        wait_until_kept(page)
        yield url, stop


def kept(page: Page) -> list[str]:
    """Return the addresses of what is kept."""
    return list(page.evaluate(KEPT))


def use_playground(page: Page, site: Path) -> None:
    """Run an example, leave the page, and wait until what it needs is kept, and all of the standard library."""
    Example(page, "good").run()
    until(page, STORED)
    page.reload()
    manifest = json.loads((site / PLAYGROUND / "manifest.json").read_text("utf-8"))
    until_kept(page, [*manifest["core"], *(name for name, tail in manifest["tails"].items() if tail["of"] == STDLIB)])


def until_kept(page: Page, files: list[str]) -> None:
    """Wait until all of these files of the playground are kept."""
    paths = json.dumps([f"{PLAYGROUND}/{file}?" for file in files])
    has_all = f"{paths}.every(path => kept.some(url => url.includes(path)))"
    until(page, f"async () => {{ const kept = await ({KEPT})(); return {has_all}; }}")


def test_the_site_can_be_read_and_searched_without_a_connection(
    page: Page, context: BrowserContext, site: Path, watch: Watch
) -> None:
    with kept_site(page, watch, site) as (url, stop):
        stop()
        context.set_offline(offline=True)
        for path in ("", "rules/XMP01/", "rules/XMP02/", "charter/", "review/"):
            page.goto(url + path)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.goto(url)
        page.keyboard.press("/")
        page.keyboard.type("xmp01")
        page.locator(".md-search-result__link", has_text="XMP01").first.click()
        expect(page).to_have_url(re.compile(r"/rules/XMP01/"))
        page.goto(f"{url}rules/XMP01")
        expect(page).to_have_url(f"{url}rules/XMP01/")
        watch.expect("404")
        page.goto(f"{url}rules/ZZZ99/")
        expect(page.get_by_role("heading", level=1)).to_contain_text("no page")
        watch.expect("/assets/playground/app-")
        page.goto(f"{url}playground/")
        expect(page.get_by_role("main")).to_contain_text(
            "There is no connection, and this browser has not kept the playground yet"
        )


def test_nothing_heavy_is_kept_before_the_reader_runs_something(page: Page, base_url: str, watch: Watch) -> None:
    page.goto(f"{base_url}rules/XMP01/")
    wait_until_kept(page)
    assert len(kept(page)) > 20
    assert [url for url in kept(page) if "pyodide" in url or "/packages/" in url or "/app-" in url] == []
    assert [url for url in watch.requests if "pyodide" in url or "/app-" in url] == []


def test_after_one_run_the_same_packages_work_without_a_connection_and_no_others_were_loaded(
    page: Page, context: BrowserContext, site: Path, watch: Watch
) -> None:
    with kept_site(page, watch, site) as (url, stop):
        use_playground(page, site)
        assert [one for one in kept(page) if "/packages/" in one or "/pglite/" in one] == []
        stop()
        context.set_offline(offline=True)
        page.goto(f"{url}rules/XMP01/")
        good = Example(page, "good")
        good.prove("Holds")
        good.write("import csv\nprint(csv.list_dialects()[0])\n")
        good.run()
        expect(good.log).to_contain_text("excel")


def test_who_keeps_everything_runs_rules_never_opened_before_and_can_drop_it_again(
    page: Page, context: BrowserContext, site: Path, watch: Watch
) -> None:
    with kept_site(page, watch, site) as (url, stop):
        page.goto(f"{url}playground/")
        part = page.locator("#pb-kept")
        part.get_by_role(
            "button", name=re.compile(r"^Keep everything for use without a connection \(\d+\.\d MB\)$")
        ).click()
        expect(part.get_by_role("button", name="Stop keeping")).to_be_visible()
        expect(part.get_by_role("status")).to_have_text(re.compile(r"^(\d+) of \1 files"), timeout=BOOT_MS)
        stop()
        context.set_offline(offline=True)
        page.goto(f"{url}rules/XMP02/")
        Example(page, "good").prove("Holds")
        page.goto(f"{url}playground/")
        part.get_by_role("button", name="Keep nothing of it").click()
        expect(part.get_by_role("status")).to_contain_text("Nothing of Python is kept")
        assert [one for one in kept(page) if "/pyodide/" in one] == []
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Playground"))


def test_keeping_everything_can_be_stopped(page: Page, site: Path, watch: Watch) -> None:
    with kept_site(page, watch, site) as (url, _):
        page.goto(f"{url}playground/")
        part = page.locator("#pb-kept")
        part.get_by_role("button", name=re.compile("^Keep everything")).click()
        part.get_by_role("button", name="Stop keeping").click()
        expect(part.get_by_role("button", name=re.compile("^Keep everything"))).to_be_visible(timeout=BOOT_MS)


def test_python_stands_by_for_who_ran_something_before_and_asks_for_nothing(
    page: Page, context: BrowserContext, site: Path, watch: Watch
) -> None:
    with kept_site(page, watch, site) as (url, stop):
        use_playground(page, site)
        page.close()
        stop()
        again = context.new_page()
        again.goto(f"{url}rules/XMP01/")
        until_standing_by(again)
        Example(again, "good").prove("Holds")


def test_a_damaged_snapshot_that_python_stood_by_for_is_replaced(
    page: Page, context: BrowserContext, site: Path, watch: Watch
) -> None:
    with kept_site(page, watch, site) as (url, _):
        use_playground(page, site)
        page.evaluate(CHANGE, DAMAGED)
        page.close()
        again = context.new_page()
        again.goto(f"{url}rules/XMP01/")
        until_standing_by(again)
        Example(again, "good").prove("Holds")
        Example(again, "good").run()


def until_standing_by(page: Page) -> None:
    """Wait until there is a worker for programs, and fail if there is none in time."""
    for _ in range(50):
        if any(worker.url.startswith("data:") for worker in page.workers):
            return
        page.wait_for_timeout(100)
    pytest.fail("no worker stands by")


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of the site that a test may change."""
    folder = tmp_path / "site"
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("*.zip", "*.wasm", "*.data", "*.tar", "*.bin", "*.map"))
    write_worker(folder, PLAYGROUND)
    yield folder
    shutil.rmtree(folder)


def publish(folder: Path, word: str) -> None:
    """Publish another version, in which the word stands on each page and in its script."""
    for name in ("index.html", "rules/XMP01/index.html", "rules/XMP02/index.html"):
        path = folder / name
        path.write_text(re.sub(r"<title>[^<]*", f"<title>{word}", path.read_text("utf-8")), "utf-8")
    script = folder / PLAYGROUND / "loader.js"
    text = re.sub(r"\ndocument\.version=.*", "", script.read_text("utf-8"))
    script.write_text(f"{text}\ndocument.version={word!r};", "utf-8")
    write_worker(folder, PLAYGROUND)


def version(page: Page) -> tuple[str, str]:
    """Return of which version the page is, and of which its script."""
    page.wait_for_function("document.version")
    return page.title(), str(page.evaluate("document.version"))


def test_an_update_never_mixes_two_versions(page: Page, context: BrowserContext, copy: Path, watch: Watch) -> None:
    publish(copy, "first")
    with kept_site(page, watch, copy) as (url, _):
        page.goto(url)
        assert version(page) == ("first", "first")
        publish(copy, "second")
        other = context.new_page()
        other.goto(f"{url}rules/XMP02/")
        assert version(other) == ("first", "first")
        other.evaluate(UPDATE)
        updated = f"async () => (await ({KEPT})()).filter(url => url.includes('loader.js')).length === 2"
        until(other, updated)
        wait_until_kept(other)
        fresh = context.new_page()
        fresh.goto(f"{url}rules/XMP02/")
        assert version(fresh) == ("second", "second")
        script = "fetch(document.querySelector('script[src*=loader]').src).then(answer => answer.text())"
        assert "version='first'" in page.evaluate(script)
        assert "version='second'" in fresh.evaluate(script)
        page.goto(f"{url}rules/XMP01/")
        assert version(page) == ("second", "second")


def test_an_update_that_is_not_complete_changes_nothing(page: Page, copy: Path, watch: Watch) -> None:
    publish(copy, "first")
    with kept_site(page, watch, copy) as (url, _):
        publish(copy, "second")
        (copy / "rules/XMP02/index.html").write_text("damaged on its way", "utf-8")
        page.goto(url)
        page.evaluate(UPDATE)
        wait_until_kept(page)
        page.goto(f"{url}rules/XMP01/")
        assert version(page) == ("first", "first")


def test_an_older_version_in_a_folder_of_the_newer_is_read_beside_it(page: Page, copy: Path, watch: Watch) -> None:
    publish(copy, "newer")
    older = copy.with_name("older")
    shutil.copytree(copy, older)
    publish(older, "older")
    older.rename(copy / "v0.1")
    with kept_site(page, watch, copy) as (url, stop):
        page.goto(f"{url}v0.1/rules/XMP01/")
        assert version(page) == ("older", "older")
        # Before its own service worker is there, the newer one's is what the page has.
        until(page, "navigator.serviceWorker.getRegistration().then(({ scope }) => scope.endsWith('v0.1/'))")
        wait_until_kept(page)
        stop()
        for folder, word in (("", "newer"), ("v0.1/", "older")):
            page.goto(f"{url}{folder}rules/XMP02/")
            assert version(page) == (word, word)
        page.get_by_role("link", name="XMP01").first.click()
        expect(page).to_have_url(re.compile("/v0.1/rules/XMP01/"))
        assert version(page) == ("older", "older")


def test_a_reader_who_saves_data_and_a_site_that_is_written_get_no_service_worker(page: Page, base_url: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page.goto(f"{base_url}rules/XMP01/")
    never(page, "navigator.serviceWorker.getRegistration().then(known => known !== undefined)")


@pytest.mark.limited
def test_a_browser_without_room_reads_on_with_a_connection(
    page: Page, context: BrowserContext, base_url: str, watch: Watch
) -> None:
    session = context.new_cdp_session(page)
    origin = base_url.partition("/handbook")[0]
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 200_000})
    page.goto(f"{base_url}rules/XMP01/")
    page.wait_for_load_state("networkidle")
    page.goto(f"{base_url}rules/XMP02/")
    good = Example(page, "good")
    good.prove("Holds")
    assert watch.foreign() == []
