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

    def text(self) -> str:
        """Return what the patient reads, such as `Ada Lovelace, £45`."""
        if self.fee is None:
            return f"{self.patient}, £{STANDARD_FEE}"
        return f"{self.patient}, £{self.fee}"


def reminders(visits: Iterable[Visit], size: int = BATCH) -> list[list[str]]:
    """Return a text for each visit in batches of at most `size`."""
    batches: list[list[str]] = []
    for one in visits:
        if not batches or len(batches[-1]) == size:
            batches.append([])
        batches[-1].append(one.text())
    return batches


if __name__ == "__main__":
    tomorrow = [Visit("Ada Lovelace"), Visit("Bob Khan", 0), Visit("Cleo Ito"), Visit("Dan R", 30)]
    for batch in reminders(tomorrow):
        print(batch)
