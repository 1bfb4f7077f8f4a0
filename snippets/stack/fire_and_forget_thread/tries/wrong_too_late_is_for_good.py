"""Add up what was billed in a year: it takes minutes, so it is ordered now and fetched later."""

import os
from typing import NamedTuple

import httpx2
from celery import Celery

LEDGER = os.environ.get("LEDGER_URL", "http://localhost:8026/api/invoices")
queue = Celery(
    "clinic",
    broker=os.environ.get("BROKER_URL", "memory://"),
    backend=os.environ.get("RESULTS_URL", "cache+memory://"),
)


class Outcome(NamedTuple):
    """How far it is, "waiting", "done" or "failed", and the sum in pence once it is done."""

    state: str
    pence: int | None = None


@queue.task(
    name="add_up",
    autoretry_for=(httpx2.ConnectError, httpx2.HTTPStatusError),
    retry_backoff=True,
    max_retries=8,
    soft_time_limit=900,
    acks_late=True,
)
def add_up(year: int) -> int:
    """Return what was billed in the year, in pence."""
    answer = httpx2.get(LEDGER, params={"year": year}, timeout=600)
    answer.raise_for_status()
    return sum(int(invoice["pence"]) for invoice in answer.json())


def order(year: int) -> str:
    """Order the sum of a year, and return the ID to ask for it by."""
    return str(add_up.delay(year).id)


def outcome(job: str) -> Outcome:
    """Tell what became of an order, whoever took it."""
    result = queue.AsyncResult(job)
    if result.state == "SUCCESS":
        return Outcome("done", int(result.get(timeout=5)))
    return Outcome("failed" if result.state == "FAILURE" else "waiting")


if __name__ == "__main__":
    ordered = order(2026)
    print(outcome(ordered), "until a worker has done it:  celery -A good worker")
