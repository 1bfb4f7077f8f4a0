"""The first week: a chapter by keyboard, questions that come back, the answers as a file, and what is left without."""

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from tests.browser.example import BOOT_MS
from tests.browser.test_offline import kept_site
from tests.browser.watch import Watch

CHAPTER = "week/first-door/"
MONDAY = "2026-11-30T09:00:00"
TUESDAY = "2026-12-01T08:00:00"
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 720}


def question(page: Page, number: int) -> Locator:
    return page.locator(f'[data-question="Q-XMP01-{number}"]')


def answer(asked: Locator, option: int) -> Locator:
    """Choose the option, press Answer, and return what is said."""
    asked.get_by_role("radio").nth(option).check()
    asked.get_by_role("button", name="Answer").click()
    return asked.get_by_role("status")


def right_option(asked: Locator) -> int:
    return "ABCD".index(asked.get_attribute("data-right") or "")


def open_chapter(page: Page, url: str) -> None:
    page.goto(url + CHAPTER)
    expect(page.get_by_role("button", name="Answer")).to_have_count(4)


def test_a_chapter_is_walked_by_keyboard_alone(page: Page, base_url: str) -> None:
    open_chapter(page, base_url)
    first = question(page, 1)
    first.get_by_role("radio").first.focus()
    for _ in range(right_option(first)):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(first.get_by_role("status")).to_contain_text("Right.")
    for _ in range(3):  # past the rest of the options, to the button and on
        if "Next question" in page.evaluate("document.activeElement.textContent"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#q-xmp01-2")
    second = question(page, 2)
    second.get_by_role("spinbutton").focus()
    page.keyboard.type("29")
    page.keyboard.press("Enter")
    expect(second.get_by_role("status")).to_contain_text("Right.")
    expect(page.locator(".pb-week")).to_have_text("2 of 4 answered, 2 right")


def test_a_wrong_answer_says_which_one_is_right_and_why_each_is_what_it_is(page: Page, base_url: str) -> None:
    open_chapter(page, base_url)
    asked = question(page, 3)
    right = right_option(asked)
    expect(asked.get_by_text("The answer", exact=True)).to_be_hidden()
    said = answer(asked, (right + 1) % 3)
    expect(said).to_contain_text(f"Not right: the answer is {'ABC'[right]}.")
    expect(said).to_contain_text("You can make it good tomorrow.")
    expect(asked.get_by_text("The answer", exact=True)).to_be_visible()
    reasons = asked.locator("[data-reason]")
    expect(reasons).to_have_count(3)
    expect(reasons.nth(right)).to_contain_text("holds. A name in place of the question mark")
    expect(asked).to_contain_text("it should give []")
    asked.get_by_role("button", name="Try again").click()
    expect(asked.get_by_text("The answer", exact=True)).to_be_hidden()
    expect(answer(asked, right)).to_contain_text("Right.")


def test_nothing_chosen_is_no_answer(page: Page, base_url: str) -> None:
    open_chapter(page, base_url)
    for number, said in ((1, "Choose one first."), (2, "1 to 36")):
        question(page, number).get_by_role("button", name="Answer").click()
        expect(question(page, number).get_by_role("status")).to_contain_text(said)
    question(page, 2).get_by_role("spinbutton").fill("99")
    question(page, 2).get_by_role("button", name="Answer").click()
    expect(question(page, 2).get_by_role("status")).to_contain_text("1 to 36")
    expect(page.locator(".pb-week")).to_have_text("")


def test_a_press_on_a_line_names_it_and_the_lines_that_differ_are_marked(page: Page, base_url: str) -> None:
    open_chapter(page, base_url)
    asked = question(page, 2)
    asked.locator('[data-line="3"]').click()
    expect(asked.get_by_role("spinbutton")).to_have_value("3")
    asked.get_by_role("button", name="Answer").click()
    expect(asked.get_by_role("status")).to_contain_text("Not right")
    marked = asked.locator("[data-line].hll").evaluate_all("lines => lines.map((line) => line.dataset.line)")
    assert " ".join(marked) == asked.get_attribute("data-right")
    expect(asked).to_contain_text("Lines 28 to 29")


def test_the_link_to_mend_it_opens_the_editor_and_the_claims(page: Page, base_url: str) -> None:
    open_chapter(page, base_url)
    question(page, 4).get_by_role("link", name="Open Mend it for XMP01").click()
    mend = page.get_by_role("group", name="Mend it")
    expect(mend).to_be_visible(timeout=BOOT_MS)
    mend.get_by_role("link", name="Back to the question of your first week").click()
    assert page.url.endswith(f"{CHAPTER}#q-xmp01-4")
    expect(answer(question(page, 4), 0)).to_contain_text("Right.")


def test_a_question_comes_back_after_a_day_and_then_after_a_week(page: Page, base_url: str) -> None:
    page.clock.set_fixed_time(MONDAY)
    open_chapter(page, base_url)
    asked = question(page, 1)
    expect(answer(asked, right_option(asked))).to_contain_text("comes back tomorrow")
    page.goto(f"{base_url}week/")
    expect(page.locator(".pb-due")).to_contain_text("1 question comes back tomorrow")
    page.clock.set_fixed_time(TUESDAY)
    page.reload()
    expect(page.get_by_role("heading", name="Due today")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Predict what it gives · XMP01")).click()
    expect(asked).to_contain_text("It is due today.")
    expect(answer(asked, right_option(asked))).to_contain_text("comes back on 8 December")
    page.goto(f"{base_url}week/")
    expect(page.locator(".pb-due")).to_contain_text("Nothing is due today")


def test_answers_are_exported_deleted_after_a_question_and_imported(page: Page, base_url: str, tmp_path: Path) -> None:
    open_chapter(page, base_url)
    answer(question(page, 1), 0)
    page.goto(f"{base_url}week/")
    expect(page.locator(".pb-chapters > li").first).to_contain_text("1 of 4 answered")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export my answers").click()
    download.value.save_as(tmp_path / "answers.json")
    page.get_by_role("button", name="Reset my answers").click()
    page.get_by_role("button", name="Keep them").click()
    assert kept(page) == ["Q-XMP01-1"]
    page.get_by_role("button", name="Reset my answers").click()
    page.get_by_role("button", name="Delete them").click()
    expect(said(page)).to_have_text("Deleted 1 answer.")
    assert kept(page) == []
    expect(page.get_by_role("button", name="Reset my answers")).to_be_hidden()
    take(page, tmp_path / "answers.json")
    expect(said(page)).to_have_text("Imported 1 answer.")
    assert kept(page) == ["Q-XMP01-1"]
    take(page, tmp_path / "answers.json")
    expect(said(page)).to_contain_text("1 was here already.")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"version": 2}, "comes from a later version of the playbook"),
        ({"format": "backend-playbook edits"}, "This is no file of answers"),
        ({"answers": [{"question": "Q-XMP01-1"}]}, "is damaged, at answers.0.right"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_is_unfit_changes_nothing(
    page: Page, base_url: str, tmp_path: Path, change: dict[str, object] | None, told: str
) -> None:
    open_chapter(page, base_url)
    answer(question(page, 1), 0)
    page.goto(f"{base_url}week/")
    whole = {"format": "backend-playbook week", "version": 1, "answers": []}
    text = json.dumps(whole | change) if change is not None else '{"format": "backend-pl'
    (tmp_path / "answers.json").write_text(text, encoding="utf-8")
    take(page, tmp_path / "answers.json")
    expect(said(page)).to_contain_text(told)
    expect(said(page)).to_contain_text("Nothing was changed.")
    assert kept(page) == ["Q-XMP01-1"]


def test_questions_of_another_version_are_kept_and_asked_no_more(page: Page, base_url: str) -> None:
    open_chapter(page, base_url)
    answer(question(page, 1), 0)
    page.evaluate(
        """() => { const [name] = Object.keys(localStorage).filter((one) => one.endsWith("Q-XMP01-1"));
            const text = localStorage.getItem(name).replace(/"due":"[^"]*"/, '"due":"2020-01-01"');
            for (const id of ["Q-XMP01-1", "Q-XMP03-1", "Q-NEW42-7"])
              localStorage.setItem(name.replace("Q-XMP01-1", id), text); }"""
    )
    page.goto(f"{base_url}week/")
    expect(page.locator(".pb-due").get_by_role("listitem")).to_have_count(1)
    assert kept(page) == ["Q-NEW42-7", "Q-XMP01-1", "Q-XMP03-1"]


def test_without_a_storage_it_says_so_and_every_question_works(page: Page, base_url: str, watch: Watch) -> None:
    watch.expect("blocked")  # the theme asks for it as well
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } })")
    open_chapter(page, base_url)
    expect(page.locator(".pb-week")).to_contain_text("lets the site store nothing")
    expect(answer(question(page, 1), right_option(question(page, 1)))).to_have_text("Right.")
    page.goto(f"{base_url}week/")
    expect(page.locator(".pb-due")).to_contain_text("lets the site store nothing")


def test_without_scripts_it_is_a_text_with_the_answers_folded(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(base_url + CHAPTER)
    first = question(page, 1)
    expect(first.get_by_role("listitem")).to_have_count(4)
    expect(first.get_by_text("It gives")).to_be_hidden()
    first.get_by_text("The answer", exact=True).click()
    expect(first.get_by_text("It gives")).to_be_visible()
    expect(page.get_by_role("button", name="Answer")).to_have_count(0)
    page.goto(f"{base_url}week/")
    page.get_by_role("article").get_by_role("link", name="Other doors").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Other doors")
    context.close()


@pytest.mark.service_worker
def test_it_works_without_a_connection_from_the_first_visit(
    page: Page, context: BrowserContext, site: Path, watch: Watch
) -> None:
    with kept_site(page, watch, site) as (url, stop):
        stop()
        context.set_offline(offline=True)
        open_chapter(page, url)
        expect(answer(question(page, 1), 0)).not_to_be_empty()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_once_questions_are_answered(
    browser: Browser, base_url: str, size: ViewportSize, scheme: str
) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    open_chapter(page, base_url)
    answer(question(page, 1), 0)
    answer(question(page, 3), 1)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.goto(f"{base_url}week/")
    page.get_by_role("button", name="Reset my answers").click()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    context.close()


def kept(page: Page) -> list[str]:
    """Return the IDs of the questions whose answers the browser keeps."""
    names: list[str] = page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('playbook week '))")
    return sorted(name.split(" ")[-1] for name in names)


def said(page: Page) -> Locator:
    return page.locator("#pb-week-file").get_by_role("status")


def take(page: Page, path: Path) -> None:
    page.get_by_label("File of answers").set_input_files(path)
