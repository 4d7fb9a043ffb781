"""rooms: bookings that lost their room"""

import sqlalchemy as sa
from alembic import op

revision = "20261130_rooms_lost"
down_revision = "20261130_activities_counted"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rooms_booking_lost",
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["rooms_booking.id"], name=op.f("fk_rooms_booking_lost_booking_id")),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name=op.f("fk_rooms_booking_lost_space_id")),
        sa.PrimaryKeyConstraint("booking_id", name=op.f("pk_rooms_booking_lost")),
    )


def downgrade() -> None:
    op.drop_table("rooms_booking_lost")
