import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pydantic
import pytest

from playbook.book.catalogue import read_catalogue
from playbook.book.record import Change, Record, Recorded
from playbook.pages import releases
from playbook.pages.exports import rule_json, rules_index, rules_json, rules_schema
from playbook.pages.inventory import Name, names
from playbook.project import release
from tests.conftest import add_tries, real_book

FIELDS = ["id", "title", "level", "area", "charter", "tags", "also", "url", "why", "bad", "good", "proof"]
FIELDS += ["enforced_by", "review", "related", "leaves_out", "configuration", "tries", "attacked", "tested_with"]
FIELDS += ["browser", "added", "changed"]


def test_rules_json_fits_its_schema_and_has_every_field(snippets: Path) -> None:
    data = json.loads(rules_json(read_catalogue(snippets)))
    schema = json.loads(rules_schema("https://playbook.example/"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(data, schema)
    assert list(data) == ["version", "release", "rules"]
    assert [list(rule) for rule in data["rules"]] == [FIELDS]
    assert schema["$id"] == "https://playbook.example/rules.schema.json"
    assert set(schema["$defs"]["RuleEntry"]["required"]) == set(FIELDS)


@pytest.mark.parametrize(
    ("field", "value"), [("level", "shall"), ("id", "xmp1"), ("browser", False), ("enforced_by", "nobody"), ("more", 1)]
)
def test_the_schema_refuses_what_is_no_rule(snippets: Path, field: str, value: object) -> None:
    data = json.loads(rules_json(read_catalogue(snippets)))
    data["rules"][0][field] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, json.loads(rules_schema("/")))


def test_the_browser_gets_the_examples_and_what_each_line_gives(snippets: Path) -> None:
    rule = read_catalogue(snippets).rule("XMP01")
    data = json.loads(rule_json(rule, Record()))
    assert (data["good"], data["bad"], data["proof"]) == (rule.good, rule.bad, rule.proof)
    assert (data["url"], data["requires"], data["browser"]) == ("rules/XMP01/", [], True)
    assert data["lines"][1] == {
        "number": 5,
        "says": "The second caller starts afresh.",
        "source": 'example.collect("bob")',
        "good": "['bob']",
        "bad": "['ada', 'bob']",
        "kind": "fault",
    }


def test_the_version_of_a_rule_changes_with_its_examples_and_not_with_its_prose(
    snippets: Path, rule_folder: Path
) -> None:
    def version() -> str:
        return str(json.loads(rule_json(read_catalogue(snippets).rule("XMP01"), Record()))["version"])

    first = version()
    page = rule_folder / "rule.md"
    page.write_text(page.read_text("utf-8").replace("Give every call", "Hand every call"), "utf-8")
    assert version() == first
    good = rule_folder / "good.py"
    good.write_text(good.read_text("utf-8") + "\n\nMORE = 1\n", "utf-8")
    assert version() != first


def test_both_files_say_since_when_a_rule_stands(snippets: Path) -> None:
    new = Change(date=dt.date(2026, 3, 1), version="0.1.0", kind="new")
    changes = (new, new.model_copy(update={"date": dt.date(2026, 3, 2), "kind": "changed", "more": 1}))
    recorded = Recorded(level="must", title="Give", sentence="A default", claims="", changes=changes)
    catalogue = replace(read_catalogue(snippets), record=Record({"XMP01": recorded}))
    data = json.loads(rules_json(catalogue))
    jsonschema.validate(data, json.loads(rules_schema("/")))
    for entry in (data["rules"][0], json.loads(rule_json(catalogue.rule("XMP01"), catalogue.record))):
        assert (entry["added"], entry["changed"]) == ("2026-03-01", "2026-03-02")
    assert data["release"] == release()


def test_a_rule_that_no_browser_runs_says_why(snippets: Path, rule_folder: Path) -> None:
    path = rule_folder / "rule.md"
    path.write_text(path.read_text(encoding="utf-8").replace("level:", "browser: It needs a fork.\nlevel:"), "utf-8")
    catalogue = read_catalogue(snippets)
    assert json.loads(rule_json(catalogue.rule("XMP01"), Record()))["browser"] == "It needs a fork."
    assert json.loads(rules_json(catalogue))["rules"][0]["browser"] == "It needs a fork."


def test_every_id_living_or_retired_can_be_linked_to(snippets: Path) -> None:
    (snippets / "ids.txt").write_text("XMP01 sample/shared_list\nXMP02 -> XMP01\n", encoding="utf-8")
    assert list(names(read_catalogue(snippets))) == [
        Name("XMP01", "XMP01 · Give every call its own list", "rules/XMP01/"),
        Name("XMP02", "XMP02 was retired: see XMP01", "rules/XMP02/"),
    ]


def test_tries_are_published_with_the_claim_that_catches_each_wrong_one(snippets: Path, rule_folder: Path) -> None:
    add_tries(rule_folder)
    data = json.loads(rules_json(read_catalogue(snippets)))
    jsonschema.validate(data, json.loads(rules_schema("/")))
    right, wrong = data["rules"][0]["tries"]
    assert (right["name"], right["right"], right["claim"], right["got"]) == ("right_copy", True, None, None)
    assert (wrong["name"], wrong["right"], wrong["got"]) == ("wrong_alias", False, "['ada', 'bob']")
    assert wrong["reason"].startswith("Gives the default another name")
    assert "names = names" in wrong["source"]
    assert wrong["claim"] == {
        "line": 5,
        "source": 'example.collect("bob")',
        "says": "The second caller starts afresh.",
        "kind": "fault",
    }
    assert json.loads(rule_json(read_catalogue(snippets).rule("XMP01"), Record()))["tries"] == [right, wrong]


def test_a_try_whose_claim_is_not_known_says_so(snippets: Path, rule_folder: Path) -> None:
    add_tries(rule_folder)
    (rule_folder / "tries" / "caught.json").unlink()
    _, wrong = json.loads(rules_json(read_catalogue(snippets)))["rules"][0]["tries"]
    assert (wrong["claim"], wrong["got"]) == (None, None)


def test_a_rule_says_what_it_was_tested_with_and_what_turns_its_tools_on(snippets: Path) -> None:
    path = snippets / "sample" / "shared_list" / "rule.md"
    text = path.read_text(encoding="utf-8").replace("requires: []", "requires: [pydantic, postgres]")
    path.write_text(text, encoding="utf-8")
    (rule,) = json.loads(rules_json(read_catalogue(snippets)))["rules"]
    assert list(rule["tested_with"]) == ["cpython", "pyodide", "pydantic", "pglite"]
    assert rule["tested_with"]["pydantic"] == pydantic.VERSION
    assert rule["configuration"] == [
        {
            "tool": "Ruff",
            "code": "B006",
            "url": "https://docs.astral.sh/ruff/rules/B006",
            "language": "toml",
            "text": '# pyproject.toml\n[tool.ruff.lint]\nextend-select = ["B006"]\n',
        }
    ]


def test_the_locks_name_a_release_of_everything_that_the_rules_require() -> None:
    for rule in real_book().rules:
        required = {name.replace("postgres", "pglite") for name in rule.matter.requires}
        assert releases.tested_with(rule).keys() == {"cpython", "pyodide"} | required, rule.id


def test_the_index_says_what_it_takes_to_choose_a_rule(snippets: Path) -> None:
    assert json.loads(rules_index(read_catalogue(snippets))) == {
        "rules": [
            {
                "id": "XMP01",
                "title": "Give every call its own list",
                "level": "must",
                "area": "sample",
                "area_title": "Sample",
                "requires": [],
                "browser": True,
            }
        ]
    }
