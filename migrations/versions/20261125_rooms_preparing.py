"""rooms: things that go with a booking, and how rooms are set up"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_preparing"
down_revision = "20261125_closure_told"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rooms_setup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.CheckConstraint("people BETWEEN 1 AND 500", name=op.f("ck_rooms_setup_people")),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name=op.f("fk_rooms_setup_space_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rooms_setup")),
        sa.UniqueConstraint("public_id", name=op.f("uq_rooms_setup_public_id")),
    )
    op.create_index(op.f("ix_rooms_setup_space_id"), "rooms_setup", ["space_id"])

    op.create_table(
        "rooms_thing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("out_words", sa.String(length=200), nullable=False),
        sa.CheckConstraint("quantity BETWEEN 1 AND 500", name=op.f("ck_rooms_thing_quantity")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_rooms_thing_house_id")),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name=op.f("fk_rooms_thing_space_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rooms_thing")),
        sa.UniqueConstraint("public_id", name=op.f("uq_rooms_thing_public_id")),
    )
    op.create_index(op.f("ix_rooms_thing_house_id"), "rooms_thing", ["house_id"])
    op.create_index(op.f("ix_rooms_thing_space_id"), "rooms_thing", ["space_id"])

    op.create_table(
        "rooms_loan",
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_rooms_loan_quantity")),
        sa.ForeignKeyConstraint(["booking_id"], ["rooms_booking.id"], name=op.f("fk_rooms_loan_booking_id")),
        sa.ForeignKeyConstraint(
            ["thing_id"], ["rooms_thing.id"], name=op.f("fk_rooms_loan_thing_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("booking_id", "thing_id", name=op.f("pk_rooms_loan")),
    )
    op.create_index(op.f("ix_rooms_loan_thing"), "rooms_loan", ["thing_id"])

    op.create_table(
        "rooms_setup_wish",
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("setup_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["rooms_booking.id"], name=op.f("fk_rooms_setup_wish_booking_id")),
        sa.ForeignKeyConstraint(
            ["setup_id"], ["rooms_setup.id"], name=op.f("fk_rooms_setup_wish_setup_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("booking_id", name=op.f("pk_rooms_setup_wish")),
    )
    op.create_index(op.f("ix_rooms_setup_wish_setup_id"), "rooms_setup_wish", ["setup_id"])


def downgrade() -> None:
    op.drop_table("rooms_setup_wish")
    op.drop_table("rooms_loan")
    op.drop_table("rooms_thing")
    op.drop_table("rooms_setup")
