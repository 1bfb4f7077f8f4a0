"""Plain SQL creates an index on another column, and the tool does not read which one."""

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    op.create_table(
        "letters",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("appointment_id", sa.Integer, sa.ForeignKey("appointments.id"), nullable=False),
        sa.Column("sent_on", sa.Date, nullable=False),
    )
    op.execute("CREATE INDEX letters_by_day ON letters (sent_on)")
