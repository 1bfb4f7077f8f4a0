"""Pay clinicians for the sessions that they held."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass
class Session:
    """A session that was held, what an hour of it is worth in cents, and whether it is paid."""

    minutes: int
    hourly: int
    paid: bool = False


def amount_due(sessions: Sequence[Session]) -> int:
    """Return what is owed for these sessions, in cents."""
    total = 0
    for session in sessions:
        if not session.paid:
            total += session.minutes * session.hourly // 60
            session.paid = True
    return total


def pay(clinician: str, sessions: Sequence[Session], ledger: list[tuple[str, int]]) -> None:
    """Enter what is owed into the ledger, once."""
    total = amount_due(sessions)
    if total:
        ledger.append((clinician, total))


if __name__ == "__main__":
    held, book = [Session(50, 90_00), Session(25, 90_00)], list[tuple[str, int]]()
    print("on the screen:", amount_due(held))
    pay("Ngozi Osei", held, book)
    print("in the ledger:", book)
