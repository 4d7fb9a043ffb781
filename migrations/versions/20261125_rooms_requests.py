"""rooms: requests and answers"""

import sqlalchemy as sa
from alembic import op

revision = "20261125_requests"
down_revision = "20261123_08"
branch_labels = None
depends_on = None

STATUS = "ck_rooms_booking_status"


def upgrade() -> None:
    allow("'requested', 'confirmed', 'cancelled', 'refused'")
    op.create_table(
        "rooms_request",
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("asker_id", sa.Integer(), nullable=True),
        sa.Column("typist_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("said_yes", sa.Boolean(), nullable=False),
        sa.Column("answerer_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["rooms_booking.id"], name=op.f("fk_rooms_request_booking_id")),
        sa.ForeignKeyConstraint(["asker_id"], ["person.id"], name=op.f("fk_rooms_request_asker_id")),
        sa.ForeignKeyConstraint(["typist_id"], ["person.id"], name=op.f("fk_rooms_request_typist_id")),
        sa.ForeignKeyConstraint(["answerer_id"], ["person.id"], name=op.f("fk_rooms_request_answerer_id")),
        sa.PrimaryKeyConstraint("booking_id", name=op.f("pk_rooms_request")),
    )
    for column in ("asker_id", "typist_id", "answerer_id"):
        op.create_index(op.f(f"ix_rooms_request_{column}"), "rooms_request", [column], unique=False)
    op.create_table(
        "rooms_request_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("from_house", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rooms_request_word_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rooms_request_word")),
    )
    op.create_index(op.f("ix_rooms_request_word_person_id"), "rooms_request_word", ["person_id"], unique=False)
    op.create_index(op.f("ix_rooms_request_word_uid"), "rooms_request_word", ["uid"], unique=False)


def downgrade() -> None:
    op.drop_table("rooms_request_word")
    op.drop_table("rooms_request")
    op.execute("UPDATE rooms_booking SET status = 'cancelled' WHERE status = 'refused'")
    op.execute("UPDATE rooms_booking SET status = 'confirmed' WHERE status = 'requested'")
    op.execute("UPDATE occupancy SET state = 'confirmed' WHERE state = 'requested'")
    allow("'confirmed', 'cancelled'")


def allow(statuses: str) -> None:
    """Let a booking have these statuses."""
    with op.batch_alter_table("rooms_booking") as batch:
        batch.drop_constraint(op.f(STATUS), type_="check")
        batch.create_check_constraint(op.f(STATUS), f"status IN ({statuses})")
