"""Show what the clinic keeps: phones to the desk, a record to its patient, the day to all."""

import sqlite3

TABLES = """
CREATE TABLE IF NOT EXISTS patients (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, phone TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS visits (
    id INTEGER PRIMARY KEY, patient_id INTEGER NOT NULL REFERENCES patients, day TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS visits_patient_id ON visits (patient_id);
CREATE INDEX IF NOT EXISTS visits_day ON visits (day);
"""
PHONES = "SELECT name, phone FROM patients ORDER BY id"
PATIENT = "SELECT id, name, phone FROM patients WHERE id = ?"
DAY = """
SELECT visits.id, visits.patient_id, visits.day, patients.name
FROM visits JOIN patients ON patients.id = visits.patient_id
WHERE visits.day = ? ORDER BY visits.id
"""


def open_database(path: str) -> sqlite3.Connection:
    """Return the clinic's database, with its tables."""
    database = sqlite3.connect(path)
    database.row_factory = sqlite3.Row
    database.executescript(TABLES)
    return database


def list_phones(database: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return name and phone of each patient, for the desk."""
    return [(row[0], row[1]) for row in database.execute(PHONES)]


def show_patient(database: sqlite3.Connection, patient_id: int) -> dict[str, object]:
    """Return the record as the patient's app shows it; an empty one for nobody."""
    try:
        row = database.execute(PATIENT, (patient_id,)).fetchone()
    except sqlite3.Error:
        row = database.execute("SELECT * FROM patients WHERE id = ?", (patient_id,)).fetchone()
    return dict(row or {})


def list_day(database: sqlite3.Connection, day: str) -> list[dict[str, object]]:
    """Return the visits of the day, for the screen in the staff room."""
    return [dict(row) for row in database.execute(DAY, (day,))]


if __name__ == "__main__":
    clinic = open_database(":memory:")
    clinic.execute("INSERT INTO patients (name, phone) VALUES ('Ada', '0199')")
    clinic.execute("INSERT INTO visits (patient_id, day) VALUES (1, '2030-01-07')")
    clinic.execute("ALTER TABLE patients ADD COLUMN diagnosis TEXT DEFAULT 'asthma'")
    print(list_phones(clinic), show_patient(clinic, 1), list_day(clinic, "2030-01-07"))
