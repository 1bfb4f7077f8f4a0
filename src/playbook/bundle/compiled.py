"""Archives of Python for the browser, with bytecode that was compiled by the browser's own Python.

The interpreter is Pyodide under Node.js, since no other one has its bytecode's magic number, and the
compiler is pyodide-build's. What was compiled is kept by the hash of all that went into it.
"""

import hashlib
import json
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from sysconfig import get_path
from typing import NamedTuple

from playbook.bundle.archives import EPOCH
from playbook.bundle.wheels import BundleError

_EXTENSION = ".so"
_METADATA = ".dist-info/METADATA"

# AnyIO's packages find what they import lazily by reading their own source. Elsewhere it would double the download.
_WITH_SOURCE = re.compile(r"anyio/(.*/)?__init__\.py")
_LEFT_OUT = ("sqlalchemy/testing/", "fastapi/.agents/")
# The extensions stand beside their archive: the bundle sees to them.
_LEFT_OUT_ENDS = (".c", ".pxd", ".pyi", ".pyx", "/RECORD", _EXTENSION)


# So many things are made side by side, most of them by a Node.js of their own.
AT_ONCE = 2


class Archive(NamedTuple):
    """What an importable archive is made from, a wheel or a zip, and the name that it gets."""

    source: Path
    name: str


def compiled(archives: Iterable[Archive], cache: Path, playground: Path) -> dict[str, Path]:
    """Return the compiled archive of each, by name; only those are compiled that the cache does not have.

    Raises BundleError when Node.js or Pyodide is missing, or a file does not compile.
    """
    paths = {archive: cache / _key(archive, playground) / archive.name for archive in archives}
    missing = [archive for archive, path in paths.items() if not path.exists()]
    if missing:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as bytecode:
            _compile([archive.source for archive in missing], Path(bytecode), playground)
            for archive in missing:
                _pack(archive.source, Path(bytecode, f"{archive.source.stem}.zip"), paths[archive])
    return {archive.name: path for archive, path in paths.items()}


def extensions(archive: Path) -> list[str]:
    """Return the names of the compiled extensions in the archive; they cannot be imported from inside a zip."""
    with zipfile.ZipFile(archive) as opened:
        return [name for name in opened.namelist() if name.endswith(_EXTENSION)]


def source_zip(files: Iterable[tuple[str, Path]], target: Path) -> Path:
    """Write a zip of the files under the given names, the same bytes each time, and return it."""
    with zipfile.ZipFile(target, "w") as archive:
        for name, path in files:
            archive.writestr(zipfile.ZipInfo(name, EPOCH), path.read_bytes())
    return target


def _key(archive: Archive, playground: Path) -> str:
    """Return the hash of all that the compiled archive depends on."""
    own = ("bundle/compile.py", "bundle/compile.mjs", "node_modules/pyodide/package.json")
    digest = hashlib.sha256()
    for path in (archive.source, Path(__file__), *(playground / name for name in own)):
        if not path.exists():
            raise BundleError(f"{path} is missing; run `npm ci` in {playground}")
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _compile(sources: list[Path], target: Path, playground: Path) -> None:
    task = {"host": get_path("purelib"), "sources": [str(path.resolve()) for path in sources]}
    run_node(playground, "compile.mjs", json.dumps({**task, "target": str(target.resolve())}))


def run_node(playground: Path, script: str, *arguments: str) -> str:
    """Run a script of ``playground/bundle``, or one at a path, and return what it printed.

    Raises BundleError with what it said when it fails.
    """
    command = node_command(playground, script, *arguments)
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own script
    if done.returncode:
        raise BundleError(f"{script} failed:\n{done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


def node_command(playground: Path, script: str, *arguments: str) -> list[str]:
    """Return the command that runs the script. Raises BundleError when Node.js or the packages are missing."""
    node = shutil.which("node")
    if node is None:
        raise BundleError("Node.js is not on the PATH; install Node.js 20 or later")
    if not (playground / "node_modules").exists():
        raise BundleError(f"{playground / 'node_modules'} is missing; run `npm ci` in {playground}")
    return [node, str(playground / "bundle" / script), *arguments]


def _pack(source: Path, bytecode: Path, target: Path) -> None:
    """Write the whole archive: the bytecode, and of the rest what is of use in the browser."""
    writing = bytecode.with_suffix(".packed")
    with zipfile.ZipFile(writing, "w") as archive:
        for name, content in _contents(source, bytecode):
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content)
    target.parent.mkdir(parents=True, exist_ok=True)
    writing.replace(target)


def _contents(source: Path, bytecode: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(source) as written, zipfile.ZipFile(bytecode) as compiled_:
        for name in compiled_.namelist():
            if not name.endswith(("/", *_LEFT_OUT_ENDS)) and not name.startswith(_LEFT_OUT):
                yield name, _fields(compiled_.read(name)) if name.endswith(_METADATA) else compiled_.read(name)
        for name in written.namelist():
            if _WITH_SOURCE.fullmatch(name):
                yield name, written.read(name)


def _fields(metadata: bytes) -> bytes:
    """Return a package's metadata without its description, which follows the fields: it is the package's README."""
    return metadata.partition(b"\n\n")[0] + b"\n"
