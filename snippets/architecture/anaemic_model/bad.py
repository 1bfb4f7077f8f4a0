"""Keep a clinician's diary: no two visits at once, and no step out of order."""

from dataclasses import dataclass, field
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


@dataclass
class Slot:
    """A stretch of time."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: "Slot") -> bool:
        """Return whether the two have a moment in common."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass
class Appointment:
    """One visit, as it is now."""

    id: int
    patient: str
    slot: Slot
    status: Status = Status.BOOKED


@dataclass
class Diary:
    """All visits of one clinician."""

    appointments: list[Appointment] = field(default_factory=list)

    def book(self, patient: str, slot: Slot) -> int:
        """Book a visit, and return its ID. Raises Refused if the time is taken."""
        for other in self.appointments:
            if other.status != Status.CANCELLED and other.slot.overlaps(slot):
                raise Refused("Somebody else has this time")
        self.appointments.append(Appointment(len(self.appointments) + 1, patient, slot))
        return len(self.appointments)

    def move(self, visit_id: int, slot: Slot) -> None:
        """Give somebody who is booked another slot."""
        self._visit(visit_id).slot = slot

    def arrive(self, visit_id: int) -> None:
        """Note that the patient is there."""
        self._visit(visit_id).status = Status.ARRIVED

    def finish(self, visit_id: int) -> None:
        """Note that the patient has been seen."""
        self._visit(visit_id).status = Status.FINISHED

    def cancel(self, visit_id: int) -> None:
        """Call off the visit."""
        self._visit(visit_id).status = Status.CANCELLED

    def _visit(self, visit_id: int) -> Appointment:
        for visit in self.appointments:
            if visit.id == visit_id:
                return visit
        raise Refused(f"There is no visit {visit_id}")


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
