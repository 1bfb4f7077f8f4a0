"""axe finds nothing on one page of each kind, and everything works by keyboard alone."""

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import DEFAULT_OPTIONS, Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from playbook.book.catalogue import Catalogue
from tests.browser.example import BOOT_MS, Example

PAGES = [
    "",
    "start/",
    "week/",
    "week/first-win/",
    "rules/",
    "areas/{area.slug}/",
    "{rule.url}",
    "charter/",
    "review/",
    "checklists/",
    "team/",
    "linking/",
    "playground/",
    "which/",
    "scan/",
    "assistants/",
    "seen/",
    "changes/",
    "lead/",
    "reference/proof/",
    "404.html",
]
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
# The light one last, in which the next page opens. In the dark one nothing is another but the colours.
PALETTES: dict[Literal["dark", "light"], str] = {"dark": "slate", "light": "default"}
COLOURS: dict[str, object] = {"runOnly": ["cat.color"], "rules": {"color-contrast-enhanced": {"enabled": False}}}
OPTIONS: dict[str, dict[str, object]] = {"dark": COLOURS, "light": {}}


@pytest.fixture(scope="module", params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def window(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window of this size for all pages: what one visit keeps serves the next."""
    context = browser.new_context(
        viewport=request.param, color_scheme="light", reduced_motion="reduce", service_workers="block"
    )
    yield context.new_page()
    context.close()


def assert_accessible(page: Page) -> None:
    """See that axe finds nothing, neither in dark colours nor in light ones, which stay."""
    for scheme, palette in PALETTES.items():
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function("palette => document.body.dataset.mdColorScheme === palette", arg=palette)
        results = Axe().run(page, options=DEFAULT_OPTIONS | OPTIONS[scheme])
        assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(window: Page, book_url: str, book: Catalogue, path: str) -> None:
    page = window
    rule, area = (max(some, key=lambda one: one.picture is not None) for some in (book.rules, book.areas))
    page.goto(book_url + path.format(rule=rule, area=area))
    page.wait_for_load_state("networkidle")
    assert_accessible(page)
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"the page is {overflow} px wider than the window"


@pytest.mark.parametrize("window", [DESKTOP], ids=["desktop"], indirect=True)
def test_axe_finds_nothing_once_an_example_was_edited_proven_and_failed(window: Page, base_url: str) -> None:
    page = window
    page.goto(f"{base_url}rules/XMP01/")
    bad = Example(page, "bad")
    bad.prove()
    bad.run()
    expect(bad.status).to_contain_text("OperationalError")
    assert_accessible(page)


def test_axe_finds_nothing_in_the_menu_an_edit_and_a_mended_example(window: Page, base_url: str) -> None:
    page = window
    page.goto(f"{base_url}rules/XMP01/")
    bad = Example(page, "bad")
    bad.button("Mend it").click()
    expect(bad.status).to_have_text(re.compile("^Breaks"), timeout=BOOT_MS)
    for step in (1, 2, 3):
        bad.section.get_by_role("button", name=f"Hint {step} of 3").click()
    bad.section.get_by_text(re.compile("^All [0-9]+ claims$")).click()
    assert_accessible(page)
    good = page.evaluate("fetch('rule.json').then(answer => answer.json()).then(rule => rule.good)")
    bad.write(f"# Mended.\n{good}")
    bad.prove("Holds")
    bad.button("Share my edit").click()
    expect(bad.section).to_contain_text("Your edit of")
    assert_accessible(page)


@pytest.mark.returning
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


def test_the_way_out_of_the_editor_is_announced(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}playground/")
    editor = page.locator(".cm-content")
    expect(editor).to_have_attribute("aria-description", re.compile("Escape leaves the editor.*Tab"))
    editor.focus()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_focused()


def test_single_keys_can_be_turned_off_and_the_choice_is_kept(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}playground/")
    page.get_by_label("Single keys act on every page").uncheck()
    expect(page.locator("#pb-shortcuts")).to_contain_text("Kept in this browser")
    page.goto(f"{base_url}rules/XMP01/")
    page.locator(".pb-review [data-pb=link]").wait_for()
    for key in ("s", "f", "/", "n", "p", ",", "."):
        page.keyboard.press(key)
    expect(page.locator("#__search")).not_to_be_checked()
    assert page.url == f"{base_url}rules/XMP01/"
    page.goto(f"{base_url}playground/")
    expect(page.get_by_label("Single keys act on every page")).not_to_be_checked()
    page.get_by_label("Single keys act on every page").check()
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("s")
    expect(page.locator("#__search")).to_be_checked()


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
