"""Programs that want all of the memory, the stack or the files."""

from tests.browser.hostile.program import FINISHED, OVER, Program, ended, program

PROGRAMS = [
    program("more memory than there is", "bytearray(2 ** 31)", ended("(MemoryError|OverflowError)")),
    program(
        "a list that doubles",
        """
        grown = [0] * 1000
        while len(grown) < 10 ** 8: grown += grown
        [0] * 10 ** 9
        """,
        ended("(MemoryError|OverflowError)"),
    ),
    program("calls without end", "def call(): call()\ncall()", ended("RecursionError")),
    program(
        "calls without end and without a limit",
        """
        import sys
        sys.setrecursionlimit(2 ** 30)
        def call(): call()
        call()
        """,
    ),
    program(
        "calls without end that catch everything",
        """
        def call():
            try: call()
            except BaseException: call()
        call()
        """,
        may_run_on=True,
    ),
    program(
        "data nested beyond the stack",
        """
        import json
        nested = []
        for _ in range(10 ** 6): nested = [nested]
        json.dumps(nested)
        """,
    ),
    program(
        "a small text that unpacks to a huge one",
        """
        import zlib
        packed = zlib.compress(bytes(10 ** 8))
        for _ in range(3): packed = zlib.compress(packed)
        print(len(zlib.decompress(zlib.decompress(zlib.decompress(zlib.decompress(packed))))))
        """,
        FINISHED,
        shows="100000000",
    ),
    program(
        "a file that grows",
        """
        with open("/tmp/planted", "wb") as file:
            for _ in range(300): file.write(bytes(10 ** 6))
        """,
    ),
    program(
        "memory of the browser's",
        """
        import js
        kept = []
        try:
            for _ in range(64): kept.append(js.ArrayBuffer.new(2 ** 27))
        except BaseException as error:
            print(type(error).__name__)
        """,
    ),
    program(
        "memory that is none of its own",
        """
        import ctypes
        ctypes.memset(8, 255, 2 ** 24)
        """,
        may_run_on=True,
    ),
    program(
        "workers without end",
        """
        import js
        try:
            for _ in range(100): js.Worker.new("data:text/javascript,for(;;);")
        except BaseException as error:
            print(type(error).__name__)
        """,
    ),
    Program("a proof that recurses", "def open_clinic(): return open_clinic()\n", OVER, button="Prove"),
]
