"""Keep the letters about appointments: the migration, and the queries that it is for."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table of letters."""
    op.create_table(
        "letters",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("appointment_id", sa.Integer, sa.ForeignKey("appointments.id"), nullable=False),
        sa.Column("sent_on", sa.Date, nullable=False),
    )
    op.create_index("letters_by_appointment", "letters", ["appointment_id"])
    op.create_index("letters_by_day", "letters", ["sent_on"], postgresql_where=sa.text("sent_on >= '2026-01-01'"))
    op.create_index("appointments_by_day", "appointments", ["starts_on"])


def downgrade() -> None:
    """Take it away again."""
    op.drop_index("appointments_by_day", "appointments")
    op.drop_table("letters")


def sent_on(connection: sa.Connection, day: date) -> list[int]:
    """Return the IDs of the letters that were sent on this day."""
    query = sa.text("SELECT id FROM letters WHERE sent_on = :day ORDER BY id")
    return list(connection.scalars(query, {"day": day}))


def about_visits_on(connection: sa.Connection, day: date) -> list[int]:
    """Return the IDs of the letters about the appointments of this day."""
    query = sa.text("""
        SELECT letters.id
        FROM letters JOIN appointments ON appointments.id = appointment_id
        WHERE starts_on = :day
        ORDER BY letters.id
    """)
    return list(connection.scalars(query, {"day": day}))


if __name__ == "__main__":
    print(f"Revision {revision} follows {down_revision}: run `alembic upgrade head`.")
