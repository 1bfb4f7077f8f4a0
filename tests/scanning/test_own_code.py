"""What the playbook asks of others it keeps itself: this project's code, and what the book calls right, are scanned.

Nothing is found that no comment in the code allows with its reason. Bad examples and wrong tries are left out: they
break rules on purpose, and which tool sees that is recorded in ``snippets/seen.json``.
"""

from pathlib import Path

import pytest

from playbook.book.catalogue import Catalogue
from playbook.finding.files import shown
from playbook.finding.search import right_files
from playbook.project import PROJECT
from playbook.scanning.scan import Scan, scan

# A test says in its name what it shows, and its helpers are read beside it; Ruff's D is off there as well.
UNDOCUMENTED = "GEN03"


def faults(found: Scan) -> list[str]:
    broken = [f"{shown(one.finding.path)}:{one.finding.line} {one.rule.id}" for one in found.broken]
    return broken + [f"{shown(one.allowance.path)}:{one.allowance.line} {one.fault}" for one in found.misuses]


def specimen(path: Path) -> bool:
    return "specimen" in path.parts


@pytest.mark.whole
def test_our_own_code_keeps_the_rules(book: Catalogue) -> None:
    code = [PROJECT / "src", PROJECT / "playground" / "python", PROJECT / "conftest.py"]
    found = scan(book, list(book.rules), code)
    assert found.files > 100
    assert faults(found) == []


@pytest.mark.whole
def test_our_own_tests_keep_the_rules(book: Catalogue) -> None:
    rules = [rule for rule in book.rules if rule.id != UNDOCUMENTED]
    files = [path for path in sorted((PROJECT / "tests").rglob("*.py")) if not specimen(path)]
    assert faults(scan(book, rules, files)) == []


@pytest.mark.whole
def test_what_the_book_calls_right_keeps_the_rules(book: Catalogue) -> None:
    right = {path: rule for rule in book.rules for path in right_files(rule)}
    found = scan(book, list(book.rules), list(right))
    unexcused = [one for one in found.broken if one.rule.id not in right[one.finding.path].matter.leaves_out]
    assert [f"{shown(one.finding.path)}:{one.finding.line} {one.rule.id}" for one in unexcused] == []
    assert found.misuses == ()
