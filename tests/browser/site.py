"""The site as a visitor gets it: built strictly, and served as a static host serves it."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from mkdocs.utils.yaml import yaml_load

from playbook.project import PROJECT

SPECIMEN = PROJECT / "tests" / "specimen"


class Server(SimpleHTTPRequestHandler):
    """Serves the site as a static host does, with its 404 page."""

    # Below a path, where an address that is only right at the root of a host would fail.
    prefix = "/handbook/"

    def translate_path(self, path: str) -> str:
        """Return the file of this address; one outside the site is a file that is not there."""
        if not path.startswith(self.prefix):
            return str(Path(self.directory) / "no-such-file")
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page."""
        body = (Path(self.directory) / "404.html").read_bytes() if code == 404 else (explain or message or "").encode()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle(self) -> None:
        """Answer; a browser that stops a download, or is closed, is none of our errors."""
        with contextlib.suppress(ConnectionError):
            super().handle()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def build(folder: Path, project: Path = PROJECT) -> None:
    """Build the project's site into the folder. Raises AssertionError with what MkDocs said if it complains."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = {**os.environ, "PLAYBOOK_SITE_URL": f"https://playbook.example{Server.prefix}"}
    run = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def parcels(site: Path) -> dict[str, list[str]]:
    """Return the files that are sent in each parcel of the site, by the name of the parcel."""
    manifest = json.loads((site / "assets/playground/manifest.json").read_text("utf-8"))
    return {name.rpartition("/")[2]: files for name, files in manifest["parcels"].items()}


def parcel_of(site: Path, file: str) -> str:
    """Return the name of the parcel in which this file is sent."""
    return next(name for name, files in parcels(site).items() if file in files)


def specimen(folder: Path) -> Path:
    """Return the folder, which is now the specimen's project: its own rules and guides in this project's clothes."""
    docs = folder / "docs"
    shutil.copytree(SPECIMEN / "docs", docs)
    for name in ("assets", "overrides"):
        shutil.copytree(PROJECT / "docs" / name, docs / name)
    for name in ("assistants.md", "lead.md", "linking.md", "playground.md", "scan.md", "team.md", "which.md"):
        shutil.copy(PROJECT / "docs" / name, docs)
    own = yaml_load((PROJECT / "mkdocs.yml").read_text(encoding="utf-8"))
    plugins = [plugin for plugin in own["plugins"] if plugin != "playbook" and "mkdocstrings" not in plugin]
    config = {
        "INHERIT": str(PROJECT / "mkdocs.yml"),
        "nav": [entry for entry in own["nav"] if "Reference" not in entry],
        "plugins": [*plugins, {"playbook": {"snippets": str(SPECIMEN / "snippets")}}],
        "watch": [],
    }
    (folder / "mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")
    return folder


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve the folder, and give the address of the site's root, with a slash at its end."""
    with serving(folder) as (url, _):
        yield url


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """Serve the folder as ``serve`` does; give with the address a function that ends the server for good."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def stop() -> None:
        server.shutdown()
        server.server_close()

    try:
        yield f"http://127.0.0.1:{server.server_port}{Server.prefix}", stop
    finally:
        stop()
