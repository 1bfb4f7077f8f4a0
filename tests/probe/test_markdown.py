"""An answer in Markdown is read as it would be shown, and its code runs as one file."""

from types import ModuleType
from typing import Any

import pytest

from playbook import probe

ANSWER = """\
# How do we split an invoice?

Good question.

## 📋 1. Overview

It *splits*, as [agreed](https://example.org/x).

### The unit

Pence. <!-- or cents
## Hidden
-->

Decision
--------

- Whole pence.
---
| a | b |
|---|---|

## Implementation ##

~~~ python title="sums.py"
# Not a heading
## nor this
text = '''
```
<!-- stays -->
'''
~~~

1. Then:

   ```SQL
   SELECT 1
     FROM sums
   ```

# not one of them, since it stands above
"""


def test_the_sections_are_those_of_the_outermost_level_that_has_several() -> None:
    text = ANSWER.replace("\n# not one", "\nnot one")
    assert [section.title for section in probe.answer(text)] == [
        "how do we split an invoice",
        "overview",
        "decision",
        "implementation",
    ]


def test_what_comes_before_the_first_heading_is_a_section_without_a_title() -> None:
    assert [(one.title, one.prose) for one in probe.answer("So:\n\n# Overview\n")] == [("", "So:"), ("overview", "")]
    assert probe.answer("") == []
    assert [one.level for one in probe.answer("So:\n\n# Sums\n\n## Overview\n\n## Testing\n")] == [0, 1, 2, 2]


def test_the_words_are_those_that_a_reader_sees() -> None:
    _, overview, *_ = probe.answer(ANSWER.replace("\n# not one", "\nnot one"))
    assert overview.words[:4] == ["it", "splits", "as", "agreed"]
    assert overview.words[-3:] == ["the", "unit", "pence"]


def test_code_is_taken_as_it_stands() -> None:
    *_, implementation = probe.answer(ANSWER.replace("\n# not one", "\nnot one"))
    python, sql = implementation.blocks
    assert (
        implementation.python
        == ["# Not a heading\n## nor this\ntext = '''\n```\n<!-- stays -->\n'''\n"]
        == [python.code]
    )
    assert sql == probe.Block("sql", "SELECT 1\n  FROM sums\n")


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("```markdown\n## Overview\n## Testing\n```\n", [""]),
        ("````\n```\n## Overview\n````\n## Testing", ["", "testing"]),
        ("Overview\n===\nTesting\n===\n", ["overview", "testing"]),
        ("#Overview\n####### Testing\n    # Code\n", [""]),
        ("##\n## Testing\n", ["", "testing"]),
        ("```py\nx = 1\n## Overview", [""]),
    ],
)
def test_only_a_heading_is_a_heading(text: str, titles: list[str]) -> None:
    assert [section.title for section in probe.answer(text)] == titles


def _run(*blocks: str) -> dict[str, Any]:
    text = "\n".join(f"```python\n{block}\n```" for block in blocks)
    module = ModuleType("joined")
    exec(probe.program(probe.answer(text)), vars(module))  # noqa: S102 - the code of this test
    return vars(module)


def test_blocks_import_each_other_by_any_name() -> None:
    first = "from math import pi\ndef area(r): return pi * r * r\nLIMIT = 3"
    second = (
        "from __future__ import annotations\nfrom shapes import area as of, LIMIT\ndef test(): return of(LIMIT) > 28"
    )
    third = "def late():\n    from .shapes import area\n    return area(1) > 3"
    names = _run(first, second, third)
    assert names["test"]()
    assert names["late"]()


def test_what_no_block_defines_is_still_imported() -> None:
    with pytest.raises(ModuleNotFoundError, match="clinic"):
        _run("from clinic.models import Base", "class Other: pass")
