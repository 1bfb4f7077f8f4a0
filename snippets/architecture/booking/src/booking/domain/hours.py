"""When the clinic sees patients."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from booking.domain.diary import Slot
from booking.domain.refusals import Refused

HOURS = (9, 10, 11, 14, 15, 16)
VISIT = timedelta(hours=1)
SATURDAY = 5


@dataclass(frozen=True)
class OpeningHours:
    """The hours of each day, by the clock on the clinic's wall, which changes twice a year."""

    zone: ZoneInfo

    def slots(self, day: date, now: datetime) -> list[Slot]:
        """Return the day's slots that are still to come; none at the weekend."""
        if day.weekday() >= SATURDAY:
            return []
        starts = (datetime.combine(day, time(hour), self.zone).astimezone(UTC) for hour in HOURS)
        return [Slot(start, start + VISIT) for start in starts if start > now]

    def slot(self, starts_at: datetime, now: datetime) -> Slot:
        """Return the slot that starts then. Raises Refused if it is past, or the clinic closed."""
        if starts_at <= now:
            raise Refused("SLOT_IN_PAST", "This time is over")
        for slot in self.slots(starts_at.astimezone(self.zone).date(), now):
            if slot.starts_at == starts_at:
                return slot
        raise Refused("NOT_OPEN", "No visit begins at this time")
