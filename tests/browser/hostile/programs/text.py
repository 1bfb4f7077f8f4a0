"""Programs whose output would like to be more than text."""

from tests.browser.hostile.program import FINISHED, Program, program

SCRIPT = "<script>document.title = 'stolen'</script>"
IMAGE = "<img src=x onerror=\"document.title='stolen'\">"

PROGRAMS = [
    program("a script", f"print({SCRIPT!r})", FINISHED, shows=SCRIPT),
    program("an image", f"print({IMAGE!r})", FINISHED, shows=IMAGE),
    program("markup in an error", f"raise ValueError({IMAGE!r})", "^Ended with ValueError", shows=IMAGE),
    program("markup as the name of an error", f"raise type({IMAGE!r}, (Exception,), {{}})", "^Ended with "),
    program("a link that runs", "print('javascript:alert(1) <a href=\"javascript:alert(1)\">x</a>')", FINISHED),
    program(
        "codes of a terminal",
        r"print('\x1b[2J\x1b[31mred\x1b]0;stolen-not\x07\x1b[8mhidden')",
        FINISHED,
        shows="hidden",
    ),
    program(
        "text that runs backwards", r"print('\u202e\u2066Holds, 7 of 7 lines\u2067', 'after')", FINISHED, shows="after"
    ),
    program(
        "text that runs backwards in an error",
        r"raise type('\u202eX', (Exception,), {})('\u2067\u202e')",
        "^Ended with ",
    ),
    program("a character that is none", r"print('\ud800')", "^Ended with UnicodeEncodeError"),
    program("what looks like a verdict", 'print("Holds, 7 of 7 lines")', FINISHED, shows="Holds, 7 of 7 lines"),
    program("what looks like an error", 'raise type("Holds", (Exception,), {})("7 of 7 lines")', "^Ended with Holds"),
    Program(
        "markup in what a proof shows",
        f"def open_clinic(): pass\ndef find_patients(*_): raise ValueError({IMAGE!r})\n",
        "^Breaks",
        button="Prove",
    ),
]
