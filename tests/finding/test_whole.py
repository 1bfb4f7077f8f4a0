"""The files to download: the tools take them, and find with them what the playbook says."""

import json
import subprocess
import tomllib
from pathlib import Path

import pytest

from playbook.book.catalogue import Catalogue, Rule
from playbook.finding.runners import program
from playbook.finding.tools import codes_of
from playbook.finding.whole import files


@pytest.fixture(scope="module")
def downloaded(book: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which somebody has put the files."""
    folder = tmp_path_factory.mktemp("downloaded")
    for name, text in files(list(book.rules), "https://book.example/").items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder / "enforce"


def found(tool: str, folder: Path, options: list[str], paths: list[Path]) -> str:
    command = [program(tool), *options, *map(str, paths)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


def named(book: Catalogue, tool: str) -> list[Rule]:
    return [rule for rule in book.rules if tool in codes_of(rule)]


@pytest.mark.parametrize("config", ["ruff.toml", "pyproject.toml"])
def test_ruff_finds_each_bad_example_with_them(downloaded: Path, book: Catalogue, config: str) -> None:
    rules = named(book, "ruff")
    options = ["check", "--no-cache", f"--config={config}", "--output-format=json"]
    reported = json.loads(found("ruff", downloaded, options, [rule.folder / "bad.py" for rule in rules]))
    for rule in rules:
        codes = {one["code"] for one in reported if Path(one["filename"]) == rule.folder / "bad.py"}
        assert codes_of(rule)["ruff"].keys() <= codes, rule.id


def test_ast_grep_finds_each_bad_example_with_them_and_gives_the_address(downloaded: Path, book: Catalogue) -> None:
    rules = named(book, "ast-grep")
    reported = found("ast-grep", downloaded, ["scan", "--json=stream"], [rule.folder / "bad.py" for rule in rules])
    matches = [json.loads(line) for line in reported.splitlines()]
    for rule in rules:
        own = [one for one in matches if Path(one["file"]) == rule.folder / "bad.py"]
        assert codes_of(rule)["ast-grep"].keys() <= {one["ruleId"] for one in own}, rule.id
    written = (downloaded / "rules" / "playbook.yml").read_text(encoding="utf-8")
    assert all(f"url: https://book.example/{rule.url}\n" in written for rule in rules)


def test_ast_grep_is_silent_over_the_good_examples_that_keep_all_rules(downloaded: Path, book: Catalogue) -> None:
    keeping = [rule.folder / "good.py" for rule in book.rules if not rule.matter.leaves_out]
    assert found("ast-grep", downloaded, ["scan", "--json=stream"], keeping) == ""


def test_mypy_and_bandit_can_read_the_sections(downloaded: Path) -> None:
    sections = tomllib.loads((downloaded / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    assert sections["mypy"]["strict"] is True
    assert sections["bandit"]["tests"]
