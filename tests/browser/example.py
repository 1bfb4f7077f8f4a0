"""Drives one example on a page by what a reader finds there: names of buttons, the log, the status."""

import re

from playwright.sync_api import Locator, Page, expect

from playbook.book.catalogue import Catalogue

BOOT_MS = 90_000
# For one proof of the book, at the slowest.
PROOF_MS = 5_000
# How the status of *Prove every rule* begins once it is over, as a regular expression of Python and of JavaScript.
OVER = "^(All|[0-9]+ of|Stopped|Not)"


def book_ms(proofs: int) -> int:
    """Return how long a browser may take, in milliseconds, for so many proofs."""
    return BOOT_MS + proofs * PROOF_MS


def proofs_in_browser(book: Catalogue) -> int:
    """Return how many proofs a browser runs: of both examples of each rule that can run there, and of its tries."""
    return sum(2 + len(rule.tries) for rule in book.rules if rule.matter.browser is None)


class Example:
    """The bad or the good example of a rule's page, or the reader's code on the playground's."""

    def __init__(self, page: Page, side: str) -> None:
        self.page = page
        self.section = page.locator(f"[data-example={side}]")
        self.status = self.section.get_by_role("status")
        self.log = self.section.get_by_role("log")

    def button(self, name: str) -> Locator:
        """Return the button of this name."""
        return self.section.get_by_role("button", name=name, exact=True)

    def run(self, *, by_key: bool = False) -> None:
        """Press Run, or the editor's own key for it, and wait for the program's end."""
        if by_key:
            self.page.keyboard.press("ControlOrMeta+Enter")
        else:
            self.button("Run").click()
        expect(self.status).to_have_text(re.compile(r"^(Finished|Ended)"), timeout=BOOT_MS)

    def prove(self, verdict: str = "Holds|Breaks|Not proven") -> None:
        """Press Prove and wait for the verdict."""
        self.button("Prove").click()
        expect(self.status).to_have_text(re.compile(f"^({verdict})"), timeout=BOOT_MS)

    def write(self, source: str) -> None:
        """Replace the code, as a reader would: open the editor, select all, type over it."""
        editor, edit = self.section.locator(".cm-content"), self.button("Edit")
        editor.or_(edit).first.wait_for()
        if not editor.count():
            edit.click()
        editor.focus()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(source)

    def yours(self) -> dict[int, str]:
        """Return what each line of the proof gave, by its number; an empty text is no output."""
        read = """cells => cells.map(cell => {
            const got = cell.firstElementChild;
            return [cell.parentElement.dataset.line, got.textContent, got.tagName === "I"];
        })"""
        cells = self.page.locator(".pb-line > .pb-yours")
        gave: list[tuple[str, str, bool]] = cells.evaluate_all(read)
        return {int(line): "" if nothing else text for line, text, nothing in gave}

    def verdicts(self) -> list[str]:
        """Return the word of each line's verdict."""
        return self.page.locator(".pb-line > .pb-yours .pb-mark").all_inner_texts()
