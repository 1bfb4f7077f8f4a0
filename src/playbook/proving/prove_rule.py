"""Prove one side of a rule of the catalogue, with the database that it asks for."""

import atexit
import contextlib
from functools import cache

from playbook.book.catalogue import Rule
from playbook.proof import NOTHING, Line, Report, Result, Side
from playbook.proving.run_in_child import prove_apart


def report(rule: Rule, side: Side) -> Report:
    """Return what each line of the rule's proof gives for this side's example."""
    url = _postgres_url() if "postgres" in rule.matter.requires else None
    return prove_apart(rule.proof, rule.source(side), filename=f"{side}.py", postgres_url=url)


def fault(side: Side, line: Line, result: Result) -> str:
    """Return how the result differs from what the page says of this side, or nothing if it does not."""
    if line.accepts(result.got, side):
        return ""
    return f"line: {line.source}\nwant: {line.wanted(side) or NOTHING}\ngot:  {result.got or NOTHING}\n"


@cache
def _postgres_url() -> str:
    """Return the address of this process's PostgreSQL, started at the first call and stopped at exit."""
    from playbook.proving.pglite import server  # noqa: PLC0415 - SQLAlchemy is needed by the rules that ask for it, not by all

    stack = contextlib.ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(server())
