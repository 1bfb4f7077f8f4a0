"""A reader's first visit: what is loaded, when, and what is said if it does not come."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.example import BOOT_MS, Example
from tests.browser.site import parcel_of, parcels
from tests.browser.watch import Watch


@pytest.fixture
def good(page: Page, base_url: str) -> Example:
    page.goto(f"{base_url}rules/XMP01/")
    return Example(page, "good")


def test_a_reader_may_leave_while_files_arrive(good: Example, base_url: str) -> None:
    good.write("print(1)\n")
    good.page.goto(f"{base_url}rules/")
    # A tab that has crashed answers nothing.
    expect(good.page.get_by_role("heading", level=1)).to_be_visible()


def test_nothing_of_python_is_loaded_before_the_reader_shows_intent(good: Example, watch: Watch) -> None:
    good.page.wait_for_load_state("networkidle")
    loaded = {url.rpartition("/")[2] for url in watch.requests if "/assets/playground/" in url}
    assert loaded <= {"loader.js", "loader.css", "search.js"}
    good.run()
    assert any("/parcels/" in url for url in watch.requests)


def test_python_comes_from_our_own_origin_and_only_what_the_rule_needs(good: Example, watch: Watch, site: Path) -> None:
    good.run()
    assert watch.foreign() == []
    sent = [url.rpartition("/")[2] for url in watch.requests if "/parcels/" in url]
    files = [file for name in sent for file in parcels(site)[name]]
    assert "pyodide/pyodide.asm.first.wasm" in files
    assert [file for file in files if file.endswith(".rest")] == []
    assert [file for file in files if file.startswith("packages/") or re.search(r"\.\d$", file)] == []


LATE = {
    "seen from its imports": ("import csv, io\nprint(csv.list_dialects()[0])\n", "excel"),
    "of a package's own module": (
        "from xml.dom import minidom\nprint(minidom.parseString('<a/>').firstChild)\n",
        "DOM",
    ),
    "that nobody could see": ("__import__('cs' + 'v')\nprint('first')\nimport mailbox\nprint('done')\n", "done"),
    "that a program does without": (
        "try:\n    __import__('sched' + 'x'[:0])\nexcept ImportError:\n    print('not there')\nprint('done')\n",
        "done",
    ),
    "of an encoding": ("print('caf\\xe9'.encode('mac_' + 'roman'))\n", "caf\\x8e"),
}

SEARCH = """\
import sqlite3
print("first")
database = sqlite3.connect(":memory:")
database.execute("CREATE VIRTUAL TABLE note USING fts5 (text)")
database.execute("INSERT INTO note VALUES ('a late visit')")
print(database.execute("SELECT text FROM note WHERE note MATCH 'late'").fetchone())
"""


@pytest.mark.parametrize("name", LATE)
def test_a_module_that_was_not_sent_first_comes_when_it_is_imported(good: Example, name: str) -> None:
    source, output = LATE[name]
    good.write(source)
    good.run()
    expect(good.log).to_contain_text(output)
    expect(good.log).not_to_contain_text("Error")
    expect(good.log).not_to_contain_text("not there")
    assert good.log.inner_text().count("first") <= 1


@pytest.mark.parametrize("arrives", ["sound", "damaged"])
def test_a_function_that_was_not_sent_first_comes_when_it_is_called(good: Example, site: Path, arrives: str) -> None:
    if arrives == "damaged":
        for address in (parcel_of(site, "pyodide/pyodide.asm.rest"), "pyodide/pyodide.asm.rest?*"):
            good.page.route(f"**/{address}", lambda route: route.fulfill(body=b"damaged"))
    good.write(SEARCH)
    good.run()
    expect(good.log).to_contain_text("('a late visit',)")
    assert good.log.inner_text().count("first") == 1


def test_a_parcel_that_arrives_damaged_is_replaced_by_its_files(good: Example, site: Path) -> None:
    good.page.route(f"**/{parcel_of(site, 'pyodide/python_stdlib.zip')}", lambda route: route.fulfill(body=b"damaged"))
    good.run()
    expect(good.log).to_contain_text("Ada Lovelace")


def test_loading_shows_progress_in_bytes_and_can_be_stopped(good: Example, site: Path) -> None:
    parcel = f"**/{parcel_of(site, 'pyodide/python_stdlib.zip')}"
    good.page.route(parcel, lambda _: None)
    good.button("Run").click()
    expect(good.section).to_contain_text(re.compile(r"\d+\.\d of \d+\.\d MB"), timeout=BOOT_MS)
    good.button("Stop").click()
    expect(good.status).to_have_text(re.compile("^Stopped"))
    good.page.unroute(parcel)
    good.run()
    expect(good.log).to_contain_text("Ada Lovelace")


FAULTS = {
    "gone": "the server answered 503",
    "blocked": "a browser extension may block it",
    "cut short": "it ended after 1000 of",
    "another file": "it arrived damaged",
    "a log-in page": "a web page came in its place",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_failed_download_says_so_and_can_be_tried_again(good: Example, watch: Watch, site: Path, fault: str) -> None:
    whole = (site / "assets/playground/pyodide/python_stdlib.zip").read_bytes()

    def fail(route: Route) -> None:
        if fault == "gone":
            route.fulfill(status=503)
        elif fault == "blocked":
            route.abort("blockedbyclient")
        elif fault == "a log-in page":
            route.fulfill(body="<!doctype html><title>Log in</title>", content_type="text/html")
        else:
            route.fulfill(body=whole[:1000] if fault == "cut short" else bytes(len(whole)))

    watch.expect("503")
    watch.expect("ERR_BLOCKED_BY_CLIENT")
    address = re.compile(rf"{parcel_of(site, 'pyodide/python_stdlib.zip')}|python_stdlib\.zip\?")
    good.page.route(address, fail)
    good.button("Run").click()
    expect(good.status).to_contain_text("python_stdlib.zip", timeout=BOOT_MS)
    expect(good.status).to_contain_text(FAULTS[fault])
    good.page.unroute(address)
    good.section.get_by_role("button", name="Try again").click()
    expect(good.log).to_contain_text("Ada Lovelace", timeout=BOOT_MS)


def test_before_a_first_run_and_offline_the_advice_is_not_to_reload(page: Page, base_url: str, watch: Watch) -> None:
    watch.expect("ERR_INTERNET_DISCONNECTED")
    page.goto(f"{base_url}rules/XMP01/")
    page.locator("[data-pb=run]").first.wait_for()
    page.context.set_offline(offline=True)
    good = Example(page, "good")
    good.button("Run").click()
    expect(good.status).to_contain_text(re.compile("[Tt]here is no connection"))
    expect(good.status).not_to_contain_text(re.compile("[Rr]eload"))


def test_a_phone_is_told_how_much_a_first_run_loads(browser: Browser, base_url: str) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, service_workers="block"
    )
    page = context.new_page()
    page.goto(f"{base_url}rules/XMP01/")
    good = Example(page, "good")
    run = good.button("Run")
    expect(run).to_have_text(re.compile(r"^Run [0-9]+ MB$"), timeout=BOOT_MS)
    expect(run).to_have_accessible_description(re.compile("loads up to [0-9]+ MB"))
    good.run()
    expect(run).to_have_text("Run")
    context.close()
