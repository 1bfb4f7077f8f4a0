import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from playbook.cli import main


@pytest.fixture
def here(snippets: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(snippets.parent)
    return snippets


def playbook(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments])


@pytest.mark.usefixtures("here")
def test_check_shows_each_line_of_both_sides() -> None:
    result = playbook("check", "XMP01")
    assert result.exit_code == 0
    assert result.output.count("✓ good") == 2
    assert result.output.count("✓ bad") == 2
    assert result.output.endswith("1 rules checked, 0 faults\n")


def test_check_says_what_a_line_wanted_and_got(here: Path) -> None:
    good = here / "sample" / "shared_list" / "good.py"
    good.write_text((good.parent / "bad.py").read_text(encoding="utf-8"), encoding="utf-8")
    result = playbook("check")
    assert result.exit_code == 1
    assert "want: ['bob']\n      got:  ['ada', 'bob']" in result.output
    assert "Ruff B006 with good.py found on line 4" in result.output


@pytest.mark.usefixtures("here")
def test_check_names_an_id_that_is_not_there() -> None:
    result = playbook("check", "XMP09")
    assert result.exit_code == 1
    assert "no rule XMP09" in result.output


def test_check_prints_the_slips_of_the_catalogue(here: Path) -> None:
    (here / "ids.txt").write_text("", encoding="utf-8")
    result = playbook("check")
    assert result.exit_code == 1
    assert (
        "rule.md:2: id: found XMP01, which is not in ids.txt; add the line `XMP01 sample/shared_list`" in result.output
    )


def test_new_begins_a_rule_and_says_what_to_do_next(here: Path) -> None:
    result = playbook("new", "sample/another", "--title", "Keep the second promise too")
    assert result.exit_code == 0
    assert "playbook check XMP02" in result.output
    assert (here / "sample" / "another" / "rule.md").is_file()


@pytest.mark.usefixtures("here")
def test_new_refuses_a_name_that_is_taken() -> None:
    result = playbook("new", "sample/shared_list", "--title", "Keep the second promise too")
    assert result.exit_code == 1
    assert "take another name" in result.output


@pytest.mark.usefixtures("here")
def test_export_writes_the_rules_and_a_schema_that_they_fit(tmp_path: Path) -> None:
    assert playbook("export", "--out", str(tmp_path / "out")).exit_code == 0
    rules, schema = (
        json.loads((tmp_path / "out" / name).read_text(encoding="utf-8"))
        for name in ("rules.json", "rules.schema.json")
    )
    jsonschema.validate(rules, schema)
    assert [rule["id"] for rule in rules["rules"]] == ["XMP01"]
