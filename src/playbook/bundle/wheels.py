"""The wheels that the browser's Python gets: which ones, and where they are.

``playground/wheels.in`` names distributions, ``uv.lock`` their releases, ``playground/wheels.txt`` the exact
wheels, each by its hash. ``python -m playbook.bundle.wheels`` writes the last from the first two.
"""

import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from packaging.markers import Marker
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

PYTHON = (3, 14)
PLATFORM = "pyemscripten_2026_0_wasm32"
MARKERS = {
    "implementation_name": "cpython",
    "os_name": "posix",
    "platform_machine": "wasm32",
    "platform_python_implementation": "CPython",
    "platform_system": "Emscripten",
    "python_full_version": "3.14.2",
    "python_version": "3.14",
    "sys_platform": "emscripten",
}

# Compiled, and without a wasm wheel. playground/python/argon2_binding.py does what argon2 needs of cffi.
REPLACED = frozenset({"cffi"})

# Compiled for speed alone, and without a wasm wheel: without a compiler their sources make a pure one.
PURE = frozenset({"markupsafe"})

_PINNED = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>\S+) --hash=sha256:(?P<sha256>[0-9a-f]{64})$")


class BundleError(Exception):
    """The browser's files cannot be gathered. The text says what is missing and which command mends it."""


class Pin(NamedTuple):
    """One wheel: its distribution, that one's version, and the SHA-256 in hex of the file that is downloaded.

    That is the wheel, or the sources of what is in ``PURE``.
    """

    name: str
    version: str
    sha256: str


def read_pins(requirements: Path) -> list[Pin]:
    """Return the pins of ``wheels.txt``. Raises BundleError for a line that is neither a pin nor a comment."""
    pins = []
    for number, line in enumerate(requirements.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        match = _PINNED.match(line)
        if not match:
            raise BundleError(f"{requirements}:{number}: not a pin; run `python -m playbook.bundle.wheels`")
        pins.append(Pin(match["name"], match["version"], match["sha256"]))
    return pins


def write_pins(roots: Path, lock: Path, requirements: Path) -> list[Pin]:
    """Write ``wheels.txt`` for what ``wheels.in`` names, and return its pins, by name.

    Raises BundleError for a distribution that uv.lock does not have, or that has no wheel for the browser.
    """
    names = [line for line in roots.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]
    packages = _locked(lock)
    pins = [_pin(packages[name]) for name in sorted(closure(names, partial(_needs, packages)))]
    head = "# Written by `python -m playbook.bundle.wheels` from wheels.in and uv.lock.\n"
    requirements.write_text(head + "".join(map(_requirement, pins)), encoding="utf-8")
    return pins


def _locked(lock: Path) -> dict[str, dict[str, Any]]:
    """Return uv.lock's packages by name, as they are for the browser's Python."""
    packages = tomllib.loads(lock.read_text(encoding="utf-8"))["package"]
    return {package["name"]: package for package in packages if _meant(package.get("resolution-markers", []))}


def _meant(markers: list[str]) -> bool:
    return not markers or any(Marker(marker).evaluate(MARKERS) for marker in markers)


def closure(names: Iterable[str], needs: Callable[[str], Iterable[str]]) -> set[str]:
    """Return the names and all that they need in the browser, without what is replaced there."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in found or name in REPLACED:
            continue
        found.add(name)
        waiting.extend(needs(name))
    return found


def _needs(packages: Mapping[str, dict[str, Any]], name: str) -> Iterable[str]:
    if name not in packages:
        raise BundleError(f"{name} is not in uv.lock; run `uv add --group examples {name}`")
    return _dependencies(packages[name])


def _dependencies(package: Mapping[str, Any]) -> Iterator[str]:
    for dependency in package.get("dependencies", []):
        if Marker(dependency["marker"]).evaluate(MARKERS) if "marker" in dependency else True:
            yield dependency["name"]


def _pin(package: Mapping[str, Any]) -> Pin:
    """Return the package's best wheel for the browser, or its sources if a wheel is made of them."""
    if package["name"] in PURE:
        return Pin(package["name"], package["version"], package["sdist"]["hash"].removeprefix("sha256:"))
    ranks = {tag: rank for rank, tag in enumerate(_tags())}
    wheels = []
    for wheel in package.get("wheels", []):
        tags = parse_wheel_filename(wheel["url"].rpartition("/")[2])[3]
        wheels += [(ranks[tag], wheel["hash"]) for tag in tags if tag in ranks]
    if not wheels:
        name = f"{package['name']} {package['version']}"
        raise BundleError(f"{name} has no wheel for {PLATFORM}; take it out of wheels.in")
    return Pin(package["name"], package["version"], min(wheels)[1].removeprefix("sha256:"))


def _tags() -> Iterator[Tag]:
    """Return the wheel tags that the browser's Python takes, the best first."""
    abi = f"cp{PYTHON[0]}{PYTHON[1]}"
    yield from cpython_tags(PYTHON, [abi], [PLATFORM])
    yield from compatible_tags(PYTHON, abi, [PLATFORM])


def download(requirements: Path, folder: Path) -> list[Path]:
    """Bring the pinned wheels into the folder, unless they are there, and return them by name.

    Raises BundleError when pip cannot.
    """
    pins = read_pins(requirements)
    try:
        return wheels_of(pins, folder)
    except BundleError:
        _pip_download(requirements, folder)
    return wheels_of(pins, folder)


def wheels_of(pins: Iterable[Pin], folder: Path) -> list[Path]:
    """Return the pins' wheels in the folder, in the pins' order. Raises BundleError when one is not there."""
    there = {_identity(path): path for path in folder.glob("*.whl")}
    missing = [f"{pin.name}=={pin.version}" for pin in pins if (pin.name, pin.version) not in there]
    if missing:
        raise BundleError(f"no wheel of {', '.join(missing)} in {folder}; run `playbook bundle` with a network")
    return [there[pin.name, pin.version] for pin in pins]


def _identity(wheel: Path) -> tuple[str, str]:
    name, version, *_ = parse_wheel_filename(wheel.name)
    return canonicalize_name(name), str(version)


def _pip_download(requirements: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    pins = read_pins(requirements)
    _pip(["download", "--only-binary=:all:", *_target(), "-d", str(folder)], [p for p in pins if p.name not in PURE])
    # No compiler is found; and the same sources make the same bytes, whenever that is (SOURCE_DATE_EPOCH: 1980).
    plain = {"CC": "false", "SOURCE_DATE_EPOCH": "315532800"}
    _pip(["wheel", "--no-binary=:all:", "-w", str(folder)], [p for p in pins if p.name in PURE], plain)


def _target() -> list[str]:
    """Return pip's options for the browser's Python."""
    abi = f"cp{PYTHON[0]}{PYTHON[1]}"
    abis = [part for name in (abi, "abi3", "none") for part in ("--abi", name)]
    platforms = ["--platform", PLATFORM, "--platform", "any"]
    return ["--python-version", f"{PYTHON[0]}.{PYTHON[1]}", "--implementation", "cp", *abis, *platforms]


def _pip(command: list[str], pins: list[Pin], environment: Mapping[str, str] | None = None) -> None:
    """Run pip for the pins. Raises BundleError with what it says."""
    if not pins:
        return
    options = ["--no-deps", "--require-hashes", "--disable-pip-version-check", "--quiet"]
    with tempfile.TemporaryDirectory() as scratch:
        wanted = Path(scratch, "requirements.txt")
        wanted.write_text("".join(map(_requirement, pins)), encoding="utf-8")
        whole = [sys.executable, "-m", "pip", *command, *options, "-r", str(wanted)]
        environ = {**os.environ, **(environment or {})}
        done = subprocess.run(whole, capture_output=True, text=True, check=False, env=environ)  # noqa: S603 - our own arguments
    if done.returncode:
        raise BundleError(f"pip could not bring {', '.join(pin.name for pin in pins)}:\n{done.stderr.strip()}")


def _requirement(pin: Pin) -> str:
    return f"{pin.name}=={pin.version} --hash=sha256:{pin.sha256}\n"


def main() -> None:
    """Write ``playground/wheels.txt`` of the project in the working directory."""
    playground = Path("playground")
    pins = write_pins(playground / "wheels.in", Path("uv.lock"), playground / "wheels.txt")
    sys.stdout.write(f"{playground / 'wheels.txt'}: {len(pins)} wheels\n")


if __name__ == "__main__":
    main()
