"""Record the language of each patient, and what they consented to, with the migration for it."""

from datetime import date

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """What the tables have in common."""


class Patient(Base):
    """Somebody who is treated."""

    __tablename__ = "patients"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.Text)
    language: Mapped[str] = mapped_column(
        sa.Enum("en", "cy", "pl", name="language"), server_default="en"
    )


class Consent(Base):
    """That a patient agreed to be treated, and when."""

    __tablename__ = "consents"
    id: Mapped[int] = mapped_column(primary_key=True)
    patient_id: Mapped[int] = mapped_column(sa.ForeignKey("patients.id"), index=True)
    given_on: Mapped[date]


revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables of the last release into those of the models above."""
    language = sa.Enum("en", "cy", name="language")
    language.create(op.get_bind())
    op.add_column(
        "patients", sa.Column("language", language, nullable=False, server_default="en")
    )
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("patient_id", sa.Integer, sa.ForeignKey("patients.id"), nullable=False),
        sa.Column("given_on", sa.Date, nullable=False),
    )
    op.create_index("ix_consents_patient_id", "consents", ["patient_id"])


def downgrade() -> None:
    """Make them what they were."""
    op.drop_table("consents")
    op.drop_column("patients", "language")
    op.execute("DROP TYPE language")


if __name__ == "__main__":
    print("Revision", revision, "is for", *Base.metadata.tables)
