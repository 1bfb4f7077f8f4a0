"""`playbook export --target …`: what assistants read, in their forms, and nobody else's words touched."""

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from playbook.agents.placing import BEGIN, END
from playbook.agents.targets import MARK, MOST_CHARACTERS, TARGETS, index
from playbook.book.catalogue import Catalogue
from playbook.cli import main

SPECIMEN = Path(__file__).parents[1] / "specimen" / "snippets"
NOTE = "# Ours\n\nUse tabs.\n"


def export(out: Path, *arguments: str, book: Path = SPECIMEN) -> Result:
    return CliRunner().invoke(main, ["export", f"--out={out}", f"--book={book}", *arguments])


def front_matter(text: str) -> dict[str, object]:
    _, matter, _ = text.split("---\n", 2)
    loaded = yaml.safe_load(matter)
    assert isinstance(loaded, dict)
    return loaded


def test_every_rule_is_in_an_index_that_an_assistant_can_afford(book: Catalogue) -> None:
    text = index(book, "https://book.example/")
    assert len(text.encode()) <= 15_000
    assert re.findall(r"^- ([A-Z]+\d\d) ", text, re.MULTILINE) == [rule.id for rule in book.rules]
    assert "https://book.example/rules/<ID>.md" in text


def test_each_form_keeps_its_limits(book: Catalogue) -> None:
    files = [file for target in TARGETS.values() for file in target(book, "https://book.example/")]
    for file in files:
        path = Path(file.path)
        if path.name == "SKILL.md":
            matter = front_matter(file.text)
            assert matter["name"] == path.parent.name
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.parent.name)
            assert len(path.parent.name) <= 64
            assert 0 < len(str(matter["description"])) <= 1024
        elif path.suffix == ".mdc":
            assert front_matter(file.text).keys() == {"description", "alwaysApply"}
        elif path.parts[0] in {".windsurf", ".devin"}:
            assert front_matter(file.text)["trigger"] == "model_decision"
            assert len(file.text) <= MOST_CHARACTERS, file.path
        elif path.parts[:2] == (".github", "instructions"):
            assert front_matter(file.text)["applyTo"] == "**/*.py"
    assert len({file.path for file in files}) == len(files)


def test_a_bad_example_never_stands_without_its_label(book: Catalogue) -> None:
    for target in TARGETS.values():
        for file in target(book, "https://book.example/"):
            blocks = re.findall(r"^```python\n(.*?)^```", file.text, re.MULTILINE | re.DOTALL)
            assert all(re.match(r"# (BAD, breaks [A-Z]+\d\d|GOOD)\n", block) for block in blocks), file.path


def test_what_is_not_ours_stays_and_our_block_is_renewed(tmp_path: Path) -> None:
    (tmp_path / "AGENTS.md").write_text(NOTE, encoding="utf-8")
    assert export(tmp_path, "--target=agents").exit_code == 0
    first = (tmp_path / "AGENTS.md").read_text(encoding="utf-8")
    assert first.startswith(f"{NOTE}\n{BEGIN}\n")
    (tmp_path / "AGENTS.md").write_text(first.replace("XMP01", "OLD01") + "\nMore of ours.\n", encoding="utf-8")
    assert export(tmp_path, "--target=agents").exit_code == 0
    second = (tmp_path / "AGENTS.md").read_text(encoding="utf-8")
    assert second == first + "\nMore of ours.\n"


def test_a_check_writes_nothing_and_fails_when_something_is_stale(tmp_path: Path) -> None:
    result = export(tmp_path, "--target=all", "--check")
    assert (result.exit_code, list(tmp_path.iterdir())) == (1, [])
    assert "AGENTS.md is stale" in result.output
    assert export(tmp_path, "--target=all").exit_code == 0
    assert export(tmp_path, "--target=all", "--check").exit_code == 0
    skill = tmp_path / ".claude/skills/playbook-sample/SKILL.md"
    skill.write_text(skill.read_text(encoding="utf-8") + "edited\n", encoding="utf-8")
    result = export(tmp_path, "--target=skills", "--check")
    assert (result.exit_code, result.output.splitlines()[0]) == (1, f"{skill.relative_to(tmp_path)} is stale")


def test_a_rule_that_is_gone_takes_its_file_along(tmp_path: Path) -> None:
    export(tmp_path, "--target=skills")
    folder = tmp_path / ".claude/skills/playbook-sample/references"
    (folder / "XMP99.md").write_text(f"old\n{MARK}\n", encoding="utf-8")
    (folder / "own.md").write_text("ours\n", encoding="utf-8")
    assert "XMP99.md goes" in export(tmp_path, "--target=skills").output
    assert {path.name for path in folder.iterdir()} == {"XMP01.md", "XMP02.md", "XMP03.md", "XMP04.md", "own.md"}


@pytest.mark.parametrize("after", TARGETS)
def test_one_target_leaves_what_another_has_written(tmp_path: Path, after: str) -> None:
    export(tmp_path, "--target=all")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert re.fullmatch(r"\d+ files: 0 written, 0 removed\n", export(tmp_path, f"--target={after}").output)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("path", "text", "complaint"),
    [
        (".cursor/rules/playbook-sample.mdc", "mine", "is not ours"),
        ("AGENTS.md", f"{NOTE}{BEGIN}\nhalf\n", "without its end"),
        ("AGENTS.md", f"{BEGIN}\n{BEGIN}\n{END}\n", "without its end"),
    ],
)
def test_a_file_that_is_not_ours_is_refused_and_nothing_is_written(
    tmp_path: Path, path: str, text: str, complaint: str
) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(text, encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    result = export(tmp_path, "--target=all")
    assert result.exit_code == 2
    assert complaint in result.stderr
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / path).read_text(encoding="utf-8") == text


def test_a_target_or_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "'emacs' is not one of" in export(tmp_path, "--target=emacs").stderr
    result = export(tmp_path / "nowhere", "--target=agents")
    assert (result.exit_code, "is no folder" in result.stderr) == (2, True)


def test_a_binary_file_in_the_place_of_one_is_an_error_not_a_loss(tmp_path: Path) -> None:
    (tmp_path / "AGENTS.md").write_bytes(b"\xff\xfe")
    result = export(tmp_path, "--target=agents")
    assert (result.exit_code, "cannot be read" in result.stderr) == (2, True)
