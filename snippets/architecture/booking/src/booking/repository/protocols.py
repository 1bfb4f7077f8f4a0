"""What the service asks of a repository, whatever is behind it."""

from typing import Protocol
from uuid import UUID

from booking.domain.diary import Appointment, Patient, Slot


class Patients(Protocol):
    """Repository: the patients, wherever they are kept."""

    def add(self, patient: Patient) -> None:
        """Keep a new patient."""

    def find(self, patient_id: UUID) -> Patient | None:
        """Return the patient of this ID, if there is one."""


class Appointments(Protocol):
    """Repository: the appointments, wherever they are kept. It hides those that were cancelled."""

    def add(self, visit: Appointment) -> None:
        """Keep a new appointment. Raises Conflict if somebody took its time meanwhile."""

    def change(self, before: Appointment, after: Appointment) -> None:
        """Keep what became of one. Raises Conflict if it, or its new time, changed meanwhile."""

    def find(self, visit_id: UUID) -> Appointment | None:
        """Return the appointment of this ID, if there is one."""

    def during(self, slot: Slot) -> list[Appointment]:
        """Return the appointments that have a moment in common with the slot."""

    def page(self, number: int, size: int) -> tuple[list[Appointment], int]:
        """Return a page (from 1) of all appointments by their time, and how many there are."""
