"""List the appointments of a day, each with its patient and its treatments."""

import os
from datetime import date

from sqlalchemy import Engine, ForeignKey, create_engine, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    joinedload,
    mapped_column,
    relationship,
    selectinload,
)


class Base(DeclarativeBase):
    """What the tables have in common."""


class Patient(Base):
    """Somebody who is treated."""

    __tablename__ = "patients"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Treatment(Base):
    """One thing that is done in an appointment."""

    __tablename__ = "treatments"
    id: Mapped[int] = mapped_column(primary_key=True)
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"), index=True)
    name: Mapped[str]


class Appointment(Base):
    """A patient's visit."""

    __tablename__ = "appointments"
    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    patient_id: Mapped[int] = mapped_column(ForeignKey("patients.id"), index=True)
    patient: Mapped[Patient] = relationship()
    treatments: Mapped[list[Treatment]] = relationship(order_by=Treatment.id)


def add_appointment(engine: Engine, day: date, name: str, treatments: list[str]) -> None:
    """Book a visit of somebody who has not been here before."""
    with Session(engine) as session, session.begin():
        planned = [Treatment(name=treatment) for treatment in treatments]
        session.add(Appointment(day=day, patient=Patient(name=name), treatments=planned))


BATCH = 200  # appointments that are read at once, with two statements


def list_day(engine: Engine, day: date) -> list[tuple[str, list[str]]]:
    """Return the patients of the day in the order of booking, with their treatments."""
    query = select(Appointment).where(Appointment.day == day).order_by(Appointment.id)
    query = query.options(joinedload(Appointment.patient), selectinload(Appointment.treatments))
    found: list[tuple[str, list[str]]] = []
    last = 0
    with Session(engine) as session:
        while batch := session.scalars(query.where(Appointment.id > last).limit(BATCH)).all():
            found += [(one.patient.name, [step.name for step in one.treatments]) for one in batch]
            last = batch[-1].id
            session.expunge_all()
    return found


if __name__ == "__main__":
    clinic = create_engine(os.environ["DATABASE_URL"], echo=True)
    Base.metadata.create_all(clinic)
    add_appointment(clinic, date(2030, 1, 7), "Ada Lovelace", ["massage", "exercise"])
    print(list_day(clinic, date(2030, 1, 7)))
