import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from playbook.book.catalogue import read_catalogue
from playbook.cli import main
from tests.conftest import CAUGHT, TRIES, add_tries


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


def test_check_draws_the_pictures(here: Path) -> None:
    picture = here / "sample" / "shared_list" / "picture.pikchr"
    picture.write_text("# Caption: One list.\n# Text: A box.\nbox fitt\n", encoding="utf-8")
    result = playbook("check", "XMP01")
    assert result.exit_code == 1
    assert "shared_list/picture.pikchr:3: drawing: found no such variable at `fitt`" in result.output
    assert result.output.endswith("1 rules checked, 1 faults\n")
    picture.rename(here / "sample" / "picture.pikchr")
    assert playbook("check", "XMP01").exit_code == 0
    assert "sample/picture.pikchr:3: drawing" in playbook("check").output


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


REASON = "Gives the default another name, and so believes that it is another list."


def judged(folder: Path, name: str, *arguments: str) -> Result:
    """Hand in the sample rule's try of this name, from a file elsewhere."""
    path = folder / "handed_in.py"
    path.write_text(TRIES[name], encoding="utf-8")
    return playbook("try", "XMP01", str(path), *arguments)


@pytest.mark.usefixtures("here")
def test_try_says_line_by_line_what_a_file_gave_and_the_verdict(tmp_path: Path) -> None:
    result = judged(tmp_path, "wrong_alias")
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        '✓ kept   example.collect("ada")',
        "    got:  ['ada']",
        '✗ fault  example.collect("bob")',
        "    got:  ['ada', 'bob']",
        "    want: ['bob']",
        "Breaks: the fault is still there (1 of 2 claims holds)",
    ]
    assert judged(tmp_path, "right_copy").exit_code == 0


@pytest.mark.usefixtures("here")
def test_try_judges_several_files_at_once_and_says_where_each_breaks(tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.py" for name in TRIES]
    for file, source in zip(files, TRIES.values(), strict=True):
        file.write_text(source, encoding="utf-8")
    result = playbook("try", "XMP01", *map(str, files))
    assert result.exit_code == 1
    told = result.output.splitlines()
    assert [line for line in told if line.endswith(".py:")] == [f"{file}:" for file in files]
    assert told[told.index(f"{tmp_path / 'right_copy.py'}:") + 1].startswith("Holds")
    assert told[told.index(f"{tmp_path / 'wrong_alias.py'}:") + 1] == '✗ fault  example.collect("bob")'
    refused = playbook("try", "XMP01", *map(str, files), "--keep", "both")
    assert refused.exit_code == 1
    assert "--keep takes one file" in refused.output


@pytest.mark.usefixtures("here")
def test_try_says_that_a_file_is_no_python(tmp_path: Path) -> None:
    path = tmp_path / "half.py"
    path.write_text("x = 1\ndef collect(name:\n", encoding="utf-8")
    result = playbook("try", "XMP01", str(path))
    assert result.exit_code == 1
    assert result.output.endswith("Not proven: SyntaxError in line 2\n")


def test_a_try_that_is_kept_is_a_try_of_the_rule(here: Path, tmp_path: Path) -> None:
    assert judged(tmp_path, "wrong_alias", "--keep", "alias", "--wrong", "--why", REASON).exit_code == 0
    assert judged(tmp_path, "right_copy", "--keep", "copy", "--why", REASON).exit_code == 0
    rule = read_catalogue(here).rule("XMP01")
    assert [(one.name, one.reason, one.source) for one in rule.tries] == [
        (name, REASON, TRIES[name]) for name in ("wrong_alias", "right_copy")
    ]
    claims = [rule.claim(one) for one in rule.tries]
    assert [claim and claim.number for claim in claims] == [5, None]
    result = playbook("check", "XMP01")
    assert "✓ wrong_alias: Breaks: the fault is still there" in result.output
    assert "still to be written: 1 wrong" in result.output
    assert "caught.json" not in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--keep", "alias"], "--why"),
        (["--keep", "An alias", "--why", REASON], "snake_case"),
        (
            ["--keep", "alias", "--right", "--why", REASON],
            "right_alias is kept, but it is right, and the proof refuses",
        ),
    ],
)
@pytest.mark.usefixtures("here")
def test_what_is_wrong_with_keeping_is_said(tmp_path: Path, arguments: list[str], said: str) -> None:
    result = judged(tmp_path, "wrong_alias", *arguments)
    assert result.exit_code == 1
    assert said in result.output


def test_check_finds_tries_that_are_misjudged(here: Path) -> None:
    folder = here / "sample" / "shared_list"
    add_tries(folder)
    (folder / "tries" / "wrong_alias.py").write_text(TRIES["right_copy"] + "\n# Another.\n", encoding="utf-8")
    result = playbook("check", "XMP01")
    assert result.exit_code == 1
    assert "✗ wrong_alias: Holds: 2 of 2 claims" in result.output
    assert "no claim of the proof catches it" in result.output


@pytest.mark.parametrize("untrue", ["{}", CAUGHT.replace("5", "4"), CAUGHT.replace("wrong_alias", "wrong_gone")])
def test_check_writes_down_where_a_wrong_try_breaks(here: Path, untrue: str) -> None:
    folder = here / "sample" / "shared_list"
    add_tries(folder)
    record = folder / "tries" / "caught.json"
    record.write_text(untrue, encoding="utf-8")
    playbook("check", "XMP01")
    assert record.read_text(encoding="utf-8") == CAUGHT


def test_check_leaves_a_record_whose_claim_still_breaks(here: Path) -> None:
    folder = here / "sample" / "shared_list"
    add_tries(folder)
    drawn_at_random = CAUGHT.replace("['ada', 'bob']", "['ada', 'eve']")
    (folder / "tries" / "caught.json").write_text(drawn_at_random, encoding="utf-8")
    playbook("check", "XMP01")
    assert (folder / "tries" / "caught.json").read_text(encoding="utf-8") == drawn_at_random


@pytest.mark.parametrize("command", [["check", "NOT01"], ["try", "NOT01", __file__]])
def test_where_there_are_no_rules_those_of_the_project_are_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "no rule NOT01" in playbook(*command).output
