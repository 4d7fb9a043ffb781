"""rooms: how doors work, and who is there"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_door"
down_revision = "20261125_agreement"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rooms_door",
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("checks_in", sa.Boolean(), nullable=False),
        sa.Column("grace_minutes", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token", sa.String(length=40), nullable=True),
        sa.CheckConstraint("grace_minutes >= 0", name=op.f("ck_rooms_door_grace")),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name="fk_rooms_door_space_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("space_id", name="pk_rooms_door"),
        sa.UniqueConstraint("token", name="uq_rooms_door_token"),
    )
    op.create_table(
        "rooms_arrival",
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["rooms_booking.id"], name="fk_rooms_arrival_booking_id"),
        sa.PrimaryKeyConstraint("booking_id", name="pk_rooms_arrival"),
    )


def downgrade() -> None:
    op.drop_table("rooms_arrival")
    op.drop_table("rooms_door")
