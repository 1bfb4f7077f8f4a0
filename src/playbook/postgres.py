"""An empty PostgreSQL database for a proof: the same file here and in the browser.

The driver is pg8000 in both places, since it is pure Python. It raises one class of error for all that the
server refuses; the engines of this module raise SQLAlchemy's own classes by the error's SQLSTATE, as
psycopg's errors make it do.
"""

import contextlib
import json
import os
import re
import socket
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, exc, make_url, text
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

# In the password of a server that puts a new database in place when it is asked; no other looks at it.
RENEWABLE = "renewable"
_LISTENING = re.compile(r'{"port":\s*(?P<port>\d+)')
_RENEW, _RENEWED = b"RENEW\n", b"OK\n"
# That server stands on this machine and speaks no TLS, so pg8000 need not read every certificate to offer it.
_PLAIN: Mapping[str, bool] = {"ssl_context": False}
# A database that does not answer for so long is taken to be busy for ever, and another one is asked for.
_PATIENCE_SECONDS = 1.0
_RENEWAL_SECONDS = 30.0

# What a user may have changed, catalogue by catalogue: as on the first day, or the database is spoiled.
_STATE = """
SELECT md5(concat_ws(';', session_user, current_user, current_schemas(true)::text,
 (SELECT string_agg(concat_ws(',', name, setting), ';' ORDER BY name) FROM pg_settings
  WHERE source IN ('database', 'user', 'database user', 'session', 'configuration file')),
 (SELECT string_agg(a::text, ';' ORDER BY a::text) FROM pg_authid a),
 (SELECT string_agg(concat_ws(',', roleid, member, grantor), ';' ORDER BY roleid, member) FROM pg_auth_members),
 (SELECT string_agg(concat_ws(',', datname, datdba, datacl, datconnlimit, datallowconn), ';' ORDER BY datname)
  FROM pg_database),
 (SELECT string_agg(concat_ws(',', relname, relkind, relacl, relowner, relnatts, relhasrules, relhastriggers), ';'
  ORDER BY oid) FROM pg_class WHERE relnamespace IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)),
 (SELECT string_agg(concat_ws(',', oid, proname, prosrc, proacl, proowner, proconfig), ';' ORDER BY oid) FROM pg_proc
  WHERE pronamespace IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)),
 (SELECT string_agg(concat_ws(',', nspname, nspowner, nspacl), ';' ORDER BY nspname) FROM pg_namespace),
 (SELECT string_agg(concat_ws(',', typname, typtype, typowner, typacl), ';' ORDER BY oid) FROM pg_type
  WHERE typnamespace = 'pg_catalog'::regnamespace),
 (SELECT string_agg(lanname || coalesce(lanacl::text, ''), ';' ORDER BY lanname) FROM pg_language),
 (SELECT string_agg(extname || extversion, ';' ORDER BY extname) FROM pg_extension),
 (SELECT string_agg(evtname, ';') FROM pg_event_trigger), (SELECT string_agg(d::text, ';') FROM pg_default_acl d),
 (SELECT string_agg(s::text, ';') FROM pg_db_role_setting s), (SELECT string_agg(p::text, ';') FROM pg_parameter_acl p),
 (SELECT count(*) FROM pg_cast), (SELECT count(*) FROM pg_operator), (SELECT count(*) FROM pg_collation),
 (SELECT count(*) FROM pg_opclass), (SELECT count(*) FROM pg_largeobject_metadata),
 (SELECT count(*) FROM pg_publication),
 (SELECT count(*) FROM pg_subscription), (SELECT count(*) FROM pg_foreign_data_wrapper),
 (SELECT count(*) FROM pg_tablespace), (SELECT count(*) FROM pg_prepared_xacts), (SELECT count(*) FROM pg_cursors),
 (SELECT count(*) FROM pg_prepared_statements WHERE from_sql),
 (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'), (SELECT count(*) FROM pg_listening_channels()),
 (SELECT count(*) FROM pg_class WHERE relpersistence = 't')))
"""

# Each on its own, whatever became of the others: the state is looked at afterwards.
_SESSION = (
    "ROLLBACK",
    "SET SESSION AUTHORIZATION {user}",  # PGlite goes on with another one after RESET
    "RESET SESSION AUTHORIZATION",
    "SET event_triggers = off",
    "DISCARD ALL",
    "SET event_triggers = off",
)
_DATABASE_SETTINGS = ("ALTER DATABASE {database} RESET ALL",)
# Those of the whole server, where it is nobody else's.
_SERVER_SETTINGS = (
    "ALTER SYSTEM RESET ALL",
    "ALTER ROLE ALL RESET ALL",
    "ALTER ROLE {user} RESET ALL",
    "ALTER ROLE {user} IN DATABASE {database} RESET ALL",
    "SELECT pg_reload_conf()",
    "RESET ALL",
)
_LEFT = text("""
SELECT format('DROP EVENT TRIGGER %I', evtname) FROM pg_event_trigger
UNION ALL SELECT format('DROP PUBLICATION %I', pubname) FROM pg_publication
UNION ALL SELECT format('DROP FOREIGN DATA WRAPPER %I CASCADE', fdwname) FROM pg_foreign_data_wrapper
UNION ALL SELECT format('SELECT lo_unlink(%s)', oid) FROM pg_largeobject_metadata
UNION ALL SELECT format('ROLLBACK PREPARED %L', gid) FROM pg_prepared_xacts WHERE database = current_database()
UNION ALL SELECT format('DROP EXTENSION %I CASCADE', extname) FROM pg_extension WHERE extname <> 'plpgsql'
UNION ALL SELECT format('DROP CAST (%s AS %s)', castsource::regtype, casttarget::regtype) FROM pg_cast
 WHERE oid >= 16384
""")

_opened: list[Any] = []


class NotOursError(RuntimeError):
    """The database was not given to the playbook, which therefore does not empty it."""


class SpoiledError(RuntimeError):
    """The database was changed in a way that cannot be undone, and no other one can take its place here."""


def postgres(url: str | None = None) -> Engine:
    """Return an engine on an empty database, the one at ``url`` or at ``DATABASE_URL``.

    Schemas, roles and settings that an earlier call's user made are gone, and so are their connections. Where
    that cannot be had, since the database is busy or was tampered with, the playbook's own server puts a new
    one in its place; elsewhere SpoiledError is raised.
    The engine has one connection, because PGlite has one session: a second one at the same time is
    refused with SQLAlchemy's TimeoutError, here as in the browser. Raises KeyError without a URL, and
    NotOursError for a database that was not made over with ``claim``.
    """
    address = url or os.environ[ENVIRONMENT]
    _close_earlier()
    if not _is_ours(address):
        _make_empty(address)
    else:
        try:
            _make_empty(address)
        except Exception:  # noqa: BLE001 - whatever it is that does not work, a new one does
            renew(address)
    return _engine(address)


def announced(line: str) -> str | None:
    """Return the URL of the playbook's own server if it says in this line that it listens, as ``{"port": …}``."""
    listening = _LISTENING.search(line)
    return listening and f"postgresql+pg8000://postgres:{RENEWABLE}@127.0.0.1:{listening['port']}/postgres"


def renew(url: str) -> None:
    """Have the playbook's own server put a new database in place of the one at ``url``, and claim it."""
    address = make_url(url)
    place = (address.host or "", address.port or 0)
    with socket.create_connection(place, timeout=_RENEWAL_SECONDS) as connection:
        connection.sendall(_RENEW)
        if connection.recv(len(_RENEWED)) != _RENEWED:
            raise SpoiledError("the PostgreSQL server could not start another database")
    claim(url)


def claim(url: str) -> None:
    """Make the database at ``url`` over to ``postgres``: from now on it may be emptied, but for today's roles."""
    engine = _engine(url)
    with _autocommit(engine) as connection:
        if _note(connection) is None:
            note: dict[str, Any] = {"roles": [str(name) for name in connection.scalars(_ROLES)]}
            if "PGlite" in str(connection.scalar(text("SELECT version()"))):  # nobody else changes it
                _drop_schemas(connection)
                note["state"] = _state(connection)
            database = connection.scalar(text("SELECT quote_ident(current_database())"))
            quoted = (_MARK + json.dumps(note)).replace("'", "''")
            connection.exec_driver_sql(f"COMMENT ON DATABASE {database} IS '{quoted}'")
    engine.dispose()


def _make_empty(address: str) -> None:
    """Empty the database, and look whether it is as it was when it was claimed."""
    engine = _engine(address, {"timeout": _PATIENCE_SECONDS} if _is_ours(address) else {})
    try:
        with _autocommit(engine) as connection:
            _try(connection, _SESSION)
            note = _kept(connection)
            _empty(connection, note["roles"])
            if "state" in note:
                _try(connection, _SERVER_SETTINGS)
            spoiled = "state" in note and note["state"] != _state(connection)
    finally:
        engine.dispose()
    if spoiled:
        raise SpoiledError("the database was changed in a way that cannot be undone; the next run gets another one")


def _state(connection: Connection) -> str:
    return str(connection.exec_driver_sql(_STATE.replace("%", "%%")).scalar())


def _try(connection: Connection, statements: Iterable[str]) -> None:
    """Run each of the statements, also when those before it are refused."""
    quote = connection.dialect.identifier_preparer.quote_identifier
    url = connection.engine.url
    names = {"user": quote(url.username or "postgres"), "database": quote(url.database or "postgres")}
    for statement in statements:
        with contextlib.suppress(exc.DBAPIError):
            connection.exec_driver_sql(statement.format(**names))


def _is_ours(address: str) -> bool:
    """Return whether this is the playbook's own server, as its password says."""
    return make_url(address).password == RENEWABLE


def _engine(url: str, options: Mapping[str, float] | None = None) -> Engine:
    arguments = {**(_PLAIN if _is_ours(url) else {}), **(options or {})}
    engine = create_engine(url, pool_size=1, max_overflow=0, pool_timeout=0, connect_args=arguments)
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


def _kept(connection: Connection) -> dict[str, Any]:
    note = _note(connection)
    if note is None:
        name = connection.scalar(text("SELECT current_database()"))
        raise NotOursError(
            f"the database {name!r} is not the playbook's own, and postgres() would empty it; "
            "make it over with playbook.postgres.claim(url) if nothing in it is needed"
        )
    kept: dict[str, Any] = json.loads(note)
    return kept


def _empty(connection: Connection, kept: list[str]) -> None:
    quote = connection.dialect.identifier_preparer.quote_identifier
    for statement in list(connection.scalars(_LEFT)):
        connection.exec_driver_sql(statement)
    _drop_schemas(connection)
    for role in [name for name in connection.scalars(_ROLES) if name not in kept]:
        connection.exec_driver_sql(f"DROP OWNED BY {quote(role)} CASCADE")
        connection.exec_driver_sql(f"DROP ROLE {quote(role)}")
    _try(connection, _DATABASE_SETTINGS)


def _drop_schemas(connection: Connection) -> None:
    """Drop all that is in the database, and make ``public`` as it is in a new one."""
    quote = connection.dialect.identifier_preparer.quote_identifier
    for schema in list(connection.scalars(_SCHEMAS)):
        connection.exec_driver_sql(f"DROP SCHEMA {quote(schema)} CASCADE")
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
