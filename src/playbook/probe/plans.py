"""How PostgreSQL would run statements, as EXPLAIN says it, and how many rows it has read, as it counts them."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from playbook.probe.sql import Statement

_PLANNED = re.compile(r"[\s(]*(SELECT|WITH|INSERT|UPDATE|DELETE|MERGE|VALUES|TABLE)\b", re.IGNORECASE)
_BY_INDEX = {"Index Scan", "Index Only Scan"}
_CONDITION = "Index Cond"
_TOLD = "SELECT pg_stat_force_next_flush()"
_READ = """
SELECT (SELECT coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0) FROM pg_stat_user_tables)
 + (SELECT coalesce(sum(idx_tup_read), 0) FROM pg_stat_user_indexes)
"""


def read_whole(engine: Any, statements: Iterable[Statement]) -> list[str]:  # noqa: ANN401 - an engine of SQLAlchemy
    """Return the tables that PostgreSQL would read from end to end for these statements, sorted, each once.

    One that is read by way of an index, and of which no condition picks a part, is read from end to end too. For what
    has no plan, such as SET, nothing is asked. Which way PostgreSQL chooses depends on how many rows there are, and
    on ANALYZE. Source: PostgreSQL's manual, "EXPLAIN" and "Using EXPLAIN".

    Examples:
        A table has an index on `day`, and enough rows that PostgreSQL would use it:

            with probe.statements() as ran:
                example.list_day(engine, day)
            probe.read_whole(engine, ran.statements)  # [], or ['appointments'] without the index
    """
    asked = [one for one in statements if _PLANNED.match(one.text)]
    with engine.connect() as connection:
        told = [
            connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {one.text}", one.parameters).scalar() for one in asked
        ]
    plans = [json.loads(one) if isinstance(one, str) else one for one in told]
    nodes = [node for [plan] in plans for node in _nodes(plan["Plan"])]
    return sorted({node["Relation Name"] for node in nodes if _is_whole(node)})


def rows_read(engine: Any, work: Callable[[], object]) -> int:  # noqa: ANN401 - an engine of SQLAlchemy
    """Return how many rows of tables and indexes PostgreSQL reads while this is called, by its own count.

    It sees what no statement shows: functions in the database, triggers, the checks of foreign keys, and cursors that
    SQLAlchemy is not told of. A row that is found by an index counts twice. A server of several sessions tells of the
    engine's own at once, and of others within a second. Source: PostgreSQL's manual, "Cumulative Statistics System".

    Examples:
        probe.rows_read(engine, lambda: example.find_patients(engine, "Ada"))  # 2, or 10000 without the index
    """
    before = _read(engine)
    work()
    return _read(engine) - before


def _read(engine: Any) -> int:  # noqa: ANN401 - an engine of SQLAlchemy
    with engine.begin() as connection:  # the count is told at the end of the transaction
        connection.exec_driver_sql(_TOLD)
    with engine.connect() as connection:
        return int(connection.exec_driver_sql(_READ).scalar())


def _nodes(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from _nodes(part)


def _is_whole(node: Mapping[str, Any]) -> bool:
    kind = node["Node Type"]
    return kind == "Seq Scan" or (kind in _BY_INDEX and _CONDITION not in node)
