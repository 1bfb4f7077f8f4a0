"""Patients and appointments in a database: every query of the service is here."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import Engine, Select, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

from booking.domain.diary import Appointment, Patient, Slot
from booking.domain.refusals import Conflict
from booking.repository.tables import AppointmentRow, PatientRow


class SqlPatients:
    """The patients in a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, patient: Patient) -> None:
        """Keep a new patient."""
        with Session(self._engine) as session, session.begin():
            session.add(PatientRow(id=patient.id, name=patient.name, phone=patient.phone))

    def find(self, patient_id: UUID) -> Patient | None:
        """Return the patient of this ID, if there is one."""
        with Session(self._engine) as session:
            row = session.get(PatientRow, patient_id)
        return _patient(row) if row else None


class SqlAppointments:
    """The appointments in a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, visit: Appointment) -> None:
        """Keep a new appointment. Raises Conflict if somebody took its time meanwhile."""
        with self._writing(visit.slot) as session:
            session.add(AppointmentRow(**_columns(visit)))

    def change(self, before: Appointment, after: Appointment) -> None:
        """Keep what became of one. Raises Conflict if it, or its new time, changed meanwhile."""
        as_it_was = [
            getattr(AppointmentRow, name).is_not_distinct_from(value)
            for name, value in _columns(before).items()
        ]
        changed = update(AppointmentRow).where(*as_it_was).values(_columns(after))
        with self._writing(after.slot) as session:
            if not session.scalars(changed.returning(AppointmentRow.id)).all():
                raise Conflict("CHANGED_MEANWHILE", "The appointment has changed meanwhile")

    def find(self, visit_id: UUID) -> Appointment | None:
        """Return the appointment of this ID, if there is one."""
        return next(iter(self._read(_current().where(AppointmentRow.id == visit_id))), None)

    def during(self, slot: Slot) -> list[Appointment]:
        """Return the appointments that have a moment in common with the slot."""
        begins_before_its_end = AppointmentRow.starts_at < slot.ends_at
        ends_after_its_start = AppointmentRow.ends_at > slot.starts_at
        return self._read(_current().where(begins_before_its_end, ends_after_its_start))

    def page(self, number: int, size: int) -> tuple[list[Appointment], int]:
        """Return a page (from 1) of all appointments by their time, and how many there are."""
        ordered = _current().order_by(AppointmentRow.starts_at, AppointmentRow.id)
        found = self._read(ordered.limit(size).offset((number - 1) * size))
        count = select(func.count(AppointmentRow.id)).where(AppointmentRow.cancelled_at.is_(None))
        with Session(self._engine) as session:
            return found, session.scalars(count).one()

    def _read(self, query: Select[AppointmentRow]) -> list[Appointment]:
        with Session(self._engine) as session:
            return [_visit(row) for row in session.scalars(query)]

    @contextmanager
    def _writing(self, slot: Slot) -> Iterator[Session]:
        """Give a transaction. Two who want one slot both found it free: the second is refused."""
        try:
            with Session(self._engine) as session, session.begin():
                yield session
        except IntegrityError:
            if self.during(slot):
                raise Conflict("SLOT_TAKEN", "Somebody else has this time") from None
            raise


def _current() -> Select[AppointmentRow]:
    """Return the query of what was not cancelled, each visit with its patient in one statement."""
    current = select(AppointmentRow).where(AppointmentRow.cancelled_at.is_(None))
    return current.options(joinedload(AppointmentRow.patient))


def _patient(row: PatientRow) -> Patient:
    return Patient(row.name, row.phone, row.id)


def _visit(row: AppointmentRow) -> Appointment:
    slot = Slot(row.starts_at, row.ends_at)
    return Appointment(_patient(row.patient), slot, row.id, row.arrived_at, row.cancelled_at)


def _columns(visit: Appointment) -> dict[str, object]:
    return {
        "id": visit.id,
        "patient_id": visit.patient.id,
        "starts_at": visit.slot.starts_at,
        "ends_at": visit.slot.ends_at,
        "arrived_at": visit.arrived_at,
        "cancelled_at": visit.cancelled_at,
    }
