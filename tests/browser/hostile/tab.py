"""One tab of a browser, as little of it as the hostile programs need: the same for Chromium and Firefox.

Playwright drives only a Firefox of its own build, and waits for ever for a page that hangs. Here each browser is
the installed one, by the protocol that it speaks itself: a few commands, for which a WebSocket client does.
"""

import contextlib
import itertools
import json
import re
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.browser import install

# Longer than a reader waits for Python to start.
ANSWER_S = 100


class Tab(ABC):
    """Opens addresses and evaluates JavaScript."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._hangs = ""

    @abstractmethod
    def open(self, url: str) -> None:
        """Load the page at this address, anew also where only the fragment differs."""

    @abstractmethod
    def ask(self, expression: str) -> Any:  # noqa: ANN401 - JSON
        """Return what the JavaScript expression gives, as JSON; a promise is awaited."""

    def _send(self, method: str, parameters: dict[str, object], **envelope: str) -> Any:  # noqa: ANN401 - JSON
        """Return the answer to a command. Raises AssertionError for an error or no answer."""
        assert not self._hangs, self._hangs
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters, **envelope}))
        answer: dict[str, Any] = {}
        while answer.get("id") != number:
            try:
                answer = json.loads(self._socket.recv(timeout=ANSWER_S))
            except TimeoutError:
                self._hangs = f"the browser does not answer: {method} {str(parameters)[:300]}"
                raise AssertionError(self._hangs) from None
        assert "error" not in answer, f"{method}: {answer}"
        return answer["result"]


class ChromiumTab(Tab):
    """A tab by way of the Chrome DevTools Protocol (https://chromedevtools.github.io/devtools-protocol/)."""

    def __init__(self, socket: ClientConnection) -> None:
        super().__init__(socket)
        target = self._send("Target.createTarget", {"url": "about:blank"})["targetId"]
        attached = self._send("Target.attachToTarget", {"targetId": target, "flatten": True})
        self._session: str = attached["sessionId"]

    def open(self, url: str) -> None:
        for address in ("about:blank", url):
            self._send("Page.navigate", {"url": address}, sessionId=self._session)
            while self.ask("location.href === 'about:blank' || document.readyState") not in {True, "complete"}:
                time.sleep(0.02)

    def ask(self, expression: str) -> Any:  # noqa: ANN401 - JSON
        parameters = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        answer = self._send("Runtime.evaluate", parameters, sessionId=self._session)
        assert "exceptionDetails" not in answer, answer["result"].get("description")
        return answer["result"].get("value")


class FirefoxTab(Tab):
    """A tab by way of WebDriver BiDi (https://w3c.github.io/webdriver-bidi/)."""

    def __init__(self, socket: ClientConnection) -> None:
        super().__init__(socket)
        self._send("session.new", {"capabilities": {}})
        self._context: str = self._send("browsingContext.getTree", {})["contexts"][0]["context"]

    def open(self, url: str) -> None:
        for address in ("about:blank", url):
            self._send("browsingContext.navigate", {"context": self._context, "url": address, "wait": "complete"})

    def ask(self, expression: str) -> Any:  # noqa: ANN401 - JSON
        as_json = f"(async () => JSON.stringify(await ({expression}) ?? null))()"
        target = {"context": self._context}
        answer = self._send("script.evaluate", {"expression": as_json, "target": target, "awaitPromise": True})
        assert answer["type"] == "success", answer["exceptionDetails"]["text"]
        return json.loads(answer["result"]["value"])


@contextlib.contextmanager
def chromium() -> Iterator[Tab]:
    """Start Chromium with a profile of its own and give a tab of it."""
    # With the last flag it would ask a STUN server on this machine, as the control does.
    flags = ["--headless=new", *install.FLAGS, "--allow-loopback-in-peer-connection"]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [install.executable(), *flags, "--remote-debugging-port=0", f"--user-data-dir={profile}"]
        with _started(command, Path(profile)) as address, _connected(address) as socket:
            yield ChromiumTab(socket)


@contextlib.contextmanager
def firefox(executable: str) -> Iterator[Tab]:
    """Start this Firefox with a profile of its own and give a tab of it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items()]
        Path(profile, "user.js").write_text("".join(lines), encoding="utf-8")
        command = [executable, "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", profile]
        with _started(command, Path(profile)) as address, _connected(f"{address}/session") as socket:
            yield FirefoxTab(socket)


# Nothing of its own on the network, and a STUN server on this machine may be asked.
PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "media.peerconnection.ice.loopback": True,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.proxy.type": 0,
    "services.settings.server": "data:,",
    "toolkit.telemetry.server": "",
}


@contextlib.contextmanager
def _started(command: list[str], profile: Path) -> Iterator[str]:
    """Start the browser, and give the address at which it listens."""
    # A file, since nobody would empty a pipe, and a browser waits when one is full.
    said = profile / "said.txt"
    with said.open("wb") as output, subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT) as process:
        try:
            yield _address(process, said)
        finally:
            process.kill()


def _address(process: subprocess.Popen[bytes], said: Path) -> str:
    """Return where the browser listens. Raises AssertionError with what it said if it does not."""
    until = time.monotonic() + ANSWER_S
    while process.poll() is None and time.monotonic() < until:
        if match := re.search(r"listening on (ws://\S+)", said.read_text(errors="replace")):
            return match[1]
        time.sleep(0.05)
    raise AssertionError(f"{process.args!r} does not start:\n{said.read_text(errors='replace')}")


def _connected(address: str) -> ClientConnection:
    return connect(address, proxy=None, max_size=None, ping_interval=None)
