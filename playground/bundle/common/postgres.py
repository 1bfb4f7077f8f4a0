"""Asks PostgreSQL what readers may ask of it; see values.py. ``STATEMENTS`` is postgres.sql, one on each line."""

import contextlib

from sqlalchemy import text

from playbook.postgres import postgres

VALUES = {"i": 5, "t": "text", "f": 1.5, "n": None, "b": b"x", "l": [1, 2]}

engine = postgres()
for statement in STATEMENTS.splitlines():  # noqa: F821 - put before it
    # Once in a transaction that is taken back, and once in one that is kept.
    for end in ("rollback", "commit"):
        with contextlib.suppress(Exception), engine.connect() as connection:
            result = connection.execute(text(statement.replace(":", r"\:")))
            if result.returns_rows:
                result.fetchall()
            getattr(connection, end)()
with engine.begin() as connection:
    connection.execute(text("SELECT CAST(:i AS int), :t, :f, :n, :b, CAST(:l AS int[])"), VALUES).one()
