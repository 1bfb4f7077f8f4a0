"""WebAssembly in two parts: the functions that the rules' runs call, and the bodies of all others, which come later.

In the first part the body of a function that no run calls is one that aborts, so that whoever runs it hears of it and
starts anew with the whole. Nothing else is touched: whatever is at an address or an index is there in both.

The format: https://webassembly.github.io/spec/core/binary/modules.html.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from playbook.bundle.wheels import BundleError
from playbook.project import write_whole

MARK = "called:"
"""What the names of the globals that `marked` exports begin with; the number of the function follows."""

SHORT = 100
"""A body of so many bytes costs less to send than to do without."""

_HEADER = b"\0asm\x01\0\0\0"
_IMPORT, _GLOBAL, _EXPORT, _CODE = 2, 6, 7, 10
_FUNCTION, _TABLE, _MEMORY, _GLOBAL_IMPORT, _TAG = range(5)
_ABORTS = ("_abort_js", "abort")
_I32, _MUTABLE, _GLOBAL_EXPORT = 0x7F, 1, 3
_UNREACHABLE, _END, _CALL, _SET_GLOBAL, _I32_CONST = 0x00, 0x0B, 0x10, 0x24, 0x41
_BITS = 7
_MORE = 1 << _BITS


class Divided(NamedTuple):
    """A module that runs, and the rest: the body that stands for others in it, then those, each after its length."""

    first: bytes
    rest: bytes


class Pieces(NamedTuple):
    """The names of the two files that a module is sent in."""

    first: str
    rest: str


class _Section(NamedTuple):
    kind: int
    content: bytes

    def written(self) -> bytes:
        """Return the section as it stands in the module."""
        return bytes([self.kind]) + _vector(self.content)


class _Import(NamedTuple):
    name: str
    kind: int


def divide(
    files: Mapping[str, Path], called: Mapping[str, Collection[int]], cache: Path
) -> tuple[dict[str, Path], dict[str, Pieces]]:
    """Return the files with the parts of those modules of which ``called`` says what is called, and their names.

    What was divided before is taken from the cache. Raises BundleError as `divided` does.
    """
    with_parts, pieces = dict(files), {}
    way = Path(__file__).read_bytes()
    for name, numbers in called.items():
        content = files[name].read_bytes()
        digest = hashlib.sha256(way + json.dumps(sorted(numbers)).encode() + content).hexdigest()[:16]
        first, rest = cache / f"{digest}.wasm", cache / f"{digest}.rest"
        if not rest.exists():
            parts = divided(content, numbers)
            write_whole(first, parts.first)
            write_whole(rest, parts.rest)
        stem = name.removesuffix(".wasm")
        pieces[name] = Pieces(f"{stem}.first.wasm", f"{stem}.rest")
        with_parts |= {pieces[name].first: first, pieces[name].rest: rest}
    return with_parts, pieces


def marked(module: bytes) -> bytes:
    """Return the module with a global for each function, exported under `MARK`, that is 1 once it was called."""
    sections = list(_with_globals(_sections(module)))
    bodies = _bodies(_only(sections, _CODE))
    imported = sum(one.kind == _GLOBAL_IMPORT for one in _imports(_only(sections, _IMPORT)))
    first = imported + _number(_only(sections, _GLOBAL), 0)[0]
    count = len(bodies)
    new = bytes([_I32, _MUTABLE, _I32_CONST, 0, _END])
    exports = (_vector(f"{MARK}{one}".encode()) + bytes([_GLOBAL_EXPORT]) + _leb(first + one) for one in range(count))
    changes = {
        _GLOBAL: _longer(_only(sections, _GLOBAL), [new] * count),
        _EXPORT: _longer(_only(sections, _EXPORT), exports),
        _CODE: _code(_marking(body, first + one) for one, body in enumerate(bodies)),
    }
    return _changed(sections, changes)


def divided(module: bytes, called: Collection[int]) -> Divided:
    """Return the module in two parts; in the first are the ``called`` functions, by their place, and the short ones.

    Raises BundleError for a module that cannot be put together again, or that has no import by which to abort.
    """
    sections = list(_sections(module))
    stub = _stub(_only(sections, _IMPORT))
    bodies = _bodies(_only(sections, _CODE))
    kept = [body if number in called or len(body) <= SHORT else stub for number, body in enumerate(bodies)]
    first = _changed(sections, {_CODE: _code(kept)})
    # One that has the same few bytes by itself is given back with the others.
    rest = b"".join(map(_vector, [stub, *(body for body, here in zip(bodies, kept, strict=True) if here == stub)]))
    if joined(first, rest) != module:
        raise BundleError("a WebAssembly module is not written in the shortest way, and cannot be sent in two parts")
    return Divided(first, rest)


def joined(first: bytes, rest: bytes) -> bytes:
    """Return the whole module of what `divided` gave. The page does the same (``playground/src/base/joined.ts``)."""
    sections = list(_sections(first))
    stub, *others = _vectors(rest, 0)
    missing = iter(others)
    bodies = _bodies(_only(sections, _CODE))
    return _changed(sections, {_CODE: _code(next(missing) if body == stub else body for body in bodies)})


def _marking(body: bytes, index: int) -> bytes:
    """Return the body of a function that sets a global first of all."""
    groups, at = _number(body, 0)
    for _ in range(groups):
        _, at = _number(body, at)
        at += 1
    return body[:at] + bytes([_I32_CONST, 1, _SET_GLOBAL]) + _leb(index) + body[at:]


def _stub(imports: bytes) -> bytes:
    """Return the body that aborts by an import of the module. Raises BundleError when it has none for that."""
    functions = [one.name for one in _imports(imports) if one.kind == _FUNCTION]
    abort = next((functions.index(name) for name in _ABORTS if name in functions), None)
    if abort is None:
        raise BundleError(f"a WebAssembly module imports neither {' nor '.join(_ABORTS)}, by which to abort")
    return bytes([0, _CALL]) + _leb(abort) + bytes([_UNREACHABLE, _END])


def _sections(module: bytes) -> Iterator[_Section]:
    at = len(_HEADER)
    while at < len(module):
        size, begin = _number(module, at + 1)
        yield _Section(module[at], module[begin : begin + size])
        at = begin + size


def _with_globals(sections: Iterable[_Section]) -> Iterator[_Section]:
    """Yield the sections, with an empty one for globals, in its place, if the module defines none."""
    found = False
    for section in sections:
        found = found or section.kind == _GLOBAL
        if section.kind == _EXPORT and not found:
            yield _Section(_GLOBAL, _leb(0))
        yield section


def _changed(sections: Iterable[_Section], changes: Mapping[int, bytes]) -> bytes:
    """Return the module of these sections, with another content for some kinds."""
    written = (_Section(kind, changes.get(kind, content)).written() for kind, content in sections)
    return _HEADER + b"".join(written)


def _only(sections: Iterable[_Section], wanted: int) -> bytes:
    return next(content for kind, content in sections if kind == wanted)


def _code(bodies: Iterable[bytes]) -> bytes:
    """Return the content of a section that has these bodies."""
    return _longer(_leb(0), map(_vector, bodies))


def _bodies(code: bytes) -> list[bytes]:
    return list(_vectors(code, _number(code, 0)[1]))


def _vectors(data: bytes, at: int) -> Iterator[bytes]:
    """Yield what stands in the data from ``at`` on, each after its length."""
    while at < len(data):
        size, begin = _number(data, at)
        at = begin + size
        yield data[begin:at]


def _imports(content: bytes) -> Iterator[_Import]:
    count, at = _number(content, 0)
    for _ in range(count):
        size, at = _number(content, at)
        size, at = _number(content, at + size)
        name = content[at : at + size].decode()
        kind = content[at + size]
        at = _past_type(content, kind, at + size + 1)
        yield _Import(name, kind)


def _past_type(content: bytes, kind: int, at: int) -> int:
    """Return where the type of an import ends that begins ``at``."""
    if kind == _FUNCTION:
        return _number(content, at)[1]
    if kind == _GLOBAL_IMPORT:
        return at + 2
    if kind == _TAG:
        return _number(content, at + 1)[1]
    limits = at + 1 if kind == _TABLE else at
    least_ends = _number(content, limits + 1)[1]
    return _number(content, least_ends)[1] if content[limits] & 1 else least_ends


def _longer(vector: bytes, more: Iterable[bytes]) -> bytes:
    """Return a vector with more in it."""
    added = list(more)
    count, at = _number(vector, 0)
    return _leb(count + len(added)) + vector[at:] + b"".join(added)


def _vector(content: bytes) -> bytes:
    return _leb(len(content)) + content


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return the unsigned LEB128 number that begins ``at``, and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= byte % _MORE << shift
        if byte < _MORE:
            return value, at
        shift += _BITS


def _leb(value: int) -> bytes:
    written = bytearray()
    while value >= _MORE:
        written.append(value % _MORE + _MORE)
        value >>= _BITS
    return bytes([*written, value])
