"""Book appointments; who missed too many of them has to pay ahead."""

from datetime import date
from typing import Protocol

from sqlalchemy import Engine, TextClause, create_engine, text

SCHEMA = """
    CREATE TABLE appointments (
        patient TEXT NOT NULL,
        day TEXT NOT NULL,
        missed INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (patient, day))
"""
ADD = text("INSERT INTO appointments (patient, day) VALUES (:patient, :day)")
MISS = text("UPDATE appointments SET missed = 1 WHERE patient = :patient AND day = :day")
MISSED = text("SELECT count(*) FROM appointments WHERE patient = :patient AND missed = 1")
ALLOWED = 2


class Appointments(Protocol):
    """Repository: the appointments, wherever they are kept."""

    def add(self, patient: str, day: date) -> None:
        """Keep a new appointment."""

    def mark_missed(self, patient: str, day: date) -> None:
        """Note that the patient did not come."""

    def missed(self, patient: str) -> int:
        """Return how often the patient did not come."""


class SqlRepository:
    """What all repositories have in common."""

    schema = ""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._write(text(self.schema))

    def _write(self, statement: TextClause, **values: object) -> None:
        with self._engine.begin() as connection:
            connection.execute(statement, values)

    def _one(self, statement: TextClause, **values: object) -> int:
        with self._engine.connect() as connection:
            return connection.execute(statement, values).scalar_one()


class SqlAppointments(SqlRepository):
    """The appointments in a database."""

    schema = SCHEMA

    def add(self, patient: str, day: date) -> None:
        """Keep a new appointment."""
        self._write(ADD, patient=patient, day=str(day))

    def mark_missed(self, patient: str, day: date) -> None:
        """Note that the patient did not come."""
        self._write(MISS, patient=patient, day=str(day))

    def missed(self, patient: str) -> int:
        """Return how often the patient did not come."""
        return self._one(MISSED, patient=patient)


class Reception:
    """Service: who gets an appointment."""

    def __init__(self, appointments: Appointments) -> None:
        self.appointments = appointments

    def book(self, patient: str, day: date) -> bool:
        """Book the day. Returns False for somebody who has to pay ahead."""
        if self.must_pay_ahead(patient):
            return False
        self.appointments.add(patient, day)
        return True

    def note_missed(self, patient: str, day: date) -> None:
        """Note that the patient did not come."""
        self.appointments.mark_missed(patient, day)

    def must_pay_ahead(self, patient: str) -> bool:
        """Return whether the patient has missed too many."""
        return self.appointments.missed(patient) > ALLOWED


if __name__ == "__main__":
    reception = Reception(SqlAppointments(create_engine("sqlite://")))
    for number in (7, 8, 9, 10):
        if reception.book("Ada", date(2030, 1, number)):
            reception.note_missed("Ada", date(2030, 1, number))
        else:
            print(f"On January {number} Ada has to pay ahead.")
