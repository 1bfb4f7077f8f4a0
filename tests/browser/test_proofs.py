"""An example of each kind gives in the browser what it gives under CPython, line by line.

That the whole book does so is proven by `test_prove_all`.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from playbook.book.catalogue import Catalogue, Rule, read_catalogue
from playbook.proof import Output, Side, gives
from playbook.proving.prove_rule import proven, report
from tests.browser.example import Example
from tests.browser.site import SPECIMEN
from tests.browser.watch import Watch

KINDS = ["XMP01", "XMP02", "XMP03", "XMP04"]
SIDES: list[Side] = ["bad", "good"]


@pytest.fixture(scope="module")
def reader(browser: Browser, base_url: str) -> Iterator[Watch]:
    """One reader's browser context: they go from rule to rule, and what one visit keeps serves the next."""
    context = browser.new_context(service_workers="block")
    yield Watch(context, base_url)
    context.close()


@pytest.fixture
def page_of_reader(reader: Watch) -> Iterator[Page]:
    """A page of the shared context."""
    page = reader.context.new_page()
    yield page
    page.close()
    assert reader.faults() == []


@pytest.fixture(scope="module")
def kinds() -> Catalogue:
    """The specimen's rules."""
    return read_catalogue(SPECIMEN / "snippets")


@pytest.mark.parametrize("kind", KINDS)
def test_browser_and_cpython_agree_on_every_line(
    page_of_reader: Page, base_url: str, kinds: Catalogue, kind: str
) -> None:
    page, rule = page_of_reader, kinds.rule(kind)
    page.goto(f"{base_url}{rule.url}")
    for side in SIDES:
        example = Example(page, side)
        example.prove()
        assert differing(rule, side, example.yours()) == {}
        expect(example.status).to_have_text(verdict(rule, side))
    example.run()
    expect(example.status).to_have_text(re.compile(r"^Finished in "))
    expect(example.log).not_to_be_empty()


def verdict(rule: Rule, side: Side) -> str:
    """Return what the page says: of an untouched bad example, that it breaks as it should."""
    said = proven(rule, rule.source(side), filename=f"{side}.py").verdict
    return re.sub(r"^Breaks: .* \(", "Breaks, as the page says (", said)


def differing(rule: Rule, side: Side, browser: dict[int, str]) -> dict[int, tuple[str, str]]:
    """Return the lines that gave something else there than here; a salt behind `...` may differ, its line may not."""
    lines = {line.number: line for line in rule.lines}
    results = {result.line: result.got for result in report(rule, side).results}
    assert browser.keys() == results.keys()
    unlike = {number: (browser[number], got) for number, got in results.items() if browser[number] != got}
    wanted = {number: lines[number].wanted(side) for number in unlike}
    open_ended = {
        number for number, want in wanted.items() if "..." in want and gives(Output(want), Output(browser[number]))
    }
    return {number: both for number, both in unlike.items() if number not in open_ended}


def test_a_rule_that_cannot_run_in_the_browser_says_why(page: Page, base_url: str) -> None:
    def excuse(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer, body=answer.text().replace("data-rule=", 'data-browser="It needs two threads." data-rule=')
        )

    page.route("**/rules/XMP01/", excuse)
    page.goto(f"{base_url}rules/XMP01/")
    good = Example(page, "good")
    expect(good.section).to_contain_text("It needs two threads.")
    for name in ("Run", "Prove", "Edit"):
        expect(good.button(name)).to_have_count(0)
