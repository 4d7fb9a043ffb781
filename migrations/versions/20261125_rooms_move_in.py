"""rooms: files with bookings that are about to be moved in"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_move_in"
down_revision = "20261125_sharing"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rooms_move_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=True),
        sa.Column("maker_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_rooms_move_in_house_id")),
        sa.ForeignKeyConstraint(["maker_id"], ["person.id"], name=op.f("fk_rooms_move_in_maker_id")),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name=op.f("fk_rooms_move_in_space_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rooms_move_in")),
        sa.UniqueConstraint("public_id", name=op.f("uq_rooms_move_in_public_id")),
    )
    op.create_index(op.f("ix_rooms_move_in_house_id"), "rooms_move_in", ["house_id"])
    op.create_index(op.f("ix_rooms_move_in_made_at"), "rooms_move_in", ["made_at"])
    op.create_index(op.f("ix_rooms_move_in_maker_id"), "rooms_move_in", ["maker_id"])


def downgrade() -> None:
    op.drop_table("rooms_move_in")
