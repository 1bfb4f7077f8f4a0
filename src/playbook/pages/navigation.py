"""The navigation: what the entries ``playbook:rules``, ``:week`` and ``:reference`` of ``mkdocs.yml`` stand for."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from playbook.book.catalogue import Catalogue
from playbook.book.week import FOLDER as WEEK
from playbook.book.week import Week


def rules_section(catalogue: Catalogue) -> list[Any]:
    """Return the list of all rules, each area with its rules, and the pages about all of them."""
    areas = [{area.matter.title: _area(area.slug, (rule.id for rule in area.rules))} for area in catalogue.areas]
    return ["rules/index.md", *areas, "areas/index.md", "seen.md", "charter.md", "changes.md", "book.md"]


def _area(slug: str, rule_ids: Iterable[str]) -> list[str]:
    return [f"areas/{slug}/index.md", *(f"rules/{rule_id}.md" for rule_id in rule_ids)]


def week_section(week: Week) -> list[Any]:
    """Return the page of the path and its chapters, in their order."""
    return [f"{WEEK}/index.md", *(f"{WEEK}/{chapter.slug}.md" for chapter in week.chapters)]


def reference_section(modules: Iterable[str]) -> list[Any]:
    """Return the reference's first page and one page per module."""
    return ["reference/index.md", *({name: f"reference/{name}.md"} for name in modules)]


def filled(nav: Sequence[Any], sections: Mapping[Any, Any]) -> list[Any]:
    """Return ``nav`` with each entry ``playbook:<name>`` replaced by the section of that name, or left out for None."""
    named = [(title, target) for entry in nav for title, target in entry.items()]
    entries = [(title, sections.get(target, target) if isinstance(target, str) else target) for title, target in named]
    return [{title: section} for title, section in entries if section is not None]
