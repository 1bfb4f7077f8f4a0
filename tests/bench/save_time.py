"""From a save to the page, under ``make serve``: of a rule, of TypeScript and of the tooling's Python."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from statistics import median

RUNS = 3
TIMEOUT_S = 120
STEP_S = 0.05


def watch_saves(project: Path) -> Iterator[str]:
    """Yield a line for each kind of file that is saved in this project, a copy whose files may be changed."""
    rule = min(project.glob("snippets/*/*/rule.md"))
    page = f"rules/{re.findall(r'^id: (.+)$', rule.read_text('utf-8'), re.MULTILINE)[0]}/"
    loader = "assets/playground/loader.js"
    kinds = {
        "a rule's text": (rule, "## Why\n", "## Why\n\nMARK.\n", page),
        "the playground's TypeScript": (project / "playground/src/loader.ts", "", '\nconsole.log("MARK");\n', loader),
        "a style of the playground": (
            project / "playground/src/playground.css",
            "",
            "\n.MARK { color: red }\n",
            loader,
        ),
        "the tooling's Python": (project / "src/playbook/pages/theme.py", "pb-sr", "pb-sr MARK", page),
        "a template": (project / "src/playbook/pages/templates/rule.html", "", "\n<!-- MARK -->\n", page),
    }
    with _serving(project) as url:
        for name, (path, before, after, shown) in kinds.items():
            address = url + shown.replace(".js", ".css") if path.suffix == ".css" else url + shown
            seconds = [_seen(path, before, after, address) for _ in range(RUNS)]
            yield f"{name} saved under serve: seen after {median(seconds):.1f} s ({max(seconds):.1f} at most)"


def _seen(path: Path, before: str, after: str, address: str) -> float:
    """Return the seconds from the save of the file to the page that shows it, and take the change back."""
    whole = path.read_text(encoding="utf-8")
    changed = whole.replace(before, after, 1) if before else whole + after
    mark = f"mark{time.monotonic_ns()}"
    begun = time.monotonic()
    path.write_text(changed.replace("MARK", mark), encoding="utf-8")
    _until(address, mark, there=True)
    seconds = time.monotonic() - begun
    path.write_text(whole, encoding="utf-8")
    _until(address, mark, there=False)
    return seconds


def _until(address: str, text: str, *, there: bool) -> None:
    deadline = time.monotonic() + TIMEOUT_S
    while (text in _read(address)) != there:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{address}: {text} is {'not ' if there else ''}there after {TIMEOUT_S} s")
        time.sleep(STEP_S)


def _read(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=TIMEOUT_S) as answer:  # noqa: S310 - our own server
            return str(answer.read().decode())
    except OSError:
        return ""


@contextlib.contextmanager
def _serving(project: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": str(project / "src"), "PLAYBOOK_SITE_URL": "http://127.0.0.1/"}
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, cwd=project, env=environment, start_new_session=True)
    try:
        _until(f"http://127.0.0.1:{port}/", "</html>", there=True)
        yield f"http://127.0.0.1:{port}/"
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait()
