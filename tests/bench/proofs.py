"""All the rules' proofs, both ways, in one browser."""

import re
import time
from collections.abc import Iterator

from playwright.sync_api import Browser, expect

from playbook.book.catalogue import read_catalogue
from playbook.project import SNIPPETS
from tests.browser.example import book_ms, proofs_in_browser


def prove_all(browser: Browser, url: str) -> Iterator[str]:
    """Yield how long a reader's first visit takes to prove the whole book, the loading of Python included."""
    proofs = proofs_in_browser(read_catalogue(SNIPPETS))
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{url}playground/")
    part = page.get_by_role("region", name="Prove every rule")
    begun = time.monotonic()
    part.get_by_role("button", name="Prove every rule").click()
    expect(part.get_by_role("status")).to_have_text(re.compile("^All "), timeout=book_ms(proofs))
    told = part.get_by_role("status").inner_text()
    yield f"all proofs, both ways, in one browser: {time.monotonic() - begun:.0f} s ({told})"
    context.close()
