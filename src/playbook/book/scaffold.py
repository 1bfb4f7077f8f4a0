"""Begin a new rule: its folder, its files, a try of each kind, and its line in the ledger."""

import re
from pathlib import Path

from playbook.book.documents import read_document
from playbook.book.ledger import read_ledger
from playbook.book.tries import FOLDER, Caught, write_caught

_NAME = re.compile(r"[a-z][a-z0-9_]*/[a-z][a-z0-9_]*")

_RULE = """\
---
id: {id}
title: {title}
level: must
charter: "{charter}.1"
tags: [input]
also: []
requires: []
enforced_by: review
related: []
review: One sentence that a reviewer pastes. What goes wrong, and what to do instead.
tries:
  right_sum: "Say in one sentence why somebody writes it so, and that it is as right."
  wrong_long_numbers_only: "Say in one sentence why somebody believes in it, and what it misses."
---
## Why

Who loses what, and when. Name a real loss.

## Bad

What to look at in bad.py.

## Good

What to look at in good.py.

## Proof

```pycon
>>> # What must keep working, in words.
>>> example.double(0)
0
>>> # What happens, in words.
>>> example.double(2)  # bad: 22
4
```

## In review

How to spot it in a diff.

## Exceptions

When not to apply it, and how to say so in the code.

## References

- A primary source: an RFC, OWASP, a PEP, the library's own page.
"""

_EXAMPLE = '''\
"""Say in one line what this program does for the clinic."""


def double(number: int) -> int:
    """Return twice the number."""
    return {body}


if __name__ == "__main__":
    print(double(2))
'''


_SOURCES = {
    "bad.py": "int(str(number) * 2)",
    "good.py": "number * 2",
    f"{FOLDER}/right_sum.py": "number + number",
    f"{FOLDER}/wrong_long_numbers_only.py": "number * 2 if number > 9 else int(str(number) * 2)",
}
_CAUGHT = {"wrong_long_numbers_only": Caught(line=5, source="example.double(2)", got="22")}


class ScaffoldError(Exception):
    """The rule cannot be begun. The text says why, and what to do."""


def new_rule(root: Path, name: str, title: str) -> tuple[str, Path]:
    """Write a rule that proves as it stands; return its ID and folder. Raises ScaffoldError before writing anything."""
    if not _NAME.fullmatch(name):
        raise ScaffoldError(f"found {name!r}; write area/folder in snake_case, as security/sql_injection")
    folder = root / name
    if folder.exists():
        raise ScaffoldError(f"{folder} is there already; take another name")
    area = folder.parent / "area.md"
    if not area.is_file():
        areas = ", ".join(sorted(path.parent.name for path in root.glob("*/area.md")))
        raise ScaffoldError(f"{folder.parent.name} is no area; the areas are {areas}")
    matter = read_document(area).matter
    rule_id = _next_id(root / "ids.txt", matter["prefix"])
    _write(folder, rule_id, title, matter["charter"])
    with (root / "ids.txt").open("a", encoding="utf-8") as ledger:
        ledger.write(f"{rule_id} {name}\n")
    return rule_id, folder


def _next_id(path: Path, prefix: str) -> str:
    """Return the first ID after all that were ever given out."""
    ledger = read_ledger(path, [])
    numbers = [int(rule_id[-2:]) for rule_id in ledger.lines if rule_id[:-2] == prefix]
    return f"{prefix}{max(numbers, default=0) + 1:02}"


def _write(folder: Path, rule_id: str, title: str, charter: str) -> None:
    (folder / FOLDER).mkdir(parents=True)
    rule = _RULE.format(id=rule_id, title=title, charter=charter)
    (folder / "rule.md").write_text(rule, encoding="utf-8")
    for name, body in _SOURCES.items():
        (folder / name).write_text(_EXAMPLE.format(body=body), encoding="utf-8")
    write_caught(folder, _CAUGHT)
