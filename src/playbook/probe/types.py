"""What mypy says of an example, and of code that uses it. Its words are its own: nothing here judges a hint.

mypy must be importable where the proof runs; it is imported when it is asked.
"""

import io
import json
import tempfile
import tokenize
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from playbook.probe.sources import public, source

# No configuration of the folder that the proof happens to run in, and one JSON object for each thing said.
_OPTIONS = ("--config-file=", "--output=json", "--no-error-summary")
_COMMANDS = ("type:", "mypy:")


class Finding(NamedTuple):
    """One error: mypy's code for it, and the line of the source that it is on, without the spaces around it."""

    code: str
    line: str


class _Said(NamedTuple):
    """One thing that mypy said: the file's name, the line of it, and the rest as mypy gives it."""

    file: str
    line: int
    code: str
    severity: str
    message: str


def findings(module: ModuleType, *options: str, caller: str = "", unsilenced: bool = False) -> list[Finding]:
    """Return the errors that mypy reports with these options, in its order: of the module, or of its caller.

    ``caller`` is the source of another module; it imports the one under proof as ``example``, and what mypy says of
    ``example`` itself is then left out. With ``unsilenced`` no comment of the module (``# type: ignore``,
    ``# mypy: …``) tells mypy what to leave out. Raises RuntimeError if mypy could not do its work.

    The first question takes a second, later ones little, as long as they have the same options.

    >>> findings(ModuleType("empty"), "--strict", caller="import example; example.gone()")
    [Finding(code='attr-defined', line='import example; example.gone()')]
    """
    text = source(module)
    sources = {"example.py": _unsilenced(text) if unsilenced else text} | ({"caller.py": caller} if caller else {})
    *_, wanted = sources
    lines = sources[wanted].splitlines()
    return [
        Finding(one.code, "".join(lines[one.line - 1 : one.line]).strip())
        for one in _said(sources, options)
        if one.severity == "error" and one.file == wanted
    ]


def revealed(module: ModuleType, *options: str) -> dict[str, str]:
    """Return the type of each public function, class and method of the module, as mypy reveals it.

    A class is shown as the call that makes one. ``Any`` in a type is where mypy accepts everything; the two that it
    writes of every ``async`` function, which nobody can hint, are left out.

    >>> revealed(ModuleType("empty"))
    {}
    """
    names = list(public(module))
    caller = "\n".join(["import example", *(f"reveal_type(example.{name})" for name in names)])
    said = _said({"example.py": source(module), "caller.py": caller}, options)
    kinds = {
        one.line: one.message.replace("Coroutine[Any, Any, ", "Coroutine[")
        for one in said
        if one.file == "caller.py" and one.severity == "note"
    }
    return {name: kinds[row].partition('"')[2].rstrip('"') for row, name in enumerate(names, start=2) if row in kinds}


def _said(sources: Mapping[str, str], options: Sequence[str]) -> list[_Said]:
    """Return all that mypy says of these sources, by their file names."""
    from mypy import api  # noqa: PLC0415 - the browser has none

    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in sources]
        for path in paths:
            path.write_text(sources[path.name], encoding="utf-8")
        said, complaint, _ = api.run([*_OPTIONS, *options, f"--cache-dir={_kept().name}", *map(str, paths)])
    if complaint:
        raise RuntimeError(complaint)
    return [
        _Said(Path(one["file"]).name, max(1, one["line"]), one["code"], one["severity"], one["message"])
        for one in map(json.loads, said.splitlines())
    ]


@cache
def _kept() -> tempfile.TemporaryDirectory[str]:
    """Return the folder for what mypy keeps from one question to the next, until the process ends."""
    return tempfile.TemporaryDirectory(prefix="mypy-")


def _unsilenced(text: str) -> str:
    """Return the source without the comments that are commands to mypy; its lines stay where they are."""
    rows = text.splitlines(keepends=True)
    for row, start, end in _commands(text):
        rows[row - 1] = rows[row - 1][:start] + rows[row - 1][end:]
    return "".join(rows)


def _commands(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield the line of each comment that is a command to mypy, and where it begins and ends there."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT and token.string.lstrip("# ").startswith(_COMMANDS):
            yield token.start[0], token.start[1], token.end[1]
