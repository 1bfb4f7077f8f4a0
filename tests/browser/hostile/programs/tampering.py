"""Programs that break Python for whoever runs next. What they plant is looked for by the program that runs after."""

from tests.browser.hostile.program import program

PROGRAMS = [
    program(
        "builtins are deleted",
        """
        import builtins
        for name in list(vars(builtins)): delattr(builtins, name)
        """,
    ),
    program(
        "imports are replaced",
        """
        import builtins, sys
        def refuse(*_, **__): raise ImportError
        builtins.__import__ = refuse
        """,
    ),
    program("every module is forgotten", "import sys\nsys.modules.clear()"),
    program("the streams are closed", "import sys\nsys.stdout.close()\nsys.stderr.close()\nsys.__stdout__.close()"),
    program(
        "the files are deleted",
        """
        import shutil
        for path in ("/playbook", "/lib", "/tmp", "/home"): shutil.rmtree(path, ignore_errors=True)
        """,
    ),
    program(
        "the runner is patched",
        """
        import session
        session.run = session.prove = lambda *_: "planted"
        session._run.__code__ = (lambda source, filename: "planted").__code__
        """,
    ),
    program(
        "doctest is patched",
        """
        import doctest
        doctest.DocTestParser.get_examples = lambda *_: []
        doctest.OutputChecker.check_output = lambda *_: True
        """,
    ),
    program(
        "the environment is filled",
        """
        import os
        os.environ["PLANTED"] = "1"
        os.environ["PYTHONSTARTUP"] = "/tmp/planted"
        os.chdir("/")
        """,
    ),
    program(
        "the integers are changed in memory",
        """
        import ctypes
        ctypes.memmove(id(7) + 12, id(8) + 12, 4)
        """,
    ),
    program(
        "an event loop is left running",
        """
        import asyncio
        loop = asyncio.new_event_loop()
        asyncio._set_running_loop(loop)
        asyncio.set_event_loop(loop)
        """,
    ),
    program(
        "the worker's own names are deleted",
        """
        import js
        for name in ("postMessage", "fetch", "JSON", "TextDecoder", "performance", "Object"): delattr(js, name)
        """,
    ),
]
