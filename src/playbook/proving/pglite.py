"""A PostgreSQL server for the proofs that ask for one: PGlite by Node.js, or a server of yours.

``PLAYBOOK_POSTGRES_URL`` names a server of yours. The proofs then run in a database that is made for them
there and dropped at the end; the roles that they make are dropped with what they own.
"""

import contextlib
import os
import secrets
import shutil
import subprocess
import threading
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue

from sqlalchemy import create_engine, make_url, text

from playbook.postgres import announced, claim, postgres
from playbook.project import PLAYGROUND

ENVIRONMENT = "PLAYBOOK_POSTGRES_URL"
START_SECONDS = 120.0
_SCRIPT = Path("bundle/postgres-server.mjs")
_PACKAGE = Path("node_modules/@electric-sql/pglite-socket")


class PostgresError(RuntimeError):
    """There is no PostgreSQL for the proofs. The text says why, and which command mends it."""


@contextlib.contextmanager
def server(playground: Path = PLAYGROUND) -> Iterator[str]:
    """Give the URL of a database that may be emptied, for as long as the context lasts.

    Raises PostgresError when no server can be started.
    """
    own = os.environ.get(ENVIRONMENT)
    with _own_database(own) if own else _pglite(playground) as url:
        claim(url)
        yield url


@contextlib.contextmanager
def _own_database(url: str) -> Iterator[str]:
    """Make a database on the server at ``url``, and drop it at the end."""
    address = make_url(url).set(drivername="postgresql+pg8000")
    name = f"playbook_{secrets.token_hex(4)}"
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    made = address.set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield made
        postgres(made).dispose()  # with it go the roles, which are the whole server's
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()


@contextlib.contextmanager
def _pglite(playground: Path) -> Iterator[str]:
    node, script = shutil.which("node"), playground / _SCRIPT
    if node is None:
        raise PostgresError("Node.js is not on the PATH; install Node.js 20 or later")
    if not (playground / _PACKAGE).exists():
        raise PostgresError(f"{playground / _PACKAGE} is missing; run `npm ci` in {playground}")
    process = subprocess.Popen(  # noqa: S603 - it ends with its standard input, so also when this process is killed
        [node, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        yield _url(process)
    finally:
        process.kill()
        process.wait()


def _url(process: "subprocess.Popen[str]") -> str:
    """Return the URL of the server's database, once it listens; go on reading, so that it never blocks."""
    urls: SimpleQueue[str | None] = SimpleQueue()
    said: deque[str] = deque(maxlen=100)

    def read() -> None:
        for line in process.stdout or ():
            if url := announced(line):
                urls.put(url)
                said.clear()
            said.append(line)
        urls.put(None)

    threading.Thread(target=read, daemon=True).start()
    with contextlib.suppress(Empty):
        if url := urls.get(timeout=START_SECONDS):
            return url
    raise PostgresError(f"PGlite did not come to listen within {START_SECONDS:g} seconds. It said: {''.join(said)}")
