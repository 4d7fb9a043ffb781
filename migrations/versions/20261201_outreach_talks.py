"""outreach: talks"""

import sqlalchemy as sa
from alembic import op

revision = "20261201_outreach_talks"
down_revision = "20261130_outreach_rounds"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outreach_talk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("reply_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("one_id", sa.Integer(), nullable=True),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("first", sa.DateTime(timezone=True), nullable=True),
        sa.Column("second", sa.DateTime(timezone=True), nullable=True),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by", sa.String(length=6), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("handled_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(first IS NULL) = (second IS NULL)", name="moments"),
        sa.CheckConstraint("starts IS NULL OR starts = first OR starts = second", name="choice"),
        sa.CheckConstraint("confirmed_by IS NULL OR confirmed_by IN ('letter', 'call', 'mail')", name="confirmed"),
        sa.CheckConstraint("held_on IS NULL OR starts IS NOT NULL", name="held"),
        sa.ForeignKeyConstraint(["one_id"], ["person.id"], name="fk_outreach_talk_one_id"),
        sa.ForeignKeyConstraint(["other_id"], ["person.id"], name="fk_outreach_talk_other_id"),
        sa.ForeignKeyConstraint(
            ["reply_id"], ["outreach_reply.id"], name="fk_outreach_talk_reply_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_outreach_talk"),
        sa.UniqueConstraint("public_id", name="uq_outreach_talk_public_id"),
        sa.UniqueConstraint("reply_id", name="uq_outreach_talk_reply_id"),
    )
    op.create_index("ix_outreach_talk_one_id", "outreach_talk", ["one_id"])
    op.create_index("ix_outreach_talk_other_id", "outreach_talk", ["other_id"])
    op.create_index("ix_outreach_talk_starts", "outreach_talk", ["starts"])
    op.create_index("ix_outreach_talk_week", "outreach_talk", ["week"])


def downgrade() -> None:
    op.drop_index("ix_outreach_talk_week", table_name="outreach_talk")
    op.drop_index("ix_outreach_talk_starts", table_name="outreach_talk")
    op.drop_index("ix_outreach_talk_other_id", table_name="outreach_talk")
    op.drop_index("ix_outreach_talk_one_id", table_name="outreach_talk")
    op.drop_table("outreach_talk")
