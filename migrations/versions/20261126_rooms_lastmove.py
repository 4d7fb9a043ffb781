"""rooms: where bookings were before they moved"""

import sqlalchemy as sa
from alembic import op

revision = "20261126_lastmove"
down_revision = "20261126_guests"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rooms_last_move",
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["rooms_booking.id"], name=op.f("fk_rooms_last_move_booking_id")),
        sa.PrimaryKeyConstraint("booking_id", name=op.f("pk_rooms_last_move")),
    )
    op.create_index(op.f("ix_rooms_last_move_moved_at"), "rooms_last_move", ["moved_at"])


def downgrade() -> None:
    op.drop_table("rooms_last_move")
