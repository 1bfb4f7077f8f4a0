"""Every example is a complete program that a colleague could hand in: typed, documented, clean, and it runs."""

import subprocess
import sys
from pathlib import Path

import pytest

from playbook.book.catalogue import Rule, read_catalogue
from playbook.project import SNIPPETS

RULES = list(read_catalogue(SNIPPETS).rules)
# Names are used, imports sorted, everything typed and documented; ANN401 is mypy's to judge.
CHOSEN = ["--select=E,F,I,UP,ANN,D1", "--ignore=ANN401,D104,D105,D107", "--line-length=100", "--target-version=py312"]
MAX_LINES = 90


def test_good_examples_are_clean_typed_and_documented() -> None:
    files = [str(rule.folder / "good.py") for rule in RULES]
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--output-format=concise", *CHOSEN]
    run = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_good_examples_pass_the_strict_type_checker(tmp_path: Path) -> None:
    for rule in RULES:
        (tmp_path / f"{rule.id}.py").write_text(rule.good, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--config-file=",
        "--cache-dir=.mypy_cache/examples",
        str(tmp_path),
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_an_example_fits_on_a_page_and_shows_something_when_it_is_run(rule: Rule) -> None:
    for source in (rule.bad, rule.good):
        assert len(source.splitlines()) <= MAX_LINES
        assert 'if __name__ == "__main__":' in source
