"""The tools that find a rule broken: how they are written, and where they explain each code."""

_NAMES = {"bandit": "Bandit", "ruff": "Ruff", "pylint": "Pylint", "semgrep": "Semgrep", "sqlfluff": "SQLFluff"}
_ADDRESSES = {
    "ruff": "https://docs.astral.sh/ruff/rules/{code}",
    "mypy": "https://mypy.readthedocs.io/en/stable/_refs.html#code-{code}",
}


def tool_name(tool: str) -> str:
    """Return the tool's name as its makers write it."""
    return _NAMES.get(tool, tool)


def code_url(tool: str, code: str) -> str:
    """Return the address of the tool's page about this code, or an empty text where there is none to compute."""
    return _ADDRESSES.get(tool, "").format(code=code)
