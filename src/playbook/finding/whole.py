"""What turns on every tool for the whole playbook: files to download, for those who do without `playbook scan`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import yaml

from playbook.book.catalogue import Rule
from playbook.book.tools import AST_GREP, MYPY_OPTIONAL
from playbook.finding.tools import codes_of

FOLDER = "enforce"


def files(rules: Sequence[Rule], address: str) -> Mapping[str, str]:
    """Return the files by their names, each with its text. ``address`` is the site's, with a slash at its end."""
    return {
        f"{FOLDER}/ruff.toml": f"# Ruff, with what the playbook's rules need.\n{_ruff(rules, 'lint')}",
        f"{FOLDER}/pyproject.toml": _pyproject(rules),
        f"{FOLDER}/sgconfig.yml": "# Read by `ast-grep scan`; the rules are in rules/.\nruleDirs: [rules]\n",
        f"{FOLDER}/rules/playbook.yml": _ast_grep(rules, address),
    }


def _codes(rules: Iterable[Rule], tool: str) -> Mapping[str, list[str]]:
    """Return the tool's codes in their order, each with the IDs of the rules that name it."""
    named: dict[str, list[str]] = defaultdict(list)
    for rule in rules:
        for code in codes_of(rule).get(tool, {}):
            named[code].append(rule.id)
    return dict(sorted(named.items()))


def _list(codes: Mapping[str, Sequence[str]]) -> str:
    return "".join(f'    "{code}", # {", ".join(ids)}\n' for code, ids in codes.items())


def _ruff(rules: Iterable[Rule], table: str) -> str:
    return f"[{table}]\nextend-select = [\n{_list(_codes(rules, 'ruff'))}]\n"


def _pyproject(rules: Sequence[Rule]) -> str:
    bandit = f"# Read by `bandit -c pyproject.toml -r .`\n[tool.bandit]\ntests = [\n{_list(_codes(rules, 'bandit'))}]\n"
    optional = {code: ids for code, ids in _codes(rules, "mypy").items() if code in MYPY_OPTIONAL}
    extra = f"enable_error_code = [\n{_list(optional)}]\n" if optional else ""
    return f"{_ruff(rules, 'tool.ruff.lint')}\n{bandit}\n[tool.mypy]\nstrict = true\n{extra}"


def _ast_grep(rules: Iterable[Rule], address: str) -> str:
    """Return the rules of ast-grep, each with the address of the playbook's page."""
    return "---\n".join(
        f"{find_rule.text}severity: warning\n{_field('url', f'{address}{rule.url}')}"
        for rule in rules
        for find_rule in rule.find_rules
        if find_rule.id in codes_of(rule).get(AST_GREP, {})
    )


def _field(name: str, value: str) -> str:
    return str(yaml.safe_dump({name: value}, allow_unicode=True, width=10_000))
