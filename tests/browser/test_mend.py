"""Mend it: from the bad example to one for which every claim of the proof holds."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.example import BOOT_MS, Example
from tests.browser.waiting import until_open

pytestmark = pytest.mark.returning

RULE = "XMP01"
# More lines than a phone's window holds.
LINES = 60


@pytest.fixture
def bad(page: Page, base_url: str) -> Example:
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{base_url}rules/{RULE}/")
    return Example(page, "bad")


@pytest.fixture
def phone(browser: Browser, base_url: str) -> Iterator[Example]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, service_workers="block"
    )
    page = context.new_page()
    page.goto(f"{base_url}rules/{RULE}/")
    yield Example(page, "bad")
    context.close()


@pytest.fixture
def long_on_phone(phone: Example, base_url: str) -> Example:
    """The bad example where its code is higher than a phone's window, with the claims above it."""
    answer = phone.page.request.get(f"{base_url}rules/{RULE}/rule.json").json()
    high = {side: "# A remark.\n" * LINES + answer[side] for side in ("bad", "good")}
    phone.page.route(f"**/rules/{RULE}/rule.json", lambda route: route.fulfill(json={**answer, **high}))
    phone.page.goto(f"{base_url}playground/?rule={RULE}&example=bad")
    return phone


def panel(bad: Example) -> Locator:
    """Return what stands beside the code."""
    return bad.section.get_by_role("group", name="Mend it")


def rule(bad: Example) -> dict[str, Any]:
    """Return the rule as the site publishes it for the browser."""
    json = "document.querySelector('[data-rule-json]')?.dataset.ruleJson"
    address = f"new URL({json} ?? '../rules/{RULE}/rule.json', document.baseURI)"
    return dict(bad.page.evaluate(f"fetch({address}).then(answer => answer.json())"))


def claims(bad: Example) -> int:
    """Return how many claims the proof makes."""
    return sum(line["kind"] != "set-up" for line in rule(bad)["lines"])


def begin(bad: Example) -> None:
    """Press Mend it, and wait for the verdict on the untouched example."""
    bad.button("Mend it").click()
    expect(bad.status).to_have_text(re.compile("^Breaks, as the page says"), timeout=BOOT_MS)


def in_view(locator: Locator) -> bool:
    """Return whether the whole of it, or as much as the window is high, is in sight below the header."""
    box = "one => { const {top, bottom} = one.getBoundingClientRect(); return top >= 40 && bottom <= innerHeight; }"
    return bool(locator.evaluate(box))


def test_the_first_claim_that_breaks_stands_beside_the_code_and_the_good_example_is_covered(bad: Example) -> None:
    good = Example(bad.page, "good")
    expect(good.button("Mend it")).to_have_count(0)
    begin(bad)
    expect(bad.section.locator(".pb-status")).to_have_attribute("data-tone", "expected")
    first = panel(bad).locator(".pb-first")
    broken = next(line for line in rule(bad)["lines"] if line["kind"] == "fault")
    expect(first).to_contain_text(broken["says"])
    expect(first).to_contain_text(broken["source"])
    expect(first).to_contain_text("now")
    expect(first).to_contain_text(f"wanted {broken['good']}")
    expect(panel(bad).get_by_role("listitem")).to_have_count(0)
    assert in_view(first)
    assert in_view(bad.button("Prove"))
    assert in_view(bad.section.locator(".pb-marked").first)
    code, beside = bad.section.locator(".cm-editor").bounding_box(), panel(bad).bounding_box()
    assert code
    assert beside
    assert beside["x"] >= code["x"] + code["width"]
    expect(good.section).to_be_hidden()
    bad.button("Show the good example").click()
    expect(good.section).to_be_visible()
    bad.button("Show the good example").click()
    bad.button("Mend it").click()
    expect(panel(bad)).to_be_hidden()
    expect(good.section).to_be_visible()


def test_hints_come_in_three_steps(bad: Example) -> None:
    begin(bad)
    marked = bad.section.locator(".pb-marked").first
    bad.section.get_by_role("button", name="Hint 1 of 3").click()
    expect(panel(bad).locator(".pb-hint")).to_contain_text(marked.inner_text().strip())
    bad.section.get_by_role("button", name="Hint 2 of 3").click()
    said = bad.page.locator("#in-review + p").inner_text()
    expect(panel(bad).locator(".pb-hint").nth(1)).to_contain_text(said)
    bad.section.get_by_role("button", name="Hint 3 of 3").click()
    expect(panel(bad).get_by_role("group", name="Your code compared")).to_be_visible()
    expect(bad.section.get_by_role("button", name=re.compile("^Hint"))).to_have_count(0)


def test_all_claims_turn_green_and_the_next_exercise_is_offered(bad: Example) -> None:
    number = claims(bad)
    begin(bad)
    expect(bad.section.locator(".pb-tally")).to_have_text(re.compile(f"^[0-9]+ of {number} claims holds?$"))
    bad.write("def (:\n")
    expect(panel(bad)).to_contain_text("prove it again")
    bad.prove("Not proven")
    expect(bad.status).to_have_text("Not proven: SyntaxError in line 1")
    assert bad.section.inner_text().count("Not proven: SyntaxError in line 1") <= 2
    expect(bad.page.locator(".pb-line > .pb-yours")).to_have_count(0)
    bad.write(rule(bad)["good"].replace("name = ?", "name = :name").replace("(name,)", '{"name": name}'))
    bad.page.keyboard.press("ControlOrMeta+Shift+Enter")
    expect(bad.status).to_have_text(f"Holds: {number} of {number} claims", timeout=BOOT_MS)
    expect(bad.section.locator(".pb-tally")).to_have_text(f"{number} of {number} claims hold")
    expect(panel(bad)).to_contain_text(f"Well done: all {number} claims hold.")
    difference = panel(bad).get_by_role("group", name="Your code compared")
    expect(difference.locator("del")).to_contain_text([re.compile("− .*:name")])
    expect(difference.locator("ins")).to_contain_text([re.compile(r"\+ .*\?")])
    panel(bad).locator("summary").first.click()
    expect(panel(bad).locator(".pb-claims > div .pb-holds")).to_have_count(number)
    panel(bad).get_by_role("link").filter(has_text=" · ").click()
    bad.page.wait_for_url(re.compile(r"/rules/[A-Z]{2,4}[0-9]{2}/#bad$"))
    assert RULE not in bad.page.url


def test_a_phone_has_the_count_of_green_claims_always_in_view(phone: Example) -> None:
    begin(phone)
    tally, code = phone.section.locator(".pb-tally"), phone.section.locator(".cm-editor")
    assert in_view(panel(phone).locator(".pb-first"))
    assert in_view(tally)
    code.evaluate("one => one.scrollIntoView({block: 'end'})")
    assert in_view(tally)
    code.evaluate("one => one.scrollIntoView({block: 'start'})")
    assert in_view(tally)
    assert phone.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_phone_keeps_a_hint_in_sight_and_shows_its_line_above_the_bar_when_asked(long_on_phone: Example) -> None:
    begin(long_on_phone)
    long_on_phone.section.get_by_role("button", name="Hint 1 of 3").click()
    hint = panel(long_on_phone).locator(".pb-hint")
    expect(hint).to_contain_text(re.compile("^Look at line [0-9]+"))
    until_open(hint)
    hint.get_by_role("button", name=re.compile("^Show line")).click()
    until_open(long_on_phone.section.locator(".pb-marked").filter(has_text="WHERE").first)


def test_a_phone_sees_why_nothing_was_proven_beside_the_buttons(long_on_phone: Example) -> None:
    begin(long_on_phone)
    long_on_phone.write("def broken(:\n" + "# A remark.\n" * LINES)
    long_on_phone.section.locator(".cm-editor").evaluate("one => one.scrollIntoView({block: 'start'})")
    long_on_phone.prove("Not proven")
    until_open(long_on_phone.status)
    expect(long_on_phone.status).to_have_text("Not proven: SyntaxError in line 1")


def test_the_playground_mends_the_bad_example_too(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}playground/?rule={RULE}&example=bad")
    bad = Example(page, "bad")
    begin(bad)
    expect(panel(bad)).to_contain_text(f"until all {claims(bad)} claims hold")
    bad.section.get_by_role("button", name="Hint 1 of 3").click()
    bad.section.get_by_role("button", name="Hint 2 of 3").click()
    expect(panel(bad).locator(".pb-hint").nth(1)).not_to_be_empty()
    expect(panel(bad).locator(".pb-hint").nth(1)).not_to_contain_text("could not be loaded")
    bad.write(rule(bad)["good"])
    bad.prove("Holds")
    expect(panel(bad)).to_contain_text("Your code is the good example, line for line.")
