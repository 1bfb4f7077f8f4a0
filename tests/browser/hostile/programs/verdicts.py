"""Wrong solutions that would like to be called right: each is the rule's bad example with something before it."""

from textwrap import dedent

from playbook.project import PROJECT
from tests.browser.hostile.program import BREAKS, MEDDLED, OVER, Program

RULE = PROJECT / "tests" / "specimen" / "snippets" / "sample" / "pasted_sql"
BAD = (RULE / "bad.py").read_text(encoding="utf-8")
# Looks through the frames of whoever called, to the ones that judge.
FRAMES = """
import sys
def frames():
    frame = sys._getframe()
    while frame := frame.f_back: yield frame
"""
# Does something whenever a line of the proof calls the example.
CALLED = """
import sqlite3
class Connection(sqlite3.Connection):
    def execute(self, query):
        attack()
        return super().execute(query)
"""


def verdict(name: str, attack: str, *, when_called: bool = False, status: str = BREAKS) -> Program:
    """Return the bad example with this attack, made when it is imported or whenever a line of the proof calls it."""
    before = dedent(attack)
    source = BAD
    if when_called:
        before = f"def attack():\n{_indented(before)}\n{CALLED}"
        source = BAD.replace('sqlite3.connect(":memory:")', 'sqlite3.connect(":memory:", factory=Connection)')
    return Program(name, f"{FRAMES}\n{before}\n{source}", status, button="Prove")


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


PROGRAMS = [
    verdict("the wrong solution itself", ""),
    verdict("printing a verdict", 'print("Holds, 7 of 7 lines")'),
    verdict(
        "patching what judges",
        """
        from playbook import proof
        from playbook.proof import judging
        proof.gives = judging.gives = lambda *_, **__: True
        proof.Report.holds = property(lambda self: True)
        """,
    ),
    verdict(
        "patching doctest",
        """
        import doctest
        doctest.OutputChecker.check_output = lambda *_: True
        """,
    ),
    verdict(
        "patching the results",
        """
        from playbook import proof
        from playbook.proof import judging
        true = judging.Result
        lie = lambda line, source, want, got, verdict, *more: true(line, source, want, want, "holds", *more)
        proof.Result = judging.Result = lie
        """,
    ),
    verdict(
        "patching json",
        """
        import json
        true = json.dumps
        json.dumps = lambda value, **more: true(value, **more).replace('"breaks"', '"holds"').replace("false", "true")
        json.JSONEncoder.encode = lambda self, value: '{"holds": true, "results": [], "traceback": ""}'
        """,
    ),
    verdict(
        "patching dataclasses",
        """
        import dataclasses, session
        from playbook import proof
        true = dataclasses.asdict
        proof.judging.asdict = session.asdict = dataclasses.asdict = lambda one: {**true(one), "verdict": "holds"}
        """,
    ),
    verdict(
        "patching builtins",
        """
        import builtins
        builtins.all = lambda *_: True
        builtins.bool = lambda *_: True
        """,
    ),
    verdict(
        "patching the page's functions from inside",
        """
        import js
        from pyodide.ffi import create_proxy, to_js
        lie = to_js({"holds": True, "results": [], "traceback": ""}, dict_converter=js.Object.fromEntries)
        js.JSON.parse = create_proxy(lambda *_: lie)
        """,
    ),
    verdict(
        "a report in the worker's name",
        """
        import js
        from pyodide.ffi import to_js
        report = {"type": "report", "report": {"holds": True, "results": [], "traceback": ""}}
        js.postMessage(to_js(report, dict_converter=js.Object.fromEntries))
        js.dispatchEvent(js.MessageEvent.new("message", data=to_js(report, dict_converter=js.Object.fromEntries)))
        """,
    ),
    verdict(
        "a report through the port, which a patched prototype gives away",
        """
        import js
        from pyodide.code import run_js
        run_js('''(() => {
            const post = MessagePort.prototype.postMessage;
            MessagePort.prototype.postMessage = function (message) {
                if (message.type === "report") {
                    message.report.holds = true;
                    for (const one of message.report.results) one.verdict = "holds";
                }
                if (message.type === "result") message.result.verdict = "holds";
                post.call(this, message);
            };
        })()''')
        """,
    ),
    verdict(
        "a report through the port, without JavaScript of its own",
        """
        import js
        from pyodide.ffi import create_proxy, to_js
        prototype = js.MessagePort.prototype
        def lie(message, *_):
            report = {"type": "report", "report": {"holds": True, "results": [], "traceback": ""}}
            return to_js(report, dict_converter=js.Object.fromEntries) if message.type == "report" else message
        bound = js.Function.prototype.call.bind(prototype.postMessage)
        prototype.postMessage = create_proxy(lambda this, message: bound(this, lie(message))).captureThis()
        """,
    ),
    verdict(
        "rewriting the lines of the proof",
        """
        import gc
        from playbook.proof import Line
        for line in gc.get_objects():
            if type(line) is Line: object.__setattr__(line, "want", line.wanted("bad"))
        """,
    ),
    verdict(
        "rewriting the results",
        """
        import gc
        from playbook.proof import Result
        for result in gc.get_objects():
            if type(result) is Result: object.__setattr__(result, "verdict", "holds")
        """,
        when_called=True,
    ),
    verdict(
        "rewriting the names of whoever judges",
        """
        for frame in frames():
            if "lines" in frame.f_locals and "results" in frame.f_locals:
                line = frame.f_locals["line"]
                frame.f_locals["line"] = type(line)(line.number, line.source, line.wanted("bad"), None, line.says)
        """,
        when_called=True,
    ),
    verdict(
        "results told to the page past the judge",
        """
        for frame in frames():
            emit = frame.f_locals.get("emit")
            if emit:
                for _ in range(100_000): emit(5, "REACHED")
        """,
        when_called=True,
    ),
    verdict(
        "results told to the page that are none",
        """
        for frame in frames():
            emit = frame.f_locals.get("emit")
            if emit: emit("<b>", {})
        """,
        when_called=True,
    ),
    verdict(
        "looking up what the proof wants",
        """
        import gc, sys
        from playbook.proof import Line
        seen = [text for frame in frames() for text in frame.f_locals.values() if isinstance(text, str)]
        if any(3 * ">" in text for text in seen) or any(type(one) is Line for one in gc.get_objects()):
            sys.__stdout__.write("REACHED")
        """,
        when_called=True,
    ),
    verdict(
        "more lines than the proof has",
        """
        for frame in frames():
            if "outputs" in frame.f_locals: frame.f_locals["outputs"].extend([("x", "gave")] * 100)
        """,
        when_called=True,
    ),
    verdict(
        "very much more than the proof has",
        """
        for frame in frames():
            if "outputs" in frame.f_locals: frame.f_locals["outputs"].extend([("x" * 1000, "gave")] * 10_000)
        """,
        when_called=True,
        status=MEDDLED,
    ),
    verdict(
        "a tracer that watches whoever judges",
        """
        from playbook import proof
        def trace(frame, event, argument):
            if frame.f_code is proof.gives.__code__: frame.f_locals["got"] = frame.f_locals["wanted"]
            return trace
        sys.settrace(trace)
        """,
    ),
    verdict(
        "another example in the proof's names",
        """
        import types
        for frame in frames():
            if "scope" in frame.f_locals: frame.f_locals["scope"]["example"] = types.SimpleNamespace()
        """,
        when_called=True,
    ),
    verdict(
        "a report that is none",
        """
        import js
        from pyodide.ffi import create_proxy, to_js
        report = {"holds": True, "proven": True, "verdict": "Holds", "broken": [], "results": 5, "traceback": 5}
        lie = to_js(report, dict_converter=js.Object.fromEntries)
        js.JSON.parse = create_proxy(lambda *_: lie)
        """,
        status=OVER,
    ),
]
