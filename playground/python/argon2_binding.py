"""Argon2 for ``argon2-cffi`` in the browser, by ctypes.

The wheel ``argon2-cffi-bindings`` has the C library compiled to WebAssembly, but reaches it through cffi,
which has no such wheel. This module gives ``argon2.low_level`` the few names of ``ffi`` and ``lib`` that
it uses, over the same compiled library. It is built without threads: lanes are computed one after the
other, with the same result.

``PasswordHasher()`` works here as everywhere. Its defaults say ``parallelism=1`` here and 4 elsewhere, and
argon2-cffi refuses another value under WebAssembly: an example that shows the parameters sets it to 1.
"""

import ctypes
import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

PACKAGE = "_argon2_cffi_bindings"
_CODES = {"ARGON2_OK": 0, "ARGON2_VERIFY_MISMATCH": -35, "ARGON2_VERSION_NUMBER": 0x13}
_TYPES = {"Argon2_d": 0, "Argon2_i": 1, "Argon2_id": 2}
_NUMBER, _SIZE, _BYTES, _INT = ctypes.c_uint32, ctypes.c_size_t, ctypes.c_void_p, ctypes.c_int
_HASH: list[Any] = [
    _NUMBER,
    _NUMBER,
    _NUMBER,
    _BYTES,
    _SIZE,
    _BYTES,
    _SIZE,
    _BYTES,
    _SIZE,
    _BYTES,
    _SIZE,
    _INT,
    _NUMBER,
]


class _Ffi:
    """The part of cffi's ``ffi`` that argon2 uses; its arrays are ctypes arrays."""

    NULL = None

    def new(self, _kind: str, initial: int | bytes) -> ctypes.Array[ctypes.c_char]:
        """Return an array of bytes, of that size or with those bytes and a terminating zero."""
        return ctypes.create_string_buffer(initial)

    def string(self, chars: ctypes.Array[ctypes.c_char] | bytes) -> bytes:
        """Return the bytes up to the terminating zero."""
        return chars if isinstance(chars, bytes) else chars.value

    def buffer(self, array: ctypes.Array[ctypes.c_char], size: int) -> memoryview:
        """Return the array's first bytes."""
        return memoryview(array)[:size]


def _open(path: Path) -> Any:  # noqa: ANN401 - a ctypes library has any attribute
    """Return the compiled library with the signatures that the argon2 header gives."""
    library = ctypes.CDLL(str(path))
    library.argon2_hash.argtypes = _HASH
    library.argon2_verify.argtypes = [_BYTES, _BYTES, _SIZE, _INT]
    library.argon2_encodedlen.argtypes = [_NUMBER, _NUMBER, _NUMBER, _NUMBER, _NUMBER, _INT]
    library.argon2_encodedlen.restype = _SIZE
    library.argon2_error_message.restype = ctypes.c_char_p
    return library


class _Lib:
    """The library, opened when the first function is asked for: a snapshot must not hold an open one."""

    def __init__(self) -> None:
        vars(self).update(_CODES | _TYPES)

    def __getattr__(self, name: str) -> object:
        function = getattr(_open(_folder() / "_ffi.so"), name)
        setattr(self, name, function)
        return function


class _Binding(ModuleType):
    """The package, as much of it as argon2-cffi imports."""

    ffi = _Ffi()
    lib = _Lib()


def _folder() -> Path:
    """Return the folder of the package that this one stands for."""
    standing = sys.modules.pop(PACKAGE)
    try:
        spec = find_spec(PACKAGE)
    finally:
        sys.modules[PACKAGE] = standing
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"No module named {PACKAGE!r}; the rule must require argon2-cffi", name=PACKAGE)
    return Path(spec.submodule_search_locations[0])


def install() -> None:
    """Stand in for the package that needs cffi."""
    sys.modules[PACKAGE] = _Binding(PACKAGE)
