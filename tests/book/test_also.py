import shutil
from pathlib import Path

import pytest

from playbook.book.catalogue import read_catalogue
from playbook.book.slips import CatalogueError, Slip


def with_names(folder: Path, names: str) -> None:
    text = (folder / "rule.md").read_text("utf-8")
    (folder / "rule.md").write_text(text.replace("tags: [state]", f"tags: [state]\nalso: [{names}]"), "utf-8")


def second_rule(snippets: Path, rule_folder: Path) -> Path:
    folder = snippets / "sample" / "another"
    shutil.copytree(rule_folder, folder)
    text = (folder / "rule.md").read_text("utf-8")
    (folder / "rule.md").write_text(text.replace("XMP01", "XMP02").replace("own list", "own clock"), "utf-8")
    (snippets / "ids.txt").write_text("XMP01 sample/shared_list\nXMP02 sample/another\n", "utf-8")
    return folder


def slips_of(root: Path) -> list[Slip]:
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(root)
    return caught.value.slips


def test_names_are_kept_as_they_were_written(snippets: Path, rule_folder: Path) -> None:
    with_names(rule_folder, 'Mutable Default, "=[]", B006')
    assert read_catalogue(snippets).rule("XMP01").matter.also == ["Mutable Default", "=[]", "B006"]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ("mutable default, Mutable  Default", "2 times"),
        ("own List", "'own List'"),
        ("x", "['x']"),
        ("404", "[404]"),
        (f"{'n' * 41}", "'nnn"),
    ],
)
def test_a_name_that_helps_nobody_is_a_slip(snippets: Path, rule_folder: Path, names: str, found: str) -> None:
    with_names(rule_folder, names)
    [slip] = slips_of(snippets)
    assert (slip.line, slip.field) == (7, "also")
    assert found in slip.found


def test_one_name_of_two_rules_is_a_slip_that_names_both(snippets: Path, rule_folder: Path) -> None:
    with_names(second_rule(snippets, rule_folder), "shared state")
    with_names(rule_folder, "Shared State")
    [slip] = slips_of(snippets)
    assert slip.file == snippets / "sample" / "another" / "rule.md"
    assert "'shared state', which XMP01 has as well" in slip.found
    assert f"{rule_folder / 'rule.md'}:7" in slip.found
    assert "XMP01 and XMP02" in slip.right
