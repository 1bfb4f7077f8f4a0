"""PostgreSQL for pg8000 in the browser: a socket whose other end is PGlite, in the same worker.

The page's worker registers the module ``playbook_pglite`` with one function: ``exchange(message)`` gives
PostgreSQL's answer to bytes of its wire protocol. There is one backend and so one session: whoever connects
again meets the settings that were left, as behind a pooler.
"""

import importlib
import io
from collections.abc import Buffer
from typing import Any

from after_import import after_import

URL = "postgresql+pg8000://postgres@localhost/postgres"
_TERMINATE = b"X"


class _Exchange(io.RawIOBase):
    """What is written and flushed is asked; what is read is the answer."""

    def __init__(self) -> None:
        super().__init__()
        self._question = bytearray()
        self._answer = bytearray()

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer, /) -> int:
        self._question += data
        return memoryview(data).nbytes

    def flush(self) -> None:
        """Ask PostgreSQL what was written since the last time."""
        question = bytes(self._question)
        self._question.clear()
        if question and not question.startswith(_TERMINATE):  # the one backend must outlive its connections
            self._answer += _exchange(question)

    def read(self, size: int = -1, /) -> bytes:
        taken = bytes(self._answer[:size]) if size >= 0 else bytes(self._answer)
        del self._answer[: len(taken)]
        return taken


class Socket:
    """As much of a socket as pg8000 uses."""

    def makefile(self, *, mode: str) -> _Exchange:  # noqa: ARG002 - the name that pg8000 gives
        """Return the stream that it reads and writes."""
        return _Exchange()

    def close(self) -> None:
        """Nothing is held."""


def _exchange(question: bytes) -> bytes:
    """Return PostgreSQL's answer. Both modules are there in the browser alone."""
    to_js = importlib.import_module("pyodide.ffi").to_js
    answer: bytes = importlib.import_module("playbook_pglite").exchange(to_js(question)).to_bytes()
    return answer


def install() -> None:
    """Connect pg8000 to PGlite, whatever host the URL names."""
    after_import("pg8000.core", _patch)


def _patch(module: Any) -> None:  # noqa: ANN401 - pg8000 has no types
    def make_socket(*_: object, **__: object) -> Any:  # noqa: ANN401 - not quite a socket
        return Socket()

    module._make_socket = make_socket  # noqa: SLF001 - no other door serves a plain create_engine(url)
