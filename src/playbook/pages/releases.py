"""Which releases a rule's proof ran with: of Python in both places, and of what the rule requires."""

import json
import tomllib
from functools import cache

from playbook.book.catalogue import Rule
from playbook.project import PLAYGROUND, PROJECT

_POSTGRES = "postgres"  # in `requires`, what is no distribution of Python


def tested_with(rule: Rule) -> dict[str, str]:
    """Return the releases by name: `cpython`, `pyodide`, and each distribution that the rule requires, from the locks.

    For a rule that requires PostgreSQL, `pglite` is the release of PGlite, which it runs on.
    """
    npm, python = _npm_releases(), _python_releases()
    needed = {name: python[name] for name in rule.matter.requires if name in python}
    if _POSTGRES in rule.matter.requires:
        needed["pglite"] = npm["node_modules/@electric-sql/pglite"]
    return {"cpython": _cpython(), "pyodide": npm["node_modules/pyodide"], **needed}


@cache
def _cpython() -> str:
    return (PROJECT / ".python-version").read_text(encoding="utf-8").strip()


@cache
def _python_releases() -> dict[str, str]:
    packages = tomllib.loads((PROJECT / "uv.lock").read_text(encoding="utf-8"))["package"]
    return {package["name"]: package["version"] for package in packages}


@cache
def _npm_releases() -> dict[str, str]:
    lock = json.loads((PLAYGROUND / "package-lock.json").read_text(encoding="utf-8"))
    return {path: package["version"] for path, package in lock["packages"].items() if "version" in package}
