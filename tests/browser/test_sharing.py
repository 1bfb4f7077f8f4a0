"""What a reader hands on: links and Markdown, and what the page says to who opens them."""

import base64
import re
import urllib.parse
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.example import BOOT_MS, Example
from tests.browser.site import parcel_of
from tests.browser.waiting import until_open

pytestmark = pytest.mark.returning

OWN_CODE = "print('mine', '<b>', \"``` [x](y)\")\n"


@pytest.fixture
def good(page: Page, base_url: str) -> Example:
    page.goto(f"{base_url}rules/XMP01/")
    return Example(page, "good")


def copied(example: Example, name: str, *, part: str) -> str:
    """Press the button of this name, from the menu if it is there, and return what it copied."""
    if not example.button(name).is_visible():
        example.section.get_by_role("button", name=re.compile("^Share")).click()
    example.button(name).click()
    for _ in range(100):
        text = str(example.page.evaluate("navigator.clipboard.readText()"))
        if part in text:
            return text
        example.page.wait_for_timeout(100)
    pytest.fail(f"{name} never copied {part}")


def test_the_menu_opens_closes_and_gives_the_focus_back_by_keyboard(good: Example) -> None:
    good.write(OWN_CODE)
    share = good.button("Share my edit")
    expect(share).to_have_attribute("aria-expanded", "false")
    expect(good.button("Copy Markdown link")).to_be_hidden()
    share.focus()
    good.page.keyboard.press("Enter")
    expect(share).to_have_attribute("aria-expanded", "true")
    good.page.keyboard.press("Tab")
    expect(good.button("Copy link to my edit")).to_be_focused()
    good.page.keyboard.press("Escape")
    expect(good.button("Copy Markdown link")).to_be_hidden()
    expect(share).to_be_focused()
    share.click()
    good.page.get_by_role("heading", level=1).click()
    expect(share).to_have_attribute("aria-expanded", "false")


def test_there_is_one_set_of_copy_buttons_and_an_edit_has_its_own(good: Example) -> None:
    for name in ("Copy link", "Copy review comment"):
        expect(good.page.get_by_role("main").get_by_role("button", name=name, exact=True)).to_have_count(1)
    expect(good.button("Run")).to_be_visible()
    expect(good.page.get_by_role("button", name="Share my edit")).to_have_count(0)
    good.write(OWN_CODE)
    expect(good.button("Share my edit")).to_be_visible()
    expect(Example(good.page, "bad").button("Share my edit")).to_have_count(0)


def test_a_link_to_a_selected_line_opens_its_fold(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}rules/XMP01/")
    line = page.locator("#good-L1")
    expect(line).to_be_hidden()
    page.goto(f"{base_url}rules/XMP01/#good-L1")
    expect(line).to_be_in_viewport()
    page.locator("#bad-L1 > a").click()
    page.get_by_role("button", name="Copy link", exact=True).click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).includes('#')")
    assert page.evaluate("navigator.clipboard.readText()").endswith("/rules/XMP01/#bad-L1")


def test_a_site_without_an_address_copies_the_one_at_which_it_is_read(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}rules/XMP01/")
    page.evaluate("document.querySelector('link[rel=canonical]').remove()")
    page.get_by_role("button", name="Copy review comment", exact=True).click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).length > 0")
    assert page.evaluate("navigator.clipboard.readText()").endswith(f" {base_url}rules/XMP01/")


def test_markdown_names_the_rule_and_leads_to_the_edit(good: Example) -> None:
    good.write(OWN_CODE)
    text = copied(good, "Copy Markdown link", part="](")
    assert re.fullmatch(r"\[XMP01 · .+\]\(https?://[^)]+/playground/\?rule=XMP01&example=good#code=[^)]+\)", text)
    expect(good.section.get_by_text("Copied")).to_be_visible()


def test_markdown_with_code_holds_the_code_as_it_is(good: Example, base_url: str) -> None:
    good.write(OWN_CODE)
    text = copied(good, "Copy Markdown with code", part="mine")
    assert "the good example, changed" in text
    assert "#code=" in text
    assert text.endswith(f"\n\n````python\n{OWN_CODE}````\n")
    source = good.page.evaluate("fetch('rule.json').then(answer => answer.json()).then(rule => rule.bad)")
    good.page.goto(f"{base_url}playground/?rule=XMP01&example=bad")
    text = copied(Example(good.page, "bad"), "Copy Markdown with code", part="XMP01")
    assert text.endswith(f"\n\n```python\n{source}```\n")


def test_a_long_link_says_so_and_markdown_with_code_does_without_it(good: Example) -> None:
    numbers = "".join(f"x{number} = {number * 7919 % 10007}\n" for number in range(600))
    good.write(numbers)
    link = copied(good, "Copy link to my edit", part="#code=")
    assert len(link) > 2000
    expect(good.section).to_contain_text(f"Copied: {len(link):,} characters")
    text = copied(good, "Copy Markdown with code", part="```python")
    assert "#code=" not in text
    assert numbers in text


def test_a_link_to_the_readers_code_names_the_version_and_opens_without_a_word_of_it(
    good: Example, base_url: str, browser: Browser
) -> None:
    good.write(OWN_CODE)
    link = copied(good, "Copy link to my edit", part="#code=")
    version = urllib.parse.parse_qs(urllib.parse.urlsplit(link).fragment)["v"][0]
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{8}", version)
    context = browser.new_context()
    other = context.new_page()
    other.goto(base_url + "playground/" + link.partition("/playground/")[2])
    expect(other.get_by_text("This code came with the link")).to_be_visible(timeout=BOOT_MS)
    expect(other.locator(".cm-content")).to_contain_text("mine")
    other.wait_for_load_state("networkidle")
    expect(other.get_by_text("another version")).to_have_count(0)
    context.close()


def test_a_link_of_another_version_says_so_and_still_opens(good: Example, base_url: str, browser: Browser) -> None:
    good.write(OWN_CODE)
    link = copied(good, "Copy link to my edit", part="#code=")
    old = re.sub(r"v=[0-9a-f]+", "v=00000000", link.partition("/playground/")[2])
    context = browser.new_context()
    other = context.new_page()
    other.goto(base_url + "playground/" + old)
    notice = other.get_by_text("This code was shared from another version of the playbook")
    expect(notice).to_be_visible(timeout=BOOT_MS)
    expect(notice).to_contain_text("This code came with the link")
    expect(other.locator(".cm-content")).to_contain_text("mine")
    context.close()


def test_a_link_without_a_version_says_nothing_of_it(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}playground/#code=.{'cHJpbnQoMSk'}")
    expect(page.get_by_text("This code came with the link")).to_be_visible(timeout=BOOT_MS)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text("another version")).to_have_count(0)


def test_a_phone_sees_how_the_proof_of_a_shared_edit_goes_beside_the_buttons(
    browser: Browser, base_url: str, site: Path
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    mended = page.request.get(f"{base_url}rules/XMP01/rule.json").json()["good"] + "# A remark.\n" * 60
    held: list[Route] = []
    page.route(f"**/{parcel_of(site, 'pyodide/python_stdlib.zip')}", lambda route: held.append(route))  # noqa: PLW0108 - Playwright takes no builtin
    code = base64.urlsafe_b64encode(mended.encode()).decode().rstrip("=")
    page.goto(f"{base_url}playground/?rule=XMP01&example=bad#code=.{code}")
    shared = Example(page, "bad")
    shared.section.locator(".cm-editor").evaluate("one => one.scrollIntoView({block: 'start'})")
    shared.button("Prove").click()
    until_open(shared.section.get_by_role("progressbar"))
    for route in held:
        route.continue_()
    expect(shared.status).to_have_text(re.compile("^Holds: "), timeout=BOOT_MS)
    until_open(shared.status)
    context.close()


def test_the_playground_shares_free_code_and_a_rules_example(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}playground/")
    code = Example(page, "code")
    code.write(OWN_CODE)
    assert copied(code, "Copy Markdown with code", part="mine").startswith("[Python code](http")
    page.goto(f"{base_url}playground/?rule=XMP01&example=good")
    good = Example(page, "good")
    assert "rule=XMP01&example=good)" in copied(good, "Copy Markdown link", part="XMP01")
