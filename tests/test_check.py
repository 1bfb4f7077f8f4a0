import sys
from pathlib import Path

from tests.check import Job, changed_rooms, changed_rules, jobs, outcome


def test_a_changed_rule_is_proven_again_and_no_other(snippets: Path) -> None:
    assert changed_rules(["snippets/sample/shared_list/good.py", "docs/index.md"], snippets) == ["XMP01"]
    assert changed_rules(["snippets/sample/shared_list/tries/right_one.py"], snippets) == ["XMP01"]
    assert changed_rules(["docs/index.md", "snippets/sample/area.md"], snippets) == []


def test_a_changed_engine_proves_every_rule(snippets: Path) -> None:
    assert changed_rules(["src/playbook/proof/judging.py"], snippets) is None


def test_what_a_job_finds_is_told() -> None:
    found = outcome(Job("a job", [sys.executable, "-c", "print('what is wrong'); raise SystemExit(3)"]))
    assert (found.good, found.said) == (False, "what is wrong\n")


def test_without_a_changed_rule_nothing_is_proven() -> None:
    assert "proofs of what changed" not in {job.name for job in jobs(["docs/index.md"])}


def test_typescript_is_checked_where_it_may_have_changed() -> None:
    unit_tests = "TypeScript: unit tests"
    assert unit_tests not in {job.name for job in jobs(["docs/index.md"])}
    assert unit_tests in {job.name for job in jobs(["docs/index.md", "playground/python/session.py"])}
    assert unit_tests in {job.name for job in jobs([])}


def test_where_nothing_was_changed_no_slow_test_is_left_out() -> None:
    (unit,) = [job for job in jobs([]) if job.name == "unit tests"]
    assert not [option for option in unit.command if option.startswith("--rooms")]


def test_slow_tests_are_run_where_something_was_changed_and_all_of_them_after_the_engine() -> None:
    changed = ["src/playbook/pages/plugin.py", "tests/book/test_tries.py", "docs/index.md"]
    assert changed_rooms(changed) == ["book", "pages"]
    assert changed_rooms(["src/playbook/pages/templates/rule.html", "src/playbook/cli.py"]) == ["pages"]
    assert {"book", "pages", "probe", "proof"} <= set(changed_rooms(["src/playbook/proof/judging.py"]))
    assert changed_rooms(["docs/index.md"]) == []
    assert changed_rooms(["snippets/architecture/booking/src/booking/service.py"]) == ["pages"]
