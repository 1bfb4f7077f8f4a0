"""The registry of the tools that find a rule broken: each one's name, address, configuration and runner."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from playbook.book.catalogue import Rule
from playbook.book.tools import AST_GREP, TOOLS
from playbook.finding.runners import Runner, run_ast_grep, run_bandit, run_mypy, run_ruff

RUNNERS: Mapping[str, Runner] = {
    "ruff": run_ruff,
    "bandit": run_bandit,
    "mypy": run_mypy,
    AST_GREP: run_ast_grep,
}


class Configuration(NamedTuple):
    """What turns one code on: the tool's name, the code and its page (or nothing), and a text to copy, in a language.

    The first line of the text is a comment that says where it belongs.
    """

    tool: str
    code: str
    url: str
    language: str
    text: str


def tool_name(tool: str) -> str:
    """Return the tool's name as its makers write it."""
    return TOOLS[tool].name


def code_url(tool: str, code: str) -> str:
    """Return the address of the tool's page about this code, or an empty text where there is none."""
    return TOOLS[tool].address(code)


def codes_of(rule: Rule) -> dict[str, dict[str, str]]:
    """Return for each tool that finds this rule the codes, each with its rule's text if the tool needs one."""
    if rule.matter.enforced_by == "review":
        return {}
    texts = {find_rule.id: find_rule.text for find_rule in rule.find_rules}
    return {tool: {code: texts.get(code, "") for code in codes} for tool, codes in rule.matter.enforced_by.items()}


def code_names(rule: Rule) -> list[str]:
    """Return the codes that find this rule, each with its tool's name before it: ``Ruff S608``; none for `review`."""
    return [f"{tool_name(tool)} {code}" for tool, codes in codes_of(rule).items() for code in codes]


def texts_of(rules: Iterable[Rule], tool: str) -> dict[str, str]:
    """Return the codes of this tool that find one of the rules, each with its rule's text if the tool needs one."""
    return {code: text for rule in rules for code, text in codes_of(rule).get(tool, {}).items()}


def configuration(rule: Rule) -> list[Configuration]:
    """Return what turns each of the rule's codes on, in the order of its front matter; nothing for `review`."""
    return [
        Configuration(
            tool=TOOLS[tool].name,
            code=code,
            url=TOOLS[tool].address(code),
            language=TOOLS[tool].language,
            text=TOOLS[tool].configure(code, text),
        )
        for tool, codes in codes_of(rule).items()
        for code, text in codes.items()
    ]
