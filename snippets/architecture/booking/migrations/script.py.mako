"""${message}."""

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Change the tables of the last release into those of this one."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Change them back, for the day on which this release is taken back."""
    ${downgrades if downgrades else "pass"}
