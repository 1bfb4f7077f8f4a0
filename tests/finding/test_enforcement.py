from pathlib import Path

import pytest

from playbook.book.catalogue import read_catalogue
from playbook.book.slips import Slip
from playbook.finding.enforcement import unproven
from tests.conftest import BAD, GOOD, RULE, real_book

pytestmark = pytest.mark.slow

FIND = """\
id: shared-default
language: Python
message: A list made once, for all calls.
rule:
  kind: typed_default_parameter
  has: { field: value, kind: list }
"""


@pytest.mark.whole
def test_the_tools_that_the_rules_name_find_what_is_wrong_and_nothing_that_is_right() -> None:
    slips = unproven(real_book())
    assert not slips, "\n".join(map(str, slips))


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def enforce(folder: Path, enforced_by: str, find: str | None = None) -> list[Slip]:
    """Return the slips once the rule in this folder names these tools."""
    replace(folder / "rule.md", "{ruff: [B006]}", enforced_by)
    if find is not None:
        (folder / "find.yml").write_text(find, encoding="utf-8")
    return unproven(read_catalogue(folder.parents[1]))


@pytest.fixture
def neighbour(snippets: Path) -> Path:
    """The folder of a second rule, reviewed by people, whose good example has the fault of the first."""
    folder = snippets / "sample" / "named_twice"
    folder.mkdir()
    text = RULE.replace("XMP01", "XMP02").replace("{ruff: [B006]}", "review")
    for name, content in {"rule.md": text, "bad.py": GOOD, "good.py": BAD}.items():
        (folder / name).write_text(content, encoding="utf-8")
    with (snippets / "ids.txt").open("a", encoding="utf-8") as ledger:
        ledger.write("XMP02 sample/named_twice\n")
    return folder


@pytest.mark.parametrize(
    ("enforced_by", "old", "new"),
    [
        ("{ruff: [B006]}", "", ""),
        ("{bandit: [B105]}", "    return names\n", "    password = 'hunter2'\n    return names\n"),
        ("{mypy: [return-value]}", "    return names\n", "    return len(names)\n"),
        ("{ast-grep: [shared-default]}", "", ""),
    ],
)
def test_a_tool_that_finds_the_bad_example_alone_is_proven(
    rule_folder: Path, enforced_by: str, old: str, new: str
) -> None:
    if old:
        (rule_folder / "bad.py").write_text(GOOD.replace(old, new), encoding="utf-8")
    assert enforce(rule_folder, enforced_by, FIND if "ast-grep" in enforced_by else None) == []


def test_a_code_that_finds_nothing_is_a_slip_where_it_is_named(rule_folder: Path) -> None:
    slips = enforce(rule_folder, "{ruff: [B006, S608]}")
    assert [(slip.file.name, slip.line, slip.field, slip.found) for slip in slips] == [
        ("rule.md", 8, "enforced_by", "Ruff S608 with nothing found in bad.py")
    ]
    assert slips[0].right


def test_a_code_that_the_tool_does_not_have_is_a_slip_and_the_others_are_still_asked(rule_folder: Path) -> None:
    slips = enforce(rule_folder, "{ruff: [B006, S999], ast-grep: [shared-default]}", FIND)
    assert ["S999" in slip.found for slip in slips] == [True]


def test_a_line_that_both_examples_have_is_not_found_enough(rule_folder: Path) -> None:
    find = FIND.partition("rule:")[0] + "rule: { pattern: return names }\n"
    found = [slip.found for slip in enforce(rule_folder, "{ast-grep: [shared-default]}", find)]
    assert found == ["bad.py found on line 7 alone, which decides nothing", "good.py found on line 8"]


def test_where_the_good_example_only_adds_lines_any_line_will_do(rule_folder: Path) -> None:
    bare = "def first(names: list[str]) -> str:\n    return names[0]\n"
    checked = bare.replace("    return", "    if not names:\n        raise ValueError\n    return")
    (rule_folder / "bad.py").write_text(bare, encoding="utf-8")
    (rule_folder / "good.py").write_text(checked, encoding="utf-8")
    find = (
        FIND.partition("rule:")[0]
        + "rule: { kind: function_definition, not: { has: { stopBy: end, kind: if_statement } } }\n"
    )
    assert enforce(rule_folder, "{ast-grep: [shared-default]}", find) == []


def test_an_import_decides_nothing(rule_folder: Path) -> None:
    (rule_folder / "bad.py").write_text("import json\n" + BAD, encoding="utf-8")
    find = FIND.partition("rule:")[0] + "rule: { pattern: import json }\n"
    found = [slip.found for slip in enforce(rule_folder, "{ast-grep: [shared-default]}", find)]
    assert found == ["bad.py found on line 1 alone, which decides nothing"]


def test_what_is_right_is_found_nowhere(rule_folder: Path) -> None:
    assert enforce(rule_folder, "{ruff: [B006], ast-grep: [shared-default]}", FIND) == []
    catalogue = read_catalogue(rule_folder.parents[1])
    (rule_folder / "tries").mkdir()
    (rule_folder / "tries" / "right_other.py").write_text("\n" + BAD, encoding="utf-8")
    assert [(slip.file.name, slip.line, slip.field, slip.found) for slip in unproven(catalogue)] == [
        ("find.yml", 1, "shared-default", "tries/right_other.py found on line 5"),
        ("rule.md", 8, "enforced_by", "Ruff B006 with tries/right_other.py found on line 5"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "found"),
    [
        ("kind: list", "kind: lists", 1, "Kind `lists` is invalid."),
        ("  has:", "  hass:", 4, "unknown field `hass`"),
    ],
)
def test_a_rule_that_ast_grep_cannot_read_is_a_slip(
    rule_folder: Path, old: str, new: str, line: int, found: str
) -> None:
    (slip,) = enforce(rule_folder, "{ast-grep: [shared-default]}", FIND.replace(old, new))
    assert (slip.file.name, slip.line) == ("find.yml", line)
    assert found in slip.found


def test_a_good_example_that_a_tool_cannot_parse_is_said_of_the_rules_that_need_it(
    rule_folder: Path, neighbour: Path
) -> None:
    (neighbour / "good.py").write_text("def broken(:\n", encoding="utf-8")
    (rule_folder / "bad.py").write_text(GOOD.replace("return names\n", "return len(names)\n"), encoding="utf-8")
    (slip,) = enforce(rule_folder, "{mypy: [return-value]}")
    assert (slip.file, slip.line) == (rule_folder / "rule.md", 8)
    assert "named_twice/good.py:1: " in slip.found


def test_a_detector_is_silent_over_the_good_examples_of_all_other_rules(snippets: Path, neighbour: Path) -> None:
    (slip,) = unproven(read_catalogue(snippets))
    assert (slip.file.parent.name, slip.line) == ("shared_list", 8)
    assert "sample/named_twice/good.py found on line 4" in slip.found
    assert "`leaves_out: [XMP01]`" in slip.right
    assert unproven(read_catalogue(snippets), ["XMP02"]) == [slip]
    replace(neighbour / "rule.md", "related: []", "related: []\nleaves_out: [XMP01]")
    assert unproven(read_catalogue(snippets)) == []


def test_an_excuse_that_is_not_needed_is_a_slip(snippets: Path, neighbour: Path) -> None:
    replace(neighbour / "rule.md", "related: []", "related: []\nleaves_out: [XMP01]")
    (neighbour / "good.py").write_text(GOOD, encoding="utf-8")
    (slip,) = unproven(read_catalogue(snippets))
    assert (slip.file, slip.line, slip.field) == (neighbour / "rule.md", 10, "leaves_out")
    assert slip.found == "XMP01, which no tool finds in good.py"


def test_an_excuse_from_a_rule_that_no_tool_finds_is_believed(snippets: Path, neighbour: Path) -> None:
    replace(neighbour / "rule.md", "related: []", "related: []\nleaves_out: [XMP01]")
    (neighbour / "good.py").write_text(GOOD, encoding="utf-8")
    replace(snippets / "sample" / "shared_list" / "rule.md", "{ruff: [B006]}", "review")
    assert unproven(read_catalogue(snippets)) == []
