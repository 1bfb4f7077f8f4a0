"""What the browser gets: the right releases, all of what they need, and files that are what the manifest says."""

import hashlib
import lzma
import tomllib
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from playbook.book.browser_runs import browser_runs
from playbook.book.catalogue import read_catalogue
from playbook.bundle.archives import cut
from playbook.bundle.bundle import Manifest, build, made
from playbook.bundle.compiled import Archive, compiled, extensions
from playbook.bundle.parcels import packed, together
from playbook.bundle.wheels import MARKERS, REPLACED, BundleError, Pin, read_pins, wheels_of, write_pins
from playbook.project import PROJECT

PLAYGROUND = PROJECT / "playground"
WHEELS = PLAYGROUND / "wheels.txt"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bundle")


@pytest.fixture(scope="module")
def manifest(out: Path) -> Manifest:
    return build(out)


def _locked() -> dict[str, str]:
    packages = tomllib.loads((PROJECT / "uv.lock").read_text(encoding="utf-8"))["package"]
    return {package["name"]: package["version"] for package in packages}


def test_wheels_are_the_releases_that_are_locked() -> None:
    locked = _locked()
    differing = {pin.name: (pin.version, locked.get(pin.name)) for pin in read_pins(WHEELS)}
    assert {name: pair for name, pair in differing.items() if pair[0] != pair[1]} == {}


def test_wheels_are_what_the_lock_gives_for_the_browser(tmp_path: Path) -> None:
    write_pins(PLAYGROUND / "wheels.in", PROJECT / "uv.lock", tmp_path / "wheels.txt")
    assert (tmp_path / "wheels.txt").read_text(encoding="utf-8") == WHEELS.read_text(encoding="utf-8")


def test_files_are_those_of_the_manifest(out: Path, manifest: Manifest) -> None:
    there = {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()} - {"manifest.json"}
    assert there == set(manifest.files)
    for name, entry in manifest.files.items():
        content = (out / name).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (entry.bytes, entry.sha256), name


def test_written_manifest_is_the_one_returned(out: Path, manifest: Manifest) -> None:
    assert Manifest.model_validate_json((out / "manifest.json").read_text(encoding="utf-8")) == manifest


def test_everything_named_is_a_file(manifest: Manifest) -> None:
    needed = {name for needs in manifest.requires.values() for name in needs}
    named = {*manifest.core, *manifest.packages, *manifest.libraries, *needed}
    assert named <= set(manifest.files)
    assert set(manifest.preload) <= set(manifest.requires)
    assert {*manifest.imports.values(), *manifest.prepared} <= set(manifest.requires)


def test_a_module_is_found_under_the_name_of_its_distribution(manifest: Manifest) -> None:
    names = {
        "pythonjsonlogger": "python-json-logger",
        "dateutil": "python-dateutil",
        "dns": "dnspython",
        "jwt": "pyjwt",
    }
    assert names.items() <= manifest.imports.items()
    # Whoever imports Starlette alone may test with its client too, which needs what comes along with FastAPI.
    assert set(manifest.requires["fastapi"]) == set(manifest.requires["starlette"])


def test_requirements_are_closed(out: Path, manifest: Manifest) -> None:
    """Each package's own metadata asks for nothing that is missing beside it."""
    for name, needs in manifest.requires.items():
        packages = {need.split("/")[1].rsplit("-", 1)[0] for need in needs if need in manifest.packages}
        for need in needs:
            if need in manifest.packages:
                assert _wanted(out / need) - REPLACED <= packages, f"{name}: {need}"


def _wanted(package: Path) -> set[str]:
    with zipfile.ZipFile(package) as archive:
        metadata = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        message = message_from_bytes(archive.read(metadata))
    wanted = [Requirement(line) for line in message.get_all("Requires-Dist", [])]
    environment = {**MARKERS, "extra": ""}
    return {canonicalize_name(each.name) for each in wanted if not each.marker or each.marker.evaluate(environment)}


def test_compiled_extensions_stand_beside_their_packages(out: Path, manifest: Manifest) -> None:
    with_libraries = {name.split("/")[1].rsplit("-", 1)[0] for name in manifest.libraries}
    assert with_libraries == {"argon2-cffi-bindings", "pydantic-core"}
    assert _unpacked(manifest) >= with_libraries
    assert [name for name in manifest.packages if extensions(out / name)] == []
    for name in manifest.libraries:
        assert (out / name).read_bytes().startswith(b"\0asm"), name
        package = f"{name.rpartition('/')[0]}.zip"
        assert all((name in needs) == (package in needs) for needs in manifest.requires.values()), name


def test_a_package_that_opens_files_by_their_path_is_unpacked(manifest: Manifest) -> None:
    assert "fakeredis" in _unpacked(manifest)


def _unpacked(manifest: Manifest) -> set[str]:
    return {name.split("/")[1].rsplit("-", 1)[0] for name, one in manifest.packages.items() if one.mount == "unpack"}


def test_packages_hold_bytecode_that_is_never_checked(out: Path, manifest: Manifest) -> None:
    for name in (*manifest.packages, "python/playbook-browser.zip", "pyodide/python_stdlib.zip"):
        with zipfile.ZipFile(out / name) as archive:
            flags = {archive.read(member)[4:8] for member in archive.namelist() if member.endswith(".pyc")}
        assert flags <= {b"\x01\0\0\0"}, name


def test_metadata_comes_along(out: Path, manifest: Manifest) -> None:
    for name in manifest.packages:
        with zipfile.ZipFile(out / name) as archive:
            assert any(".dist-info/" in member and member.endswith("/METADATA") for member in archive.namelist()), name


def test_the_database_is_made_over_when_the_site_is_built(out: Path, manifest: Manifest) -> None:
    """What a worker would do at each start, and takes it a third of a second, is noted in the database already."""
    (cluster,) = [name for name in manifest.requires["postgres"] if name.endswith("/cluster.tar")]
    assert b'playbook: {"roles": ["postgres"], "state": "' in (out / cluster).read_bytes()


def test_a_second_build_changes_nothing(out: Path, manifest: Manifest) -> None:
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.name != "manifest.json"}
    assert build(out) == manifest
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.name != "manifest.json"} == before


def test_what_is_no_longer_needed_is_removed(out: Path, manifest: Manifest) -> None:
    stranger = out / "app-OLD.js"
    stranger.write_text("old", encoding="utf-8")
    assert build(out) == manifest
    assert not stranger.exists()


def test_what_a_crash_left_is_not_published(out: Path, manifest: Manifest) -> None:
    left = out / "pyodide" / "pyodide.mjs.4711.part"
    left.write_bytes(b"half of it")
    assert build(out) == manifest
    assert not left.exists()


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "source"
    source.write_text("made from this", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(BundleError, match=r"No space left on device"):
        made(tmp_path / "cache", [source], lambda _: None)


def test_missing_node_packages_are_named(tmp_path: Path) -> None:
    (tmp_path / "code.zip").write_bytes(b"")
    with pytest.raises(BundleError, match="npm ci"):
        compiled([Archive(tmp_path / "code.zip", "code.zip")], tmp_path / "cache", tmp_path)


def test_missing_wheel_is_named(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match=r"fastapi==1\.0"):
        wheels_of([Pin("fastapi", "1.0", "")], tmp_path)


@pytest.mark.parametrize(
    ("name", "message"),
    [("no-such-thing", "uv add --group examples no-such-thing"), ("cryptography", "no wheel for")],
)
def test_what_the_browser_cannot_have_is_refused(tmp_path: Path, name: str, message: str) -> None:
    lock = '[[package]]\nname = "cryptography"\nversion = "1.0"\nwheels = []\n'
    (tmp_path / "uv.lock").write_text(lock, encoding="utf-8")
    (tmp_path / "wheels.in").write_text(f"# why\n{name}\n", encoding="utf-8")
    with pytest.raises(BundleError, match=message):
        write_pins(tmp_path / "wheels.in", tmp_path / "uv.lock", tmp_path / "wheels.txt")


def test_unpinned_line_is_refused(tmp_path: Path) -> None:
    (tmp_path / "wheels.txt").write_text("fastapi>=1\n", encoding="utf-8")
    with pytest.raises(BundleError, match=r"wheels\.txt:1: not a pin"):
        read_pins(tmp_path / "wheels.txt")


def _zip(path: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


MEMBERS = {"a.pyc": "a", "b/__init__.pyc": "b", "b/c.pyc": "c", "data.txt": "never in a tail"}


def test_an_archive_with_its_tails_is_whole_and_without_them_is_what_was_read(tmp_path: Path) -> None:
    archive = _zip(tmp_path / "a.zip", MEMBERS)
    sent = cut({"a.zip": archive}, {"a.zip": [{"a.pyc"}, {"b/c.pyc"}]}, tmp_path / "cache")
    assert {name: piece.modules for name, piece in sent.tails.items()} == {"a.zip.1": ("b.c",), "a.zip.2": ("b",)}
    expected = [{"a.pyc", "data.txt"}, {"a.pyc", "data.txt", "b/c.pyc"}, set(MEMBERS)]
    content = sent.files["a.zip"].read_bytes()
    for names, tail in zip(expected, ("a.zip.1", "a.zip.2", ""), strict=True):
        (tmp_path / "joined.zip").write_bytes(content)
        with zipfile.ZipFile(tmp_path / "joined.zip") as joined:
            assert {name: joined.read(name).decode() for name in joined.namelist()} == {n: MEMBERS[n] for n in names}
        if tail:
            content = content[: sent.tails[tail].at] + sent.files[tail].read_bytes()


def test_an_archive_of_which_all_is_read_has_no_tail(tmp_path: Path) -> None:
    archive = _zip(tmp_path / "a.zip", MEMBERS)
    assert cut({"a.zip": archive}, {"a.zip": [set(MEMBERS)]}, tmp_path / "cache").tails == {}


def test_what_is_needed_together_is_sent_together(tmp_path: Path) -> None:
    needed = {"": ["core"], "web": ["core", "a", "b", "c.wasm"], "tests": ["core", "b"], "other": ["a", "b", "c.wasm"]}
    groups = together(needed)
    assert sorted(groups) == [["a"], ["b"], ["c.wasm"], ["core"]]
    files = {name: tmp_path / name for name in ("a", "b")}
    for name, path in files.items():
        path.write_text(name * 9, encoding="utf-8")
    [(address, parcel)] = packed([["a", "b"]], files, tmp_path / "parcels").items()
    assert lzma.decompress(parcel.path.read_bytes()) == b"a" * 9 + b"b" * 9
    assert address == f"parcels/{parcel.path.name}"
    assert parcel.files == ["a", "b"]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Manifest:
    """The bundle of the specimen's rules, which import next to nothing."""
    specimen = read_catalogue(PROJECT / "tests" / "specimen" / "snippets")
    return build(tmp_path_factory.mktemp("sent"), runs=browser_runs(specimen))


def test_first_comes_what_the_rules_import_and_every_other_module_has_its_tail(sent: Manifest) -> None:
    assert {"csv", "sqlalchemy.dialects.mysql", "xml.dom.minidom"} <= sent.rest.keys()
    assert not {"json", "asyncio", "playbook.proof"} & sent.rest.keys()
    for module, tail in sent.rest.items():
        assert sent.tails[tail].of in {*sent.core, *sent.requires[tail]}, module
        assert tail in sent.requires[tail]
    first = [name for name, files in sent.parcels.items() if set(files) <= set(sent.core)]
    assert sum(sent.files[name].bytes for name in first) < sum(sent.files[name].bytes for name in sent.core) / 3


def test_each_file_is_in_one_parcel(sent: Manifest) -> None:
    held = [name for files in sent.parcels.values() for name in files]
    assert len(held) == len(set(held))
    parts = [part for pieces in sent.divided.values() for part in (pieces.first, pieces.rest)]
    wanted = {*sent.core, *(name for files in sent.requires.values() for name in files)}
    assert set(held) == wanted - sent.divided.keys() | {*parts}


def test_of_each_large_module_a_part_is_sent_that_runs_by_itself(sent: Manifest) -> None:
    assert {Path(name).name for name in sent.divided} == {"pyodide.asm.wasm", "_pydantic_core.wasm", "pglite.wasm"}
    for name, pieces in sent.divided.items():
        assert sent.files[pieces.first].bytes < sent.files[name].bytes * 0.8, name
        assert {pieces.first, pieces.rest} <= sent.files.keys()
