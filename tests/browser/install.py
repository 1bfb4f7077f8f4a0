"""Find a Chromium and a Firefox for the tests, or install them, and write down where they are."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

# A window of its own kind has little room, in which snapshots are packed: that takes longer than to make them.
ROOMY = "--unlimited-storage"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    ROOMY,
    # Without it the one that has no windows has no handler for WebAssembly either that reaches beyond its memory.
    "--enable-crash-reporter",
]
FIREFOX_NAMES = ("firefox-esr", "firefox")
NO_FIREFOX = (
    "NO FIREFOX: there is none here and none could be installed, so the hostile programs run in Chromium alone. "
    "Install it, or set PLAYBOOK_FIREFOX to the path of yours."
)
# Chromium without its windows: what a page is to it is the same, and a test takes half of the time.
SHELL_NAMES = ("chromium-headless-shell", "chrome-headless-shell")
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
CHROME_ON_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def installed() -> Iterator[str]:
    """Yield the browsers that are there: the one named by PLAYBOOK_BROWSER, the system's, Playwright's own."""
    yield from present("PLAYBOOK_BROWSER", NAMES, CHROME_ON_MAC)
    yield from playwrights_own()


def present(variable: str, names: Iterable[str], mac: Path) -> Iterator[str]:
    """Yield what the variable names, what is on the PATH by one of the names, and what a Mac has at its place."""
    if named := os.environ.get(variable):
        yield named
    yield from filter(None, map(shutil.which, names))
    if mac.exists():
        yield str(mac)


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


def headless() -> str:
    """Return the path of a Chromium without windows, or else of the one with them, as :func:`executable` does."""
    return next(filter(works, shells()), None) or executable()


def shells() -> Iterator[str]:
    """Yield the browsers for most tests: the one named by PLAYBOOK_BROWSER, a Chromium without windows, a Mac's."""
    return present("PLAYBOOK_BROWSER", SHELL_NAMES, CHROME_ON_MAC)


def firefox() -> str | None:
    """Return the path of a Firefox, or nothing if there is none. Exits with a message if there is one that fails."""
    found = next(installed_firefox(), None)
    if found is not None and not works(found):
        sys.exit(f"{found} does not start. Mend it, or set PLAYBOOK_FIREFOX to the path of one that does.")
    return found


def installed_firefox() -> Iterator[str]:
    """Return the Firefox that is there: the one named by PLAYBOOK_FIREFOX, the system's. Playwright's is another."""
    return present("PLAYBOOK_FIREFOX", FIREFOX_NAMES, Path("/Applications/Firefox.app/Contents/MacOS/firefox"))


def install() -> None:
    """Try the two ways to get a Chromium; the second is for machines that cannot reach Playwright's downloads."""
    if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode == 0:
        return
    apt_install("chromium")


def install_firefox() -> None:
    """Try the names that Debian and Ubuntu give it."""
    for name in FIREFOX_NAMES:
        if apt_install(name):
            return


def apt_install(package: str) -> bool:
    """Return whether the package could be installed; where there is no apt, it could not."""
    if not shutil.which("apt-get"):
        return False
    root = [] if os.geteuid() == 0 else ["sudo"]
    subprocess.run([*root, "apt-get", "update"], check=False)
    return subprocess.run([*root, "apt-get", "install", "--yes", package], check=False).returncode == 0


def main(target: Path) -> None:
    """Write the paths of the browsers into ``target``. Exits with a message if there is no Chromium to be had."""
    if not any(map(works, installed())):
        install()
    if not any(map(works, shells())):
        apt_install(SHELL_NAMES[0])
    if firefox() is None:
        install_firefox()
    browsers = [executable(), firefox() or NO_FIREFOX]
    if NO_FIREFOX in browsers:
        print(f"\n{NO_FIREFOX}\n", file=sys.stderr)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join(browsers), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
