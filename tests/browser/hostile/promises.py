"""What the playground promises of any program, asked of each hostile one: tests that each browser inherits."""

import base64
import json
import re
import time
import zlib
from urllib.parse import quote

import pytest

from tests.browser.hostile.program import BREAKS, FINISHED, Program
from tests.browser.hostile.programs import PROGRAMS
from tests.browser.hostile.programs.verdicts import RULE
from tests.browser.hostile.reader import PAGE, Reader, Run, fragment

# A page that stands still, on whatever machine; how soon it usually answers is measured by `make bench`.
FROZEN_MS = 3000
# For what was sent to arrive.
SETTLE_S = 0.1

SANE = Program("a sane program", "print('sane')\n", FINISHED)
FROM_LINK = "came with the link"
GOOD = (RULE / "good.py").read_text(encoding="utf-8")
# Opaque origins have channels and locks of their own, which no page shares.
HARMLESS = {"a channel to the page", "a lock"}
UNREADABLE = "could not be read"
TOO_LONG = "too long"
ZEROS = base64.urlsafe_b64encode(zlib.compress(bytes(40_000_000), 9)[2:-4]).decode().rstrip("=")
IMAGE = quote("<img src=x onerror=\"document.title='planted'\">")
LINKS = {
    "no code at all": ("#code=", FROM_LINK + "|" + UNREADABLE),
    "what is not base64": ("#code=%%%&code=<>", UNREADABLE),
    "what is not deflated": ("#code=AAAA", UNREADABLE),
    "cut short": (f"#{fragment('print(1)' * 100)[:-9]}", UNREADABLE),
    "what is not text": ("#code=.gICA_w", UNREADABLE),
    "very long": (f"#code={'x' * 500_000}", TOO_LONG),
    "a small link with huge code": (f"#code={ZEROS}", TOO_LONG),
    "markup for a rule": (f"?rule={IMAGE}", "no rule"),
    "markup for a parameter of the fragment": (f"#{IMAGE}&code=AAAA", UNREADABLE),
    "a rule elsewhere": ("?rule=../../..//127.0.0.1/planted", "no rule"),
    "a rule of a prototype": ("?rule=__proto__&example=constructor", "no rule"),
}


class Promises:
    """The tests; a subclass has a fixture ``reader`` for its browser."""

    @pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
    def test_a_hostile_program(self, reader: Reader, program: Program) -> None:
        since = len(reader.beacon.hits)
        run = reader.run(program)
        assert run.notice, "nothing says that the code came with the link"
        assert (run.before["status"], run.before["log"]) == ("", ""), "the code ran by itself"
        _is_clean(reader, run)
        _came_out_as_it_must(program, run)
        assert run.median_ms <= FROZEN_MS, f"the page stands still: {sorted(run.answers_ms)[-5:]}"
        time.sleep(SETTLE_S)
        assert reader.beacon.hits[since:] == [], "something left the page"
        assert reader.do("finds()") == [], "something was left behind in the page"

    def test_after_all_of_them_python_is_right(self, reader: Reader) -> None:
        _is_clean(reader, reader.run(SANE))
        after = reader.run(Program("the good example", GOOD, button="Prove")).after
        assert after["status"].startswith("Holds: ")
        assert after["marks"] == ["✓ holds"] * 7

    def test_a_link_opened_anew_runs_nothing(self, reader: Reader) -> None:
        since = len(reader.beacon.hits)
        source = reader.addressed("import js\nprint('REACHED')\njs.fetch(AWAY + '/unasked')\n")
        reader.arrive(f"{PAGE}#{fragment(source)}")
        reader.do("watch()")
        reader.do("watched(60)")
        sees = reader.do("sees()")
        assert (sees["status"], sees["log"]) == ("", "")
        assert reader.do("notice()") == "This code came with the link; read it before you run it."
        assert reader.beacon.hits[since:] == []

    @pytest.mark.parametrize(("link", "says"), LINKS.values(), ids=LINKS)
    def test_a_hostile_link(self, reader: Reader, link: str, says: str) -> None:
        since = len(reader.beacon.hits)
        if link.startswith("#"):
            reader.do("watch()")
            reader.do(f"open({json.dumps(link)})")
        else:
            reader.arrive(f"playground/{link}")
            reader.do("watch()")
        assert reader.do("notices(5000)")
        reader.do("watched(8)")
        assert re.search(says, reader.do("notice()")), reader.do("notice()")
        sees = reader.do("sees()")
        assert (sees["status"], sees["log"]) == ("", "")
        assert reader.do("finds()") == []
        assert reader.beacon.hits[since:] == []

    def test_javascript_where_programs_run_reaches_nothing(self, reader: Reader) -> None:
        reader.arrive()
        reader.run(SANE)
        since = len(reader.beacon.hits)
        through = reader.do(f"probeWhereProgramsRun({json.dumps(reader.probes())})")
        assert set(through) <= HARMLESS
        assert reader.beacon.hits[since:] == []
        assert reader.do("finds()") == []

    def test_the_same_javascript_without_the_policy_gets_through(self, reader: Reader) -> None:
        reader.arrive_elsewhere()
        since = len(reader.beacon.hits)
        through = reader.do(f"probeFreely({json.dumps(reader.probes())})")
        missing = {"a database", "a cache", "a file", "eval"} - set(through)
        assert missing == set(), through
        hits = reader.beacon.hits[since:]
        for path in ("fetch", "xhr", "events", "import", "font", "script", "nested", "imported"):
            assert f"http /{path}" in hits, f"{path} did not get through, so that its silence elsewhere means nothing"
        assert "websocket /socket" in hits
        reader.do(f"askByWebRTC({json.dumps(reader.beacon.stun)})")
        assert reader.beacon.wait_for("udp"), "STUN did not get through, so that its silence elsewhere means nothing"


def _is_clean(reader: Reader, run: Run) -> None:
    """Each program begins with a look at what it finds: so each run says whether the one before left anything."""
    unread = "SyntaxError" in run.after["status"]
    assert unread or run.after["log"].startswith("clean\n"), f"after {reader.previous}: {run.after['log'][:500]}"


def _came_out_as_it_must(program: Program, run: Run) -> None:
    after = run.after
    assert "REACHED" not in after["log"], after["log"]
    assert after["markup"] == run.before["markup"], "output became markup"
    assert after["statusLength"] < 500, f"the status is {after['statusLength']} characters long"
    if program.runs_on or not run.over:
        assert run.stop_ms is not None, f"it did not run on: {after['status']}\n{after['log'][-800:]}"
        assert after["status"].startswith("Stopped after"), after["status"]
        assert run.stop_ms <= FROZEN_MS
    else:
        assert re.search(program.status, after["status"]), f"{after['status']}\n{after['log'][-800:]}"
    assert program.shows in after["log"]
    if program.button == "Prove":
        assert not after["status"].startswith("Holds"), "a wrong solution is called right"
    if program.status == BREAKS:
        assert "✗ breaks" in after["marks"] or not after["marks"], after["marks"]
