"""rooms: breaks, with a reason, an end and a second host"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_pause"
down_revision = "20261125_rota"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rooms_pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("host_id", sa.Integer(), nullable=True),
        sa.Column("second_id", sa.Integer(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(person_id IS NULL) <> (group_id IS NULL)", name=op.f("ck_rooms_pause_who")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["people_group.id"], name=op.f("fk_rooms_pause_group_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["host_id"], ["person.id"], name=op.f("fk_rooms_pause_host_id")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_rooms_pause_house_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rooms_pause_person_id")),
        sa.ForeignKeyConstraint(["second_id"], ["person.id"], name=op.f("fk_rooms_pause_second_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rooms_pause")),
        sa.UniqueConstraint("public_id", name=op.f("uq_rooms_pause_public_id")),
    )
    op.create_index(op.f("ix_rooms_pause_group_id"), "rooms_pause", ["group_id"])
    op.create_index(op.f("ix_rooms_pause_host_id"), "rooms_pause", ["host_id"])
    op.create_index(op.f("ix_rooms_pause_house_id"), "rooms_pause", ["house_id"])
    op.create_index(op.f("ix_rooms_pause_person_id"), "rooms_pause", ["person_id"])
    op.create_index(op.f("ix_rooms_pause_second_id"), "rooms_pause", ["second_id"])
    op.create_index(op.f("ix_rooms_pause_until"), "rooms_pause", ["until"])


def downgrade() -> None:
    op.drop_table("rooms_pause")
