"""A copy of this project with more rules in it: copies of those that are there, under other IDs."""

import re
import shutil
from collections import Counter
from itertools import cycle
from pathlib import Path

from playbook.project import PROJECT

# As many rules as the book is to have.
BOOK = 86
COPIED = ("docs", "snippets", "src", "playground", "mkdocs.yml", "pyproject.toml", "uv.lock", ".python-version")
# What was gathered for the browser is of one project.
KEPT = [path.relative_to(PROJECT) for path in (PROJECT / ".cache").glob("*") if not path.name.startswith("playground")]
LINKED = [Path("playground/node_modules"), *KEPT]
# Of all areas together; the area's own rules have the numbers below.
FIRST_NUMBER = 50


def larger(folder: Path, rules: int) -> Path:
    """Return the folder, in which the project now is, with this many rules; its tooling is its own copy."""
    folder.mkdir(parents=True)
    for name in COPIED:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
        else:
            shutil.copy(source, folder / name)
    (folder / ".cache").mkdir()
    for path in LINKED:
        (folder / path).symlink_to(PROJECT / path)
    _multiply(folder / "snippets", rules)
    return folder


def _multiply(snippets: Path, rules: int) -> None:
    own = sorted(path.parent for path in snippets.glob("*/*/rule.md"))
    numbers: Counter[str] = Counter()
    lines = []
    for rule, _ in zip(cycle(own), range(max(0, rules - len(own))), strict=False):
        text = (rule / "rule.md").read_text(encoding="utf-8")
        old = re.findall(r"^id: (\w+)$", text, re.MULTILINE)[0]
        number = FIRST_NUMBER + numbers[old[:-2]]
        numbers[old[:-2]] += 1
        copy = rule.with_name(f"{rule.name}_{number}")
        shutil.copytree(rule, copy)
        (copy / "rule.md").write_text(text.replace(f"id: {old}", f"id: {old[:-2]}{number}", 1), encoding="utf-8")
        lines.append(f"{old[:-2]}{number} {copy.parent.name}/{copy.name}\n")
    with (snippets / "ids.txt").open("a", encoding="utf-8") as ledger:
        ledger.writelines(lines)
