"""Mend it: from the bad example to one for which every line of the proof holds."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.example import BOOT_MS, Example


@pytest.fixture
def bad(page: Page, base_url: str) -> Example:
    page.goto(f"{base_url}rules/XMP01/")
    return Example(page, "bad")


def lines(bad: Example) -> Locator:
    """Return the lines of the proof under the example."""
    return bad.section.get_by_role("group", name="Mend it").get_by_role("listitem")


def mended(bad: Example) -> str:
    """Return a solution that is not the good example."""
    data = "fetch('rule.json').then(answer => answer.json()).then(rule => rule.good)"
    good = str(bad.page.evaluate(data))
    return good.replace("name = ?", "name = :name").replace("(name,)", '{"name": name}')


def test_only_the_bad_example_is_to_be_mended(bad: Example) -> None:
    expect(bad.button("Mend it")).to_be_visible()
    expect(Example(bad.page, "good").button("Mend it")).to_have_count(0)


def test_the_proof_turns_green_and_the_good_example_is_offered(bad: Example) -> None:
    bad.button("Mend it").click()
    expect(bad.status).to_have_text(re.compile("^Breaks: the fault is still there"), timeout=BOOT_MS)
    expect(lines(bad)).to_have_count(7)
    expect(lines(bad).filter(has_text=re.compile(r"breaks"))).to_have_count(5)
    expect(lines(bad).filter(has_text="OR '1'='1").first).to_contain_text("wanted: []")
    expect(bad.section).to_contain_text("2 of 7 lines hold")
    bad.write(mended(bad))
    expect(bad.section).to_contain_text("prove it again")
    bad.page.keyboard.press("ControlOrMeta+Shift+Enter")
    expect(bad.status).to_have_text(re.compile("^Holds: "), timeout=BOOT_MS)
    expect(lines(bad).filter(has_text=re.compile(r"holds"))).to_have_count(7)
    expect(bad.section).to_contain_text("Mended: all 7 lines hold.")
    bad.button("Compare with the good example").click()
    difference = bad.section.get_by_role("group", name="Your code compared")
    expect(difference.locator("del")).to_contain_text([re.compile("− .*:name")])
    expect(difference.locator("ins")).to_contain_text([re.compile(r"\+ .*\?")])


def test_the_good_example_is_the_good_example(bad: Example) -> None:
    bad.button("Mend it").click()
    expect(bad.status).to_have_text(re.compile("^Breaks: the fault is still there"), timeout=BOOT_MS)
    bad.write(str(bad.page.evaluate("fetch('rule.json').then(answer => answer.json()).then(rule => rule.good)")))
    bad.prove("Holds")
    bad.button("Compare with the good example").click()
    expect(bad.section).to_contain_text("Your code is the good example, line for line.")


def test_one_line_after_the_other_is_told_and_a_mistake_on_the_way_is_no_end(bad: Example) -> None:
    bad.button("Mend it").click()
    expect(bad.status).to_have_text(re.compile("^Breaks: the fault is still there"), timeout=BOOT_MS)
    bad.write("def (:\n")
    bad.prove("Not proven: SyntaxError in line 1")
    expect(bad.section).to_contain_text("0 of 7 lines hold")
    expect(bad.log).to_contain_text("SyntaxError")
    bad.button("Reset").click()
    expect(lines(bad).first).to_contain_text("not proven yet")
    bad.button("Mend it").click()
    expect(bad.section.get_by_role("group", name="Mend it")).to_be_hidden()


def test_the_playground_mends_the_bad_example_too(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}playground/?rule=XMP01&example=bad")
    bad = Example(page, "bad")
    bad.button("Mend it").click()
    expect(bad.status).to_have_text(re.compile("^Breaks: the fault is still there"), timeout=BOOT_MS)
    expect(bad.section).to_contain_text("2 of 7 lines hold")
