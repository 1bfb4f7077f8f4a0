"""*Which rule is this?*: code, a file or a diff is searched in the browser, by the detectors of the scan."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.test_offline import kept, kept_site
from tests.browser.waiting import until
from tests.browser.watch import Watch

SQL = 'rows = connection.execute(f"SELECT name FROM patients WHERE id = {wanted}")'
CODE = f"import sqlite3\n\n\ndef find(connection, wanted):\n    {SQL}\n    return rows\n"
DIFF = f"""\
diff --git a/app/db.py b/app/db.py
--- a/app/db.py
+++ b/app/db.py
@@ -40,3 +40,4 @@ def find(connection, wanted):
     {SQL}
     log(rows)
+    {SQL}
     return rows
"""
ONE_PLACE = "1 place, 1 rule. A tool sees a part of the rules; the rest is for a reviewer."
FIRST_TIME_MS = 60_000


def search(page: Page, text: str) -> Locator:
    """Paste the text, press the button, and return the place of the answer, which has come."""
    page.get_by_label("Python code, or a diff").fill(text)
    page.get_by_role("button", name="Find the rules").click()
    status = page.get_by_role("status").first
    expect(status).not_to_contain_text("…", timeout=FIRST_TIME_MS)
    return status


def test_pasted_code_is_cited_with_its_line_its_rule_and_its_sentence(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}which/")
    expect(search(page, CODE)).to_have_text(ONE_PLACE)
    place = page.get_by_role("listitem").filter(has_text="Line 5")
    expect(place.get_by_role("link", name="XMP01 · Bind parameters")).to_have_attribute(
        "href", f"{base_url}rules/XMP01/"
    )
    expect(place.locator("mark")).to_contain_text("SELECT name FROM patients")
    place.get_by_role("button", name="Copy review comment").click()
    comment = page.evaluate("navigator.clipboard.readText()")
    assert comment.startswith("XMP01, line 5: A value pasted into SQL is run as SQL.")
    assert comment.endswith("/rules/XMP01/")
    place.get_by_role("link", name="Mend one like it in XMP01").click()
    expect(page).to_have_url(f"{base_url}rules/XMP01/#bad")


def test_of_a_diff_only_what_it_adds_counts(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}which/")
    expect(search(page, DIFF)).to_have_text(ONE_PLACE)
    expect(page.get_by_role("listitem").filter(has_text="app/db.py, line 42")).to_be_visible()
    expect(search(page, "--- a/notes.md\n+++ b/notes.md\n@@ -1 +1 @@\n-a\n+b\n")).to_contain_text(
        "adds nothing to a Python file"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = 1\n", "Nothing found."),
        (f"{SQL}  # playbook: allow XMP01 because wanted is a number\n", "Nothing found."),
        (f"def f(:\n{SQL}\n", "Nothing found."),
        ("", "Paste some code first."),
        ("x" * 2_000_001, "the most is 2,000,000"),
    ],
)
def test_each_answer_is_a_sentence(page: Page, base_url: str, text: str, said: str) -> None:
    page.goto(f"{base_url}which/")
    expect(search(page, text)).to_contain_text(said)


def test_what_is_not_whole_python_is_said(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}which/")
    search(page, f"def f(:\n{SQL}\n")
    expect(page.get_by_text("This is not whole Python, so Ruff has not searched it (line 1:")).to_be_visible()


def test_a_file_is_searched_when_it_is_chosen(page: Page, base_url: str, tmp_path: Path) -> None:
    page.goto(f"{base_url}which/")
    (tmp_path / "app.py").write_text(CODE, encoding="utf-8")
    page.get_by_label("or a file:").set_input_files(tmp_path / "app.py")
    expect(page.get_by_role("status").first).to_have_text(ONE_PLACE, timeout=FIRST_TIME_MS)
    (tmp_path / "latin.py").write_bytes(b'name = "\xff"')
    page.get_by_label("or a file:").set_input_files(tmp_path / "latin.py")
    expect(page.get_by_role("status").first).to_contain_text("latin.py is not UTF-8 text")


def test_nothing_is_loaded_before_it_is_used_and_a_search_can_be_stopped(
    page: Page, base_url: str, watch: Watch
) -> None:
    page.goto(f"{base_url}which/")
    page.wait_for_load_state("networkidle")
    assert [url for url in watch.requests if url.endswith(".wasm") or "which-worker" in url] == []
    page.get_by_label("Python code, or a diff").fill(CODE)
    page.get_by_role("button", name="Find the rules").click()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("status").first).to_have_text("Stopped.")
    expect(search(page, CODE)).to_have_text(ONE_PLACE)


def test_the_answer_is_to_the_last_of_two_searches(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}which/")
    page.get_by_label("Python code, or a diff").fill(CODE)
    page.get_by_role("button", name="Find the rules").click()
    expect(search(page, "name = 1\n")).to_contain_text("Nothing found.")
    expect(page.get_by_role("listitem").filter(has_text="Line 5")).to_have_count(0)


def test_a_long_search_says_how_far_it_is(page: Page, watch: Watch, book_url: str) -> None:
    watch.origin(book_url)
    page.goto(f"{book_url}which/")
    search(page, CODE)
    hunks = [f"@@ -1,0 +{line},1 @@\n+    {SQL}\n" for line in range(1, 501)]
    page.get_by_label("Python code, or a diff").fill("--- a/app/db.py\n+++ b/app/db.py\n" + "".join(hunks))
    page.get_by_role("button", name="Find the rules").click()
    status = page.get_by_role("status").first
    expect(status).to_have_text(re.compile(r"^Searching… \d+ of 500 hunks$"), timeout=FIRST_TIME_MS)
    page.get_by_role("button", name="Stop").click()
    expect(status).to_have_text("Stopped.")


@pytest.mark.service_worker
def test_it_works_without_a_connection_once_it_was_used(
    page: Page, context: BrowserContext, site: Path, watch: Watch
) -> None:
    with kept_site(page, watch, site) as (url, stop):
        page.goto(f"{url}which/")
        search(page, CODE)
        page.goto(f"{url}rules/XMP01/")
        files = len(list((site / "assets" / "playground").glob("which*")))
        assert files > 5
        until(page, f"async () => (await caches.keys()).length > 0 && ({COUNT})() .then(n => n >= {files})")
        stop()
        context.set_offline(offline=True)
        page.goto(f"{url}which/")
        expect(search(page, CODE)).to_have_text(ONE_PLACE)
        assert [one for one in kept(page) if "pyodide" in one] == []


COUNT = """async () => {
    const names = await caches.keys();
    const keys = await Promise.all(names.map(async name => (await caches.open(name)).keys()));
    return keys.flat().filter(({ url }) => url.includes('/assets/playground/which')).length;
}"""


def test_axe_finds_nothing_in_an_answer(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}which/")
    search(page, CODE)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
