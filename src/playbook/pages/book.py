"""The whole book on one page: every area's introduction, and every rule in short, in the order of the navigation.

Knows nothing of MkDocs. It is made of the HTML that the areas' and the rules' own pages have, so that nothing is
written or rendered twice; what leads to a rule leads to its place on the page.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup

from playbook.book.catalogue import Area, Catalogue, Rule
from playbook.pages.views import ProofView, Sides, difference, proof_view

BOOK_PAGE = "book.md"
BOOK_URL = "book/"
PDF_FILE = "backend-playbook.pdf"
"""The PDF's name, in the folder of the book's page."""

SHOWN = ("Why", "In review", "Exceptions", "References")

_SECTION = re.compile(r'<h2 id="(?P<anchor>[\w-]+)">.*?</h2>', re.DOTALL)
_TITLE = re.compile(r"<h1\b.*?</h1>", re.DOTALL)
_PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
_ID = re.compile(r' id="[^"]*"')
_AUTOREF = re.compile(r'<autoref identifier="(?P<id>[^"]*)"[^>]*>(?P<text>.*?)</autoref>', re.DOTALL)
_BEFORE_CODE = re.compile(r"<pre><span></span><code>")


class Entry(NamedTuple):
    """A rule in the book: its sections as HTML by their headings, the lines that decide, and what is proven."""

    rule: Rule
    sections: Mapping[str, Markup]
    shown: Sides
    proven: ProofView


class Chapter(NamedTuple):
    """An area in the book: its introduction as HTML, and its rules."""

    area: Area
    introduction: Markup
    entries: list[Entry]


def chapters(catalogue: Catalogue, areas: Mapping[str, str], rules: Mapping[str, str]) -> list[Chapter]:
    """Return the areas in their order; ``areas`` and ``rules`` have the HTML of their pages, by slug and by ID.

    Raises KeyError for a page that is not there.
    """
    return [
        Chapter(
            area,
            _led(_TITLE.sub("", _parts(areas[area.slug])[""]), catalogue),
            [_entry(rule, rules[rule.id], catalogue) for rule in area.rules],
        )
        for area in catalogue.areas
    ]


def _entry(rule: Rule, html: str, catalogue: Catalogue) -> Entry:
    parts = _parts(html)
    sections = {heading: _led(parts[heading.lower().replace(" ", "-")], catalogue) for heading in SHOWN}
    return Entry(rule, sections, difference(rule), proof_view(rule))


def _parts(html: str) -> dict[str, str]:
    """Return the HTML under each heading by the heading's anchor; what stands before the first is under no name."""
    first, *rest = _SECTION.split(html)
    return {"": first} | dict(zip(rest[::2], rest[1::2], strict=True))


def _led(html: str, catalogue: Catalogue) -> Markup:
    """Return the HTML with its links to rules leading to their places in the book, and without anchors of its own."""
    living = {rule.id for rule in catalogue.rules}

    def link(match: re.Match[str]) -> str:
        place = catalogue.retired.get(match["id"], match["id"])
        return f'<a href="#{place}">{match["text"]}</a>' if place in living else match["text"]

    for pattern, new in ((_PERMALINK, ""), (_ID, ""), (_BEFORE_CODE, "<pre><code>")):
        html = pattern.sub(new, html)
    return Markup(_AUTOREF.sub(link, html).strip())  # noqa: S704 - Markdown made it
