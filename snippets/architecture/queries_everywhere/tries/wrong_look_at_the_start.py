"""Book appointments; who missed too many of them has to pay ahead."""

from datetime import date
from typing import Protocol

from sqlalchemy import Engine, create_engine, text

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


class SqlAppointments:
    """The appointments in a database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        with engine.begin() as connection:
            connection.execute(text(SCHEMA))

    def add(self, patient: str, day: date) -> None:
        """Keep a new appointment."""
        with self.engine.begin() as connection:
            connection.execute(ADD, {"patient": patient, "day": str(day)})

    def mark_missed(self, patient: str, day: date) -> None:
        """Note that the patient did not come."""
        with self.engine.begin() as connection:
            connection.execute(MISS, {"patient": patient, "day": str(day)})

    def missed(self, patient: str) -> int:
        """Return how often the patient did not come."""
        with self.engine.connect() as connection:
            times: int = connection.scalar(MISSED, {"patient": patient})
        return times


class Reception:
    """Service: who gets an appointment."""

    def __init__(self, appointments: Appointments) -> None:
        self.appointments = appointments
        if isinstance(appointments, SqlAppointments):
            with appointments.engine.connect() as connection:
                connection.execute(text("SELECT 1 FROM appointments LIMIT 1"))

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
