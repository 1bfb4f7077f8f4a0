"""How files travel: several that are needed together in one parcel, compressed as a whole, whatever the host does.

The format is xz, which the standard library writes; the page's decoder of it is small and reads it while it comes.
"""

import hashlib
import lzma
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

from playbook.bundle.compiled import AT_ONCE
from playbook.project import write_whole

_LEAST_WINDOW = 4096
_MOST_WINDOW = 1 << 24  # the page's decoder has to have room for it
# Neither bytecode nor WebAssembly has its values at every fourth byte, as the preset assumes; pages of a database have.
_IN_FOURS = (".tar", ".data")
_FOURS, _NO_FOURS = 2, 0


class Parcel(NamedTuple):
    """One parcel: where it is, and the files that it holds, in their order."""

    path: Path
    files: list[str]


def together(needed: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Return the files in groups, the same each time: in one are those that the same names of ``needed`` need.

    WebAssembly stands alone, so that it is compiled while the rest comes.
    """
    wanting: dict[str, list[str]] = {}
    for name in sorted(needed):
        for file in needed[name]:
            wanting.setdefault(file, []).append(name)
    groups: dict[tuple[str, ...], list[str]] = {}
    for file, names in sorted(wanting.items()):
        groups.setdefault((*names, file) if file.endswith(".wasm") else tuple(names), []).append(file)
    return list(groups.values())


def packed(groups: Iterable[list[str]], files: Mapping[str, Path], cache: Path) -> dict[str, Parcel]:
    """Return the parcel of each group by the address that it gets."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        listed = list(groups)
        paths = pool.map(partial(_parcel, files=files, cache=cache), listed)
        return {f"parcels/{path.name}": Parcel(path, group) for path, group in zip(paths, listed, strict=True)}


def _parcel(group: list[str], files: Mapping[str, Path], cache: Path) -> Path:
    content = b"".join(files[name].read_bytes() for name in group)
    settings = {
        "id": lzma.FILTER_LZMA2,
        "preset": 9 | lzma.PRESET_EXTREME,
        "dict_size": max(_LEAST_WINDOW, min(_MOST_WINDOW, len(content))),
        "pb": _FOURS if any(name.endswith(_IN_FOURS) for name in group) else _NO_FOURS,
    }
    # An ending that no host takes for a file to be unpacked on the way.
    path = cache / f"{hashlib.sha256(f'{settings}'.encode() + content).hexdigest()[:16]}.bin"
    if not path.exists():
        # What is in it is checked by its own SHA-256.
        write_whole(path, lzma.compress(content, check=lzma.CHECK_NONE, filters=[settings]))
    return path
