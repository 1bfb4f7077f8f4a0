"""Keep the clinic's patients: register, find, delete and restore them."""

import os
from datetime import UTC, datetime

from sqlalchemy import Engine, Index, create_engine, event, select, text
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    ORMExecuteState,
    Session,
    mapped_column,
    with_loader_criteria,
)


class Base(DeclarativeBase):
    """What the tables have in common."""


class Patient(Base):
    """A patient; one with ``deleted_at`` is kept for the record."""

    __tablename__ = "patients"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    deleted_at: Mapped[datetime | None]
    __table_args__ = (
        Index("one_email", "email", unique=True, postgresql_where=text("deleted_at IS NULL")),
    )


@event.listens_for(Session, "do_orm_execute")
def hide_deleted(query: ORMExecuteState) -> None:
    """Leave deleted patients out of every query that does not ask for them."""
    if query.is_select and not query.execution_options.get("with_deleted"):
        present = with_loader_criteria(Patient, Patient.deleted_at.is_(None))
        query.statement = query.statement.options(present)


def prepare(engine: Engine) -> None:
    """Make the tables, in an empty database."""
    Base.metadata.create_all(engine)


def add_patient(engine: Engine, email: str) -> Patient:
    """Return the new patient. Raises IntegrityError if the address is somebody's."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        patient = Patient(email=email)
        session.add(patient)
    return patient


def list_patients(engine: Engine) -> list[Patient]:
    """Return the first hundred patients."""
    with Session(engine) as session:
        return list(session.scalars(select(Patient).order_by(Patient.id).limit(100)))


def find_patient(engine: Engine, email: str) -> Patient | None:
    """Return the patient of this address, if there is one."""
    with Session(engine) as session:
        return session.scalars(select(Patient).where(Patient.email == email)).one_or_none()


def _mark(engine: Engine, patient: Patient, moment: datetime | None) -> None:
    with Session(engine) as session, session.begin():
        query = select(Patient).where(Patient.id == patient.id)
        session.scalars(query, execution_options={"with_deleted": True}).one().deleted_at = moment


def delete_patient(engine: Engine, patient: Patient) -> None:
    """Take the patient out of everything that the clinic sees."""
    _mark(engine, patient, datetime.now(UTC).replace(tzinfo=None))


def restore_patient(engine: Engine, patient: Patient) -> None:
    """Undo the deletion. Raises IntegrityError if the address is somebody else's."""
    _mark(engine, patient, None)


if __name__ == "__main__":
    clinic = create_engine(os.environ["DATABASE_URL"])
    prepare(clinic)
    ada = add_patient(clinic, "ada@example.org")
    delete_patient(clinic, ada)
    print("After the deletion:", list_patients(clinic))
