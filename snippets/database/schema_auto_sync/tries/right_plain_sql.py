"""Give patients a full name instead of a name, and as many phone numbers as they like."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Change the tables of last year's release into those of this one."""
    op.execute("ALTER TABLE patients RENAME COLUMN name TO full_name")
    op.execute("""
        CREATE TABLE phone_numbers (
            id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            patient_id integer NOT NULL REFERENCES patients (id),
            number text NOT NULL)
    """)
    op.execute("CREATE INDEX phone_numbers_by_patient ON phone_numbers (patient_id)")


def downgrade() -> None:
    """Change them back, for the day on which this release is taken back."""
    op.execute("DROP TABLE phone_numbers")
    op.execute("ALTER TABLE patients RENAME COLUMN full_name TO name")


if __name__ == "__main__":
    print(f"Revision {revision} follows {down_revision}: run `alembic upgrade head`.")
