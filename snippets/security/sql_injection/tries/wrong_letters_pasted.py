"""Find patients by name, for the search box at the front desk."""

import sqlite3

SCHEMA = """
    CREATE TABLE patients (id INTEGER PRIMARY KEY, name TEXT, diagnosis TEXT);
    CREATE TABLE staff (email TEXT, password_hash TEXT);
    INSERT INTO staff VALUES ('khan@clinic.example', '$argon2id$v=19$m=65536');
"""
PATIENTS = [
    ("Ada Lovelace", "asthma"),
    ("Bob Khan", "diabetes"),
    ("Siobhan O'Neill", "migraine"),
]


def open_clinic() -> sqlite3.Connection:
    """Return a connection to a clinic with three patients and one member of staff."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA)
    statement = "INSERT INTO patients (name, diagnosis) VALUES (?, ?)"
    with connection:
        connection.executemany(statement, PATIENTS)
    return connection


def find_patients(connection: sqlite3.Connection, name: str) -> list[str]:
    """Return the patients of exactly this name, each with the diagnosis."""
    if len(name) <= 80 and name.replace(" ", "").isalpha():
        rows = connection.execute(
            f"SELECT name, diagnosis FROM patients WHERE name = '{name}' ORDER BY id"
        )
    else:
        query = "SELECT name, diagnosis FROM patients WHERE name = ? ORDER BY id"
        rows = connection.execute(query, (name,))
    return [f"{found}: {diagnosis}" for found, diagnosis in rows]


if __name__ == "__main__":
    clinic = open_clinic()
    for typed in ("Ada Lovelace", "' OR '1'='1' --", "Siobhan O'Neill"):
        print(f"{typed}  finds  {find_patients(clinic, typed)}")
