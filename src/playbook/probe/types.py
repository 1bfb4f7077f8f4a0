"""What mypy says of an example, and of code that uses it. Its words are its own: nothing here judges a hint.

mypy must be importable where the proof runs; it is imported when it is asked.
"""

import io
import json
import tempfile
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from playbook.probe.sources import source

# No configuration of the folder that the proof happens to run in, and one JSON object for each finding.
_OPTIONS = ("--config-file=", "--output=json", "--no-error-summary")
_COMMANDS = ("type:", "mypy:")


class Finding(NamedTuple):
    """One error: mypy's code for it, and the line of the source that it is on, without the spaces around it."""

    code: str
    line: str


def findings(module: ModuleType, *options: str, caller: str = "", unsilenced: bool = False) -> list[Finding]:
    """Return the errors that mypy reports with these options, in its order: of the module, or of its caller.

    ``caller`` is the source of another module; it imports the one under proof as ``example``, and what mypy says of
    ``example`` itself is then left out. With ``unsilenced`` no comment of the module (``# type: ignore``,
    ``# mypy: …``) tells mypy what to leave out. Raises RuntimeError if mypy could not do its work.

    >>> findings(ModuleType("empty"), "--strict", caller="import example; example.gone()")
    [Finding(code='attr-defined', line='import example; example.gone()')]
    """
    text = source(module)
    sources = {"example.py": _unsilenced(text) if unsilenced else text} | ({"caller.py": caller} if caller else {})
    *_, wanted = sources
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in sources]
        for path in paths:
            path.write_text(sources[path.name], encoding="utf-8")
        errors = _errors([*options, f"--cache-dir={_kept().name}", *map(str, paths)])
        lines = sources[wanted].splitlines()
        return [Finding(code, lines[line - 1].strip()) for name, line, code in errors if name == wanted]


def _errors(arguments: list[str]) -> Iterator[tuple[str, int, str]]:
    """Yield the file's name, the line and the code of each error, as mypy gives them."""
    from mypy import api  # noqa: PLC0415 - the browser has none

    said, complaint, _ = api.run([*_OPTIONS, *arguments])
    if complaint:
        raise RuntimeError(complaint)
    for one in map(json.loads, said.splitlines()):
        if one["severity"] == "error":
            yield Path(one["file"]).name, max(1, one["line"]), one["code"]


@cache
def _kept() -> tempfile.TemporaryDirectory[str]:
    """Return the folder for what mypy keeps from one question to the next, until the process ends."""
    return tempfile.TemporaryDirectory(prefix="mypy-")


def _unsilenced(text: str) -> str:
    """Return the source without the comments that are commands to mypy; its lines stay where they are."""
    rows = text.splitlines(keepends=True)
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT and token.string.lstrip("# ").startswith(_COMMANDS):
            (row, start), (_, end) = token.start, token.end
            rows[row - 1] = rows[row - 1][:start] + rows[row - 1][end:]
    return "".join(rows)
