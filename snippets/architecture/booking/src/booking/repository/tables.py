"""The tables, as the migrations make them. No row leaves this package."""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, Dialect, ForeignKey, Index, String, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

CURRENT = text("cancelled_at IS NULL")


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, also where the database forgets the time zone, as SQLite does."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return what the database is given. Raises ValueError for a time without a zone."""
        if value is not None and value.tzinfo is None:
            raise ValueError("A time without its zone is no moment")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return what the database gave, in UTC."""
        if value is None or value.tzinfo:
            return value and value.astimezone(UTC)
        return value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """What the tables have in common."""

    type_annotation_map = {datetime: UtcDateTime()}  # noqa: RUF012 - SQLAlchemy reads it so


class PatientRow(Base):
    """Somebody who is treated."""

    __tablename__ = "patients"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    phone: Mapped[str] = mapped_column(String(16))


class AppointmentRow(Base):
    """A visit; one that was cancelled stays, and its time is free."""

    __tablename__ = "appointments"
    __table_args__ = (
        Index(
            "appointments_once",
            "starts_at",
            unique=True,
            sqlite_where=CURRENT,
            postgresql_where=CURRENT,
        ),
        CheckConstraint("ends_at > starts_at", name="appointments_length"),
        CheckConstraint("arrived_at IS NULL OR cancelled_at IS NULL", name="appointments_end"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    patient_id: Mapped[UUID] = mapped_column(ForeignKey("patients.id"), index=True)
    patient: Mapped[PatientRow] = relationship(lazy="raise")
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)
    arrived_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
