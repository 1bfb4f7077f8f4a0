"""What is checked of ``enforced_by`` without running a tool: the tools, the form of their codes, and ``find.yml``."""

from collections.abc import Iterable, Iterator, Sequence

from playbook.book.documents import Document
from playbook.book.find_rules import FIND_FILE, FindRule
from playbook.book.matter import RuleMatter
from playbook.book.slips import Slip
from playbook.book.tools import AST_GREP, TOOLS


def check_enforcement(document: Document, matter: RuleMatter, find_rules: Sequence[FindRule]) -> Iterator[Slip]:
    """Yield a slip for each tool that is unknown, each code of no such form, and each ID that is in one file only."""
    codes = {} if matter.enforced_by == "review" else matter.enforced_by
    for found, right in [*_misnamed(codes), *_unwritten(document, codes.get(AST_GREP, []), find_rules)]:
        yield Slip(document.path, document.lines.get("enforced_by", 1), "enforced_by", found, right)
    for rule in find_rules:
        if rule.id not in codes.get(AST_GREP, []):
            right = f"name it in rule.md, `enforced_by: {{{AST_GREP}: [{rule.id}]}}`, or take it out"
            yield Slip(rule.file, rule.line, "id", f"{rule.id!r}, which rule.md does not name", right)


def _misnamed(codes: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Yield what was found and what would be right, for what has no place in any rule."""
    for tool, wanted in codes.items():
        if tool not in TOOLS:
            yield f"{tool!r}, which is no tool that runs here", f"the tools are {', '.join(TOOLS)}"
            continue
        for code in wanted:
            if not TOOLS[tool].code.fullmatch(code):
                yield f"{code!r}, which is no code of {TOOLS[tool].name}", f"write it as `{TOOLS[tool].example}`"


def _unwritten(document: Document, ids: list[str], find_rules: Sequence[FindRule]) -> Iterator[tuple[str, str]]:
    """Yield what was found and what would be right, for IDs that find.yml lacks."""
    path = document.path.with_name(FIND_FILE)
    if ids and not path.is_file():
        yield f"{AST_GREP} without a {FIND_FILE}", f"write ast-grep's rule into {FIND_FILE} beside rule.md"
        return
    for rule_id in ids:
        if rule_id not in [rule.id for rule in find_rules]:
            there = ", ".join(rule.id for rule in find_rules) or "none that can be read"
            yield f"{rule_id!r}, which is not in {FIND_FILE}", f"the IDs there: {there}"


def check_find_ids(find_rules: Iterable[FindRule]) -> Iterator[Slip]:
    """Yield a slip for each ID of ast-grep that a rule before has, in the same file or in another."""
    first: dict[str, FindRule] = {}
    for rule in find_rules:
        if rule.id in first:
            found = f"{rule.id!r}, which {first[rule.id].file.parent.name}/{FIND_FILE} has"
            yield Slip(rule.file, rule.line, "id", found, "give each rule an ID of its own: all are run together")
        first.setdefault(rule.id, rule)
