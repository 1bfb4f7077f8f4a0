"""Programs that spoil the database for whoever comes next, or never let go of it: the SQL is that of tests/proof."""

from tests.browser.hostile.program import FINISHED, RUNS_ON, Program
from tests.proof.hostile_sql import ENDLESS, SPOILING, statements

# Whoever runs after another program looks first whether the database is as new.
FRAME = """\
import contextlib, os
from sqlalchemy import create_engine, text
engine = create_engine(os.environ["DATABASE_URL"])
with engine.connect() as connection:
    left = connection.scalar(text("SELECT count(*) FROM pg_roles WHERE rolname !~ '^pg_' AND rolname <> 'postgres'"))
    left += connection.scalar(text("SELECT count(*) FROM pg_class WHERE oid >= 16384"))
    who = tuple(connection.execute(text("SELECT session_user, current_user, current_schema()")).one())
if left or who != ("postgres", "postgres", "public"): print("REACHED", left, who)
connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
for statement in {statements!r}:
    with contextlib.suppress(Exception):
        connection.exec_driver_sql(statement)
"""


def _program(name: str, sql: str, status: str) -> Program:
    return Program(f"SQL: {name}", FRAME.format(statements=statements(sql)), status, rule="XMP03")


PROGRAMS = [
    *(_program(name, sql, FINISHED) for name, sql in SPOILING.items()),
    *(_program(name, sql, RUNS_ON) for name, sql in ENDLESS.items()),
    _program("what the last of them left", "SELECT 1", FINISHED),
]
