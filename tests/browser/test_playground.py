"""What a reader can do to an example, and what the page answers."""

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.example import BOOT_MS, Example
from tests.browser.watch import Watch

pytestmark = pytest.mark.returning


@pytest.fixture
def good(page: Page, base_url: str) -> Example:
    page.goto(f"{base_url}rules/XMP01/")
    return Example(page, "good")


def test_output_appears_while_the_program_runs(good: Example) -> None:
    good.write("import time\nprint('first', flush=True)\nwhile True:\n    time.sleep(0.1)\n")
    good.button("Run").click()
    expect(good.log).to_contain_text("first", timeout=BOOT_MS)
    expect(good.button("Stop")).to_be_visible()
    good.button("Stop").click()
    expect(good.status).to_have_text(re.compile("^Stopped after"))


def test_an_endless_loop_is_stopped_the_page_stays_alive_and_the_next_run_is_right(good: Example) -> None:
    good.write("while True:\n    pass\n")
    good.button("Run").click()
    expect(good.status).to_have_text(re.compile("^Running"), timeout=BOOT_MS)
    assert good.page.evaluate("new Promise(done => requestAnimationFrame(() => done('alive')))") == "alive"
    good.button("Stop").click()
    expect(good.status).to_have_text(re.compile("^Stopped after"))
    good.write("print('well again')\n")
    good.run()
    expect(good.log).to_have_text(re.compile("well again"))


def test_a_long_run_says_how_long_and_asks_but_is_not_stopped(browser: Browser, base_url: str) -> None:
    context = browser.new_context(service_workers="block")  # its clock stays altered
    page = context.new_page()
    page.clock.install()
    page.goto(f"{base_url}rules/XMP01/")
    good = Example(page, "good")
    good.write("import time\ntime.sleep(3)\nprint('to the end')\n")
    good.button("Run").click()
    expect(good.status).to_have_text(re.compile("^Running"), timeout=BOOT_MS)
    good.page.clock.fast_forward(12_000)
    expect(good.status).to_have_text("Still running… Stop?")
    expect(good.section).to_contain_text(re.compile(r"\b1\d s"))
    expect(good.log).to_contain_text("to the end", timeout=BOOT_MS)
    context.close()


def test_a_flood_of_output_is_capped_and_the_page_stays_alive(good: Example) -> None:
    good.write("while True:\n    print('x' * 200)\n")
    good.button("Run").click()
    expect(good.log).to_contain_text("xxx", timeout=BOOT_MS)
    assert good.page.evaluate("new Promise(done => requestAnimationFrame(() => done('alive')))") == "alive"
    good.button("Stop").click()
    expect(good.status).to_have_text(re.compile("^Stopped after"))
    assert len(good.log.inner_text()) < 100_000


def test_a_traceback_is_in_the_readers_own_lines(good: Example) -> None:
    good.write("def price(fee):\n    return 100 / fee\n\nprice(0)\n")
    good.run()
    expect(good.status).to_have_text("Ended with ZeroDivisionError on line 2")
    expect(good.log).to_contain_text('File "good.py", line 4, in <module>')
    expect(good.log).to_contain_text("ZeroDivisionError: division by zero")
    expect(good.log).not_to_contain_text("pyodide")
    expect(good.log).not_to_contain_text("session.py")


def test_output_is_text_never_markup(good: Example) -> None:
    good.write("print('<img src=x onerror=alert(1)><b>bold</b>')\n")
    good.run()
    expect(good.log).to_contain_text("<img src=x onerror=alert(1)>")
    expect(good.log.locator("img, b")).to_have_count(0)


KEPT = """
import os, sys
print('kept' in globals(), 'KEPT' in os.environ, hasattr(__builtins__, 'kept'), '/kept' in sys.path)
"""


def test_one_run_leaves_nothing_for_the_next(good: Example) -> None:
    good.write(
        "import builtins, os, sys\nkept = 1\nos.environ['KEPT'] = '1'\nbuiltins.kept = 1\nsys.path.append('/kept')\n"
    )
    good.run()
    good.write(KEPT)
    good.run()
    expect(good.log).to_have_text(re.compile("False False False False"))


def test_a_proof_that_never_ends_can_be_stopped(good: Example) -> None:
    source = good.page.evaluate("fetch('rule.json').then(answer => answer.json()).then(rule => rule.good)")
    good.write(source.replace("    rows = connection", "    while True:\n        pass\n    rows = connection"))
    good.button("Prove").click()
    expect(good.button("Stop")).to_be_visible()
    expect(good.status).to_have_text(re.compile("^Proving|^Running"), timeout=BOOT_MS)
    good.button("Stop").click()
    expect(good.status).to_have_text(re.compile("^Stopped after"))
    good.button("Reset").click()
    good.prove()
    expect(good.status).to_have_text(re.compile("^Holds: "))


PROGRAMS = {
    "input('Who? ')": "no keyboard",
    "import numpy": "The playground has no numpy",
    "import sqlalchmy": "Perhaps sqlalchemy serves as well",
    "import socket\nsocket.socket(socket.AF_INET6)": "no IPv6",
}


def test_what_a_browser_does_not_give_a_program_is_told_in_words(good: Example) -> None:
    for program, words in PROGRAMS.items():
        good.write(program)
        good.run()
        expect(good.log).to_contain_text(words)
    good.write("def deep(one):\n    return sorted([one], key=deep)\n\ndeep(1)\n")
    good.button("Run").click()
    expect(good.status).to_contain_text("Python’s own stack ran full", timeout=BOOT_MS)
    good.write("print('well again')\n")
    good.run()
    expect(good.log).to_contain_text("well again")


def test_without_webassembly_run_says_so_and_the_page_says_how_it_ends(page: Page, base_url: str) -> None:
    page.add_init_script("delete globalThis.WebAssembly")
    page.goto(f"{base_url}rules/XMP01/")
    good = Example(page, "good")
    good.button("Run").click()
    expect(good.status).to_contain_text("WebAssembly is switched off", timeout=BOOT_MS)


def test_the_playground_opens_a_try_as_the_rule_introduces_it(page: Page, base_url: str) -> None:
    answer = page.request.get(f"{base_url}rules/XMP01/rule.json").json()
    tries = [{"name": "wrong_half", "right": False, "reason": "It does half of it.", "source": "print('half')\n"}]
    page.route("**/rules/XMP01/rule.json", lambda route: route.fulfill(json={**answer, "tries": tries}))
    page.goto(f"{base_url}playground/?rule=XMP01&try=wrong_half")
    expect(page.locator(".cm-content")).to_have_text("print('half')", timeout=BOOT_MS)
    expect(page.get_by_text("Looks right, and is not: It does half of it.")).to_be_visible()
    page.goto(f"{base_url}playground/?rule=XMP01&try=wrong_other")
    expect(page.get_by_text("XMP01 has no solution called wrong_other.")).to_be_visible(timeout=BOOT_MS)
    expect(Example(page, "bad").button("Prove")).to_be_visible()


def test_the_home_page_opens_a_rule_to_try(page: Page, watch: Watch, book_url: str) -> None:
    watch.origin(book_url)
    page.goto(book_url)
    page.get_by_role("link", name="Try it out").click()
    expect(page.locator("#pb-rule")).not_to_have_value("", timeout=BOOT_MS)


def test_the_playground_opens_the_example_that_the_address_names(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}playground/?rule=XMP01&example=bad")
    bad = Example(page, "bad")
    bad.prove()
    expect(bad.status).to_have_text(re.compile("^Breaks, as the page says"))
    assert "✗ breaks" in bad.verdicts()


def test_a_link_carries_the_readers_code_and_never_runs_it(good: Example, browser: Browser, base_url: str) -> None:
    good.write("print('mine')\n")
    good.button("Share my edit").click()
    good.button("Copy link to my edit").click()
    good.page.wait_for_function("async () => (await navigator.clipboard.readText()).includes('#code=')")
    path = good.page.evaluate("navigator.clipboard.readText()").partition("/playground/")[2]
    other = browser.new_context(service_workers="block").new_page()
    other.goto(f"{base_url}playground/{path}")
    expect(other.get_by_text("This code came with the link")).to_be_visible(timeout=BOOT_MS)
    expect(other.locator(".cm-content")).to_contain_text("print('mine')")
    expect(other.get_by_role("radio", name="Good, changed")).to_be_checked()
    other.wait_for_load_state("networkidle")
    expect(other.get_by_role("log")).to_be_hidden()
    opened = Example(other, "good")
    opened.run()
    expect(opened.log).to_contain_text("mine")
    other.context.close()


@pytest.mark.parametrize("code", ["%%%", "AAAA", "x" * 200_000])
def test_a_link_with_broken_code_says_so(page: Page, base_url: str, code: str) -> None:
    page.goto(f"{base_url}playground/#code={code}")
    expect(page.get_by_role("main")).to_contain_text(re.compile("link", re.IGNORECASE))
    expect(page.get_by_role("main")).to_contain_text(re.compile("cannot|could not|too l", re.IGNORECASE))


def test_the_page_can_be_read_without_javascript(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base_url}rules/XMP01/")
    expect(page.locator("[data-example=bad] .highlight")).to_contain_text("WHERE name = '{name}'")
    expect(page.locator("[data-example=good] .highlight")).to_contain_text("WHERE name = ?")
    expect(page.locator(".pb-proof")).to_contain_text("Bob Khan: diabetes")
    expect(page.get_by_role("button", name="Run")).to_have_count(0)
    context.close()


def test_rule_data_is_what_the_contract_says(page: Page, base_url: str) -> None:
    data = json.loads(page.request.get(f"{base_url}rules.json").text())
    rule = next(rule for rule in data["rules"] if rule["id"] == "XMP01")
    assert {
        "id",
        "title",
        "level",
        "area",
        "charter",
        "tags",
        "url",
        "why",
        "bad",
        "good",
        "proof",
        "enforced_by",
        "review",
        "related",
        "browser",
    } <= set(rule)
