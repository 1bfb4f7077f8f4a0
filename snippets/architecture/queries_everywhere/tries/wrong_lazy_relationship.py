"""Book appointments; who missed too many of them has to pay ahead."""

from datetime import date
from typing import Protocol

from sqlalchemy import Engine, ForeignKey, create_engine
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
    relationship,
)

ALLOWED = 2


class Appointments(Protocol):
    """Repository: the appointments, wherever they are kept."""

    def add(self, patient: str, day: date) -> None:
        """Keep a new appointment."""

    def mark_missed(self, patient: str, day: date) -> None:
        """Note that the patient did not come."""

    def patient(self, name: str) -> "Patient":
        """Return the patient, a new one if need be."""


class Base(DeclarativeBase):
    """What the tables have in common."""


class Appointment(Base):
    """A day on which a patient is expected."""

    __tablename__ = "appointments"
    patient_name: Mapped[str] = mapped_column(ForeignKey("patients.name"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    missed: Mapped[bool] = mapped_column(default=False)


class Patient(Base):
    """Somebody with appointments."""

    __tablename__ = "patients"
    name: Mapped[str] = mapped_column(primary_key=True)
    appointments: Mapped[list[Appointment]] = relationship()


class SqlAppointments:
    """The appointments in a database."""

    def __init__(self, engine: Engine) -> None:
        Base.metadata.create_all(engine)
        self.session = Session(engine)

    def patient(self, name: str) -> Patient:
        """Return the patient, a new one if need be."""
        return self.session.get(Patient, name) or Patient(name=name)

    def add(self, patient: str, day: date) -> None:
        """Keep a new appointment."""
        self.session.merge(Patient(name=patient))
        self.session.add(Appointment(patient_name=patient, day=day))
        self.session.commit()

    def mark_missed(self, patient: str, day: date) -> None:
        """Note that the patient did not come."""
        self.session.get_one(Appointment, (patient, day)).missed = True
        self.session.commit()


class Reception:
    """Service: who gets an appointment."""

    def __init__(self, appointments: Appointments) -> None:
        self.appointments = appointments

    def book(self, patient: str, day: date) -> bool:
        """Book the day. Returns False for somebody who has to pay ahead."""
        if self.must_pay_ahead(patient):
            return False
        self.appointments.add(patient, day)
        return True

    def note_missed(self, patient: str, day: date) -> None:
        """Note that the patient did not come."""
        self.appointments.mark_missed(patient, day)

    def must_pay_ahead(self, patient: str) -> bool:
        """Return whether the patient has missed too many."""
        appointments = self.appointments.patient(patient).appointments
        return sum(one.missed for one in appointments) > ALLOWED


if __name__ == "__main__":
    reception = Reception(SqlAppointments(create_engine("sqlite://")))
    for number in (7, 8, 9, 10):
        if reception.book("Ada", date(2030, 1, number)):
            reception.note_missed("Ada", date(2030, 1, number))
        else:
            print(f"On January {number} Ada has to pay ahead.")
