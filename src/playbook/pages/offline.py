"""What a built site needs to work without a connection: a list of its files, and a service worker that names it.

Knows nothing of MkDocs. The list has three parts: ``site`` is kept at the first visit, ``playground`` once a reader has
run something, ``detectors`` once one has had rules found in code. The service worker carries the list's own hash, so
that it can be of one version of the site alone.
"""

import hashlib
import json
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

LISTING_FILE = "offline.json"
WORKER_FILE = "sw.js"
FAREWELL = """\
// This site is being written, so nothing of it is kept: what another site kept at this address ends here.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.registration.unregister()));
"""

_PLACEHOLDER = "__LISTING__"
_SCRIPT = "service-worker.js"
# Nothing that a page asks for.
_LEFT_OUT = (
    "*.map",
    "assets/javascripts/lunr/*",
    "assets/javascripts/workers/*",  # the theme's search, in whose place ours is
    "autolinks.sh",
    "book/*",  # every rule has a page of its own
    "changes.xml",
    "enforce/*",
    "llms.txt",
    "objects.inv",
    "rules.csv",
    "rules/*.md",
    "rules/*/preview.json",  # an extra that a page does without
    "rules.schema.json",
    "sitemap.xml*",
    LISTING_FILE,
    WORKER_FILE,
    f"*/{_SCRIPT}",
)
# What of the playground is on every page or comes with one; its manifest must be of the same version as the page.
_AT_ONCE = ("loader.js", "loader.css", "manifest.json", "review-*.js", "search.js", "week-*.js")
_DETECTORS = ("which*", "detectors.json")


def listing(site: Path, playground: str) -> dict[str, dict[str, str]]:
    """Return the SHA-256, in hex, of the files below ``site`` by their addresses, for each of the three parts.

    ``playground`` is the address of the playground's folder, relative to the site's.
    """
    parts: dict[str, dict[str, str]] = {"site": {}, "playground": {}, "detectors": {}}
    for name in _names(site):
        address = name.removesuffix("index.html") if PurePosixPath(name).name == "index.html" else name
        parts[_part(name, playground)][address] = _sha256((site / name).read_bytes())
    return parts


def _part(name: str, playground: str) -> str:
    own = name.removeprefix(f"{playground}/")
    if own == name:
        return "detectors" if name in _DETECTORS else "site"
    if any(fnmatch(own, pattern) for pattern in _DETECTORS):
        return "detectors"
    return "site" if any(fnmatch(own, pattern) for pattern in _AT_ONCE) else "playground"


def write_worker(site: Path, playground: str) -> None:
    """Write the list and the service worker, which the playground brings along; without one, write nothing."""
    script = site / playground / _SCRIPT
    if not script.exists():
        return
    text = json.dumps(listing(site, playground), separators=(",", ":")).encode()
    (site / LISTING_FILE).write_bytes(text)
    worker = script.read_text(encoding="utf-8").replace(_PLACEHOLDER, _sha256(text))
    (site / WORKER_FILE).write_text(worker, encoding="utf-8")


def _names(site: Path) -> Iterator[str]:
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and not any(fnmatch(name, pattern) for pattern in _LEFT_OUT):
            yield name


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
