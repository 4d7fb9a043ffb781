"""rooms: what calendars are told of opening and closing"""

import sqlalchemy as sa
from alembic import op

revision = "20261126_rooms_calendars"
down_revision = "20261126_role_feeds"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rooms_calendar_duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=100), nullable=False),
        sa.Column("part", sa.String(length=5), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("part IN ('open', 'close')", name=op.f("ck_rooms_calendar_duty_part")),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_rooms_calendar_duty_house_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rooms_calendar_duty")),
        sa.UniqueConstraint("ref", "part", name=op.f("uq_rooms_calendar_duty_ref_part")),
        sa.UniqueConstraint("uid", name=op.f("uq_rooms_calendar_duty_uid")),
    )
    op.create_index("ix_rooms_calendar_duty_house", "rooms_calendar_duty", ["house_id", "part", "at"])

    op.create_table(
        "rooms_calendar_turn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["duty_id"], ["rooms_calendar_duty.id"], name=op.f("fk_rooms_calendar_turn_duty_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rooms_calendar_turn_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rooms_calendar_turn")),
        sa.UniqueConstraint("duty_id", "person_id", name=op.f("uq_rooms_calendar_turn_duty_id_person_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_rooms_calendar_turn_uid")),
    )
    op.create_index(op.f("ix_rooms_calendar_turn_person_id"), "rooms_calendar_turn", ["person_id"])


def downgrade() -> None:
    op.drop_table("rooms_calendar_turn")
    op.drop_table("rooms_calendar_duty")
