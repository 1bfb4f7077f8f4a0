"""Zips of Python in layers: what comes first stands alone, and each tail makes the whole of it with what came before.

Members are stored as they are, since the parcels in which they travel are compressed as wholes.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from playbook.project import write_whole

EPOCH = (1980, 1, 1, 0, 0, 0)
_CODE = ".pyc"


class Tail(NamedTuple):
    """What makes of a zip one with more in it: written over the zip from the byte ``at`` on."""

    at: int
    content: bytes
    modules: tuple[str, ...]
    """The modules that are in this tail, by their full names."""


class Piece(NamedTuple):
    """A tail that is a file: of which archive it is, from which byte on, and which modules it brings."""

    of: str
    at: int
    modules: tuple[str, ...]


class Cut(NamedTuple):
    """All files as they are sent: an archive is what comes first of it, and its tails stand beside it."""

    files: Mapping[str, Path]
    tails: Mapping[str, Piece]


class Layered(NamedTuple):
    """A zip of what is sent first, and the tails that follow, each after the one before."""

    first: bytes
    tails: tuple[Tail, ...]


def cut(files: Mapping[str, Path], layers: Mapping[str, Sequence[Collection[str]]], cache: Path) -> Cut:
    """Return the files, those archives in layers for which ``layers`` names members; what was cut before is kept."""
    cut_, tails = dict(files), {}
    for name, members in layers.items():
        listed = [sorted(layer) for layer in members]
        digest = hashlib.sha256(json.dumps([name, listed]).encode() + files[name].read_bytes())
        folder = cache / digest.hexdigest()[:16]
        first, pieces = folder / name, folder / "tails.json"
        if not pieces.exists():
            _write(layered(files[name], members), first, pieces)
        cut_[name] = first
        for tail, (at, modules) in json.loads(pieces.read_text(encoding="utf-8")).items():
            cut_[f"{name}.{tail}"] = first.with_name(f"{first.name}.{tail}")
            tails[f"{name}.{tail}"] = Piece(name, at, tuple(modules))
    return Cut(cut_, tails)


def _write(whole: "Layered", first: Path, pieces: Path) -> None:
    first.parent.mkdir(parents=True, exist_ok=True)
    first.write_bytes(whole.first)
    told = {}
    for number, tail in enumerate(whole.tails, 1):
        if tail.content:
            first.with_name(f"{first.name}.{number}").write_bytes(tail.content)
            told[str(number)] = (tail.at, tail.modules)
    # Last of all: it says that the others are there.
    write_whole(pieces, json.dumps(told))


def layered(archive: Path, layers: Sequence[Collection[str]]) -> Layered:
    """Return the archive in layers: what each names, and last of all the code that none of them names.

    Everything but code is in the first layer, since nobody can tell who will read it. A layer with nothing in it
    is an empty tail.
    """
    with zipfile.ZipFile(archive) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    parts: list[list[str]] = [[] for _ in range(len(layers) + 1)]
    for name in members:
        parts[_layer_of(name, layers)].append(name)
    written: list[str] = list(parts[0])
    first, end = _stored(members, written)
    tails = []
    for part in parts[1:]:
        written += part
        whole, next_end = _stored(members, written)
        tails.append(Tail(end, whole[end:] if part else b"", tuple(sorted(map(_module, part)))))
        end = next_end
    return Layered(first, tuple(tails))


def _layer_of(name: str, layers: Sequence[Collection[str]]) -> int:
    if not name.endswith(_CODE):
        return 0
    return next((number for number, names in enumerate(layers) if name in names), len(layers))


def _stored(members: dict[str, bytes], names: Iterable[str]) -> tuple[bytes, int]:
    """Return a zip of these members, and where its directory begins."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name, EPOCH), members[name])
    return written.getvalue(), archive.start_dir


def _module(member: str) -> str:
    return member.removesuffix(_CODE).removesuffix("/__init__").replace("/", ".")
