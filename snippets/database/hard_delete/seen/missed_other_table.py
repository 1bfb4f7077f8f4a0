"""Results are asked about later as well. The tool knows the tables that most businesses have."""

from sqlalchemy import text

DELETE = text("DELETE FROM lab_results WHERE id = :id")
