"""The book as a PDF, printed by Chromium: page numbers in its contents, bookmarks, links, and tags for screen readers.

Chromium knows on which page a heading is only once it has printed it, so the book is printed twice: the second time
with the numbers in its contents, which have the room for them from the first.
"""

import io
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from playbook.pages.book import Chapter

if TYPE_CHECKING:
    from pypdf import PdfReader
    from pypdf.generic import Destination, IndirectObject

Numbers = Mapping[str, int]
"""The page (from 1) that each anchor of the book is on."""


class PrintError(Exception):
    """The book cannot be printed. The text says why, and what to do."""


def printed(html: Callable[[Numbers], str], chapters: Sequence[Chapter], browser: str) -> bytes:
    """Return the book as a PDF; ``html`` gives it for page numbers, ``browser`` is the path of a Chromium.

    Raises PrintError where the browser does not start, or where a heading is on no page.
    """
    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - a build without the PDF does without them
    from pypdf import PdfReader  # noqa: PLC0415

    try:
        with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
            chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
            page = chromium.new_page()

            def draft(numbers: Numbers) -> PdfReader:
                file = Path(
                    folder, "book.html"
                )  # a file, since links within a page lead nowhere in one without address
                file.write_text(html(numbers), encoding="utf-8")
                page.goto(file.as_uri())
                return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True, tagged=True)))

            numbers = _numbers(draft({}), chapters)
            return _finished(draft(numbers), chapters, numbers)
    except Error as error:
        raise PrintError(f"{browser} cannot print the book: {error.message}") from error


def _numbers(draft: "PdfReader", chapters: Sequence[Chapter]) -> Numbers:
    """Return the page of each heading that the contents lead to."""
    places = _places(draft)
    anchors = [name for chapter in chapters for name in (chapter.area.slug, *(e.rule.id for e in chapter.entries))]
    if lost := [name for name in anchors if name not in places]:
        raise PrintError(f"the PDF has no place for {', '.join(lost)}: Chromium names the targets of links no more")
    return {name: (draft.get_destination_page_number(places[name]) or 0) + 1 for name in anchors}


def _places(draft: "PdfReader") -> dict[str, "Destination"]:
    return {name.removeprefix("/"): place for name, place in draft.named_destinations.items()}


def _finished(draft: "PdfReader", chapters: Sequence[Chapter], numbers: Numbers) -> bytes:
    """Return the PDF with bookmarks, which open with the areas alone, and with its title."""
    from pypdf import PdfWriter  # noqa: PLC0415
    from pypdf.generic import Fit  # noqa: PLC0415

    places = _places(draft)
    writer = PdfWriter(clone_from=draft)

    def mark(anchor: str, title: str, parent: "IndirectObject | None" = None) -> "IndirectObject":
        fit = Fit.xyz(left=0, top=places[anchor].top)  # as far in as the reader is
        page = numbers[anchor] - 1
        return writer.add_outline_item(title=title, page_number=page, parent=parent, fit=fit, is_open=False)

    for chapter in chapters:
        area = mark(chapter.area.slug, chapter.area.matter.title)
        for entry in chapter.entries:
            mark(entry.rule.id, f"{entry.rule.id} · {entry.rule.matter.title}", area)
    writer.page_mode = "/UseOutlines"
    writer.add_metadata({"/Title": "The Backend Playbook", "/Author": "The Backend Playbook"})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
