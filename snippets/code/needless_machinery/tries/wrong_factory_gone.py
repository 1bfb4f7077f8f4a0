"""Say when a patient is reminded of a visit."""

from abc import ABC, abstractmethod
from datetime import UTC, datetime, timedelta


class ReminderStrategy(ABC):
    """Decides how long before a visit its reminder goes out."""

    @abstractmethod
    def lead(self) -> timedelta:
        """Return how long before."""


class FirstVisitStrategy(ReminderStrategy):
    """For patients who have not been here before."""

    def lead(self) -> timedelta:
        """Return how long before."""
        return timedelta(days=3)


class FollowUpStrategy(ReminderStrategy):
    """For patients who know the way."""

    def lead(self) -> timedelta:
        """Return how long before."""
        return timedelta(days=1)


class SurgeryStrategy(ReminderStrategy):
    """For patients who have to prepare."""

    def lead(self) -> timedelta:
        """Return how long before."""
        return timedelta(days=7)


STRATEGIES: dict[str, ReminderStrategy] = {
    "first visit": FirstVisitStrategy(),
    "follow-up": FollowUpStrategy(),
    "surgery": SurgeryStrategy(),
}


def remind_at(kind: str, starts: datetime) -> datetime:
    """Return when the reminder goes out. Raises ValueError for an unknown kind."""
    if kind not in STRATEGIES:
        raise ValueError(f"unknown kind of visit: {kind}")
    return starts - STRATEGIES[kind].lead()


if __name__ == "__main__":
    print(remind_at("surgery", datetime(2030, 1, 8, 9, tzinfo=UTC)))
