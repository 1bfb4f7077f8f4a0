"""Keep a clinician's diary: no two visits at once, and no step out of order."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum


class Refused(Exception):
    """The diary does not allow it."""


class Status(StrEnum):
    """How far a visit is."""

    BOOKED = "booked"
    ARRIVED = "arrived"
    FINISHED = "finished"
    CANCELLED = "cancelled"


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


@dataclass(frozen=True)
class Appointment:
    """Entity: one visit, as it is now. The diary changes it."""

    id: int
    patient: str
    slot: Slot
    status: Status = Status.BOOKED


class Diary:
    """Aggregate: all visits of one clinician. Each method raises Refused for what must not be."""

    def __init__(self) -> None:
        self._visits: dict[int, Appointment] = {}

    @property
    def appointments(self) -> tuple[Appointment, ...]:
        """Return the visits in the order of booking."""
        return tuple(self._visits.values())

    def book(self, patient: str, slot: Slot) -> int:
        """Book a visit, and return its ID."""
        return self._keep(Appointment(len(self._visits) + 1, patient, slot))

    def move(self, visit_id: int, slot: Slot) -> None:
        """Give somebody who is booked another slot."""
        self._keep(replace(self._visit(visit_id, Status.BOOKED), slot=slot))

    def arrive(self, visit_id: int) -> None:
        """Note that the patient is there."""
        self._keep(replace(self._visit(visit_id, Status.BOOKED), status=Status.ARRIVED))

    def finish(self, visit_id: int) -> None:
        """Note that a patient who is there has been seen."""
        self._keep(replace(self._visit(visit_id, Status.ARRIVED), status=Status.FINISHED))

    def cancel(self, visit_id: int) -> None:
        """Call off a visit that has not begun."""
        self._keep(replace(self._visit(visit_id, Status.BOOKED), status=Status.CANCELLED))

    def merge(self, other: "Diary") -> None:
        """Take over the visits of a colleague who leaves."""
        for visit in other.appointments:
            visit_id = len(self._visits) + 1
            self._visits[visit_id] = replace(visit, id=visit_id)

    def _visit(self, visit_id: int, wanted: Status) -> Appointment:
        visit = self._visits.get(visit_id)
        if visit is None or visit.status != wanted:
            raise Refused(f"No visit {visit_id} is {wanted}")
        return visit

    def _keep(self, visit: Appointment) -> int:
        for other in self._visits.values():
            apart = other.id == visit.id or Status.CANCELLED in (other.status, visit.status)
            if not apart and other.slot.overlaps(visit.slot):
                raise Refused("Somebody else has this time")
        self._visits[visit.id] = visit
        return visit.id


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
