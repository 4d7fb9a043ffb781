"""calendar: keep the bytes of feeds"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_calendar_bytes"
down_revision = "20261130_activities_wait"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_bytes",
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cut_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pieces", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_calendar_bytes")),
    )
    op.create_index(op.f("ix_calendar_bytes_made_at"), "calendar_bytes", ["made_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_calendar_bytes_made_at"), "calendar_bytes")
    op.drop_table("calendar_bytes")
