"""Look up patients, appointments and invoices."""

import os
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from sqlalchemy import DateTime, Engine, ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    """What the tables have in common."""


class Patient(Base):
    """Somebody who is treated."""

    __tablename__ = "patients"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(index=True)


class Appointment(Base):
    """A visit of a patient."""

    __tablename__ = "appointments"
    id: Mapped[int] = mapped_column(primary_key=True)
    patient_id: Mapped[int] = mapped_column(ForeignKey("patients.id"), index=True)
    starts_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)


class Invoice(Base):
    """What a visit costs."""

    __tablename__ = "invoices"
    id: Mapped[int] = mapped_column(primary_key=True)
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointments.id"), index=True)
    pence: Mapped[int]


@lru_cache(maxsize=4096)
def find_patients(engine: Engine, name: str) -> list[int]:
    """Return the IDs of the patients of exactly this name."""
    query = select(Patient.id).where(Patient.name == name).order_by(Patient.id)
    with Session(engine) as session:
        return list(session.scalars(query))


def list_day(engine: Engine, day: date) -> list[int]:
    """Return the IDs of the day's appointments, the first of the day first."""
    begin = datetime.combine(day, time(), UTC)
    query = select(Appointment.id).order_by(Appointment.starts_at, Appointment.id)
    query = query.where(
        Appointment.starts_at >= begin, Appointment.starts_at < begin + timedelta(days=1)
    )
    with Session(engine) as session:
        return list(session.scalars(query))


def list_invoices(engine: Engine, patient_id: int) -> list[int]:
    """Return what the patient's visits cost, in pence, the oldest invoice first."""
    query = select(Invoice.pence).join(Appointment).order_by(Invoice.id)
    query = query.where(Appointment.patient_id == patient_id)
    with Session(engine) as session:
        return list(session.scalars(query))


if __name__ == "__main__":
    clinic = create_engine(os.environ["DATABASE_URL"])
    Base.metadata.create_all(clinic)
    for table in Base.metadata.sorted_tables:
        print(table, "is indexed by", [str(index.name) for index in table.indexes])
