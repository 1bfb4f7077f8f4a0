"""Exceptions in the code: what they allow, and when they are themselves at fault."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook.cli import main
from tests.scanning.test_scan import SAFE, SQL, cited, code, git, scan

__all__ = ["code"]

WHY = "because the name comes from SORTABLE"
SPREAD = 'rows = connection.execute(\n    f"SELECT name FROM patients WHERE id = {wanted}",\n)\n'


@pytest.mark.parametrize(
    "source",
    [
        f"{SQL.rstrip()}  # playbook: allow XMP01 {WHY}\n",
        f"# playbook: allow XMP01 {WHY}\n{SQL}",
        f"# playbook: allow XMP02, XMP01 {WHY}\n{SQL}",
        f"# playbook: allow XMP01 {WHY}\n# Another word about it.\n\n{SQL}",
        f"# playbook: allow XMP01 {WHY}\n{SPREAD}",
        f"def f():\n    # playbook: allow XMP01 {WHY}\n    {SQL}",
        SPREAD.replace(",\n)", f",\n)  # playbook: allow XMP01 {WHY}"),
        f"{SQL.rstrip()}  # noqa: S608\n",
        f"{SQL.rstrip()}  # noqa\n",
        f"# ruff: noqa: S608\n{SQL}",
    ],
)
def test_a_comment_allows_it(code: Path, source: str) -> None:
    (code / "app.py").write_text(source, encoding="utf-8")
    result = scan()
    assert result.exit_code == 0, result.output
    assert "1 allowed" in result.stdout


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        (f"{SQL.rstrip()}  # playbook: allow XMP01\n", "gives no reason"),
        (f"{SQL.rstrip()}  # playbook: allow\n", "cannot be read"),
        (f"{SQL.rstrip()}  # playbook: allow XMP3 {WHY}\n", "allows XMP3, which is no rule"),
        (f"{SQL.rstrip()}  # playbook: allow XMP05 {WHY}\n", "allows XMP05, which is retired; write XMP01"),
        (f"# playbook: allow XMP01 {WHY}\n{SAFE}", "allows XMP01, which no tool finds broken here"),
        (f"# playbook: allow XMP01 {WHY}\n{SAFE}{SQL}", "allows XMP01, which no tool finds broken here"),
    ],
)
def test_a_comment_at_fault_is_a_finding_itself(code: Path, source: str, fault: str) -> None:
    (code / "app.py").write_text(source, encoding="utf-8")
    result = scan()
    assert result.exit_code == 1
    assert f"this comment {fault}" in result.stdout


def test_what_a_person_found_and_no_tool_sees_may_be_allowed(code: Path) -> None:
    (code / "app.py").write_text(f"# playbook: allow XMP01 (reviewed) {WHY}\n{SAFE}", encoding="utf-8")
    assert scan().exit_code == 0


def test_a_text_that_looks_like_a_comment_allows_nothing(code: Path) -> None:
    (code / "app.py").write_text(f'note = """\n# playbook: allow XMP01 {WHY}\n"""\n{SQL}', encoding="utf-8")
    assert cited(scan("--format=json")) == [("app.py", 4, "XMP01")]
    assert scan().exit_code == 1


def test_all_exceptions_are_listed_with_reason_author_and_day(code: Path) -> None:
    git(code, "init")
    (code / "app.py").write_text(
        f"# playbook: allow XMP01 {WHY}\n{SQL}x = 1  # noqa: S608 - a constant\n", encoding="utf-8"
    )
    git(code, "add", ".")
    git(code, "commit", "-m", "begin", "--date=2026-03-01T12:00:00+0000")
    (code / "new.py").write_text("import x  # type: ignore[import-untyped]\n", encoding="utf-8")
    listed = CliRunner().invoke(main, ["exceptions"]).stdout.splitlines()
    assert listed == [
        "app.py:1: XMP01: the name comes from SORTABLE (Ada, 2026-03-01)",
        "app.py:3: ruff S608: a constant (Ada, 2026-03-01)",
        "new.py:1: mypy import-untyped: no reason given (not committed)",
        "3 exceptions in 2 files",
    ]
