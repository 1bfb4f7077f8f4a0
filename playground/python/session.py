"""What the page's worker asks of Python: get ready, run a program, observe an example, judge what it gave.

Arguments and results are texts, so that nothing has to be freed on the other side. ``mount`` and ``prepare``
come before the worker takes a snapshot of the interpreter; ``wake`` and ``connect`` come after it, and in each
interpreter that is restored from it.
"""

import contextlib
import gc
import importlib
import io
import json
import logging
import os
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextvars import copy_context
from dataclasses import asdict
from functools import partial
from importlib.abc import MetaPathFinder
from importlib.metadata import MetadataPathFinder
from pathlib import Path
from types import ModuleType

import pglite_socket
import threadless

from playbook import probe
from playbook import proof as proofs
from playbook.proof import (
    Observed,
    Output,
    Prompt,
    Side,
    Unread,
    clipped,
    clipped_output,
    new_module,
    own_traceback,
    restored,
)

# Libraries with one configuration for the whole process: the next program imports them anew.
_CONFIGURED_FOR_ALL = {"loguru", "structlog"}

# Says its word only in an interpreter that is sound: the heap, an extension, a module that is not imported yet.
_CHECK = """
import colorsys, json, sys, zlib
assert json.loads(json.dumps({"a": [1, 2.5]})) == {"a": [1, 2.5]}
assert zlib.crc32(b"playbook") == 0x58AF4A04
assert colorsys.rgb_to_hls(0, 0, 0) == (0, 0, 0)
if "pydantic" in sys.modules:
    from pydantic import TypeAdapter
    assert TypeAdapter(list[int]).validate_python(["1"]) == [1]
print("sound")
"""

_MOST_CHARACTERS_OF_A_NAME = 60

_names: dict[str, object] = {"probe": probe}


def mount(mounts: str) -> None:
    """Make packages importable: JSON of ``{path of a zip: "path" | "unpack"}``.

    A snapshot does not hold the files: those to unpack are mounted again in a restored interpreter.
    """
    for path, how in json.loads(mounts).items():
        if how == "unpack":
            with zipfile.ZipFile(path) as archive:
                archive.extractall(_site_packages())
            Path(path).unlink()
        else:
            sys.path.append(path)


class _Absent(MetaPathFinder):
    """Finds no module, and tells when one is asked for that was not sent along."""

    def __init__(self) -> None:
        self.asked: set[str] = set()
        self.names: frozenset[str] = frozenset()
        self.lacked = ""
        self.tell: Callable[[str], object] = self._note

    def _note(self, name: str) -> None:
        self.lacked = name

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> None:  # noqa: ARG002 - as importlib calls it
        self.asked.add(name)
        if name in self.names:
            self.tell(name)


_absent = _Absent()
sys.meta_path.insert(0, _absent)


def expect(absent: str) -> None:
    """Heed imports of these modules, a JSON list: the archives do not hold them, though the whole ones do."""
    _absent.names = frozenset(json.loads(absent))


def lacked() -> str:
    """Return the last of them that was imported before ``wake``, or nothing."""
    return _absent.lacked


def asked() -> frozenset[str]:
    """Return the names of all modules that were looked for so far, also of those that could not be imported."""
    return frozenset(_absent.asked)


def _site_packages() -> str:
    return next(path for path in sys.path if path.endswith("site-packages"))


def prepare(requires: str, preload: str = "[]") -> None:
    """Get ready for rules that require these distributions, and import these modules. Both are JSON lists."""
    required = json.loads(requires)
    threadless.install()
    if "argon2-cffi" in required:
        importlib.import_module("argon2_binding").install()
    if "postgres" in required:
        pglite_socket.install()
        os.environ["DATABASE_URL"] = pglite_socket.URL
    if "pytest" in required:
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # to look for plugins takes longer than most tests
    with threadless.blocking_loops():
        for name in json.loads(preload):
            importlib.import_module(name)
    _close_archives()


def _close_archives() -> None:
    """Close the packages' archives, which a search for a distribution keeps open.

    A snapshot does not hold the files, but would hold the readers: each closes its number at its end, which another
    file has by then.
    """
    MetadataPathFinder.invalidate_caches()
    gc.collect()


def wake(lacking: Callable[[str], object]) -> None:
    """Set right what a snapshot keeps from the moment it was taken.

    From now on ``lacking`` is called when a module is imported that was not sent along.
    """
    _absent.tell = lacking
    vars(logging)["_startTime"] = time.time_ns()  # what a record's relativeCreated counts from


def connect() -> None:
    """Make the database over to programs, which is new and has its server by now."""
    module = importlib.import_module("playbook.postgres")  # only now: it needs SQLAlchemy
    module.claim(pglite_socket.URL)
    _names["postgres"] = module.postgres


def tidy() -> bool:
    """Empty the database after a program, and return whether it is as good as a new one; True if there is none."""
    if "postgres" not in _names:
        return True
    try:
        importlib.import_module("playbook.postgres").postgres().dispose()
    except Exception:  # noqa: BLE001 - whatever it is that does not work, a new one does
        return False
    return True


def check() -> str:
    """Run a small program as a reader's is run. Return its traceback; in a sound interpreter it prints "sound"."""
    return run(_CHECK, "check.py")


def run(source: str, filename: str) -> str:
    """Run the program as a script runs; return its traceback, or an empty text. ``sys.exit()`` is no error."""
    return copy_context().run(_run, source, filename)


def _run(source: str, filename: str) -> str:
    with _fresh(), restored():
        main = sys.modules["__main__"]
        # What `__file__` names is there: pytest reads it.
        Path(filename).write_text(source, encoding="utf-8", errors="surrogatepass")
        try:
            new_module("__main__", source, filename)
        except SystemExit as error:
            return _said_at_exit(error)
        except BaseException as error:  # noqa: BLE001 - whatever a program ends with is shown to its reader
            return clipped(own_traceback(error, filename))
        finally:
            _flush()
            sys.modules["__main__"] = main
    return ""


def prompts(proof: str) -> str:
    """Return what is to be run of the proof, as JSON. Raises ProofError for a proof that cannot be read."""
    return json.dumps(proofs.prompts(proofs.parse(proof)))


def observe(asked: str, source: str, filename: str, emit: Callable[[int, str], object]) -> str:
    """Run the prompts against the example; return what they gave as JSON, and tell ``emit`` as it comes.

    This interpreter has not seen the proof if ``prompts`` was called in another one.
    """
    run_all = partial(
        proofs.observe, filename=filename, names=_names, on_output=lambda line, output: emit(line, output.text)
    )
    with _fresh():
        observed = copy_context().run(run_all, [Prompt(*prompt) for prompt in json.loads(asked)], source)
        _flush()
    return json.dumps(asdict(observed))


def judge(proof: str, observed: str, side: Side = "good") -> str:
    """Return, as JSON, the report on what ``observe`` returned, which need not be trusted.

    A line holds if it gave what this side's example must give.

    Raises ProofError for a proof that cannot be read.
    """
    return json.dumps(proofs.judge(proofs.parse(proof), _told(json.loads(observed)), side).as_dict())


def _told(observed: object) -> Observed:
    """Return what was observed, or nothing at all if that cannot be read."""
    match observed:
        case {"outputs": [*outputs], "traceback": str(traceback), "unread": unread} if all(map(_is_output, outputs)):
            told = [clipped_output(Output(*output)) for output in outputs]
            return Observed(told, clipped(traceback), _unread(unread))
        case _:
            return Observed([], "The program meddled with Python: what it gave cannot be read.\n")


def _is_output(output: object) -> bool:
    match output:
        case [str(), "gave" | "raised"]:
            return True
        case _:
            return False


def _unread(unread: object) -> Unread | None:
    match unread:
        case [str(error), int(line)] if error.isidentifier():
            return Unread(error[:_MOST_CHARACTERS_OF_A_NAME], line)
        case _:
            return None


@contextlib.contextmanager
def _fresh() -> Iterator[None]:
    """Give a program an empty folder to work in, and forget at the end what no one else may find."""
    random.seed()  # an interpreter restored from a snapshot has the numbers of the one before
    with threadless.blocking_loops(), tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        yield
    for name, module in list(sys.modules.items()):
        own = str(getattr(module, "__file__", "")).startswith(folder)
        if own or name.partition(".")[0] in _CONFIGURED_FOR_ALL:
            del sys.modules[name]


def _said_at_exit(error: SystemExit) -> str:
    """Return what CPython prints for ``sys.exit("text")``: a number is a status, and silent."""
    return "" if error.code is None or isinstance(error.code, int) else clipped(f"{error.code}\n")


def _flush() -> None:
    for stream in (sys.__stdout__, sys.__stderr__):
        if isinstance(stream, io.TextIOBase):
            stream.flush()
