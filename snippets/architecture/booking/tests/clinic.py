"""A clinic for the tests: a Monday, a clock that stands at its eve, and hours of that day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from booking.domain.diary import Slot
from booking.domain.hours import OpeningHours

LONDON = OpeningHours(ZoneInfo("Europe/London"))
MONDAY = date(2030, 1, 7)
EVE = datetime(2030, 1, 6, 18, tzinfo=UTC)


def at(hour: float) -> datetime:
    """Return the moment of Monday."""
    return datetime(2030, 1, 7, tzinfo=UTC) + timedelta(hours=hour)


def slot(hour: float) -> Slot:
    """Return the hour of Monday that starts then."""
    return Slot(at(hour), at(hour + 1))


def clock() -> datetime:
    """Return the evening before."""
    return EVE
