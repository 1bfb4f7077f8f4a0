"""The standard path to Python in a page: load Pyodide, install the wheels, import them, run."""

import contextlib
import json
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playbook.project import PROJECT

PYODIDE = PROJECT / "playground" / "node_modules" / "pyodide"
WHEELS = PROJECT / ".cache" / "wheels"

# The one thing that is added: without threads the program could not call its own API.
WORKER = """\
import { loadPyodide } from "./pyodide.mjs";
onmessage = async ({ data: { wheels, source } }) => {
    const pyodide = await loadPyodide();
    pyodide.setStdout({ batched: text => postMessage(text) });
    await Promise.all(wheels.map(async name =>
        pyodide.unpackArchive(await (await fetch(name)).arrayBuffer(), "wheel")));
    pyodide.FS.writeFile("/threadless.zip", new Uint8Array(await (await fetch("threadless.zip")).arrayBuffer()));
    pyodide.globals.set("source", source);
    pyodide.runPython(`
import sys
sys.path.append("/threadless.zip")
import threadless
threadless.install()
with threadless.blocking_loops():
    exec(compile(source, "main.py", "exec"), {"__name__": "__main__"})
`);
};
"""

# Returns the seconds from the press to the first output.
PRESS = """task => new Promise((done, fail) => {
    const begun = performance.now();
    const worker = new Worker("worker.js", { type: "module" });
    worker.onmessage = () => { worker.terminate(); done((performance.now() - begun) / 1000); };
    worker.onerror = error => fail(new Error(error.message));
    worker.postMessage(task);
})"""


class _Quiet(SimpleHTTPRequestHandler):
    """Serves the folder of the standard path."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def task(requires: list[str], source: str, site: Path) -> str:
    """Return what ``PRESS`` is called with, as JSON: the program, and the wheels that it needs."""
    manifest = json.loads((site / "assets/playground/manifest.json").read_text(encoding="utf-8"))
    files = {file for name in requires for file in manifest["requires"][name] if file in manifest["packages"]}
    names = [Path(file).stem for file in sorted(files)]
    wheels = [next(WHEELS.glob(f"{name.replace('-', '_').rpartition('_')[0]}-*.whl")).name for name in names]
    return json.dumps({"wheels": wheels, "source": source})


def fill_standard(folder: Path, site: Path) -> None:
    """Put into the folder all that the standard path needs."""
    shutil.copytree(
        WHEELS,
        folder,
        dirs_exist_ok=True,
        ignore=lambda _, names: [name for name in names if not name.endswith(".whl")],
    )
    for name in ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"):
        shutil.copy(PYODIDE / name, folder)
    shutil.copy(site / "assets/playground/python/playbook-browser.zip", folder / "threadless.zip")
    (folder / "worker.js").write_text(WORKER, encoding="utf-8")
    (folder / "index.html").write_text("<!doctype html><title>The standard path</title>", encoding="utf-8")


@contextlib.contextmanager
def serve_standard(folder: Path, site: Path) -> Iterator[str]:
    """Serve all that the standard path needs, and give the address of its page."""
    fill_standard(folder, site)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
