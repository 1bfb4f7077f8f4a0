"""Give patients a full name instead of a name, and as many phone numbers as they like."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Change the tables of last year's release into those of this one."""
    op.add_column("patients", sa.Column("full_name", sa.Text))
    op.execute("UPDATE patients SET full_name = name")
    op.alter_column("patients", "full_name", nullable=False)
    op.drop_column("patients", "name")
    op.create_table(
        "phone_numbers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("patient_id", sa.Integer, sa.ForeignKey("patients.id"), nullable=False),
        sa.Column("number", sa.Text, nullable=False),
    )
    op.create_index("phone_numbers_by_patient", "phone_numbers", ["patient_id"])


def downgrade() -> None:
    """Change them back, for the day on which this release is taken back."""
    op.drop_table("phone_numbers")
    op.add_column("patients", sa.Column("name", sa.Text))
    op.execute("UPDATE patients SET name = full_name")
    op.alter_column("patients", "name", nullable=False)
    op.drop_column("patients", "full_name")


if __name__ == "__main__":
    print(f"Revision {revision} follows {down_revision}: run `alembic upgrade head`.")
