"""Add up what was billed in a year: it takes minutes, so it is ordered now and fetched later."""

import os
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import NamedTuple
from uuid import uuid4

import httpx2

LEDGER = os.environ.get("LEDGER_URL", "http://localhost:8026/api/invoices")
threads = ThreadPoolExecutor(max_workers=4)
jobs: dict[str, Future[int]] = {}


class Outcome(NamedTuple):
    """How far it is, "waiting", "done" or "failed", and the sum in pence once it is done."""

    state: str
    pence: int | None = None


def add_up(year: int) -> int:
    """Return what was billed in the year, in pence."""
    answer = httpx2.get(LEDGER, params={"year": year}, timeout=600)
    answer.raise_for_status()
    return sum(int(invoice["pence"]) for invoice in answer.json())


def order(year: int) -> str:
    """Order the sum of a year, and return the ID to ask for it by."""
    job = str(uuid4())
    jobs[job] = threads.submit(add_up, year)
    return job


def outcome(job: str) -> Outcome:
    """Tell what became of an order, after waiting a little for it."""
    if job not in jobs:
        return Outcome("unknown")
    done, _ = wait([jobs[job]], timeout=10)
    if not done:
        return Outcome("waiting")
    failed = jobs[job].exception() is not None
    return Outcome("failed") if failed else Outcome("done", jobs[job].result())


if __name__ == "__main__":
    ordered = order(2026)
    print(outcome(ordered))
