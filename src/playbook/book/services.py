"""A whole service beside the rules of its area: one folder that a reader downloads, runs and tests.

``area.md`` names it, ``service: booking``. Its ``README.md`` says what it is, how it runs (the first ``sh`` block), and
under ``## The files`` what there is to see in each, in the order of reading, one line for one file or for several.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from playbook.book.slips import Slip

README = "README.md"

_LINE = "- `src/main.py`: what there is to see (ARC01)"
_PARTS = {
    "about": (re.compile(r"\A# [^\n]+\n+(?P<text>[^#\n`].*?)\n\n", re.DOTALL), "say under the title what it is"),
    "commands": (
        re.compile(r"^```sh\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE),
        "show how it runs, in a block of `sh`",
    ),
    "order": (
        re.compile(r"^## The files[^\n]*\n+(?P<text>[^#\n-].*?)\n+- ", re.DOTALL | re.MULTILINE),
        f"write `## The files`, a sentence on their order, and a line for each: {_LINE}",
    ),
}
_LISTED = re.compile(r"- (?P<paths>`[^`]+`(?:, `[^`]+`)*): (?P<says>.+?)(?: \((?P<rules>[A-Z]+\d+(?:, [A-Z]+\d+)*)\))?")
_CACHES = {"__pycache__", "htmlcov"}
_WRITTEN = {".pyc", ".db"}


@dataclass(frozen=True, slots=True)
class Part:
    """Files that are read as one: their paths, what there is to see, which rules they show, and the README's line."""

    paths: tuple[str, ...]
    says: str
    rules: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Service:
    """A service: its folder, its files by their paths, what its README says, and its parts in the order of reading."""

    folder: Path
    files: Mapping[str, bytes]
    about: str
    commands: str
    order: str
    parts: tuple[Part, ...]

    @property
    def name(self) -> str:
        """The folder's name, which the downloaded file has too."""
        return self.folder.name


def read_service(area: Path, name: str, line: int, slips: list[Slip]) -> Service | None:
    """Return the service of this area; what is wrong goes to the slips. ``line`` is where ``area.md`` names it."""
    folder = area / name
    if not (folder / README).is_file():
        right = f"name a folder beside area.md that has a {README}, or leave the field out"
        slips.append(Slip(area / "area.md", line, "service", f"{name!r}, and no {name}/{README}", right))
        return None
    files = dict(_files(folder))
    text = (folder / README).read_text(encoding="utf-8")
    said = {field: _said(text, pattern) for field, (pattern, _) in _PARTS.items()}
    slips += [Slip(folder / README, 1, field, "nothing", _PARTS[field][1]) for field in said if not said[field]]
    parts = tuple(_parts(text))
    slips += _check_files(folder / README, files, parts)
    return Service(folder, files, **said, parts=parts)


def check_rules(service: Service, known: set[str]) -> Iterator[Slip]:
    """Yield a slip for each ID in the README's list that no rule has."""
    for part in service.parts:
        for rule in part.rules:
            if rule not in known:
                right = "name rules of the catalogue by their IDs"
                yield Slip(service.folder / README, part.line, "files", repr(rule), right)


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what belongs to the service by its path, in order; what its tools and its runs leave behind does not."""
    for path in sorted(folder.rglob("*")):
        within = path.relative_to(folder)
        hidden = any(part.startswith(".") or part in _CACHES for part in within.parts)
        if path.is_file() and not hidden and path.suffix not in _WRITTEN:
            yield within.as_posix(), path.read_bytes()


def _said(text: str, pattern: re.Pattern[str]) -> str:
    found = pattern.search(text)
    return found["text"].strip() if found else ""


def _parts(text: str) -> Iterator[Part]:
    for number, row in enumerate(text.splitlines(), start=1):
        if listed := _LISTED.fullmatch(row):
            rules = tuple((listed["rules"] or "").split(", ")) if listed["rules"] else ()
            yield Part(tuple(re.findall("`([^`]+)`", listed["paths"])), listed["says"], rules, number)


def _check_files(readme: Path, files: Mapping[str, bytes], parts: Sequence[Part]) -> Iterator[Slip]:
    """Yield a slip for each file that is named and is not there, is named twice, or is there and is not named."""
    named: dict[str, int] = {}
    for part in parts:
        for path in part.paths:
            if path not in files:
                right = f"name a file of the folder {PurePosixPath(readme.parent.name)}, or remove the line"
                yield Slip(readme, part.line, "files", f"`{path}`, which is not there", right)
            elif path in named:
                yield Slip(readme, part.line, "files", f"`{path}`, which line {named[path]} has", "name it once")
            named.setdefault(path, part.line)
    for path in files:
        if path not in named:
            right = f"say what there is to see in it: {_LINE.replace('src/main.py', path)}"
            yield Slip(readme, 1, "files", f"nothing about `{path}`", right)
