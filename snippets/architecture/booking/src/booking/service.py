"""The reception: what the clinic does, one method for each thing that somebody asks of it."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from booking.domain.diary import Appointment, Diary, Patient, Slot
from booking.domain.hours import OpeningHours
from booking.domain.refusals import NotFound
from booking.logs import logged
from booking.repository.protocols import Appointments, Patients


class Reception:
    """Service: who is a patient, which hours are free, and who gets them."""

    def __init__(
        self,
        appointments: Appointments,
        patients: Patients,
        hours: OpeningHours,
        clock: Callable[[], datetime],
    ) -> None:
        self._appointments = appointments
        self._patients = patients
        self._hours = hours
        self._clock = clock

    def register(self, name: str, phone: str) -> Patient:
        """Return the new patient."""
        with logged("register"):
            patient = Patient(name, phone)
            self._patients.add(patient)
            return patient

    def find_patient(self, patient_id: UUID) -> Patient:
        """Return the patient. Raises NotFound."""
        if patient := self._patients.find(patient_id):
            return patient
        raise NotFound("PATIENT_NOT_FOUND", "There is no such patient")

    def free_hours(self, day: date) -> list[Slot]:
        """Return the slots of the day at which somebody can come."""
        slots = self._hours.slots(day, self._clock())
        if not slots:
            return []
        diary = Diary(self._appointments.during(Slot(slots[0].starts_at, slots[-1].ends_at)))
        return [slot for slot in slots if diary.is_free(slot)]

    def list_appointments(self, page: int, size: int) -> tuple[list[Appointment], int]:
        """Return a page (from 1) of the appointments by their time, and how many there are."""
        return self._appointments.page(page, size)

    def find(self, visit_id: UUID) -> Appointment:
        """Return the appointment. Raises NotFound, also for one that was cancelled."""
        if visit := self._appointments.find(visit_id):
            return visit
        raise NotFound("APPOINTMENT_NOT_FOUND", "There is no such appointment")

    def book(self, patient_id: UUID, starts_at: datetime) -> Appointment:
        """Book the slot that starts then. Raises Refused if the patient cannot have it."""
        with logged("book", patient_id=patient_id):
            patient = self.find_patient(patient_id)
            slot = self._hours.slot(starts_at, self._clock())
            visit = Diary(self._appointments.during(slot)).book(patient, slot)
            self._appointments.add(visit)
            return visit

    def move(self, visit_id: UUID, starts_at: datetime) -> Appointment:
        """Give the visit the slot that starts then. Raises Refused if it cannot have it."""
        with logged("move", appointment_id=visit_id):
            visit = self.find(visit_id)
            slot = self._hours.slot(starts_at, self._clock())
            moved = Diary([visit, *self._appointments.during(slot)]).move(visit_id, slot)
            self._appointments.change(visit, moved)
            return moved

    def arrive(self, visit_id: UUID) -> Appointment:
        """Note that the patient is there. Raises Refused unless the visit is booked."""
        with logged("arrive", appointment_id=visit_id):
            visit = self.find(visit_id)
            arrived = Diary([visit]).arrive(visit_id, self._clock())
            self._appointments.change(visit, arrived)
            return arrived

    def cancel(self, visit_id: UUID) -> None:
        """Call the visit off, and free its time. Raises Refused unless the visit is booked."""
        with logged("cancel", appointment_id=visit_id):
            visit = self.find(visit_id)
            self._appointments.change(visit, Diary([visit]).cancel(visit_id, self._clock()))
