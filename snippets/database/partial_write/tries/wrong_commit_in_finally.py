"""Book appointments, which patients pay for with the visits that they bought."""

import os
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError

SCHEMA = """
    CREATE TABLE patients (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        name text NOT NULL,
        visits_left integer NOT NULL CHECK (visits_left >= 0));
    CREATE TABLE appointments (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        patient_id integer NOT NULL REFERENCES patients (id),
        starts_at timestamptz NOT NULL UNIQUE);
    CREATE INDEX ON appointments (patient_id);
    CREATE TABLE reminders (
        appointment_id integer PRIMARY KEY REFERENCES appointments (id),
        sent_at timestamptz);
"""
PATIENT = text(
    "INSERT INTO patients (name, visits_left) VALUES (:name, :visits) RETURNING id"
)
APPOINTMENT = text(
    "INSERT INTO appointments (patient_id, starts_at)"
    " VALUES (:patient_id, :starts_at) RETURNING id"
)
VISIT = text("UPDATE patients SET visits_left = visits_left - 1 WHERE id = :patient_id")
REMINDER = text("INSERT INTO reminders (appointment_id) VALUES (:appointment_id)")


def prepare(engine: Engine) -> None:
    """Make the tables, in an empty database."""
    with engine.begin() as connection:
        connection.exec_driver_sql(SCHEMA)


def add_patient(engine: Engine, name: str, visits: int) -> int:
    """Return the ID of a patient who has bought this many visits."""
    with engine.begin() as connection:
        found: int = connection.execute(PATIENT, {"name": name, "visits": visits}).scalar_one()
    return found


def add_appointment(connection: Connection, patient_id: int, starts_at: datetime) -> int:
    """Take the hour for the patient, and return the appointment's ID."""
    added = {"patient_id": patient_id, "starts_at": starts_at}
    found: int = connection.execute(APPOINTMENT, added).scalar_one()
    return found


def use_visit(connection: Connection, patient_id: int) -> None:
    """Take one visit from those that the patient has left."""
    connection.execute(VISIT, {"patient_id": patient_id})


def add_reminder(connection: Connection, appointment_id: int) -> None:
    """Have the patient reminded of the appointment."""
    connection.execute(REMINDER, {"appointment_id": appointment_id})


def book(engine: Engine, patient_id: int, starts_at: datetime) -> int:
    """Return the ID of a paid appointment. Raises IntegrityError if it cannot be had."""
    with engine.connect() as connection:
        try:
            appointment_id = add_appointment(connection, patient_id, starts_at)
            use_visit(connection, patient_id)
            add_reminder(connection, appointment_id)
        except DBAPIError:
            connection.rollback()
            raise
        finally:
            connection.commit()
    return appointment_id


if __name__ == "__main__":
    database = create_engine(os.environ["DATABASE_URL"])
    prepare(database)
    ada = add_patient(database, "Ada Lovelace", visits=1)
    print("Booked:", book(database, ada, datetime(2030, 1, 7, 9, tzinfo=UTC)))
