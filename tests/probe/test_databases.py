"""Statements of every engine and connection; what a role may, from the catalogue."""

import sqlite3
from collections.abc import Iterator
from sqlite3 import connect

import pytest
from sqlalchemy import (
    Column,
    Computed,
    Engine,
    ForeignKey,
    Identity,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    create_engine,
    func,
    select,
    text,
)

from playbook import probe
from playbook.postgres import postgres
from playbook.proving import pglite

pytestmark = pytest.mark.slow

OLD = create_engine("sqlite://")


def test_statements_of_engines_old_and_new_once_each() -> None:
    with OLD.connect() as held, probe.statements() as ran:
        held.execute(text("SELECT :x"), {"x": 1})
        with create_engine("sqlite://").begin() as connection:
            connection.execute(text("CREATE TABLE t (x)"))
            connection.execute(text("INSERT INTO t\n  VALUES (1)"))
    assert ran.texts == ["SELECT ?", "CREATE TABLE t (x)", "INSERT INTO t VALUES (1)"]
    assert ran.statements[0].parameters == (1,)
    with OLD.connect() as connection:
        connection.execute(text("SELECT 2"))
    assert len(ran) == 3


def test_statements_of_sqlite_itself() -> None:
    old = sqlite3.connect(":memory:")
    with probe.statements() as ran:
        old.execute("SELECT 1")
        new = connect(":memory:")
        new.execute("SELECT ?", (2,))
    old.execute("SELECT 3")
    assert ran.texts == ["SELECT 1", "SELECT 2"]


def test_refused_statement_does_not_hide_the_next() -> None:
    plain = sqlite3.connect(":memory:")
    with probe.statements() as ran, OLD.connect() as connection:
        with pytest.raises(Exception, match="no such table"):
            connection.execute(text("SELECT day FROM nowhere"))
        plain.execute("SELECT 1")
    assert ran.texts == ["SELECT day FROM nowhere", "SELECT 1"]


def test_rows_that_were_fetched(engine: Engine) -> None:
    with probe.statements() as ran, engine.connect() as connection:
        connection.execute(text("SELECT n FROM generate_series(1, 40) AS n")).first()
        connection.execute(text("CREATE TEMP TABLE fetched AS SELECT 1 AS n"))
        connection.execute(text("INSERT INTO fetched SELECT n FROM fetched"))
        connection.execute(text("SELECT n FROM generate_series(1, 0) AS n"))
    assert ran.rows == 40
    ran.clear()
    assert ran.rows == 0


WITH_A_JOIN = "SELECT v.id FROM visits v JOIN notes USING (id) WHERE v.day = 7"
NOTED = """
CREATE FUNCTION noted(n integer) RETURNS bigint LANGUAGE plpgsql
AS 'BEGIN RETURN (SELECT count(*) FROM notes WHERE id = n); END'
"""
WITH_A_PART = "WITH one AS (SELECT id FROM visits WHERE id = 7) DELETE FROM notes WHERE id IN (SELECT id FROM one)"


@pytest.mark.parametrize(
    ("statement", "whole"),
    [
        ("SELECT id FROM visits WHERE day = 7", []),
        ("SELECT id FROM visits WHERE day + 0 = 7", ["visits"]),
        ("SELECT id, note FROM visits ORDER BY id", ["visits"]),  # by way of the primary key's index
        (WITH_A_JOIN, ["notes"]),
        (WITH_A_PART, ["notes"]),
        ("SET LOCAL statement_timeout = 1000", []),
    ],
)
def test_tables_that_are_read_from_end_to_end(tables: Engine, statement: str, whole: list[str]) -> None:
    with probe.statements() as ran, tables.connect() as connection:
        connection.exec_driver_sql(statement)
    assert probe.read_whole(tables, ran.statements) == whole


@pytest.mark.parametrize(
    ("statement", "few"),
    [
        ("SELECT id FROM visits WHERE day = 7", True),
        ("SELECT id FROM visits WHERE day + 0 = 7", False),
        ("SELECT id, note FROM visits ORDER BY id", False),
        ("SELECT noted(7)", False),
    ],
)
def test_rows_that_the_server_has_read(tables: Engine, statement: str, *, few: bool) -> None:
    with tables.begin() as connection:
        connection.exec_driver_sql(NOTED)

    def ask() -> None:
        raw = tables.raw_connection()
        raw.cursor().execute(statement)
        raw.close()

    assert (probe.rows_read(tables, ask) <= 2) == few
    with tables.begin() as connection:
        connection.exec_driver_sql("DROP FUNCTION noted")


@pytest.fixture
def tables(engine: Engine) -> Iterator[Engine]:
    """Two tables, one with indexes."""
    with engine.begin() as connection:
        for statement in (
            "CREATE TABLE visits AS SELECT n AS id, n AS day, 'note' AS note FROM generate_series(1, 5000) n",
            "CREATE TABLE notes AS SELECT id FROM visits",
            "ALTER TABLE visits ADD PRIMARY KEY (id)",
            "CREATE INDEX ON visits (day)",
            "ANALYZE visits",
        ):
            connection.exec_driver_sql(statement)
    yield engine
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE visits, notes")


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with pglite.server() as url:
        made = postgres(url)
        with made.begin() as connection:
            for statement in SET_UP.split(";"):
                connection.execute(text(statement))
        yield made
        made.dispose()


SET_UP = """
CREATE SCHEMA clinic; CREATE ROLE owner; CREATE ROLE app;
CREATE TABLE clinic.patients (id serial, name text, pay integer); ALTER TABLE clinic.patients OWNER TO owner;
CREATE FUNCTION clinic.f() RETURNS integer LANGUAGE sql AS 'SELECT 1';
REVOKE EXECUTE ON FUNCTION clinic.f() FROM PUBLIC
"""
PUBLIC = {"CONNECT database", "TEMPORARY database", "USAGE schema public"}


def _with(engine: Engine, statement: str) -> set[str]:
    """Return what the statement adds to what the role may; nothing of it stays."""
    with engine.connect() as connection:
        before = probe.privileges(connection, "app")
        for one in statement.split(";"):
            connection.execute(text(one))
        after = probe.privileges(connection, "app")
        connection.rollback()
    return after - before


def test_new_role_may_what_public_may(engine: Engine) -> None:
    assert probe.privileges(engine, "app") == PUBLIC


DEFAULT = "ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA clinic GRANT DELETE ON TABLES TO app"
OWN = "CREATE TABLE clinic.own (x integer); ALTER TABLE clinic.own OWNER TO app"
ATTRIBUTES = {"CREATEROLE", "CREATEDB", "BYPASSRLS", "REPLICATION"}


@pytest.mark.parametrize(
    ("statement", "added"),
    [
        ("GRANT SELECT ON clinic.patients TO app", {"SELECT table clinic.patients"}),
        ("GRANT UPDATE (name) ON clinic.patients TO app", {"UPDATE column clinic.patients.name"}),
        ("GRANT SELECT ON clinic.patients TO PUBLIC", {"SELECT table clinic.patients"}),
        ("GRANT TRIGGER ON clinic.patients TO app", {"TRIGGER table clinic.patients"}),
        ("GRANT REFERENCES ON clinic.patients TO app", {"REFERENCES table clinic.patients"}),
        ("GRANT USAGE ON SEQUENCE clinic.patients_id_seq TO app", {"USAGE sequence clinic.patients_id_seq"}),
        ("GRANT EXECUTE ON FUNCTION clinic.f() TO app", {"EXECUTE function clinic.f()"}),
        ("GRANT CREATE ON SCHEMA public TO app", {"CREATE schema public"}),
        ("ALTER ROLE app CREATEROLE CREATEDB BYPASSRLS REPLICATION", ATTRIBUTES),
        ("GRANT pg_execute_server_program TO app", {"MEMBER pg_execute_server_program"}),
        ("GRANT EXECUTE ON FUNCTION pg_read_file(text) TO app", {"EXECUTE function pg_read_file(text)"}),
        (DEFAULT, {"DELETE on future tables in clinic of owner"}),
        ("GRANT SET ON PARAMETER log_statement TO app", {"SET parameter log_statement"}),
        (OWN, {"OWNS table clinic.own", "DELETE table clinic.own"}),
        ("GRANT owner TO app", {"MEMBER owner", "OWNS table clinic.patients", "DELETE table clinic.patients"}),
        ("ALTER ROLE app SUPERUSER", {"SUPERUSER", "DELETE table clinic.patients", "CREATE database"}),
    ],
)  # fmt: skip
def test_each_privilege_is_seen(engine: Engine, statement: str, added: set[str]) -> None:
    assert added <= _with(engine, statement)


def test_unknown_role_is_an_error(engine: Engine) -> None:
    with pytest.raises(LookupError, match="nobody"):
        probe.privileges(engine, "nobody")


def test_statements_past_sqlalchemy_are_seen_with_what_they_bring(engine: Engine) -> None:
    with probe.statements() as ran, engine.connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute("SELECT n FROM generate_series(8, %s) AS n", (10,))
        cursor.execute("SELECT 'abc' AS one")
    assert ran.texts == ["SELECT n FROM generate_series(8, $1) AS n", "SELECT 'abc' AS one"]
    assert (ran.rows, ran.size) == (4, len("8910abc"))


def test_what_sqlalchemy_asks_for_itself_is_left_out(engine: Engine) -> None:
    with probe.statements() as ran, engine.connect() as connection:
        found = connection.execution_options(yield_per=3).execute(text("SELECT n FROM generate_series(1, 10) AS n"))
        assert len(found.all()) == 10
    assert len(ran) == 1
    assert ran.rows == 10


def test_nobody_sends_more_than_the_most(engine: Engine) -> None:
    with probe.statements() as ran, engine.connect() as connection:
        ran.most = 1
        connection.execute(text("SELECT 1"))
        with pytest.raises(probe.TooManyError, match="more than 1 statements"):
            connection.execute(text("SELECT 2"))
        with pytest.raises(probe.TooManyError):
            connection.connection.cursor().execute("SELECT 3")
    assert ran.texts == ["SELECT 1"]


@pytest.mark.parametrize(
    ("index", "served"),
    [
        ("(patient)", True),
        ("(patient, day)", True),
        ("(day, patient)", False),
        ("(patient) WHERE patient IS NOT NULL", True),
        ("(patient) WHERE day IS NOT NULL", False),
        ("((patient::text))", False),
    ],
)
def test_foreign_keys_without_an_index(engine: Engine, index: str, *, served: bool) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE people (id integer PRIMARY KEY)")
        connection.exec_driver_sql("CREATE TABLE stays (patient integer REFERENCES people, day integer)")
        connection.exec_driver_sql(f"CREATE INDEX ON stays {index}")
    found = probe.unindexed(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE stays, people")
    assert found == ([] if served else ["stays: FOREIGN KEY (patient) REFERENCES people(id)"])


def copied_tables(metadata: MetaData) -> tuple[Table, Table, Table]:
    """Return visits, steps that refer to them, and notes that nobody numbers but the database."""
    visits = Table(
        "copied_visits",
        metadata,
        Column("id", Uuid, primary_key=True, server_default=text("gen_random_uuid()")),
        Column("day", Integer),
        Column("number", Integer),
        Column("code", Text, unique=True),
        Column("twice", Integer, Computed("number * 2")),
        UniqueConstraint("day", "number"),
    )
    steps = Table(
        "copied_steps",
        metadata,
        Column("visit_id", ForeignKey(visits.c.id), primary_key=True),
        Column("place", Integer, primary_key=True),
    )
    notes = Table("copied_notes", metadata, Column("id", Integer, Identity(always=True), primary_key=True))
    return visits, steps, notes


def test_copies_belong_together_and_have_keys_of_their_own(engine: Engine) -> None:
    metadata = MetaData()
    visits, steps, notes = copied_tables(metadata)
    metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(
            visits.insert(), [{"day": 7, "number": 1, "code": "a"}, {"day": 7, "number": 2, "code": "b"}]
        )
        one = connection.scalar(select(visits.c.id).where(visits.c.number == 1))
        connection.execute(steps.insert(), [{"visit_id": one, "place": 1}, {"visit_id": one, "place": 2}])
        connection.execute(notes.insert())
    for times in (3, 2):
        probe.multiply(engine, metadata, times)
    with engine.begin() as connection:
        connection.execute(notes.insert())
        each = select(func.count()).select_from(steps).group_by(steps.c.visit_id)
        assert connection.scalars(each).all() == [2] * 12
        counts = [connection.scalar(select(func.count()).select_from(table)) for table in (visits, steps, notes)]
    metadata.drop_all(engine)
    assert counts == [24, 24, 13]
