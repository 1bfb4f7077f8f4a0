"""The value is a constant of this file. A name of a table cannot be bound, so there is no other way to write it."""

import sqlite3

TABLES = ("visits", "invoices")


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    return {table: connection.execute(f"SELECT count(id) FROM {table}").fetchone()[0] for table in TABLES}
