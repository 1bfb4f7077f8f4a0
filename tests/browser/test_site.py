"""Search, addresses and copying, as a visitor's browser does them."""

import re

import pytest
from playwright.sync_api import Page, expect

from playbook.book.catalogue import Catalogue
from tests.browser.watch import Watch


@pytest.mark.parametrize(
    "path", ["XMP01", "xmp01", "xmp01/", "rules/xmp01", "rules/Xmp01/", "rules/XMP01", "rules/xmp01/#proof"]
)
def test_a_mistyped_address_of_a_rule_leads_on(page: Page, base_url: str, watch: Watch, path: str) -> None:
    watch.expect("404")
    page.goto(base_url + path)
    expect(page).to_have_url(re.compile(r"/rules/XMP01/(#proof)?$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("XMP01")


def test_an_unknown_address_says_so_and_leads_to_the_rules(page: Page, base_url: str, watch: Watch) -> None:
    watch.expect("404")
    page.goto(f"{base_url}rules/ZZZ99/")
    expect(page.get_by_role("main")).to_contain_text(re.compile("no page|not found", re.IGNORECASE))
    page.get_by_role("main").get_by_role("link", name=re.compile("rules", re.IGNORECASE)).first.click()
    expect(page).to_have_url(f"{base_url}rules/")


def test_prompts_are_not_copied_with_the_code(page: Page, watch: Watch, book_url: str) -> None:
    watch.origin(book_url)
    page.goto(f"{book_url}linking/")
    block = page.locator(".language-pycon").first
    block.hover()
    block.get_by_role("button", name=re.compile("Copy", re.IGNORECASE)).click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).length > 0")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert block.inner_text().lstrip().startswith(">>> from playbook.proof import prove")
    assert copied.startswith("from playbook.proof import prove")
    assert "[True, False]" not in copied
    compile(copied, "copied", "exec")


def test_every_rule_is_in_the_index(page: Page, watch: Watch, book_url: str, book: Catalogue) -> None:
    watch.origin(book_url)
    page.goto(f"{book_url}rules/")
    for rule in book.rules:
        expect(page.get_by_role("main").get_by_role("link", name=re.compile(rule.id)).first).to_be_visible()
