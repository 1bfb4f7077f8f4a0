"""Keep the clinic's appointments, which the desk moves and the clinicians write notes on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, create_engine, text

TABLE = """CREATE TABLE appointments (
    id integer PRIMARY KEY, patient text NOT NULL, day date NOT NULL,
    note text, done boolean NOT NULL)"""
FIND = "SELECT id, patient, day, note, done FROM appointments WHERE id = :id"
INSERT = "INSERT INTO appointments (patient, day, done) VALUES (:patient, :day, :done) RETURNING id"
UPDATE = """UPDATE appointments
    SET note = :note WHERE id = :id"""


@dataclass
class Appointment:
    """A patient's visit."""

    id: int
    patient: str
    day: date
    note: str | None
    done: bool


class AlreadyDone(Exception):
    """The visit has been, and cannot be moved."""


def create_tables(engine: Engine) -> None:
    """Make the tables of an empty database."""
    with engine.begin() as connection:
        connection.execute(text(TABLE))
        connection.execute(text("CREATE INDEX appointments_day ON appointments (day)"))


def add(engine: Engine, patient: str, day: date, *, done: bool = False) -> int:
    """Book an appointment, and return its number."""
    with engine.begin() as connection:
        values = {"patient": patient, "day": str(day), "done": done}
        return int(connection.execute(text(INSERT), values).scalar_one())


def find(engine: Engine, number: int) -> Appointment:
    """Return the appointment of this number."""
    with engine.connect() as connection:
        row = connection.execute(text(FIND), {"id": number}).mappings().one()
    values = {**row, 'day': date.fromisoformat(row['day']), 'done': bool(row['done'])}
    return Appointment(**values)


def move(engine: Engine, numbers: Collection[int], day: date) -> None:
    """Move the appointments of these numbers to another day, all of them or none."""
    with engine.begin() as connection:
        for number in set(numbers):
            asked = {"id": number, "day": day.isoformat()}
            if connection.execute(text("SELECT done FROM appointments WHERE id = :id"), asked).scalar_one():
                raise AlreadyDone(number)
            connection.execute(text("UPDATE appointments SET day = :day WHERE id = :id"), asked)


def write_note(engine: Engine, number: int, note: str) -> None:
    """Write a note on an appointment, in place of the one it has."""
    with engine.begin() as connection:
        connection.execute(text(UPDATE), {"id": number, "note": note})


if __name__ == "__main__":
    database = create_engine("sqlite://")
    create_tables(database)
    ada = add(database, "Ada Lovelace", date(2030, 1, 7))
    write_note(database, ada, "allergic to latex")
    move(database, [ada], date(2030, 1, 14))
    found = find(database, ada)
    print(found.patient, "comes on", repr(found.day), "and is", found.note)
