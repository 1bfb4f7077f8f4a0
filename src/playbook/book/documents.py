"""Read a Markdown file with YAML front matter and ``##`` sections, keeping the line of everything."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from playbook.book.slips import Slip

# The same loader in C, where there is one, reads the whole book in a tenth of the time.
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FRONT_MATTER = re.compile(r"\A---\n(?P<yaml>.*?)^---\n", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced code block: its info string, its text, and the file's line on which the text begins (from 1)."""

    info: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Section:
    """A ``##`` section: its title, the file's line of the heading (from 1), its Markdown, and its fenced code."""

    title: str
    line: int
    text: str
    fences: tuple[Fence, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A file read: its front matter, what stands before the first section, and the sections.

    ``lines`` has the line of each key of the front matter, and of the keys inside a field as ``field.key``.
    """

    path: Path
    matter: dict[str, Any]
    lines: dict[str, int]
    introduction: str
    sections: tuple[Section, ...]
    slips: list[Slip] = field(default_factory=list)

    def section(self, title: str) -> Section | None:
        """Return the first section of this title."""
        return next((section for section in self.sections if section.title == title), None)


def read_document(path: Path) -> Document:
    """Return the document; what cannot be read of its front matter is in ``slips``, not raised."""
    text = path.read_text(encoding="utf-8")
    match = _FRONT_MATTER.match(text)
    if not match:
        slip = Slip(path, 1, "front matter", "none", "begin the file with `---`, the fields as YAML, and `---`")
        return Document(path, {}, {}, text, (), [slip])
    matter, lines, slips = _read_matter(path, match["yaml"])
    introduction, sections = _split(text, match.end())
    return Document(path, matter, lines, introduction, sections, slips)


def _read_matter(path: Path, text: str) -> tuple[dict[str, Any], dict[str, int], list[Slip]]:
    try:
        node = yaml.compose(text, Loader=_LOADER)
        matter = yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe one
    except yaml.MarkedYAMLError as error:
        fault = _in_words(text, error)
        line = 2 + (fault.problem_mark.line if fault.problem_mark else 0)
        right = "write it as YAML, and quote a text that holds `: `"
        return {}, {}, [Slip(path, line, "front matter", str(fault.problem), right)]
    if not isinstance(node, yaml.MappingNode):
        return {}, {}, [Slip(path, 2, "front matter", repr(matter), "write one `field: value` per line")]
    inside = {str(key.value): value for key, value in node.value if isinstance(value, yaml.MappingNode)}
    lines = {**_lines(node), **{f"{name}.{key}": line for name in inside for key, line in _lines(inside[name]).items()}}
    return matter, lines, [slip for mapping in (node, *inside.values()) for slip in _repeated(path, mapping)]


def _in_words(text: str, fault: yaml.MarkedYAMLError) -> yaml.MarkedYAMLError:
    """Return the fault as the loader in Python tells it, which also says what it found."""
    try:
        yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        return error
    return fault


def _lines(node: yaml.MappingNode) -> dict[str, int]:
    """Return the file's line of each key: the front matter begins on its second."""
    return {str(key.value): key.start_mark.line + 2 for key, _ in node.value}


def _repeated(path: Path, node: yaml.MappingNode) -> list[Slip]:
    keys = [key for key, _ in node.value]
    first: set[str] = set()
    slips: list[Slip] = []
    for key in keys:
        if key.value in first:
            slips.append(Slip(path, key.start_mark.line + 2, key.value, "the field a second time", "keep one of them"))
        first.add(key.value)
    return slips


def _split(text: str, start: int) -> tuple[str, tuple[Section, ...]]:
    """Return what stands before the first ``##`` heading, and the sections, each with its lines in the whole file."""
    rows, offset = text.splitlines(keepends=True), text.count("\n", 0, start)
    # What stands within a paragraph is for whoever renders it.
    tokens = MarkdownIt("commonmark").disable("inline").parse(text[start:])
    heads = [
        (token, tokens[i + 1].content)
        for i, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2"
    ]
    starts = [offset + _first_row(token) for token, _ in heads]
    ends = [*starts, len(rows)][1:]
    sections = []
    for (_, title), begin, end in zip(heads, starts, ends, strict=True):
        fences = tuple(_fence(t, offset) for t in tokens if t.type == "fence" and begin <= offset + _first_row(t) < end)
        sections.append(Section(title, begin + 1, "".join(rows[begin + 1 : end]).strip(), fences))
    introduction = "".join(rows[offset : starts[0] if starts else len(rows)]).strip()
    return introduction, tuple(sections)


def _fence(token: Token, offset: int) -> Fence:
    return Fence(token.info.strip(), token.content, offset + _first_row(token) + 2)


def _first_row(token: Token) -> int:
    return token.map[0] if token.map else 0
