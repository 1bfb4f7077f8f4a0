"""A reader's edits: marked, kept from visit to visit, and safe from other tabs."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.example import BOOT_MS, Example
from tests.browser.watch import Watch

pytestmark = pytest.mark.returning


@pytest.fixture
def good(page: Page, base_url: str) -> Example:
    page.goto(f"{base_url}rules/XMP01/")
    return Example(page, "good")


def kept(example: Example) -> int:
    """Return how many edits of the example's rule the browser keeps."""
    count = "() => Object.keys(localStorage).filter(key => / XMP01 /.test(key)).length"
    return int(example.page.evaluate(count))


def edit(example: Example, source: str) -> None:
    """Replace the code and wait until it is kept."""
    example.write(source)
    read = "source => Object.values(localStorage).some(text => text.includes(JSON.stringify(source).slice(1, -3)))"
    example.page.wait_for_function(read, arg=source)


def test_an_edit_is_there_at_the_next_visit_and_reset_brings_the_original_back(good: Example) -> None:
    edit(good, "print('kept')\n")
    good.page.reload()
    expect(good.section.locator(".cm-content")).to_have_text("print('kept')", timeout=BOOT_MS)
    expect(good.section).to_contain_text(
        re.compile(r"Your edit of \d{1,2} \w{3,4} \d{4}, \d\d:\d\d: \d+ lines changed")
    )
    good.button("Reset").click()
    expect(good.section.locator(".cm-content")).to_contain_text("WHERE name = ?")
    expect(good.section).not_to_contain_text("Your edit")
    assert kept(good) == 0
    good.page.reload()
    expect(good.section.locator(".highlight > pre")).to_be_visible()
    expect(good.section.locator(".cm-content")).to_have_count(0)


def test_an_edit_is_of_one_rule_and_one_example(good: Example, base_url: str) -> None:
    edit(good, "print('kept')\n")
    good.page.reload()
    expect(good.section.locator(".cm-content")).to_be_visible(timeout=BOOT_MS)
    expect(Example(good.page, "bad").section.locator(".cm-content")).to_have_count(0)
    good.page.goto(f"{base_url}rules/XMP02/")
    expect(Example(good.page, "good").section.locator(".highlight > pre")).to_be_visible()
    good.page.goto(f"{base_url}playground/?rule=XMP01&example=good")
    expect(good.page.locator(".cm-content")).to_have_text("print('kept')", timeout=BOOT_MS)


def test_a_page_that_keeps_no_edit_loads_nothing_for_it(good: Example, watch: Watch) -> None:
    good.page.wait_for_load_state("networkidle")
    assert [url for url in watch.requests if "/assets/playground/app" in url] == []


def test_changed_lines_are_marked_and_told(good: Example) -> None:
    good.button("Edit").click()
    expect(good.section.locator(".cm-content")).to_be_focused()
    good.page.keyboard.press("ControlOrMeta+Home")
    good.page.keyboard.type("# mine\n")
    expect(good.section.locator(".pb-changes .pb-changed")).to_have_count(1)
    expect(good.section.get_by_title("You changed this line")).to_have_count(1)
    expect(good.section).to_contain_text("1 line changed")
    for _ in range(3):
        good.page.keyboard.press("ControlOrMeta+z")
    expect(good.section.locator(".pb-changes .pb-changed")).to_have_count(0)


def test_a_break_at_the_end_of_the_code_is_no_change(good: Example) -> None:
    source = good.page.evaluate("fetch('rule.json').then(answer => answer.json()).then(rule => rule.good)")
    good.write(source)
    expect(good.section.locator(".pb-changes .pb-changed")).to_have_count(0)
    good.write(source.rstrip())
    expect(good.button("Reset")).to_be_hidden()
    # What is written later is kept, so what was written before would be.
    Example(good.page, "bad").write("CHANGED = 1\n")
    good.page.wait_for_function("Object.keys(localStorage).some(key => / XMP01 bad /.test(key))")
    assert good.page.evaluate("Object.keys(localStorage).filter(key => / XMP01 good /.test(key))") == []


# Returns, for each line of the code that is there, its text, where its first letter is seen, and how high it is.
LINES = """section => {
    const rows = section.querySelector('.cm-line') ? '.cm-line' : 'pre .pb-l';
    return [...section.querySelectorAll(rows)].flatMap(row => {
        const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
        while (walker.nextNode() && !walker.currentNode.data.trim());
        if (!walker.currentNode.data?.trim()) return [];
        const range = document.createRange();
        range.setStart(walker.currentNode, walker.currentNode.data.search(/\\S/));
        range.setEnd(walker.currentNode, walker.currentNode.data.search(/\\S/) + 1);
        return [[row.textContent.trimEnd(), range.getBoundingClientRect().x, row.getBoundingClientRect().height]];
    });
}"""


@pytest.mark.parametrize("width", [1280, 390])
def test_the_editor_shows_each_line_where_the_code_had_it(good: Example, width: int) -> None:
    good.page.set_viewport_size({"width": width, "height": 800})
    for fold in good.section.locator("button.pb-fold").all():
        fold.click()
    good.button("Edit").scroll_into_view_if_needed()
    lines = {text: (x, height) for text, x, height in good.section.evaluate(LINES)}
    buttons = good.button("Run").bounding_box()
    marks = good.section.locator("pre .hll").all_inner_texts()
    good.button("Edit").click()
    expect(good.section.locator(".cm-content")).to_be_focused()
    shown = good.section.evaluate(LINES)
    assert len(shown) > 5
    for text, x, height in shown:
        assert abs(x - lines[text][0]) < 1.5, text
        assert abs(height - lines[text][1]) < 1.5, text
    shown_marks = good.section.locator(".pb-marked").all_inner_texts()
    assert [mark.strip() for mark in shown_marks] == [mark.strip() for mark in marks]
    scroller = good.section.locator(".cm-scroller")
    assert scroller.evaluate("one => one.scrollWidth - one.clientWidth") <= 0
    later = good.button("Run").bounding_box()
    assert buttons
    assert later
    # On a phone the buttons come to the thumb.
    assert width == 390 or abs(buttons["y"] - later["y"]) < 5


def test_a_click_puts_the_caret_where_it_was_aimed_and_the_line_stays_there(good: Example) -> None:
    good.page.set_viewport_size({"width": 800, "height": 700})
    aim = """section => {
        const row = [...section.querySelectorAll('pre .hll')].at(-1);
        row.scrollIntoView({block: 'center'});
        const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
        let last;
        while (walker.nextNode()) if (walker.currentNode.data.trim().length > 2) last = walker.currentNode;
        const range = document.createRange();
        range.setStart(last, 1);
        range.setEnd(last, 2);
        const {left, top, height} = range.getBoundingClientRect();
        return {x: left + 1, y: top + height / 2, top, text: row.textContent.trim(), after: last.data.slice(1)};
    }"""
    spot = good.section.evaluate(aim)
    good.page.mouse.click(spot["x"], spot["y"])
    expect(good.section.locator(".cm-content")).to_be_focused()
    top = good.page.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().top")
    assert abs(top - spot["top"]) < 4
    good.page.keyboard.insert_text("§")
    expect(good.section.locator(".cm-line", has_text="§")).to_contain_text(f"§{spot['after'].rstrip()}")


def test_a_mark_follows_its_text_and_goes_once_that_is_another(good: Example) -> None:
    good.button("Edit").click()
    marks = good.section.locator(".pb-marked")
    expect(good.section.locator(".cm-content")).to_be_focused()
    before = marks.all_inner_texts()
    assert len(before) > 1
    marks.first.click(position={"x": 40, "y": 5})
    good.page.keyboard.press("Home")
    good.page.keyboard.press("Enter")
    good.page.keyboard.press("ArrowUp")
    good.page.keyboard.type("# above")
    assert marks.all_inner_texts() == before
    marks.last.click(position={"x": 40, "y": 5})
    good.page.keyboard.press("End")
    good.page.keyboard.type("  # mine")
    expect(marks).to_have_count(len(before) - 1)
    good.button("Reset").click()
    expect(marks).to_have_count(len(before))


def test_the_save_key_saves_and_says_so(good: Example) -> None:
    good.button("Edit").click()
    expect(good.section.locator(".cm-content")).to_be_focused()
    good.page.keyboard.press("ControlOrMeta+s")
    expect(good.section).to_contain_text("There is no change to save.")
    good.page.keyboard.type("# mine")
    good.page.keyboard.press("ControlOrMeta+s")
    expect(good.section).to_contain_text("Saved in this browser.")
    assert kept(good) == 1


def test_edits_are_taken_to_another_browser_as_a_file(
    good: Example, base_url: str, browser: Browser, tmp_path: Path
) -> None:
    edit(good, "print('taken along')\n")
    good.page.goto(f"{base_url}playground/")
    with good.page.expect_download() as download:
        good.page.get_by_role("button", name="Export my edits").click()
    file = tmp_path / "edits.json"
    download.value.save_as(file)
    context = browser.new_context(service_workers="block")
    other = context.new_page()
    other.goto(f"{base_url}playground/")
    other.get_by_label("File of edits").set_input_files(file)
    expect(other.locator("#pb-edits")).to_contain_text("Imported 1 edit.")
    file.write_text(file.read_text().replace('"version": 1', '"version": 2', 1))
    other.get_by_label("File of edits").set_input_files(file)
    expect(other.locator("#pb-edits")).to_contain_text("a later version of the playbook")
    other.goto(f"{base_url}rules/XMP01/")
    expect(other.locator(".cm-content")).to_have_text("print('taken along')", timeout=BOOT_MS)
    context.close()


def test_two_tabs_do_not_lose_each_others_edits(good: Example, context: BrowserContext, base_url: str) -> None:
    other = Example(context.new_page(), "good")
    other.page.goto(f"{base_url}rules/XMP01/")
    edit(good, "print('first tab')\n")
    edit(other, "print('second tab')\n")
    expect(good.section).to_contain_text("Another tab changed it")
    expect(good.section.locator(".cm-content")).to_have_text("print('first tab')")
    assert kept(good) == 2
    good.button("Show it").click()
    expect(good.section.locator(".cm-content")).to_have_text("print('second tab')")
    expect(good.section).to_contain_text("Another edit of yours is kept")
    good.button("Show it").click()
    expect(good.section.locator(".cm-content")).to_have_text("print('first tab')")
    assert kept(good) == 2


def test_an_edit_that_another_tab_resets_stays_where_it_is_shown(
    good: Example, context: BrowserContext, base_url: str
) -> None:
    edit(good, "print('first tab')\n")
    other = Example(context.new_page(), "good")
    other.page.goto(f"{base_url}rules/XMP01/")
    expect(other.section.locator(".cm-content")).to_have_text("print('first tab')", timeout=BOOT_MS)
    other.button("Reset").click()
    expect(good.section.locator(".cm-content")).to_have_text("print('first tab')")
    good.page.wait_for_function("Object.keys(localStorage).filter(key => / XMP01 /.test(key)).length === 1")


def test_code_from_a_link_does_not_take_the_place_of_a_kept_edit(good: Example, base_url: str) -> None:
    edit(good, "print('kept')\n")
    good.page.goto(f"{base_url}playground/?rule=XMP01&example=good#code=.cHJpbnQoMSk")
    expect(good.page.locator(".cm-content")).to_have_text("print(1)", timeout=BOOT_MS)
    expect(good.page.get_by_text("Another edit of yours is kept")).to_be_visible()
    assert kept(good) == 1
    good.page.get_by_role("button", name="Show it").click()
    expect(good.page.locator(".cm-content")).to_have_text("print('kept')")


@pytest.mark.parametrize("refusal", ["setItem: () => { throw new DOMException('full', 'QuotaExceededError') }", None])
def test_a_browser_that_keeps_nothing_is_told_of_and_all_else_works(
    page: Page, base_url: str, watch: Watch, refusal: str | None
) -> None:
    watch.expect("uncaught: refused here")  # the theme's own script
    if refusal:
        page.add_init_script(f"Object.assign(Storage.prototype, {{ {refusal} }})")
    else:
        refuse = "get() { throw new DOMException('refused here', 'SecurityError') }"
        page.add_init_script(f"Object.defineProperty(window, 'localStorage', {{ {refuse} }})")
    page.goto(f"{base_url}rules/XMP01/")
    good = Example(page, "good")
    good.write("print('mine')\n")
    expect(good.section).to_contain_text("Your edit could not be kept")
    good.run()
    expect(good.log).to_contain_text("mine")


def test_the_colours_of_the_editor_follow_the_palette_at_once(good: Example) -> None:
    good.button("Edit").click()
    editor = good.section.locator(".cm-editor")
    expect(editor).to_be_visible()
    colours = "one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).color]"
    before = editor.evaluate(colours)
    good.page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    after = editor.evaluate(colours)
    assert before[0] != after[0]
    assert before[1] != after[1]


def test_a_phone_scrolls_over_the_editor_and_has_the_buttons_at_the_thumb(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(f"{base_url}rules/XMP01/")
    good = Example(page, "good")
    good.button("Edit").click()
    expect(good.section.locator(".cm-content")).to_be_focused()
    good.page.keyboard.type("#")
    run = good.button("Run").bounding_box()
    assert run
    assert run["height"] >= 44
    assert 600 < run["y"] + run["height"] <= 700
    editor = good.section.locator(".cm-scroller")
    assert editor.evaluate("one => one.scrollHeight - one.clientHeight") <= 0
    before = page.evaluate("scrollY")
    editor.hover()
    page.mouse.wheel(0, 200)
    page.wait_for_function("before => scrollY > before + 100", arg=before)
