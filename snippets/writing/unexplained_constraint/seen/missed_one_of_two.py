"""One constraint has its comment, and the tool takes that for both."""

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    op.create_table(
        "xrays",
        sa.Column("dose", sa.Integer, nullable=False),
        sa.Column("films", sa.Integer, nullable=False),
        sa.CheckConstraint("dose BETWEEN 1 AND 900", name="xrays_dose"),
        sa.CheckConstraint("films < 4", name="xrays_films"),
    )
    op.execute("""
        COMMENT ON CONSTRAINT xrays_dose ON xrays IS
        'The machine writes 0 and 999 when its meter has failed.'
    """)
