"""The star is in another text than the word before it."""

COLUMNS = "*"
QUERY = f"SELECT {COLUMNS} FROM patients"
