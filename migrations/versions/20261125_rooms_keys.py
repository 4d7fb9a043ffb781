"""rooms: keys, and who opens and closes"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_keys"
down_revision = "20261125_report"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rooms_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("recalled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("returned_on >= given_on", name=op.f("ck_rooms_key_order")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name="fk_rooms_key_house_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_rooms_key_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_rooms_key"),
        sa.UniqueConstraint("public_id", name="uq_rooms_key_public_id"),
    )
    op.create_index("ix_rooms_key_house_id", "rooms_key", ["house_id"], unique=False)
    op.create_index("ix_rooms_key_person_id", "rooms_key", ["person_id"], unique=False)
    op.create_table(
        "rooms_safe_code",
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name="fk_rooms_safe_code_house_id"),
        sa.PrimaryKeyConstraint("house_id", name="pk_rooms_safe_code"),
    )
    op.create_table(
        "rooms_staffed_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_rooms_staffed_hours_weekday")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name="fk_rooms_staffed_hours_house_id"),
        sa.PrimaryKeyConstraint("id", name="pk_rooms_staffed_hours"),
    )
    op.create_index("ix_rooms_staffed_hours_house_id", "rooms_staffed_hours", ["house_id"], unique=False)
    op.create_table(
        "rooms_turn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=100), nullable=False),
        sa.Column("part", sa.String(length=5), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("part IN ('open', 'close')", name=op.f("ck_rooms_turn_part")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name="fk_rooms_turn_house_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_rooms_turn_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_rooms_turn"),
        sa.UniqueConstraint("public_id", name="uq_rooms_turn_public_id"),
        sa.UniqueConstraint("ref", "part", name="uq_rooms_turn_ref_part"),
    )
    op.create_index("ix_rooms_turn_at", "rooms_turn", ["at"], unique=False)
    op.create_index("ix_rooms_turn_house_id", "rooms_turn", ["house_id"], unique=False)
    op.create_index("ix_rooms_turn_person_id", "rooms_turn", ["person_id"], unique=False)
    op.create_table(
        "rooms_opening_warned",
        sa.Column("ref", sa.String(length=100), nullable=False),
        sa.Column("part", sa.String(length=5), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("ref", "part", "at", name="pk_rooms_opening_warned"),
    )


def downgrade() -> None:
    op.drop_table("rooms_opening_warned")
    op.drop_table("rooms_turn")
    op.drop_table("rooms_staffed_hours")
    op.drop_table("rooms_safe_code")
    op.drop_table("rooms_key")
