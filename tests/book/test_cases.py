"""The small files on which a rule's tools are known to err: read, refused where they are no use, and proven."""

from pathlib import Path

import pytest

from playbook.book.catalogue import read_catalogue
from playbook.book.slips import CatalogueError
from playbook.finding.enforcement import unproven
from playbook.pages.seen import erring
from tests.conftest import BAD, GOOD

MISSED = '"""The tool does not look here."""\n\nnames = list[str]()\n'
ALARM = f'"""Here it is meant:\nthe names are kept."""\n{BAD.partition("\n")[2]}'


def put(rule_folder: Path, name: str, text: str) -> Path:
    path = rule_folder / "seen" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_case_has_its_reason_and_its_code_and_is_proven(snippets: Path, rule_folder: Path) -> None:
    put(rule_folder, "missed_elsewhere.py", MISSED)
    put(rule_folder, "alarm_on_purpose.py", ALARM)
    catalogue = read_catalogue(snippets)
    assert unproven(catalogue) == []
    (row,) = erring(catalogue)
    ((missed,), (alarm,)) = row.missed, row.alarms
    assert (missed.reason, missed.code) == ("The tool does not look here.", "names = list[str]()")
    assert alarm.reason == "Here it is meant: the names are kept."
    assert alarm.code.startswith("def collect")


@pytest.mark.parametrize(
    ("name", "text", "slip"),
    [
        ("missed_it.py", ALARM, "a fault that B006 finds on line 5"),
        ("alarm_none.py", GOOD, "a false alarm that no tool raises"),
    ],
)
def test_a_case_on_which_the_tool_does_not_err_must_go(
    snippets: Path, rule_folder: Path, name: str, text: str, slip: str
) -> None:
    path = put(rule_folder, name, text)
    (found,) = unproven(read_catalogue(snippets))
    assert (found.file, found.found, found.right) == (path, slip, "take it out")


@pytest.mark.parametrize(
    ("name", "text", "slip"),
    [
        ("misses_it.py", MISSED, "which neither says missed nor alarm"),
        ("missed_it.py", "names = []\n", "a case without a reason"),
        ("missed_it.py", "def f(:\n", "a file that is no Python"),
        ("missed_it.py", MISSED + "\n" * 40, "43 lines"),
    ],
)
def test_a_case_that_is_no_use_is_a_slip(snippets: Path, rule_folder: Path, name: str, text: str, slip: str) -> None:
    path = put(rule_folder, name, text)
    with pytest.raises(CatalogueError) as raised:
        read_catalogue(snippets)
    assert f"{path}:" in str(raised.value)
    assert slip in str(raised.value)


def test_a_rule_that_no_tool_finds_has_no_case(snippets: Path, rule_folder: Path) -> None:
    put(rule_folder, "missed_it.py", MISSED)
    text = (rule_folder / "rule.md").read_text(encoding="utf-8")
    (rule_folder / "rule.md").write_text(text.replace("{ruff: [B006]}", "review"), encoding="utf-8")
    with pytest.raises(CatalogueError, match="a case of a rule that no tool finds"):
        read_catalogue(snippets)
