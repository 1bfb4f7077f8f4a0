"""Draws the pictures: as SVG that takes its font and its colours from the page around it, and has no ``style`` in it.

Knows nothing of MkDocs. One Node.js process draws all that is new; what was drawn once is kept in ``.cache/pictures``.
"""

import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from playbook.book.pictures import COLOURS, Picture
from playbook.book.slips import CatalogueError, Slip
from playbook.project import PLAYGROUND, PROJECT, write_whole

WIDEST = 400
"""The width of the widest drawing, in units of which the text is 16 high: what a phone shows at the page's own size."""

_TEXT = 16
_SCRIPT = PLAYGROUND / "bundle" / "draw.mjs"
_PINNED = PLAYGROUND / "package.json"
_KEPT = PROJECT / ".cache" / "pictures"
# Pikchr takes a name for a colour where it stands for a number, so each of ours gets one.
_NUMBERS = {name: number for number, name in enumerate(COLOURS, start=1)}
_PRELUDE = "".join(f"{name} = {number}; " for name, number in _NUMBERS.items()) + "thickness = 0.0104; boxrad = 0.03\n"
_PROPERTIES = {"bad_soft": "bad-bg", "good_soft": "good-bg"}
_INKS = {f"rgb(0,0,{number})": f"var(--pb-{_PROPERTIES.get(name, name)})" for name, number in _NUMBERS.items()}
_INKS |= {"rgb(0,0,0)": "currentColor"}

_STYLE = re.compile(r'\s*style="(?P<style>[^"]*)"')
_FILL = re.compile(r'(?<= fill=)"(?P<colour>[^"]*)"')
_SIZE = re.compile(r'viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)">')
_PLACE = re.compile(r"^/\*\s*(?P<line>\d+) \*/  (?P<text>.*)\n(?P<before> *)(?P<marks>\^+)$", re.MULTILINE)
_PREFIX = len("/*    1 */  ")


class Drawing(NamedTuple):
    """A picture as SVG: its ``viewBox``, its width in sizes of the text around it, and what is drawn, as markup."""

    view_box: str
    width: str
    shapes: str


class DrawingError(Exception):
    """Nothing can be drawn here. The text says why, and what to do."""


def drawn(pictures: Sequence[Picture], kept: Path = _KEPT) -> dict[Picture, Drawing]:
    """Return the drawing of each picture; ``kept`` is the folder of those that were drawn before.

    Raises CatalogueError with every slip of the drawings, and DrawingError where Node.js or Pikchr is missing.
    """
    if not pictures:
        return {}
    svgs = _svgs([picture.source for picture in pictures], kept)
    slips = [slip for picture in pictures if (slip := _slip(picture, svgs[picture.source]))]
    if slips:
        raise CatalogueError(slips, "the pictures")
    return {picture: _styled(svgs[picture.source]) for picture in pictures}


def _svgs(sources: Iterable[str], kept: Path) -> dict[str, str]:
    """Return what Pikchr made of each source: an SVG, or its message."""
    engine = b"".join(file.read_bytes() for file in (_SCRIPT, _PINNED) if file.is_file()) + _PRELUDE.encode()
    files = {source: kept / f"{hashlib.sha256(engine + source.encode()).hexdigest()}.svg" for source in sources}
    known = {source: file.read_text(encoding="utf-8") for source, file in files.items() if file.is_file()}
    new = [source for source in files if source not in known]
    made = dict(zip(new, _run([_PRELUDE + source for source in new]), strict=True)) if new else {}
    for source, svg in made.items():
        if svg.startswith("<svg"):
            write_whole(files[source], svg)
    return known | made


def _run(sources: list[str]) -> list[str]:
    node = shutil.which("node")
    if node is None or not _SCRIPT.is_file():
        raise DrawingError("The pictures are drawn by Node.js, which is not here: install Node.js 20 or newer.")
    done = subprocess.run(  # noqa: S603 - our own script
        [node, str(_SCRIPT)], input=json.dumps(sources), capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode != 0:
        raise DrawingError(f"The pictures could not be drawn; `npm --prefix playground ci` may help:\n{done.stderr}")
    svgs: list[str] = json.loads(done.stdout)
    return svgs


def _slip(picture: Picture, svg: str) -> Slip | None:
    """Return what is wrong with a drawing: where Pikchr stopped, or that it is too wide."""
    size = _SIZE.search(svg)
    if size and float(size["width"]) > WIDEST:
        right = f"draw it {WIDEST} wide at most ({WIDEST / 144:.2f} inches), so that a phone can show it: try `down`"
        return Slip(picture.path, 1, "width", f"a drawing {float(size['width']):.0f} wide", right)
    if size:
        return None
    right = "https://pikchr.org/home/doc/trunk/doc/userman.md has the language"
    places = list(_PLACE.finditer(svg))
    if not places:  # all that it says then is that there is nothing to draw
        return Slip(picture.path, 1, "drawing", svg.strip("<!-> \n"), right)
    found = f"{svg.strip().rpartition('ERROR: ')[2]} at {_token(places[-1])}"
    return Slip(picture.path, int(places[-1]["line"]) - 1, "drawing", found, right)


def _token(place: re.Match[str]) -> str:
    """Return what Pikchr marks under a line, in words; it counts in bytes."""
    begin = len(place["before"]) - _PREFIX
    token = place["text"].encode()[begin : begin + len(place["marks"])].decode(errors="replace")
    return f"`{token}`" if token else "the end of the line"


def _styled(svg: str) -> Drawing:
    """Return Pikchr's SVG with attributes in place of its styles, and with the page's colours."""
    size = _SIZE.search(svg)
    if size is None:
        raise DrawingError(f"Pikchr gives an SVG of another form:\n{svg}")
    shapes = _STYLE.sub(lambda found: _attributes(_declared(found["style"])), svg[size.end() :])
    shapes = _FILL.sub(lambda found: f'"{_INKS.get(found["colour"], found["colour"])}"', shapes)
    shapes = shapes.strip().removesuffix("</svg>").strip()
    width = float(size["width"]) / _TEXT
    return Drawing(f"0 0 {size['width']} {size['height']}", f"{width:.2f}em", shapes)


def _declared(style: str) -> dict[str, str]:
    return dict(pair.split(":", 1) for pair in style.split(";") if pair.strip())


def _attributes(style: Mapping[str, str]) -> str:
    return "".join(f' {name.strip()}="{_INKS.get(value.strip(), value.strip())}"' for name, value in style.items())
