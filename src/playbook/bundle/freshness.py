"""Whether the gathered bundle is still what its sources give: told by sizes and times, without reading a file."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

_SOURCES = ("playground/src", "playground/python", "playground/bundle", "src/playbook")
_SINGLE = ("playground/build.mjs", "playground/package-lock.json", "playground/wheels.txt", "uv.lock")
# What of our own Python never comes near the browser; a room that is not named here is looked at.
_STAYS = ("book", "cli.py", "finding", "pages", "proving")


def refreshed(out: Path, project: Path, build: Callable[[Path], object]) -> None:
    """Have ``build`` gather the bundle of this project in ``out``, unless nothing changed there or in the sources."""
    stamp = out.with_name(f"{out.name}.stamp")
    if out.is_dir() and stamp.exists() and stamp.read_text(encoding="utf-8") == _state(project, out):
        return
    stamp.unlink(missing_ok=True)
    before = _state(project)
    build(out)
    if _state(project) == before:  # otherwise something was saved meanwhile, and the next build looks again
        stamp.write_text(_state(project, out), encoding="utf-8")


def _state(project: Path, *more: Path) -> str:
    """Return another text for each state of the files of the sources and below ``more``."""
    digest = hashlib.sha256()
    for path in sorted({*_sources(project), *_below(more)}):
        status = path.stat()
        digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _sources(project: Path) -> Iterator[Path]:
    stays = tuple(str(project / "src" / "playbook" / name) for name in _STAYS)
    yield from (path for path in _below(project / name for name in _SOURCES) if not str(path).startswith(stays))
    yield from (path for name in _SINGLE if (path := project / name).exists())


def _below(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for place, inside, names in os.walk(folder):
            inside[:] = [name for name in inside if name != "__pycache__"]
            yield from (Path(place, name) for name in names)
