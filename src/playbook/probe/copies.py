"""Many rows at once, made of those that are there, in tables of which a proof knows nothing but what they declare."""

import uuid
from collections.abc import Iterator
from typing import Any

# Sequences go on behind the rows that were there before, and stay below the copies.
_FIRST_STEP = 100_000


def multiply(engine: Any, metadata: Any, times: int) -> None:  # noqa: ANN401 - SQLAlchemy's Engine and MetaData
    """Copy every row of these tables so many times, in PostgreSQL itself.

    Each copy has keys of its own, and refers to the copy of what its original refers to, wherever that is declared
    as a foreign key. All else in it is the same. Keys are whole numbers, texts and UUIDs.

    Examples:
        Twenty visits of Monday become a hundred:

            probe.multiply(engine, example.Base.metadata, 4)
    """
    quoted = engine.dialect.identifier_preparer
    with engine.begin() as connection:
        step, mark = _FIRST_STEP + _largest(connection, metadata), uuid.uuid4().hex
        for table in metadata.sorted_tables:
            name, keys = quoted.format_table(table), set(_keys(table))
            stored = [column for column in table.columns if column.computed is None]
            copied = {quoted.format_column(one): one.type.python_type if one in keys else None for one in stored}
            values = ", ".join(_other(column, kind, step, mark) for column, kind in copied.items())
            connection.exec_driver_sql(
                f"INSERT INTO {name} ({', '.join(copied)}) OVERRIDING SYSTEM VALUE "  # noqa: S608 - all names are quoted
                f"SELECT {values} FROM {name}, generate_series(1, {int(times)}) AS copy"
            )


def _largest(connection: Any, metadata: Any) -> int:  # noqa: ANN401 - as above
    """Return the largest number that is a key anywhere."""
    quoted = connection.dialect.identifier_preparer
    keys = [one for table in metadata.sorted_tables for one in _keys(table) if one.type.python_type is int]
    largest = 0
    for key in keys:
        asked = f"SELECT max({quoted.format_column(key)}) FROM {quoted.format_table(key.table)}"  # noqa: S608 - as above
        largest = max(largest, connection.exec_driver_sql(asked).scalar() or 0)
    return largest


def _keys(table: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    """Yield the columns that differ in a copy: foreign keys, and one of each key that has none of them."""
    found = {column for column in table.columns if column.foreign_keys}
    for key in _unique(table):
        columns = list(key.columns)
        if columns and not found & set(columns):
            found.add(columns[-1])
    yield from found


def _unique(table: Any) -> list[Any]:  # noqa: ANN401 - as above
    from sqlalchemy import UniqueConstraint  # noqa: PLC0415 - for rules that use it

    constraints = [one for one in table.constraints if isinstance(one, UniqueConstraint)]
    return [table.primary_key, *constraints, *(one for one in table.indexes if one.unique)]


def _other(column: str, kind: object, step: int, mark: str) -> str:
    """Return the SQL of a value in a copy: another one for each number and key, or the same."""
    if kind is int:
        return f"{column} + copy * {step}"
    if kind is uuid.UUID:
        return f"md5({column}::text || copy || '{mark}')::uuid"
    return f"{column} || copy || '{mark}'" if kind is str else column
