import subprocess
from pathlib import Path

import pytest
from bandit.core import docs_utils
from mypy.errorcodes import error_codes

from playbook.book.catalogue import read_catalogue
from playbook.book.tools import BANDIT_TESTS, MYPY_OPTIONAL, TOOLS
from playbook.finding.runners import RAN, ToolError, program, run_ruff
from playbook.finding.tools import RUNNERS, code_url, configuration
from tests.conftest import BAD, real_book
from tests.finding.test_enforcement import FIND

pytestmark = pytest.mark.slow


def test_each_tool_has_a_runner() -> None:
    assert set(RUNNERS) == set(TOOLS)


def test_each_of_bandits_pages_is_where_bandit_says() -> None:
    for code in BANDIT_TESTS:
        assert code_url("bandit", code).rpartition("/")[2] == docs_utils.get_url(code).rpartition("/")[2]


def test_the_codes_that_mypy_reports_only_when_asked_are_known() -> None:
    assert {name for name, code in error_codes.items() if not code.default_enabled} - {"unused-ignore"} == MYPY_OPTIONAL


def test_every_code_of_the_book_has_its_page_and_its_configuration() -> None:
    for rule in real_book().rules:
        for entry in configuration(rule):
            assert entry.text.startswith("#"), rule.id
            assert entry.url.startswith("https://") or entry.tool == "ast-grep", rule.id
            assert not entry.url.endswith("index.html"), f"{rule.id}: add {entry.code} to BANDIT_TESTS"


@pytest.mark.parametrize(
    ("enforced_by", "command", "says"),
    [
        ("{ruff: [B006]}", ["ruff", "check", "--no-cache"], "B006"),
        ("{bandit: [B105]}", ["bandit", "--quiet", "--configfile", "pyproject.toml"], "B105"),
        ("{mypy: [possibly-undefined]}", ["mypy", "--cache-dir=/dev/null"], "[possibly-undefined]"),
        ("{ast-grep: [shared-default]}", ["ast-grep", "scan", "--rule", "pyproject.toml"], "shared-default"),
    ],
)
def test_what_a_page_gives_to_copy_turns_the_code_on(
    snippets: Path, rule_folder: Path, tmp_path: Path, enforced_by: str, command: list[str], says: str
) -> None:
    text = (rule_folder / "rule.md").read_text(encoding="utf-8").replace("{ruff: [B006]}", enforced_by)
    (rule_folder / "rule.md").write_text(text, encoding="utf-8")
    if "ast-grep" in enforced_by:
        (rule_folder / "find.yml").write_text(FIND, encoding="utf-8")
    (entry,) = configuration(read_catalogue(snippets).rule("XMP01"))
    (tmp_path / "pyproject.toml").write_text(entry.text, encoding="utf-8")
    bad = BAD + "\n\npassword = 'hunter2'\nif password:\n    maybe = 1\nprint(maybe)\n"
    (tmp_path / "sample.py").write_text(bad, encoding="utf-8")
    whole = [program(command[0]), *command[1:], "sample.py"]
    done = subprocess.run(whole, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode in RAN, done.stderr
    assert says in done.stdout


FAULTY = "def count(words: list[str]) -> str:\n    password = 'hunter2'\n    return len(words)\n"


@pytest.mark.parametrize(
    ("tool", "code", "text", "place"),
    [
        ("ruff", "S105", "", (2, 16, 2)),
        ("bandit", "B105", "", (2, 16, 2)),
        ("mypy", "return-value", "", (3, 12, 3)),
        ("ast-grep", "some-def", "id: some-def\nlanguage: Python\nrule: {kind: function_definition}\n", (1, 1, 3)),
    ],
)
def test_every_runner_says_the_place_in_the_same_form(
    tmp_path: Path, tool: str, code: str, text: str, place: tuple[int, int, int]
) -> None:
    folders = [tmp_path / name for name in ("first", "second")]
    for folder in folders:
        folder.mkdir()
        (folder / "bad.py").write_text(FAULTY, encoding="utf-8")
    found = RUNNERS[tool]([folder / "bad.py" for folder in folders], {code: text})
    assert sorted(finding.path for finding in found) == [folder / "bad.py" for folder in folders]
    assert {(item.line, item.column, item.last_line) for item in found} == {place}
    assert {item.code for item in found} == {code}


def test_more_files_than_a_command_takes_are_looked_at(tmp_path: Path) -> None:
    deep = tmp_path / ("a" * 200) / ("b" * 200)
    deep.mkdir(parents=True)
    paths = [deep / f"file_{number}.py" for number in range(300)]
    for path in paths:
        path.write_text("print()\n", encoding="utf-8")
    assert {finding.path for finding in run_ruff(paths, {"T201": ""})} == set(paths)


def test_a_tool_that_is_not_there_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    with pytest.raises(ToolError, match="ruff is not installed; install this project anew"):
        run_ruff([Path(__file__)], {"T201": ""})


def test_a_tool_of_another_release_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "ruff"
    other.write_text("#!/bin/sh\necho ruff 0.0.1\n", encoding="utf-8")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr("sysconfig.get_path", lambda *_: str(tmp_path / "empty"))
    with pytest.raises(ToolError, match=r"says 'ruff 0\.0\.1', and ruff \d+\.\d+\.\d+ is wanted"):
        run_ruff([Path(__file__)], {"T201": ""})
