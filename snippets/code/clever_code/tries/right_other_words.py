"""Remind tomorrow's patients of their visit, in the batches that the text message gateway takes."""

from collections.abc import Iterable
from typing import NamedTuple

STANDARD_FEE = 45
BATCH = 3


class Visit(NamedTuple):
    """A patient's visit, and the fee in pounds where another than the standard one was agreed."""

    patient: str
    fee: int | None = None


def reminders(visits: Iterable[Visit], size: int = BATCH) -> list[list[str]]:
    """Return a text for each visit, such as `Ada Lovelace, please bring £45.`, in batches of at most `size`."""
    batches: list[list[str]] = []
    for visit in visits:
        if not batches or len(batches[-1]) == size:
            batches.append([])
        fee = visit.fee if visit.fee is not None else STANDARD_FEE
        batches[-1].append(f"{visit.patient}, please bring £{fee}.")
    return batches


if __name__ == "__main__":
    tomorrow = [Visit("Ada Lovelace"), Visit("Bob Khan", 0), Visit("Cleo Ito"), Visit("Dan R", 30)]
    for batch in reminders(tomorrow):
        print(batch)
