"""Say when a patient is reminded of a visit."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class LeadSource(Protocol):
    """Where the lead times come from: the table today, the database later."""

    def lead(self, kind: str) -> timedelta | None:
        """Return how long before, or None for an unknown kind."""


class TableOfLeads:
    """The lead times that stand in the code."""

    def lead(self, kind: str) -> timedelta | None:
        """Return how long before, or None for an unknown kind."""
        days = {"first visit": 3, "follow-up": 1, "surgery": 7}.get(kind)
        return None if days is None else timedelta(days=days)


SOURCE: LeadSource = TableOfLeads()


def remind_at(kind: str, starts: datetime) -> datetime:
    """Return when the reminder goes out. Raises ValueError for an unknown kind."""
    lead = SOURCE.lead(kind)
    if lead is None:
        raise ValueError(f"unknown kind of visit: {kind}")
    return starts - lead


if __name__ == "__main__":
    print(remind_at("surgery", datetime(2030, 1, 8, 9, tzinfo=UTC)))
