"""access and notices: codes, cards, sessions, outbox, call tasks"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_03"
down_revision = "20261123_02"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "access_attempts",
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", name=op.f("pk_access_attempts")),
    )
    op.create_index(op.f("ix_access_attempts_since"), "access_attempts", ["since"], unique=False)
    op.create_table(
        "access_card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("pin_hash", sa.String(length=200), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_access_card_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_card")),
        sa.UniqueConstraint("number", name=op.f("uq_access_card_number")),
    )
    op.create_index(op.f("ix_access_card_person_id"), "access_card", ["person_id"], unique=False)
    op.create_table(
        "access_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=32), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_access_code_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_access_code_public_id")),
    )
    op.create_index(op.f("ix_access_code_expires_at"), "access_code", ["expires_at"], unique=False)
    op.create_index(op.f("ix_access_code_person_id"), "access_code", ["person_id"], unique=False)
    op.create_table(
        "access_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("behalf_id", sa.Integer(), nullable=True),
        sa.Column("behalf_house_id", sa.Integer(), nullable=True),
        sa.Column("behalf_channel", sa.String(length=10), nullable=True),
        sa.Column("behalf_since", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["behalf_house_id"], ["house.id"], name=op.f("fk_access_session_behalf_house_id")),
        sa.ForeignKeyConstraint(["behalf_id"], ["person.id"], name=op.f("fk_access_session_behalf_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_access_session_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_access_session_token_hash")),
    )
    op.create_index(op.f("ix_access_session_behalf_id"), "access_session", ["behalf_id"], unique=False)
    op.create_index(op.f("ix_access_session_ended_at"), "access_session", ["ended_at"], unique=False)
    op.create_index(op.f("ix_access_session_person_id"), "access_session", ["person_id"], unique=False)
    op.create_table(
        "job_run",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("worker", sa.String(length=100), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_job_run")),
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("house_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("ref", sa.String(length=100), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("guest_name", sa.String(length=100), nullable=False),
        sa.Column("guest_email", sa.String(length=254), nullable=False),
        sa.Column("guest_phone", sa.String(length=30), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("params", sa.Text(), nullable=False),
        sa.Column("ics", sa.LargeBinary(), nullable=True),
        sa.Column("ics_method", sa.String(length=10), nullable=True),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kept_text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["house_id"], ["house.id"], name=op.f("fk_notice_house_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notice_person_id")),
        sa.ForeignKeyConstraint(["taken_by_id"], ["person.id"], name=op.f("fk_notice_taken_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("public_id", name=op.f("uq_notice_public_id")),
    )
    op.create_index(op.f("ix_notice_created_at"), "notice", ["created_at"], unique=False)
    op.create_index("ix_notice_desk", "notice", ["house_id", "channel", "state"], unique=False)
    op.create_index("ix_notice_due", "notice", ["state", "channel", "next_try_at"], unique=False)
    op.create_index(op.f("ix_notice_person_id"), "notice", ["person_id"], unique=False)
    op.create_index(op.f("ix_notice_ref"), "notice", ["ref"], unique=False)
    op.create_index(op.f("ix_notice_sent_at"), "notice", ["sent_at"], unique=False)
    op.create_index(op.f("ix_notice_taken_by_id"), "notice", ["taken_by_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_notice_taken_by_id"), table_name="notice")
    op.drop_index(op.f("ix_notice_sent_at"), table_name="notice")
    op.drop_index(op.f("ix_notice_ref"), table_name="notice")
    op.drop_index(op.f("ix_notice_person_id"), table_name="notice")
    op.drop_index("ix_notice_due", table_name="notice")
    op.drop_index("ix_notice_desk", table_name="notice")
    op.drop_index(op.f("ix_notice_created_at"), table_name="notice")
    op.drop_table("notice")
    op.drop_table("job_run")
    op.drop_index(op.f("ix_access_session_person_id"), table_name="access_session")
    op.drop_index(op.f("ix_access_session_ended_at"), table_name="access_session")
    op.drop_index(op.f("ix_access_session_behalf_id"), table_name="access_session")
    op.drop_table("access_session")
    op.drop_index(op.f("ix_access_code_person_id"), table_name="access_code")
    op.drop_index(op.f("ix_access_code_expires_at"), table_name="access_code")
    op.drop_table("access_code")
    op.drop_index(op.f("ix_access_card_person_id"), table_name="access_card")
    op.drop_table("access_card")
    op.drop_index(op.f("ix_access_attempts_since"), table_name="access_attempts")
    op.drop_table("access_attempts")
