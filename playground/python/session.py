"""What the page's worker asks of Python: get ready, run a program, prove an example.

Arguments and results are texts, so that nothing has to be freed on the other side.
"""

import contextlib
import importlib
import io
import json
import os
import random
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextvars import copy_context
from dataclasses import asdict
from functools import partial
from pathlib import Path

import pglite_socket
import threadless

from playbook.proof import Result, new_module, own_traceback, restored
from playbook.proof import prove as prove_example

# Libraries with one configuration for the whole process: the next program imports them anew.
_CONFIGURED_FOR_ALL = {"loguru", "structlog"}

_names: dict[str, object] = {}


def mount(mounts: str) -> None:
    """Make packages importable: JSON of ``{path of a zip: "path" | "unpack"}``."""
    for path, how in json.loads(mounts).items():
        if how == "unpack":
            with zipfile.ZipFile(path) as archive:
                archive.extractall(_site_packages())
            Path(path).unlink()
        else:
            sys.path.append(path)
    importlib.invalidate_caches()


def _site_packages() -> str:
    return next(path for path in sys.path if path.endswith("site-packages"))


def prepare(requires: str, preload: str = "[]") -> None:
    """Get ready for rules that require these distributions, and import these modules. Both are JSON lists."""
    required = json.loads(requires)
    threadless.install()
    if "argon2-cffi" in required:
        importlib.import_module("argon2_binding").install()
    if "postgres" in required:
        _prepare_postgres()
    with threadless.blocking_loops():
        for name in json.loads(preload):
            importlib.import_module(name)


def _prepare_postgres() -> None:
    pglite_socket.install()
    os.environ["DATABASE_URL"] = pglite_socket.URL
    module = importlib.import_module("playbook.postgres")  # only now: it needs SQLAlchemy
    module.claim(pglite_socket.URL)
    _names["postgres"] = module.postgres


def run(source: str, filename: str) -> str:
    """Run the program as a script runs; return its traceback, or an empty text. ``sys.exit()`` is no error."""
    return copy_context().run(_run, source, filename)


def _run(source: str, filename: str) -> str:
    with _fresh(), restored():
        main = sys.modules["__main__"]
        try:
            new_module("__main__", source, filename)
        except SystemExit as error:
            return _said_at_exit(error)
        except BaseException as error:  # noqa: BLE001 - whatever a program ends with is shown to its reader
            return own_traceback(error, filename)
        finally:
            _flush()
            sys.modules["__main__"] = main
    return ""


def prove(proof: str, source: str, filename: str, emit: Callable[[str], object]) -> str:
    """Prove the example; return the report as JSON, and give each line's result as JSON to ``emit`` before.

    Raises ProofError for a proof that cannot be read.
    """

    def tell(result: Result) -> None:
        emit(json.dumps(asdict(result)))

    with _fresh():
        prove_apart = partial(prove_example, filename=filename, names=_names, on_result=tell)
        report = copy_context().run(prove_apart, proof, source)
        _flush()
    return json.dumps(report.as_dict())


@contextlib.contextmanager
def _fresh() -> Iterator[None]:
    """Give a program an empty folder to work in, and forget at the end what no one else may find."""
    if "postgres" in _names:  # the program before left its tables and roles
        importlib.import_module("playbook.postgres").postgres().dispose()
    random.seed()  # an interpreter restored from a snapshot has the numbers of the one before
    with threadless.blocking_loops(), tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        yield
    for name in list(sys.modules):
        if name.partition(".")[0] in _CONFIGURED_FOR_ALL:
            del sys.modules[name]


def _said_at_exit(error: SystemExit) -> str:
    """Return what CPython prints for ``sys.exit("text")``: a number is a status, and silent."""
    return "" if error.code is None or isinstance(error.code, int) else f"{error.code}\n"


def _flush() -> None:
    for stream in (sys.__stdout__, sys.__stderr__):
        if isinstance(stream, io.TextIOBase):
            stream.flush()
