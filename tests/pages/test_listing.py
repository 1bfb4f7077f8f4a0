"""Lines of a file as HTML."""

import re

from playbook.pages.difference import Excerpt
from playbook.pages.listing import excerpt

TABLE = 'SQL = """\n    CREATE TABLE {table} (\n        id integer);\n"""\n\n\ndef make() -> None:\n    pass\n'


def _shown(source: str, *lines: int) -> list[str]:
    html = excerpt(source, Excerpt(lines, lines[0]), ())
    return re.sub(r"<[^>]*>", "", html).splitlines()


def test_lines_of_a_text_lose_the_margin_that_they_share() -> None:
    assert _shown(TABLE, 2, 3) == ["CREATE TABLE {table} (", "    id integer);"]


def test_lines_of_code_lose_the_margin_that_they_share() -> None:
    assert _shown(TABLE, 8) == ["pass"]
    assert _shown(TABLE, 7, 8) == ["def make() -&gt; None:", "    pass"]
