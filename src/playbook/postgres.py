"""An empty PostgreSQL database for a proof: the same file here and in the browser.

The driver is pg8000 in both places, since it is pure Python. It raises one class of error for all that the
server refuses; the engines of this module raise SQLAlchemy's own classes by the error's SQLSTATE, as
psycopg's errors make it do.
"""

import contextlib
import json
import os
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, exc, text
from sqlalchemy.engine import ExceptionContext

ENVIRONMENT = "DATABASE_URL"
_MARK = "playbook: "

# The first two characters of a SQLSTATE, and the class that psycopg gives its errors.
_CLASSES: dict[type[exc.DatabaseError], str] = {
    exc.DataError: "02 22",
    exc.IntegrityError: "23",
    exc.InternalError: "24 25 2B 2D XX",
    exc.NotSupportedError: "0A",
    exc.OperationalError: "08 27 28 2F 38 39 3B 40 53 54 55 57 58 F0 HV",
    exc.ProgrammingError: "20 21 26 34 3D 3F 42 44 P0",
}
_ERRORS = {state: error for error, states in _CLASSES.items() for state in states.split()}

_MINE = text("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()")
_SCHEMAS = text("SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'")
_ROLES = text("SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_' ORDER BY rolname")

_opened: list[Any] = []


class NotOursError(RuntimeError):
    """The database was not given to the playbook, which therefore does not empty it."""


def postgres(url: str | None = None) -> Engine:
    """Return an engine on an empty database, the one at ``url`` or at ``DATABASE_URL``.

    Schemas, roles and settings that an earlier call's user made are gone, and so are their connections.
    The engine has one connection, because PGlite has one session: a second one at the same time is
    refused with SQLAlchemy's TimeoutError, here as in the browser. Raises KeyError without a URL, and
    NotOursError for a database that was not made over with ``claim``.
    """
    _close_earlier()
    engine = _engine(url or os.environ[ENVIRONMENT])
    with _autocommit(engine) as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("DISCARD ALL")
        _empty(connection, _kept_roles(connection))
    return engine


def claim(url: str) -> None:
    """Make the database at ``url`` over to ``postgres``: from now on it may be emptied, but for today's roles."""
    engine = _engine(url)
    with _autocommit(engine) as connection:
        if _note(connection) is None:
            roles = json.dumps([str(name) for name in connection.scalars(_ROLES)])
            database = connection.scalar(text("SELECT quote_ident(current_database())"))
            quoted = (_MARK + roles).replace("'", "''")
            connection.exec_driver_sql(f"COMMENT ON DATABASE {database} IS '{quoted}'")
    engine.dispose()


def _engine(url: str) -> Engine:
    engine = create_engine(url, pool_size=1, max_overflow=0, pool_timeout=0)
    event.listen(engine, "handle_error", _classed)
    event.listen(engine, "connect", _remember)
    return engine


def _remember(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's connection has no type
    _opened.append(connection)


def _close_earlier() -> None:
    """End what earlier engines left open: a transaction of theirs would hold its locks."""
    while _opened:
        with contextlib.suppress(Exception):
            _opened.pop().close()


@contextlib.contextmanager
def _autocommit(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        yield connection.execution_options(isolation_level="AUTOCOMMIT")


def _note(connection: Connection) -> str | None:
    """Return what ``claim`` noted about the database, or None."""
    comment = connection.scalar(_MINE)
    return comment.removeprefix(_MARK) if comment and comment.startswith(_MARK) else None


def _kept_roles(connection: Connection) -> list[str]:
    note = _note(connection)
    if note is None:
        name = connection.scalar(text("SELECT current_database()"))
        raise NotOursError(
            f"the database {name!r} is not the playbook's own, and postgres() would empty it; "
            "make it over with playbook.postgres.claim(url) if nothing in it is needed"
        )
    kept: list[str] = json.loads(note)
    return kept


def _empty(connection: Connection, kept: list[str]) -> None:
    quote = connection.dialect.identifier_preparer.quote_identifier
    for schema in list(connection.scalars(_SCHEMAS)):
        connection.exec_driver_sql(f"DROP SCHEMA {quote(schema)} CASCADE")
    for role in [name for name in connection.scalars(_ROLES) if name not in kept]:
        connection.exec_driver_sql(f"DROP OWNED BY {quote(role)} CASCADE")
        connection.exec_driver_sql(f"DROP ROLE {quote(role)}")
    database = connection.scalar(text("SELECT quote_ident(current_database())"))
    connection.exec_driver_sql(f"ALTER DATABASE {database} RESET ALL")
    connection.exec_driver_sql("CREATE SCHEMA public AUTHORIZATION pg_database_owner")
    connection.exec_driver_sql("GRANT USAGE ON SCHEMA public TO PUBLIC")


def _classed(context: ExceptionContext) -> exc.DBAPIError | None:
    """Return the error in the class of its SQLSTATE; its ``orig`` has the server's message and ``sqlstate``."""
    raised, cause = context.sqlalchemy_exception, context.original_exception
    fields = cause.args[0] if cause.args else None
    if not isinstance(raised, exc.DBAPIError) or not isinstance(fields, dict) or "C" not in fields:
        return None
    error = _ERRORS.get(fields["C"][:2], exc.DatabaseError)
    refusal = getattr(context.dialect.loaded_dbapi, error.__name__)(fields["M"])
    refusal.sqlstate = fields["C"]
    return error(
        raised.statement,
        raised.params,
        refusal,
        hide_parameters=raised.hide_parameters,
        connection_invalidated=raised.connection_invalidated,
        ismulti=raised.ismulti,
    )
