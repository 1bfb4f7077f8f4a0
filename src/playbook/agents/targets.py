"""The files that each kind of assistant reads, made of the rules.

Forms: agents.md; the Agent Skills specification (a name of 64 characters, a description of 1,024); Cursor's rules
(`.mdc` with `description` and `alwaysApply`; stricter readers refuse an empty `globs`); Windsurf's and Devin's rules
(`trigger`, 12,000 characters a file); Copilot's instructions (`applyTo`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import yaml

from playbook.book.catalogue import Area, Catalogue, Rule
from playbook.pages.twin import lines, twin

MARK = "<!-- Written by `playbook export`: edits here are lost. -->"
"""Stands in each file that is wholly ours."""

MOST_CHARACTERS = 12_000
_PYTHON = "**/*.py"


@dataclass(frozen=True, slots=True)
class Exported:
    """One file: its path, its text, and whether it is one block within a file that is somebody else's."""

    path: str
    text: str
    block: bool = False


Target = Callable[[Catalogue, str], Iterator[Exported]]


def index(catalogue: Catalogue, address: str) -> str:
    """Return every rule with its ID in a line, and the sentence that has an assistant read before it writes."""
    head = [
        "## The rules of this backend",
        f"This project keeps the Backend Playbook. Before you write or review Python that one of these rules is about, "
        f"read `{address}rules/<ID>.md` (for SEC03: {address}rules/SEC03.md), and cite the ID when a rule decides. "
        "*must* is never broken without a comment: `# playbook: allow <ID> because <reason>`.",
    ]
    return "\n\n".join([*head, *(_listed(area) for area in catalogue.areas)]) + "\n"


def _listed(area: Area) -> str:
    rows = (f"- {rule.id} {rule.matter.level}: {rule.matter.title}" for rule in area.rules)
    return f"### {area.matter.title}\n\n" + "\n".join(rows)


def _agents(catalogue: Catalogue, address: str) -> Iterator[Exported]:
    yield Exported("AGENTS.md", index(catalogue, address), block=True)


def _claude(catalogue: Catalogue, address: str) -> Iterator[Exported]:
    yield Exported("CLAUDE.md", index(catalogue, address), block=True)


def _skills(catalogue: Catalogue, address: str) -> Iterator[Exported]:
    for area in catalogue.areas:
        folder = f".claude/skills/{_name(area)}"
        yield Exported(f"{folder}/SKILL.md", _skill(area))
        for rule in area.rules:
            yield Exported(f"{folder}/references/{rule.id}.md", f"{twin(catalogue, rule, address)}\n{MARK}\n")


def _skill(area: Area) -> str:
    matter = {"name": _name(area), "description": _when(area)}
    rows = "\n".join(
        f"- [{rule.id}](references/{rule.id}.md) ({rule.matter.level}): {rule.matter.title}" for rule in area.rules
    )
    how = "Read the rule that your change is about before you write it. Cite its ID when it decides something."
    return f"{_front(matter)}{MARK}\n\n# {area.matter.title}\n\n{how}\n\n{rows}\n"


def _cursor(catalogue: Catalogue, address: str) -> Iterator[Exported]:
    for area in catalogue.areas:
        head = f"---\ndescription: {_quoted(_when(area))}\nalwaysApply: false\n---\n"
        yield Exported(f".cursor/rules/{_name(area)}.mdc", head + _body(area, address))


def _windsurf(catalogue: Catalogue, address: str) -> Iterator[Exported]:
    return _triggered(catalogue, address, ".windsurf/rules")


def _devin(catalogue: Catalogue, address: str) -> Iterator[Exported]:
    return _triggered(catalogue, address, ".devin/rules")


def _triggered(catalogue: Catalogue, address: str, folder: str) -> Iterator[Exported]:
    for area in catalogue.areas:
        matter = {"trigger": "model_decision", "description": _when(area)}
        yield Exported(f"{folder}/{_name(area)}.md", _front(matter) + _body(area, address))


def _copilot(catalogue: Catalogue, address: str) -> Iterator[Exported]:
    yield Exported(".github/copilot-instructions.md", index(catalogue, address), block=True)
    for area in catalogue.areas:
        path = f".github/instructions/{_name(area)}.instructions.md"
        yield Exported(path, _front({"applyTo": _PYTHON, "description": _when(area)}) + _body(area, address))


def _body(area: Area, address: str) -> str:
    """Return the area's rules with their code; without it where that would be more than an assistant takes."""
    whole = _rules(area, address, with_code=True)
    return whole if len(whole) + 500 <= MOST_CHARACTERS else _rules(area, address, with_code=False)


def _rules(area: Area, address: str, *, with_code: bool) -> str:
    parts = [_rule(rule, address, with_code=with_code) for rule in area.rules]
    return "\n\n".join([MARK, f"# {area.matter.title}", *parts]) + "\n"


def _rule(rule: Rule, address: str, *, with_code: bool) -> str:
    head = f"## {rule.id}: {rule.matter.title} ({rule.matter.level})\n\n{rule.matter.review}"
    code = f"\n\n{lines(rule, 'bad')}\n\n{lines(rule, 'good')}" if with_code else ""
    return f"{head}{code}\n\nMore: {address}rules/{rule.id}.md"


def _name(area: Area) -> str:
    return f"playbook-{area.slug}"


def _when(area: Area) -> str:
    ids = f"{area.rules[0].id} to {area.rules[-1].id}" if len(area.rules) > 1 else area.rules[0].id
    what = f"{area.matter.title} ({ids}): {area.matter.summary.rstrip('.')}"
    return f"Rules of this team for Python backends, {what}. Read before you write or review such code."


def _front(matter: Mapping[str, str]) -> str:
    return f"---\n{yaml.safe_dump(matter, sort_keys=False, allow_unicode=True, width=10_000)}---\n\n"


def _quoted(text: str) -> str:
    return str(yaml.safe_dump(text, default_style='"', allow_unicode=True, width=10_000)).strip()


TARGETS: Mapping[str, Target] = {
    "agents": _agents,
    "claude": _claude,
    "copilot": _copilot,
    "cursor": _cursor,
    "devin": _devin,
    "skills": _skills,
    "windsurf": _windsurf,
}
OWN: Mapping[str, tuple[str, ...]] = {
    "copilot": (".github/instructions/playbook-*.instructions.md",),
    "cursor": (".cursor/rules/playbook-*.mdc",),
    "devin": (".devin/rules/playbook-*.md",),
    "skills": (".claude/skills/playbook-*/SKILL.md", ".claude/skills/playbook-*/references/*.md"),
    "windsurf": (".windsurf/rules/playbook-*.md",),
}
"""Where files may lie that an earlier export to a target wrote."""
