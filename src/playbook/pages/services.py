"""A whole service as a reader gets it: one file to download, and each of its files to read."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from markupsafe import Markup

from playbook.book.catalogue import Area
from playbook.book.services import Part, Service
from playbook.pages.highlighting import highlighted_file

# Nobody reads what a tool has written, and it is longer than all the rest.
_GENERATED = ".lock"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Shown:
    """One file: its path, and its source as HTML; nothing of one that is empty or that a tool has written."""

    path: str
    lines: int
    html: Markup


def zip_path(area: Area) -> str:
    """Return where the area's service is, relative to the site's root. Raises ValueError for an area without one."""
    if area.service is None:
        raise ValueError(f"{area.slug} has no service")
    return f"areas/{area.slug}/{area.service.name}.zip"


def zipped(service: Service) -> bytes:
    """Return the service as a zip of one folder: the same bytes for the same files, whenever it is made."""
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for path, content in sorted(service.files.items()):
            entry = ZipInfo(f"{service.name}/{path}", _EARLIEST)
            entry.create_system, entry.external_attr = 3, _PLAIN_FILE  # Unix, on each system
            archive.writestr(entry, content, ZIP_DEFLATED, 9)
    return out.getvalue()


def kilobytes(content: bytes) -> int:
    """Return how large it is, in kB."""
    return max(1, round(len(content) / 1000))


def shown_parts(service: Service) -> Iterator[tuple[Part, list[Shown]]]:
    """Yield each part, in the order of reading, with its files."""
    for part in service.parts:
        yield part, [_shown(path, service.files[path]) for path in part.paths]


@cache  # `make serve` colours a file again only when it changed
def _shown(path: str, content: bytes) -> Shown:
    text = content.decode("utf-8")
    source = "" if path.endswith(_GENERATED) else text
    return Shown(path, len(text.splitlines()), highlighted_file(path, source) if source.strip() else Markup(""))
