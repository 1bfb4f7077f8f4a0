"""A function beside upgrade creates the index, and the tool looks at upgrade alone."""

import sqlalchemy as sa
from alembic import op


def add_indexes() -> None:
    op.create_index("letters_by_appointment", "letters", ["appointment_id"])


def upgrade() -> None:
    op.create_table(
        "letters",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("appointment_id", sa.Integer, sa.ForeignKey("appointments.id"), nullable=False),
    )
    add_indexes()
