"""A function outside of the class writes the whole row."""

from dataclasses import dataclass

from sqlalchemy import Connection, text

UPDATE = text("UPDATE visits SET day = :day, note = :note WHERE id = :id")


@dataclass
class Visit:
    id: int
    day: str
    note: str


def save(connection: Connection, visit: Visit) -> None:
    connection.execute(UPDATE, vars(visit))
