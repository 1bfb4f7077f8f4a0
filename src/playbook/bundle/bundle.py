"""What the browser needs to run the examples, gathered in one folder with a manifest.

The page fetches what a rule requires and nothing else; all the files are served by the site itself.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, NonNegativeInt
from pyodide_lock import InfoSpec, PyodideLockSpec
from pyodide_lock.utils import add_wheels_to_spec

from playbook.bundle import pglite
from playbook.bundle.archives import Piece, cut
from playbook.bundle.compiled import AT_ONCE, Archive, compiled, extensions, run_node, source_zip
from playbook.bundle.functions import Pieces, divide
from playbook.bundle.parcels import packed, together
from playbook.bundle.parts import PARTS, POSTGRES, along
from playbook.bundle.trace import Run, Tracer, Traces, imports, traced
from playbook.bundle.wheels import BundleError, closure, download
from playbook.project import PROJECT, write_whole

_LOCK = "pyodide-lock.json"  # for whoever loads Pyodide in the plain way; our worker has nothing to look up in it
_STDLIB = "python_stdlib.zip"
_RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", _STDLIB, _LOCK)
_MOUNTED = "/playbook/"
_STDLIB_MOUNTED = "/lib/python314.zip"
_STDLIB_FILE = f"pyodide/{_STDLIB}"
_OWN = "python/playbook-browser.zip"
_LARGE = 500_000  # a smaller module is not worth two requests
_PREPARED = frozenset(name for name, part in PARTS.items() if part.prepared)
_SHARED = ("__init__.py", "postgres.py", "probe/*.py", "proof/*.py")


class FileEntry(BaseModel):
    """One file: its size in bytes, and its SHA-256 in hex."""

    model_config = ConfigDict(extra="forbid")

    bytes: NonNegativeInt
    sha256: str


class PackageEntry(BaseModel):
    """How a package becomes importable: put on ``sys.path`` as the zip that it is, or unpacked."""

    model_config = ConfigDict(extra="forbid")

    mount: Literal["path", "unpack"]


class TailEntry(BaseModel):
    """What makes of an archive one with more in it: written over the archive ``of`` from the byte ``at`` on."""

    model_config = ConfigDict(extra="forbid")

    of: str
    at: NonNegativeInt


class DividedEntry(BaseModel):
    """The two files that a module of WebAssembly is sent in: what runs call, and the bodies of all other functions."""

    model_config = ConfigDict(extra="forbid")

    first: str
    rest: str


class Manifest(BaseModel):
    """``manifest.json``: every file, and which of them a rule needs, by what the rule requires.

    ``parcels`` are files in which others are sent, those that are named, compressed one after the other. An archive
    holds at first what the rules' own runs import; ``rest`` says of every other module which requirement brings it,
    of those whose files are ``tails``. Of a module in ``divided`` its first part is sent, which runs by itself until it
    calls a function of the rest.

    ``imports`` says which distribution brings a module, ``prepared`` which requirements the worker makes
    preparations of its own for. ``libraries`` are the compiled extensions, each with its place below
    ``site-packages``. They stand apart from their packages, so that the browser compiles them while they arrive.
    """

    model_config = ConfigDict(extra="forbid")

    version: str
    pyodide: str
    files: dict[str, FileEntry]
    parcels: dict[str, list[str]]
    core: list[str]
    packages: dict[str, PackageEntry]
    libraries: dict[str, str]
    divided: dict[str, DividedEntry]
    tails: dict[str, TailEntry]
    rest: dict[str, str]
    requires: dict[str, list[str]]
    preload: dict[str, list[str]]
    imports: dict[str, str]
    prepared: list[str]


class Sent(NamedTuple):
    """All files as they are sent, and how those belong together that are parts of others."""

    files: Mapping[str, Path]
    tails: Mapping[str, Piece] = MappingProxyType({})
    divided: Mapping[str, Pieces] = MappingProxyType({})


class Library(NamedTuple):
    """A compiled extension: its package, its place below ``site-packages``, and where it is here."""

    package: str
    member: str
    path: Path


class Stock(NamedTuple):
    """What was gathered: every file by its name, the packages, and the compiled extensions of all of them."""

    files: Mapping[str, Path]
    spec: PyodideLockSpec
    libraries: Mapping[str, Library]


class Workshop(NamedTuple):
    """Where things come from and are kept in between: the project's folders."""

    playground: Path
    python: Path
    cache: Path

    @classmethod
    def of(cls, project: Path) -> "Workshop":
        """Return the folders of the project."""
        return cls(project / "playground", project / "src" / "playbook", project / ".cache")


def build(out: Path, *, runs: Sequence[Run] = (), project: Path = PROJECT) -> Manifest:
    """Gather all that the browser needs in ``out``, and return its manifest.

    What the ``runs`` need is sent first; without any, the archives are whole, and no file is in a parcel. What was
    downloaded, compiled and traced before is taken from ``.cache``. Files in ``out`` that are not in the manifest
    are removed. Raises BundleError, which says what is missing and which command mends it.
    """
    shop = Workshop.of(project)
    spec = _closures(shop)
    libraries = _libraries(spec, shop)
    apart = {name: library.path for name, library in libraries.items()}
    with ThreadPoolExecutor(1) as pool:
        scripts = pool.submit(for_node, project)
        files = _made_files(spec, shop) | apart
        script = scripts.result() / "session.mjs"
    stock = Stock(files, spec, libraries)
    if not runs:
        return _published(stock, Sent(files), out, shop)
    sent = _needed_first(stock, runs, script, shop)
    required = {name for run in runs for name in run.requires}
    return _published(stock, sent, out, shop, required)


def _needed_first(stock: Stock, runs: Sequence[Run], script: Path, shop: Workshop) -> Sent:
    """Return the files, those in parts of which the runs need some first. Python runs by the ``script``."""
    whole, traces = shop.cache / "whole", shop.cache / "traces"
    manifest = _published(stock, Sent(stock.files), whole, shop)
    modules = _large_modules(manifest)
    tracer = Tracer(whole, _archives(manifest, shop), script, shop.playground, traces, _PREPARED, modules)
    needs = traced(runs, tracer)
    layered = cut(stock.files, _layers(stock, needs), shop.cache / "layers")
    parted, pieces = divide(layered.files, needs.called, shop.cache / "divided")
    return Sent(parted, layered.tails, pieces)


def _made_files(spec: PyodideLockSpec, shop: Workshop) -> dict[str, Path]:
    """Return all that is compiled or built, by name; most of the waiting is for other processes, side by side."""
    makers = [partial(_packages, spec), _runtime, _own_code, _postgres, _scripts]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        made_ = pool.map(lambda make: make(shop), makers)
        return {name: path for files in made_ for name, path in files.items()}


def for_node(project: Path = PROJECT) -> Path:
    """Return the folder of the scripts by which Node.js runs what the page's workers run."""
    shop = Workshop.of(project)
    folders = [shop.playground / "src", shop.playground / "bundle"]
    sources = [path for folder in folders for path in sorted(folder.rglob("*.ts"))]
    script = shop.playground / "build.mjs"
    sources += [script, shop.playground / "package-lock.json"]
    return made(shop.cache / "session", sources, partial(run_node, shop.playground, str(script), "--node", "--out"))


def _closures(shop: Workshop) -> PyodideLockSpec:
    """Return the pinned wheels with what each depends on in the browser, as Pyodide's own lock file says it.

    A compiled wheel names the platform otherwise than ``sys.platform`` does, by which dependencies are told.
    """
    wheels = download(shop.playground / "wheels.txt", shop.cache / "wheels")
    info = _pyodide_lock(shop)["info"]
    return _described(tuple(wheels), shop.cache, info["python"], info["abi_version"], info["platform"])


@cache  # `make serve` asks at each save, and a wheel of the same name is the same
def _described(wheels: tuple[Path, ...], cache: Path, python: str, abi: str, platform: str) -> PyodideLockSpec:
    spec = PyodideLockSpec(info=InfoSpec(platform=f"pyemscripten_{abi}", python=python), packages={})
    native = [wheel for wheel in wheels if extensions(wheel)]
    spec = add_wheels_to_spec(spec, native, cache, ignore_missing_dependencies=True)
    spec.info.platform = platform
    pure = [wheel for wheel in wheels if wheel not in native]
    return add_wheels_to_spec(spec, pure, cache, ignore_missing_dependencies=True)


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


def _libraries(spec: PyodideLockSpec, shop: Workshop) -> dict[str, Library]:
    """Return the compiled extensions of all packages, by the names that the browser's files get."""
    found = {}
    for name in spec.packages:
        wheel = shop.cache / spec.packages[name].file_name
        for member in extensions(wheel):
            folder = made(shop.cache / "libraries", [wheel, Path(__file__)], partial(_unpack, wheel))
            stem = _archive_name(spec, name).removesuffix(".zip")
            found[f"{stem}/{Path(member).name.partition('.')[0]}.wasm"] = Library(name, member, folder / member)
    return found


def _unpack(wheel: Path, folder: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder, extensions(wheel))


def _own_code(shop: Workshop) -> dict[str, Path]:
    """Return the zip of our own Python: the modules that both sides share, and those of the browser alone."""
    with tempfile.TemporaryDirectory() as folder:
        source = source_zip(_own_sources(shop), Path(folder, "playbook-browser.zip"))
        return compiled([Archive(source, _OWN)], shop.cache / "compiled", shop.playground)


def _own_sources(shop: Workshop) -> list[tuple[str, Path]]:
    """Return our own modules, by the names that they have in the archive."""
    paths = [path for pattern in _SHARED for path in sorted(shop.python.glob(pattern))]
    shared = [(f"playbook/{path.relative_to(shop.python).as_posix()}", path) for path in paths]
    return [*shared, *((path.name, path) for path in sorted((shop.playground / "python").glob("*.py")))]


def _runtime(shop: Workshop) -> dict[str, Path]:
    """Return Pyodide's files; its standard library, which comes as source, is compiled."""
    folder = shop.playground / "node_modules" / "pyodide"
    library = Archive(folder / _STDLIB, _STDLIB_FILE)
    runtime = {f"pyodide/{name}": folder / name for name in _RUNTIME}
    return runtime | compiled([library], shop.cache / "compiled", shop.playground)


def _postgres(shop: Workshop) -> dict[str, Path]:
    """Return PGlite's files; they are made once for each release of it."""
    package = shop.playground / "node_modules" / "@electric-sql" / "pglite" / "package.json"
    if not package.exists():
        raise BundleError(f"{package} is missing; run `npm ci` in {shop.playground}")
    script = shop.playground / "bundle" / pglite.SCRIPT
    sources = [package, script, script.with_name("cluster.mjs"), Path(pglite.__file__), shop.python / "postgres.py"]
    folder = made(shop.cache / "pglite", sources, partial(pglite.gather, shop.playground))
    return {name: folder / Path(name).name for name in PARTS[POSTGRES].files}


def made(cache: Path, sources: Iterable[Path], make: Callable[[str], object]) -> Path:
    """Return the folder that ``make`` filled from the sources, now or at an earlier time.

    Raises BundleError when it cannot be kept in ``cache``.
    """
    digest = hashlib.sha256()
    for source in sources:
        digest.update(f"{source.name}\0".encode() + source.read_bytes())
    folder = cache / digest.hexdigest()[:16]
    if not folder.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, ignore_cleanup_errors=True) as making:
            make(making)
            try:
                Path(making).rename(folder)
            except OSError as error:
                # Another process had it ready at the same time.
                if not folder.is_dir():
                    raise BundleError(
                        f"{folder} cannot be written: {error.strerror}; see to its disk and rights"
                    ) from error
    return folder


def _scripts(shop: Workshop) -> dict[str, Path]:
    """Return the page's own scripts and styles, built from TypeScript."""
    source = [path for path in sorted((shop.playground / "src").rglob("*")) if path.is_file()]
    source += [shop.playground / name for name in ("build.mjs", "package-lock.json")]
    folder = made(shop.cache / "scripts", source, partial(_npm_build, shop.playground))
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
    # Beside the folder, since all that is in it is published, also after a crash.
    parts = out.with_name(f".{out.name}.part")
    parts.mkdir(parents=True, exist_ok=True)
    placed = {}
    for name, source in files.items():
        target = out / name
        if not _same(source, target):
            target.parent.mkdir(parents=True, exist_ok=True)
            part = parts / f"{target.name}.{os.getpid()}"
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
        if path.is_file() and path not in known:
            path.unlink()


def _published(stock: Stock, sent: Sent, out: Path, shop: Workshop, required: Collection[str] = ()) -> Manifest:
    """Put all files in ``out``, in parcels too if anything is ``required``, and return their manifest."""
    manifest = _manifest(stock, sent, shop)
    parcels = packed(_groups(manifest, required), sent.files, shop.cache / "parcels") if required else {}
    files = {**sent.files, **{name: parcel.path for name, parcel in parcels.items()}}
    placed = _placed(files, out)
    manifest.files = {name: _entry(path) for name, path in sorted(placed.items())}
    manifest.parcels = {name: parcel.files for name, parcel in sorted(parcels.items())}
    digest = hashlib.sha256(json.dumps({name: entry.sha256 for name, entry in manifest.files.items()}).encode())
    manifest.version = digest.hexdigest()[:16]
    write_whole(out / "manifest.json", manifest.model_dump_json(indent=1) + "\n")
    _remove_strangers(out, {*placed, "manifest.json"})
    return manifest


def _manifest(stock: Stock, sent: Sent, shop: Workshop) -> Manifest:
    """Return what is known of the bundle before its files are in their place."""
    spec, libraries = stock.spec, stock.libraries
    unpacked = _unpacked(libraries)
    mounts = {
        _archive_name(spec, name): PackageEntry(mount="unpack" if name in unpacked else "path")
        for name in sorted(spec.packages)
    }
    package = json.loads((shop.playground / "node_modules" / "pyodide" / "package.json").read_text(encoding="utf-8"))
    requires = _requires(spec, libraries)
    requires = _with_tails(requires, {_archive_name(spec, name): name for name in spec.packages}, sent.tails)
    return Manifest(
        version="",
        pyodide=package["version"],
        files={},
        parcels={},
        core=[*(f"pyodide/{name}" for name in _RUNTIME if name != _LOCK), _OWN],
        packages=mounts,
        libraries={name: library.member for name, library in sorted(libraries.items())},
        divided={
            name: DividedEntry(first=pieces.first, rest=pieces.rest) for name, pieces in sorted(sent.divided.items())
        },
        tails={name: TailEntry(of=piece.of, at=piece.at) for name, piece in sorted(sent.tails.items())},
        rest={module: name for name, piece in sorted(sent.tails.items()) for module in piece.modules},
        requires=requires,
        preload={name: list(part.preload) for name, part in PARTS.items() if part.preload and name in requires},
        imports={module: name for name in sorted(spec.packages) for module in spec.packages[name].imports},
        prepared=sorted(_PREPARED),
    )


def _entry(path: Path) -> FileEntry:
    content = path.read_bytes()
    return FileEntry(bytes=len(content), sha256=hashlib.sha256(content).hexdigest())


def _requires(spec: PyodideLockSpec, libraries: Mapping[str, Library]) -> dict[str, list[str]]:
    """Return the files that each distribution needs, and those of ``postgres``, which is no distribution."""

    def files(names: Iterable[str]) -> list[str]:
        closure = sorted(_closure(spec, names))
        compiled_ = [name for name, library in libraries.items() if library.package in closure]
        return compiled_ + [_archive_name(spec, name) for name in closure]

    requires = {name: files((name, *along(name))) for name in sorted(spec.packages)}
    requires[POSTGRES] = [*PARTS[POSTGRES].files, *files(PARTS[POSTGRES].along)]
    return requires


def _with_tails(
    requires: Mapping[str, list[str]], owners: Mapping[str, str], tails: Mapping[str, Piece]
) -> dict[str, list[str]]:
    """Return the requirements with one for each tail, by its own name: the tail, and what it builds upon.

    What any rule imports of the standard library comes along with every distribution.
    """
    more = [name for name, piece in sorted(tails.items()) if piece.of == _STDLIB_FILE][:1]
    # They come in this order, and Python starts with its own library whole.
    all_ = {name: [*more, *files] for name, files in requires.items()}
    for name, piece in sorted(tails.items()):
        before = [other for other, one in sorted(tails.items()) if one.of == piece.of and one.at < piece.at]
        all_[name] = list(dict.fromkeys([*all_.get(owners.get(piece.of, ""), []), *before, name]))
    return all_


def _layers(stock: Stock, reads: Traces) -> dict[str, list[Collection[str]]]:
    """Return which members of each archive come first: what is read of it, of the standard library by which runs."""
    unpacked = _unpacked(stock.libraries)
    names = [_archive_name(stock.spec, name) for name in stock.spec.packages if name not in unpacked]
    none: frozenset[str] = frozenset()
    layers: dict[str, list[Collection[str]]] = {name: [reads.all.get(_MOUNTED + name, none)] for name in names}
    layers[_STDLIB_FILE] = [kind.get(_STDLIB_MOUNTED, none) for kind in (reads.plain, reads.all)]
    return layers


def _unpacked(libraries: Mapping[str, Library]) -> set[str]:
    """Return the packages that are unpacked in the browser, whose archives are whole."""
    return {library.package for library in libraries.values()} | {name for name, part in PARTS.items() if part.unpack}


def _groups(manifest: Manifest, required: Collection[str]) -> list[list[str]]:
    """Return which files are sent together: those that the same rules need, and each of the others alone."""
    divided = manifest.divided

    def sent(files: Iterable[str]) -> list[str]:
        return [divided[file].first if file in divided else file for file in files]

    needed = {"": sent(manifest.core)}
    needed |= {name: sent(manifest.requires[name]) for name in sorted({POSTGRES, *required})}
    first = {file for files in needed.values() for file in files}
    others = {file for files in manifest.requires.values() for file in sent(files)} - first
    others |= {pieces.rest for pieces in divided.values()}
    return [*together(needed), *([file] for file in sorted(others))]


def _large_modules(manifest: Manifest) -> tuple[str, ...]:
    """Return the modules of WebAssembly that are worth dividing."""
    files = [*manifest.core, *manifest.libraries, *PARTS[POSTGRES].files]
    return tuple(name for name in files if name.endswith(".wasm") and manifest.files[name].bytes >= _LARGE)


def _archives(manifest: Manifest, shop: Workshop) -> str:
    """Return a text that changes with what Python reads; of our own code it is what that imports."""
    names = sorted({*manifest.core, *manifest.packages, *manifest.libraries, *PARTS[POSTGRES].files} - {_OWN})
    own = [imports(path.read_text(encoding="utf-8")) for _, path in _own_sources(shop)]
    return json.dumps([[(name, manifest.files[name].sha256) for name in names], own])


def _closure(spec: PyodideLockSpec, names: Iterable[str]) -> set[str]:
    def needs(name: str) -> Iterable[str]:
        if name not in spec.packages:
            raise BundleError(f"{name} is not among the wheels; run `python -m playbook.bundle.wheels`")
        return [*spec.packages[name].depends, *along(name)]

    return closure(names, needs)
