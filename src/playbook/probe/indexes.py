"""Which foreign keys PostgreSQL has to look up without an index, asked of the catalogue."""

from typing import Any

# An index serves a key whose columns it begins with, in whatever order. One that leaves out NULL alone does so too.
_UNINDEXED = """
SELECT conrelid::regclass || ': ' || pg_get_constraintdef(c.oid) FROM pg_constraint c
WHERE contype = 'f' AND NOT EXISTS (
    SELECT FROM pg_index i WHERE indrelid = conrelid AND indisvalid
    AND (indkey::int2[])[0:cardinality(conkey) - 1] @> conkey
    AND (indpred IS NULL OR pg_get_expr(indpred, indrelid) IN (
        SELECT format('(%I IS NOT NULL)', attname) FROM pg_attribute
        WHERE attrelid = conrelid AND attnum = ANY (conkey))))
ORDER BY 1
"""


def unindexed(engine: Any) -> list[str]:  # noqa: ANN401 - an engine of SQLAlchemy
    """Return the foreign keys that no valid index begins with, each with its table, sorted.

    Source: PostgreSQL's manual, "System Catalogs", pg_constraint and pg_index.

    Examples:
        probe.unindexed(engine)  # ['invoices: FOREIGN KEY (appointment_id) REFERENCES appointments(id)']
    """
    with engine.connect() as connection:
        return list(connection.exec_driver_sql(_UNINDEXED).scalars())
