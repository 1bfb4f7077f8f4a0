from pathlib import Path

import pytest

from playbook.book.catalogue import Rule, read_catalogue
from playbook.finding.enforcement import unproven
from playbook.project import SNIPPETS

RULES = list(read_catalogue(SNIPPETS).rules)


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.matter.enforced_by != "review"], ids=lambda rule: rule.id
)
def test_the_tools_that_a_rule_names_find_the_bad_example_and_not_the_good_one(rule: Rule) -> None:
    assert [*unproven(rule)] == []


def sample(snippets: Path, enforced_by: str) -> Rule:
    path = snippets / "sample" / "shared_list" / "rule.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("{ruff: [B006]}", enforced_by), encoding="utf-8")
    return read_catalogue(snippets).rule("XMP01")


def test_a_tool_that_finds_the_bad_example_is_proven(snippets: Path) -> None:
    assert [*unproven(sample(snippets, "{ruff: [B006]}"))] == []


def test_a_tool_that_misses_the_bad_example_is_a_fault(snippets: Path) -> None:
    assert [*unproven(sample(snippets, "{ruff: [B006, S608]}"))] == [
        "XMP01: ruff does not report S608 in bad.py; name a code that it reports, or write `review`"
    ]


def test_a_tool_that_reports_the_good_example_too_is_a_fault(snippets: Path, rule_folder: Path) -> None:
    (rule_folder / "good.py").write_text((rule_folder / "bad.py").read_text(encoding="utf-8"), encoding="utf-8")
    faults = [*unproven(sample(snippets, "{ruff: [B006]}"))]
    assert faults == ["XMP01: ruff reports B006 in good.py too; mend good.py, or name another code"]


def test_an_unknown_tool_is_a_fault(snippets: Path) -> None:
    assert [*unproven(sample(snippets, "{pyflakes: [F401]}"))] == [
        "XMP01: enforced_by: found 'pyflakes'; the tools are bandit, mypy, ruff"
    ]


@pytest.mark.parametrize(
    ("enforced_by", "fault"),
    [
        ("{mypy: [return-value]}", "    return names\n"),
        ("{bandit: [B105]}", "    password = 'hunter2'\n    return names\n"),
    ],
)
def test_mypy_and_bandit_are_asked_too(snippets: Path, rule_folder: Path, enforced_by: str, fault: str) -> None:
    bad = (rule_folder / "good.py").read_text(encoding="utf-8").replace("    return names\n", fault)
    (rule_folder / "bad.py").write_text(
        bad.replace("-> list[str]", "-> str" if "mypy" in enforced_by else "-> list[str]"), encoding="utf-8"
    )
    assert [*unproven(sample(snippets, enforced_by))] == []
