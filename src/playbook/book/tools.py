"""The tools that a rule may name in ``enforced_by``: how they and their codes are written, and how each is turned on.

What runs them is in ``playbook.finding``; what an author or a page has to know of them is here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

AST_GREP = "ast-grep"

# Bandit's pages are called after its tests, which their IDs do not tell.
BANDIT_TESTS = {
    "B101": "assert_used",
    "B102": "exec_used",
    "B103": "set_bad_file_permissions",
    "B104": "hardcoded_bind_all_interfaces",
    "B105": "hardcoded_password_string",
    "B106": "hardcoded_password_funcarg",
    "B107": "hardcoded_password_default",
    "B108": "hardcoded_tmp_directory",
    "B110": "try_except_pass",
    "B112": "try_except_continue",
    "B113": "request_without_timeout",
    "B324": "hashlib",
    "B501": "request_with_no_cert_validation",
    "B506": "yaml_load",
    "B602": "subprocess_popen_with_shell_equals_true",
    "B608": "hardcoded_sql_expressions",
    "B701": "jinja2_autoescape_false",
}

# The codes that mypy does not report under `strict = true` alone.
MYPY_OPTIONAL = frozenset(
    {
        "deprecated",
        "exhaustive-match",
        "explicit-override",
        "ignore-without-code",
        "mutable-override",
        "possibly-undefined",
        "redundant-expr",
        "redundant-self",
        "truthy-bool",
        "truthy-iterable",
        "unimported-reveal",
        "unused-awaitable",
    }
)


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: its name as its makers write it, and what there is to know of one of its codes.

    ``address`` returns the address of the code's page, or an empty text where there is none. ``configure`` returns what
    turns the code on, written in ``language``, ready to copy; of ast-grep it is given the rule's own text as well.
    """

    name: str
    code: re.Pattern[str]
    example: str
    address: Callable[[str], str]
    language: str
    configure: Callable[[str, str], str]


def _ruff(code: str, _: str) -> str:
    return f'# pyproject.toml\n[tool.ruff.lint]\nextend-select = ["{code}"]\n'


def _bandit(code: str, _: str) -> str:
    return f'# pyproject.toml, read by `bandit -c pyproject.toml -r .`\n[tool.bandit]\ntests = ["{code}"]\n'


def _mypy(code: str, _: str) -> str:
    optional = f'enable_error_code = ["{code}"]\n' if code in MYPY_OPTIONAL else ""
    return f"# pyproject.toml\n[tool.mypy]\nstrict = true\n{optional}"


def _ast_grep(code: str, text: str) -> str:
    return f"# rules/{code}.yml, run by `ast-grep scan --rule rules/{code}.yml`\n{text}"


def _bandit_page(code: str) -> str:
    site = "https://bandit.readthedocs.io/en/latest/plugins/"
    return f"{site}{code.lower()}_{BANDIT_TESTS[code]}.html" if code in BANDIT_TESTS else f"{site}index.html"


TOOLS: dict[str, Tool] = {
    "ruff": Tool(
        name="Ruff",
        code=re.compile(r"[A-Z]{1,5}[0-9]{3,4}"),
        example="S608",
        address="https://docs.astral.sh/ruff/rules/{}".format,
        language="toml",
        configure=_ruff,
    ),
    "bandit": Tool(
        name="Bandit",
        code=re.compile(r"B[0-9]{3}"),
        example="B608",
        address=_bandit_page,
        language="toml",
        configure=_bandit,
    ),
    "mypy": Tool(
        name="mypy",
        code=re.compile(r"[a-z]+(-[a-z]+)*"),
        example="return-value",
        address="https://mypy.readthedocs.io/en/stable/_refs.html#code-{}".format,
        language="toml",
        configure=_mypy,
    ),
    AST_GREP: Tool(
        name="ast-grep",
        code=re.compile(r"[a-z0-9]+(-[a-z0-9]+)+"),
        example="jwt-not-verified",
        address=lambda _: "",
        language="yaml",
        configure=_ast_grep,
    ),
}
