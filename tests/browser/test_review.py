"""The index of rules, the cards beside links to rules, and the checklists."""

import json
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from playbook.book.catalogue import Catalogue
from tests.browser.waiting import never
from tests.browser.watch import Watch

PHONE = {"width": 390, "height": 844}


def index(page: Page, base_url: str, query: str = "") -> None:
    """Open the index, and wait until its form works."""
    page.goto(f"{base_url}rules/{query}")
    expect(page.locator(".pb-shown")).to_contain_text("rules")


def shown(page: Page) -> list[str]:
    return page.locator("tr.pb-rule:visible b").all_inner_texts()


def field(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Show the rules that mention")


def choose(page: Page, name: str, label: str) -> None:
    page.get_by_label(name, exact=True).select_option(label=label)


def card(page: Page) -> Locator:
    return page.get_by_role("tooltip")


def test_filters_stand_in_the_address_and_an_address_sets_them(page: Page, base_url: str) -> None:
    index(page, base_url)
    assert shown(page) == ["XMP01", "XMP02", "XMP03", "XMP04"]
    choose(page, "Found by", "review only")
    choose(page, "Tag", "sql")
    assert shown(page) == ["XMP03", "XMP04"]
    expect(page.locator(".pb-shown")).to_have_text("2 of 4 rules")
    expect(page).to_have_url(f"{base_url}rules/?found=review&tag=sql")
    page.reload()
    expect(page.get_by_label("Found by", exact=True)).to_have_value("review")
    expect(page.locator(".pb-shown")).to_have_text("2 of 4 rules")
    assert shown(page) == ["XMP03", "XMP04"]


def test_back_and_forward_go_through_the_choices_and_not_through_the_letters(page: Page, base_url: str) -> None:
    index(page, base_url)
    choose(page, "Tag", "sql")
    field(page).press_sequentially("hash")
    expect(page).to_have_url(f"{base_url}rules/?words=hash&tag=sql")
    assert shown(page) == ["XMP04"]
    page.go_back()
    expect(page).to_have_url(f"{base_url}rules/?tag=sql")
    expect(field(page)).to_have_value("")
    assert shown(page) == ["XMP01", "XMP03", "XMP04"]
    page.go_back()
    expect(page.get_by_label("Tag", exact=True)).to_have_value("")
    assert len(shown(page)) == 4
    page.go_forward()
    page.go_forward()
    expect(field(page)).to_have_value("hash")
    assert shown(page) == ["XMP04"]


def test_a_filter_that_is_none_is_named_and_the_rest_works(page: Page, base_url: str) -> None:
    index(page, base_url, "?levl=must&found=rufff&tag=sql&sort=title")
    slips = page.locator(".pb-slips p")
    expect(slips).to_have_count(2)
    expect(slips.first).to_contain_text("no filter “levl”")
    expect(slips.last).to_contain_text("found cannot be “rufff”")
    assert shown(page) == ["XMP01", "XMP03", "XMP04"]
    choose(page, "Sort by", "the charter")
    expect(slips).to_have_count(0)
    expect(page).to_have_url(f"{base_url}rules/?tag=sql")


def test_markup_in_the_address_is_text(page: Page, base_url: str) -> None:
    index(page, base_url, "?level=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&words=%3Cb%3E")
    expect(page.locator(".pb-slips")).to_contain_text("<img src=x onerror=alert(1)>")
    expect(page.locator(".pb-slips img")).to_have_count(0)
    expect(field(page)).to_have_value("<b>")


@pytest.mark.parametrize("typed", ["XMP03", "xmp 3", "xmp-03", " Xmp3 "])
def test_an_id_and_enter_opens_the_rule(page: Page, base_url: str, typed: str) -> None:
    index(page, base_url)
    field(page).fill(typed)
    expect(page.locator(".pb-shown")).to_have_text("1 of 4 rules. Enter opens XMP03.")
    field(page).press("Enter")
    expect(page).to_have_url(f"{base_url}rules/XMP03/")


def test_an_id_that_no_rule_has_is_told_and_a_retired_one_opens_its_page(page: Page, base_url: str) -> None:
    index(page, base_url)
    field(page).fill("xmp 99")
    field(page).press("Enter")
    expect(page.locator(".pb-shown")).to_contain_text("No rule is called XMP99")
    expect(page).to_have_url(f"{base_url}rules/?words=xmp+99")
    field(page).fill("xmp5")
    field(page).press("Enter")
    expect(page).to_have_url(f"{base_url}rules/XMP05/")


def test_a_keyword_of_the_browser_opens_a_rule_or_looks_for_words(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}rules/?find=xmp%203")
    expect(page).to_have_url(f"{base_url}rules/XMP03/")
    page.goto(f"{base_url}rules/?find=empty+name")
    expect(page).to_have_url(f"{base_url}rules/?words=empty+name")
    expect(page.locator(".pb-shown")).to_have_text("1 of 4 rules")
    assert shown(page) == ["XMP02"]


def test_one_press_clears_all(page: Page, base_url: str) -> None:
    index(page, base_url, "?words=nothing+like+it&tag=sql&sort=id")
    expect(page.locator(".pb-shown")).to_contain_text("0 of 4 rules. Take a filter off")
    page.get_by_role("button", name="Clear all").click()
    expect(page).to_have_url(f"{base_url}rules/")
    expect(page.locator(".pb-shown")).to_have_text("4 rules")
    expect(field(page)).to_be_focused()
    assert len(shown(page)) == 4


def test_the_book_is_sorted_by_id_and_each_rule_says_its_area(
    page: Page, watch: Watch, book_url: str, book: Catalogue
) -> None:
    watch.origin(book_url)
    index(page, book_url, "?sort=id")
    assert shown(page) == sorted(rule.id for rule in book.rules)
    first = page.locator("tr.pb-rule:visible").first
    area = book.area(book.rule(str(first.get_attribute("data-id"))).area)
    expect(first.get_by_role("cell", name=area.matter.title, exact=True)).to_be_visible()
    choose(page, "Sort by", "the charter")
    assert shown(page) == [rule.id for rule in book.rules]
    expect(page.locator(f"#{area.slug}")).to_be_visible()


def test_an_area_without_a_rule_that_fits_has_no_heading(
    page: Page, watch: Watch, book_url: str, book: Catalogue
) -> None:
    watch.origin(book_url)
    wanted = book.areas[-1]
    index(page, book_url, f"?area={wanted.slug}")
    assert shown(page) == [rule.id for rule in wanted.rules]
    assert page.locator("tr.pb-area:visible").all_inner_texts() == [wanted.matter.title]
    links = page.get_by_role("navigation", name="On this page").get_by_role("link")
    assert links.all_inner_texts() == [wanted.matter.title]


def test_the_index_works_by_keyboard_alone(page: Page, base_url: str) -> None:
    index(page, base_url)
    field(page).focus()
    for name in ("Area", "Level", "Found by", "Tag"):
        page.keyboard.press("Tab")
        expect(page.get_by_label(name, exact=True)).to_be_focused()
    page.keyboard.type("http")
    expect(page).to_have_url(f"{base_url}rules/?tag=http")
    assert shown(page) == ["XMP02"]


@pytest.fixture
def without_script(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_a_script_the_index_is_a_plain_table_and_the_checklists_are_lists(
    without_script: Page, base_url: str
) -> None:
    without_script.goto(f"{base_url}rules/?level=nonsense")
    expect(without_script.locator("tr.pb-rule:visible")).to_have_count(4)
    expect(without_script.locator(".pb-filter")).to_be_hidden()
    without_script.goto(f"{base_url}checklists/")
    boxes = without_script.get_by_role("main").get_by_role("checkbox")
    expect(boxes).to_have_count(4)
    boxes.first.check()
    expect(without_script.get_by_role("button", name="Copy as Markdown")).to_have_count(0)


@pytest.mark.parametrize("query", ["", "?level=must&found=none&sort=title", "?words=nothing+fits"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_index_fits_a_phone_and_axe_finds_nothing(browser: Browser, book_url: str, query: str, scheme: str) -> None:
    context = phone(browser, scheme)
    page = context.new_page()
    index(page, book_url, query)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    context.close()


def phone(browser: Browser, scheme: str = "light") -> BrowserContext:
    assert scheme in {"light", "dark"}
    dark = scheme == "dark"
    return browser.new_context(
        viewport={"width": 390, "height": 844},
        color_scheme="dark" if dark else "light",
        has_touch=True,
        is_mobile=True,
        reduced_motion="reduce",
    )


def test_a_card_shows_the_rule_and_the_pointer_can_move_into_it(page: Page, watch: Watch, base_url: str) -> None:
    page.goto(f"{base_url}review/")
    link = page.get_by_role("main").get_by_role("link", name="XMP01")
    title = str(link.get_attribute("title"))
    page.wait_for_load_state("networkidle")
    asked = [url for url in watch.requests if "preview.json" in url or "/review-" in url]
    assert asked == []
    link.hover()
    expect(card(page)).to_contain_text("XMP01 Bind parameters, never build SQL from strings")
    for text in ("must", "Bad", "Good", "execute"):
        expect(card(page)).to_contain_text(text)
    expect(link).to_have_accessible_description(re.compile(r"\w+ \w+"))
    card(page).hover()
    never(page, "document.querySelector('.pb-preview') === null")
    page.mouse.move(5, 5)
    expect(card(page)).to_have_count(0)
    expect(link).to_have_attribute("title", title)


def test_escape_closes_a_card_until_the_link_is_left(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}review/")
    link = page.get_by_role("main").get_by_role("link", name="XMP01")
    link.hover()
    expect(card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    link.hover(position={"x": 3, "y": 3})
    never(page, "document.querySelector('.pb-preview') !== null")
    page.mouse.move(5, 5)
    link.hover()
    expect(card(page)).to_be_visible()


def test_the_keyboard_opens_a_card_and_leaves_it(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}rules/")
    page.locator(".pb-contents a").last.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("tr[data-id=XMP01] td:first-child a")).to_be_focused()
    expect(card(page)).to_contain_text("XMP01")
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    expect(page.locator("tr[data-id=XMP01] td:first-child a")).to_be_focused()
    page.locator("tr[data-id=XMP02] td:first-child a").focus()
    expect(card(page)).to_contain_text("XMP02")
    field(page).focus()
    expect(card(page)).to_have_count(0)


def test_a_card_stays_within_the_window_and_axe_finds_nothing(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 620, "height": 500})
    page.goto(f"{base_url}rules/")
    page.locator("tr[data-id=XMP03] td:first-child a").hover()
    expect(card(page)).to_be_visible()
    box = card(page).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 620
    assert page.evaluate("document.documentElement.scrollWidth") <= 620
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_a_finger_opens_the_page_and_no_card(browser: Browser, base_url: str) -> None:
    context = phone(browser)
    page = context.new_page()
    page.goto(f"{base_url}rules/")
    page.evaluate("document.addEventListener('click', (event) => event.preventDefault())")
    page.locator("tr[data-id=XMP01] td:first-child a").tap()
    never(page, "document.querySelector('.pb-preview') !== null")
    context.close()


def test_a_card_that_cannot_be_had_leaves_the_link_as_it_was(page: Page, watch: Watch, base_url: str) -> None:
    watch.expect("503")
    page.route("**/preview.json", lambda route: route.fulfill(status=503))
    page.goto(f"{base_url}review/")
    link = page.get_by_role("main").get_by_role("link", name="XMP01")
    with page.expect_response("**/preview.json"):
        link.hover()
    never(page, "document.querySelector('.pb-preview') !== null")
    link.click()
    expect(page).to_have_url(f"{base_url}rules/XMP01/")


def test_a_rule_offers_its_preview_to_programs_and_the_theme_does_not_stumble_over_it(
    page: Page, watch: Watch, base_url: str
) -> None:
    page.goto(f"{base_url}rules/XMP01/")
    page.wait_for_load_state("networkidle")
    assert not any("sitemap" in url for url in watch.requests)
    text = page.request.get(f"{base_url}rules/XMP01/").text()
    found = re.search(r'<link rel="alternate" type="application/json\+oembed" href="([^"]+)"', text)
    assert found
    own = found[1].replace("https://playbook.example/handbook/", base_url)
    answer = json.loads(page.request.get(own).text())
    assert (answer["type"], answer["url"]) == ("rich", "https://playbook.example/handbook/rules/XMP01/")


def test_a_checklist_is_copied_as_it_is_ticked_and_downloaded_as_it_is(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}checklists/")
    main = page.get_by_role("main")
    button = main.get_by_role("button", name=re.compile("^Copy as Markdown: "))
    button.click()
    expect(main).to_contain_text("Copied")
    whole = page.request.get(f"{base_url}checklists/sample.md").text()
    assert page.evaluate("navigator.clipboard.readText()") == whole
    assert whole.count("- [ ] ") == 4
    main.get_by_role("checkbox", name=re.compile("^XMP02 ")).check()
    button.click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).includes('- [x]')")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == whole.replace("- [ ] MUST [XMP02]", "- [x] MUST [XMP02]")


def test_one_checklist_is_printed_without_the_others(page: Page, watch: Watch, book_url: str) -> None:
    watch.origin(book_url)
    page.goto(f"{book_url}checklists/")
    # The dialog of the browser would wait for somebody.
    page.evaluate("window.print = () => undefined")
    page.get_by_role("button", name="Print this list: Security").click()
    page.emulate_media(media="print")
    main = page.get_by_role("main")
    expect(main.get_by_role("heading")).to_have_text([re.compile("^Security")])
    expect(main.locator("li[data-markdown]:visible").first).to_contain_text("SEC")
    assert not main.get_by_text(re.compile(r"^API0")).first.is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(main.get_by_text(re.compile(r"^API0")).first).to_be_visible()


def test_what_a_reviewer_prints_has_no_controls(page: Page, base_url: str) -> None:
    index(page, base_url, "?tag=http")
    page.emulate_media(media="print")
    expect(page.locator(".pb-filter")).to_be_hidden()
    expect(page.locator(".pb-shown")).to_be_visible()
    expect(page.locator("tr.pb-rule:visible")).to_have_count(1)
    page.goto(f"{base_url}checklists/")
    expect(page.locator(".pb-checklist-actions").first).to_be_hidden()
    expect(page.get_by_role("main").get_by_role("checkbox").first).to_be_visible()
