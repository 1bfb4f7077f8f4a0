"""All the rules' proofs, both ways, by one reader in one browser who goes from page to page."""

import time
from collections.abc import Iterator

from playwright.sync_api import Browser, Page

from playbook.catalogue import Rule, read_catalogue
from tests.browser.example import BOOT_MS
from tests.browser.site import ROOT

# Presses Prove, and returns the verdict once it is there.
VERDICT = f"""side => new Promise((done, fail) => {{
    const section = document.querySelector(`[data-example=${{side}}]`);
    const status = section.querySelector("[role=status]");
    new MutationObserver(() => {{
        if (/^(Holds|Breaks)/.test(status.textContent)) done(status.textContent);
    }}).observe(status, {{ childList: true, characterData: true, subtree: true }});
    setTimeout(() => fail(new Error(`no verdict: ${{status.textContent}}`)), {BOOT_MS});
    [...section.querySelectorAll("button")].find(one => one.textContent === "Prove").click();
}})"""


def prove_all(browser: Browser, url: str) -> Iterator[str]:
    """Yield how long all proofs take together, the pages' loading included, and the slowest of them."""
    rules = [rule for rule in read_catalogue(ROOT / "snippets").rules if rule.matter.browser is None]
    context = browser.new_context()
    seconds = {rule.id: _prove(context.new_page(), url, rule) for rule in rules}
    context.close()
    slowest = sorted(seconds, key=lambda rule: -seconds[rule])[:3]
    told = ", ".join(f"{rule} {seconds[rule]:.1f} s" for rule in slowest)
    yield f"all proofs, both ways, {len(rules)} rules in one browser: {sum(seconds.values()):.0f} s; slowest: {told}"


def _prove(page: Page, url: str, rule: Rule) -> float:
    begun = time.monotonic()
    page.goto(f"{url}{rule.url}")
    for side, verdict in (("bad", "Breaks"), ("good", "Holds")):
        told: str = page.evaluate(VERDICT, side)
        assert told.startswith(verdict), f"{rule.id} {side}: {told}"
    taken = time.monotonic() - begun
    page.close()
    return taken
