"""Keep the clinic's appointments, which the desk moves and the clinicians write notes on."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    """What the tables have in common."""


class Appointment(Base):
    """A patient's visit."""

    __tablename__ = "appointments"
    id: Mapped[int] = mapped_column(primary_key=True)
    patient: Mapped[str]
    day: Mapped[date] = mapped_column(index=True)
    note: Mapped[str | None]
    done: Mapped[bool]


SESSIONS: dict[Engine, Session] = {}


def session_of(engine: Engine) -> Session:
    """Return the session that all calls share."""
    return SESSIONS.setdefault(engine, Session(engine, expire_on_commit=False))


class AlreadyDone(Exception):
    """The visit has been, and cannot be moved."""


def create_tables(engine: Engine) -> None:
    """Make the tables of an empty database."""
    Base.metadata.create_all(engine)


def add(engine: Engine, patient: str, day: date, *, done: bool = False) -> int:
    """Book an appointment, and return its number."""
    session = session_of(engine)
    appointment = Appointment(patient=patient, day=day, done=done)
    session.add(appointment)
    session.commit()
    return appointment.id


def find(engine: Engine, number: int) -> Appointment:
    """Return the appointment of this number."""
    return session_of(engine).get_one(Appointment, number)


def move(engine: Engine, numbers: Collection[int], day: date) -> None:
    """Move the appointments of these numbers to another day, all of them or none."""
    session = session_of(engine)
    found = [session.get_one(Appointment, number) for number in numbers]
    for appointment in found:
        if appointment.done:
            raise AlreadyDone(appointment.id)
    for appointment in found:
        appointment.day = day
    session.commit()


def write_note(engine: Engine, number: int, note: str) -> None:
    """Write a note on an appointment, in place of the one it has."""
    session_of(engine).get_one(Appointment, number).note = note
    session_of(engine).commit()


if __name__ == "__main__":
    database = create_engine("sqlite://")
    create_tables(database)
    ada = add(database, "Ada Lovelace", date(2030, 1, 7))
    write_note(database, ada, "allergic to latex")
    move(database, [ada], date(2030, 1, 14))
    found = find(database, ada)
    print(found.patient, "comes on", repr(found.day), "and is", found.note)
