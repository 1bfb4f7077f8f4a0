import doctest
import os
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from playbook.project import PROJECT
from tests.conftest import add_tries, real_book

pytestmark = pytest.mark.whole  # each test is a pytest of its own
PROJECT_CONFTEST = (PROJECT / "conftest.py").read_text(encoding="utf-8")


def run_pytest(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--color=no", "-o", "addopts=", *options]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@cache
def collected() -> list[str]:
    return [line for line in run_pytest(PROJECT, "--collect-only", "-q").stdout.splitlines() if "::" in line]


def guides() -> list[Path]:
    return [*sorted((PROJECT / "docs").rglob("*.md")), PROJECT / "README.md", PROJECT / "CONTRIBUTING.md"]


def test_every_line_of_every_proof_is_collected_for_both_sides() -> None:
    found = Counter(re.findall(r"::(\w+ (?:good|bad)) line \d+$", "\n".join(collected()), re.MULTILINE))
    wanted = {f"{rule.id} {side}": len(rule.lines) for rule in real_book().rules for side in ("good", "bad")}
    assert found == wanted


def test_every_python_block_of_the_guides_is_collected() -> None:
    found = Counter(line.partition("::")[0] for line in collected() if "::line:" in line)
    assert found == +Counter({str(path.relative_to(PROJECT)): runnable(path) for path in guides()})


def runnable(path: Path) -> int:
    """Count the prompts and the Python blocks of a guide, without Sybil. Any other Python fence is a fault."""
    count = 0
    for token in MarkdownIt("commonmark").parse(path.read_text(encoding="utf-8")):
        if token.type != "fence" or not token.info.strip().lower().startswith("py"):
            continue
        assert token.info.strip() in {"pycon", "python"}, f"{path}: nothing runs a fence of ```{token.info}"
        count += 1 if token.info.strip() == "python" else len(doctest.DocTestParser().get_examples(token.content))
    return count


def project(folder: Path, snippets: Path, good: str | None = None) -> Path:
    """Return a project of one rule, with our own conftest.py."""
    if good is not None:
        (snippets / "sample" / "shared_list" / "good.py").write_text(good, encoding="utf-8")
    (folder / "conftest.py").write_text(PROJECT_CONFTEST, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    return folder


def test_a_sound_rule_passes_line_by_line(tmp_path: Path, snippets: Path) -> None:
    run = run_pytest(project(tmp_path, snippets), "-v", "snippets")
    assert re.findall(r"::(.*) PASSED", run.stdout) == [
        "XMP01 good line 28",
        "XMP01 good line 31",
        "XMP01 bad line 28",
        "XMP01 bad line 31",
    ]


def test_a_good_example_that_breaks_is_reported_by_id_and_line(tmp_path: Path, snippets: Path) -> None:
    bad = (snippets / "sample" / "shared_list" / "bad.py").read_text(encoding="utf-8")
    run = run_pytest(project(tmp_path, snippets, good=bad), "snippets")
    assert run.returncode == 1
    assert re.findall(r"^FAILED .*::(XMP01 \w+ line \d+)", run.stdout, re.MULTILINE) == ["XMP01 good line 31"]
    assert "got:  ['ada', 'bob']" in run.stdout
    assert "want: ['bob']" in run.stdout


def test_a_bad_example_that_holds_is_reported_too(tmp_path: Path, snippets: Path) -> None:
    folder = snippets / "sample" / "shared_list"
    (folder / "bad.py").write_text((folder / "good.py").read_text(encoding="utf-8"), encoding="utf-8")
    run = run_pytest(project(tmp_path, snippets), "snippets")
    assert re.findall(r"^FAILED .*::(XMP01 \w+ line \d+)", run.stdout, re.MULTILINE) == ["XMP01 bad line 31"]


def test_two_workers_give_what_one_gives(tmp_path: Path, snippets: Path) -> None:
    run = run_pytest(project(tmp_path, snippets), "-n", "2", "--dist=loadfile", "snippets")
    assert "4 passed" in run.stdout


@pytest.mark.parametrize(("block", "outcome"), [(">>> 1 + 1\n2", "1 passed"), (">>> 1 + 1\n3", "1 failed")])
def test_a_guide_is_a_doctest(tmp_path: Path, snippets: Path, block: str, outcome: str) -> None:
    guide = project(tmp_path, snippets) / "docs" / "start" / "index.md"
    guide.parent.mkdir(parents=True)
    guide.write_text(f"# Guide\n\n```pycon\n{block}\n```\n", encoding="utf-8")
    assert outcome in run_pytest(tmp_path, "docs").stdout


TRY_NAMES = ["XMP01 right_copy", "XMP01 wrong_alias"]


def test_each_try_is_a_test_by_its_name(tmp_path: Path, snippets: Path, rule_folder: Path) -> None:
    add_tries(rule_folder)
    run = run_pytest(project(tmp_path, snippets), "-v", "snippets")
    found = re.findall(r"::(XMP01 (?:right|wrong)_\w+) (PASSED|FAILED)", run.stdout)
    assert found == [(name, "PASSED") for name in TRY_NAMES]


def test_a_right_try_that_breaks_and_a_wrong_one_that_holds_fail(
    tmp_path: Path, snippets: Path, rule_folder: Path
) -> None:
    add_tries(rule_folder)
    right, wrong = (rule_folder / "tries" / f"{name}.py" for name in ("right_copy", "wrong_alias"))
    texts = right.read_text("utf-8"), wrong.read_text("utf-8")
    right.write_text(texts[1], "utf-8")
    wrong.write_text(texts[0], "utf-8")
    run = run_pytest(project(tmp_path, snippets), "snippets")
    assert re.findall(r"^FAILED .*::(XMP01 (?:right|wrong)\w+)", run.stdout, re.MULTILINE) == TRY_NAMES
    assert "it is right, and the proof refuses it. Breaks: the fault is still there" in run.stdout
    assert "it is wrong, and no claim of the proof catches it. Holds" in run.stdout


@pytest.mark.parametrize(
    "record", ["{}", '{"wrong_alias": {"line": 2, "source": "example.collect(\\"ada\\")", "got": ""}}']
)
def test_a_record_that_is_not_true_fails_and_says_what_to_do(
    tmp_path: Path, snippets: Path, rule_folder: Path, record: str
) -> None:
    add_tries(rule_folder)
    (rule_folder / "tries" / "caught.json").write_text(record, "utf-8")
    run = run_pytest(project(tmp_path, snippets), "snippets")
    assert re.findall(r"^FAILED .*::(XMP01 \w+)", run.stdout, re.MULTILINE) == ["XMP01 wrong_alias"]
    assert "`playbook check XMP01` writes that" in run.stdout


def test_every_try_of_the_rules_is_collected() -> None:
    found = re.findall(r"::(\w+ (?:right|wrong)_\w+)$", "\n".join(collected()), re.MULTILINE)
    wanted = [f"{rule.id} {one.name}" for rule in real_book().rules for one in rule.tries]
    assert sorted(found) == sorted(wanted)
