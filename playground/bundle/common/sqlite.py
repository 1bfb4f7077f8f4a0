"""Asks SQLite what readers may ask of it; see values.py. ``STATEMENTS`` is sqlite.sql, one statement on each line."""

import contextlib
import sqlite3

database = sqlite3.connect(":memory:")
database.row_factory = sqlite3.Row
for statement in STATEMENTS.splitlines():  # noqa: F821 - put before it
    with contextlib.suppress(sqlite3.Error):
        [tuple(row) for row in database.execute(statement)]
database.execute("SELECT :a, :b", {"a": 1, "b": None}).fetchone()
database.executemany("INSERT INTO clinic (name) VALUES (?)", [("A",), ("B",)])
database.commit()
database.executescript("SELECT 1; SELECT 2")
database.create_function("twice", 1, lambda one: one * 2)
database.execute("SELECT twice(id) FROM clinic").fetchmany(2)
list(database.iterdump())
database.rollback()
database.close()
