"""The row is new, so all of its columns are written. The statement stands elsewhere, and the tool sees the object alone."""

from dataclasses import dataclass

from sqlalchemy import Connection, text

INSERT = text("INSERT INTO visits (day, note) VALUES (:day, :note)")


@dataclass
class Visit:
    day: str
    note: str

    def add(self, connection: Connection) -> None:
        connection.execute(INSERT, vars(self))
