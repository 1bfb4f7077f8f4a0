"""Runs an example as a reader does who presses Run: as a program of its own, in an empty folder."""

import contextlib
import multiprocessing
import os
import runpy
import sys
import tempfile
import traceback
from pathlib import Path
from typing import NamedTuple

# Imported once, in the process of which each example is a fork.
PRELOADED = ["fastapi.testclient", "sqlalchemy.orm", "pydantic_settings", "argon2", "jwt"]
LIMIT_S = 120


class Shown(NamedTuple):
    """What a program wrote, its traceback included, and the code with which it ended."""

    text: str
    code: int | None


def run(path: Path, database: str | None) -> Shown:
    """Run this file; ``database`` is the address of the PostgreSQL that it may use."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    with tempfile.NamedTemporaryFile() as said:
        child = context.Process(target=_main, args=(str(path), said.name, database))
        child.start()
        child.join(LIMIT_S)
        child.kill()
        child.join()
        return Shown(Path(said.name).read_text(encoding="utf-8", errors="replace"), child.exitcode)


def _main(path: str, said: str, database: str | None) -> None:
    written = os.open(said, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(written, stream)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
    if database is not None:
        os.environ["DATABASE_URL"] = database
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        try:
            runpy.run_path(path, run_name="__main__")
        except Exception:
            traceback.print_exc()
            raise
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
