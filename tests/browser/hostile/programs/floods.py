"""Programs that write, say or send more than any page can show."""

from tests.browser.hostile.program import BREAKS, FINISHED, RUNS_ON, Program, ended, program

TOO_MUCH = "wrote too much"

PROGRAMS = [
    program("stdout without end", 'while True: print("x" * 100)', RUNS_ON, shows="xxx"),
    program(
        "stderr without end",
        """
        import sys
        while True: print("y" * 100, file=sys.stderr)
        """,
        RUNS_ON,
        shows="yyy",
    ),
    program(
        "single characters without a line break, by turns to both streams",
        """
        import sys
        while True:
            for stream in (sys.stdout, sys.stderr):
                stream.write("z")
                stream.flush()
        """,
        RUNS_ON,
        shows="zzz",
    ),
    program(
        "bytes past Python's own streams",
        """
        import os
        while True:
            os.write(1, b"o" * 10)
            os.write(2, b"e" * 10)
        """,
        RUNS_ON,
    ),
    program("one huge line", 'print("h" * 30_000_000)', FINISHED, shows="hhh"),
    program("very many small lines", "for number in range(200_000): print(number)", FINISHED, shows="0\n1\n2\n"),
    program("marks heaped upon one letter", 'print("e" + "\\u0301" * 300_000)', FINISHED),
    program("a huge message of an error", 'raise ValueError("m" * 30_000_000)', ended("ValueError")),
    program(
        "an error with a huge name",
        """
        raise type("N" * 3_000_000, (Exception,), {})
        """,
        "^Ended with N",
    ),
    program(
        "a group of very many errors",
        'raise ExceptionGroup("many", [ValueError("v" * 1000) for _ in range(20_000)])',
        ended("ExceptionGroup"),
    ),
    program(
        "the browser's console without end",
        """
        import js
        while True: js.console.log("planted " * 100)
        """,
        may_run_on=True,
    ),
    program(
        "messages to the page without end",
        """
        import js
        text = "planted " * 1000
        for _ in range(100_000): js.postMessage(text)
        """,
        may_run_on=True,
    ),
    Program(
        "a proof whose lines give very much",
        'def open_clinic(): pass\ndef find_patients(*_): return "g" * 10_000_000\n',
        BREAKS,
        button="Prove",
    ),
    Program(
        "a proof whose lines raise very much",
        'def open_clinic(): pass\ndef find_patients(*_): raise ValueError("g" * 10_000_000)\n',
        BREAKS,
        button="Prove",
    ),
]
