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
        sa.Column(
            "appointment_id",
            sa.Integer,
            sa.ForeignKey("appointments.id"),
            nullable=False,
            index=True,
        ),
        sa.Column("sent_on", sa.Date, nullable=False, index=True),
    )
    op.execute("CREATE INDEX appointments_by_day ON appointments (starts_on)")


def downgrade() -> None:
    """Take it away again."""
    op.execute("DROP INDEX appointments_by_day")
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
