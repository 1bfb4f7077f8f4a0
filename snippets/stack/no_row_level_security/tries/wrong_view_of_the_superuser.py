"""Keep patients' appointments in PostgreSQL, and show each user their own."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, create_engine, text

ROLES = """
    CREATE ROLE clinic;
    CREATE ROLE authenticated;
    CREATE SCHEMA auth;
    CREATE FUNCTION auth.uid() RETURNS uuid STABLE LANGUAGE sql AS $$
        SELECT (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
    $$;
    GRANT CREATE ON SCHEMA public TO clinic;
    GRANT USAGE ON SCHEMA auth TO clinic, authenticated;
"""
TABLE = """
    CREATE TABLE {table} (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        user_id uuid NOT NULL DEFAULT auth.uid(), {columns});
    CREATE INDEX ON {table} (user_id);
    GRANT SELECT, INSERT, UPDATE ON {table} TO authenticated;
    ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
    CREATE POLICY own_rows ON {table} TO authenticated
        USING (user_id = (SELECT auth.uid()))
        WITH CHECK (user_id = (SELECT auth.uid()));
"""
DIARY = """
    CREATE VIEW diary AS
        SELECT name, day, treatment FROM profiles JOIN appointments USING (user_id);
    GRANT SELECT ON diary TO authenticated;
"""


@contextmanager
def acting_for(engine: Engine, claims: Mapping[str, str]) -> Iterator[Connection]:
    """Give a connection that works for the user of a verified token, for one transaction."""
    with engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL ROLE authenticated")
        setting = text("SELECT set_config('request.jwt.claims', :claims, true)")
        connection.execute(setting, {"claims": json.dumps(dict(claims))})
        yield connection


def migrate(engine: Engine, statements: str) -> None:
    """Run the statements as the role that owns the tables."""
    with engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL ROLE clinic")
        connection.exec_driver_sql(statements)


def add_table(engine: Engine, table: str, columns: str) -> None:
    """Make a table in which each row belongs to a user."""
    migrate(engine, TABLE.format(table=table, columns=columns))


def prepare(engine: Engine) -> None:
    """Make the roles, the tables and the view, in an empty database."""
    with engine.begin() as connection:
        connection.exec_driver_sql(ROLES)
    add_table(engine, "profiles", "name text NOT NULL")
    add_table(engine, "appointments", "day date NOT NULL, treatment text NOT NULL")
    with engine.begin() as connection:
        connection.exec_driver_sql(DIARY)


if __name__ == "__main__":
    database = create_engine(os.environ["DATABASE_URL"])
    prepare(database)
    ada, bob = ({"sub": f"00000000-0000-4000-8000-00000000000{n}"} for n in (1, 2))
    for claims, name in ((ada, "Ada Lovelace"), (bob, "Bob Khan")):
        with acting_for(database, claims) as connection:
            connection.execute(text("INSERT INTO profiles (name) VALUES (:name)"), {"name": name})
    with acting_for(database, ada) as connection:
        print("Ada sees", connection.execute(text("SELECT name FROM profiles")).all())
