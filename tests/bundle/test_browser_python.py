"""The browser's Python, run under Node.js from the bundle's own files, by the code of the page's worker."""

import base64
import io
import json
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from argon2 import PasswordHasher, Type
from argon2.low_level import hash_secret_raw

from playbook.book.catalogue import Catalogue, Rule, read_catalogue
from playbook.bundle.bundle import build, for_node
from playbook.bundle.compiled import run_node
from playbook.bundle.wheels import BundleError
from playbook.project import PLAYGROUND, PROJECT
from playbook.proof import Side, prove
from playbook.proving.run_in_child import prove_apart
from tests.proof.hostile_sql import NEXT, NEXT_EXAMPLE, SPOILING, statements

NATIVE_HASH = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=4).hash("correct horse")

Answer = dict[str, Any]

SIDES: tuple[Side, Side] = ("good", "bad")


class Program(NamedTuple):
    """What a program prints in the browser."""

    source: str
    stdout: str


@cache
def _bundle() -> Path:
    out = PROJECT / ".cache" / "whole"
    build(out)
    return out


def _answers(requires: list[str], jobs: list[dict[str, str]]) -> list[Answer]:
    """Return what the jobs gave, done one after the other in one interpreter."""
    task = {"bundle": str(_bundle()), "requires": requires, "jobs": jobs}
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(task, file)
        file.flush()
        printed = run_node(PLAYGROUND, str(for_node() / "session.mjs"), file.name)
        return [json.loads(line) for line in printed.splitlines()]


PLAIN = {
    "asyncio.run": Program(
        """
        import asyncio
        async def double(number):
            await asyncio.sleep(0.01)
            return number * 2
        async def main():
            async with asyncio.timeout(5):
                return await asyncio.gather(*(double(n) for n in range(3)), asyncio.to_thread(sum, [1, 2]))
        print(asyncio.run(main()))
        """,
        "[0, 2, 4, 3]\n",
    ),
    "asyncio.run inside a loop": Program(
        """
        import asyncio
        async def inner(): ...
        async def main():
            coroutine = inner()
            try:
                asyncio.run(coroutine)
            except RuntimeError as error:
                print(error)
                coroutine.close()
        asyncio.run(main())
        """,
        "asyncio.run() cannot be called from a running event loop\n",
    ),
    "asyncio.run in a pool's thread": Program(
        """
        import asyncio
        async def inner(): return "inner"
        async def main(): return await asyncio.to_thread(lambda: asyncio.run(inner()))
        print(asyncio.run(main()))
        """,
        "inner\n",
    ),
    "no loop runs outside one": Program(
        """
        import asyncio
        try:
            asyncio.get_running_loop()
        except RuntimeError as error:
            print(error)
        """,
        "no running event loop\n",
    ),
    "timeout": Program(
        """
        import asyncio, time
        async def main():
            began = time.monotonic()
            try:
                await asyncio.wait_for(asyncio.Event().wait(), 0.05)
            except TimeoutError:
                print("late", 0.05 <= time.monotonic() - began < 1)
        asyncio.run(main())
        """,
        "late True\n",
    ),
    "waiting for nothing": Program(
        """
        import asyncio
        from concurrent.futures import Future
        for wait in (lambda: asyncio.run(asyncio.Event().wait()), Future().result):
            try:
                wait()
            except RuntimeError as error:
                print(type(error).__name__)
        """,
        "DeadlockError\nDeadlockError\n",
    ),
    "pool": Program(
        """
        import contextlib
        from concurrent.futures import ThreadPoolExecutor
        with ThreadPoolExecutor(4, initializer=print, initargs=("ready",)) as pool:
            print(list(pool.map(str.upper, "abc")))
            with contextlib.suppress(ZeroDivisionError):
                pool.submit(lambda: 1 / 0).result()
        """,
        "ready\nready\nready\n['A', 'B', 'C']\nready\n",
    ),
    "thread": Program(
        """
        import threading
        try:
            threading.Thread(target=print).start()
        except RuntimeError as error:
            print(error)
        """,
        "can't start new thread\n",
    ),
    "standard library alone": Program(
        "import sys; print(sorted({'anyio', 'ctypes', 'sqlalchemy', 'pydantic'} & set(sys.modules)))", "[]\n"
    ),
    "as a script": Program(
        "print(__name__, __file__, __import__('__main__').__dict__ is globals())", "__main__ example.py True\n"
    ),
    "input": Program(
        """
        try:
            input()
        except EOFError:
            print("nobody types")
        """,
        "nobody types\n",
    ),
    "what it leaves": Program(
        """
        import decimal, logging, os, random, sys, warnings
        os.environ["LEFT"] = "1"
        open("left.txt", "w").close()
        os.makedirs("deep"); os.chdir("deep")
        sys.path.insert(0, "/left"); sys.argv.append("left")
        logging.basicConfig(level="DEBUG"); warnings.simplefilter("error")
        decimal.getcontext().prec = 3
        sys.stdout = sys.stderr
        print.__self__.left = 1
        """,
        "",
    ),
    "what it finds": Program(
        """
        import builtins, decimal, logging, os, sys
        print(os.environ.get("LEFT"), os.listdir(), "/left" in sys.path, "left" in sys.argv)
        print(logging.root.handlers, logging.root.level, decimal.getcontext().prec, hasattr(builtins, "left"))
        """,
        "None ['example.py'] False False\n[] 30 28 False\n",
    ),
}

ENDS = {
    "raise ValueError('no')": "ValueError: no",
    "import nowhere": "ModuleNotFoundError: No module named 'nowhere'",
    "def f(:": "SyntaxError",
    "import sys; sys.exit('bye')": "bye",
    "import sys; sys.exit(3)": "",
    "raise KeyboardInterrupt": "KeyboardInterrupt",
}


def _run(source: str) -> dict[str, str]:
    lines = source.strip("\n").splitlines()
    indent = len(lines[0]) - len(lines[0].lstrip())
    return {"run": "\n".join(line[indent:] for line in lines)}


@cache
def _plain() -> list[Answer]:
    return _answers([], [_run(program.source) for program in PLAIN.values()] + [{"run": source} for source in ENDS])


@pytest.mark.parametrize("name", PLAIN)
def test_program_of_the_standard_library(name: str) -> None:
    answer = _plain()[list(PLAIN).index(name)]
    assert (answer["traceback"], answer["stdout"], answer["stderr"]) == ("", PLAIN[name].stdout, "")


@pytest.mark.parametrize("source", ENDS)
def test_traceback_is_the_readers_own(source: str) -> None:
    traceback = _plain()[len(PLAIN) + list(ENDS).index(source)]["traceback"]
    assert ENDS[source] in traceback
    assert "pyodide" not in traceback
    assert "playbook" not in traceback


APP = """
from contextlib import asynccontextmanager
from fastapi import BackgroundTasks, Depends, FastAPI, UploadFile, WebSocket
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient

@asynccontextmanager
async def lifespan(_app):
    print("up")
    yield
    print("down")

app = FastAPI(lifespan=lifespan)

def given():
    yield "given"
    print("given back")

@app.middleware("http")
async def stamp(request, call_next):
    response = await call_next(request)
    response.headers["stamp"] = "yes"
    return response

@app.get("/sync")
def sync(value: str = Depends(given)): return value

@app.get("/async/{number}")
async def asynchronous(number: int, tasks: BackgroundTasks):
    tasks.add_task(print, "afterwards")
    return number

@app.post("/upload")
def upload(file: UploadFile): return file.file.read().decode()

@app.get("/stream")
def stream(): return StreamingResponse(iter(["a", "b"]))

@app.get("/fault")
def fault(): raise LookupError("lost")

@app.websocket("/ws")
async def ws(socket: WebSocket):
    await socket.accept()
    await socket.send_text((await socket.receive_text()).upper())
    await socket.close()

with TestClient(app) as client:
    response = client.get("/sync")
    print(response.json(), response.headers["stamp"])
    print(client.get("/async/3").json(), client.get("/async/x").status_code)
    print(client.post("/upload", files={"file": ("a.txt", b"hello")}).json(), client.get("/stream").text)
    with client.websocket_connect("/ws") as socket:
        socket.send_text("a")
        print(socket.receive_text())
    try:
        client.get("/fault")
    except LookupError as error:
        print("raised", error)
print(TestClient(app, raise_server_exceptions=False).get("/fault").status_code)
"""
APP_PRINTS = "up\ngiven back\ngiven yes\nafterwards\n3 422\nhello ab\nA\nraised lost\ndown\n500\n"

LIBRARIES = {
    "fastapi": Program(APP, APP_PRINTS),
    "sqlalchemy": Program(
        """
        from sqlalchemy import create_engine, select
        from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
        class Base(DeclarativeBase): ...
        class Patient(Base):
            __tablename__ = "patient"
            id: Mapped[int] = mapped_column(primary_key=True)
            name: Mapped[str]
        engine = create_engine("sqlite://")
        Base.metadata.create_all(engine)
        with Session(engine) as session:
            session.add(Patient(name="Ada"))
            session.commit()
            print(session.scalars(select(Patient.name)).all())
        """,
        "['Ada']\n",
    ),
    "alembic": Program(
        """
        import sqlalchemy as sa
        from alembic.operations import Operations
        from alembic.runtime.migration import MigrationContext
        with sa.create_engine("sqlite://").begin() as connection:
            op = Operations(MigrationContext.configure(connection))
            op.create_table("patients", sa.Column("id", sa.Integer, primary_key=True))
            op.add_column("patients", sa.Column("name", sa.Text))
            print([column["name"] for column in sa.inspect(connection).get_columns("patients")])
        """,
        "['id', 'name']\n",
    ),
    "pyjwt": Program(
        """
        import jwt
        token = jwt.encode({"sub": "ada"}, "k" * 32, algorithm="HS256")
        print(jwt.decode(token, "k" * 32, algorithms=["HS256"]))
        try:
            jwt.decode(token, "x" * 32, algorithms=["HS256"])
        except jwt.InvalidSignatureError:
            print("forged")
        """,
        "{'sub': 'ada'}\nforged\n",
    ),
    "limits": Program(
        """
        from limits import parse, storage, strategies
        limiter = strategies.MovingWindowRateLimiter(storage.MemoryStorage())
        print([limiter.hit(parse("2/minute"), "ada") for _ in range(3)])
        """,
        "[True, True, False]\n",
    ),
    "pydantic-settings": Program(
        """
        import os
        from pathlib import Path
        from pydantic import BaseModel, EmailStr
        from pydantic_settings import BaseSettings, SettingsConfigDict
        class Settings(BaseSettings):
            model_config = SettingsConfigDict(env_prefix="CLINIC_", env_file=".env")
            name: str
            port: int
        Path(".env").write_text("CLINIC_NAME=from file\\n")
        os.environ["CLINIC_PORT"] = "80"
        class Contact(BaseModel): mail: EmailStr
        print(Settings(), Contact(mail="ada@example.org"))
        """,
        "name='from file' port=80 mail='ada@example.org'\n",
    ),
    "logging": Program(
        """
        import logging, sys
        import structlog
        from loguru import logger
        from pythonjsonlogger.json import JsonFormatter
        handler = logging.StreamHandler(sys.stdout)
        handler.setFormatter(JsonFormatter())
        logging.basicConfig(handlers=[handler])
        logging.warning("json")
        structlog.configure(processors=[structlog.processors.JSONRenderer()])
        structlog.get_logger().info("struct")
        logger.remove()
        logger.add(sys.stdout, format="{message}")
        logger.info("loguru")
        """,
        '{"message": "json"}\n{"event": "struct"}\nloguru\n',
    ),
    "logging anew": Program(
        """
        import structlog
        from loguru import logger
        print(len(logger._core.handlers), structlog.is_configured())
        """,
        "1 False\n",
    ),
    "metadata": Program(
        "from importlib.metadata import version; print(version('fastapi') > '0', version('pydantic-core') > '0')",
        "True True\n",
    ),
    "docstrings": Program(
        """
        import fastapi, sqlalchemy
        def own():
            '''Of the reader.

            All of it.
            '''
        print(own.__doc__.count("\\n"), sqlalchemy.create_engine.__doc__, len(fastapi.Query.__doc__ or "") < 100)
        """,
        "3 Create a new :class:`_engine.Engine` instance. True\n",
    ),
    "argon2": Program(
        f"""
        from argon2 import PasswordHasher, low_level
        from argon2.exceptions import VerifyMismatchError
        print(PasswordHasher().hash("correct horse"))
        print(PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1).hash("correct horse"))
        print(PasswordHasher().verify({NATIVE_HASH!r}, "correct horse"))
        try:
            PasswordHasher().verify({NATIVE_HASH!r}, "wrong horse")
        except VerifyMismatchError as error:
            print(error)
        print(low_level.hash_secret_raw(b"secret", b"somesalt", 1, 64, 1, 16, low_level.Type.ID).hex())
        """,
        "",
    ),
}
NEEDS = [
    *("alembic", "argon2-cffi", "email-validator", "fastapi", "limits", "loguru", "pydantic-settings"),
    *("pyjwt", "python-json-logger", "sqlalchemy", "structlog"),
]


@cache
def _libraries() -> list[Answer]:
    return _answers(NEEDS, [_run(program.source) for program in LIBRARIES.values()])


@pytest.mark.parametrize("name", [name for name in LIBRARIES if name != "argon2"])
def test_program_of_a_library(name: str) -> None:
    answer = _libraries()[list(LIBRARIES).index(name)]
    assert (answer["traceback"], answer["stdout"]) == ("", LIBRARIES[name].stdout)


def test_argon2_is_the_real_one() -> None:
    answer = _libraries()[list(LIBRARIES).index("argon2")]
    assert answer["traceback"] == ""
    default, given, verified, refused, raw = answer["stdout"].splitlines()
    assert PasswordHasher().verify(default, "correct horse")
    assert PasswordHasher().verify(given, "correct horse")
    assert given.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert (verified, refused) == ("True", "The password does not match the supplied hash")
    assert raw == hash_secret_raw(b"secret", b"somesalt", 1, 64, 1, 16, Type.ID).hex()


EXAMPLE = '''
"""Search by name."""

def search(names, wanted):
    """Return the names that are wanted."""
    return [name for name in names if wanted in name]
'''
PROOF = """
>>> # The front desk looks for one patient.
>>> example.search(["Ada", "Bob"], "A")
['Ada']
>>> example.search(["Ada"], None)
Traceback (most recent call last):
TypeError: 'in <string>' requires string as left operand, not NoneType
>>> print("seen"); example.search([], "")  # bad: nothing
seen
[1]
"""


def test_proof_gives_what_it_gives_here() -> None:
    here = json.loads(json.dumps(prove(PROOF, EXAMPLE).as_dict()))
    broken = {"prove": PROOF, "source": "import nowhere"}
    there, failed = _answers([], [{"prove": PROOF, "source": EXAMPLE}, broken])
    assert there["report"] == here
    assert there["told"] == [[result["line"], result["got"]] for result in here["results"]]
    assert [result["verdict"] for result in here["results"]] == ["holds", "holds", "breaks"]
    assert {result["verdict"] for result in failed["report"]["results"]} == {"breaks"}
    assert "nowhere" in failed["report"]["traceback"]


WITH_DOCSTRINGS = """
import base64, pathlib, sys
pathlib.Path("/tmp/sources.zip").write_bytes(base64.b64decode({sources!r}))
sys.path.insert(0, "/tmp/sources.zip")
for name in [name for name in sys.modules if name.partition(".")[0] in {modules!r}]:
    del sys.modules[name]
"""


def _sources(modules: list[str]) -> str:
    """Return Pyodide's own sources of these modules of the standard library, a zip in base64: they have docstrings."""
    made = io.BytesIO()
    library = PROJECT / "playground" / "node_modules" / "pyodide" / "python_stdlib.zip"
    with zipfile.ZipFile(library) as archive, zipfile.ZipFile(made, "w") as sources:
        for name in archive.namelist():
            if name.partition("/")[0].removesuffix(".py") in modules:
                sources.writestr(name, archive.read(name))
    return base64.b64encode(made.getvalue()).decode()


def test_each_line_of_the_standard_library_gives_there_what_doctest_gives() -> None:
    modules = ["collections", "difflib", "doctest", "fractions", "json", "statistics"]
    script = (PROJECT / "tests" / "proof" / "beside_doctest.py").read_text(encoding="utf-8")
    docstrings = WITH_DOCSTRINGS.format(sources=_sources(modules), modules=modules)
    [answer] = _answers([], [_run(docstrings + script.replace("sys.argv[1:]", repr(modules)))])
    assert answer["traceback"] == ""
    lines, refused, *differing = answer["stdout"].splitlines()
    assert (differing, refused) == ([], "0")
    assert int(lines) > 200


PROBED = """
import asyncio, logging, sqlite3, sys
from datetime import UTC, datetime
from functools import partial
from time import monotonic, perf_counter, sleep

HANDLER = logging.StreamHandler()
LOGGER = logging.getLogger("clinic")
LOGGER.addHandler(HANDLER)
LOGGER.propagate = False
SCREEN = sys.stdout
NOW = partial(datetime.now, UTC)
notes = {"ada": ["s3cret-7"]}

def work():
    LOGGER.error("logged")
    print("printed", file=SCREEN)

def wait(clock=monotonic):
    began = clock(), perf_counter(), NOW()
    sleep(60)
    asyncio.run(asyncio.sleep(3600))
    return clock() - began[0], perf_counter() - began[1], (NOW() - began[2]).total_seconds()
"""
PROBES = """
>>> def lines():
...     with probe.written() as out:
...         example.work()
...     return out.lines, [record.levelname for record in out.records]
>>> lines()
(['logged', 'printed'], ['ERROR'])
>>> def waited():
...     with probe.clock(at="2030-01-07T09:00Z"):
...         return example.wait(), example.NOW().isoformat()
>>> waited()
((3660.0, 3660.0, 3660.0), '2030-01-07T10:01:00+00:00')
>>> example.NOW().year > 2030 or example.NOW().isoformat() > "2030-01-07"
False
>>> probe.places(example, "s3cret-7")
["example.notes['ada'][0]"]
>>> probe.scripts("<b onclick=steal()>"), probe.csp("Default-Src 'none'"), len(probe.card())
(['b.onclick: steal()'], {'default-src': {"'none'"}}, 16)
>>> with probe.statements() as ran:
...     row = example.sqlite3.connect(":memory:").execute("SELECT 1")
>>> ran.texts
['SELECT 1']
>>> forgotten = probe.clock(at="2030-01-07T09:00Z").start()
"""
PROBED_APP = """
from contextlib import asynccontextmanager
from typing import Annotated
import asyncio, httpx2
from fastapi import FastAPI, Header
from pydantic import BaseModel

@asynccontextmanager
async def lifespan(_app):
    ready.append(True)
    yield

app, ready, met = FastAPI(lifespan=lifespan), [], asyncio.Barrier(2)

class Booking(BaseModel):
    hour: int

@app.post("/bookings/{patient}", include_in_schema=False)
def book(patient: str, booking: Booking, x_caller: Annotated[str, Header()]):
    httpx2.get("https://sms.example/send", params={"to": patient})
    return x_caller

@app.get("/meet")
async def meet():
    await met.wait()
"""
APP_PROBES = """
>>> client = probe.client(example.app)
>>> example.ready
[True]
>>> [route] = [route for route in probe.routes(example.app) if route.body]
>>> with probe.outgoing() as out:
...     answer = route.send(client, {"x-caller": "ada", "patient": "bob"})
>>> probe.problem(answer), answer.json(), [request.url.params["to"] for request in out.requests]
((200, None), 'ada', ['bob'])
>>> [int(answer.status_code) for answer in probe.at_once(example.app, *[{"method": "GET", "url": "/meet"}] * 2)]
[200, 200]
"""


def test_probes_see_there_what_they_see_here() -> None:
    plain, after = _answers(
        [], [{"prove": PROBES, "source": PROBED}, _run("import time; print(time.gmtime()[0] < 2030)")]
    )
    assert plain["report"]["holds"], plain["report"]
    assert after["stdout"] == "True\n"
    assert prove_apart(PROBES, PROBED, filename="example.py").holds


def test_probes_of_an_application_see_there_what_they_see_here() -> None:
    [app] = _answers(["fastapi"], [{"prove": APP_PROBES, "source": PROBED_APP}])
    assert app["report"]["holds"], app["report"]
    assert prove_apart(APP_PROBES, PROBED_APP, filename="example.py").holds


TESTED = """
import pytest

def owed(fee: int, paid: int) -> int:
    return fee - paid

def test_owed(capsys):
    print(owed(50, 20))
    assert capsys.readouterr().out == "30\\n"

if __name__ == "__main__":
    raise SystemExit(pytest.main(["-q", __file__]))
"""
TESTS_PROVED = """
>>> suite = probe.suite(example)
>>> suite.run(order=reversed).passed, suite.unnoticed({"as it is": {}, "nothing": {"owed": lambda *given: None}})
(['test_owed'], ['as it is'])
>>> suite.run(cover=["owed"]).covered
100.0
"""


def test_an_example_runs_its_own_tests_and_so_does_a_proof() -> None:
    run = {"run": TESTED, "filename": "good.py"}
    first, proved, again = _answers(["pytest", "coverage"], [run, {"prove": TESTS_PROVED, "source": TESTED}, run])
    for answer in (first, again):
        assert answer["traceback"] == ""
        assert "1 passed" in answer["stdout"]
    assert proved["report"]["holds"], proved["report"]


OPEN_FILES = """
    import os
    def is_open(number):
        try:
            return bool(os.fstat(number))
        except OSError:
            return False
    print([number for number in range(3, 100) if is_open(number)])
"""


def test_no_file_is_open_when_a_snapshot_is_taken(book: Catalogue) -> None:
    # Otherwise the interpreter made from it would close that number one day, whatever file then has it.
    requires = {name for rule in book.rules if rule.matter.browser is None for name in rule.matter.requires}
    (answer,) = _answers(sorted(requires), [_run(OPEN_FILES)])
    assert (answer["traceback"], answer["stdout"]) == ("", "[]\n")


DATABASE_EXAMPLE = """
from sqlalchemy import Engine, text

def prepare(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE ROLE clinic_app"))
        connection.execute(text("CREATE TABLE patient (id integer PRIMARY KEY)"))

def read(engine: Engine) -> list[int]:
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL ROLE clinic_app"))
        return list(connection.scalars(text("SELECT id FROM patient")))
"""
DATABASE_PROOF = """
>>> engine = postgres()
>>> example.prepare(engine)
>>> try:
...     example.read(engine)
... except Exception as error:
...     print(type(error).__name__, error.orig)
ProgrammingError permission denied for table patient
>>> with postgres().connect() as connection:
...     connection.scalar(example.text("SELECT count(*) FROM pg_roles WHERE rolname = 'clinic_app'"))
0
"""
OWN_ENGINE = """
    import os
    from sqlalchemy import create_engine, text
    with create_engine(os.environ["DATABASE_URL"]).begin() as connection:
        print(connection.scalar(text("SELECT count(*) FROM pg_roles WHERE rolname = 'clinic_app'")))
        print(connection.scalar(text("SELECT current_user")))
"""


def test_postgres_is_a_real_one() -> None:
    proof = {"prove": DATABASE_PROOF, "source": DATABASE_EXAMPLE}
    first, own, second = _answers(["postgres"], [proof, _run(OWN_ENGINE), proof])
    for answer in (first, second):
        assert answer["report"]["holds"], answer["report"]
    assert (own["traceback"], own["stdout"]) == ("", "0\npostgres\n")


SPOILER = """
import contextlib, os
from sqlalchemy import create_engine
with create_engine(os.environ["DATABASE_URL"], isolation_level="AUTOCOMMIT").connect() as connection:
    for statement in {statements!r}:
        with contextlib.suppress(Exception):
            connection.exec_driver_sql(statement)
"""


@cache
def _spoiled() -> list[Answer]:
    after = {"prove": NEXT, "source": NEXT_EXAMPLE}
    spoilers = [{"run": SPOILER.format(statements=statements(sql))} for sql in SPOILING.values()]
    return [
        answer
        for answer in _answers(["postgres"], [job for one in spoilers for job in (one, after)])
        if "report" in answer
    ]


@pytest.mark.parametrize("name", SPOILING)
def test_next_program_gets_an_empty_database(name: str) -> None:
    report = _spoiled()[list(SPOILING).index(name)]["report"]
    assert report["holds"], report


def _runs_in_the_browser(rule: Rule) -> bool:
    """Return whether both examples give there what they give here."""
    jobs = [
        {"prove": rule.proof, "source": rule.source(side), "filename": f"{side}.py", "side": side} for side in SIDES
    ]
    try:
        answers = _answers(rule.matter.requires, jobs)
    except BundleError:
        return False
    return all(answer["report"]["holds"] for answer in answers)


def test_a_rule_that_is_excused_from_the_browser_does_not_run_there(book: Catalogue) -> None:
    excused = [rule for rule in book.rules if rule.matter.browser is not None]
    untrue = [rule.id for rule in excused if _runs_in_the_browser(rule)]
    assert untrue == [], "these run in the browser: take `browser:` out of their rule.md"


def test_a_rule_that_runs_in_the_browser_would_be_found_out() -> None:
    assert _runs_in_the_browser(read_catalogue(PROJECT / "tests" / "specimen" / "snippets").rule("XMP01"))
