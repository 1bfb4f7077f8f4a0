"""A function of another module writes the comments, and the tool does not see that it does."""

import sqlalchemy as sa
from alembic import op
from clinic.database import explain


def upgrade() -> None:
    op.create_table(
        "xrays",
        sa.Column("dose", sa.Integer, nullable=False),
        sa.CheckConstraint("dose BETWEEN 1 AND 900", name="xrays_dose"),
    )
    explain("xrays_dose", "The machine writes 0 and 999 when its meter has failed.")
