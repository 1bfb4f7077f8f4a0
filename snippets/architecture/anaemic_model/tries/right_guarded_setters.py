"""Keep a clinician's diary: no two visits at once, and no step out of order."""

from dataclasses import dataclass
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


NEXT = {
    Status.BOOKED: (Status.ARRIVED, Status.CANCELLED),
    Status.ARRIVED: (Status.FINISHED,),
}


class Appointment:
    """Entity: one visit. Whoever sets its slot or its status is asked first."""

    def __init__(self, diary: "Diary", visit_id: int, patient: str, slot: Slot) -> None:
        self._diary, self._id, self._slot, self._status = diary, visit_id, slot, Status.BOOKED
        self.patient = patient

    @property
    def id(self) -> int:
        """Return its number, which never changes."""
        return self._id

    @property
    def slot(self) -> Slot:
        """Return when it is; a booked visit can be given another slot, if that is free."""
        return self._slot

    @slot.setter
    def slot(self, slot: Slot) -> None:
        if self._status != Status.BOOKED or not isinstance(slot, Slot):
            raise Refused("Only who is booked can be moved, and to a slot")
        self._diary.check(slot, self)
        self._slot = slot

    @property
    def status(self) -> Status:
        """Return how far it is; it can be set to what comes next."""
        return self._status

    @status.setter
    def status(self, status: Status) -> None:
        if status not in NEXT.get(self._status, ()):
            raise Refused(f"{self._status} cannot become {status}")
        self._status = Status(status)


class Diary:
    """Aggregate: all visits of one clinician."""

    def __init__(self) -> None:
        self._visits: list[Appointment] = []

    @property
    def appointments(self) -> list[Appointment]:
        """Return the visits in the order of booking, in a list of their own."""
        return list(self._visits)

    def check(self, slot: Slot, visit: Appointment | None = None) -> None:
        """Raise Refused if somebody else than the visit has a part of the slot."""
        for other in self._visits:
            if other is not visit and other.status != Status.CANCELLED:
                if other.slot.overlaps(slot):
                    raise Refused("Somebody else has this time")

    def book(self, patient: str, slot: Slot) -> int:
        """Book a visit, and return its ID."""
        self.check(slot)
        self._visits.append(Appointment(self, len(self._visits) + 1, patient, slot))
        return len(self._visits)

    def move(self, visit_id: int, slot: Slot) -> None:
        """Give somebody who is booked another slot."""
        self._visits[visit_id - 1].slot = slot

    def arrive(self, visit_id: int) -> None:
        """Note that the patient is there."""
        self._visits[visit_id - 1].status = Status.ARRIVED

    def finish(self, visit_id: int) -> None:
        """Note that a patient who is there has been seen."""
        self._visits[visit_id - 1].status = Status.FINISHED

    def cancel(self, visit_id: int) -> None:
        """Call off a visit that has not begun."""
        self._visits[visit_id - 1].status = Status.CANCELLED


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
