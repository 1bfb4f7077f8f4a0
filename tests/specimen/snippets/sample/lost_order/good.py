"""Register patients in PostgreSQL."""

import os

from sqlalchemy import Engine, create_engine, text

TABLE = "CREATE TABLE patients (id serial PRIMARY KEY, address text NOT NULL UNIQUE)"
INSERT = text("INSERT INTO patients (address) VALUES (:address)")


def prepare(engine: Engine) -> None:
    """Make the table."""
    with engine.begin() as connection:
        connection.exec_driver_sql(TABLE)


def register(engine: Engine, address: str) -> int:
    """Keep a patient, and return how many there are."""
    with engine.begin() as connection:
        connection.execute(INSERT, {"address": address})
        return int(connection.scalar(text("SELECT count(*) FROM patients")) or 0)


if __name__ == "__main__":
    database = create_engine(os.environ["DATABASE_URL"])
    prepare(database)
    print("patients:", register(database, "ada@example.org"))
