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

from playbook.project import write_whole

_LEAST_WINDOW = 4096
_MOST_WINDOW = 1 << 24  # the page's decoder has to have room for it
_AT_ONCE = 2


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
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        listed = list(groups)
        paths = pool.map(partial(_parcel, files=files, cache=cache), listed)
        return {f"parcels/{path.name}": Parcel(path, group) for path, group in zip(paths, listed, strict=True)}


def _parcel(group: list[str], files: Mapping[str, Path], cache: Path) -> Path:
    content = b"".join(files[name].read_bytes() for name in group)
    # An ending that no host takes for a file to be unpacked on the way.
    path = cache / f"{hashlib.sha256(content).hexdigest()[:16]}.bin"
    if not path.exists():
        window = max(_LEAST_WINDOW, min(_MOST_WINDOW, len(content)))
        filters = [{"id": lzma.FILTER_LZMA2, "preset": 9, "dict_size": window}]
        # What is in it is checked by its own SHA-256.
        write_whole(path, lzma.compress(content, check=lzma.CHECK_NONE, filters=filters))
    return path
