"""The pictures as they are drawn: what of Pikchr's SVG is changed, what is kept, and what an author is told."""

import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from playbook.book.catalogue import Catalogue, read_catalogue
from playbook.book.pictures import Picture
from playbook.book.slips import CatalogueError
from playbook.pages.drawing import WIDEST, Drawing, DrawingError, drawn
from playbook.pages.pages import Pages
from playbook.pages.twin import twin
from tests.pages.test_book import ADDRESS, htmls

pytestmark = pytest.mark.slow

SHAPES = 'box "a < b" fill bad_soft color bad dashed; down; arrow; box "✓" fill soft thick\n'


def picture(shapes: str = SHAPES, name: str = "picture.pikchr") -> Picture:
    words = "One calls the other.", "Two boxes, the first `above` the second."
    return Picture(Path(name), *words, f"# Caption: {words[0]}\n# Text: {words[1]}\n{shapes}")


def shown(drawing: Drawing) -> BeautifulSoup:
    return BeautifulSoup(f"<svg>{drawing.shapes}</svg>", "html.parser")


def test_a_drawing_takes_its_colours_from_the_page_and_has_no_styles(tmp_path: Path) -> None:
    (drawing,) = drawn([picture()], tmp_path).values()
    svg = shown(drawing)
    first, second = svg.select("path[d$=Z]")
    assert (first["stroke"], first["fill"]) == ("var(--pb-bad)", "var(--pb-bad-bg)")
    assert first["stroke-dasharray"]
    assert (second["stroke"], second["fill"]) == ("currentColor", "var(--pb-soft)")
    assert float(str(second["stroke-width"])) > float(str(first["stroke-width"]))
    assert [text.get_text().replace("\xa0", " ") for text in svg.select("text")] == ["a < b", "✓"]
    assert [str(text["fill"]) for text in svg.select("text")] == ["var(--pb-bad)", "currentColor"]
    assert "style" not in drawing.shapes
    assert "rgb(" not in drawing.shapes
    width = float(drawing.view_box.split()[2])
    assert width <= WIDEST
    assert float(drawing.width.removesuffix("em")) == pytest.approx(width / 16, abs=0.01)


@pytest.mark.parametrize(
    ("shapes", "line", "found"),
    [
        ("box\narow\n", 4, "syntax error at the end of the line"),
        ('text "✓ ✗"; circl "x"\nbox\n', 3, 'syntax error at `"x"`'),
        ('box "x\n', 3, 'unrecognized token at `"x'),
        ("arrow to Nowhere\n", 3, "at `Nowhere`"),
        ("wide = 3\n", 1, "empty"),
        (f"box wid {WIDEST / 144 + 0.1}\n", 1, f"a drawing {WIDEST + 17} wide"),
    ],
)
def test_a_slip_of_a_drawing_says_where_it_is(tmp_path: Path, shapes: str, line: int, found: str) -> None:
    with pytest.raises(CatalogueError) as raised:
        drawn([picture(), picture(shapes, "other.pikchr")], tmp_path)
    (slip,) = raised.value.slips
    assert (slip.file, slip.line) == (Path("other.pikchr"), line)
    assert found in slip.found


def test_the_slips_of_all_drawings_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError) as raised:
        drawn([picture("arow\n", "one.pikchr"), picture(), picture("bx\n", "two.pikchr")], tmp_path)
    assert [slip.file.name for slip in raised.value.slips] == ["one.pikchr", "two.pikchr"]


def test_one_process_draws_all_that_is_new_and_none_what_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    node, log = tmp_path / "node", tmp_path / "log"
    node.write_text(f'#!/bin/sh\necho run >> {log}\nexec {shutil.which("node")} "$@"\n', encoding="utf-8")
    node.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    pictures = [picture(), picture("circle\n"), picture("box\n")]
    first = drawn(pictures, tmp_path / "kept")
    assert len(first) == 3
    assert drawn(pictures, tmp_path / "kept") == first
    assert log.read_text(encoding="utf-8") == "run\n"
    drawn([*pictures, picture("oval\n")], tmp_path / "kept")
    assert log.read_text(encoding="utf-8") == "run\nrun\n"


def test_without_node_only_what_is_new_cannot_be_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = drawn([picture()], tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert drawn([], tmp_path) == {}
    assert drawn([picture()], tmp_path) == known
    with pytest.raises(DrawingError, match=r"install Node\.js"):
        drawn([picture("circle\n")], tmp_path)


@pytest.fixture
def pictured(snippets: Path, rule_folder: Path) -> Catalogue:
    """The sample catalogue with a picture of its rule and one of its area."""
    for folder in (rule_folder, rule_folder.parent):
        (folder / "picture.pikchr").write_text(picture().source, encoding="utf-8")
    return read_catalogue(snippets)


def check_words(page: BeautifulSoup, figure: Tag) -> None:
    """Check that the picture is called by words of the page: its caption for everybody, and what is drawn."""
    svg = figure.select_one("svg[role=img]")
    assert svg is not None
    called = [one.get_text() for name in str(svg["aria-labelledby"]).split() for one in page.select(f"#{name}")]
    assert called == ["One calls the other.", "Two boxes, the first above the second."]
    assert figure.select_one("details") is not None


def test_a_page_has_its_picture_where_the_reader_needs_it(pictured: Catalogue, tmp_path: Path) -> None:
    pages = Pages(pictured, ADDRESS, drawings=drawn(pictured.pictures, tmp_path))
    areas, rules = htmls(pictured)
    rule = BeautifulSoup(pages.assembled(pictured.rule("XMP01"), rules["XMP01"]), "html.parser")
    (figure,) = rule.select("figure")
    check_words(rule, figure)
    assert [str(one["id"]) for one in figure.find_all_previous("h2")] == ["why"]
    area = BeautifulSoup(pages.pictured(pictured.area("sample"), areas["sample"]), "html.parser")
    (figure,) = area.select("figure")
    check_words(area, figure)
    assert figure.find_previous("p") is not None
    heading = figure.find_next("h2")
    assert heading is not None
    assert heading["id"] == "rules"


def test_the_book_has_every_picture_once_with_its_words(pictured: Catalogue, tmp_path: Path) -> None:
    pages = Pages(pictured, ADDRESS, drawings=drawn(pictured.pictures, tmp_path))
    book = BeautifulSoup(pages.book(*htmls(pictured), "../"), "html.parser")
    figures = book.select("figure")
    assert len(figures) == 2
    for figure in figures:
        check_words(book, figure)


def test_a_page_without_its_drawing_has_no_figure(pictured: Catalogue) -> None:
    areas, rules = htmls(pictured)
    pages = Pages(pictured, ADDRESS)
    assert "<figure" not in pages.assembled(pictured.rule("XMP01"), rules["XMP01"])
    assert "<figure" not in pages.pictured(pictured.area("sample"), areas["sample"])


def test_a_program_that_reads_gets_the_words_alone(pictured: Catalogue) -> None:
    text = twin(pictured, pictured.rule("XMP01"), ADDRESS)
    assert "One calls the other. Two boxes, the first `above` the second." in text
    assert "svg" not in text


def test_every_picture_of_the_book_is_drawn_without_styles(book: Catalogue, tmp_path: Path) -> None:
    drawings = drawn(book.pictures, tmp_path)
    assert [picture.path for picture in drawings] == [picture.path for picture in book.pictures]
    assert not [picture.path for picture, one in drawings.items() if "style" in one.shapes or "rgb(" in one.shapes]
