"""Keep the notes that clinicians write about patients."""

import os

from sqlalchemy import DDL, Engine, ForeignKey, MetaData, create_engine, event, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship


class Base(DeclarativeBase):
    """What the tables have in common."""

    metadata = MetaData(schema="clinic")


event.listen(Base.metadata, "before_create", DDL("CREATE SCHEMA IF NOT EXISTS clinic"))


class User(Base):
    """Somebody who works here and logs in."""

    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Patient(Base):
    """Somebody who is treated."""

    __tablename__ = "patients"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Diagnosis(Base):
    """What a patient suffers from."""

    __tablename__ = "diagnoses"
    id: Mapped[int] = mapped_column(primary_key=True)
    patient_id: Mapped[int] = mapped_column(ForeignKey(Patient.id), index=True)
    code: Mapped[str]


class VisitNote(Base):
    """What was written down after a visit."""

    __tablename__ = "visit_notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
    author: Mapped[User] = relationship()
    patient_id: Mapped[int] = mapped_column(ForeignKey(Patient.id), index=True)
    patient: Mapped[Patient] = relationship()


def add_note(engine: Engine, author: str, patient: str, body: str) -> None:
    """Keep the first note by a new clinician about a new patient."""
    note = VisitNote(author=User(name=author), patient=Patient(name=patient), body=body)
    with Session(engine) as session, session.begin():
        session.add(note)


def list_notes(engine: Engine, patient: str) -> list[tuple[str, str]]:
    """Return who wrote what about patients of this name, the oldest note first."""
    query = select(User.name, VisitNote.body).join(VisitNote.author).join(VisitNote.patient)
    query = query.where(Patient.name == patient).order_by(VisitNote.id).limit(100)
    with Session(engine) as session:
        return [(name, body) for name, body in session.execute(query)]


if __name__ == "__main__":
    clinic = create_engine(os.environ["DATABASE_URL"])
    Base.metadata.create_all(clinic)
    add_note(clinic, "Dr Khan", "Ada Lovelace", "Sleeps better.")
    for table in Base.metadata.sorted_tables:
        print(table.name, "has", [column.name for column in table.columns])
