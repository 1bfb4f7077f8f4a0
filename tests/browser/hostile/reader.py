"""A reader who opens a hostile program from a link, runs it, and sees what comes of it."""

import base64
import contextlib
import json
import statistics
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.browser.hostile.beacon import PAGE as OTHER_PAGE
from tests.browser.hostile.beacon import Beacon, listening, serve_watched
from tests.browser.hostile.program import OVER, RUNS_ON, Program
from tests.browser.hostile.tab import Tab

SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
PROBES = Path(__file__).with_name("probes.js").read_text(encoding="utf-8")
PAGE = "playground/?rule=XMP01&example=bad"
RULE = "XMP01"
BOOT_MS = 90_000
ENDS_MS = 30_000
# A program that may run on gets so long to end by itself.
PATIENCE_MS = 1500
LET_RUN_MS = 250
# So many times is the page asked, at the least.
ROUNDS = 8
# What hostile programs plant and change, as the next one finds it; leaves nothing itself.
LOOK = """\
def look():
    import builtins, json, os, pathlib, sys, time
    from playbook import proof
    clean = [sum(range(10)) == 45, 7 + 1 == 8, not hasattr(builtins, "planted"), "planted" not in globals(),
        json.loads(json.dumps({"a": [1]})) == {"a": [1]}, not hasattr(json, "planted"), "PLANTED" not in os.environ,
        not list(pathlib.Path("/tmp").glob("planted*")), set(os.listdir()) <= {__file__}, time.time() > 1e9,
        sys.getrecursionlimit() < 10_000, not proof.gives(proof.Output("a"), proof.Output("b"))]
    if "doctest" in sys.modules:
        import doctest
        clean.append(not doctest.OutputChecker().check_output("a", "b", 0))
    try:
        import js
        clean += [js.JSON.stringify("x") == '"x"', not hasattr(js, "planted"), not hasattr(js.Object.new(), "planted")]
    except ImportError:
        pass
    print("clean" if all(clean) else clean, flush=True)
look()
del look"""


@dataclass(frozen=True)
class Run:
    """What a reader saw of one program."""

    notice: bool
    before: dict[str, Any]
    after: dict[str, Any]
    over: bool
    stop_ms: float | None
    answers_ms: list[float]

    @property
    def median_ms(self) -> float:
        """How long the page took to answer while the program ran, half of the time."""
        return statistics.median(self.answers_ms)


class Reader:
    """Presses what a reader presses, in one tab that stays open."""

    def __init__(self, tab: Tab, site: str, beacon: Beacon) -> None:
        self.tab = tab
        self.site = site
        self.beacon = beacon
        # The program that ran before the latest one.
        self.previous = ""
        self._latest = ""
        self._rule = RULE

    def arrive(self, address: str = PAGE) -> None:
        """Load a page of the site."""
        self.tab.open(f"{self.site}{address}")
        self.tab.ask(f"(() => {{ {SCRIPT} }})()")
        assert self.do("arrived()"), "the playground does not open"

    def arrive_elsewhere(self) -> None:
        """Load a page of the second origin, which has no policy."""
        self.tab.open(f"{self.beacon.http}{OTHER_PAGE}")
        self.tab.ask(f"(() => {{ {SCRIPT} }})()")

    def probes(self) -> str:
        """Return the source of a worker that tries what JavaScript can."""
        names = {"AWAY": self.beacon.http, "SOCKET": self.beacon.websocket, "SITE": self.site}
        return "".join(f"const {name} = {json.dumps(value)};\n" for name, value in names.items()) + PROBES

    def do(self, call: str) -> Any:  # noqa: ANN401 - JSON
        """Return what this call of reader.js gives."""
        return self.tab.ask(f"reader.{call}")

    def run(self, program: Program) -> Run:
        """Open the program from a link, start it, and wait for its end or stop it."""
        self.previous, self._latest = self._latest, program.name
        if program.rule != self._rule:
            self._rule = program.rule
            self.arrive(PAGE.replace(RULE, program.rule))
        notice = self.do(f"open({json.dumps(fragment(self._begun(program.source)))})")
        before = self.do("sees()")
        self.do(f"press({json.dumps(program.button)})")
        self.do(f"until({json.dumps(f'{RUNS_ON}|{OVER}')}, {BOOT_MS})")
        self.do(f"begun({json.dumps(OVER)}, {ENDS_MS})")
        self.do("watch()")
        patience = PATIENCE_MS if program.may_run_on else LET_RUN_MS if program.runs_on else ENDS_MS
        status = self.do(f"until({json.dumps(OVER)}, {patience})")["status"]
        answers_ms = self.do(f"watched({ROUNDS})")
        over = not status.startswith(tuple(RUNS_ON.replace("^", "").split("|")))
        stop_ms = None if over else self.do("stop()")["ms"]
        return Run(notice, before, self.do("sees()"), over, stop_ms, answers_ms)

    def _begun(self, source: str) -> str:
        """Return the source with a look at the interpreter before it, and the addresses that it names."""
        return f"{LOOK}\n{self.addressed(source)}"

    def addressed(self, source: str) -> str:
        """Return the source with the addresses that it names before it."""
        http, port = self.beacon.http, int(self.beacon.http.rpartition(":")[2])
        names = {
            "AWAY": http,
            "SOCKET": self.beacon.websocket,
            "STUN": self.beacon.stun,
            "SITE": self.site,
            "PORT": port,
        }
        used = {name: value for name, value in names.items() if name in source}
        return "".join(f"{name} = {value!r}\n" for name, value in used.items()) + source


@contextlib.contextmanager
def reading(browser: AbstractContextManager[Tab], site: Path) -> Iterator[Reader]:
    """Give a reader on the playground's page, in one tab of the browser, with a second origin that listens."""
    with listening() as beacon, serve_watched(site, beacon.hits.append) as url, browser as tab:
        reader = Reader(tab, url, beacon)
        reader.arrive()
        yield reader


def fragment(source: str) -> str:
    """Return the fragment of a link that carries this code."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = deflate.compress(source.encode("utf-8", "surrogatepass")) + deflate.flush()
    return "code=" + base64.urlsafe_b64encode(packed).decode().rstrip("=")
