"""Patients and their appointments."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

CURRENT = sa.text("cancelled_at IS NULL")
# Why each constraint is there: PostgreSQL keeps it beside the constraint, for who meets its name.
COMMENTS = {
    "INDEX appointments_once": "There is one room. The hours of the clinic do not overlap, so two "
    "visits meet only if they start together. One that was cancelled keeps no time.",
    "CONSTRAINT appointments_length ON appointments": "A visit without length would block nobody.",
    "CONSTRAINT appointments_end ON appointments": "The desk notes an arrival while the patient "
    "cancels by telephone: one of the two is wrong, and must hear so.",
}


def upgrade() -> None:
    """Add both tables."""
    op.create_table(
        "patients",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("phone", sa.String(16), nullable=False),
    )
    op.create_table(
        "appointments",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("patient_id", sa.Uuid, sa.ForeignKey("patients.id"), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True)),
        sa.Column("cancelled_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("ends_at > starts_at", name="appointments_length"),
        sa.CheckConstraint("arrived_at IS NULL OR cancelled_at IS NULL", name="appointments_end"),
    )
    op.create_index("ix_appointments_patient_id", "appointments", ["patient_id"])
    op.create_index("ix_appointments_ends_at", "appointments", ["ends_at"])
    allow_one_visit_at_a_time()
    explain()


def allow_one_visit_at_a_time() -> None:
    """Have the database refuse the second of two bookings, whoever has looked before."""
    op.create_index(
        "appointments_once",
        "appointments",
        ["starts_at"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )


def explain() -> None:
    """Keep beside each constraint what it is for, where the database can."""
    if op.get_bind().dialect.name == "postgresql":
        for what, why in COMMENTS.items():
            op.execute(f"COMMENT ON {what} IS '{why}'")


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("appointments")
    op.drop_table("patients")
