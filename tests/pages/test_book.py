"""The whole book on one page, and as a PDF."""

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import pytest
from bs4 import BeautifulSoup
from markdown import markdown
from mkdocs_autorefs import AutorefsExtension
from pypdf import PdfReader
from pypdf.generic import Destination, DictionaryObject

from playbook.book.catalogue import Catalogue, read_catalogue
from playbook.pages.pages import Pages, css_text
from playbook.pages.pdf import PrintError
from playbook.project import PROJECT
from tests.browser.install import executable

ADDRESS = "https://playbook.example/handbook/"
SPECIMEN = PROJECT / "tests" / "specimen" / "snippets"
Htmls = dict[str, str]


def htmls(catalogue: Catalogue) -> tuple[Htmls, Htmls]:
    """Return the HTML of the areas' and of the rules' pages, as the plugin hands it over."""
    made = {page.path: page.markdown.split("---\n\n", 1)[1] for page in Pages(catalogue, ADDRESS).generated()}

    def html(path: str) -> str:
        return markdown(made[path], extensions=["attr_list", "fenced_code", AutorefsExtension(None)])

    areas = {area.slug: html(f"areas/{area.slug}/index.md") for area in catalogue.areas}
    return areas, {rule.id: html(f"rules/{rule.id}.md") for rule in catalogue.rules}


def book(catalogue: Catalogue) -> BeautifulSoup:
    return BeautifulSoup(Pages(catalogue, ADDRESS).book(*htmls(catalogue), "../"), "html.parser")


@pytest.fixture(scope="module")
def specimen() -> Catalogue:
    return read_catalogue(SPECIMEN)


def test_the_book_has_every_rule_with_all_of_its_parts(specimen: Catalogue) -> None:
    page = book(specimen)
    rules = list(specimen.rules)
    assert [entry["id"] for entry in page.select(".pb-entry > h3")] == [rule.id for rule in rules]
    for rule, entry in zip(rules, page.select(".pb-entry"), strict=True):
        text = entry.get_text()
        assert rule.matter.title in text
        assert [heading.get_text() for heading in entry.select("h4")] == [
            "Why",
            "What is proven",
            "In review",
            "Exceptions",
            "References",
        ]
        assert [side.get_text() for side in entry.select(".pb-difference .pb-side")] == ["Bad", "Good"]
        assert len(entry.select(".pb-claims tr:not(.pb-says) > td:first-child")) == len(
            [line for line in rule.lines if line.kind != "set-up"]
        )
        assert entry.select(f'a[href="../rules/{rule.id}/"]')


def test_every_link_of_the_book_leads_somewhere_and_no_id_stands_twice(specimen: Catalogue) -> None:
    page = book(specimen)
    ids = Counter(str(element["id"]) for element in page.select("[id]"))
    assert max(ids.values()) == 1
    inner = [str(link["href"]) for link in page.select('a[href^="#"]')]
    assert {target.removeprefix("#") for target in inner} <= ids.keys()
    assert {f"#{rule.id}" for rule in specimen.rules} <= set(inner)
    assert not page.select("autoref, script, button, .headerlink")


def test_a_rule_that_is_named_in_the_text_is_led_to_within_the_book(snippets: Path, rule_folder: Path) -> None:
    (snippets / "ids.txt").write_text("XMP01 sample/shared_list\nXMP02 -> XMP01\n", "utf-8")
    path = rule_folder / "rule.md"
    path.write_text(
        path.read_text("utf-8").replace("One call sees", "See [XMP01][], once [XMP02][]: one sees"), "utf-8"
    )
    links = book(read_catalogue(snippets)).select(".pb-entry > p:not([class]) a")
    assert [(link.get_text(), link["href"]) for link in links] == [("XMP01", "#XMP01"), ("XMP02", "#XMP01")]


@pytest.mark.parametrize("text", ['Say "x" </style> \\ & so', "a\nb"])
def test_a_title_in_the_head_of_a_page_ends_no_style(text: str) -> None:
    assert not set('<>&\n"') & set(str(css_text(text))[1:-1])


@pytest.fixture(scope="module")
def pdf(specimen: Catalogue) -> PdfReader:
    """The specimen's book, printed."""
    return PdfReader(io.BytesIO(Pages(specimen, ADDRESS).pdf(*htmls(specimen), executable())))


def bookmarks(reader: PdfReader) -> list[Destination]:
    """Return the bookmarks of both levels, in the order of the book."""

    def flat(marks: Sequence[object]) -> Iterator[Destination]:
        for one in marks:
            if isinstance(one, Destination):
                yield one
            else:
                assert isinstance(one, list)
                yield from flat(one)

    return list(flat(reader.outline))


def marks_of(reader: PdfReader, catalogue: Catalogue) -> list[Destination]:
    """Return the bookmarks of the rules alone."""
    areas = {area.matter.title for area in catalogue.areas}
    return [mark for mark in bookmarks(reader) if mark.title not in areas]


@pytest.mark.whole
def test_the_pdf_has_every_rule_among_its_bookmarks_and_at_its_page(pdf: PdfReader, specimen: Catalogue) -> None:
    rules = list(specimen.rules)
    assert len(pdf.pages) > len(rules)
    assert [mark.title for mark in bookmarks(pdf)] == [
        *(
            title
            for area in specimen.areas
            for title in (area.matter.title, *(f"{rule.id} · {rule.matter.title}" for rule in area.rules))
        )
    ]
    for rule, mark in zip(rules, marks_of(pdf, specimen), strict=True):
        number = pdf.get_destination_page_number(mark)
        assert number is not None
        assert rule.id in pdf.pages[number].extract_text()


@pytest.mark.whole
def test_the_contents_of_the_pdf_name_the_right_pages(pdf: PdfReader, specimen: Catalogue) -> None:
    contents = [line.split() for line in pdf.pages[1].extract_text().splitlines() if line.strip()]
    flat = [word for line in contents for word in line]
    for rule, mark in zip(specimen.rules, marks_of(pdf, specimen), strict=True):
        begin = flat.index(rule.id)
        number = next(word for word in flat[begin + 1 :] if word.isdigit() and word not in rule.matter.title.split())
        assert int(number) == (pdf.get_destination_page_number(mark) or 0) + 1


@pytest.mark.whole
def test_every_link_of_the_pdf_leads_to_a_place_in_it_or_to_the_web(pdf: PdfReader) -> None:
    places = {name.removeprefix("/") for name in pdf.named_destinations}
    inner, outer = set(), set()
    for page in pdf.pages:
        for reference in page.get("/Annots", []):
            link = reference.get_object()
            if "/Dest" in link:
                inner.add(str(link["/Dest"]).removeprefix("/"))
            else:
                outer.add(str(link["/A"]["/URI"]))
    assert inner
    assert inner <= places
    assert f"{ADDRESS}rules/XMP01/" in outer
    assert all(address.startswith("https://") for address in outer), outer


@pytest.mark.whole
def test_the_pdf_is_tagged_and_has_its_title_and_its_language(pdf: PdfReader) -> None:
    root = pdf.root_object
    assert cast("DictionaryObject", root["/MarkInfo"])["/Marked"]
    assert str(root["/Lang"]) == "en"
    assert pdf.metadata
    assert pdf.metadata.title == "The Backend Playbook"


@pytest.mark.whole
def test_bad_and_good_are_words_on_paper(pdf: PdfReader) -> None:
    text = "\n".join(page.extract_text() for page in pdf.pages)
    assert "Bad gives" in text
    assert "Good gives" in text


def test_a_browser_that_does_not_start_is_named(specimen: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(PrintError, match="no-such-browser cannot print the book"):
        Pages(specimen, ADDRESS).pdf(*htmls(specimen), str(tmp_path / "no-such-browser"))
