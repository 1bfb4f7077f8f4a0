"""The search as a reader uses it: what comes first, what a result shows, and what the keyboard does in it."""

import re
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.conftest import real_book
from tests.search.queries import Row, rows

RULES = {rule.id: rule for rule in real_book().rules}
# Types each query into the search's own field, and gives the address and the title of each result.
ASK = """async (queries) => {
  const field = document.querySelector(".md-search__input");
  const shown = document.querySelector(".md-search-result");
  const answers = [];
  for (const query of queries) {
    const answered = new Promise((resolve) => {
      const observer = new MutationObserver(() => resolve(observer.disconnect()));
      observer.observe(shown, { childList: true, subtree: true });
    });
    field.value = query;
    field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
    await answered;
    answers.push([...shown.querySelectorAll(".md-search-result__item")].map((result) => ({
      href: result.querySelector("a").href, text: result.innerText, blocks: result.querySelectorAll("pre").length,
    })));
  }
  return answers;
}"""


# Writes a query into the field, presses Enter and goes on with another key, all before the worker hears of it.
ENTER = """(field, [query, more]) => {
  const press = (type, key) =>
    field.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, cancelable: true }));
  field.value = query;
  press("keyup", query.at(-1));
  press("keydown", "Enter");
  if (!more) return;
  press("keydown", more);
  field.value += more;
  press("keyup", more);
}"""


@pytest.fixture(scope="session")
def base_url(book_url: str) -> str:
    """The whole book is searched, not the specimen."""
    return book_url


def opened(page: Page, url: str, typed: str) -> Locator:
    """Type into the search, and return its results."""
    page.goto(url)
    page.keyboard.press("/")
    page.get_by_role("textbox", name="Search").press_sequentially(typed)
    results = page.locator(".md-search-result__item")
    expect(results.first).to_be_visible()
    return results


def test_every_id_and_every_query_of_the_table_finds_its_page_first_at_its_top(page: Page, base_url: str) -> None:
    ids = [Row(typed, (f"rules/{rule}/",)) for rule in RULES for typed in (rule, rule.lower())]
    table = [*ids, *rows(RULES)]
    opened(page, base_url, "log")
    answers = page.evaluate(ASK, [row.typed for row in table])
    missed = {}
    for row, results in zip(table, answers, strict=True):
        found = [result["href"].removeprefix(base_url) for result in results]
        if not row.is_met([re.sub(r"^(?!rules/)(.*)\?h=.*", r"\1", address) for address in found]):
            missed[row.typed] = found[:3]
        rules = [address for address in found if address.startswith("rules/")]
        assert len(set(rules)) == len(rules), row.typed
        assert not [result for result in results if result["blocks"] or "`" in result["text"]], row.typed
    assert not missed


def test_a_result_copies_the_same_comment_as_the_rules_page(page: Page, base_url: str) -> None:
    result = opened(page, base_url, next(iter(RULES))).first
    result.get_by_role("button", name="Copy review comment").click()
    expect(result.get_by_text("Copied", exact=True)).to_be_visible()
    expect(page.get_by_role("textbox", name="Search")).to_be_visible()
    found = page.evaluate("navigator.clipboard.readText()")
    result.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/rules/\w+/$"))
    page.get_by_role("main").get_by_role("button", name="Copy review comment").first.click()
    page.wait_for_function("async (old) => (await navigator.clipboard.readText()) === old", arg=found)


def test_tab_leads_from_the_field_into_the_results_and_back_again_with_escape(page: Page, base_url: str) -> None:
    results = opened(page, base_url, "log")
    page.keyboard.press("Tab")
    expect(results.get_by_role("link").nth(0)).to_be_focused()
    expect(results.first).to_be_visible()
    page.keyboard.press("Tab")
    expect(results.get_by_role("button", name="Copy review comment").nth(0)).to_be_focused()
    page.keyboard.press("Escape")
    expect(results.first).to_be_hidden()


def test_the_keyboard_reaches_the_button_and_the_list_goes_on_as_before(page: Page, base_url: str) -> None:
    results = opened(page, base_url, "log")
    links, buttons = results.get_by_role("link"), results.get_by_role("button", name="Copy review comment")
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("Tab")
    expect(buttons.nth(0)).to_be_focused()
    page.keyboard.press("Enter")
    expect(results.first.get_by_text("Copied", exact=True)).to_be_visible()
    expect(buttons.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(buttons.nth(0)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.type("s")
    expect(page.get_by_role("textbox", name="Search")).to_have_value("logs")
    page.keyboard.press("Escape")
    expect(results.first).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_the_results(
    page: Page, base_url: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    results = opened(page, base_url, "log")
    expect(results.first.get_by_role("button")).to_be_visible()
    page.set_viewport_size({"width": width, "height": 844})
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("shown", ["SEC", "log"])
def test_enter_in_the_field_opens_the_best_answer_to_what_stands_there(page: Page, base_url: str, shown: str) -> None:
    """It is pressed before the answer can have come, so what is shown still answers the letters before."""
    rule = next(iter(RULES))
    opened(page, base_url, shown)
    page.get_by_role("textbox", name="Search").evaluate(ENTER, [rule, ""])
    expect(page).to_have_url(f"{base_url}rules/{rule}/")


def test_a_key_after_enter_is_the_reader_typing_on(page: Page, base_url: str) -> None:
    results = opened(page, base_url, "log")
    page.get_by_role("textbox", name="Search").evaluate(ENTER, ["SEC0", "3"])
    expect(results.first.get_by_role("link")).to_have_attribute("href", re.compile("/rules/SEC03/$"))
    expect(page).to_have_url(base_url)


def test_the_search_is_the_playbooks_own_on_the_page_for_what_is_not_there(book_site: Path) -> None:
    for name in ("404.html", "index.html"):
        assert "assets/playground/search.js" in (book_site / name).read_text("utf-8")
