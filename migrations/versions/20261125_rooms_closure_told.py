"""rooms: who was told that their room is closed"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_closure_told"
down_revision = "20261125_pause"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rooms_closure_told",
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("closure_id", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["rooms_booking.id"], name=op.f("fk_rooms_closure_told_booking_id")),
        sa.ForeignKeyConstraint(
            ["closure_id"], ["closure.id"], name=op.f("fk_rooms_closure_told_closure_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("booking_id", "closure_id", name=op.f("pk_rooms_closure_told")),
    )
    op.create_index(op.f("ix_rooms_closure_told_closure_id"), "rooms_closure_told", ["closure_id"])


def downgrade() -> None:
    op.drop_table("rooms_closure_told")
