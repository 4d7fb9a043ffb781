"""rooms: coming along, changing with another booking, handing over"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_sharing"
down_revision = "20261125_kinds"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rooms_handover",
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("giver_id", sa.Integer(), nullable=True),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["rooms_booking.id"], name=op.f("fk_rooms_handover_booking_id")),
        sa.ForeignKeyConstraint(["giver_id"], ["person.id"], name=op.f("fk_rooms_handover_giver_id")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["people_group.id"], name=op.f("fk_rooms_handover_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("booking_id", name=op.f("pk_rooms_handover")),
        sa.UniqueConstraint("public_id", name=op.f("uq_rooms_handover_public_id")),
    )
    op.create_index(op.f("ix_rooms_handover_giver_id"), "rooms_handover", ["giver_id"])
    op.create_index(op.f("ix_rooms_handover_group_id"), "rooms_handover", ["group_id"])

    op.create_table(
        "rooms_joining",
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.CheckConstraint("people BETWEEN 1 AND 20", name=op.f("ck_rooms_joining_people")),
        sa.ForeignKeyConstraint(["booking_id"], ["rooms_booking.id"], name=op.f("fk_rooms_joining_booking_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rooms_joining_person_id")),
        sa.PrimaryKeyConstraint("booking_id", "person_id", name=op.f("pk_rooms_joining")),
    )
    op.create_index(op.f("ix_rooms_joining_person_id"), "rooms_joining", ["person_id"])

    op.create_table(
        "rooms_open_use",
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("opener_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("places BETWEEN 1 AND 200", name=op.f("ck_rooms_open_use_places")),
        sa.ForeignKeyConstraint(["booking_id"], ["rooms_booking.id"], name=op.f("fk_rooms_open_use_booking_id")),
        sa.ForeignKeyConstraint(["opener_id"], ["person.id"], name=op.f("fk_rooms_open_use_opener_id")),
        sa.PrimaryKeyConstraint("booking_id", name=op.f("pk_rooms_open_use")),
    )
    op.create_index(op.f("ix_rooms_open_use_opener_id"), "rooms_open_use", ["opener_id"])

    op.create_table(
        "rooms_swap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("offered_id", sa.Integer(), nullable=False),
        sa.Column("wanted_id", sa.Integer(), nullable=False),
        sa.Column("asker_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["asker_id"], ["person.id"], name=op.f("fk_rooms_swap_asker_id")),
        sa.ForeignKeyConstraint(["offered_id"], ["rooms_booking.id"], name=op.f("fk_rooms_swap_offered_id")),
        sa.ForeignKeyConstraint(["wanted_id"], ["rooms_booking.id"], name=op.f("fk_rooms_swap_wanted_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rooms_swap")),
        sa.UniqueConstraint("public_id", name=op.f("uq_rooms_swap_public_id")),
    )
    op.create_index(op.f("ix_rooms_swap_asker_id"), "rooms_swap", ["asker_id"])
    op.create_index(op.f("ix_rooms_swap_offered_id"), "rooms_swap", ["offered_id"])
    op.create_index(op.f("ix_rooms_swap_wanted_id"), "rooms_swap", ["wanted_id"])


def downgrade() -> None:
    op.drop_table("rooms_swap")
    op.drop_table("rooms_open_use")
    op.drop_table("rooms_joining")
    op.drop_table("rooms_handover")
