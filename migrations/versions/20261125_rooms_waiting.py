"""rooms: the waiting list"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_waiting"
down_revision = "20261125_requests"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rooms_slot_wish",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=True),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("visibility", sa.String(length=10), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("wished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("offered_space_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("ends > starts", name=op.f("ck_rooms_slot_wish_order")),
        sa.CheckConstraint("state IN ('waiting', 'offered', 'ended')", name=op.f("ck_rooms_slot_wish_state")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_rooms_slot_wish_house_id")),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name=op.f("fk_rooms_slot_wish_space_id")),
        sa.ForeignKeyConstraint(["offered_space_id"], ["space.id"], name=op.f("fk_rooms_slot_wish_offered_space_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rooms_slot_wish_person_id")),
        sa.ForeignKeyConstraint(["group_id"], ["people_group.id"], name=op.f("fk_rooms_slot_wish_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rooms_slot_wish")),
        sa.UniqueConstraint("public_id", name=op.f("uq_rooms_slot_wish_public_id")),
    )
    op.create_index("ix_rooms_slot_wish_line", "rooms_slot_wish", ["house_id", "state", "wished_at"], unique=False)
    op.create_index(op.f("ix_rooms_slot_wish_ends"), "rooms_slot_wish", ["ends"], unique=False)
    op.create_index(op.f("ix_rooms_slot_wish_person_id"), "rooms_slot_wish", ["person_id"], unique=False)


def downgrade() -> None:
    op.execute("DELETE FROM occupancy WHERE ref LIKE 'rooms/wish/%'")
    op.drop_table("rooms_slot_wish")
