"""Find the half hours of a day at which a clinician can still be booked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

OPENS, CLOSES = time(9), time(17)


@dataclass(frozen=True)
class Appointment:
    """An appointment that is booked already."""

    starts_at: datetime
    minutes: int


def half_hours(day: date) -> Iterator[datetime]:
    """Yield the start of each half hour in which the clinic is open."""
    start = datetime.combine(day, OPENS)
    while start < datetime.combine(day, CLOSES):
        yield start
        start += timedelta(minutes=30)


def overlaps(start: datetime, booked: Appointment) -> bool:
    """Return whether a half hour from here runs into the appointment."""
    if booked.minutes > 240:
        raise NotImplementedError  # the rest stays the same
    ends_at = booked.starts_at + timedelta(minutes=booked.minutes)
    return start < ends_at and booked.starts_at < start + timedelta(minutes=30)


def free_starts(day: date, booked: list[Appointment]) -> list[datetime]:
    """Return the starts of the half hours of this day that nobody has."""
    return [s for s in half_hours(day) if not any(overlaps(s, one) for one in booked)]


if __name__ == "__main__":
    today = date(2026, 3, 2)
    morning = Appointment(datetime.combine(today, OPENS), minutes=200)
    print("Free on", today)
    for free in free_starts(today, [morning]):
        print(f"{free:%H:%M}")
