"""Find a Chromium for the tests, or install one, and write down where it is."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")


def installed() -> Iterator[str]:
    """Yield the browsers that are there: the one named by PLAYBOOK_BROWSER, the system's, Playwright's own."""
    if named := os.environ.get("PLAYBOOK_BROWSER"):
        yield named
    yield from filter(None, map(shutil.which, NAMES))
    mac = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    if mac.exists():
        yield str(mac)
    yield from playwrights_own()


def playwrights_own() -> Iterator[str]:
    """Yield Playwright's own Chromium, if it is downloaded."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - costs a second that most runs need not pay

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if Path(path).exists():
        yield path


def works(browser: str) -> bool:
    """Return whether the browser starts."""
    try:
        return subprocess.run([browser, "--version"], capture_output=True, check=False, timeout=60).returncode == 0
    except OSError:
        return False


def executable() -> str:
    """Return the path of a Chromium that starts. Exits with a message if there is none: no test is skipped."""
    found = next(filter(works, installed()), None)
    if found is None:
        sys.exit("No Chromium. Run `make test`, which installs one, or set PLAYBOOK_BROWSER to the path of yours.")
    return found


def install() -> None:
    """Try the two ways to get a Chromium; the second is for machines that cannot reach Playwright's downloads."""
    if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode == 0:
        return
    if shutil.which("apt-get"):
        root = [] if os.geteuid() == 0 else ["sudo"]
        subprocess.run([*root, "apt-get", "update"], check=False)
        subprocess.run([*root, "apt-get", "install", "--yes", "chromium"], check=False)


def main(target: Path) -> None:
    """Write the path of a working browser into ``target``. Exits with a message if there is none to be had."""
    if not any(map(works, installed())):
        install()
    browser = executable()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(browser, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
