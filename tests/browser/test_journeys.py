"""The three people that the playbook is for, each from the first page to what they came for."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.example import Example


def test_a_new_hire_reads_from_the_home_page_to_a_proof(page: Page, base_url: str) -> None:
    page.goto(base_url)
    page.get_by_role("main").get_by_role("link", name=re.compile("Start")).first.click()
    expect(page).to_have_url(f"{base_url}start/")
    page.get_by_role("main").get_by_role("link", name=re.compile("XMP01")).first.click()
    expect(page).to_have_url(f"{base_url}rules/XMP01/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("XMP01")
    for anchor in ("why", "bad", "good", "proof", "in-review", "exceptions", "references"):
        expect(page.locator(f"#{anchor}")).to_be_visible()
    stolen = page.get_by_role("row").filter(has_text="OR '1'='1")
    expect(stolen.get_by_role("cell").nth(1)).to_contain_text("Bob Khan: diabetes")
    expect(stolen.get_by_role("cell").nth(2)).to_contain_text("[]")


def test_a_reviewer_finds_a_rule_by_its_id_and_copies_what_to_say(page: Page, base_url: str) -> None:
    page.goto(base_url)
    page.keyboard.press("/")
    page.keyboard.type("xmp01")
    page.locator(".md-search-result__link", has_text="XMP01").first.click()
    expect(page).to_have_url(re.compile(r"/rules/XMP01/"))
    page.get_by_role("button", name="Copy review comment").first.click()
    expect(page.get_by_text("Copied").first).to_be_visible()
    comment = page.evaluate("navigator.clipboard.readText()")
    assert comment.startswith("XMP01")
    assert comment.endswith("/rules/XMP01/")
    page.get_by_role("button", name="Copy link").first.click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).startsWith('http')")
    assert page.evaluate("navigator.clipboard.readText()").endswith("/rules/XMP01/")


def test_a_learner_runs_breaks_and_mends_an_example(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}rules/XMP01/")
    good = Example(page, "good")
    good.run()
    expect(good.log).to_contain_text("Ada Lovelace: asthma")
    source = page.evaluate("fetch('rule.json').then(answer => answer.json()).then(rule => rule.good)")
    good.write(source.replace("name = ?", "name = :name").replace("(name,)", '{"name": name}'))
    good.prove()
    expect(good.status).to_have_text(re.compile("^Holds: "))
    good.write(source.replace("(query, (name,))", "(query.replace('?', repr(name)))"))
    good.prove("Breaks")
    expect(good.status).to_have_text(re.compile("^Breaks: the fault is still there"))
    assert "✗ breaks" in page.locator(".pb-line > .pb-yours .pb-mark").all_inner_texts()
    good.button("Reset").click()
    good.prove()
    expect(good.status).to_have_text(re.compile("^Holds: "))


@pytest.mark.returning
def test_a_learner_mends_the_bad_example_in_a_way_of_their_own(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}rules/XMP01/")
    bad = Example(page, "bad")
    bad.prove()
    expect(bad.status).to_have_text(re.compile("^Breaks, as the page says"))
    source = page.evaluate("fetch('rule.json').then(answer => answer.json()).then(rule => rule.bad)")
    mended = (
        source.replace('f"SELECT', '"SELECT').replace("'{name}'", ":name").replace("(query)", '(query, {"name": name})')
    )
    bad.write(mended)
    bad.prove()
    expect(bad.status).to_have_text(re.compile("^Holds: "))
