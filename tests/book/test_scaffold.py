from pathlib import Path

import pytest

from playbook.book.catalogue import read_catalogue
from playbook.book.scaffold import ScaffoldError, new_rule
from playbook.proving.prove_try import try_fault
from playbook.proving.run_in_child import prove_apart


def test_a_new_rule_takes_the_next_id_and_proves_as_it_stands(snippets: Path) -> None:
    tags = snippets / "tags.txt"
    tags.write_text(tags.read_text(encoding="utf-8") + "input  what arrives\n", encoding="utf-8")
    rule_id, folder = new_rule(snippets, "sample/another", "Keep the second promise too")
    assert (rule_id, folder) == ("XMP02", snippets / "sample" / "another")
    rule = read_catalogue(snippets).rule("XMP02")
    assert rule.matter.title == "Keep the second promise too"
    assert prove_apart(rule.proof, rule.good, filename="good.py").holds
    bad = prove_apart(rule.proof, rule.bad, filename="bad.py")
    assert [result.got for result in bad.results] == [line.wanted("bad") for line in rule.lines]


def test_a_retired_id_is_never_given_out_again(snippets: Path) -> None:
    ledger = snippets / "ids.txt"
    ledger.write_text(ledger.read_text(encoding="utf-8") + "XMP07 -> XMP01\n", encoding="utf-8")
    assert new_rule(snippets, "sample/another", "Keep the second promise too")[0] == "XMP08"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("another", "write area/folder in snake_case"),
        ("sample/An-other", "write area/folder in snake_case"),
        ("../outside/folder", "write area/folder in snake_case"),
        ("sample/shared_list", "is there already"),
        ("nowhere/another", "the areas are sample"),
    ],
)
def test_a_rule_that_cannot_be_begun_changes_nothing(snippets: Path, name: str, message: str) -> None:
    before = {path: path.stat().st_mtime_ns for path in snippets.rglob("*")}
    with pytest.raises(ScaffoldError, match=message):
        new_rule(snippets, name, "Keep the second promise too")
    assert {path: path.stat().st_mtime_ns for path in snippets.rglob("*")} == before


def test_a_new_rule_has_a_try_of_each_kind_that_is_judged_as_it_should(snippets: Path) -> None:
    tags = snippets / "tags.txt"
    tags.write_text(tags.read_text(encoding="utf-8") + "input  what arrives\n", encoding="utf-8")
    new_rule(snippets, "sample/another", "Keep the second promise too")
    rule = read_catalogue(snippets).rule("XMP02")
    assert [one.right for one in rule.tries] == [True, False]
    assert [try_fault(rule, one) for one in rule.tries] == ["", ""]
