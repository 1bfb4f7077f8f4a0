"""Book appointments; who missed too many of them has to pay ahead."""

from datetime import date
from typing import Protocol

from sqlalchemy import Engine, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

ALLOWED = 2


class Appointments(Protocol):
    """Repository: the appointments, wherever they are kept."""

    def add(self, patient: str, day: date) -> None:
        """Keep a new appointment."""

    def mark_missed(self, patient: str, day: date) -> None:
        """Note that the patient did not come."""

    def missed(self, patient: str) -> int:
        """Return how often the patient did not come."""


class Base(DeclarativeBase):
    """What the tables have in common."""


class Appointment(Base):
    """A row of the table."""

    __tablename__ = "appointments"
    patient: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    missed: Mapped[bool] = mapped_column(default=False)


class SqlAppointments:
    """The appointments in a database."""

    def __init__(self, engine: Engine) -> None:
        self.session = sessionmaker(engine)
        Base.metadata.create_all(engine)

    def add(self, patient: str, day: date) -> None:
        """Keep a new appointment."""
        with self.session.begin() as session:
            session.add(Appointment(patient=patient, day=day))

    def mark_missed(self, patient: str, day: date) -> None:
        """Note that the patient did not come."""
        with self.session.begin() as session:
            session.get_one(Appointment, (patient, day)).missed = True

    def missed(self, patient: str) -> int:
        """Return how often the patient did not come."""
        rows = select(Appointment).where(Appointment.patient == patient, Appointment.missed)
        with self.session() as session:
            return len(session.scalars(rows).all())


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
        return self.appointments.missed(patient) > ALLOWED


if __name__ == "__main__":
    reception = Reception(SqlAppointments(create_engine("sqlite://")))
    for number in (7, 8, 9, 10):
        if reception.book("Ada", date(2030, 1, number)):
            reception.note_missed("Ada", date(2030, 1, number))
        else:
            print(f"On January {number} Ada has to pay ahead.")
