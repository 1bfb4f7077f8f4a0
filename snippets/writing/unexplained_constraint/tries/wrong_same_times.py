"""Record the X-rays that are taken of patients, in the clinic's one X-ray room."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSRANGE

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the table of X-rays."""
    op.create_table(
        "xrays",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("patient_id", sa.Integer, sa.ForeignKey("patients.id"), nullable=False),
        sa.Column("taken_on", sa.Date, nullable=False),
        sa.Column("during", TSRANGE, nullable=False),
        sa.Column("dose", sa.Integer, nullable=False),
        sa.CheckConstraint("dose BETWEEN 1 AND 900", name="xrays_dose"),
        sa.UniqueConstraint("patient_id", "taken_on", name="xrays_daily"),
        sa.UniqueConstraint("during", name="xrays_room"),
    )
    op.create_index("xrays_by_patient", "xrays", ["patient_id"])
    op.execute("""
        COMMENT ON CONSTRAINT xrays_dose ON xrays IS
        'The machine writes 0 and 999 when its meter has failed.'
    """)
    op.execute("""
        COMMENT ON CONSTRAINT xrays_daily ON xrays IS
        'A second film needs a second referral, says the safety officer.'
    """)
    op.execute("""
        COMMENT ON CONSTRAINT xrays_room ON xrays IS
        'There is one machine, and two clinicians who book it.'
    """)


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("xrays")


if __name__ == "__main__":
    print(f"Revision {revision} follows {down_revision}: run `alembic upgrade head`.")
