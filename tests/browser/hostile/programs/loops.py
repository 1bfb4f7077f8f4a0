"""Programs that never end, each in another place where an interpreter cannot be asked to stop."""

from tests.browser.hostile.program import RUNS_ON, Program, program

ENDLESS_VALUE = """\
class Endless:
    def __repr__(self):
        while True: pass


def open_clinic(): pass


def find_patients(*_): return Endless()
"""
PROGRAMS = [
    program("a bare loop", "while True: pass", RUNS_ON),
    program("a loop in C", "sum(iter(int, 1))", RUNS_ON),
    program(
        "a regular expression that tries everything",
        """
        import re
        re.match(r"(a+)+$", "a" * 60 + "b")
        """,
        RUNS_ON,
    ),
    program(
        "a loop that catches everything",
        """
        while True:
            try:
                while True: pass
            except BaseException:
                continue
        """,
        RUNS_ON,
    ),
    program(
        "a loop in a finalizer",
        """
        class Dying:
            def __del__(self):
                while True: pass
        Dying()
        """,
        RUNS_ON,
    ),
    program(
        "a loop in an import",
        """
        import pathlib, sys
        pathlib.Path("endless.py").write_text("while True: pass")
        sys.path.insert(0, ".")
        import endless
        """,
        RUNS_ON,
    ),
    program(
        "a loop in the text of the error",
        """
        class Error(Exception):
            def __str__(self):
                while True: pass
        raise Error
        """,
        RUNS_ON,
    ),
    program(
        "a loop when the output is flushed",
        """
        import sys
        class Stream(type(sys.stdout)):
            def flush(self):
                while True: pass
        sys.__stdout__ = Stream(sys.stdout.buffer)
        """,
        may_run_on=True,
    ),
    program(
        "an event loop that is busy for ever",
        """
        import asyncio
        async def main():
            while True: await asyncio.sleep(0)
        asyncio.run(main())
        """,
        RUNS_ON,
    ),
    program("a very long sleep", "import time; time.sleep(10 ** 6)", RUNS_ON),
    program(
        "a lock that is never released",
        """
        import threading
        lock = threading.Lock()
        lock.acquire()
        lock.acquire()
        """,
        may_run_on=True,
    ),
    program(
        "a worker put to sleep for ever",
        """
        import js
        js.Atomics.wait(js.Int32Array.new(js.SharedArrayBuffer.new(4)), 0, 0)
        """,
        may_run_on=True,
    ),
    program("a worker that closes itself", "import js; js.close()\nwhile True: pass", RUNS_ON),
    program(
        "a loop at exit, in a hook and in a trace",
        """
        import atexit, sys
        def loop(*_):
            while True: pass
        atexit.register(loop)
        sys.excepthook = loop
        sys.settrace(loop)
        def traced(): pass
        traced()
        """,
        RUNS_ON,
    ),
    Program(
        "a proof that never ends",
        "def open_clinic():\n    while True: pass\n",
        RUNS_ON,
        button="Prove",
    ),
    Program(
        "an example that never ends being imported for its proof",
        "while True: pass\n",
        RUNS_ON,
        button="Prove",
    ),
    Program(
        "a value that never ends being shown",
        ENDLESS_VALUE,
        RUNS_ON,
        button="Prove",
    ),
]
