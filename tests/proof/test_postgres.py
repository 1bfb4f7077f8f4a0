"""The empty database that a proof gets, on a real server."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, exc, make_url, text

from playbook.postgres import RENEWABLE, NotOursError, claim, postgres
from playbook.proving import pglite

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with pglite.server() as address:
        yield address


def _name(url: str) -> str | None:
    return make_url(url).database


def _as_any_server(url: str) -> str:
    """Return the address without the word by which the playbook's own server is known."""
    named = make_url(url)
    if named.password == RENEWABLE:
        named = named.set(password="postgres")  # noqa: S106 - nobody's
    return named.render_as_string(hide_password=False)


def _state(error: exc.DBAPIError) -> str:
    return str(getattr(error.orig, "sqlstate", ""))


@pytest.mark.parametrize(
    ("statement", "error", "state"),
    [
        ("SELECT 1 / 0", exc.DataError, "22012"),
        ("SELECT day FROM nowhere", exc.ProgrammingError, "42P01"),
        ("INSERT INTO patient VALUES (1), (1)", exc.IntegrityError, "23505"),
        ("INSERT INTO patient VALUES (-1)", exc.IntegrityError, "23514"),
        ("INSERT INTO patient VALUES (NULL)", exc.IntegrityError, "23502"),
        ("DO $$ BEGIN SET LOCAL ROLE app; PERFORM * FROM patient; END $$", exc.ProgrammingError, "42501"),
        ("DO $$ BEGIN RAISE EXCEPTION 'no'; END $$", exc.ProgrammingError, "P0001"),
        ("ROLLBACK TO SAVEPOINT never", exc.OperationalError, "3B001"),
    ],
)
def test_error_has_the_class_of_its_sqlstate(url: str, statement: str, error: type[exc.DBAPIError], state: str) -> None:
    engine = postgres(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE ROLE app"))
        connection.execute(text("CREATE TABLE patient (id integer PRIMARY KEY CHECK (id > 0))"))
    with engine.connect() as connection, pytest.raises(error) as raised:
        connection.execute(text(statement))
    assert type(raised.value) is error
    assert _state(raised.value) == state


def test_error_says_what_the_server_said(url: str) -> None:
    with postgres(url).connect() as connection, pytest.raises(exc.ProgrammingError) as raised:
        connection.execute(text("SELECT day FROM nowhere"))
    assert str(raised.value.orig) == 'relation "nowhere" does not exist'


def test_each_call_gives_an_empty_database(url: str) -> None:
    with postgres(url).begin() as connection:
        connection.execute(text("CREATE ROLE clinic_app"))
        connection.execute(text("CREATE ROLE owner_of_things"))
        connection.execute(text('CREATE SCHEMA "Odd ""name" AUTHORIZATION owner_of_things'))
        connection.execute(text("CREATE TABLE patient (id integer)"))
        connection.execute(text("GRANT SELECT ON patient TO clinic_app"))
        connection.execute(text(f"ALTER DATABASE {_name(url)} SET statement_timeout = 1234"))
        connection.execute(text("SET ROLE clinic_app"))
    with postgres(url).connect() as connection:
        left = connection.scalar(text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
        roles = connection.scalar(
            text("SELECT count(*) FROM pg_roles WHERE rolname IN ('clinic_app', 'owner_of_things')")
        )
        schemas = set(connection.scalars(text("SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_'")))
        assert (left, roles) == (0, 0)
        assert schemas == {"information_schema", "public"}
        assert connection.scalar(text("SELECT current_user")) == "postgres"


def test_open_transaction_of_an_earlier_engine_is_ended(url: str) -> None:
    connection = postgres(url).connect()
    connection.execute(text("CREATE TABLE patient (id integer)"))
    with postgres(url).connect() as fresh:
        assert fresh.scalar(text("SELECT to_regclass('patient')")) is None
    with contextlib.suppress(Exception):
        connection.close()


def test_second_connection_at_the_same_time_is_refused(url: str) -> None:
    engine = postgres(url)
    with engine.connect(), pytest.raises(exc.TimeoutError):
        engine.connect()


def test_database_that_was_not_made_over_is_left_alone(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(f"COMMENT ON DATABASE {_name(url)} IS 'the books of the clinic'"))
    try:
        with pytest.raises(NotOursError, match="not the playbook's own"):
            postgres(_as_any_server(url))
    finally:
        claim(url)
        engine.dispose()
    postgres(url)


def test_server_without_its_packages_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(pglite.ENVIRONMENT, raising=False)
    with pytest.raises(pglite.PostgresError, match="npm ci"), pglite.server(tmp_path):
        pass


def test_server_that_dies_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(pglite.ENVIRONMENT, raising=False)
    (tmp_path / "node_modules/@electric-sql/pglite-socket").mkdir(parents=True)
    script = tmp_path / "bundle/postgres-server.mjs"
    script.parent.mkdir()
    script.write_text("console.error('no memory left'); process.exit(1)", encoding="utf-8")
    with pytest.raises(pglite.PostgresError, match="no memory left"), pglite.server(tmp_path):
        pass
