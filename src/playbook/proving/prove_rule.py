"""Prove one side of a rule of the catalogue, with the database that it asks for."""

import atexit
import contextlib
from functools import cache

from playbook.book.catalogue import Rule
from playbook.proof import NOTHING, Report, Result, Side
from playbook.proving.run_in_child import Limits, prove_apart


def report(rule: Rule, side: Side) -> Report:
    """Return what each line of the rule's proof gives for this side's example, and whether its page says so."""
    return proven(rule, rule.source(side), filename=f"{side}.py", side=side)


def proven(
    rule: Rule,
    source: str,
    *,
    filename: str,
    side: Side = "good",
    limits: Limits | None = None,
) -> Report:
    """Return what each line of the rule's proof gives for this source, judged as this side's example.

    ``limits`` are the child's.
    """
    url = _postgres_url() if "postgres" in rule.matter.requires else None
    return prove_apart(rule.proof, source, filename=filename, side=side, postgres_url=url, limits=limits)


def fault(result: Result) -> str:
    """Return how the result differs from what was to come, or nothing if it does not."""
    if result.verdict == "holds":
        return ""
    return f"line: {result.source}\nwant: {result.want or NOTHING}\ngot:  {result.got or NOTHING}\n"


@cache
def _postgres_url() -> str:
    """Return the address of this process's PostgreSQL, started at the first call and stopped at exit."""
    from playbook.proving.pglite import server  # noqa: PLC0415 - SQLAlchemy is needed by the rules that ask for it, not by all

    stack = contextlib.ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(server())
