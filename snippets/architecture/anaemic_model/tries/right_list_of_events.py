"""Keep a clinician's diary: no two visits at once, and no step out of order."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal


class Refused(Exception):
    """The diary does not allow it."""


@dataclass(frozen=True)
class Slot:
    """Value object: a stretch of time. Raises Refused unless it ends after it starts."""

    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        if self.ends_at <= self.starts_at:
            raise Refused("A slot ends after it starts")

    def overlaps(self, other: "Slot") -> bool:
        """Return whether the two have a moment in common."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class Appointment:
    """Entity: one visit, as it is now."""

    id: int
    patient: str
    slot: Slot
    status: Literal["booked", "arrived", "finished", "cancelled"] = "booked"


class Diary:
    """Aggregate: all visits of one clinician, as a list of what happened."""

    __slots__ = ("_events",)

    def __init__(self) -> None:
        self._events: tuple[Appointment, ...] = ()

    @property
    def appointments(self) -> tuple[Appointment, ...]:
        """Return the visits: of each the last that happened."""
        return tuple({event.id: event for event in self._events}.values())

    def book(self, patient: str, slot: Slot) -> int:
        """Book a visit, and return its ID."""
        visit_id = 100 + len(self._events)
        self._happened(Appointment(visit_id, patient, slot))
        return visit_id

    def move(self, visit_id: int, slot: Slot) -> None:
        """Give somebody who is booked another slot."""
        self._happened(replace(self._now(visit_id, "booked"), slot=slot))

    def arrive(self, visit_id: int) -> None:
        """Note that the patient is there."""
        self._happened(replace(self._now(visit_id, "booked"), status="arrived"))

    def finish(self, visit_id: int) -> None:
        """Note that the patient has been seen."""
        self._happened(replace(self._now(visit_id, "arrived"), status="finished"))

    def cancel(self, visit_id: int) -> None:
        """Call off a visit."""
        self._happened(replace(self._now(visit_id, "booked"), status="cancelled"))

    def _now(self, visit_id: int, status: str) -> Appointment:
        for visit in self.appointments:
            if (visit.id, visit.status) == (visit_id, status):
                return visit
        raise Refused(f"There is no visit {visit_id} that is {status}")

    def _happened(self, event: Appointment) -> None:
        others = [one for one in self.appointments if one.id != event.id]
        if event.status != "cancelled" and any(
            event.slot.overlaps(one.slot) for one in others if one.status != "cancelled"
        ):
            raise Refused("Somebody else has this time")
        self._events += (event,)


if __name__ == "__main__":
    nine, hour = datetime(2030, 1, 7, 9, tzinfo=UTC), timedelta(hours=1)
    diary = Diary()
    diary.book("Ada", Slot(nine, nine + hour))
    bob = diary.book("Bob", Slot(nine + hour, nine + 2 * hour))
    try:
        diary.move(bob, Slot(nine, nine + hour))
    except Refused as error:
        print("Refused:", error)
    print([f"{visit.patient} at {visit.slot.starts_at.hour}" for visit in diary.appointments])
