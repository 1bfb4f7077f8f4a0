"""Under `mkdocs serve` a rebuild gives what a build from nothing gives, and makes only what a save changed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import markdown
import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from tests.conftest import add_service
from tests.pages.sample import Project

pytestmark = pytest.mark.slow

RULE = "snippets/sample/shared_list/rule.md"
AREA = "snippets/sample/area.md"
DESK = "snippets/sample/desk/desk.py"


def replaced(name: str, before: str, after: str) -> Callable[[Path], None]:
    """Return a save that puts one text of a file in place of another."""

    def save(root: Path) -> None:
        text = (root / name).read_text("utf-8")
        assert before in text
        (root / name).write_text(text.replace(before, after), "utf-8")

    return save


def configure(root: Path, change: Callable[[dict[str, Any]], None]) -> None:
    config = json.loads((root / "mkdocs.yml").read_text("utf-8"))
    change(config)
    (root / "mkdocs.yml").write_text(json.dumps(config), "utf-8")


def another_page(root: Path) -> None:
    (root / "docs" / "more.md").write_text("# More\n\n[home](index.md)\n", "utf-8")
    configure(root, lambda config: config["nav"].append({"More": "more.md"}))


def another_template(root: Path) -> None:
    (root / "overrides" / "main.html").write_text(
        '{% extends "base.html" %}{% block footer %}Another foot.{% endblock %}', "utf-8"
    )


SAVES: dict[str, Callable[[Path], None]] = {
    "the text of a rule": replaced(RULE, "One call sees", "Each call sees"),
    "the title of a rule": replaced(RULE, "title: Give every call", "title: Hand every call"),
    "the good example": replaced("snippets/sample/shared_list/good.py", "Collect names.", "Gather names."),
    "the title of an area": replaced(AREA, "title: Sample", "title: Specimen"),
    "a file of the service": replaced(DESK, "Hello", "Welcome"),
    "a guide": replaced("docs/index.md", "# Home", "# At home\n\n## A section"),
    "the name of the site": replaced("mkdocs.yml", '"Sample"', '"Another"'),
    "another page": another_page,
    "another template": another_template,
}


@pytest.fixture
def project(snippets: Path) -> Project:
    add_service(snippets / "sample")
    project = Project(snippets.parent)
    (project.root / "overrides").mkdir()
    configure(project.root, lambda config: config["theme"].update(custom_dir="overrides"))
    forget()
    return project


def forget() -> None:
    """Have MkDocs begin anew, as in another process."""
    MkDocsConfig.plugins.plugin_cache.clear()  # type: ignore[attr-defined]


def site(project: Project) -> dict[str, bytes]:
    project.build("serve")
    files = [path for path in (project.root / "site").rglob("*") if path.is_file() and path.suffix != ".gz"]
    return {str(path.relative_to(project.root)): path.read_bytes() for path in files}


@pytest.mark.parametrize("save", SAVES.values(), ids=SAVES)
def test_after_a_save_the_site_is_what_it_would_be_from_nothing(project: Project, save: Callable[[Path], None]) -> None:
    before = site(project)
    save(project.root)
    rebuilt = site(project)
    forget()
    assert rebuilt == site(project)
    assert rebuilt != before


def test_only_the_page_of_the_rule_that_was_saved_is_made_of_markdown_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    converted: list[str] = []
    convert = markdown.Markdown.convert

    def counted(self: markdown.Markdown, source: str) -> str:
        converted.append(source)
        return convert(self, source)

    monkeypatch.setattr(markdown.Markdown, "convert", counted)
    project.build("serve")
    assert len(converted) > 5
    converted.clear()
    SAVES["the text of a rule"](project.root)
    project.build("serve")
    assert [text for text in converted if "Each call sees" not in text] == []
    assert len(converted) == 1


def test_what_was_wrong_is_said_again_until_it_is_mended(project: Project) -> None:
    guide = project.root / "docs" / "index.md"
    whole = guide.read_text("utf-8")
    guide.write_text(f"{whole}\n[nowhere](nowhere.md)\n", "utf-8")
    for _ in range(2):
        with pytest.raises(Abort, match="1 warning"):
            project.build("serve")
    guide.write_text(whole, "utf-8")
    assert "" in project.build("serve")


def test_a_link_to_a_section_that_another_page_no_longer_has_is_found(project: Project) -> None:
    configure(project.root, lambda config: config.update(validation={"links": {"anchors": "warn"}}))
    another_page(project.root)
    more = project.root / "docs" / "more.md"
    more.write_text("# More\n\n## There\n", "utf-8")
    guide = project.root / "docs" / "index.md"
    guide.write_text(f"{guide.read_text('utf-8')}\n[there](more.md#there)\n", "utf-8")
    project.build("serve")
    more.write_text("# More\n\n## Elsewhere\n", "utf-8")
    with pytest.raises(Abort, match="1 warning"):
        project.build("serve")
