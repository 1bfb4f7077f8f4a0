"""`playbook scan` as a reviewer uses it, over a small folder of code and the specimen's rules."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from playbook.book.catalogue import Catalogue
from playbook.cli import main
from playbook.scanning.sarif import sarif
from playbook.scanning.scan import Scan

BOOK = Path(__file__).parents[1] / "specimen" / "snippets"
SQL = 'rows = connection.execute(f"SELECT name FROM patients WHERE id = {wanted}")\n'
SAFE = 'rows = connection.execute("SELECT name FROM patients WHERE id = ?", (wanted,))\n'


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to scan, which is the working directory."""
    folder = tmp_path / "code"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def scan(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["scan", f"--book={BOOK}", *arguments])


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@clinic.example", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def cited(result: Result) -> list[tuple[str, int, str]]:
    return [(one["path"], one["line"], one["rule"]) for one in json.loads(result.stdout)["citations"]]


def test_a_broken_rule_is_cited_with_its_sentence_and_its_address_and_ends_with_1(code: Path) -> None:
    (code / "app.py").write_text(SAFE + SQL, encoding="utf-8")
    result = scan("--address=https://book.example")
    assert result.exit_code == 1
    assert "app.py:2:" in result.stdout
    assert "XMP01 must" in result.stdout
    assert "https://book.example/rules/XMP01/" in result.stdout
    assert "1 file: 1 place where 1 rule is broken" in result.stdout


def test_a_rule_that_is_broken_often_says_its_sentence_once(code: Path) -> None:
    (code / "app.py").write_text(SQL * 5, encoding="utf-8")
    assert scan().stdout.count("/rules/XMP01/") == 1
    comment = scan("--format=markdown").stdout
    assert comment.count("/rules/XMP01/") == 1
    assert [line for line in comment.splitlines() if line.startswith("- ")] == [f"- `app.py:{n}`" for n in range(1, 6)]


def test_clean_code_ends_with_0(code: Path) -> None:
    (code / "app.py").write_text(SAFE, encoding="utf-8")
    result = scan()
    assert (result.exit_code, result.stdout) == (0, "1 file: 0 places where 0 rules are broken\n")
    assert "No tool finds" in scan("--format=markdown").stdout


def test_what_git_ignores_is_left_out_and_a_file_that_is_named_is_not(code: Path) -> None:
    git(code, "init")
    (code / ".gitignore").write_text("made/\n", encoding="utf-8")
    (code / "made").mkdir()
    (code / "made" / "app.py").write_text(SQL, encoding="utf-8")
    assert scan().exit_code == 0
    assert scan("made/app.py").exit_code == 1


def test_files_that_cannot_be_read_are_named_and_the_scan_goes_on(code: Path) -> None:
    (code / "a_half.py").write_text("def f(:\n", encoding="utf-8")
    (code / "b_latin.py").write_bytes(b'name = "\xff"\n')
    (code / "c_circle.py").symlink_to("c_circle.py")
    (code / "deep").mkdir()
    (code / "deep" / "up").symlink_to("..")
    (code / "z_app.py").write_text(SQL, encoding="utf-8")
    result = scan("--format=json")
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [one["path"] for one in found["unread"]] == ["a_half.py", "b_latin.py", "c_circle.py"]
    assert cited(result) == [("z_app.py", 1, "XMP01")]
    assert result.stderr.count("not read:") == 3


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["nowhere"], "nowhere is not there"),
        (["--select=XMP99"], "there is no rule or area XMP99"),
        (["--ignore=xmp01"], "did you mean XMP01?"),
        (["--diff=nobranch"], "nobranch is no commit of this repository"),
        (["--format=html"], "'html' is not one of"),
        (["--level=shall"], "'shall' is not one of"),
    ],
)
def test_what_cannot_be_done_is_said_and_ends_with_2(code: Path, arguments: list[str], complaint: str) -> None:
    git(code, "init")
    result = scan(*arguments, "--output=report.txt")
    assert result.exit_code == 2
    assert complaint in result.stderr
    assert not (code / "report.txt").exists()


def test_a_file_of_one_enormous_line_is_refused(code: Path) -> None:
    with (code / "data.py").open("wb") as file:
        file.truncate(100_000_000)
    result = scan()
    assert result.exit_code == 2
    assert "data.py has 100,000,000 bytes" in result.stderr


def test_a_file_that_vanishes_meanwhile_is_named_and_the_scan_goes_on(
    code: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("app.py", "gone.py"):
        (code / name).write_text(SQL, encoding="utf-8")
    monkeypatch.setattr("playbook.scanning.scan.python_files", lambda _: _listed_then_gone(code))
    result = scan("--format=json")
    assert [one["path"] for one in json.loads(result.stdout)["unread"]] == ["gone.py"]
    assert cited(result) == [("app.py", 1, "XMP01")]
    assert result.exit_code == 1


def _listed_then_gone(folder: Path) -> list[Path]:
    files = sorted(folder.glob("*.py"))
    (folder / "gone.py").unlink()
    return files


@pytest.mark.parametrize(
    ("says", "complaint"),
    [(None, "ruff is not installed"), ("ruff 0.0.1", "ruff 0.0.1' and ruff")],
    ids=["missing", "another release"],
)
def test_a_tool_that_is_missing_or_another_is_said_and_ends_with_2(
    code: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str | None, complaint: str
) -> None:
    (code / "app.py").write_text(SQL, encoding="utf-8")
    scripts = tmp_path / "scripts"
    scripts.mkdir()
    if says:
        (scripts / "ruff").write_text(f"#!/bin/sh\necho {says}\n", encoding="utf-8")
        (scripts / "ruff").chmod(0o755)
    monkeypatch.setenv("PATH", str(scripts))
    monkeypatch.setattr("sysconfig.get_path", lambda _: str(tmp_path / "nowhere"))
    result = scan("--output=report.txt")
    assert result.exit_code == 2
    assert complaint in result.stderr.replace(",", "")
    assert not (code / "report.txt").exists()


@pytest.mark.parametrize(
    ("enforced_by", "tools"), [("{ruff: [B006], bandit: [B608]}", []), ("{bandit: [B608]}", ["bandit"])]
)
def test_a_slow_tool_is_asked_only_where_a_rule_names_no_quick_one(
    code: Path, tmp_path: Path, enforced_by: str, tools: list[str]
) -> None:
    book = tmp_path / "book"
    shutil.copytree(BOOK, book)
    rule = book / "sample" / "pasted_sql" / "rule.md"
    rule.write_text(rule.read_text(encoding="utf-8").replace("{ruff: [S608]}", enforced_by), encoding="utf-8")
    (code / "app.py").write_text(SQL, encoding="utf-8")
    result = CliRunner().invoke(main, ["scan", f"--book={book}", "--format=json"])
    assert [one["found_by"]["tool"] for one in json.loads(result.stdout)["citations"]] == tools


def test_rules_are_chosen_by_id_area_and_level(code: Path) -> None:
    (code / "app.py").write_text(SQL, encoding="utf-8")
    assert scan("--select=XMP01").exit_code == 1
    assert scan("--select=XMP").exit_code == 1
    assert scan("--select=XMP03").exit_code == 0
    assert scan("--ignore=XMP01").exit_code == 0
    assert scan("--level=must").exit_code == 1


def test_only_the_lines_of_a_change_are_cited(code: Path) -> None:
    git(code, "init")
    name = 'odd "name" ü.py'
    (code / name).write_text(SQL + SAFE, encoding="utf-8")
    git(code, "add", ".")
    git(code, "commit", "-m", "begin")
    (code / name).write_text(SQL + SAFE + "+ +1\n++ 1\n" + SQL, encoding="utf-8")
    (code / "new.py").write_text(SQL, encoding="utf-8")
    result = scan("--diff=HEAD", "--format=json")
    assert cited(result) == [("new.py", 1, "XMP01"), (name, 5, "XMP01")]


def test_what_the_base_branch_has_done_since_is_not_the_change(code: Path) -> None:
    git(code, "init")
    (code / "app.py").write_text(SAFE, encoding="utf-8")
    git(code, "add", ".")
    git(code, "commit", "-m", "begin")
    git(code, "branch", "feature")
    (code / "app.py").write_text("", encoding="utf-8")
    git(code, "commit", "-am", "go on")
    git(code, "checkout", "feature")
    (code / "app.py").write_text(SAFE + SQL, encoding="utf-8")
    git(code, "commit", "-am", "change")
    assert cited(scan("--diff=main", "--format=json")) == [("app.py", 2, "XMP01")]


def test_annotations_escape_what_github_would_read(code: Path) -> None:
    (code / "a,b.py").write_text(SQL, encoding="utf-8")
    line = scan("--format=github").stdout.splitlines()[0]
    assert line.startswith("::error file=a%2Cb.py,line=1,endLine=1,title=XMP01%3A ")
    assert line.endswith("/rules/XMP01/")


def test_sarif_is_valid_and_describes_each_rule(code: Path) -> None:
    (code / "app ü.py").write_text(f"# playbook: allow XMP01 because it is a test\n{SQL}\n{SQL}", encoding="utf-8")
    (code / "half.py").write_text("def f(:\n", encoding="utf-8")
    log: dict[str, Any] = json.loads(scan("--format=sarif").stdout)
    check_schema(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert {"id", "helpUri", "help", "properties"} <= rules[0].keys()
    assert rules[0]["help"]["markdown"].count("```python") == 2
    results = run["results"]
    assert [rules[one["ruleIndex"]]["id"] for one in results] == ["XMP01", "XMP01"]
    assert [one.get("suppressions") for one in results] == [
        [{"kind": "inSource", "justification": "it is a test"}],
        None,
    ]
    place = results[0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "app%20%C3%BC.py", "uriBaseId": "%SRCROOT%"}
    assert "not read" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def check_schema(log: dict[str, Any]) -> None:
    schema = json.loads(Path(__file__).with_name("sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)


def test_sarif_is_valid_with_every_rule_of_the_book(book: Catalogue) -> None:
    check_schema(json.loads(sarif(Scan(tuple(book.rules), (), (), (), files=0), "https://book.example/")))


def test_a_report_goes_to_a_file_whole(code: Path) -> None:
    (code / "app.py").write_text(SQL, encoding="utf-8")
    result = scan("--format=json", "--output=report.json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert json.loads((code / "report.json").read_text(encoding="utf-8"))["files"] == 1
    assert sorted(path.name for path in code.iterdir()) == ["app.py", "report.json"]
