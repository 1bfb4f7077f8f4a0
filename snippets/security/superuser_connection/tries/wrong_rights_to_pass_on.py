"""Set up the clinic's database, and give each of its users a role to work as."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, create_engine

MIGRATION_ROLE = "clinic"
APPLICATION_ROLE = "clinic_app"
ROLES = """
    CREATE ROLE clinic;
    CREATE ROLE clinic_app;
    CREATE SCHEMA clinic AUTHORIZATION clinic;
    CREATE SCHEMA payroll AUTHORIZATION clinic;
    GRANT USAGE ON SCHEMA clinic TO clinic_app;
    ALTER DEFAULT PRIVILEGES FOR ROLE clinic IN SCHEMA clinic
        GRANT SELECT, INSERT, UPDATE ON TABLES TO clinic_app WITH GRANT OPTION;
"""
TABLES = """
    CREATE TABLE clinic.patients (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
    CREATE TABLE payroll.salaries (name text PRIMARY KEY, pounds integer NOT NULL);
    INSERT INTO payroll.salaries VALUES ('Dr Khan', 91000), ('Dr Ito', 87000);
"""
RIGHTS = """
    SELECT table_schema, table_name,
        string_agg(privilege_type, ', ' ORDER BY privilege_type)
    FROM information_schema.table_privileges WHERE grantee = current_user
    GROUP BY table_schema, table_name ORDER BY table_schema, table_name
"""


@contextmanager
def acting_as(engine: Engine, role: str) -> Iterator[Connection]:
    """Give a connection that works as this role for one transaction."""
    with engine.begin() as connection:
        connection.exec_driver_sql(f"SET LOCAL ROLE {role}")
        yield connection


def prepare(engine: Engine) -> None:
    """Make the roles, the schemas and the first tables, in an empty database."""
    with engine.begin() as connection:
        connection.exec_driver_sql(ROLES)
    with acting_as(engine, MIGRATION_ROLE) as connection:
        connection.exec_driver_sql(TABLES)


if __name__ == "__main__":
    database = create_engine(os.environ["DATABASE_URL"])
    prepare(database)
    with acting_as(database, APPLICATION_ROLE) as application:
        for schema, table, rights in application.exec_driver_sql(RIGHTS):
            print(f"The application's rights on {schema}.{table}: {rights}")
