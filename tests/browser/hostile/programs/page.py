"""Programs that look for the page, the browser's stores and the other side of the worker."""

from tests.browser.hostile.program import FINISHED, Program, program

# Says what it got, if it got anything at all.
TRY = """
import js
def reach(get):
    try: got = get()
    except BaseException as error: print("refused:", type(error).__name__)
    else: print("REACHED" if got is not None else "nothing", got)
"""


def reaching(name: str, *expressions: str) -> Program:
    """Return a program that tries each of these expressions."""
    tries = "".join(f"reach(lambda: {expression})\n" for expression in expressions)
    return program(name, TRY + tries, FINISHED)


PROGRAMS = [
    reaching("the document", "js.document", "js.document.title", "js.document.cookie"),
    reaching("the window", "js.window", "js.parent", "js.top", "js.opener", "js.frames"),
    reaching("the stores that answer at once", "js.localStorage", "js.sessionStorage"),
    reaching("cookies", "js.cookieStore.set('stolen', '1')", "js.document.cookie"),
    reaching("databases", "js.indexedDB.open('stolen')", "js.indexedDB.deleteDatabase('stolen')"),
    program(
        "caches",
        """
        import js
        js.caches.open("stolen").then(lambda cache: cache.put("/stolen", js.Response.new("stolen")))
        """,
    ),
    program(
        "files of the browser",
        """
        import js
        def create(root): return root.getFileHandle("stolen", create=True)
        js.navigator.storage.getDirectory().then(create)
        """,
    ),
    program(
        "locks of the site",
        """
        import js
        from pyodide.ffi import create_proxy
        js.navigator.locks.request("stolen", create_proxy(lambda lock: js.Promise.new(lambda *_: None)))
        """,
    ),
    program(
        "a channel to the site's pages",
        'import js\njs.BroadcastChannel.new("playbook").postMessage("stolen")',
    ),
    reaching("a shared worker", "js.SharedWorker.new('data:text/javascript,')"),
    reaching("a service worker", "js.navigator.serviceWorker.register('/stolen.js')"),
    program(
        "code by way of JavaScript's own eval",
        """
        import js
        for run in (lambda: js.eval("self.planted = 1"), lambda: js.Function.new("self.planted = 1")(),
                    lambda: js.setTimeout("self.planted = 1")):
            try: run()
            except BaseException as error: print("refused:", type(error).__name__)
        """,
        FINISHED,
    ),
    program(
        "code by way of Pyodide and Emscripten",
        """
        import ctypes
        try:
            from pyodide.code import run_js
            run_js("self.planted = 1")
        except BaseException as error: print("refused:", type(error).__name__)
        try: ctypes.CDLL(None).emscripten_run_script(b"self.planted = 1")
        except BaseException as error: print("refused:", type(error).__name__)
        """,
    ),
    program(
        "messages in the worker's name",
        """
        import js
        from pyodide.ffi import to_js
        fake = {"type": "done", "traceback": "planted", "stream": "stdout", "text": "stolen"}
        for kind in ("ready", "output", "result", "report", "done", "failed", "boot", "cut"):
            js.postMessage(to_js({**fake, "type": kind}, dict_converter=js.Object.fromEntries))
        """,
        FINISHED,
    ),
    program(
        "a handler of the worker's own messages",
        """
        import js
        from pyodide.ffi import create_proxy
        js.onmessage = create_proxy(lambda event: print("REACHED", event.data))
        js.addEventListener("message", create_proxy(lambda event: print("REACHED", event.data)))
        """,
    ),
    program(
        "the port, by way of patched prototypes",
        """
        import js
        from pyodide.ffi import create_proxy
        kept = []
        original = js.MessagePort.prototype.postMessage
        def spy(*arguments):
            print("REACHED")
        js.MessagePort.prototype.postMessage = create_proxy(spy)
        """,
        FINISHED,
    ),
    program(
        "prototypes of JavaScript",
        """
        import js
        for kind in (js.Object, js.Array, js.Function, js.Promise, js.String, js.Map, js.Uint8Array):
            kind.prototype.planted = "stolen"
            kind.prototype.type = "done"
            kind.prototype.traceback = "planted"
        """,
    ),
    program(
        "functions that the worker needs",
        """
        import js
        from pyodide.ffi import create_proxy
        fake = create_proxy(lambda *_: "planted")
        js.JSON.parse = js.JSON.stringify = fake
        js.String.prototype.slice = js.Array.prototype.map = js.Object.entries = fake
        js.TextDecoder.prototype.decode = fake
        """,
        may_run_on=True,
    ),
    program(
        "Pyodide's insides",
        """
        import pyodide_js
        pyodide_js.setStdout()
        pyodide_js.setStdin()
        pyodide_js._api.fatal_error = None
        pyodide_js.FS.unlink("/playbook/python/playbook-browser.zip")
        pyodide_js._module.HEAPU8.fill(255)
        """,
        may_run_on=True,
    ),
    program(
        "an error of the worker with a huge message",
        """
        import js
        js.reportError(js.Error.new("m" * 3_000_000))
        """,
        may_run_on=True,
    ),
    program(
        "a traceback that is no text",
        """
        import session
        session.own_traceback = lambda *_: 5
        1 / 0
        """,
    ),
]
