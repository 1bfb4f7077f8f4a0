"""Give patients a full name instead of a name, and as many phone numbers as they like."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

metadata = sa.MetaData()
patients = sa.Table(
    "patients",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("full_name", sa.Text, nullable=False),
)
phone_numbers = sa.Table(
    "phone_numbers",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("patient_id", sa.ForeignKey(patients.c.id), nullable=False, index=True),
    sa.Column("number", sa.Text, nullable=False),
)


def upgrade() -> None:
    """Change the tables of last year's release into those of this one."""
    op.alter_column("patients", "name", new_column_name="full_name")
    metadata.create_all(op.get_bind())


def downgrade() -> None:
    """Change them back, for the day on which this release is taken back."""
    op.drop_table("phone_numbers")
    op.alter_column("patients", "full_name", new_column_name="name")


if __name__ == "__main__":
    print(f"Revision {revision} follows {down_revision}: run `alembic upgrade head`.")
