"""Ask the tools that a rule names whether they really find it: in the bad example, and not in the good one."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from playbook.book.catalogue import Rule

_MYPY_CODE = re.compile(r"error: .*\[(?P<code>[\w-]+)\]$", re.MULTILINE)


def _run(*command: str) -> str:
    return subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=False).stdout  # noqa: S603


def _ruff(path: Path, codes: list[str]) -> set[str]:
    options = ["--isolated", "--no-cache", "--select", ",".join(codes), "--output-format", "json"]
    findings = json.loads(_run("ruff", "check", *options, str(path)))
    return {finding["code"] for finding in findings}


def _bandit(path: Path, codes: list[str]) -> set[str]:
    findings = json.loads(_run("bandit", "--quiet", "--format", "json", "--tests", ",".join(codes), str(path)))
    return {finding["test_id"] for finding in findings["results"]}


def _mypy(path: Path, codes: list[str]) -> set[str]:
    output = _run("mypy", "--strict", "--config-file=", "--cache-dir=.mypy_cache/examples", str(path))
    return {match["code"] for match in _MYPY_CODE.finditer(output)} & set(codes)


TOOLS: dict[str, Callable[[Path, list[str]], set[str]]] = {"bandit": _bandit, "mypy": _mypy, "ruff": _ruff}


def unproven(rule: Rule) -> Iterator[str]:
    """Yield what is not as ``enforced_by`` says: a tool that misses the bad example or reports the good one."""
    if rule.matter.enforced_by == "review":
        return
    for tool, codes in rule.matter.enforced_by.items():
        if tool not in TOOLS:
            yield f"{rule.id}: enforced_by: found {tool!r}; the tools are {', '.join(TOOLS)}"
            continue
        for code in set(codes) - TOOLS[tool](rule.folder / "bad.py", codes):
            yield f"{rule.id}: {tool} does not report {code} in bad.py; name a code that it reports, or write `review`"
        for code in TOOLS[tool](rule.folder / "good.py", codes):
            yield f"{rule.id}: {tool} reports {code} in good.py too; mend good.py, or name another code"
