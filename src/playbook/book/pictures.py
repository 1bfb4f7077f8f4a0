"""The pictures of rules and areas: a drawing in the Pikchr language, and the same in words for who cannot see it.

``picture.pikchr`` in a rule's folder or in an area's begins with comments: ``# Caption:``, a sentence for everybody,
and ``# Text:``, which says what is drawn. Node.js draws it when the site is built; nothing else needs the drawing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playbook.book.slips import Slip

PICTURE_FILE = "picture.pikchr"
COLOURS = ("bad", "good", "quiet", "soft", "bad_soft", "good_soft", "page")
"""What a drawing may name after ``color`` and ``fill``, besides ``none``; the page decides how each looks."""

_FIELDS = {
    "Caption": "begin the file with `# Caption: …`, a sentence that says what there is to see",
    "Text": "write `# Text: …` under the caption: what is drawn, for a reader who cannot see it",
}
_FIELD = re.compile(r"#\s*(?P<name>Caption|Text):(?P<text>.*)")
_STRING = re.compile(r'"(?:\\.|[^"\\])*"')
_COMMENT = re.compile(r"(?:#|//).*")
_COLOUR = re.compile(r"\b(?:color|fill)\s+(?P<name>\w+)")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its file, a sentence for everybody, what is drawn in words, and the whole file, which draws it."""

    path: Path
    caption: str
    text: str
    source: str


def read_picture(folder: Path, slips: list[Slip]) -> Picture | None:
    """Return the picture of the rule or the area in this folder, if it has one; what is wrong goes to the slips."""
    path = folder / PICTURE_FILE
    if not path.is_file():
        return None
    source = path.read_text(encoding="utf-8")
    said = _said(source)
    slips += _faults(path, source, said)
    return Picture(path, said["Caption"], said["Text"], source)


def _said(source: str) -> dict[str, str]:
    """Return what the comments at the beginning of a file say, by the name of the field."""
    said, name = dict.fromkeys(_FIELDS, ""), ""
    for line in source.splitlines():
        if not line.startswith("#"):
            break
        field = _FIELD.match(line)
        name = field["name"] if field else name
        if name:
            said[name] = f"{said[name]} {(field['text'] if field else line.lstrip('#')).strip()}".strip()
    return said


def _faults(path: Path, source: str, said: dict[str, str]) -> Iterator[Slip]:
    for name, right in _FIELDS.items():
        if not said[name]:
            yield Slip(path, 1, name, "nothing", right)
    lines = [_COMMENT.sub("", _STRING.sub('""', line)) for line in source.splitlines()]
    if not any(line.strip() for line in lines):
        yield Slip(path, 1, "drawing", "nothing", "draw something under the text: https://pikchr.org has the language")
    for number, line in enumerate(lines, start=1):
        for colour in _COLOUR.finditer(line):
            if colour["name"] not in (*COLOURS, "none"):
                yield Slip(path, number, "colour", colour["name"], f"use one of {', '.join(COLOURS)}, or `none`")
