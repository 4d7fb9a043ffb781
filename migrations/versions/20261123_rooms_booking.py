"""rooms: bookings"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_06"
down_revision = "20261123_05"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rooms_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=100), nullable=False),
        sa.Column("first_start", sa.DateTime(), nullable=False),
        sa.Column("last_start", sa.DateTime(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone_name", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends > starts", name=op.f("ck_rooms_series_order")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name="fk_rooms_series_house_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_rooms_series_person_id"),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name="fk_rooms_series_space_id"),
        sa.PrimaryKeyConstraint("id", name="pk_rooms_series"),
        sa.UniqueConstraint("public_id", name="uq_rooms_series_public_id"),
        sa.UniqueConstraint("uid", name="uq_rooms_series_uid"),
    )
    op.create_index("ix_rooms_series_person_id", "rooms_series", ["person_id"], unique=False)
    op.create_table(
        "rooms_booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("original_start", sa.DateTime(), nullable=True),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone_name", sa.String(length=40), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("visibility", sa.String(length=10), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("status IN ('confirmed', 'cancelled')", name=op.f("ck_rooms_booking_status")),
        sa.CheckConstraint("visibility IN ('public', 'busy')", name=op.f("ck_rooms_booking_visibility")),
        sa.CheckConstraint("(series_id IS NULL) = (original_start IS NULL)", name=op.f("ck_rooms_booking_series")),
        sa.CheckConstraint("ends > starts", name=op.f("ck_rooms_booking_order")),
        sa.ForeignKeyConstraint(["group_id"], ["people_group.id"], name="fk_rooms_booking_group_id"),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name="fk_rooms_booking_house_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_rooms_booking_person_id"),
        sa.ForeignKeyConstraint(["series_id"], ["rooms_series.id"], name="fk_rooms_booking_series_id"),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name="fk_rooms_booking_space_id"),
        sa.PrimaryKeyConstraint("id", name="pk_rooms_booking"),
        sa.UniqueConstraint("public_id", name="uq_rooms_booking_public_id"),
        sa.UniqueConstraint("series_id", "original_start", name="uq_rooms_booking_series_id_original_start"),
    )
    op.create_index("ix_rooms_booking_ends", "rooms_booking", ["ends"], unique=False)
    op.create_index("ix_rooms_booking_group", "rooms_booking", ["group_id", "starts"], unique=False)
    op.create_index("ix_rooms_booking_house", "rooms_booking", ["house_id", "starts"], unique=False)
    op.create_index("ix_rooms_booking_person", "rooms_booking", ["person_id", "starts"], unique=False)
    op.create_index("ix_rooms_booking_space", "rooms_booking", ["space_id", "starts"], unique=False)
    op.create_index("ix_rooms_booking_uid", "rooms_booking", ["uid"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_rooms_booking_uid", table_name="rooms_booking")
    op.drop_index("ix_rooms_booking_space", table_name="rooms_booking")
    op.drop_index("ix_rooms_booking_person", table_name="rooms_booking")
    op.drop_index("ix_rooms_booking_house", table_name="rooms_booking")
    op.drop_index("ix_rooms_booking_group", table_name="rooms_booking")
    op.drop_index("ix_rooms_booking_ends", table_name="rooms_booking")
    op.drop_table("rooms_booking")
    op.drop_index("ix_rooms_series_person_id", table_name="rooms_series")
    op.drop_table("rooms_series")
