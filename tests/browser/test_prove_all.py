"""The reader's browser proves the whole book, and says which rule is not as its page has it."""

import json
import re
from collections.abc import Callable
from functools import partial
from typing import Any

from playwright.sync_api import Locator, Page, Route, expect

from playbook.book.catalogue import Catalogue
from tests.browser.example import BOOT_MS, OVER, book_ms, proofs_in_browser
from tests.browser.watch import Watch

Change = Callable[[dict[str, Any]], object]


def opened(page: Page, base_url: str, changes: dict[str, Change] | None = None) -> Locator:
    """Return the part of the playground that proves everything; with changes, there are no other rules than these."""
    if changes is not None:
        # No service worker: it would answer with what the site has.
        page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
        page.route("**/rules-index.json", partial(answer, partial(keep_only, set(changes))))
        for rule, change in changes.items():
            page.route(f"**/rules/{rule}/rule.json", partial(answer, change))
    page.goto(f"{base_url}playground/")
    return page.get_by_role("region", name="Prove every rule")


def answer(change: Change, route: Route) -> None:
    """Answer with what the site has, changed."""
    response = route.fetch()
    told = response.json()
    change(told)
    route.fulfill(response=response, body=json.dumps(told))


def keep_only(rules: set[str], listed: dict[str, Any]) -> None:
    """Leave these rules alone in the list."""
    listed["rules"] = [rule for rule in listed["rules"] if rule["id"] in rules]


def unchanged(_: dict[str, Any]) -> None:
    """Change nothing."""


def test_every_rule_is_proven_both_ways(page: Page, watch: Watch, book_url: str, book: Catalogue) -> None:
    watch.origin(book_url)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    part = opened(page, book_url)
    part.get_by_role("button", name="Prove every rule").click()
    rules = list(book.rules)
    proven = sum(rule.matter.browser is None for rule in rules)
    proofs = proofs_in_browser(book)
    status = part.get_by_role("status")
    expect(status).to_have_text(re.compile(OVER), timeout=book_ms(proofs))
    wrong = part.locator("[data-rule]").filter(has_not_text=re.compile("proven: good holds|not proven here"))
    assert wrong.all_inner_texts() == []
    expect(status).to_have_text(re.compile(rf"^All {proven} rules proven: {proofs} proofs in [\d.]+ s$"))
    expect(part.get_by_role("listitem")).to_have_count(len(rules))
    expect(part.get_by_role("listitem").filter(has_text="proven: good holds, bad breaks")).to_have_count(proven)
    link = part.get_by_role("link", name=re.compile(f"^{rules[0].id} "))
    expect(link).to_have_attribute("href", book_url + rules[0].url)
    # What Python needs to get ready was sent at once.
    assert [text for text in said if text.startswith("Python starts in another way")] == []


def test_a_rule_that_differs_from_its_page_is_named_with_the_line(page: Page, base_url: str) -> None:
    part = opened(
        page,
        base_url,
        {"XMP01": without_faults, "XMP02": unchanged, "XMP04": in_two_threads},
    )
    part.get_by_role("button", name="Prove every rule").click()
    status = part.get_by_role("status")
    expect(status).to_have_text("1 of 2 rules differ from their pages", timeout=BOOT_MS)
    wrong = part.locator("[data-rule=XMP01]")
    expect(wrong).to_contain_text("differs from its page")
    expect(wrong).to_contain_text(re.compile(r"The bad example: .+ gives .+, its page says .+"))
    expect(wrong).to_contain_text("The try wrong_other_quotes: it holds on every line, its page says that it breaks")
    expect(wrong).not_to_contain_text("right_named")
    expect(part.locator("[data-rule=XMP02]")).to_contain_text("proven: good holds")
    expect(part.locator("[data-rule=XMP04]")).to_contain_text("not proven here: It needs two threads.")


def without_faults(rule: dict[str, Any]) -> None:
    """Mend the bad example and the wrong tries, so that the page is wrong about them."""
    rule["bad"] = rule["good"]
    for one in rule["tries"]:
        one["source"] = rule["good"]


def in_two_threads(rule: dict[str, Any]) -> None:
    """Say that the rule cannot run in a browser."""
    rule["browser"] = "It needs two threads."


def test_it_can_be_stopped_and_begun_again(page: Page, base_url: str) -> None:
    endless = {"on": True}

    def hang(rule: dict[str, Any]) -> None:
        if endless["on"]:
            rule["bad"] = "while True:\n    pass\n"

    part = opened(page, base_url, {"XMP01": hang})
    part.get_by_role("button", name="Prove every rule").click()
    status = part.get_by_role("status")
    expect(status).to_have_text("Proving every rule…", timeout=BOOT_MS)
    part.get_by_role("button", name="Stop").click()
    expect(status).to_have_text("Stopped after 0 of 5 proofs")
    endless["on"] = False
    page.reload()
    part.get_by_role("button", name="Prove every rule").press("Enter")
    expect(part.get_by_role("button", name="Stop")).to_be_focused()
    expect(status).to_have_text(re.compile(r"^All 1 rule proven: 5 proofs"), timeout=BOOT_MS)
