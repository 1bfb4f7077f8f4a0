"""The pictures of rules and areas: read with their words, and refused where there are none."""

from pathlib import Path

import pytest

from playbook.book.catalogue import read_catalogue
from playbook.book.slips import CatalogueError

HEAD = "# Caption: One list, two callers.\n# Text: Two boxes,\n#   and an arrow from each.\n"
PICTURE = f'{HEAD}box "Ada"; arrow\nbox "# Bob" color bad  // no colour: fill pink\n'


def test_a_rule_and_an_area_have_their_picture_with_its_words(snippets: Path, rule_folder: Path) -> None:
    assert read_catalogue(snippets).pictures == []
    for folder in (rule_folder, rule_folder.parent):
        (folder / "picture.pikchr").write_text(PICTURE, encoding="utf-8")
    catalogue = read_catalogue(snippets)
    of_area, of_rule = catalogue.pictures
    assert (catalogue.area("sample").picture, catalogue.rule("XMP01").picture) == (of_area, of_rule)
    assert of_area.path == rule_folder.parent / "picture.pikchr"
    assert (of_rule.caption, of_rule.source) == ("One list, two callers.", PICTURE)
    assert of_rule.text == "Two boxes, and an arrow from each."


@pytest.mark.parametrize(
    ("text", "line", "field", "found"),
    [
        (PICTURE.replace("# Caption: One list, two callers.\n", ""), 1, "Caption", "nothing"),
        (PICTURE.replace("Text:", ""), 1, "Text", "nothing"),
        (PICTURE.replace("# Caption", "\n# Caption").replace("# Text", "\n# Text"), 1, "Caption", "nothing"),
        (HEAD, 1, "drawing", "nothing"),
        (f"{HEAD}// box\n\n", 1, "drawing", "nothing"),
        (f'{PICTURE}box "fill it" fill red\n', 6, "colour", "red"),
        (PICTURE.replace("color bad", "color 0xff0000"), 5, "colour", "0xff0000"),
    ],
)
def test_a_picture_without_its_words_or_of_other_colours_is_a_slip(
    snippets: Path, rule_folder: Path, text: str, line: int, field: str, found: str
) -> None:
    path = rule_folder / "picture.pikchr"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as raised:
        read_catalogue(snippets)
    assert (path, line, field, found) in [slip[:4] for slip in raised.value.slips]


def test_an_empty_picture_lacks_all_three(snippets: Path, rule_folder: Path) -> None:
    (rule_folder.parent / "picture.pikchr").write_text("", encoding="utf-8")
    with pytest.raises(CatalogueError) as raised:
        read_catalogue(snippets)
    assert [slip.field for slip in raised.value.slips] == ["Caption", "Text", "drawing"]
