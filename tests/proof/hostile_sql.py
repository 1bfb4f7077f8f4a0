"""SQL that spoils a database for whoever comes next: as data, for the server here and for the one in the browser.

The statements of a program run one after the other; one that is refused does not keep the next from running.
"""

ENDLESS = {
    "a recursion without an end": """
        WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i FROM n) SELECT count(*) FROM n
    """,
    "a loop without an end": "DO $$ BEGIN LOOP PERFORM 1; END LOOP; END $$",
    "a sleep of a day": "SELECT pg_sleep(86400)",
    "a trigger that never comes back": """
        CREATE TABLE t (x integer);
        CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN LOOP PERFORM 1; END LOOP; END $$;
        CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
        INSERT INTO t VALUES (1)
    """,
}
SPOILING = {
    "another session authorization": "CREATE ROLE app; SET SESSION AUTHORIZATION app",
    "another session authorization in a transaction": """
        CREATE ROLE app; BEGIN; SET LOCAL SESSION AUTHORIZATION app; COMMIT
    """,
    "another role": "CREATE ROLE app; SET ROLE app",
    "an open transaction": "CREATE TABLE t (x integer); BEGIN; LOCK TABLE t",
    "a transaction that failed": "BEGIN; SELECT 1 / 0",
    "a read-only session": "SET default_transaction_read_only = on",
    "advisory locks": "SELECT pg_advisory_lock(1), pg_advisory_lock_shared(2)",
    "a changed search path": "CREATE SCHEMA evil; SET search_path = evil, pg_temp",
    "settings": "SET statement_timeout = 1; SET lock_timeout = 1; SET work_mem = '64kB'",
    "a prepared statement": "PREPARE kept AS SELECT 1",
    "a cursor with hold": "DECLARE kept CURSOR WITH HOLD FOR SELECT 1",
    "a temporary table before all others": "CREATE TEMPORARY TABLE pg_roles (rolname text)",
    "a listener": "LISTEN kept",
    "settings of the system": "ALTER SYSTEM SET default_transaction_read_only = on; SELECT pg_reload_conf()",
    "settings of the database": "ALTER DATABASE postgres SET search_path = evil",
    "settings of the role": "ALTER ROLE postgres SET role = nobody; ALTER ROLE ALL SET search_path = evil",
    "an event trigger that refuses": """
        CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;
        CREATE EVENT TRIGGER refusing ON ddl_command_start EXECUTE FUNCTION refuse()
    """,
    "default privileges for everybody": "ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO PUBLIC",
    "privileges for everybody": "GRANT ALL ON pg_catalog.pg_authid TO PUBLIC; GRANT ALL ON DATABASE postgres TO PUBLIC",
    "a role without its rights": "ALTER ROLE postgres NOSUPERUSER",
    "a role under another name": "ALTER ROLE postgres RENAME TO somebody",
    "a role that may not connect": "ALTER ROLE postgres NOLOGIN CONNECTION LIMIT 0",
    "roles that own one another's things": """
        CREATE ROLE a CREATEROLE; CREATE ROLE b; CREATE SCHEMA s AUTHORIZATION a; CREATE TABLE s.t (x integer);
        ALTER TABLE s.t OWNER TO b; GRANT a TO b; GRANT SELECT ON s.t TO a; ALTER DATABASE postgres OWNER TO b
    """,
    "a catalogue that lies": """
        SET allow_system_table_mods = on;
        CREATE OR REPLACE FUNCTION pg_catalog.current_database() RETURNS name LANGUAGE sql AS $$ SELECT 'lie'::name $$
    """,
    "a catalogue without its rows": "SET allow_system_table_mods = on; DELETE FROM pg_catalog.pg_namespace",
    "a comment that says nothing": "COMMENT ON DATABASE postgres IS NULL",
    "a cast and an operator": """
        CREATE FUNCTION f(boolean) RETURNS xml LANGUAGE sql AS $$ SELECT NULL::xml $$;
        CREATE CAST (boolean AS xml) WITH FUNCTION f(boolean);
        CREATE OPERATOR pg_catalog.+ (LEFTARG = boolean, RIGHTARG = boolean, FUNCTION = pg_catalog.booleq)
    """,
    "a large object": "SELECT lo_create(4711)",
    "a publication": "CREATE TABLE t (x integer); CREATE PUBLICATION p FOR TABLE t",
    "another database": "CREATE DATABASE other",
    "a schema that is gone": "DROP SCHEMA public CASCADE; DROP SCHEMA information_schema CASCADE",
}
HOSTILE = SPOILING | ENDLESS

# What a new database is, asked in the way of a proof that works with roles.
NEXT = """
>>> engine = postgres()
>>> example.looks(engine)
('postgres', 'postgres', ['information_schema', 'public'], ['postgres'], [])
>>> example.works(engine)
('permission denied for table patients', 1)
"""
NEXT_EXAMPLE = """
from sqlalchemy import exc, text
def looks(engine):
    with engine.connect() as connection:
        ask = lambda query: sorted(connection.scalars(text(query)))
        return (
            *connection.execute(text("SELECT session_user, current_user")).one(),
            ask("SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_'"),
            ask("SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_'"),
            ask("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace OR relpersistence = 't'"),
        )
def works(engine):
    with engine.begin() as connection:
        connection.execute(text("CREATE ROLE app"))
        connection.execute(text("CREATE TABLE patients (name text)"))
    try:
        with engine.begin() as connection:
            connection.execute(text("SET LOCAL ROLE app"))
            connection.execute(text("SELECT name FROM patients"))
    except exc.ProgrammingError as error:
        refused = str(error.orig)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO patients VALUES ('Ada')"))
        return refused, connection.scalar(text("SELECT count(*) FROM patients"))
"""


def statements(program: str) -> list[str]:
    """Return the statements of a program; a ``$$`` keeps together what stands between it and the next."""
    found, inside = [""], False
    for part in program.replace(";", "\0;\0").replace("$$", "\0$$\0").split("\0"):
        inside ^= part == "$$"
        if part == ";" and not inside:
            found.append("")
        else:
            found[-1] += part
    return [statement.strip() for statement in found if statement.strip()]
