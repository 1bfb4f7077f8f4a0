"""What the browser needs to run the examples, gathered in one folder with a manifest.

The page fetches what a rule requires and nothing else; all the files are served by the site itself.
"""

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, NonNegativeInt
from pyodide_lock import InfoSpec, PyodideLockSpec
from pyodide_lock.utils import add_wheels_to_spec

from playbook.compiled import Archive, compiled, has_extension, run_node, source_zip
from playbook.wheels import REPLACED, BundleError, download

PROJECT = Path(__file__).resolve().parents[2]

_RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
_PART = ".part"
_OWN = "python/playbook-browser.zip"
_SHARED = ("__init__.py", "proof.py", "postgres.py")
_POSTGRES = ("pglite.mjs", "pglite.wasm", "pglite.data", "cluster.tar.gz")

# What examples use together with a distribution, though that one does without.
_ALONG: Mapping[str, tuple[str, ...]] = {
    "fastapi": ("httpx2", "python-multipart"),
    "postgres": ("pg8000", "sqlalchemy"),
}

# What an example is certain to import, imported before it is run.
_PRELOAD: Mapping[str, tuple[str, ...]] = {
    "argon2-cffi": ("argon2",),
    "fastapi": ("fastapi", "fastapi.testclient", "pydantic"),
    "limits": ("limits", "limits.storage", "limits.strategies"),
    "postgres": ("sqlalchemy", "sqlalchemy.orm", "pg8000"),
    "pydantic": ("pydantic",),
    "pydantic-settings": ("pydantic_settings",),
    "pyjwt": ("jwt",),
    "sqlalchemy": ("sqlalchemy", "sqlalchemy.orm", "sqlite3"),
}


class FileEntry(BaseModel):
    """One file: its size in bytes, and its SHA-256 in hex."""

    model_config = ConfigDict(extra="forbid")

    bytes: NonNegativeInt
    sha256: str


class PackageEntry(BaseModel):
    """How a package becomes importable: put on ``sys.path`` as the zip that it is, or unpacked."""

    model_config = ConfigDict(extra="forbid")

    mount: Literal["path", "unpack"]


class Manifest(BaseModel):
    """``manifest.json``: every file, and which of them a rule needs, by what the rule requires."""

    model_config = ConfigDict(extra="forbid")

    version: str
    pyodide: str
    files: dict[str, FileEntry]
    core: list[str]
    packages: dict[str, PackageEntry]
    requires: dict[str, list[str]]
    preload: dict[str, list[str]]


class Workshop(NamedTuple):
    """Where things come from and are kept in between: the project's folders."""

    playground: Path
    python: Path
    cache: Path

    @classmethod
    def of(cls, project: Path) -> "Workshop":
        """Return the folders of the project."""
        return cls(project / "playground", project / "src" / "playbook", project / ".cache")


def build(out: Path, *, project: Path = PROJECT) -> Manifest:
    """Gather all that the browser needs in ``out``, and return its manifest.

    What was downloaded and compiled before is taken from ``.cache``. Files in ``out`` that are not in the
    manifest are removed. Raises BundleError, which says what is missing and which command mends it.
    """
    shop = Workshop.of(project)
    spec = _closures(shop)
    packages = _packages(spec, shop)
    files = _runtime(shop) | packages | {_OWN: _own_code(shop)} | _postgres(shop) | _scripts(shop)
    sources = _placed(files, out)
    manifest = _manifest(sources, spec, packages, shop)
    text = manifest.model_dump_json(indent=1) + "\n"
    (out / "manifest.json").write_text(text, encoding="utf-8")
    _remove_strangers(out, {*sources, "manifest.json"})
    return manifest


def _closures(shop: Workshop) -> PyodideLockSpec:
    """Return the pinned wheels with what each depends on in the browser, as Pyodide's own lock file says it.

    A compiled wheel names the platform otherwise than ``sys.platform`` does, by which dependencies are told.
    """
    wheels = download(shop.playground / "wheels.txt", shop.cache / "wheels")
    lock = _pyodide_lock(shop)
    python, abi = lock["info"]["python"], lock["info"]["abi_version"]
    spec = PyodideLockSpec(info=InfoSpec(platform=f"pyemscripten_{abi}", python=python), packages={})
    native = [wheel for wheel in wheels if has_extension(wheel)]
    spec = add_wheels_to_spec(spec, native, shop.cache, ignore_missing_dependencies=True)
    spec.info.platform = lock["info"]["platform"]
    pure = [wheel for wheel in wheels if wheel not in native]
    return add_wheels_to_spec(spec, pure, shop.cache, ignore_missing_dependencies=True)


def _pyodide_lock(shop: Workshop) -> dict[str, dict[str, str]]:
    path = shop.playground / "node_modules" / "pyodide" / "pyodide-lock.json"
    if not path.exists():
        raise BundleError(f"{path} is missing; run `npm ci` in {shop.playground}")
    lock: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return lock


def _archive_name(spec: PyodideLockSpec, name: str) -> str:
    return f"packages/{name}-{spec.packages[name].version}.zip"


def _packages(spec: PyodideLockSpec, shop: Workshop) -> dict[str, Path]:
    archives = [
        Archive(shop.cache / package.file_name, _archive_name(spec, name)) for name, package in spec.packages.items()
    ]
    return compiled(archives, shop.cache / "compiled", shop.playground)


def _own_code(shop: Workshop) -> Path:
    """Return the zip of our own Python: the modules that both sides share, and those of the browser alone."""
    shared = [(f"playbook/{name}", shop.python / name) for name in _SHARED]
    browser = [(path.name, path) for path in sorted((shop.playground / "python").glob("*.py"))]
    with tempfile.TemporaryDirectory() as folder:
        source = source_zip([*shared, *browser], Path(folder, "playbook-browser.zip"))
        return compiled([Archive(source, _OWN)], shop.cache / "compiled", shop.playground)[_OWN]


def _runtime(shop: Workshop) -> dict[str, Path]:
    folder = shop.playground / "node_modules" / "pyodide"
    return {f"pyodide/{name}": folder / name for name in _RUNTIME}


def _postgres(shop: Workshop) -> dict[str, Path]:
    """Return PGlite's files; they are made once for each release of it."""
    package = shop.playground / "node_modules" / "@electric-sql" / "pglite" / "package.json"
    if not package.exists():
        raise BundleError(f"{package} is missing; run `npm ci` in {shop.playground}")
    script = shop.playground / "bundle" / "pglite.mjs"
    folder = _made(shop.cache / "pglite", [package, script], partial(run_node, shop.playground, script.name))
    return {f"pglite/{name}": folder / name for name in _POSTGRES}


def _made(cache: Path, sources: Iterable[Path], make: Callable[[str], None]) -> Path:
    """Return the folder that ``make`` filled from the sources, now or at an earlier time."""
    digest = hashlib.sha256()
    for source in sources:
        digest.update(f"{source.name}\0".encode() + source.read_bytes())
    folder = cache / digest.hexdigest()[:16]
    if not folder.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, ignore_cleanup_errors=True) as making:
            make(making)
            with contextlib.suppress(OSError):  # another process had it ready at the same time
                Path(making).rename(folder)
    return folder


def _scripts(shop: Workshop) -> dict[str, Path]:
    """Return the page's own scripts and styles, built from TypeScript."""
    source = [path for path in sorted((shop.playground / "src").rglob("*")) if path.is_file()]
    source += [shop.playground / name for name in ("build.mjs", "package-lock.json")]
    folder = _made(shop.cache / "scripts", source, partial(_npm_build, shop.playground))
    return {path.name: path for path in sorted(folder.iterdir())}


def _npm_build(playground: Path, out: str) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise BundleError("npm is not on the PATH; install Node.js 20 or later")
    command = [npm, "run", "--silent", "build", "--", "--out", out]
    done = subprocess.run(command, cwd=playground, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    if done.returncode:
        raise BundleError(f"`npm run build` failed in {playground}:\n{done.stderr.strip() or done.stdout.strip()}")


def _placed(files: Mapping[str, Path], out: Path) -> dict[str, Path]:
    """Copy what is not there yet, and return where each file is."""
    placed = {}
    for name, source in files.items():
        target = out / name
        if not _same(source, target):
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_name(f"{target.name}.{os.getpid()}{_PART}")
            shutil.copy2(source, part)
            part.replace(target)
        placed[name] = target
    return placed


def _same(source: Path, target: Path) -> bool:
    if not target.exists():
        return False
    ours, theirs = source.stat(), target.stat()
    return (ours.st_size, ours.st_mtime_ns) == (theirs.st_size, theirs.st_mtime_ns)


def _remove_strangers(out: Path, names: Iterable[str]) -> None:
    known = {out / name for name in names}
    for path in out.rglob("*"):
        if path.is_file() and path not in known and path.suffix != _PART:
            path.unlink()


def _manifest(files: Mapping[str, Path], spec: PyodideLockSpec, packages: Iterable[str], shop: Workshop) -> Manifest:
    entries = {name: _entry(path) for name, path in sorted(files.items())}
    mounts = {name: PackageEntry(mount="unpack" if has_extension(files[name]) else "path") for name in sorted(packages)}
    package = json.loads((shop.playground / "node_modules" / "pyodide" / "package.json").read_text(encoding="utf-8"))
    requires = _requires(spec)
    digest = hashlib.sha256(json.dumps({name: entry.sha256 for name, entry in entries.items()}).encode())
    return Manifest(
        version=digest.hexdigest()[:16],
        pyodide=package["version"],
        files=entries,
        core=[*(f"pyodide/{name}" for name in _RUNTIME), _OWN],
        packages=mounts,
        requires=requires,
        preload={name: list(modules) for name, modules in _PRELOAD.items() if name in requires},
    )


def _entry(path: Path) -> FileEntry:
    content = path.read_bytes()
    return FileEntry(bytes=len(content), sha256=hashlib.sha256(content).hexdigest())


def _requires(spec: PyodideLockSpec) -> dict[str, list[str]]:
    """Return the files that each distribution needs, and those of ``postgres``, which is no distribution."""
    needs = {name: sorted(_closure(spec, (name, *_ALONG.get(name, ())))) for name in spec.packages}
    requires = {name: [_archive_name(spec, need) for need in found] for name, found in sorted(needs.items())}
    drivers = sorted(_closure(spec, _ALONG["postgres"]))
    requires["postgres"] = [f"pglite/{name}" for name in _POSTGRES] + [_archive_name(spec, name) for name in drivers]
    return requires


def _closure(spec: PyodideLockSpec, names: Iterable[str]) -> set[str]:
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in found or name in REPLACED:
            continue
        if name not in spec.packages:
            raise BundleError(f"{name} is not among the wheels; run `python -m playbook.wheels`")
        found.add(name)
        waiting += spec.packages[name].depends
        waiting += _ALONG.get(name, ()) if name != "postgres" else ()
    return found
