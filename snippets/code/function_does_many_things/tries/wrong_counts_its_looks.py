"""Pay clinicians for the sessions that they held."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass
class Session:
    """A session that was held, what an hour of it is worth in cents, and whether it is paid."""

    minutes: int
    hourly: int
    paid: bool = False


class Usage:
    """How the office uses the amounts."""

    def __init__(self) -> None:
        self.looks = 0


usage = Usage()


def amount_due(sessions: Sequence[Session]) -> int:
    """Return what is owed for these sessions, in cents."""
    usage.looks += 1
    return sum(one.minutes * one.hourly // 60 for one in sessions if not one.paid)


def pay(clinician: str, sessions: Sequence[Session], ledger: list[tuple[str, int]]) -> None:
    """Enter what is owed into the ledger, once."""
    total = amount_due(sessions)
    if total == 0:
        return
    ledger.append((clinician, total))
    for session in sessions:
        session.paid = True


if __name__ == "__main__":
    held, book = [Session(50, 90_00), Session(25, 90_00)], list[tuple[str, int]]()
    print("on the screen:", amount_due(held))
    pay("Ngozi Osei", held, book)
    print("in the ledger:", book)
