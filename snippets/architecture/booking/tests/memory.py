"""Repositories without a database: the service's tests run on them in no time."""

from uuid import UUID

from booking.domain.diary import Appointment, Patient, Slot, Status
from booking.domain.refusals import Conflict


class MemoryPatients:
    """The patients in a dict."""

    def __init__(self) -> None:
        self._kept: dict[UUID, Patient] = {}

    def add(self, patient: Patient) -> None:
        self._kept[patient.id] = patient

    def find(self, patient_id: UUID) -> Patient | None:
        return self._kept.get(patient_id)


class MemoryAppointments:
    """The appointments in a dict."""

    def __init__(self) -> None:
        self._kept: dict[UUID, Appointment] = {}

    def add(self, visit: Appointment) -> None:
        if self.during(visit.slot):
            raise Conflict("SLOT_TAKEN", "Somebody else has this time")
        self._kept[visit.id] = visit

    def change(self, before: Appointment, after: Appointment) -> None:
        if self._kept.get(before.id) != before:
            raise Conflict("CHANGED_MEANWHILE", "The appointment has changed meanwhile")
        if any(other.id != after.id for other in self.during(after.slot)):
            raise Conflict("SLOT_TAKEN", "Somebody else has this time")
        self._kept[after.id] = after

    def find(self, visit_id: UUID) -> Appointment | None:
        return next((visit for visit in self._current() if visit.id == visit_id), None)

    def during(self, slot: Slot) -> list[Appointment]:
        return [visit for visit in self._current() if visit.slot.overlaps(slot)]

    def page(self, number: int, size: int) -> tuple[list[Appointment], int]:
        found = sorted(self._current(), key=lambda visit: (visit.slot.starts_at, visit.id))
        return found[(number - 1) * size : number * size], len(found)

    def _current(self) -> list[Appointment]:
        return [visit for visit in self._kept.values() if visit.status != Status.CANCELLED]
