"""Record the language of each patient, and what they consented to, with the migration for it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    """What the tables have in common."""


patients = sa.Table(
    "patients",
    Base.metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False, server_default="en"),
)
consents = sa.Table(
    "consents",
    Base.metadata,
    sa.Column("id", sa.Integer, sa.Identity(), primary_key=True),
    sa.Column("patient_id", sa.Integer, sa.ForeignKey("patients.id"), nullable=False),
    sa.Column("given_on", sa.Date, nullable=False),
    sa.Index("consents_by_patient", "patient_id"),
)


revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables of the last release into those of the models above."""
    op.add_column(
        "patients",
        sa.Column("language", sa.Text, nullable=False, server_default="en"),
    )
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer, sa.Identity(), primary_key=True),
        sa.Column("patient_id", sa.Integer, sa.ForeignKey("patients.id"), nullable=False),
        sa.Column("given_on", sa.Date, nullable=False),
    )
    op.create_index("consents_by_patient", "consents", ["patient_id"])


def downgrade() -> None:
    """Make them what they were."""
    op.drop_table("consents")
    op.drop_column("patients", "language")


if __name__ == "__main__":
    print("Revision", revision, "is for", *Base.metadata.tables)
