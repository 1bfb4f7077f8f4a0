"""Whatever a proof does to its database, the next one gets an empty one that works."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from playbook.postgres import postgres
from playbook.proving import pglite
from playbook.proving.run_in_child import Limits, prove_apart
from tests.proof.hostile_sql import ENDLESS, HOSTILE, NEXT, NEXT_EXAMPLE, SPOILING, statements

pytestmark = [
    pytest.mark.whole,
    pytest.mark.skipif(
        pglite.ENVIRONMENT in os.environ, reason="a server of your own is not to be spoiled, only the playbook's is"
    ),
]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with pglite.server() as address:
        yield address


@pytest.mark.parametrize("name", SPOILING)
def test_next_call_gets_an_empty_database(url: str, name: str) -> None:
    with contextlib.suppress(Exception), postgres(url).connect() as connection:
        working = connection.execution_options(isolation_level="AUTOCOMMIT")
        for statement in statements(HOSTILE[name]):
            with contextlib.suppress(Exception):
                working.execute(text(statement.replace(":", "\\:")))
    report = prove_apart(NEXT, NEXT_EXAMPLE, filename="next.py", postgres_url=url)
    assert report.holds, report


@pytest.mark.parametrize("name", ENDLESS)
def test_next_proof_gets_an_empty_database(url: str, name: str) -> None:
    lines = "\n".join(f">>> _ = connection.exec_driver_sql({one!r})" for one in statements(HOSTILE[name]))
    opened = "connection = postgres().connect().execution_options(isolation_level='AUTOCOMMIT')"
    stuck = prove_apart(f">>> {opened}\n{lines}\n", "", filename="stuck.py", postgres_url=url, limits=Limits(seconds=3))
    assert "did not end" in stuck.traceback
    report = prove_apart(NEXT, NEXT_EXAMPLE, filename="next.py", postgres_url=url)
    assert report.holds, report


PARENT = """
import time
from playbook.proving import pglite
with pglite.server() as url:
    print("ready", flush=True)
    time.sleep(600)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_no_server_outlives_a_parent_that_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "ready\n"
        [server] = _children(parent.pid)
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait()
    assert _ends(server)


def _children(pid: int) -> list[int]:
    listed = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [line.split() for line in listed.splitlines()]
    return [int(child) for child, parent in pairs if int(parent) == pid]


def _ends(pid: int) -> bool:
    """Return whether the process ends; ``tail`` waits for it."""
    waiting = subprocess.run(["tail", f"--pid={pid}", "-f", "/dev/null"], timeout=30, check=False)
    return waiting.returncode == 0
