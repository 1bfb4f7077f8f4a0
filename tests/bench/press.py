"""Presses Run or Prove, and measures how long it takes to the first output or the verdict."""

from playwright.sync_api import Page

from tests.browser.example import BOOT_MS

# Presses the button of this name by script, so that nothing was loaded on the way there; returns the seconds to the
# first character of output.
OUTPUT = f"""(side, name) => new Promise((done, fail) => {{
    const section = document.querySelector(`[data-example=${{side}}]`);
    const begun = performance.now();
    new MutationObserver(() => {{
        if (section.querySelector("[role=log]")?.textContent) done((performance.now() - begun) / 1000);
    }}).observe(section, {{ childList: true, subtree: true, characterData: true }});
    setTimeout(() => fail(new Error("no output")), {BOOT_MS});
    [...section.querySelectorAll("button")].find(one => one.textContent === name).click();
}})"""


# Presses Prove of the good example once more; returns the seconds to its verdict, which first makes way for others.
VERDICT = f"""() => new Promise((done, fail) => {{
    const section = document.querySelector("[data-example=good]");
    const status = section.querySelector("[role=status]");
    const begun = performance.now();
    let gone = false;
    new MutationObserver(() => {{
        const holds = status.textContent.startsWith("Holds");
        if (holds && gone) done((performance.now() - begun) / 1000);
        gone ||= !holds;
    }}).observe(status, {{ childList: true, subtree: true, characterData: true }});
    setTimeout(() => fail(new Error("no verdict")), {BOOT_MS});
    [...section.querySelectorAll("button")].find(one => one.textContent === "Prove").click();
}})"""


def press_prove_again(page: Page) -> float:
    """Return the seconds from the press on Prove of the good example, which was proven before, to its verdict."""
    seconds: float = page.evaluate(VERDICT)
    return seconds


def press_run(page: Page) -> float:
    """Return the seconds from the press on Run of the good example to its first output."""
    seconds: float = page.evaluate(f"({OUTPUT})('good', 'Run')")
    return seconds
