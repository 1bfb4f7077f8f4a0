"""Keep a clinician's diary: no two visits at once, and no step out of order."""

from dataclasses import dataclass, field, replace
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


STEPS = {
    (Status.BOOKED, Status.BOOKED),
    (Status.BOOKED, Status.ARRIVED),
    (Status.ARRIVED, Status.FINISHED),
    (Status.BOOKED, Status.CANCELLED),
}


@dataclass(frozen=True)
class Diary:
    """All visits of one clinician, in a tuple that is checked whenever there is a new one."""

    appointments: tuple[Appointment, ...] = field(default=())

    def __post_init__(self) -> None:
        self._check(self.appointments)

    def book(self, patient: str, slot: Slot) -> int:
        """Book a visit, and return its ID."""
        visit = Appointment(len(self.appointments) + 1, patient, slot)
        self._become((*self.appointments, visit))
        return visit.id

    def move(self, visit_id: int, slot: Slot) -> None:
        """Give somebody who is booked another slot."""
        self._step(visit_id, Status.BOOKED, slot)

    def arrive(self, visit_id: int) -> None:
        """Note that the patient is there."""
        self._step(visit_id, Status.ARRIVED)

    def finish(self, visit_id: int) -> None:
        """Note that a patient who is there has been seen."""
        self._step(visit_id, Status.FINISHED)

    def cancel(self, visit_id: int) -> None:
        """Call off a visit that has not begun."""
        self._step(visit_id, Status.CANCELLED)

    def _step(self, visit_id: int, status: Status, slot: Slot | None = None) -> None:
        if not any(
            one.id == visit_id and (one.status, status) in STEPS for one in self.appointments
        ):
            raise Refused(f"Visit {visit_id} cannot become {status}")
        self._become(
            tuple(
                one if one.id != visit_id else replace(one, status=status, slot=slot or one.slot)
                for one in self.appointments
            )
        )

    def _become(self, visits: tuple[Appointment, ...]) -> None:
        self._check(visits)
        object.__setattr__(self, "appointments", visits)

    @staticmethod
    def _check(visits: tuple[Appointment, ...]) -> None:
        if not isinstance(visits, tuple):
            raise Refused("A diary has a tuple of visits")
        held = sorted(
            (one.slot for one in visits if one.status != Status.CANCELLED),
            key=lambda slot: slot.starts_at,
        )
        if any(one.overlaps(following) for one, following in zip(held, held[1:], strict=False)):
            raise Refused("Two visits want one time")


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
