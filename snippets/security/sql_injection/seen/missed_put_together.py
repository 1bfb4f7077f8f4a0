"""The value joins the query in a second statement, where no text looks like SQL."""

import sqlite3


def visits(connection: sqlite3.Connection, name: str) -> list[tuple[str]]:
    query = "SELECT day FROM visits"
    query += f" WHERE patient = '{name}'"
    return connection.execute(query).fetchall()
