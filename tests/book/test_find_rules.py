import shutil
from pathlib import Path

import pytest

from playbook.book.catalogue import read_catalogue
from playbook.book.slips import CatalogueError, Slip

FIND = """\
# What to look for.
id: shared-default
language: Python
message: A list made once, for all calls.
rule:
  kind: list  # the default
---
id: shared-set
language: Python
message: A set made once, for all calls.
rule: { kind: set }
"""
NAMED = "{ast-grep: [shared-default, shared-set]}"


def write(folder: Path, enforced_by: str, find: str) -> None:
    rule = folder / "rule.md"
    rule.write_text(rule.read_text(encoding="utf-8").replace("{ruff: [B006]}", enforced_by), encoding="utf-8")
    (folder / "find.yml").write_text(find, encoding="utf-8")


def slips_of(folder: Path) -> list[Slip]:
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(folder.parents[1])
    return caught.value.slips


def test_each_rule_of_ast_grep_is_read_with_its_own_text(rule_folder: Path) -> None:
    write(rule_folder, NAMED, FIND)
    rules = read_catalogue(rule_folder.parents[1]).rule("XMP01").find_rules
    assert [(rule.id, rule.start, rule.line) for rule in rules] == [("shared-default", 2, 2), ("shared-set", 8, 8)]
    assert rules[0].text.startswith("id: shared-default\n")
    assert rules[0].text.endswith("  kind: list  # the default\n")
    assert rules[1].text == FIND.partition("---\n")[2]


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "found"),
    [
        ("id: shared-default", "id: Shared", 2, "id", "'Shared'"),
        ("language: Python\nmessage: A list", "language: Rust\nmessage: A list", 3, "language", "'Rust'"),
        ("message: A list made once, for all calls.\n", "", 2, "message", "nothing"),
        ("message: A set made once, for all calls.", "message:", 10, "message", "''"),
        ("rule: { kind: set }", "severity: off", 11, "severity", "a field of no meaning here"),
        ("rule: { kind: set }", "rule: { kind: set }\nignores: [good.py]", 12, "ignores", "a field of no meaning here"),
        ("rule: { kind: set }", "rule: [", 12, "find.yml", "expected the node content, but found '<stream end>'"),
        ("id: shared-set", "- id: shared-set", 9, "find.yml", "expected <block end>, but found '?'"),
        ("id: shared-set", "id: other", 8, "id", "'other'"),
        ("id: shared-set", "id: other-set", 8, "id", "'other-set', which rule.md does not name"),
    ],
)
def test_what_does_not_fit_is_a_slip_with_its_line(
    rule_folder: Path, old: str, new: str, line: int, field: str, found: str
) -> None:
    assert old in FIND
    write(rule_folder, NAMED, FIND.replace(old, new))
    slips = [slip for slip in slips_of(rule_folder) if slip.file.name == "find.yml"]
    assert (line, field, found) in [(slip.line, slip.field, slip.found) for slip in slips], "\n".join(map(str, slips))
    assert all(slip.right for slip in slips)


@pytest.mark.parametrize(("find", "there"), [(FIND.partition("---\n")[0], "shared-default"), ("", "none")])
def test_an_id_that_is_not_in_the_file_is_a_slip_where_it_is_named(rule_folder: Path, find: str, there: str) -> None:
    write(rule_folder, NAMED, find)
    slip = slips_of(rule_folder)[-1]
    assert (slip.file.name, slip.line, slip.found) == ("rule.md", 8, "'shared-set', which is not in find.yml")
    assert there in slip.right


def test_a_file_that_no_field_names_is_a_slip(rule_folder: Path) -> None:
    write(rule_folder, "{ruff: [B006]}", FIND)
    assert [(slip.file.name, slip.line) for slip in slips_of(rule_folder)] == [("find.yml", 2), ("find.yml", 8)]


def test_an_id_belongs_to_one_rule_of_the_whole_book(rule_folder: Path) -> None:
    write(rule_folder, NAMED, FIND)
    other = shutil.copytree(rule_folder, rule_folder.with_name("the_same"))
    text = (other / "rule.md").read_text(encoding="utf-8")
    (other / "rule.md").write_text(text.replace("id: XMP01", "id: XMP02"), encoding="utf-8")
    with (rule_folder.parents[1] / "ids.txt").open("a", encoding="utf-8") as ledger:
        ledger.write("XMP02 sample/the_same\n")
    assert [(slip.file.parent.name, slip.line, slip.found) for slip in slips_of(rule_folder)] == [
        ("the_same", 2, "'shared-default', which shared_list/find.yml has"),
        ("the_same", 8, "'shared-set', which shared_list/find.yml has"),
    ]
