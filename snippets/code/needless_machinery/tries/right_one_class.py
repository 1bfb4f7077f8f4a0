"""Say when a patient is reminded of a visit."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True)
class Reminder:
    """How many days before a visit it goes out."""

    days: int

    def due(self, starts: datetime) -> datetime:
        """Return when it goes out for a visit that starts then."""
        return starts - timedelta(days=self.days)


REMINDERS = {"first visit": Reminder(3), "follow-up": Reminder(1), "surgery": Reminder(7)}


def remind_at(kind: str, starts: datetime) -> datetime:
    """Return when the reminder goes out. Raises ValueError for an unknown kind."""
    reminder = REMINDERS.get(kind)
    if reminder is None:
        raise ValueError(f"unknown kind of visit: {kind}")
    return reminder.due(starts)


if __name__ == "__main__":
    print(remind_at("surgery", datetime(2030, 1, 8, 9, tzinfo=UTC)))
