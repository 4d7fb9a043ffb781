"""rooms: school holidays of a house"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_daysoff"
down_revision = "20261125_move_in"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rooms_school_break",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_rooms_school_break_order")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_rooms_school_break_house_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rooms_school_break")),
        sa.UniqueConstraint("public_id", name=op.f("uq_rooms_school_break_public_id")),
    )
    op.create_index(op.f("ix_rooms_school_break_house_id"), "rooms_school_break", ["house_id"])


def downgrade() -> None:
    op.drop_table("rooms_school_break")
