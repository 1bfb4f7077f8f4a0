"""A rule's page as a reader uses it before anything is run: folds, lines beside each other, set-up, print."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from playbook.book.catalogue import read_catalogue
from tests.browser.example import BOOT_MS, Example
from tests.browser.site import SPECIMEN
from tests.browser.watch import Watch

RULE = next(rule for rule in read_catalogue(SPECIMEN / "snippets").rules if rule.id == "XMP01")
# Returns the texts of the lines that stand beside each other and are not of the same height, or not the same.
APART = """() => {
    const lines = side => new Map([...document.querySelectorAll(`[data-example=${side}] .pb-l`)]
        .filter(line => line.offsetHeight && line.textContent.trim())
        .map(line => [Math.round(line.getBoundingClientRect().top), line]));
    const good = lines("good");
    return [...lines("bad")].filter(([top, line]) => !line.matches(".hll") &&
        good.get(top)?.textContent !== line.textContent).map(([, line]) => line.textContent);
}"""


@pytest.fixture
def rule_page(page: Page, base_url: str) -> Page:
    page.goto(f"{base_url}rules/{RULE.id}/")
    return page


def folds(page: Page, side: str) -> Locator:
    """Return the buttons that open what is the same."""
    return page.locator(f"[data-example={side}]").get_by_role("button", name=re.compile("lines that are the same"))


def test_one_press_opens_a_fold_on_both_sides_and_closes_it_again(rule_page: Page) -> None:
    first = [rule_page.locator(f"#{side}-L1") for side in ("bad", "good")]
    for line in first:
        expect(line).to_be_hidden()
    button = folds(rule_page, "bad").first
    button.focus()
    rule_page.keyboard.press("Enter")
    for line in first:
        expect(line).to_be_visible()
    expect(folds(rule_page, "good").first).to_have_attribute("aria-expanded", "true")
    rule_page.keyboard.press("Enter")
    for line in first:
        expect(line).to_be_hidden()


@pytest.mark.parametrize("opened", [False, True], ids=["folded", "open"])
def test_lines_that_are_the_same_stand_beside_each_other(rule_page: Page, opened: bool) -> None:
    if opened:
        for button in folds(rule_page, "bad").all():
            button.click()
    assert rule_page.evaluate(APART) == []


def test_without_scripts_nothing_is_folded(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base_url}rules/{RULE.id}/")
    expect(page.locator("#bad-L1")).to_be_visible()
    expect(page.locator(".pb-quiet").first).to_be_visible()
    expect(folds(page, "bad")).to_have_count(0)
    context.close()


def test_set_up_is_one_row_that_opens(rule_page: Page) -> None:
    expect(rule_page.locator(".pb-quiet").first).to_be_hidden()
    rule_page.get_by_role("button", name=re.compile("of set-up$")).click()
    expect(rule_page.locator(".pb-quiet").first).to_be_visible()


def test_the_whole_file_is_copied_whatever_is_folded(rule_page: Page) -> None:
    rule_page.get_by_role("button", name="Copy the bad example").click()
    rule_page.wait_for_function("async () => (await navigator.clipboard.readText()).length > 0")
    assert rule_page.evaluate("navigator.clipboard.readText()") == RULE.bad.rstrip()


def test_the_configuration_opens_and_is_copied(rule_page: Page) -> None:
    rule_page.get_by_text("Configuration", exact=True).click()
    rule_page.get_by_role("button", name=re.compile("Copy the configuration for Ruff")).click()
    rule_page.wait_for_function("async () => (await navigator.clipboard.readText()).includes('S608')")


@pytest.mark.parametrize("width", [1280, 640, 320])
def test_no_line_of_code_is_cut(rule_page: Page, width: int) -> None:
    rule_page.set_viewport_size({"width": width, "height": 800})
    cut = "[...document.querySelectorAll('pre, code, .pb-l')].filter(one => one.scrollWidth > one.clientWidth + 1 &&"
    assert rule_page.evaluate(f"{cut} getComputedStyle(one).display !== 'inline').length") == 0
    assert rule_page.evaluate("document.documentElement.scrollWidth") <= width


def test_print_is_black_on_white_open_and_without_buttons(browser: Browser, base_url: str) -> None:
    context = browser.new_context(color_scheme="dark", service_workers="block")
    page = context.new_page()
    page.goto(f"{base_url}rules/{RULE.id}/")
    page.get_by_role("button", name="Copy link", exact=True).wait_for()
    page.emulate_media(media="print")
    expect(page.locator("#bad-L1")).to_be_visible()
    expect(page.locator(".pb-quiet").first).to_be_visible()
    assert page.locator("main button:visible").count() == 0
    expect(page.locator("[data-address]")).to_have_text(re.compile(f"/rules/{RULE.id}/$"))
    colours = "one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]"
    assert page.locator("body").evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert page.locator("#bad-L1").evaluate("one => getComputedStyle(one.closest('code')).backgroundColor") in (
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    )
    context.close()


def test_the_home_page_has_a_rule_to_prove_on_its_first_screen(page: Page, watch: Watch, book_url: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    watch.origin(book_url)
    page.goto(book_url)
    for side in ("bad", "good"):
        expect(Example(page, side).button("Prove")).to_be_in_viewport(ratio=1)
        expect(page.locator(f"[data-example={side}] .hll").first).to_be_in_viewport(ratio=1)
    Example(page, "good").prove("Holds")
    # There is no table beside it, so the verdict says which claims broke, and with what.
    Example(page, "bad").prove("Breaks, as the page says")
    broken = page.get_by_role("list", name="Lines of the proof that broke").get_by_role("listitem")
    expect(broken.first).to_contain_text("got: ")
    expect(broken.first).to_contain_text("wanted: ")


def test_try_it_out_opens_a_rule_in_the_playground(page: Page, watch: Watch, book_url: str) -> None:
    watch.origin(book_url)
    page.goto(book_url)
    page.get_by_role("main").get_by_role("link", name="Try it out").click()
    expect(Example(page, "bad").button("Prove")).to_be_visible(timeout=BOOT_MS)
    expect(page.get_by_role("combobox", name="Rule")).not_to_have_value("")
