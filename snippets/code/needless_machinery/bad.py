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


class ReminderStrategyFactory:
    """Makes the strategy that is registered for a kind of visit."""

    def __init__(self) -> None:
        self._registered: dict[str, type[ReminderStrategy]] = {}

    def register(self, kind: str, strategy: type[ReminderStrategy]) -> None:
        """Let visits of this kind have this strategy."""
        self._registered[kind] = strategy

    def create(self, kind: str) -> ReminderStrategy:
        """Return a new strategy. Raises ValueError for an unknown kind."""
        if kind not in self._registered:
            raise ValueError(f"unknown kind of visit: {kind}")
        return self._registered[kind]()


def default_factory() -> ReminderStrategyFactory:
    """Return a factory that knows the clinic's kinds of visits."""
    factory = ReminderStrategyFactory()
    factory.register("first visit", FirstVisitStrategy)
    factory.register("follow-up", FollowUpStrategy)
    factory.register("surgery", SurgeryStrategy)
    return factory


def remind_at(kind: str, starts: datetime) -> datetime:
    """Return when the reminder goes out. Raises ValueError for an unknown kind."""
    return starts - default_factory().create(kind).lead()


if __name__ == "__main__":
    print(remind_at("surgery", datetime(2030, 1, 8, 9, tzinfo=UTC)))
