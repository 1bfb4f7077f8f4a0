"""Programs that end in every way but the usual one, or ask for what a browser does not have."""

from tests.browser.hostile.program import BREAKS, FINISHED, Program, ended, program

PROGRAMS = [
    program("sys.exit", 'import sys\nprint("before")\nsys.exit()', FINISHED, shows="before"),
    program("sys.exit with a text", 'import sys\nsys.exit("so long")', shows="so long"),
    program("os._exit", "import os\nos._exit(0)"),
    program("os.abort", "import os\nos.abort()"),
    program("a signal to itself", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"),
    program(
        "an error of its own above all others",
        "class Last(BaseException): pass\nraise Last('gone')",
        ended("Last"),
    ),
    program(
        "an error that cannot be shown",
        """
        class Error(Exception):
            def __str__(self): raise Error
            __repr__ = __str__
        raise Error
        """,
        ended("Error"),
    ),
    program("a call into nowhere", "import ctypes\nctypes.CFUNCTYPE(None)(123456)()"),
    program("a crash on purpose", "import faulthandler\nfaulthandler._sigsegv()", may_run_on=True),
    program("input", 'input("name? ")', ended("EOFError")),
    program("reading stdin", 'import sys\nprint("read", repr(sys.stdin.read()))', FINISHED, shows="read ''"),
    program("a breakpoint", "breakpoint()", may_run_on=True),
    program("a thread", "import threading\nthreading.Thread(target=print).start()", ended("RuntimeError")),
    program("a process", "import subprocess\nsubprocess.run(['ls'])", "^Ended with "),
    program("a fork", "import os\nos.fork()", "^Ended with "),
    program("code that cannot be read", "def (", ended("SyntaxError")),
    program("code with null characters", "print(1)\x00", "^Ended with "),
    Program("sys.exit in a proof", "import sys\ndef open_clinic(): sys.exit()\n", BREAKS, button="Prove"),
    Program("sys.exit while imported for a proof", "import sys\nsys.exit()\n", BREAKS, button="Prove"),
    Program("os._exit in a proof", "import os\ndef open_clinic(): os._exit(0)\n", button="Prove"),
]
