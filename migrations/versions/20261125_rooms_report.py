"""rooms: what is told after use"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_report"
down_revision = "20261125_door"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rooms_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("solved_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('fine', 'untidy', 'broken')", name=op.f("ck_rooms_report_state")),
        sa.ForeignKeyConstraint(["booking_id"], ["rooms_booking.id"], name="fk_rooms_report_booking_id"),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name="fk_rooms_report_house_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_rooms_report_person_id"),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name="fk_rooms_report_space_id"),
        sa.PrimaryKeyConstraint("id", name="pk_rooms_report"),
        sa.UniqueConstraint("booking_id", name="uq_rooms_report_booking_id"),
        sa.UniqueConstraint("public_id", name="uq_rooms_report_public_id"),
    )
    op.create_index("ix_rooms_report_open", "rooms_report", ["house_id", "solved_at"])
    op.create_index("ix_rooms_report_person_id", "rooms_report", ["person_id"])


def downgrade() -> None:
    op.drop_table("rooms_report")
