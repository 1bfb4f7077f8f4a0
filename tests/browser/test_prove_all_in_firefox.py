"""Firefox proves the whole book as well. It is skipped only where there is no Firefox."""

import re
import time
import warnings
from pathlib import Path

import pytest

from playbook.book.catalogue import Catalogue
from tests.browser import install
from tests.browser.example import OVER, book_ms, proofs_in_browser
from tests.browser.hostile.tab import Tab, firefox
from tests.browser.site import serve

# Presses the button once it is there; the page makes it when its script has come.
PRESS = """(async () => {
    const named = (one) => one.textContent.trim() === "Prove every rule";
    for (let tries = 0; tries < 200; tries++) {
        const button = [...document.querySelectorAll("button")].find(named);
        if (button) return button.click(), true;
        await new Promise(resolve => setTimeout(resolve, 50));
    }
    return false;
})()"""
# Returns what the status says, once it says that it is over, or after half a minute.
STATUS = f"""(async () => {{
    const said = () => document.querySelector("#pb-prove-all [role=status]").textContent;
    for (let tries = 0; tries < 300 && !/{OVER}/.test(said()); tries++)
        await new Promise(resolve => setTimeout(resolve, 100));
    return said();
}})()"""
WRONG = """[...document.querySelectorAll("#pb-prove-all [data-rule]")]
    .map(one => one.textContent).filter(text => !/proven: good holds|not proven here/.test(text))"""


def test_every_rule_is_proven_both_ways_in_firefox(book_site: Path, book: Catalogue) -> None:
    executable = install.firefox()
    if executable is None:
        warnings.warn(install.NO_FIREFOX, stacklevel=1)
        pytest.skip(install.NO_FIREFOX)
    rules = list(book.rules)
    proven = sum(rule.matter.browser is None for rule in rules)
    proofs = proofs_in_browser(book)
    with serve(book_site) as url, firefox(executable) as tab:
        tab.open(f"{url}playground/")
        assert tab.ask(PRESS)
        said = last_status(tab, book_ms(proofs) / 1000)
        assert tab.ask(WRONG) == []
        assert said.startswith(f"All {proven} rules proven: {proofs} proofs in ")


def last_status(tab: Tab, seconds: float) -> str:
    """Return what the page says when it is over, or when the time is."""
    until = time.monotonic() + seconds
    said = ""
    while not re.search(OVER, said) and time.monotonic() < until:
        said = tab.ask(STATUS)
    return said
