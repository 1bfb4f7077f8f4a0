"""What a role may do in PostgreSQL, asked of the catalogue."""
# ruff: noqa: S608 - the queries are put together from texts of this file alone

from typing import Any

_OWN = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"
_NAME = "quote_ident(n.nspname) || '.' || quote_ident(c.relname)"
_TABLE_RIGHTS = "SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER,MAINTAIN"
_MAINTAIN_SINCE = 170_000  # PostgreSQL 17; an older server refuses to be asked for it


def _rights(rights: str, kind: str, what: str, source: str, check: str) -> str:
    """Return a query for ``RIGHT kind name``: one row for each right that ``check`` says the role has."""
    return (
        f"SELECT r || ' {kind}' || {what} FROM {source} CROSS JOIN unnest(string_to_array('{rights}', ',')) AS r "
        f"WHERE {check}"
    )


_QUERIES = (
    "SELECT a FROM pg_roles JOIN LATERAL (VALUES ('SUPERUSER', rolsuper), ('CREATEROLE', rolcreaterole), "
    "('CREATEDB', rolcreatedb), ('REPLICATION', rolreplication), ('BYPASSRLS', rolbypassrls), ('LOGIN', rolcanlogin)) "
    "AS attributes (a, there) ON there WHERE rolname = :role",
    "SELECT 'MEMBER ' || quote_ident(rolname) FROM pg_roles "
    "WHERE rolname <> :role AND pg_has_role(CAST(:role AS name), oid, 'MEMBER')",
    _rights("CREATE,CONNECT,TEMPORARY", "database", "''", "pg_database d",
            "d.datname = current_database() AND has_database_privilege(:role, d.oid, r)"),
    _rights("CREATE,USAGE", "schema ", "quote_ident(n.nspname)", "pg_namespace n",
            f"{_OWN} AND has_schema_privilege(:role, n.oid, r)"),
    _rights("CREATE", "schema ", "quote_ident(n.nspname)", "pg_namespace n",
            "n.nspname = 'pg_catalog' AND has_schema_privilege(:role, n.oid, r)"),
    _rights(_TABLE_RIGHTS, "table ", _NAME, "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace",
            f"{_OWN} AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND has_table_privilege(:role, c.oid, r)"),
    _rights("SELECT,INSERT,UPDATE,REFERENCES", "column ", f"{_NAME} || '.' || quote_ident(a.attname)",
            "pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace",
            f"{_OWN} AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped "
            "AND NOT has_table_privilege(:role, c.oid, r) AND has_column_privilege(:role, c.oid, a.attnum, r)"),
    _rights("USAGE,SELECT,UPDATE", "sequence ", _NAME, "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace",
            f"{_OWN} AND c.relkind = 'S' AND has_sequence_privilege(:role, c.oid, r)"),
    _rights("EXECUTE", "function ", "p.oid::regprocedure", "pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace",
            f"(({_OWN}) OR (p.proacl IS NOT NULL "
            "AND NOT EXISTS (SELECT 1 FROM aclexplode(p.proacl) g WHERE g.grantee = 0))) "
            "AND has_function_privilege(:role, p.oid, r)"),
    "SELECT DISTINCT 'OWNS ' || kind || name FROM ("
    "SELECT 'database' AS kind, '' AS name, datdba AS owner FROM pg_database WHERE datname = current_database() "
    f"UNION ALL SELECT 'schema ', quote_ident(n.nspname), n.nspowner FROM pg_namespace n WHERE {_OWN} "
    f"UNION ALL SELECT CASE c.relkind WHEN 'S' THEN 'sequence ' ELSE 'table ' END, {_NAME}, c.relowner FROM pg_class c "
    f"JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {_OWN} AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') "
    "UNION ALL SELECT 'function ', p.oid::regprocedure::text, p.proowner FROM pg_proc p "
    f"JOIN pg_namespace n ON n.oid = p.pronamespace WHERE {_OWN}) AS things "
    "WHERE pg_has_role(:role, owner, 'USAGE')",
    "SELECT g.privilege_type || ' on future ' || CASE d.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' "
    "WHEN 'f' THEN 'functions' WHEN 'T' THEN 'types' WHEN 'n' THEN 'schemas' ELSE 'large objects' END "
    "|| coalesce(' in ' || quote_ident(n.nspname), '') || ' of ' || quote_ident(pg_get_userbyid(d.defaclrole)) "
    "FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace CROSS JOIN aclexplode(d.defaclacl) g "
    "WHERE g.grantee <> d.defaclrole AND (g.grantee = 0 OR pg_has_role(:role, g.grantee, 'USAGE'))",
    "SELECT g.privilege_type || ' parameter ' || p.parname FROM pg_parameter_acl p CROSS JOIN aclexplode(p.paracl) g "
    "WHERE g.grantee = 0 OR pg_has_role(:role, g.grantee, 'USAGE')",
)  # fmt: skip


def privileges(connection: Any, role: str) -> set[str]:  # noqa: ANN401 - SQLAlchemy's, imported by who has one
    """Return all that the role may do in this database, by whatever way it may: PUBLIC's and memberships' too.

    ``connection`` is a SQLAlchemy engine or connection. The texts read like a GRANT: ``SELECT table clinic.notes``,
    ``UPDATE column clinic.notes.text``, ``USAGE schema clinic``, ``CONNECT database``, ``EXECUTE function f(text)``,
    ``INSERT on future tables in clinic of migrator``, ``OWNS table clinic.patients``, ``MEMBER pg_read_all_data``,
    attributes as ``CREATEROLE``. System catalogues are left out, but for functions that PUBLIC may not run.
    Compare the set with what is needed, and nothing more: PUBLIC has ``CONNECT`` and ``TEMPORARY`` on the database.
    Raises LookupError for a role that is not there.
    """
    if hasattr(connection, "connect"):
        with connection.connect() as opened:
            return privileges(opened, role)
    from sqlalchemy import text  # noqa: PLC0415 - for rules that use it

    if not connection.scalar(text("SELECT count(*) FROM pg_roles WHERE rolname = :role"), {"role": role}):
        raise LookupError(f"there is no role {role!r}")
    found: set[str] = set()
    knows_maintain = int(connection.scalar(text("SHOW server_version_num"))) >= _MAINTAIN_SINCE
    for query in _QUERIES if knows_maintain else [query.replace(",MAINTAIN", "") for query in _QUERIES]:
        found.update(str(row) for row in connection.scalars(text(query.replace("::", "\\:\\:")), {"role": role}))
    return found
