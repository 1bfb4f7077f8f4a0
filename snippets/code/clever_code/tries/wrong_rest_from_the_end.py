"""Remind tomorrow's patients of their visit, in the batches that the text message gateway takes."""

from collections.abc import Iterable
from dataclasses import dataclass

STANDARD_FEE = 45
BATCH = 3


@dataclass(frozen=True)
class Visit:
    """A patient's visit, and the fee in pounds where another than the standard one was agreed."""

    patient: str
    fee: int | None = None


def reminders(visits: Iterable[Visit], size: int = BATCH) -> list[tuple[str, ...]]:
    """Return a text for each visit, such as `Ada Lovelace, £45`, in batches of at most `size`."""
    texts = []
    for one in visits:
        fee = STANDARD_FEE if one.fee is None else one.fee
        texts.append(f"{one.patient}, £{fee}")
    full = len(texts) // size
    batches = [tuple(texts[size * i : size * (i + 1)]) for i in range(full)]
    rest = tuple(texts[-(len(texts) % size) :])
    return [*batches, rest] if rest else batches


if __name__ == "__main__":
    tomorrow = [Visit("Ada Lovelace"), Visit("Bob Khan", 0), Visit("Cleo Ito"), Visit("Dan R", 30)]
    for batch in reminders(tomorrow):
        print(batch)
