"""rooms: what is to be done when opening and closing"""

import sqlalchemy as sa
from alembic import op

revision = "20261126_lists"
down_revision = "20261126_promised_turn"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rooms_opening_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=True),
        sa.Column("part", sa.String(length=5), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=120), nullable=False),
        sa.CheckConstraint("part IN ('open', 'close')", name=op.f("ck_rooms_opening_line_part")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_rooms_opening_line_house_id")),
        sa.ForeignKeyConstraint(
            ["space_id"], ["space.id"], name=op.f("fk_rooms_opening_line_space_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rooms_opening_line")),
        sa.UniqueConstraint("public_id", name=op.f("uq_rooms_opening_line_public_id")),
    )
    op.create_index(op.f("ix_rooms_opening_line_house_id"), "rooms_opening_line", ["house_id"])
    op.create_index(op.f("ix_rooms_opening_line_space_id"), "rooms_opening_line", ["space_id"])

    op.create_table(
        "rooms_opening_tick",
        sa.Column("ref", sa.String(length=100), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_id"], ["rooms_opening_line.id"], name=op.f("fk_rooms_opening_tick_line_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("ref", "line_id", name=op.f("pk_rooms_opening_tick")),
    )
    op.create_index(op.f("ix_rooms_opening_tick_until"), "rooms_opening_tick", ["until"])


def downgrade() -> None:
    op.drop_table("rooms_opening_tick")
    op.drop_table("rooms_opening_line")
