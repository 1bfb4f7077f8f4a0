"""The clinic's diary: no two visits at once, and no step out of order."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from booking.domain.refusals import Conflict, NotFound, Refused


class Status(StrEnum):
    """How far a visit is."""

    BOOKED = "booked"
    ARRIVED = "arrived"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Slot:
    """Value object: a stretch of time in UTC. Raises Refused unless it ends after it starts."""

    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        if {self.starts_at.tzinfo, self.ends_at.tzinfo} != {UTC}:
            raise ValueError("A slot is kept in UTC")
        if self.ends_at <= self.starts_at:
            raise Refused("END_BEFORE_START", "A slot ends after it starts")

    def overlaps(self, other: "Slot") -> bool:
        """Return whether the two have a moment in common."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True)
class Patient:
    """Entity: somebody who is treated, and where the clinic reaches them."""

    name: str
    phone: str
    id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True)
class Appointment:
    """Entity: one visit, as it is now. The diary changes it."""

    patient: Patient
    slot: Slot
    id: UUID = field(default_factory=uuid4)
    arrived_at: datetime | None = None
    cancelled_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.arrived_at and self.cancelled_at:
            raise Refused("ARRIVED_AND_CANCELLED", "Who has arrived has not cancelled")

    @property
    def status(self) -> Status:
        """How far the visit is."""
        if self.cancelled_at:
            return Status.CANCELLED
        return Status.ARRIVED if self.arrived_at else Status.BOOKED


class Diary:
    """Aggregate: visits that may be in each other's way. Raises Refused for what must not be."""

    def __init__(self, visits: Iterable[Appointment] = ()) -> None:
        self._visits: dict[UUID, Appointment] = {}
        for visit in visits:
            self._keep(visit)

    def is_free(self, slot: Slot) -> bool:
        """Return whether nobody is expected at that time."""
        return not self._expected(slot)

    def book(self, patient: Patient, slot: Slot) -> Appointment:
        """Book a visit, and return it."""
        return self._keep(Appointment(patient, slot))

    def move(self, visit_id: UUID, slot: Slot) -> Appointment:
        """Give somebody who is booked another slot."""
        return self._keep(replace(self._booked(visit_id), slot=slot))

    def arrive(self, visit_id: UUID, now: datetime) -> Appointment:
        """Note that somebody who is booked is there."""
        return self._keep(replace(self._booked(visit_id), arrived_at=now))

    def cancel(self, visit_id: UUID, now: datetime) -> Appointment:
        """Call off a visit that has not begun."""
        return self._keep(replace(self._booked(visit_id), cancelled_at=now))

    def _booked(self, visit_id: UUID) -> Appointment:
        visit = self._visits.get(visit_id)
        if visit is None:
            raise NotFound("APPOINTMENT_NOT_FOUND", "There is no such appointment")
        if visit.status != Status.BOOKED:
            raise Conflict("NOT_BOOKED", f"The appointment is {visit.status} already")
        return visit

    def _keep(self, visit: Appointment) -> Appointment:
        if visit.status != Status.CANCELLED and self._expected(visit.slot) - {visit.id}:
            raise Conflict("SLOT_TAKEN", "Somebody else has this time")
        self._visits[visit.id] = visit
        return visit

    def _expected(self, slot: Slot) -> set[UUID]:
        expected = (one for one in self._visits.values() if one.status != Status.CANCELLED)
        return {visit.id for visit in expected if visit.slot.overlaps(slot)}
