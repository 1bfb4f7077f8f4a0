import shutil
from pathlib import Path

import pytest

from playbook.book.catalogue import read_catalogue
from playbook.book.slips import CatalogueError, Slip


def slips_of(root: Path) -> list[Slip]:
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(root)
    return caught.value.slips


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"the sample has no {old!r}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_sound_catalogue_is_read_whole(snippets: Path) -> None:
    catalogue = read_catalogue(snippets)
    rule = catalogue.rule("XMP01")
    assert [area.matter.title for area in catalogue.areas] == ["Sample"]
    assert (rule.matter.title, rule.area, rule.url) == ("Give every call its own list", "sample", "rules/XMP01/")
    assert rule.sections["Why"] == "One call sees what another put in."
    assert [(line.says, line.want, line.bad) for line in rule.lines] == [
        ("The first caller collects a name.", "['ada']", None),
        ("The second caller starts afresh.", "['bob']", "['ada', 'bob']"),
    ]


def test_the_lines_to_look_at_are_those_that_differ(snippets: Path) -> None:
    rule = read_catalogue(snippets).rule("XMP01")
    assert [rule.bad.splitlines()[number - 1] for number in rule.marked("bad")] == [
        "def collect(name: str, names: list[str] = []) -> list[str]:"
    ]
    assert [rule.good.splitlines()[number - 1] for number in rule.marked("good")] == [
        "def collect(name: str, names: list[str] | None = None) -> list[str]:",
        "    names = names if names is not None else []",
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "found"),
    [
        ("id: XMP01", "id: xmp-1", 2, "id", "'xmp-1'"),
        ("title: Give every call its own list", "title: Ours", 3, "title", "'Ours'"),
        ("level: must", "level: should-ish", 4, "level", "'should-ish'"),
        (
            "level: must",
            "level: must\ndifference: {bad: 6 to 7, good: 6-8}",
            5,
            "difference.bad",
            "'6 to 7'",
        ),
        ("level: must", "level: must\ndifference: {bad: 6-7}", 5, "difference", "{'bad': '6-7'}"),
        ("level: must", 'level: must\ndifference: {bad: 6-7, good: "6"}', 5, "difference", "good: '6'"),
        ("level: must", "level: must\ndifference: {bad: 6-70, good: 6-8}", 5, "difference", "bad: '6-70'"),
        ('charter: "0.1"', "charter: 0.1", 5, "charter", "0.1"),
        ("tags: [state]", "tags: []", 6, "tags", "[]"),
        ("tags: [state]", "tags: [stat]", 6, "tags", "'stat'"),
        ("requires: []", "requires: fastapi", 7, "requires", "'fastapi'"),
        ("enforced_by: {ruff: [B006]}", "enforced_by: reviews", 8, "enforced_by", "'reviews'"),
        ("{ruff: [B006]}", "{rufff: [B006]}", 8, "enforced_by", "'rufff', which is no tool that runs here"),
        ("{ruff: [B006]}", "{ruff: [b006]}", 8, "enforced_by", "'b006', which is no code of Ruff"),
        ("{ruff: [B006]}", "{ruff: []}", 8, "enforced_by", "{'ruff': []}"),
        ("{ruff: [B006]}", "{bandit: [B1]}", 8, "enforced_by", "'B1', which is no code of Bandit"),
        ("{ruff: [B006]}", "{ast-grep: [some-rule]}", 8, "enforced_by", "ast-grep without a find.yml"),
        ("related: []", "leaves_out: [XMP02]", 9, "leaves_out", "'XMP02'"),
        ("related: []", "leaves_out: [XMP01]", 9, "leaves_out", "'XMP01'"),
        ("related: []", "related: [XMP02]", 9, "related", "'XMP02'"),
        ("related: []", "related: [XMP01]", 9, "related", "'XMP01'"),
        ("review: A default", "reviewed: A default", 10, "reviewed", "a field of no meaning"),
        ("level: must", "level: must\nlevel: may", 5, "level", "the field a second time"),
        ("level: must", "level: [must", 5, "front matter", "expected ',' or ']', but got ':'"),
        ("---\nid:", "id:", 1, "front matter", "none"),
        ("## Why", "## Reason", 12, "## Reason", "a section of no meaning"),
        ("## Why", "## Reason", 1, "## Why", "no such section"),
        ("## Good\n", "## Bad\n", 20, "## Bad", "the section a second time"),
        ("None, and a new list.\n", "", 20, "## Good", "nothing in it"),
        ("```pycon", "```python", 24, "## Proof", "0 `pycon` blocks"),
        ("  # bad: ['ada', 'bob']", "", 27, "## Proof", "no `# bad:`"),
        ("# bad: ['ada', 'bob']", "# bad ['ada', 'bob']", 31, "## Proof", "`# bad ['ada', 'bob']`"),
        ("# bad: ['ada', 'bob']", "# bad:", 31, "## Proof", "`# bad:`"),
        ("# bad: ['ada', 'bob']", "# bad: raises", 31, "## Proof", "`# bad: raises`"),
        ("# bad: ['ada', 'bob']", "# bad: ['bob']", 31, "## Proof", "`# bad: ['bob']`, which is what good gives"),
        (">>> # The", "    The", 31, "## Proof", "a `# bad:` under no caption"),
        ('>>> example.collect("ada")', '>>>example.collect("ada")', 28, "## Proof", '`>>>example.collect("ada")`'),
        ("Look for `=[]`.", "```python\ncollect()\n```", 37, "## In review", "a Python block that nothing proves"),
    ],
)
def test_each_slip_names_its_line_field_and_what_was_found(
    rule_folder: Path, old: str, new: str, line: int, field: str, found: str
) -> None:
    replace(rule_folder / "rule.md", old, new)
    slips = slips_of(rule_folder.parent.parent)
    assert (line, field, found) in [(slip.line, slip.field, slip.found) for slip in slips], "\n".join(map(str, slips))
    assert all(slip.right for slip in slips)


@pytest.mark.parametrize("name", ["bad.py", "good.py", "rule.md"])
def test_a_missing_file_is_a_slip(rule_folder: Path, name: str) -> None:
    (rule_folder / name).unlink()
    slips = slips_of(rule_folder.parent.parent)
    assert [(slip.file, slip.found) for slip in slips] == [(rule_folder / name, "no such file")]


def test_a_file_that_no_page_shows_is_a_slip(rule_folder: Path) -> None:
    (rule_folder / "helper.py").write_text("", encoding="utf-8")
    assert [slip.field for slip in slips_of(rule_folder.parent.parent)] == ["helper.py"]


def test_a_folder_that_is_no_rule_is_a_slip(snippets: Path) -> None:
    (snippets / "sample" / "notes").mkdir()
    assert [(slip.file.name, slip.found) for slip in slips_of(snippets)] == [("notes", "no rule in it")]


def test_a_folder_that_is_no_area_is_a_slip(snippets: Path) -> None:
    (snippets / "misc").mkdir()
    assert [(slip.file.name, slip.field) for slip in slips_of(snippets)] == [("misc", "area.md")]


def test_an_unfit_area_is_a_slip(snippets: Path) -> None:
    replace(snippets / "sample" / "area.md", "order: 1", "order: first")
    assert [(slip.line, slip.field, slip.found) for slip in slips_of(snippets)] == [(4, "order", "'first'")]


def test_an_id_belongs_to_one_rule(snippets: Path, rule_folder: Path) -> None:
    shutil.copytree(rule_folder, rule_folder.parent / "another")
    found = [slip.found for slip in slips_of(snippets)]
    assert any(text.startswith("XMP01, which") and "shared_list" in text for text in found), found


def test_an_id_has_the_prefix_of_its_area(snippets: Path, rule_folder: Path) -> None:
    replace(rule_folder / "rule.md", "id: XMP01", "id: ABC01")
    (snippets / "ids.txt").write_text("ABC01 sample/shared_list\n", encoding="utf-8")
    assert [(slip.field, slip.found) for slip in slips_of(snippets)] == [("id", "ABC01")]


@pytest.mark.parametrize(
    ("ledger", "found"),
    [
        ("", "XMP01, which is not in ids.txt"),
        ("XMP01 sample/other\n", "XMP01, which belongs to sample/other"),
        ("XMP01 sample/shared_list\nXMP02 sample/gone\n", "no rule of this ID"),
        ("XMP01 sample/shared_list\nXMP02 -> XMP09\n", "-> XMP09, which is no rule"),
        ("XMP01 sample/shared_list\nXMP01 sample/shared_list\n", "XMP01 a second time"),
        ("XMP01 sample/shared_list\nXMP2\n", "'XMP2'"),
        ("XMP01 -> XMP02\n", "XMP01, which was retired"),
    ],
)
def test_the_ledger_keeps_every_id(snippets: Path, ledger: str, found: str) -> None:
    (snippets / "ids.txt").write_text(ledger, encoding="utf-8")
    assert found in [slip.found for slip in slips_of(snippets)]


def test_a_retired_id_leads_to_its_successor(snippets: Path) -> None:
    (snippets / "ids.txt").write_text("# all of them\nXMP01 sample/shared_list\nXMP02 -> XMP01\n", encoding="utf-8")
    assert read_catalogue(snippets).retired == {"XMP02": "XMP01"}


def test_all_slips_come_at_once_each_on_a_line_of_its_own(snippets: Path, rule_folder: Path) -> None:
    replace(rule_folder / "rule.md", "level: must", "level: shall")
    replace(rule_folder / "rule.md", "Look for `=[]`.", "")
    replace(snippets / "sample" / "area.md", "prefix: XMP", "prefix: x")
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(snippets)
    text = str(caught.value).splitlines()
    assert text[0] == "3 slips in the rules:"
    assert [line.rpartition("/")[2].partition(": found")[0] for line in text[1:]] == [
        "area.md:3: prefix",
        "rule.md:4: level",
        "rule.md:35: ## In review",
    ]
