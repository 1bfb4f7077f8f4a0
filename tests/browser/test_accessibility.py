"""axe finds nothing on one page of each kind, and everything works by keyboard alone."""

import re
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from playbook.book.catalogue import Catalogue
from tests.browser.example import BOOT_MS, Example

PAGES = [
    "",
    "start/",
    "rules/",
    "areas/{area.slug}/",
    "{rule.url}",
    "charter/",
    "review/",
    "playground/",
    "reference/proof/",
    "404.html",
]
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
Scheme = Literal["light", "dark"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(
    browser: Browser, book_url: str, book: Catalogue, path: str, size: ViewportSize, scheme: Scheme
) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(book_url + path.format(rule=next(book.rules), area=book.areas[0]))
    page.wait_for_load_state("networkidle")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"the page is {overflow} px wider than the window"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_once_an_example_was_edited_proven_and_failed(
    browser: Browser, base_url: str, scheme: Scheme
) -> None:
    context = browser.new_context(viewport=DESKTOP, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{base_url}rules/XMP01/")
    bad = Example(page, "bad")
    bad.prove()
    bad.run()
    expect(bad.status).to_contain_text("OperationalError")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_in_the_menu_an_edit_and_a_mended_example(
    browser: Browser, base_url: str, size: ViewportSize, scheme: Scheme
) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{base_url}rules/XMP01/")
    bad = Example(page, "bad")
    bad.button("Mend it").click()
    expect(bad.status).to_have_text(re.compile("^Breaks"), timeout=BOOT_MS)
    good = page.evaluate("fetch('rule.json').then(answer => answer.json()).then(rule => rule.good)")
    bad.write(f"# Mended.\n{good}")
    bad.prove("Holds")
    bad.button("Compare with the good example").click()
    bad.button("Share my edit").click()
    expect(bad.section).to_contain_text("Your edit of")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    context.close()


def test_an_example_is_run_edited_proven_and_reset_by_keyboard_alone(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}rules/XMP01/")
    good = Example(page, "good")
    tab_to(page, "Run", "good")
    page.keyboard.press("Enter")
    expect(good.status).to_have_text(re.compile("^Finished"), timeout=BOOT_MS)
    tab_to(page, "Edit", "good")
    page.keyboard.press("Enter")
    expect(good.section.locator(".cm-content")).to_be_focused()
    page.keyboard.press("ControlOrMeta+Home")
    page.keyboard.type("print('typed')\n")
    page.keyboard.press("ControlOrMeta+Enter")
    expect(good.log).to_contain_text("typed", timeout=BOOT_MS)
    page.keyboard.press("Escape")
    expect(good.button("Run")).to_be_focused()
    page.keyboard.press("Tab")
    expect(good.button("Prove")).to_be_focused()
    page.keyboard.press("Enter")
    expect(good.status).to_have_text(re.compile("^Holds"), timeout=BOOT_MS)
    tab_to(page, "Reset", "good")
    page.keyboard.press("Enter")
    expect(good.section).not_to_contain_text("print('typed')")


def test_tab_is_no_trap_in_the_editor(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}rules/XMP01/")
    good = Example(page, "good")
    good.button("Edit").click()
    expect(good.section.locator(".cm-content")).to_be_focused()
    page.keyboard.press("Tab")
    expect(good.section.locator(".cm-content")).not_to_be_focused()


def tab_to(page: Page, name: str, side: str) -> None:
    """Press Tab until the button of this name in this example has the focus."""
    for _ in range(200):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "[document.activeElement.textContent, document.activeElement.closest('[data-example]')?.dataset.example]"
        )
        if found == [name, side]:
            return
    pytest.fail(f"Tab never reaches {name} of the {side} example")
