"""The rules of ast-grep that a rule's folder may hold, in ``find.yml``: read, and checked as far as YAML tells."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from playbook.book.slips import Slip
from playbook.book.tools import AST_GREP, TOOLS

FIND_FILE = "find.yml"

_NEEDED = {
    "id": f"write a name of small letters and hyphens, as `{TOOLS[AST_GREP].example}`",
    "language": "write `language: Python`",
    "message": "say in one sentence what is wrong with the code that it finds",
    "rule": "write the rule, as https://ast-grep.github.io/guide/rule-config.html says",
}
_ALLOWED = (*_NEEDED, "note", "constraints", "utils", "transform", "fix")


@dataclass(frozen=True, slots=True)
class FindRule:
    """One rule of ast-grep: its file, the lines (from 1) of its beginning and its ID, its ID, and its own YAML."""

    file: Path
    start: int
    line: int
    id: str
    text: str


def read_find_rules(path: Path, slips: list[Slip]) -> tuple[FindRule, ...]:
    """Return the rules of this file, none where there is no file; what does not fit is added to the slips."""
    if not path.is_file():
        return ()
    text = path.read_text(encoding="utf-8")
    try:
        nodes = list(yaml.compose_all(text, Loader=yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        slips.append(Slip(path, line, FIND_FILE, str(error.problem), "write one or more rules of ast-grep as YAML"))
        return ()
    rules = []
    for node in nodes:
        faults = [*_check(path, node)]
        slips += faults
        if not faults:
            name = _fields(node)["id"]
            start, line = node.start_mark.line + 1, name.start_mark.line + 1
            rules.append(FindRule(path, start, line, name.value, _text(text, node)))
    return tuple(rules)


def _fields(node: yaml.Node) -> dict[str, yaml.Node]:
    return {str(key.value): value for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}


def _check(path: Path, node: yaml.Node) -> Iterator[Slip]:
    fields, line = _fields(node), node.start_mark.line + 1 if node else 1
    for name, right in _NEEDED.items():
        if name not in fields:
            yield Slip(path, line, name, "nothing", right)
        elif not _fits(name, fields[name].value):
            yield Slip(path, fields[name].start_mark.line + 1, name, repr(fields[name].value), right)
    for name, value in fields.items():
        if name not in _ALLOWED:
            right = f"leave it out; the fields are {', '.join(_ALLOWED)}"
            yield Slip(path, value.start_mark.line + 1, name, "a field of no meaning here", right)


def _fits(name: str, value: object) -> bool:
    if name == "id":
        return isinstance(value, str) and TOOLS[AST_GREP].code.fullmatch(value) is not None
    return value == "Python" if name == "language" else bool(value)


def _text(text: str, node: yaml.Node) -> str:
    """Return the document's own YAML, with the comments inside it."""
    return text[node.start_mark.index : node.end_mark.index].rstrip().removesuffix("---").rstrip() + "\n"
