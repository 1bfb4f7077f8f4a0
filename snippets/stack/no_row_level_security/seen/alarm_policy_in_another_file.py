"""The next migration adds a policy for each table, and it is another file."""

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    op.create_table(
        "visits",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("user_id", sa.Uuid, nullable=False, index=True),
    )
